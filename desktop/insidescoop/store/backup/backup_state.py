"""What is remembered of backups beside the store, in one small file: the second folder, and the last failure."""

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from insidescoop.domain.backups import BackupFailure
from insidescoop.domain.values import frozen
from insidescoop.system.atomic_file import write_whole

BACKUP_STATE_FILE = "backups.json"


@frozen
class BackupState:
    """`store` tells this store's files in the second folder from those of others.

    `second_folder` is None if none is chosen; `copied_at` is when everything was last there. `failure` is that of the
    last backup, None if it succeeded.
    """

    store: str
    second_folder: str | None = None
    copied_at: datetime | None = None
    failure: BackupFailure | None = None


def read_backup_state(data_folder: Path) -> BackupState:
    """What is remembered; a damaged or missing file is as good as new."""
    try:
        held = json.loads((data_folder / BACKUP_STATE_FILE).read_bytes())
        return BackupState(
            store=_text(held["store"]),
            second_folder=None if held["second_folder"] is None else _text(held["second_folder"]),
            copied_at=None if held["copied_at"] is None else _instant(held["copied_at"]),
            failure=None if held.get("failure") is None else _failure(held["failure"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return BackupState(secrets.token_hex(8))


def write_backup_state(data_folder: Path, state: BackupState) -> None:
    """Remembers it.

    Raises:
        Problem: the disk does not take it.
    """
    held = json.dumps(asdict(state), indent=1, default=datetime.isoformat)
    write_whole(data_folder / BACKUP_STATE_FILE, held.encode())


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError(value)
    return value


def _failure(held: Any) -> BackupFailure:
    return BackupFailure(
        _text(held["what_happened"]),
        _text(held["your_data"]),
        _text(held["next_step"]),
        failed_at=_instant(held["failed_at"]),
        is_copy=bool(held["is_copy"]),
        is_read=bool(held["is_read"]),
    )


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError(value)
    return instant
