"""Damaged stores: what can still be read is saved, the rest comes from the journal or a backup, and all is counted."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from builders import MONDAY, SetClock, add_contact, add_interview, at, open_test_store
from examples import one_in
from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem, StoreDamaged
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.domain.repairs import Repaired
from insidescoop.queries.soundness import soundness
from insidescoop.store.base import Base
from insidescoop.store.repair.repairing import RECOVERED, repair
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE

PAGE = 4096
NAMES = ("Dana", "Bo", "Caro", "Priya", "Rafael")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 45 contacts, an interview and a pitch, and no undo history to help."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    store = open_test_store(folder)
    ids = [
        add_contact(store, name, f"Family{number}", notes="met at the library " * 10, title="Archivist")
        for number in range(9)
        for name in NAMES
    ]
    add_interview(store, ids[0], starts=at(MONDAY), purpose="How archives hire")
    store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend catalogs.")))
    store.forget_history()
    store.close()
    return folder


@pytest.fixture
def data(filled: Path, folder: Path) -> Path:
    return copytree(filled, folder)


def write_over(folder: Path, page: int, what: bytes = b"\xa5" * PAGE) -> None:
    """Writes over one page of the store, counted from 1."""
    with (folder / STORE_FILE).open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(what)


def pages_of(folder: Path, name: str) -> list[int]:
    """The pages that hold the rows of a table or the entries of an index, the first page last."""
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    content = (folder / STORE_FILE).read_bytes()
    start = (root - 1) * PAGE
    if content[start] != 0x05:
        return [root]
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    cells = [int.from_bytes(content[start + 12 + 2 * each : start + 14 + 2 * each], "big") for each in range(count)]
    return [*(int.from_bytes(content[start + cell : start + cell + 4], "big") for cell in cells), root]


def rows_on(folder: Path, page: int) -> int:
    """How many rows a page of a table holds that is no first page of others."""
    content = (folder / STORE_FILE).read_bytes()
    return int.from_bytes(content[(page - 1) * PAGE + 3 : (page - 1) * PAGE + 5], "big")


def rows_in(folder: Path) -> dict[str, list[Any]]:
    """Every row of every table of a closed store, in order of the id."""
    with closing(sqlite3.connect(folder / STORE_FILE)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table.name: [dict(row) for row in connection.execute(f"SELECT * FROM {table.name} ORDER BY id")]  # noqa: S608
            for table in Base.metadata.sorted_tables
        }


def contacts_in(store: Store) -> int:
    with store.reading() as session:
        return soundness(session).rows["contact"]


def repaired_store(folder: Path, clock: SetClock) -> tuple[Repaired, Store]:
    """Repairs the store in a folder, and opens it: sound, whatever was broken."""
    done = repair(folder, now=clock.now())
    store = open_test_store(folder, clock)
    with store.reading() as session:
        assert soundness(session).faults == ()
    return done.repaired, store


def test_the_rows_beside_a_broken_page_are_saved_and_the_lost_ones_counted(data: Path, clock: SetClock) -> None:
    first = pages_of(data, "contact")[0]
    write_over(data, first)
    with pytest.raises(StoreDamaged):
        open_test_store(data, clock)

    repaired, store = repaired_store(data, clock)

    lost, saved = repaired.lost.get("contact", 0) + repaired.unnamed, repaired.saved["contact"]
    assert 0 < lost < saved
    assert lost + saved == 45
    assert contacts_in(store) >= saved
    store.close()


def test_every_row_that_is_not_on_a_broken_page_is_saved(data: Path, clock: SetClock) -> None:
    first, _between, third = pages_of(data, "contact")[:3]
    on_broken_pages = rows_on(data, first) + rows_on(data, third)
    for page in (first, third):
        write_over(data, page)

    repaired, store = repaired_store(data, clock)
    store.close()

    assert repaired.saved["contact"] == 45 - on_broken_pages
    assert repaired.lost["contact"] + repaired.unnamed == on_broken_pages


def test_what_was_lost_is_taken_from_the_newest_backup(data: Path, clock: SetClock) -> None:
    store = open_test_store(data, clock)
    backup = store.back_up(BackupReason.ASKED)
    store.close()
    before = rows_in(data)
    write_over(data, pages_of(data, "contact")[0])

    repaired, store = repaired_store(data, clock)
    store.close()

    assert backup is not None
    assert repaired.backup_of == backup.made_at
    assert repaired.from_backup["contact"] > 0
    assert not repaired.lost
    assert rows_in(data) == before


def test_what_changed_since_the_backup_is_taken_from_the_undo_journal(data: Path, clock: SetClock) -> None:
    store = open_test_store(data, clock)
    store.back_up(BackupReason.ASKED)
    late = [add_contact(store, "Late", f"Comer{number}") for number in range(3)]
    store.undo()
    store.close()
    before = rows_in(data)
    write_over(data, pages_of(data, "contact")[-2])

    repaired, store = repaired_store(data, clock)
    store.close()

    assert len(late) == 3
    assert not repaired.lost
    assert rows_in(data) == before


def test_a_contact_that_is_lost_leaves_its_name_empty_and_keeps_what_belongs_to_it(data: Path, clock: SetClock) -> None:
    write_over(data, pages_of(data, "contact")[0])

    repaired, store = repaired_store(data, clock)

    assert repaired.unnamed > 0
    with store.reading() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT contact.display_name FROM interview_contact JOIN contact ON contact.id = contact_id"
        )
        assert rows.scalars().all() == [f"{RECOVERED} 1"]
    store.close()


@pytest.mark.parametrize("broken", one_in(3, [(number,) for number in range(24)]))
def test_a_broken_page_in_the_list_of_tables_loses_no_row_of_the_others(
    data: Path, clock: SetClock, broken: int
) -> None:
    before = rows_in(data)
    pages = pages_of_schema(data)
    page = Random(broken).choice(pages)  # noqa: S311
    write_over(data, page)

    repaired, store = repaired_store(data, clock)
    store.close()

    after = rows_in(data)
    assert len(repaired.unsure) < 6
    if "contact" not in repaired.unsure:
        assert [table for table, rows in after.items() if rows != before[table] and table not in repaired.unsure] == []


def pages_of_schema(folder: Path) -> list[int]:
    content = (folder / STORE_FILE).read_bytes()
    count = int.from_bytes(content[103:105], "big")
    cells = [int.from_bytes(content[112 + 2 * each : 114 + 2 * each], "big") for each in range(count)]
    return [int.from_bytes(content[cell : cell + 4], "big") for cell in cells]


HEADERS: dict[str, Callable[[bytes], bytes]] = {
    "zeros": lambda held: bytes(100) + held[100:],
    "another page size": lambda held: held[:16] + b"\x02\x00" + held[18:],
    "no name": lambda held: b"X" + held[1:],
    "another version": lambda held: held[:60] + b"\x7f\xff\xff\xff" + held[64:],
    "another program": lambda held: held[:68] + b"ABCD" + held[72:],
    "a text that is none of ours": lambda held: held[:56] + b"\x00\x00\x00\x03" + held[60:],
}


@pytest.mark.parametrize("change", HEADERS.values(), ids=HEADERS)
def test_a_broken_beginning_of_the_file_loses_nothing(
    data: Path, clock: SetClock, change: Callable[[bytes], bytes]
) -> None:
    before = rows_in(data)
    path = data / STORE_FILE
    path.write_bytes(change(path.read_bytes()))

    repaired, store = repaired_store(data, clock)
    store.close()

    assert repaired.is_complete
    assert rows_in(data) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda held: held[:200] + b"\0" + held[200:],
        lambda held: held[:10] + b"three" + held[10:],
        lambda held: held[:300] + held[307:],
    ],
    ids=["one put in", "five put in", "seven taken out"],
)
def test_bytes_put_in_or_taken_out_near_the_beginning_lose_nothing(
    data: Path, clock: SetClock, change: Callable[[bytes], bytes]
) -> None:
    before = rows_in(data)
    path = data / STORE_FILE
    path.write_bytes(change(path.read_bytes()))

    _repaired, store = repaired_store(data, clock)
    store.close()

    assert rows_in(data) == before


def test_a_file_cut_short_gives_what_is_left_of_it(data: Path, clock: SetClock) -> None:
    path = data / STORE_FILE
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])

    repaired, store = repaired_store(data, clock)
    store.close()

    assert repaired.saved["pitch"] == repaired.saved["interview"] == 1
    assert not repaired.is_complete


def test_a_journal_of_another_file_is_not_rolled_back_into_it(data: Path, clock: SetClock, tmp_path: Path) -> None:
    before = rows_in(data)
    (data / f"{STORE_FILE}-journal").write_bytes(journal_of_another_store(tmp_path))

    repaired, store = repaired_store(data, clock)
    store.close()

    assert repaired.is_complete
    assert rows_in(data) == before


def journal_of_another_store(folder: Path) -> bytes:
    """What a program killed in the middle of a large step leaves beside its store."""
    path = folder / "other" / STORE_FILE
    open_test_store(path.parent).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE question SET text = text || text")
        connection.execute("UPDATE vocabulary_term SET name = name || name")
        journal = path.with_name(f"{STORE_FILE}-journal").read_bytes()
        connection.execute("ROLLBACK")
    assert journal[:8] == bytes.fromhex("d9d505f920a163d7")
    return journal


VALUES = {
    "a word that is none": ("UPDATE contact SET closeness = 'nearest' WHERE id = 1", ("lost", "contact", 1)),
    "a day that is none": ("UPDATE contact SET met_on = 'yesterday' WHERE id = 1", ("emptied", "", 1)),
    "a year out of reach": ("UPDATE contact SET met_on = '9999-01-01' WHERE id = 1", ("emptied", "", 1)),
    "a zone that is none": ("UPDATE interview SET starts_zone = 'Moon/Base' WHERE id = 1", ("emptied", "", 1)),
    "too many minutes": ("UPDATE interview SET minutes = 4611686018427387904 WHERE id = 1", ("lost", "interview", 1)),
    "bytes for a text": ("UPDATE contact SET notes = x'ff00ff' WHERE id = 1", ("emptied", "", 1)),
    "a reference to nothing": ("UPDATE contact SET organization_id = 4711 WHERE id = 1", ("none", "", 0)),
}


@pytest.mark.parametrize(("statement", "expected"), VALUES.values(), ids=VALUES)
def test_one_bad_value_costs_no_more_than_itself(
    data: Path, clock: SetClock, statement: str, expected: tuple[str, str, int]
) -> None:
    kind, table, count = expected
    with closing(sqlite3.connect(data / STORE_FILE)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()

    repaired, store = repaired_store(data, clock)

    assert repaired.emptied >= (count if kind == "emptied" else 0)
    assert repaired.lost.get(table, 0) + repaired.unnamed >= (count if kind == "lost" else 0)
    assert contacts_in(store) == 45
    store.close()


def test_the_damaged_file_is_kept_as_it_was(data: Path, clock: SetClock) -> None:
    write_over(data, pages_of(data, "contact")[0])
    damaged = (data / STORE_FILE).read_bytes()

    done = repair(data, now=clock.now())

    assert (done.put_aside / STORE_FILE).read_bytes() == damaged
    assert not list(data.glob("*.new*"))


def test_a_repair_that_is_called_off_changes_nothing(data: Path, clock: SetClock) -> None:
    write_over(data, pages_of(data, "contact")[0])
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}

    def stop(progress: Progress) -> None:
        if progress.done == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        repair(data, now=clock.now(), report=stop)

    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 " * 5_000, bytes(40_000)], ids=["empty", "a PDF", "zeros"])
def test_a_file_without_any_row_of_ours_is_left_as_it_is(folder: Path, clock: SetClock, content: bytes) -> None:
    folder.mkdir()
    (folder / STORE_FILE).write_bytes(content)

    with pytest.raises(Problem, match="Nothing of your data"):
        repair(folder, now=clock.now())

    assert [path.name for path in folder.iterdir()] == [STORE_FILE]
    assert (folder / STORE_FILE).read_bytes() == content


@pytest.mark.parametrize("seed", one_in(20, [(seed,) for seed in range(160)]))
def test_any_broken_page_or_bytes_leave_a_store_that_opens(data: Path, clock: SetClock, seed: int) -> None:
    random = Random(seed)  # noqa: S311
    path = data / STORE_FILE
    content = bytearray(path.read_bytes())
    *pages, first = pages_of(data, "contact")
    most_on_a_page = max(rows_on(data, page) for page in pages)
    # Every other time where people are, who lie on few of the pages.
    hit = random.choice(pages) if random.random() < 0.5 else random.randrange(1, len(content) // PAGE + 1)
    at = (hit - 1) * PAGE + random.randrange(PAGE)
    size = random.choice([1, 16, 512, PAGE, 3 * PAGE])
    content[at : at + size] = random.randbytes(len(content[at : at + size]))
    path.write_bytes(content)
    broken = range(at // PAGE + 1, (at + size - 1) // PAGE + 2)

    _repaired, store = repaired_store(data, clock)

    # Of a table whose first page is broken, only those are found that others speak of.
    assert contacts_in(store) >= (1 if first in broken else 45 - most_on_a_page * len(broken))
    store.close()
