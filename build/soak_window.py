"""Works in the real window for hours, and says how much more memory and how many more files it holds at the end.

More than after the first ten minutes. A line a minute; exit code 1 for more than five MiB, or one more file handle.
"""

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from environment import ROOT

sys.path.insert(0, str(ROOT / "tests"))

BEGIN_MINUTES, MOST_MIB, MOST_HANDLES = 10, 5.0, 0
_PAUSE_SECONDS = 0.3
_QUIET_ACTIONS = (
    "show_contacts", "show_pitches", "show_interviews", "show_today", "show_today", "profile", "shortcuts", "about",
    "show_backups", "show_stored", "find_action", "show_effort", "back_up_now", "log_interaction", "add_contact",
    "make_prep_sheet", "plan_interview", "write_letter",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 if it holds no more than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--begin", type=float, default=BEGIN_MINUTES, help="the minute that is compared with")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        return _work(Path(folder) / "data", chosen.minutes, chosen.begin)


def _work(folder: Path, minutes: float, begin: float) -> int:
    from PySide6.QtWidgets import QApplication

    from insidescoop.system.clock import Clock
    from windows import open_window

    application = QApplication(sys.argv[:1])
    opened: Any = open_window(application, folder, Clock(), is_sample=True)
    opened.backs_up = True
    random, started, told = Random(1), time.monotonic(), -1  # noqa: S311
    first: tuple[float, int] | None = None
    steps = 0
    while (passed := (time.monotonic() - started) / 60) < minutes:
        _step(opened, random, steps)
        steps += 1
        _close_others(application, opened.window)
        end = time.monotonic() + _PAUSE_SECONDS
        while time.monotonic() < end:
            application.processEvents()
            time.sleep(0.01)
        if int(passed) > told:
            told = int(passed)
            gc.collect()
            held = _memory(), _handles()
            print(f"minute {told:3}: {held[0]:7.1f} MiB, {held[1]} handles, {steps:,} steps", flush=True)
            if first is None and passed >= begin:
                first = held
    last = _memory(), _handles()
    opened.close_for_good()
    if first is None:
        return 1
    grown, handles = last[0] - first[0], last[1] - first[1]
    print(f"between minute {begin:g} and {minutes:g}: {grown:+.1f} MiB, {handles:+} handles, {steps:,} steps")
    return 0 if grown <= MOST_MIB and handles <= MOST_HANDLES else 1


def _step(opened: Any, random: Random, number: int) -> None:
    from PySide6.QtTest import QTest

    from insidescoop.commands.contacts import AddContact
    from insidescoop.domain.contacts import ContactDraft

    kind = random.randrange(6)
    people = opened.controller.contacts.people
    if kind == 0:
        # As many as the undo history forgets again: the store stays as large as it is.
        opened.runner.do(AddContact(ContactDraft(given_name=f"Soak {number}")))
        opened.finish()
        opened.runner.undo()
    elif kind == 1:
        people.search.setText(random.choice(("archives", "dana", "", "library")))
    elif kind == 2:
        opened.window.show_tab(0)
        editor = opened.controller.contacts.card.form.fields["notes"].editor
        editor.setFocus()
        QTest.keyClicks(editor, "x")
        opened.controller.commit()
    elif kind == 3:
        opened.runner.undo()
    else:
        action = opened.registry.action(random.choice(_known(opened)))
        if action.isEnabled():
            action.trigger()
    opened.runner.finish()


def _known(opened: Any) -> tuple[str, ...]:
    there = {spec.id for spec in opened.registry.specs}
    return tuple(each for each in _QUIET_ACTIONS if each in there)


def _close_others(application: Any, window: Any) -> None:
    application.processEvents()
    for each in application.topLevelWidgets():
        if each is not window and each.isVisible():
            (getattr(each, "reject", None) or each.close)()
    application.processEvents()


def _handles() -> int:
    return sum(1 for _handle in Path("/proc/self/fd").iterdir())


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
