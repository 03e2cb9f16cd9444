"""Older stores: copied first, upgraded in one transaction, or left exactly as they were."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import KEPT_STORES, add_contact, kept_store, open_test_store
from insidescoop import __version__
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.problems import Problem
from insidescoop.queries.goals import goals
from insidescoop.store.backup.backups import Backups
from insidescoop.store.base import Base
from insidescoop.store.migrations import STEPS, MigrationStep
from insidescoop.store.store import Store
from insidescoop.store.upgrade import newest_version, schema_statements, upgrade
from insidescoop.system.user_files import STORE_FILE

NOW = datetime(2026, 11, 23, 8, 40, tzinfo=UTC)
NEXT = newest_version(STEPS) + 1
_MARK = "UPDATE contact SET notes = 'upgraded'"


def _adds_a_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY)")
    connection.execute(_MARK)


def _breaks_a_reference(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE contact SET organization_id = 4711")


def _fails(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (id INTEGER PRIMARY KEY)")
    connection.execute("INSERT INTO nowhere VALUES (1)")


@pytest.fixture
def older(store: Store, folder: Path) -> Path:
    add_contact(store, notes="before", organization="Harbor")
    store.close()
    return folder / STORE_FILE


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run(older: Path, *steps: MigrationStep) -> Path:
    return upgrade(older, steps, Base.metadata, backups=Backups(older), now=NOW)


def test_an_older_store_is_upgraded_after_a_copy(older: Path) -> None:
    copy = _run(older, MigrationStep(NEXT, _adds_a_table))

    connection, before = sqlite3.connect(older), sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
    assert connection.execute("SELECT notes FROM contact").fetchone() == ("upgraded",)
    assert connection.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'upgraded'").fetchone() == (
        1,
    )
    assert before.execute("SELECT notes FROM contact").fetchone() == ("before",)
    assert before.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
    connection.close()
    before.close()


@pytest.mark.parametrize("step", [_fails, _breaks_a_reference], ids=["failing step", "broken reference"])
def test_a_failed_upgrade_leaves_the_store_as_it_was(older: Path, step: object) -> None:
    before = _digest(older)

    with pytest.raises(Problem, match="could not be brought up") as problem:
        _run(older, MigrationStep(NEXT, _adds_a_table), MigrationStep(NEXT + 1, step))  # type: ignore[arg-type]

    assert _digest(older) == before
    assert "backups" in problem.value.your_data
    store = open_test_store(older.parent)
    assert store.history().undo == "Add Dana Okafor"
    store.close()


def test_undo_begins_anew_after_an_upgrade(older: Path) -> None:
    _run(older, MigrationStep(NEXT, _adds_a_table))
    connection = sqlite3.connect(older)
    connection.execute("DROP TABLE extra")
    connection.execute(f"PRAGMA user_version = {NEXT - 1}")
    connection.close()

    store = open_test_store(older.parent)

    assert store.history().undo is None
    add_contact(store, "Rafael", "Levi")
    assert store.undo() is not None
    store.close()


def test_the_steps_count_up_without_gaps() -> None:
    assert [step.to_version for step in STEPS] == list(range(2, newest_version(STEPS) + 1))


def test_a_fresh_store_has_the_schema_of_the_entities(older: Path) -> None:
    connection = sqlite3.connect(older)
    held = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    connection.close()

    made = {
        statement.strip() for statement in schema_statements(Base.metadata) if statement.startswith("CREATE TRIGGER")
    }
    assert made <= held


def _shape(path: Path) -> dict[str, object]:
    """The columns and indexes of every table by its name, whatever order they were made in."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: (
                sorted(row[1:4] + row[5:] for row in connection.execute(f"PRAGMA table_xinfo({table})")),
                sorted(row[1:3] for row in connection.execute(f"PRAGMA index_list({table})") if "auto" not in row[1]),
                sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({table})")),
            )
            for table in tables
        }


def test_a_store_is_kept_of_every_version_that_can_be_upgraded() -> None:
    kept = sorted(path.name for path in KEPT_STORES.iterdir())

    assert kept == [f"version_{step.to_version - 1}.sqlite3.xz" for step in STEPS]


