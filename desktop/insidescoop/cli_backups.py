"""Backups and repairs without a window: what the subcommands `backup`, `restore` and `repair` do and say."""

from pathlib import Path
from typing import Any

from insidescoop.cli_files import Printed
from insidescoop.domain.backups import BackupReason, contents_words
from insidescoop.domain.problems import Problem
from insidescoop.domain.repairs import repair_sentences
from insidescoop.queries.soundness import soundness
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.encrypted_backup import bring_unpacked_here, is_encrypted, save_encrypted, unpack
from insidescoop.store.encryption.connecting import opens_with
from insidescoop.store.preparing import alone
from insidescoop.store.repair.repairing import repair
from insidescoop.store.store import Store
from insidescoop.system.clock import Clock
from insidescoop.system.keys import Key
from insidescoop.system.passphrase_input import new_key, with_key
from insidescoop.system.requests import BackupRequest
from insidescoop.system.user_files import STORE_FILE, refuse_own_files, require_new_file

NO_FOLDER = "none"
"""What is given in place of a second folder to have none."""


def backed_up(store: Store, request: BackupRequest) -> Printed:
    """What `backup` made and copied; a second folder is chosen first.

    Raises:
        Problem: the store is damaged, or one of the disks does not take the copy.
    """
    second_folder, encrypted = request.second_folder, request.encrypted
    if encrypted is not None:
        refuse_own_files(encrypted)
        if not request.is_overwriting:
            require_new_file(encrypted)
    key = None if encrypted is None else new_key(request.passphrase_file, what_for=encrypted.name)
    if second_folder is not None:
        store.backups.choose_second_folder(None if second_folder == NO_FOLDER else Path(second_folder))
    made = store.back_up(BackupReason.ASKED)
    backup = made or store.backups.all()[0]
    if made is None:
        lines = [f"Nothing has changed since backup {backup.name.number}."]
    else:
        lines = [f"Made backup {_line(backup)}", str(backup.path)]
    is_copied = store.copy_backups()
    second = store.backups.second_folder()
    if second is not None:
        lines.append(f"{'Copied to' if is_copied else 'Not copied, for it is not there now:'} {second.folder}")
    if encrypted is not None and key is not None:
        save_encrypted(backup, encrypted, key)
        lines.append(f"Wrote {encrypted}: encrypted, with every recording")
    return Printed(
        lines,
        _data(backup)
        | {
            "second_folder": None if second is None else second.folder,
            "copied": is_copied,
            "encrypted": None if encrypted is None else str(encrypted),
        },
    )


def listed(folder: Path, key: Key | None) -> Printed:
    """The backups of the store in a folder, newest first, then those that are in the second folder only."""
    backups = Backups(folder / STORE_FILE, key)
    present = backups.present()
    lines, data = [], []
    here = backups.all()
    for place, backup in enumerate((*here, *backups.elsewhere())):
        since = "" if present is None else present.since(backup)
        told = f"  (since then: {since})" if since else ""
        is_damaged = backup.is_damaged()
        lines.append(f"{_line(backup)}{'  (damaged: it cannot be restored)' if is_damaged else told}")
        if place >= len(here):
            lines.append(f"   {backup.path}")
        data.append(_data(backup) | {"since": since, "damaged": is_damaged})
    return Printed(lines or ["There are no backups yet."], data)


def restored(
    folder: Path, which: int | Path, clock: Clock, key: Key | None, passphrase_file: Path | None = None
) -> Printed:
    """What `restore` did with the store in a folder; the passphrase of an encrypted file is asked for without a file.

    Raises:
        Problem: another process has the store open, there is no such backup, or it is damaged; nothing was changed.
    """
    with alone(folder):
        file = which if isinstance(which, Path) else Backups(folder / STORE_FILE, key).find(which).path
        if file.exists() and is_encrypted(file) and not opens_with(file, key):
            which = _unpacked(file, folder, key, passphrase_file)
        done = restore(folder, which, now=clock.now(), key=key)
    lines = [f"Restored backup {_line(done.backup)}"]
    if done.before is not None:
        lines.append(f"What was there before is backup {done.before.name.number}: restore that one to go back.")
    if done.put_aside is not None:
        lines.append(f"What was there before was damaged; it is in {done.put_aside}")
    return Printed(
        lines,
        {
            "restored": _data(done.backup),
            "before": None if done.before is None else _data(done.before),
            "put_aside": None if done.put_aside is None else str(done.put_aside),
        },
    )


def _unpacked(file: Path, folder: Path, store_key: Key | None, passphrase_file: Path | None) -> int:
    """The number that an encrypted backup has now that it is next to the store."""
    unpacked = with_key(
        passphrase_file, what_for=file.name, do=lambda key: unpack(file, key, folder, store_key=store_key)
    )
    return bring_unpacked_here(unpacked, Backups(folder / STORE_FILE, store_key)).name.number


def repaired(folder: Path, clock: Clock, key: Key | None) -> Printed:
    """What `repair` did with the store in a folder; a sound one is left as it is.

    Raises:
        Problem: another process has the store open, or nothing of it can be read; nothing was changed.
    """
    if _is_sound(folder, clock, key):
        return Printed(["Nothing is damaged, so nothing was changed."], {"repaired": False})
    with alone(folder):
        done = repair(folder, now=clock.now(), key=key)
    result = done.repaired
    made_at = "" if result.backup_of is None else f"{result.backup_of.astimezone():%Y-%m-%d %H:%M}"
    return Printed(
        [*repair_sentences(result, made_at), f"The damaged file is in {done.put_aside}"],
        {
            "repaired": True,
            "saved": dict(result.saved),
            "from_backup": dict(result.from_backup),
            "lost": dict(result.lost),
            "unsure": list(result.unsure),
            "values_left_out": result.emptied,
            "recovered": result.unnamed,
            "put_aside": str(done.put_aside),
        },
    )


def _is_sound(folder: Path, clock: Clock, key: Key | None) -> bool:
    try:
        store = Store.open_read_only(folder, clock=clock, key=key)
    except Problem:
        return False
    try:
        with store.reading() as session:
            return not soundness(session).faults
    except Problem:
        return False
    finally:
        store.close()


def _line(backup: Backup) -> str:
    when = f"{backup.made_at.astimezone():%Y-%m-%d %H:%M}"
    held = "" if backup.facts is None else contents_words(backup.facts.rows)
    return "  ".join(filter(None, (str(backup.name.number), when, backup.name.reason.words, held)))


def _data(backup: Backup) -> dict[str, Any]:
    facts = backup.facts
    return {
        "id": backup.name.number,
        "made_at": backup.made_at.isoformat(),
        "reason": backup.name.reason.value,
        "file": str(backup.path),
        "size": backup.path.stat().st_size,
        "rows": None if facts is None else dict(facts.rows),
    }
