"""Typing into a pitch of 2,000 words, in the real window: python build/bench_pitch.py FOLDER KEYS.

A process of its own, without a display; prints as JSON the milliseconds from a key to the painted letter at the 95th
percentile, in our editor and in a bare QPlainTextEdit with the same text, keys by turns, and those of the look at the
whole text that follows a pause.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.pitch.marks import Carried
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark
from insidescoop.start import open_store
from insidescoop.system.clock import Clock
from insidescoop.ui.application import Application
from insidescoop.ui.main_window import Tab

SIZE = 1440, 900
WORDS = 2_000
KEYS_A_PAUSE = 20
_SENTENCE = "I described forty boxes of mill records for the county society, number {}, and eleven people came."
_TYPED = "and then I trained three of the volunteers. "


def main(folder: Path, keys: int) -> None:
    """Prints the figures of that many keys."""
    application = QApplication(sys.argv[:1])
    clock = Clock()
    opened = Application(
        application, folder, open_store=lambda _key: open_store(folder, clock=clock, is_sample=False), clock=clock,
        is_sample=False,
    )  # fmt: skip
    opened.window.resize(*SIZE)
    opened.window.show()
    opened.furnish()
    assert opened.runner is not None  # noqa: S101 - furnish makes both
    assert opened.controller is not None  # noqa: S101
    opened.runner.do(AddPitch(a_long_pitch()))
    opened.runner.finish()
    opened.window.show_tab(Tab.PITCHES)
    editor = opened.controller.pitches.editor
    ours = _ready(editor.free.text_edit)
    bare = _ready(_bare(ours))
    taken: dict[str, list[float]] = {"ours": [], "bare": [], "look": []}
    for number in range(keys):
        letter = _TYPED[number % len(_TYPED)]
        for name, field in (("ours", ours), ("bare", bare)):
            taken[name].append(_key(application, field, letter))
        if number % KEYS_A_PAUSE == KEYS_A_PAUSE - 1:
            # What follows a pause: remarks, marks in the text, the sentence, what will be said.
            began = time.perf_counter()
            editor.settle()
            taken["look"].append((time.perf_counter() - began) * 1000)
            application.processEvents()
    print(json.dumps({name: statistics.quantiles(each, n=20)[-1] for name, each in taken.items()}))
    opened.window.close()


def a_long_pitch() -> PitchDraft:
    """A free text of 2,000 words or a few more, of which every third sentence belongs to the longest cut."""
    count = -(-WORDS // len(_SENTENCE.split()))
    text = " ".join(_SENTENCE.format(number) for number in range(count))
    marks = tuple(SentenceMark("free_text", place, Carried(60)) for place in range(0, count, 3))
    return PitchDraft(name="Long", free_text=text, marks=marks)


def _bare(ours: QPlainTextEdit) -> QPlainTextEdit:
    """The floor: the toolkit's own editor with the same text, as large as ours and in the same dress."""
    bare = QPlainTextEdit()
    bare.setPlainText(ours.toPlainText())
    bare.resize(ours.size())
    bare.show()
    return bare


def _ready(field: QPlainTextEdit) -> QPlainTextEdit:
    cursor = field.textCursor()
    cursor.setPosition(len(field.toPlainText()) // 2)
    field.setTextCursor(cursor)
    field.ensureCursorVisible()
    field.moveCursor(QTextCursor.MoveOperation.EndOfWord)
    QApplication.processEvents()
    return field


class _Painted(QObject):
    is_painted = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.is_painted = self.is_painted or event.type() == QEvent.Type.Paint
        return False


def _key(application: QApplication, field: QPlainTextEdit, letter: str) -> float:
    """Milliseconds from a key to the letter painted."""
    application.processEvents()
    field.setFocus()
    watcher = _Painted()
    field.viewport().installEventFilter(watcher)
    began = time.perf_counter()
    QTest.keyClicks(field, letter)
    while not watcher.is_painted:
        application.processEvents()
    taken = (time.perf_counter() - began) * 1000
    field.viewport().removeEventFilter(watcher)
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