@pytest.mark.parametrize("version", [step.to_version - 1 for step in STEPS])
def test_an_upgraded_store_is_shaped_like_a_new_one(version: int, tmp_path: Path, older: Path) -> None:
    kept = kept_store(version, tmp_path / "kept")

    open_test_store(kept.parent).close()

    assert _shape(kept) == _shape(older)


def test_version_2_keeps_what_version_1_held(tmp_path: Path) -> None:
    kept = kept_store(1, tmp_path / "kept")
    with closing(sqlite3.connect(kept)) as connection:
        people = connection.execute("SELECT display_name, notes FROM contact ORDER BY id").fetchall()
        wishes = connection.execute(
            "SELECT name FROM organization WHERE target_rank IS NOT NULL ORDER BY target_rank"
        ).fetchall()

    store = open_test_store(kept.parent)
    store.close()

    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT display_name, notes FROM contact ORDER BY id").fetchall() == people
        assert (
            connection.execute(
                "SELECT name FROM organization WHERE motivation IS NOT NULL ORDER BY motivation DESC"
            ).fetchall()
            == wishes
        )
        assert connection.execute("SELECT count(*) FROM contact_standing").fetchone() == (len(people),)
        assert connection.execute("SELECT count(*) FROM contact_email WHERE match_key IS NULL").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM vocabulary_term").fetchone()[0] > 100


def test_an_upgraded_profile_begins_with_the_gentlest_goals(tmp_path: Path) -> None:
    kept = kept_store(1, tmp_path / "kept")

    store = open_test_store(kept.parent)
    with store.reading() as session:
        begun = goals(session)
    store.close()

    assert begun == Goals()


@pytest.mark.parametrize("version", [2, 3, 4])
def test_an_upgraded_store_keeps_every_row(version: int, tmp_path: Path) -> None:
    kept = kept_store(version, tmp_path / "kept")
    with closing(sqlite3.connect(kept)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name in Base.metadata.tables and name not in _PLANTED
        ]
        columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in tables}
        before = {name: _rows(connection, name, columns[name]) for name in tables}

    open_test_store(kept.parent).close()

    with closing(sqlite3.connect(kept)) as connection:
        assert {name: _rows(connection, name, columns[name]) for name in tables} == before
        assert connection.execute("SELECT count(*) FROM interview WHERE calendar_uid IS NOT NULL").fetchone() == (0,)
        kept_apart = connection.execute("SELECT count(*) FROM distinct_organizations").fetchone()
    assert kept_apart == ((1,) if version == 4 else (0,))
    assert version < 3 or before["distinct_pair"]
    assert before["contact_photo"]
    assert before["rehearsal"]


def test_version_5_marks_the_requests_of_old_and_changes_nobody_s_closeness(tmp_path: Path) -> None:
    kept = kept_store(4, tmp_path / "kept")
    with closing(sqlite3.connect(kept)) as connection:
        close = connection.execute("SELECT id, closeness FROM contact ORDER BY id").fetchall()

    open_test_store(kept.parent).close()

    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT id, closeness FROM contact ORDER BY id").fetchall() == close
        marked = connection.execute("SELECT DISTINCT letter, summary LIKE 'Asked for % minutes' FROM interaction")
        assert set(marked) == {("outreach", 1), (None, 0), (None, None)} - (
            set()
            if connection.execute("SELECT 1 FROM interaction WHERE summary IS NULL").fetchone()
            else {(None, None)}
        )
        assert connection.execute("SELECT count(*) FROM interview WHERE agreed_at IS NOT NULL").fetchone() == (0,)


_PLANTED = {"question", "template", "follow_up_rule", "vocabulary_term"}
"""Tables whose built-in rows a newer version of the program may renew."""


def _rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id").fetchall()  # noqa: S608


def test_the_program_s_version_names_the_schema_that_it_writes() -> None:
    assert __version__.split(".")[:2] == ["0", str(newest_version(STEPS))]
