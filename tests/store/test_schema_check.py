"""Files that another program has changed: what they would run is never run, and they are not opened."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.domain.problems import StoreDamaged
from insidescoop.store.engine import open_engine
from insidescoop.store.schema_check import FINGERPRINT, fingerprint
from insidescoop.system.user_files import STORE_FILE

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS version, 'seeds' AS name FROM n"


def test_the_fingerprint_is_that_of_a_new_store(folder: Path) -> None:
    open_test_store(folder).close()
    engine = open_engine(folder / STORE_FILE)

    with engine.begin() as connection:
        held = fingerprint(connection)
    engine.dispose()

    assert held == FINGERPRINT, "the schema has changed: this is the sum to put into schema_check.py"


FOREIGN: dict[str, Callable[[sqlite3.Connection], object]] = {
    "a view in place of a table": lambda held: held.executescript(
        f"DROP TABLE seed_version; CREATE VIEW seed_version AS {ENDLESS};"
    ),
    "one more view": lambda held: held.execute(f"CREATE VIEW more AS {ENDLESS}"),
    "one more table": lambda held: held.execute("CREATE TABLE more (id INTEGER PRIMARY KEY)"),
    "an index on an expression": lambda held: held.execute(
        "CREATE INDEX slow ON contact (length(hex(zeroblob(1000))), notes)"
    ),
    "an index that forbids what is usual": lambda held: held.execute("CREATE UNIQUE INDEX one ON contact (title)"),
    "a computed column": lambda held: held.execute(
        "ALTER TABLE contact ADD COLUMN more TEXT GENERATED ALWAYS AS (hex(notes)) VIRTUAL"
    ),
    "a column of another name": lambda held: held.execute("ALTER TABLE pitch RENAME COLUMN audience TO readers"),
    "a table less": lambda held: held.execute("DROP TABLE saved_list"),
}  # fmt: skip


@pytest.mark.parametrize("change", FOREIGN.values(), ids=FOREIGN)
def test_a_file_with_anything_else_in_it_is_not_opened_and_not_changed(
    folder: Path, change: Callable[[sqlite3.Connection], object]
) -> None:
    store = open_test_store(folder)
    add_contact(store)
    store.close()
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.commit()
        change(connection)
        connection.commit()
    before = (folder / STORE_FILE).read_bytes()

    with pytest.raises(StoreDamaged):
        open_test_store(folder)

    assert (folder / STORE_FILE).read_bytes() == before


def test_what_analyze_counted_is_no_reason_to_refuse_a_file(folder: Path) -> None:
    open_test_store(folder).close()
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        connection.execute("ANALYZE")
        connection.commit()

    open_test_store(folder).close()
