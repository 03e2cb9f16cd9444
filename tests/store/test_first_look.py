"""The first contacts, read without the store: the same rows, and none at all where anything is not as expected."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from builders import MONDAY, SetClock, kept_store, open_test_store
from insidescoop.commands.contacts import AddContacts, DeleteContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.queries.contact_list import contact_rows, listed_ids, listing, place_in
from insidescoop.start import open_store
from insidescoop.store.first_look import first_rows
from insidescoop.system.keys import Key
from insidescoop.system.user_files import RESTORE_FILE, STORE_FILE


def _sql(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_they_are_those_of_the_list(sample_store: Path, clock: SetClock) -> None:
    store = open_store(sample_store, clock=clock, is_sample=True)
    store.do(DeleteContact(3))
    with store.reading() as session:
        listed = listing(session, today=MONDAY)
        ids = listed_ids(session, listed, 0, listed.count)
        expected = contact_rows(session, ids)
        place = place_in(session, listed, 17)
    store.close()

    seen = first_rows(sample_store, 17)

    assert seen is not None
    assert (seen.count, seen.start, seen.current) == (len(ids), 0, place)
    assert list(seen.rows) == expected


@pytest.mark.parametrize("place", [0, 20, 100, 199])
def test_of_many_contacts_those_around_the_current_one_are_read(folder: Path, place: int) -> None:
    store = open_test_store(folder)
    store.do(AddContacts(tuple(ContactDraft(given_name=f"N{number:03}") for number in range(200))))
    with store.reading() as session:
        ids = listed_ids(session, listing(session, today=MONDAY), 0, 200)
        expected = contact_rows(session, ids)
    store.close()

    seen = first_rows(folder, ids[place])

    assert seen is not None
    assert (seen.count, seen.current) == (200, place)
    assert seen.start <= place < seen.start + len(seen.rows)
    assert list(seen.rows) == expected[seen.start : seen.start + 64]


def test_of_a_contact_that_is_gone_the_first_one_is_current(sample_store: Path, clock: SetClock) -> None:
    store = open_store(sample_store, clock=clock, is_sample=True)
    store.do(DeleteContact(17))
    store.close()

    seen = [first_rows(sample_store, gone) for gone in (17, 99_999, None)]

    assert [each and (each.current, each.start) for each in seen] == [(0, 0)] * 3


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS contact_id FROM n"
UNLIKELY: dict[str, Callable[[Path], object]] = {
    "no store": lambda folder: (folder / STORE_FILE).unlink(),
    "no contact": lambda folder: _sql(folder, "DELETE FROM contact"),
    "no file of SQLite": lambda folder: (folder / STORE_FILE).write_bytes(b"x" * 8192),
    "cut off": lambda folder: (folder / STORE_FILE).write_bytes((folder / STORE_FILE).read_bytes()[:4096]),
    "another program's": lambda folder: _sql(folder, "PRAGMA application_id = 7"),
    "a newer version": lambda folder: _sql(folder, "PRAGMA user_version = 99"),
    "an interrupted step": lambda folder: (folder / f"{STORE_FILE}-journal").write_bytes(b"x" * 512),
    "an interrupted restore": lambda folder: (folder / RESTORE_FILE).write_text("{}"),
    "write-ahead": lambda folder: (folder / f"{STORE_FILE}-wal").write_bytes(b""),
    "a view without an end": lambda folder: _sql(
        folder, "DROP TABLE contact_standing", f"CREATE VIEW contact_standing AS {ENDLESS}"
    ),
    "a wrong value": lambda folder: _sql(folder, "UPDATE contact SET closeness = 'nearest' WHERE id = 2"),
    "bytes for a name": lambda folder: _sql(folder, "UPDATE contact SET display_name = x'00ff' WHERE id = 2"),
    "a wrong day": lambda folder: _sql(folder, "UPDATE contact_standing SET due_on = 'soon'"),
    "a name of a megabyte": lambda folder: _sql(
        folder, "UPDATE contact SET display_name = printf('%.*c', 1000000, 'x') WHERE id = 2"
    ),
}


@pytest.mark.parametrize("spoil", UNLIKELY.values(), ids=UNLIKELY)
def test_what_is_not_as_expected_is_left_to_the_store(sample_store: Path, spoil: Callable[[Path], object]) -> None:
    before = first_rows(sample_store)

    spoil(sample_store)

    assert before is not None
    assert first_rows(sample_store) is None


def test_a_store_of_an_older_version_is_left_to_the_upgrade(folder: Path) -> None:
    kept_store(4, folder)

    assert first_rows(folder) is None


def test_an_encrypted_store_is_not_looked_into(folder: Path, clock: SetClock) -> None:
    store = open_store(folder, clock=clock, is_sample=True, key=Key.of("a long passphrase"))
    store.close()

    assert first_rows(folder) is None


def test_a_file_that_another_program_holds_is_not_waited_for(sample_store: Path) -> None:
    with closing(sqlite3.connect(sample_store / STORE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert first_rows(sample_store) is None


def test_looking_changes_nothing(sample_store: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        files = (path for path in sample_store.rglob("*") if path.is_file())
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()

    first_rows(sample_store, 17)

    assert state() == before


@pytest.fixture
def sample_store(data_with_sample: Path, tmp_path: Path) -> Path:
    copied: Path = copytree(data_with_sample / "sample", tmp_path / "copied")
    return copied
