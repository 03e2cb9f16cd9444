"""Older stores: copied first, upgraded in one transaction, or left exactly as they were."""

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.domain.problems import Problem
from insidescoop.store.base import Base
from insidescoop.store.migrations import STEPS, MigrationStep
from insidescoop.store.store import STORE_FILE, Store
from insidescoop.store.upgrade import newest_version, schema_statements, upgrade

NOW = datetime(2026, 11, 23, 8, 40, tzinfo=UTC)
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
    backups = older.parent / "backups"
    backups.mkdir(exist_ok=True)
    return upgrade(older, steps, Base.metadata, backups=backups, now=NOW)


def test_an_older_store_is_upgraded_after_a_copy(older: Path) -> None:
    copy = _run(older, MigrationStep(2, _adds_a_table))

    connection, before = sqlite3.connect(older), sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert connection.execute("SELECT notes FROM contact").fetchone() == ("upgraded",)
    assert connection.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'upgraded'").fetchone() == (
        1,
    )
    assert before.execute("SELECT notes FROM contact").fetchone() == ("before",)
    assert before.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
    before.close()


@pytest.mark.parametrize("step", [_fails, _breaks_a_reference], ids=["failing step", "broken reference"])
def test_a_failed_upgrade_leaves_the_store_as_it_was(older: Path, step: object) -> None:
    before = _digest(older)

    with pytest.raises(Problem, match="could not be brought up") as problem:
        _run(older, MigrationStep(2, _adds_a_table), MigrationStep(3, step))  # type: ignore[arg-type]

    assert _digest(older) == before
    assert "backups" in problem.value.your_data
    store = open_test_store(older.parent)
    assert store.history().undo == "Add Dana Okafor"
    store.close()


def test_undo_begins_anew_after_an_upgrade(older: Path) -> None:
    _run(older, MigrationStep(2, _adds_a_table))
    connection = sqlite3.connect(older)
    connection.execute("PRAGMA user_version = 1")
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
