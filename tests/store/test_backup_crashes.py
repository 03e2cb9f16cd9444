"""A process that dies while it makes a backup leaves no half one, and nothing lies about after the next start."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from builders import SetClock, add_contact, open_test_store
from insidescoop.domain.backups import BackupReason
from insidescoop.store.backup import backup_files, store_copy
from insidescoop.store.backup import backups as backups_module

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that dies is a fork")

POINTS: dict[str, tuple[Any, str]] = {
    "the copy is whole, and open to others": (store_copy, "only_for_me"),
    "before its note": (backups_module, "write_facts"),
    "before it has its name": (store_copy, "replace_whole"),
    "before its sounds": (backups_module.Backups, "_keep_sounds"),
}
COPY_POINTS: dict[str, tuple[Any, str]] = {
    "the copy is whole": (backup_files, "only_for_me"),
    "before its note": (backup_files, "write_facts"),
    "before it has its name": (backup_files, "replace_whole"),
}


def dies(point: tuple[Any, str], work: Callable[[], object]) -> None:
    """Does the work in a process that dies on the way, with no time to clear up."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            setattr(*point, _die)
            work()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9, "it did not come so far"


def _die(*_arguments: object, **_options: object) -> NoReturn:
    os._exit(9)


def back_up(folder: Path) -> None:
    store = open_test_store(folder)
    store.back_up(BackupReason.CLOSING)
    store.copy_backups()
    store.close()


@pytest.fixture
def worked(folder: Path, clock: SetClock, tmp_path: Path) -> Path:
    """A store with a backup on a stick too, and a change since."""
    (tmp_path / "stick").mkdir()
    store = open_test_store(folder, clock)
    store.backups.choose_second_folder(tmp_path / "stick")
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    store.copy_backups()
    add_contact(store, "Bo", "Berg")
    store.close()
    return folder


@pytest.mark.parametrize("point", POINTS)
def test_dying_while_a_backup_is_made(worked: Path, point: str) -> None:
    dies(POINTS[point], lambda: back_up(worked))

    there = backups_module.Backups(worked / "inside-scoop.sqlite3").all()
    for backup in there:
        backup.check()
        assert backup.facts is not None
    assert len(there) == (2 if point == "before its sounds" else 1)
    store = open_test_store(worked)
    assert list((worked / "backups").glob("*.part*")) == []
    store.back_up(BackupReason.CLOSING)
    assert len(store.backups.all()) == 2
    store.close()


@pytest.mark.parametrize("point", COPY_POINTS)
def test_dying_while_a_backup_is_copied_to_the_second_folder(worked: Path, tmp_path: Path, point: str) -> None:
    stick = backup_files.BackupFolder(tmp_path / "stick" / "inside-scoop-backups")
    dies(COPY_POINTS[point], lambda: back_up(worked))
    assert len(stick.all()) == 1

    back_up(worked)

    assert len(stick.all()) == 2
    for backup in stick.all():
        backup.check()
    assert list(stick.path.glob("*.part")) == []
