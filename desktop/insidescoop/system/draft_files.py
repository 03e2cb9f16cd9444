"""Drafts next to the store, one small file each, so that they outlive the process."""

import json
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.system.atomic_file import write_whole
from insidescoop.system.folders import private_folder
from insidescoop.system.user_files import DRAFT_FOLDER

_STEM = re.compile(r"[a-z_]+(-\d{1,19})*")


class DraftFiles:
    """The folder of drafts in a data folder; it is made with the first of them."""

    def __init__(self, data_folder: Path) -> None:
        self._folder = data_folder / DRAFT_FOLDER

    def keep(self, draft: DialogDraft) -> None:
        """Writes a draft in the place of the one with its key.

        Raises:
            Problem: the disk does not take it.
        """
        held = {
            "title": draft.title,
            "written_at": draft.written_at.isoformat(),
            "text": draft.text,
            "fields": dict(draft.fields),
        }
        target = private_folder(self._folder) / f"{draft.key.stem}.json"
        write_whole(target, json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8", "replace"))

    def remove(self, key: DraftKey) -> None:
        """Deletes the draft with a key, if there is one."""
        with suppress(OSError):
            (self._folder / f"{key.stem}.json").unlink(missing_ok=True)

    def all(self) -> tuple[DialogDraft, ...]:
        """Every draft that can be read, newest first."""
        found = [draft for path in self._folder.glob("*.json") if (draft := _read(path)) is not None]
        return tuple(sorted(found, key=lambda draft: draft.written_at, reverse=True))


def _read(path: Path) -> DialogDraft | None:
    if _STEM.fullmatch(path.stem) is None:
        return None
    kind, *ids = path.stem.split("-")
    try:
        held = json.loads(path.read_bytes())
        fields = {str(name): value for name, value in held["fields"].items() if isinstance(value, str | int)}
        written_at = datetime.fromisoformat(held["written_at"])
        if written_at.tzinfo is None:
            return None
        return DialogDraft(
            DraftKey(kind, tuple(map(int, ids))), str(held["title"]), written_at, str(held["text"]), fields
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
