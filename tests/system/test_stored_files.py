"""What is said of the files in the data folder is all of them, each once."""

from pathlib import Path

from insidescoop.system.stored_files import stored_parts

FILES = {
    "inside-scoop.sqlite3": "Everything you saved",
    "inside-scoop.sqlite3-journal": "Everything you saved",
    "inside-scoop.sqlite3-journal.of-another-file-1": "Files put aside",
    "recordings/a.wav": "Recordings",
    "recordings/.unused/b.wav": "Recordings",
    "backups/000001-20261128T060500Z-closing.sqlite3": "Backups",
    "backups/recordings/a.wav": "Backups",
    "replaced-1/inside-scoop.sqlite3": "Files put aside",
    "drafts/log-1.json": "What was typed and not saved yet",
    "window.json": "How the window stood",
    "inside-scoop.log": "The log",
    "inside-scoop.log.1": "The log",
    "store.lock": "Locks",
    "backups.json": "Locks",
    "holiday.jpg": "Files that are not",
    "holidays/beach.jpg": "Files that are not",
}


def test_every_file_is_named_once_with_what_it_is_for(tmp_path: Path) -> None:
    for place, name in enumerate(FILES):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * (place + 1))
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "000001-20261128T060500Z-closing.sqlite3").write_bytes(b"xx")

    parts = stored_parts(tmp_path / "data", elsewhere=[stick])

    assert sum(part.files for part in parts) == len(FILES) + 1
    assert sum(part.size for part in parts) == sum(range(1, len(FILES) + 1)) + 2
    for beginning in set(FILES.values()):
        named = [part for part in parts if part.what.startswith(beginning)]
        assert sum(part.files for part in named) == list(FILES.values()).count(beginning), beginning
    assert all(part.where.exists() for part in parts)
    assert [part.where for part in parts if part.what == "Copies of the backups"] == [stick]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert stored_parts(tmp_path / "nowhere") == ()
