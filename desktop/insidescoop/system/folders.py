"""Where the program's folders are on this system, and who else can look into them."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

from insidescoop.domain.problems import Problem

_NAME = "inside-scoop"


def data_folder() -> Path:
    """The platform's folder for the user's own data, or the one next to a portable program."""
    return _portable_folder() or platformdirs.user_data_path(_NAME, appauthor=False)


def _portable_folder() -> Path | None:
    """The folder `inside-scoop-data` next to the folder of a bundled program, which makes it portable; None without."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent.parent / f"{_NAME}-data"
    return folder if folder.is_dir() else None


def sample_folder() -> Path:
    """The folder of the sample store, apart from the real one."""
    return data_folder().with_name(f"{_NAME}-sample")


def private_folder(folder: Path) -> Path:
    """`folder`, made for the user alone if it is not there; one that is there keeps its rights. Returned for chaining.

    Raises:
        Problem: it cannot be made, or is not a folder.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            f"The folder {folder} cannot be used ({error.strerror}).",
            your_data="Nothing was read or changed.",
            next_step="Check that it is a folder you may write to, or start with another one (--data-dir).",
        ) from error
    return folder


def only_for_me(path: Path) -> None:
    """Takes the rights of everyone else off a file or folder, and gives none. Windows guards the profile folder.

    What belongs to someone else, or is on a disk without rights, stays as it is.
    """
    if os.name == "posix":
        with suppress(OSError):
            held = stat.S_IMODE(path.stat().st_mode)
            if held & 0o077:
                path.chmod(held & 0o700)


def who_else_can_look(folder: Path) -> str:
    """A sentence on others who may read what is in `folder`; "" if no one may."""
    if os.name != "posix":
        return ""
    with suppress(OSError):
        if folder.stat().st_mode & 0o055:
            return f"Other users of this computer may look into {folder}. To close it: chmod 700 {folder}"
    return ""


def act_as_owner_of(folder: Path) -> None:
    """Run by the superuser on another user's folder, the process becomes that user: what it makes must stay theirs."""
    if os.name != "posix" or os.geteuid() != 0:
        return
    there = next((each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir()), None)
    if there is None:
        return
    owner = there.stat()
    if owner.st_uid != 0:
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)


def replace_whole(finished: Path, target: Path) -> None:
    """Puts a finished file in the place of `target`, on the disk too, whole or not at all."""
    with finished.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(finished, target)  # noqa: PTH105 - the plain name of the atomic call
    if os.name == "posix":
        # The new file has its name now: whatever fails from here on, it was written.
        with suppress(OSError):
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
