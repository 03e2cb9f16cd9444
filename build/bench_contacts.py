"""Every move among the contacts, in the real window: python build/bench_contacts.py FOLDER ROUNDS.

A process of its own, without a display; prints the 95th percentiles of each move and of the bare queries behind it as
JSON, in milliseconds, and the process's peak memory in MiB.
"""

import itertools
import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench_people import typed_words
from bench_window import peak_mebibytes
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.start import open_store
from insidescoop.store.indexes.search_index import match_expression
from insidescoop.system.clock import Clock
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.application import Application
from insidescoop.ui.contacts.table import BLOCK

SIZE = 1440, 900
# Unranked, as the list asks: ranking every match of a word takes most of a keystroke, and would make any program that
# ranks its list look fast beside it.
_FOUND = """
    SELECT contact.id, contact.display_name FROM contact_standing JOIN contact ON contact.id = contact_id
    WHERE contact_id IN (SELECT rowid / 16 FROM search_index WHERE search_index MATCH ? AND rowid % 16 = 1 LIMIT 500)
    ORDER BY name_key, contact_id LIMIT 32
"""
_BLOCK = """
    SELECT contact.id, contact.display_name, contact.title, organization.name, contact_standing.last_at
    FROM (SELECT contact_id FROM contact_standing WHERE is_trashed = 0 ORDER BY {}, contact_id LIMIT 32 OFFSET ?) page
    JOIN contact ON contact.id = page.contact_id JOIN contact_standing ON contact_standing.contact_id = contact.id
    LEFT JOIN organization ON organization.id = contact.organization_id
"""
_CARD = (
    "SELECT * FROM contact WHERE id = ?",
    "SELECT value, label FROM contact_email WHERE contact_id = ?",
    "SELECT value, label FROM contact_phone WHERE contact_id = ?",
    "SELECT value FROM contact_tag WHERE contact_id = ?",
    "SELECT * FROM interaction JOIN interaction_contact ON interaction_id = interaction.id WHERE contact_id = ?",
    "SELECT * FROM follow_up WHERE contact_id = ? AND settled_on IS NULL",
    "SELECT * FROM introduction WHERE from_contact_id = ?",
    "SELECT * FROM introduction WHERE to_contact_id = ?",
)


def main(folder: Path, rounds: int) -> None:
    """Prints the figures of that many rounds of every move."""
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
    opened.runner.finish()
    moves = _moves(application, opened, rounds)
    plain = sqlite3.connect(folder / STORE_FILE)
    plain.execute("PRAGMA cache_size = -64000")
    bare = _bare(plain, rounds)
    plain.close()
    print(json.dumps({"moves": moves, "bare": bare, "peak": peak_mebibytes()}))
    opened.window.close()


def _moves(application: QApplication, opened: Application, rounds: int) -> dict[str, float]:
    assert opened.controller is not None  # noqa: S101
    people = opened.controller.contacts.people

    def timed(move: Callable[[], object]) -> float:
        began = time.perf_counter()
        move()
        application.processEvents()
        return (time.perf_counter() - began) * 1000

    people.table.setFocus()
    count = people.table.row_count()
    orders = itertools.islice(itertools.cycle(itertools.product(ContactOrder, (False, True))), 2 * rounds)
    sort = [timed(partial(people.sort, order, descending=descending)) for order, descending in orders]
    people.sort(ContactOrder.NAME, descending=False)
    bar = people.table.verticalScrollBar()
    page = people.table.viewport().height()
    scroll = [timed(lambda: bar.setValue(bar.value() + page)) for _ in range(4 * rounds)]
    places = [number * count // (4 * rounds) for number in range(4 * rounds)]
    card = [timed(partial(people.table.choose_place, place)) for place in places]
    people.search.setFocus()
    keystroke = []
    for word in typed_words(rounds):
        people.search.clear()
        application.processEvents()
        keystroke += [timed(partial(people.search.insert, letter)) for letter in word[:6]]
        keystroke.append(timed(lambda: QTest.keyClick(people.search, Qt.Key.Key_Backspace)))
    people.search.clear()
    return {name: _p95(values) for name, values in
            (("sort", sort), ("scroll", scroll), ("card", card), ("keystroke", keystroke))}  # fmt: skip


def _bare(plain: sqlite3.Connection, rounds: int) -> dict[str, float]:
    def timed(statement: str, *bound: object) -> float:
        began = time.perf_counter()
        plain.execute(statement, bound).fetchall()
        return (time.perf_counter() - began) * 1000

    (count,) = plain.execute("SELECT count(*) FROM contact").fetchone()
    keys = ("name_key", "title_key, name_key", "last_at, name_key", "due_on, name_key")
    sort = [timed(_BLOCK.format(key), 0) for key in keys * rounds]
    scroll = [timed(_BLOCK.format("name_key"), number * BLOCK % count) for number in range(4 * rounds)]
    card = [sum(timed(part, 1 + number * count // rounds) for part in _CARD) for number in range(rounds)]
    keystroke = []
    for word in typed_words(rounds):
        for length in range(1, min(len(word), 6) + 1):
            keystroke.append(timed(_FOUND, match_expression(word[:length])))
    return {name: _p95(values) for name, values in
            (("sort", sort), ("scroll", scroll), ("card", card), ("keystroke", keystroke))}  # fmt: skip


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
