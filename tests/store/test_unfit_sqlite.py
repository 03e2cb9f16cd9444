"""An unsuitable SQLite is reported clearly, and no file is touched."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from builders import add_contact, kept_store, open_store_anew, open_test_store
from insidescoop.domain.problems import Problem
from insidescoop.start import main
from insidescoop.store.store import Store


class WithoutSearch(sqlite3.Connection):
    """A connection of a SQLite that was built without FTS5."""

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if "fts5" in statement.lower():
            if "pragma_module_list" in statement:
                return super().execute("SELECT 1 WHERE 0")
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(statement, *values)


def take_search_away(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *words, **options: real(*words, factory=WithoutSearch, **options))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"}


@pytest.mark.parametrize("version", [None, 4])
def test_without_full_text_search_nothing_is_made_or_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int | None
) -> None:
    folder = tmp_path / "data"
    if version is None:
        folder.mkdir()
    else:
        kept_store(version, folder)
    before = _files(folder)
    take_search_away(monkeypatch)

    with pytest.raises(Problem, match=r"built without full-text search \(FTS5\)"):
        open_store_anew(folder)

    assert _files(folder) == before


def test_the_command_line_says_it_for_a_store_that_is_there(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_contact(store)
    store.close()
    before = _files(folder)
    take_search_away(monkeypatch)

    code = main(["--data-dir", str(folder), "list", "contacts"])

    assert code == 1
    assert "built without full-text search" in capsys.readouterr().err
    assert _files(folder) == before


def test_an_old_sqlite_is_refused(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    before = _files(folder)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))

    with pytest.raises(Problem, match="is too old"):
        open_test_store(folder)

    assert _files(folder) == before
