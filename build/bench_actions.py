"""How long everyday actions keep the window's thread: python build/bench_actions.py FOLDER ROUNDS.

A process of its own, without a display, on sample data in FOLDER. Prints, for each action and each tab, the processor
time of the longest piece of work on that thread as JSON, in milliseconds: the median of the rounds, the first of which
(when what an action needs is loaded) does not count.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from insidescoop.start import open_store
from insidescoop.system.clock import Clock
from insidescoop.ui.application import Application
from insidescoop.ui.main_window import Tab

SIZE = 1440, 900
ACTIONS = {
    Tab.CONTACTS: (
        "add_contact", "log_interaction", "add_next_step", "record_outcome", "record_introduction",
        "introduction_paths", "show_network_map", "tag_selected", "keep_in_touch_selected", "choose_columns",
        "show_due", "show_everybody", "show_targets", "find_action", "profile", "show_effort", "export_files",
        "show_backups", "about", "settle_next_step", "undo",
    ),
    Tab.PITCHES: ("add_pitch", "add_variant", "pitch_versions", "own_pitch_words", "show_runs"),
    Tab.INTERVIEWS: (
        "plan_interview", "pick_questions", "plan_core_questions", "undo", "add_own_question", "undo", "question_down",
        "undo", "show_answers", "add_bank_question", "write_letter", "write_thanks", "show_board", "show_board",
        "make_prep_sheet", "stage_forward", "undo",
    ),
}  # fmt: skip
_QUIET_TURNS = 5
"""Turns of the event loop in which nothing happened: then it is over."""


def main(folder: Path, rounds: int) -> None:
    """Prints the figures of that many rounds."""
    application = QApplication(sys.argv[:1])
    clock = Clock()
    opened = Application(
        application, folder, open_store=lambda _key: open_store(folder, clock=clock, is_sample=True), clock=clock,
        is_sample=True,
    )  # fmt: skip
    opened.backs_up = False
    opened.window.resize(*SIZE)
    opened.window.show()
    opened.furnish()
    measured: dict[str, list[float]] = {}
    for _round in range(rounds + 1):
        for name, longest in _round_of(application, opened):
            measured.setdefault(name, []).append(longest)
    print(json.dumps({name: statistics.median(values[1:]) for name, values in measured.items() if values[1:]}))
    opened.window.close()


def _round_of(application: QApplication, opened: Application) -> Iterator[tuple[str, float]]:
    for tab, actions in ACTIONS.items():
        yield f"tab {tab.name.lower()}", _longest(application, opened, partial(opened.window.show_tab, tab))
        for action_id in actions:
            action = opened.registry.action(action_id)
            if action.isEnabled():
                yield action_id, _longest(application, opened, action.trigger)
            _close_dialogs(opened)
            opened.window.show_tab(tab)
            _settle(application, opened)


def _longest(application: QApplication, opened: Application, act: Callable[[], object]) -> float:
    """The milliseconds of processor time of the longest piece of an act on this thread."""
    return max(_milliseconds(act), _settle(application, opened))


def _settle(application: QApplication, opened: Application) -> float:
    assert opened.runner is not None  # noqa: S101 - furnish makes it
    longest, quiet = 0.0, 0
    while quiet < _QUIET_TURNS:
        taken = _milliseconds(application.processEvents)
        longest = max(longest, taken)
        quiet = quiet + 1 if taken < 0.5 else 0
        # Meanwhile the store's own thread does what it was asked to.
        time.sleep(0.005)
    return longest


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000


def _close_dialogs(opened: Application) -> None:
    for dialog in opened.window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.done(0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
