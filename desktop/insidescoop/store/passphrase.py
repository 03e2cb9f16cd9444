"""The passphrase of the store: set, changed or removed by rewriting the store and its backups under another key."""

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from insidescoop.domain.problems import Problem, StoreDamaged, WrongPassphrase
from insidescoop.domain.progress import Cancelled, Progress, Report, unheard
from insidescoop.store.backup.backup_files import Backup, BackupFolder, sha256_of
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.store_copy import is_sound
from insidescoop.store.encryption.connecting import connect, is_encrypted, opens_with
from insidescoop.store.encryption.rekeying import copy_with_key
from insidescoop.store.encryption.sealed_files import SealedFiles
from insidescoop.store.health import header_of
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.draft_files import SEALED
from insidescoop.system.folders import only_for_me, replace_whole
from insidescoop.system.keys import Key
from insidescoop.system.user_files import DRAFT_FOLDER, PUT_ASIDE, STORE_FILE, UNPACKED

_BACKUPS_TRIED = 3
"""To tell a damaged store from a wrong passphrase: with each salt of its own a try takes 0.3 s."""


@dataclass(slots=True)
class ChangedPassphrase:
    """What became of the backups: how many were rewritten, and what could not be; `is_waiting` for a stick."""

    done: int = 0
    problems: list[Problem] = field(default_factory=list)
    is_waiting: bool = False


def insist_on_key(folder: Path, key: Key) -> None:
    """Refuses a key that opens neither the store in `folder` nor, should that be damaged, its newest backup.

    Raises:
        WrongPassphrase: it is the wrong one, or all of them are damaged.
    """
    try:
        header_of(folder / STORE_FILE, key)
    except WrongPassphrase:
        if not _opens_a_backup(folder, key):
            raise WrongPassphrase("your data") from None


def insist_on_whole_beginning(folder: Path, key: Key | None) -> None:
    """Tells a store whose first page is damaged from a wrong passphrase, by the backups.

    Raises:
        StoreDamaged: the key is the right one.
    """
    store = folder / STORE_FILE
    if key is not None and is_encrypted(store) and not opens_with(store, key) and _opens_a_backup(folder, key):
        raise StoreDamaged("The beginning of the file with your data is damaged. Without it, nothing can be decrypted.")


def _opens_a_backup(folder: Path, key: Key) -> bool:
    return any(
        is_encrypted(each.path) and opens_with(each.path, key) for each in Backups(folder / STORE_FILE).all()[:3]
    )


def change_passphrase(
    folder: Path, old: Key | None, new: Key | None, *, now: datetime, report: Report = unheard
) -> ChangedPassphrase:
    """Rewrites the store in `folder` and its backups, to be opened with `new`, or without a key for None.

    The caller has exclusive access to the store, and no connection to it is open. Whatever happens, the store opens
    with the old key or the new one. Then each backup in both folders is rewritten; that part cannot be cancelled.
    After a crash `finish_encrypting` does the rest; a backup it cannot rewrite keeps its old passphrase.

    Raises:
        WrongPassphrase: `old` does not open the store.
        Problem: the store is damaged, or the disk does not take it; the store is as it was.
        Cancelled: the report called it off while the store was written; it is as it was.
    """
    store = folder / STORE_FILE
    unfinished = store.with_name(f"{STORE_FILE}.rekeyed.new")
    header_of(store, old)
    try:
        # Opening it rolls back an interrupted step.
        with closing(connect(store, old, mode="rw")) as connection:
            if not is_sound(connection):
                raise StoreDamaged
        unfinished.unlink(missing_ok=True)
        doing = "Rewriting your data (MB)"
        copy_with_key(store, unfinished, source_key=old, target_key=new, report=report, doing=doing)
        only_for_me(unfinished)
        replace_whole(unfinished, store)
    except (sqlite3.Error, OSError) as error:
        raise Problem(
            f"The passphrase could not be changed ({getattr(error, 'strerror', None) or error}).",
            your_data="Your data is as it was.",
            next_step="Free some space or check the disk, then try again.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    for key in (old, new):
        if key is not None:
            key.forget(store)
    _seal_drafts(folder / DRAFT_FOLDER, old, new)
    result = ChangedPassphrase()
    backups = Backups(store, new)
    _rewrite(backups, backups.folder, backups.all(), old, new, result, report)
    second = backups.second()
    if second is not None and second.is_there:
        _tell(report, Progress(0, 0, "Copying backups to the second folder", can_stop=False))
        try:
            backups.copy_to_second_folder(now=now)
        except Problem as problem:
            result.problems.append(problem)
        here = {backup.name for backup in backups.all()}
        left = [each for each in second.own() if each.name not in here]
        _rewrite(backups, second.folder, left, old, new, result, report)
    result.is_waiting = second is not None and not second.is_there
    return result


def _seal_drafts(folder: Path, old: Key | None, new: Key | None) -> None:
    """Has drafts open with the new key; plain ones are encrypted when they are next read."""
    if old is None:
        return
    for path in folder.glob(f"*{SEALED}"):
        with suppress(OSError, Problem):
            content = SealedFiles(old).read(path)
            if new is None:
                write_whole(path.with_suffix(".json"), content)
                path.unlink()
            else:
                SealedFiles(new).write(path, content)


def finish_encrypting(backups: Backups, key: Key | None) -> None:
    """Rewrites the backups that are still plain next to an encrypted store: after a crash, or once a stick is there.

    Raises:
        Problem: one of them could not be.
    """
    if key is None:
        return
    result = ChangedPassphrase()
    second = backups.second()
    folders = [(backups.folder, backups.all())]
    if second is not None and second.is_there:
        folders.append((second.folder, second.own()))
    for folder, there in folders:
        _rewrite(backups, folder, [each for each in there if not is_encrypted(each.path)], None, key, result)
    if result.problems:
        raise result.problems[0]


def _rewrite(
    backups: Backups,
    folder: BackupFolder,
    there: Sequence[Backup],
    old: Key | None,
    new: Key | None,
    result: ChangedPassphrase,
    report: Report = unheard,
) -> None:
    for place, backup in enumerate(there):
        _tell(report, Progress(place, len(there), "Rewriting backups", can_stop=False))
        if is_encrypted(backup.path) is (new is not None) and opens_with(backup.path, new):
            continue
        workplace = Path(tempfile.mkdtemp(prefix=UNPACKED, dir=backups.folder.path.parent))
        try:
            copy = workplace / STORE_FILE
            source = old if is_encrypted(backup.path) else None
            copy_with_key(backup.path, copy, source_key=source, target_key=new)
            facts = backups.facts_of(copy, backup)
            folder.swap(backup, copy, replace(facts, sha256=sha256_of(copy)))
            result.done += 1
        except Problem as problem:
            result.problems.append(problem)
        except (sqlite3.Error, OSError):
            result.problems.append(
                Problem(
                    f"The backup {backup.path.name} could not be rewritten.",
                    your_data="It is as it was; your data and the other backups have the new passphrase.",
                    next_step=f"Delete {backup.path} if it must not stay as it is.",
                )
            )
        finally:
            shutil.rmtree(workplace, ignore_errors=True)


def _tell(report: Report, progress: Progress) -> None:
    # The store is a new one already: half of its backups must not stay behind.
    with suppress(Cancelled):
        report(progress)


def left_plain(folder: Path) -> tuple[Path, ...]:
    """What was put aside when a backup was restored or a file repaired, and stays as readable as it is."""
    return tuple(sorted(path for path in folder.glob(f"{PUT_ASIDE}*/{STORE_FILE}") if not is_encrypted(path)))
