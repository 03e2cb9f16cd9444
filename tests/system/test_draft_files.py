"""While the data disk is full, drafts go to a spare folder that only the user can read."""

from datetime import timedelta
from pathlib import Path

import pytest

from builders import SetClock
from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.domain.problems import Problem
from insidescoop.system.draft_files import DraftFiles, spare_folder

KEY = DraftKey("log", (1,))


def draft(text: str, *, later: int = 0) -> DialogDraft:
    return DialogDraft(KEY, "Log a contact", SetClock().now() + timedelta(seconds=later), text, {"line:Notes:1": text})


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A data folder that takes nothing: where the drafts would be is a file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "drafts").write_text("in the way")
    return tmp_path / "data"


def test_a_draft_is_read_back_as_it_was(tmp_path: Path) -> None:
    files = DraftFiles(tmp_path)
    files.keep(draft("Łódź \ud83d half an emoji is lost, the rest is not"))

    (found,) = files.all()

    assert (found.key, found.title, found.written_at) == (KEY, "Log a contact", SetClock().now())
    assert found.text.startswith("Łódź ")


def test_it_goes_to_the_spare_folder_and_is_found_there(full: Path, tmp_path: Path) -> None:
    files = DraftFiles(full, tmp_path / "spare")
    files.keep(draft("retire in May"))
    assert (tmp_path / "spare").stat().st_mode & 0o777 == 0o700
    assert files.has(KEY)
    (full / "drafts").unlink()

    again = DraftFiles(full, tmp_path / "spare")
    assert [each.text for each in again.all()] == ["retire in May"]
    again.keep(draft("retire in June", later=5))
    assert [each.text for each in again.all()] == ["retire in June"]
    again.remove(KEY)
    assert again.all() == ()


def test_without_a_spare_folder_that_is_the_user_s_alone_nothing_is_written(full: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "spare"
    theirs.mkdir()
    theirs.chmod(0o777)
    linked = tmp_path / "link"
    linked.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir(mode=0o700)

    for spare in (None, theirs, linked):
        with pytest.raises(Problem):
            DraftFiles(full, spare).keep(draft("retire in May"))

    assert [*theirs.iterdir(), *(tmp_path / "elsewhere").iterdir()] == []


def test_two_data_folders_have_two_spare_folders(tmp_path: Path) -> None:
    assert spare_folder(tmp_path / "a") != spare_folder(tmp_path / "b")
