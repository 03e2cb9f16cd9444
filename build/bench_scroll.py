"""How long a frame of the rehearsal window takes, and how far its text moves: python build/bench_scroll.py FRAMES.

A process of its own: painting shares its thread with nothing else that is measured.
"""

import json
import statistics
import sys
import time
from itertools import pairwise

from PySide6.QtWidgets import QApplication

from insidescoop.queries.rehearsals import Subject
from insidescoop.ui.rehearsal.look import RehearsalLook
from insidescoop.ui.rehearsal.window import FRAME_MILLISECONDS, RehearsalWindow
from insidescoop.ui.sound.microphone import open_microphone
from insidescoop.ui.sound.player import Tones
from spoken_pitches import PITCHES

WIDTH, HEIGHT = 1440, 900


def main(frames: int) -> dict[str, float]:
    """Milliseconds a frame takes at the 95th percentile, and the longest step of the text in pixels."""
    application = QApplication([])
    now = [0.0]
    subject = Subject(1, "Bench", " ".join(PITCHES), 600, 140, "Dana Reyes")
    window = RehearsalWindow(
        subject, RehearsalLook(), now=lambda: now[0], open_recorder=open_microphone, play_tone=Tones()
    )
    window.resize(WIDTH, HEIGHT)
    window.show()
    application.processEvents()
    window.toggle()
    taken, places = [], []
    for _frame in range(frames):
        now[0] += FRAME_MILLISECONDS
        began = time.perf_counter()
        window.tick()
        window.prompter.repaint()
        application.processEvents()
        taken.append((time.perf_counter() - began) * 1000)
        places.append(window.prompter.offset())
    window.close()
    steps = [after - before for before, after in pairwise(places)]
    return {
        "p95": statistics.quantiles(taken, n=20)[-1],
        "longest_step": max(steps),
        "median": statistics.median(taken),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
