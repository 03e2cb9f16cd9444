"""The first picture of the table of contacts, against a page of 256 rows: python build/bench_rows.py FOLDER ROUNDS.

A process of its own, without a display; prints the milliseconds of both as JSON.
"""

import json
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench_people import open_bench_store
from insidescoop.domain.contact_rows import ContactRow
from insidescoop.queries.contact_list import contact_rows, listed_ids, listing
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui.contacts.table import ContactRows, contact_columns
from insidescoop.ui.widgets.record_table import RecordTable

TODAY = date(2026, 11, 23)
PAGE = """
    SELECT contact.id, contact.display_name, contact.title, organization.name, organization.place, NULL, NULL, NULL,
        contact.closeness, contact.met_event, NULL, NULL, contact.added_at, 0
    FROM contact_standing JOIN contact ON contact.id = contact_standing.contact_id
    LEFT JOIN organization ON organization.id = contact.organization_id
    WHERE contact_standing.is_trashed = 0 ORDER BY contact_standing.name_key, contact_standing.contact_id LIMIT 256
"""


def main(folder: Path, rounds: int) -> None:
    """Prints the medians of that many rounds; one more round before them warms both up."""
    application = QApplication(sys.argv[:1])
    store = open_bench_store(folder)
    plain = sqlite3.connect(folder / STORE_FILE)
    taken: dict[str, list[float]] = {"ours": [], "paged": []}
    for _ in range(rounds + 1):
        taken["paged"].append(_first_paint(application, lambda: _page(plain)))
        taken["ours"].append(_first_paint(application, lambda: _all(store)))
    plain.close()
    store.close()
    print(json.dumps({name: statistics.median(values[1:]) for name, values in taken.items()}))


def _first_paint(application: QApplication, rows: Callable[[], Sequence[ContactRow]]) -> float:
    table = RecordTable(contact_columns(lambda: TODAY, lambda: "Europe/Stockholm"), name="Contacts")
    table.resize(900, 700)
    began = time.perf_counter()
    table.set_rows(rows())
    table.show()
    application.processEvents()
    milliseconds = (time.perf_counter() - began) * 1000
    table.close()
    table.deleteLater()
    application.processEvents()
    return milliseconds


def _all(store: Store) -> Sequence[ContactRow]:
    with store.reading() as session:
        listed = listing(session, today=TODAY)

    def fetch(start: int, stop: int) -> list[ContactRow]:
        with store.reading() as session:
            return contact_rows(session, listed_ids(session, listed, start, stop))

    return ContactRows(listed.count, fetch)


def _page(plain: sqlite3.Connection) -> Sequence[ContactRow]:
    return [ContactRow(*row) for row in plain.execute(PAGE)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
