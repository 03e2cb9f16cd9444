"""The picture of the window: made whole, or a sentence why not; and what the superuser makes is the user's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import environment

PROGRAM = Path(__file__).parents[2] / "build" / "window_picture.py"


def _picture(*words: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, str(PROGRAM), *map(str, words)], capture_output=True, text=True, check=False)


def test_a_picture_is_made_with_the_folders_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "new" / "window.png"

    made = _picture(target)

    assert made.returncode == 0, made.stderr
    assert target.read_bytes().startswith(b"\x89PNG")


def test_what_is_in_the_way_is_said_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("mine")

    made = [_picture(tmp_path / "a file" / "window.png"), _picture(tmp_path), _picture()]

    assert [each.returncode for each in made] == [1, 1, 2]
    assert all("Traceback" not in each.stderr and each.stderr.count("\n") == 1 for each in made)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the superuser can give files away")
def test_what_the_superuser_makes_in_a_users_checkout_is_given_to_that_user(tmp_path: Path) -> None:
    os.chown(tmp_path, 1234, 1235)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "sheet.pdf").write_text("made by root")

    environment.give_back(tmp_path)

    assert {path.stat().st_uid for path in tmp_path.rglob("*")} == {1234}
