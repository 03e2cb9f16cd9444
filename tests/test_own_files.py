"""Folders and files that belong to the user: who may read them, and that nothing of theirs or ours is written over."""

import os
import stat
from pathlib import Path

import pytest

from builders import open_test_store
from insidescoop.domain.problems import Problem
from insidescoop.start import main
from insidescoop.system import folders
from insidescoop.system.folders import act_as_owner_of
from insidescoop.system.user_files import STORE_FILE, refuse_own_files, write_user_file


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_folder_that_was_there_keeps_its_rights_and_one_that_is_made_is_private(tmp_path: Path) -> None:
    shared, new = tmp_path / "shared", tmp_path / "new"
    shared.mkdir()
    shared.chmod(0o775)

    codes = [main(["--data-dir", str(folder), "list", "contacts"]) for folder in (shared, new)]

    assert codes == [0, 0]
    assert stat.S_IMODE(shared.stat().st_mode) == 0o775
    assert stat.S_IMODE(new.stat().st_mode) == 0o700
    assert stat.S_IMODE((shared / STORE_FILE).stat().st_mode) == 0o600


def test_about_says_who_else_can_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o755)

    main(["--data-dir", str(tmp_path), "about"])

    assert "Other users of this computer may look into" in capsys.readouterr().out


def test_the_superuser_works_as_the_owner_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[tuple[str, object]] = []
    for name in ("setgroups", "setgid", "setuid"):
        monkeypatch.setattr(folders.os, name, lambda value, name=name: became.append((name, value)))
    monkeypatch.setattr(folders.os, "geteuid", lambda: 0)
    monkeypatch.setattr(
        folders.Path, "stat", lambda _path, **_: os.stat_result((0o40700, 0, 0, 0, 1234, 1235, 0, 0, 0, 0))
    )

    act_as_owner_of(tmp_path / "not made yet")

    assert became == [("setgroups", []), ("setgid", 1235), ("setuid", 1234)]


OWN = [STORE_FILE, f"{STORE_FILE}-journal", STORE_FILE.upper(), "store.lock", "window.lock", "window.json"]
OWN += ["inside-scoop.log", "backups/copy.sqlite3", "recordings/new.wav", "recordings", "recordings/.unused/x.wav"]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize(
    "words", [("prep-sheet", "--next"), ("export", "--format", "json"), ("export", "--format", "csv")]
)
def test_nothing_is_ever_written_over_the_programs_own_files(
    data_with_sample: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], name: str
) -> None:
    data = data_with_sample
    (data / "sample" / "recordings").mkdir(exist_ok=True)
    (data / "sample" / "backups").mkdir(exist_ok=True)
    target = data / "sample" / name
    before = (data / "sample" / STORE_FILE).read_bytes()
    capsys.readouterr()

    code = main(["--data-dir", str(data), "--sample", *words, "-o", str(target), "--overwrite"])

    assert code == 1
    assert "Inside Scoop's own data" in capsys.readouterr().err
    assert (data / "sample" / STORE_FILE).read_bytes() == before


def test_links_and_copies_of_a_store_are_refused_too(tmp_path: Path) -> None:
    open_test_store(tmp_path / "data").close()
    store = tmp_path / "data" / STORE_FILE
    (tmp_path / "link.pdf").symlink_to(store)
    os.link(store, tmp_path / "hard.pdf")
    (tmp_path / "copy.pdf").write_bytes(store.read_bytes())
    (tmp_path / "data link").symlink_to(tmp_path / "data")

    for name in ("link.pdf", "hard.pdf", "copy.pdf", f"data link/{STORE_FILE}"):
        with pytest.raises(Problem, match="own data"):
            refuse_own_files(tmp_path / name)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")
def test_only_ordinary_files_are_replaced(tmp_path: Path) -> None:
    pipe, folder = tmp_path / "pipe", tmp_path / "folder"
    os.mkfifo(pipe)
    folder.mkdir()
    (tmp_path / "null").symlink_to("/dev/null")

    for path in (pipe, folder, tmp_path / "null"):
        with pytest.raises(Problem, match="not an ordinary file"):
            write_user_file(path, b"PDF")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_sheet_replaces_a_file_only_with_overwrite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_text("mine")
    words = ["--data-dir", str(tmp_path / "data"), "--sample", "prep-sheet", "--next", "-o", str(target)]

    refused = main(words), target.read_text(), capsys.readouterr().err
    done = main([*words, "--overwrite"])

    assert refused[:2] == (1, "mine")
    assert "--overwrite" in refused[2]
    assert done == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_what_was_written_is_never_said_to_have_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may be written to but not listed cannot be synced: by then the new file has its name."""
    real_open = os.open

    def unlisted(path: object, flags: int, *rest: int, **options: int) -> int:
        if path == tmp_path:
            raise PermissionError(13, "Permission denied")
        return real_open(path, flags, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(folders.os, "open", unlisted)

    write_user_file(tmp_path / "sheet.pdf", b"new")

    assert (tmp_path / "sheet.pdf").read_bytes() == b"new"
