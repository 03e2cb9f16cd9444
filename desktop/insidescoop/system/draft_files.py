"""Drafts next to the store, one small file each, so that they outlive the process."""

import hashlib
import json
import os
import re
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.domain.problems import Problem
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import private_folder
from insidescoop.system.user_files import DRAFT_FOLDER

_PLAIN, SEALED = _ENDINGS = (".json", ".sealed")
_STEM = re.compile(r"[a-z_]+(-\d{1,19})*")


def spare_folder(data_folder: Path) -> Path | None:
    """Where drafts of a data folder go while its disk takes none: the user's folder of the session, or a temporary one.

    It is there as long as the computer runs; None if there is neither.
    """
    try:
        session = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    except OSError:
        return None
    mark = hashlib.sha256(os.fsencode(data_folder.absolute())).hexdigest()[:16]
    return Path(session) / f"inside-scoop-drafts-{mark}"


class Sealing(Protocol):
    """Writes and reads files that only the passphrase of the data opens."""

    def write(self, target: Path, content: bytes, /) -> None:
        """Writes a file whole."""
        ...

    def read(self, path: Path, /) -> bytes:
        """What is in a file."""
        ...


class DraftFiles:
    """The folder of drafts in a data folder, and a spare one on another disk; they are made when they are needed.

    With a `sealing` they are encrypted, and so are from then on those that were written before.
    """

    def __init__(self, data_folder: Path, spare: Path | None = None, sealing: Sealing | None = None) -> None:
        self._sealing = sealing
        self._folder = data_folder / DRAFT_FOLDER
        self._spare = spare

    def keep(self, draft: DialogDraft) -> None:
        """Writes a draft in the place of the one with its key.

        Raises:
            Problem: neither disk takes it.
        """
        try:
            self._write(private_folder(self._folder), draft)
        except Problem:
            if self._spare is None or not _is_mine_alone(private_folder(self._spare)):
                raise
            self._write(self._spare, draft)

    def _write(self, folder: Path, draft: DialogDraft) -> None:
        held = {
            "title": draft.title,
            "written_at": draft.written_at.isoformat(),
            "text": draft.text,
            "fields": dict(draft.fields),
        }
        content = json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        plain = folder / f"{draft.key.stem}{_PLAIN}"
        if self._sealing is None:
            write_whole(plain, content)
        else:
            self._sealing.write(plain.with_suffix(SEALED), content)
            plain.unlink(missing_ok=True)

    def remove(self, key: DraftKey) -> None:
        """Deletes the draft with a key, if there is one."""
        for folder in self._folders():
            for path in _files_of(folder, key):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def has(self, key: DraftKey) -> bool:
        """True if there is a draft with a key."""
        return any(path.exists() for folder in self._folders() for path in _files_of(folder, key))

    def all(self) -> tuple[DialogDraft, ...]:
        """Every draft that can be read, newest first."""
        newest: dict[DraftKey, DialogDraft] = {}
        for path in (path for folder in self._folders() for path in folder.glob("*") if path.suffix in _ENDINGS):
            draft = self._read(path)
            if draft is not None and self._sealing is not None and path.suffix == _PLAIN:
                with suppress(Problem):
                    self._write(path.parent, draft)
            if draft is not None and (draft.key not in newest or newest[draft.key].written_at < draft.written_at):
                newest[draft.key] = draft
        return tuple(sorted(newest.values(), key=lambda draft: draft.written_at, reverse=True))

    def _read(self, path: Path) -> DialogDraft | None:
        if path.suffix == _PLAIN:
            return _draft_in(path, path.read_bytes)
        sealing = self._sealing
        return None if sealing is None else _draft_in(path, lambda: sealing.read(path))

    def _folders(self) -> tuple[Path, ...]:
        has_spare = self._spare is not None and _is_mine_alone(self._spare)
        return (self._folder, self._spare) if self._spare is not None and has_spare else (self._folder,)


def _is_mine_alone(folder: Path) -> bool:
    """True for a folder that belongs to this user alone; in a shared temporary folder, it may not."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    is_mine = os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
    return stat.S_ISDIR(found.st_mode) and is_mine


def _files_of(folder: Path, key: DraftKey) -> tuple[Path, ...]:
    return tuple(folder / f"{key.stem}{ending}" for ending in _ENDINGS)


def _draft_in(path: Path, content: Callable[[], bytes]) -> DialogDraft | None:
    if _STEM.fullmatch(path.stem) is None:
        return None
    kind, *ids = path.stem.split("-")
    try:
        held = json.loads(content())
        fields = {str(name): value for name, value in held["fields"].items() if isinstance(value, str | int)}
        written_at = datetime.fromisoformat(held["written_at"])
        if written_at.tzinfo is None:
            return None
        return DialogDraft(
            DraftKey(kind, tuple(map(int, ids))), str(held["title"]), written_at, str(held["text"]), fields
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
