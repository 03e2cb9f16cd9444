"""Opening the store: what is refused, what is made, who may read it."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import SetClock, add_contact, open_store_anew, open_test_store
from examples import one_in
from insidescoop.domain.problems import Problem, StoreBusy, StoreDamaged
from insidescoop.queries.soundness import soundness
from insidescoop.store.engine import insist_on_soundness, open_engine, patience
from insidescoop.store.health import Found, probe
from insidescoop.store.preparing import LOCK_FILE
from insidescoop.store.store import Store
from insidescoop.system.user_files import APPLICATION_ID, STORE_FILE

ROOT = Path(__file__).resolve().parents[2]


def _foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (url TEXT)")
    connection.commit()
    connection.close()


def _with_version(path: Path, version: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE contact (id INTEGER PRIMARY KEY)")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()


CASES = {
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "one byte": (lambda path: path.write_bytes(b"S"), "not an Inside Scoop file"),
    "half a header": (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\x00" * 40), "not an Inside Scoop file"),
    "a pdf": (lambda path: path.write_bytes(b"%PDF-1.4\n" * 40), "not an Inside Scoop file"),
    "another program's": (_foreign_database, "not an Inside Scoop file"),
    "newer": (lambda path: _with_version(path, 99), "newer Inside Scoop"),
    "of a version there never was": (lambda path: _with_version(path, -3), "there never was"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_store_of_ours_is_refused_and_left_untouched(case: str, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    path = folder / STORE_FILE
    make, words = CASES[case]
    make(path)
    before = (path.read_bytes(), path.stat().st_mtime_ns)

    with pytest.raises(Problem, match=words) as problem:
        open_test_store(folder)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert str(path) in problem.value.your_data
    assert sorted(entry.name for entry in folder.iterdir()) == [STORE_FILE, LOCK_FILE]


def _with_bytes(path: Path, at: int, content: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[at : at + len(content)] = content
    path.write_bytes(whole)


HARMED_HEADS = {
    "a schema format that there is not": (44, b"\x00\x00\x00\x09"),
    "text in another encoding": (56, b"\x00\x00\x00\x02"),
    "pages of another size": (16, b"\x02\x00"),
    "a newer SQLite's way of writing": (18, b"\x09\x09"),
}


@pytest.mark.parametrize("harm", HARMED_HEADS)
def test_a_head_that_sqlite_cannot_read_is_told_in_words_and_left_untouched(
    store: Store, folder: Path, harm: str
) -> None:
    add_contact(store)
    store.close()
    path = folder / STORE_FILE
    _with_bytes(path, *HARMED_HEADS[harm])
    before = path.read_bytes()

    for open_it in (open_test_store, lambda where: Store.open_read_only(where, clock=SetClock())):
        with pytest.raises(Problem):
            open_it(folder)

    assert path.read_bytes() == before


def test_names_of_tables_that_are_no_text_are_told_in_words(store: Store, folder: Path) -> None:
    store.close()
    path = folder / STORE_FILE
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CREATE TABLE contact ", b"CREATE TABLE \xff\xfe\xfdtact ", 1))
    before = path.read_bytes()

    with pytest.raises(StoreDamaged):
        open_test_store(folder)

    assert before != content
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows guards the profile folder instead")
def test_a_file_whose_rights_may_not_be_changed_is_opened_all_the_same(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    (folder / STORE_FILE).chmod(0o644)

    def refuse(_path: Path, _mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)

    opened = open_test_store(folder)

    add_contact(opened)
    opened.close()


@given(st.binary(min_size=1, max_size=300))
def test_no_bytes_whatever_are_taken_for_a_store(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / STORE_FILE
    path.write_bytes(content)

    with pytest.raises(Problem):
        probe(path, schema_version=1)


def test_a_missing_file_is_nothing_and_an_older_version_is_older(tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite3"
    _with_version(older, 1)

    assert probe(tmp_path / "none", schema_version=1) is Found.NOTHING
    assert probe(older, schema_version=2) is Found.OLDER_STORE
    assert probe(older, schema_version=1) is Found.STORE


@pytest.mark.skipif(os.name != "posix", reason="Windows guards the profile folder instead")
def test_nobody_else_can_read_the_folder_or_the_file(folder: Path) -> None:
    store = open_store_anew(folder)
    add_contact(store)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(entry.stat().st_mode) for entry in folder.iterdir()} == {0o600}


@pytest.mark.skipif(os.name != "posix", reason="Windows guards the profile folder instead")
def test_a_file_whose_rights_were_widened_is_closed_again_and_its_folder_keeps_the_rights_it_was_given(
    store: Store, folder: Path
) -> None:
    store.close()
    folder.chmod(0o775)
    (folder / STORE_FILE).chmod(0o644)

    open_test_store(folder).close()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o775
    assert stat.S_IMODE((folder / STORE_FILE).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_no_rights_are_given_to_what_was_made_read_only_on_purpose(store: Store, folder: Path) -> None:
    store.close()
    (folder / STORE_FILE).chmod(0o440)
    folder.chmod(0o550)

    open_test_store(folder).close()

    assert stat.S_IMODE((folder / STORE_FILE).stat().st_mode) == 0o400
    assert stat.S_IMODE(folder.stat().st_mode) == 0o550
    folder.chmod(0o700)


@pytest.mark.usefixtures("store")
def test_the_engine_holds_the_settings_that_were_measured(folder: Path) -> None:
    engine = open_engine(folder / STORE_FILE)

    with engine.begin() as connection:
        held = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "mmap_size")
        }
    engine.dispose()

    expected = {"journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "mmap_size": 0}
    assert held == expected


def test_a_file_held_by_another_program_is_told_and_can_be_written_afterwards(store: Store, folder: Path) -> None:
    other = sqlite3.connect(folder / STORE_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with patience(20), pytest.raises(StoreBusy, match="Another program is using"):
        add_contact(store)
    other.execute("ROLLBACK")
    other.close()

    assert add_contact(store)


def test_a_stranger_s_trigger_in_the_file_is_removed_before_it_can_run(store: Store, folder: Path) -> None:
    store.close()
    stranger = sqlite3.connect(folder / STORE_FILE)
    stranger.execute("CREATE TRIGGER evil AFTER INSERT ON contact BEGIN DELETE FROM question; END")
    stranger.commit()
    stranger.close()

    opened = open_test_store(folder)
    add_contact(opened)
    with opened.reading() as session:
        questions = session.connection().exec_driver_sql("SELECT count(*) FROM question").scalar()
        triggers = session.connection().exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'evil'")
        assert triggers.scalar() == 0
    opened.close()

    assert questions == 132


_WRITER = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from builders import add_contact, open_store_anew
store = open_store_anew(Path({folder!r}))
for number in range(10_000):
    add_contact(store, "Kill", f"N{{number}}", met_event="Fair", tags=("a", "b"), organization=f"Org {{number % 3}}")
    print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", one_in(3, [(1,), (2,), (3,), (13,), (5,), (8,)]))
def test_a_killed_program_loses_nothing_that_was_acknowledged(folder: Path, acknowledged: int) -> None:
    code = _WRITER.format(paths=[str(ROOT / "tests")], folder=str(folder))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for _ in range(acknowledged):
            writer.stdout.readline()
        writer.kill()
        rest = writer.stdout.read().split()

    opened = open_test_store(folder)
    with opened.reading() as session:
        connection = session.connection()
        kept = connection.exec_driver_sql("SELECT count(*) FROM contact").scalar_one()
        logged = connection.exec_driver_sql("SELECT count(*) FROM interaction").scalar_one()
        steps = connection.exec_driver_sql("SELECT count(*) FROM undo_step").scalar_one()
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    opened.close()

    assert kept >= acknowledged + len(rest)
    assert kept == logged == steps
    assert sound == "ok"


def test_looking_for_damage_holds_few_pages_in_memory(store: Store, folder: Path) -> None:
    store.close()
    engine = open_engine(folder / STORE_FILE)

    insist_on_soundness(engine)

    with closing(engine.raw_connection()) as connection:
        assert connection.cursor().execute("PRAGMA cache_size").fetchone() == (-1000,)
    engine.dispose()


def test_damage_that_sqlite_reports_without_an_error_is_damage_too(store: Store, folder: Path) -> None:
    store.close()
    content = bytearray((folder / STORE_FILE).read_bytes())
    content[36:40] = (5).to_bytes(4, "big")  # pages that are said to be free
    (folder / STORE_FILE).write_bytes(content)

    with pytest.raises(StoreDamaged):
        open_test_store(folder)


def test_what_killed_processes_left_half_made_goes_at_the_next_start(store: Store, folder: Path) -> None:
    store.close()
    (folder / "backups").mkdir()
    left = [
        folder / f"{STORE_FILE}.abc.new",
        folder / f"{STORE_FILE}.abc.new-journal",
        folder / "backups/x.sqlite3.part",
    ]
    for path in left:
        path.write_text("half")

    open_test_store(folder).close()

    assert not any(path.exists() for path in left)


def test_an_older_file_put_back_by_hand_beside_the_journal_of_a_newer_one_opens_whole(folder: Path) -> None:
    store = open_test_store(folder)
    for number in range(40):
        add_contact(store, f"Name{number}", "Berg", notes="met at the library " * 20)
    store.close()
    path = folder / STORE_FILE
    older = path.read_bytes()
    store = open_test_store(folder)
    for number in range(40):
        add_contact(store, f"Other{number}", "Berg", notes="met at the museum " * 20)
    store.close()
    journal, _halfway = _an_unfinished_step(path)
    path.write_bytes(older)
    path.with_name(f"{STORE_FILE}-journal").write_bytes(journal)

    store = open_test_store(folder)

    with store.reading() as session:
        assert soundness(session).faults == ()
        assert soundness(session).rows["contact"] == 40
    store.close()
    assert (folder / f"{STORE_FILE}-journal.of-another-file-1").read_bytes() == journal


def test_the_journal_of_the_file_itself_is_rolled_back(folder: Path) -> None:
    store = open_test_store(folder)
    add_contact(store)
    store.close()
    path = folder / STORE_FILE
    questions = "SELECT id, text FROM question ORDER BY id"
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute(questions).fetchall()
    journal, halfway = _an_unfinished_step(path)
    path.write_bytes(halfway)
    path.with_name(f"{STORE_FILE}-journal").write_bytes(journal)

    open_test_store(folder).close()

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(questions).fetchall() == before
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(folder.glob("*of-another-file*"))


def _an_unfinished_step(path: Path) -> tuple[bytes, bytes]:
    """The journal and the file that a process leaves which is killed in the middle of a step."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE contact SET notes = notes || notes")
        connection.execute("UPDATE question SET text = text || text")
        connection.execute("UPDATE vocabulary_term SET name = name || name")
        left = path.with_name(f"{path.name}-journal").read_bytes(), path.read_bytes()
        connection.execute("ROLLBACK")
    return left


def test_an_interrupted_step_is_taken_back_in_a_copy_where_nothing_may_be_written(
    folder: Path, clock: SetClock
) -> None:
    store = open_test_store(folder)
    add_contact(store)
    store.close()
    path = folder / STORE_FILE
    journal, halfway = _an_unfinished_step(path)
    path.write_bytes(halfway)
    path.with_name(f"{STORE_FILE}-journal").write_bytes(journal)

    store = Store.open_read_only(folder, clock=clock)

    with store.reading() as session:
        assert soundness(session).faults == ()
        assert soundness(session).rows["contact"] == 1
    store.close()
    assert path.read_bytes() == halfway
    assert path.with_name(f"{STORE_FILE}-journal").read_bytes() == journal
