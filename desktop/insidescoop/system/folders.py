"""Where the program's folders are on this system, and that nobody else can look into them."""

import os
from pathlib import Path

import platformdirs

from insidescoop.domain.problems import Problem

_NAME = "inside-scoop"


def data_folder() -> Path:
    """The platform's folder for the user's own data."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def sample_folder() -> Path:
    """The folder of the sample store, apart from the real one."""
    return data_folder().with_name(f"{_NAME}-sample")


def private_folder(folder: Path) -> Path:
    """`folder`, made if need be and closed to everybody but the user; returned for chaining.

    Raises:
        Problem: it cannot be made, or is not a folder.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            folder.chmod(0o700)
    except OSError as error:
        raise Problem(
            f"The folder {folder} cannot be used ({error.strerror}).",
            your_data="Nothing was read or changed.",
            next_step="Check that it is a folder you may write to, or start with another one (--data-dir).",
        ) from error
    return folder


def only_for_me(file: Path) -> None:
    """Takes the rights of everybody else off a file. On Windows the user's profile folder guards it."""
    if os.name == "posix":
        file.chmod(0o600)


def replace_whole(finished: Path, target: Path) -> None:
    """Puts a finished file in the place of `target`, on the disk too, whole or not at all."""
    with finished.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(finished, target)  # noqa: PTH105 - the plain name of the atomic call
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
