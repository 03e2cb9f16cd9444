"""Files taken in, in the real window, against a bare reader and executemany.

As python build/bench_imports.py KIND COUNT FOLDER, where KIND is cards or rows. A process of its own, without a
display; prints the seconds of our import and of the floor, the longest time the window did not answer (by a timer that
ought to ring every 5 ms), the same of taking the import back and of doing it again, and the peak memory of the process
in MiB.
"""

import csv
import json
import sqlite3
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench_window import peak_mebibytes
from insidescoop.start import open_store
from insidescoop.system.clock import Clock
from insidescoop.ui.application import Application
from insidescoop.ui.exchange.import_dialog import ImportDialog

_EVERY = 5
"""Milliseconds between two beats of the heart."""
_SETTLING_SECONDS = 2
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_TABLES = (
    "CREATE TABLE contact (id INTEGER PRIMARY KEY, given TEXT, family TEXT, shown TEXT, title TEXT, organization TEXT)",
    "CREATE TABLE email (id INTEGER PRIMARY KEY, contact_id INTEGER, value TEXT)",
    "CREATE TABLE phone (id INTEGER PRIMARY KEY, contact_id INTEGER, value TEXT)",
)


class Heart:
    """Beats in the window's event loop and remembers the longest time between two beats."""

    def __init__(self) -> None:
        self.longest_milliseconds = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(_EVERY)

    def begin(self) -> None:
        """Forgets what was before."""
        self._last, self.longest_milliseconds = time.perf_counter(), 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_milliseconds = max(self.longest_milliseconds, (now - self._last) * 1000)
        self._last = now


def main(kind: str, count: int, folder: Path) -> None:
    """Prints the figures as JSON."""
    folder.mkdir(parents=True)
    path = folder / ("people.vcf" if kind == "cards" else "people.csv")
    path.write_text("".join(_cards(count)) if kind == "cards" else _table(count), encoding="utf-8")
    application = QApplication(sys.argv[:1])
    clock, data = Clock(), folder / "data"
    data.mkdir()
    opened = Application(
        application, data, open_store=lambda _key: open_store(data, clock=clock, is_sample=False), clock=clock,
        is_sample=False,
    )  # fmt: skip
    opened.window.show()
    opened.furnish()
    application.processEvents()
    heart = Heart()
    figures = _taken_in(application, opened, path, count, heart)
    for action_id, left in (("undo", 0), ("redo", count)):
        figures |= _replayed(application, opened, action_id, left, heart)
    figures |= {"peak": peak_mebibytes(), "floor": _floor(path, kind, folder / "floor.sqlite3")}
    opened.window.close()
    print(json.dumps(figures))


def _taken_in(application: QApplication, opened: Application, path: Path, count: int, heart: Heart) -> dict[str, float]:
    began = time.perf_counter()
    heart.begin()
    opened.controller.importing.import_files((path,))  # type: ignore[union-attr]
    (dialog,) = opened.window.findChildren(ImportDialog)
    while not dialog.import_button.isEnabled():
        application.processEvents(_WAITING)
    planned = time.perf_counter()
    dialog.import_button.click()
    people = opened.controller.contacts.people  # type: ignore[union-attr]
    while people.table.row_count() != count:
        application.processEvents(_WAITING)
    application.processEvents()
    done = time.perf_counter()
    _settle(application, opened)
    return {
        "seconds": done - began, "planning": planned - began, "taking": done - planned,
        "longest_gap": heart.longest_milliseconds,
    }  # fmt: skip


def _replayed(
    application: QApplication, opened: Application, action_id: str, left: int, heart: Heart
) -> dict[str, float]:
    """The import taken back, or done again, till `left` people are shown."""
    people = opened.controller.contacts.people  # type: ignore[union-attr]
    began = time.perf_counter()
    heart.begin()
    opened.registry.action(action_id).trigger()
    while people.table.row_count() != left:
        application.processEvents(_WAITING)
    done = time.perf_counter()
    _settle(application, opened)
    return {action_id: done - began, f"{action_id}_gap": heart.longest_milliseconds}


def _settle(application: QApplication, opened: Application) -> None:
    """Lets the window show what it shows after an import: the other tabs and the first card are part of the pause."""
    until = time.perf_counter() + _SETTLING_SECONDS
    while time.perf_counter() < until or opened.runner.is_busy():  # type: ignore[union-attr]
        application.processEvents(_WAITING)


def _floor(path: Path, kind: str, target: Path) -> float:
    """A bare reader of the same file that keeps what it reads with executemany, in one transaction."""
    began = time.perf_counter()
    with sqlite3.connect(target) as connection:
        for statement in _TABLES:
            connection.execute(statement)
        people = _bare_cards(path) if kind == "cards" else _bare_rows(path)
        connection.executemany("INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?)", [person[:6] for person in people])
        connection.executemany("INSERT INTO email VALUES (NULL, ?, ?)", [(each[0], each[6]) for each in people])
        connection.executemany("INSERT INTO phone VALUES (NULL, ?, ?)", [(each[0], each[7]) for each in people])
    connection.close()
    return time.perf_counter() - began


def _bare_rows(path: Path) -> list[tuple[object, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (place, row["First Name"], row["Last Name"], f"{row['First Name']} {row['Last Name']}", row["Position"],
             row["Company"], row["Email Address"], row["Phone"])
            for place, row in enumerate(csv.DictReader(file), start=1)
        ]  # fmt: skip


def _bare_cards(path: Path) -> list[tuple[object, ...]]:
    people: list[tuple[object, ...]] = []
    facts: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in file:
            name, _colon, value = line.rstrip().partition(":")
            facts[name.partition(";")[0]] = value
            if name == "END":
                family, given = facts["N"].split(";")[:2]
                people.append((len(people) + 1, given, family, facts["FN"], facts["TITLE"], facts["ORG"],
                               facts["EMAIL"], facts["TEL"]))  # fmt: skip
                facts = {}
    return people


_GIVEN = ("Dana", "Rafael", "Priya", "Łukasz", "María José", "Kim", "Noor", "Bo", "Aisha", "Jürgen")
_FAMILY = ("Okafor", "Levi", "Sharma", "Wiśniewski", "García", "Minh", "Haddad", "Berg", "Rahman", "Weiß")


def _person(number: int) -> tuple[str, str, str, str, str, str]:
    given, family = _GIVEN[number % 10], f"{_FAMILY[number // 10 % 10]}{number // 100}"
    return (
        given,
        family,
        f"person{number}@place{number % 500}.example",
        f"Place {number % 500}",
        f"Role {number % 70}",
        (f"+1 212 {200 + number // 10000 % 700:03} {number % 10000:04}"),
    )


def _table(count: int) -> str:
    rows = "".join(
        f"{given},{family},{email},{place},{role},{phone}\n"
        for given, family, email, place, role, phone in map(_person, range(count))
    )
    return f"First Name,Last Name,Email Address,Company,Position,Phone\n{rows}"


def _cards(count: int) -> list[str]:
    return [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{family};{given};;;\r\nFN:{given} {family}\r\nORG:{place}\r\nTITLE:{role}\r\n"
        f"EMAIL;TYPE=INTERNET:{email}\r\nTEL;TYPE=CELL:{phone}\r\nEND:VCARD\r\n"
        for given, family, email, place, role, phone in map(_person, range(count))
    ]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
