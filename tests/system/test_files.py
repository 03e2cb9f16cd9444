"""Files are whole or absent, and private."""

import os
import stat
from pathlib import Path

import pytest

from insidescoop.domain.problems import Problem
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.clock import Clock
from insidescoop.system.folders import data_folder, private_folder, sample_folder
from insidescoop.system.resources import resource_path


def test_a_file_is_replaced_whole_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"old")

    write_whole(target, b"new" * 1000)

    assert target.read_bytes() == b"new" * 1000
    assert [entry.name for entry in tmp_path.iterdir()] == ["sheet.pdf"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_a_failed_write_keeps_the_old_file_and_leaves_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError
) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise fault

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(Problem, match="could not be written"):
        write_whole(target, b"new")

    assert target.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["sheet.pdf"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")

    with pytest.raises(Problem, match="cannot be used"):
        private_folder(tmp_path / "data")


def test_sample_data_has_a_folder_of_its_own() -> None:
    assert sample_folder() != data_folder()
    assert sample_folder() not in data_folder().parents


def test_every_resource_is_found() -> None:
    for name in ("questions.json", "templates.json", "follow_up_rules.json", "sample_data.json", "palette.toml"):
        assert resource_path(name).is_file()


def test_the_machine_s_clock_knows_its_zone() -> None:
    clock = Clock()

    assert clock.now().tzinfo is not None
    assert clock.today()
