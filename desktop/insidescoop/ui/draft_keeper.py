"""Keeps what is typed into dialogs next to the store while it is typed, and brings it back after a crash."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import shiboken6
from PySide6.QtCore import QObject, QTimer

from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.system.clock import Clock
from insidescoop.system.draft_files import DraftFiles
from insidescoop.ui.store_reader import StoreReader
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from insidescoop.ui.widgets.dialogs.typed_fields import fields_in, text_in, type_again

LOOK_MILLISECONDS = 700
"""How often an open dialog is looked at: what is typed between two looks is all that a crash can take."""

UNSAVED = "unsaved"
"""The kind of draft that the changes are which the disk did not take, as text."""

Opener = Callable[[tuple[int, ...]], TypedDialog | None]


class DraftKeeper(QObject):
    """Follows open dialogs. A draft goes once what is in it is saved, or was thrown away on purpose."""

    def __init__(self, files: DraftFiles, reader: StoreReader, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._reader = reader
        self._clock = clock
        self._openers: dict[str, Opener] = {}
        self._unsaved: DraftKey | None = None
        self._continued: DraftKey | None = None
        self._texts: dict[DraftKey, DraftKey] = {}
        self._open: dict[DraftKey, tuple[TypedDialog, object]] = {}
        # A disk may take a tenth of a second to write something for sure.
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="drafts")
        self._timer = QTimer(self, interval=LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)

    def register(self, kind: str, opener: Opener) -> None:
        """Has drafts of a kind go on in the dialog that `opener` opens for their ids."""
        self._openers[kind] = opener

    def watch(self, dialog: TypedDialog, kind: str, *ids: int) -> None:
        """Keeps what is typed into a dialog, from now until it is closed."""
        key = self._key(kind, ids)
        if self._continued is not None and self._continued.kind == kind:
            key = self._continued
        self._open[key] = (dialog, None)
        dialog.finished.connect(lambda _code: self._finish(key, dialog))
        self._timer.start()

    def look(self) -> None:
        """Writes down what was typed since the last look."""
        for key, (dialog, before) in list(self._open.items()):
            if not shiboken6.isValid(dialog):
                del self._open[key]
            elif dialog.has_typed():
                fields = fields_in(dialog)
                if fields != before:
                    self._open[key] = (dialog, fields)
                    self._write(DialogDraft(key, dialog.draft_title(), self._clock.now(), text_in(dialog), fields))
        if not self._open:
            self._timer.stop()

    def _key(self, kind: str, ids: tuple[int, ...]) -> DraftKey:
        key = DraftKey(kind, ids)
        if self._files.has(key):
            # Another one waits under that name since the last start.
            return DraftKey(kind, (*ids, int(self._clock.now().timestamp())))
        return key

    def keep_text(self, kind: str, *ids: int, title: str, text: str) -> None:
        """Keeps a text that a window could not save, until `text_saved` is told the same kind and ids."""
        key = self._texts.setdefault(DraftKey(kind, ids), self._key(kind, ids))
        self._write(DialogDraft(key, title, self._clock.now(), text))

    def text_saved(self, kind: str, *ids: int) -> None:
        """Takes it that the text of a window is saved now."""
        key = self._texts.pop(DraftKey(kind, ids), None)
        if key is not None:
            self.discard(key)

    def keep_unsaved(self, texts: Sequence[str]) -> None:
        """Keeps changes that the disk did not take; for none there is nothing to keep any more."""
        if texts:
            key = self._unsaved = self._unsaved or DraftKey(UNSAVED, (int(self._clock.now().timestamp()),))
            title = f"{counted(len(texts), 'change')} that could not be saved"
            self._write(DialogDraft(key, title, self._clock.now(), "\n\n".join(texts)))
        elif self._unsaved is not None:
            self.discard(self._unsaved)

    def left(self) -> tuple[DialogDraft, ...]:
        """The drafts that no open dialog is about, newest first."""
        own = (*self._open, *self._texts.values(), self._unsaved)
        return tuple(draft for draft in self._files.all() if draft.key not in own)

    def can_go_on(self, draft: DialogDraft) -> bool:
        """True if there is a dialog to go on with a draft."""
        return draft.key.kind in self._openers

    def go_on(self, draft: DialogDraft) -> bool:
        """Opens the dialog of a draft and types it again; False if what it was about is gone."""
        self._continued = draft.key
        try:
            dialog = self._openers[draft.key.kind](draft.key.ids)
        finally:
            self._continued = None
        if dialog is None:
            return False
        type_again(dialog, draft.fields)
        return True

    def discard(self, key: DraftKey) -> None:
        """Throws a draft away."""
        self._writer.submit(self._files.remove, key)

    def forget(self, contact_id: int, words: Iterable[str]) -> None:
        """Throws away every draft that is about a contact."""
        for draft in self._files.all():
            if draft.names(contact_id, words):
                self.discard(draft.key)

    def finish(self) -> None:
        """Writes down what is being typed, and waits until it is on the disk."""
        self.look()
        self._open.clear()
        self._timer.stop()
        self._writer.shutdown(wait=True)

    def settle(self) -> None:
        """Waits until everything so far is on the disk."""
        self._writer.submit(lambda: None).result()

    def _write(self, draft: DialogDraft) -> None:
        def write() -> None:
            # Where no disk takes it, the dialog itself says so when it saves.
            with suppress(Problem, OSError):
                self._files.keep(draft)

        self._writer.submit(write)

    def _finish(self, key: DraftKey, dialog: TypedDialog) -> None:
        def remove() -> None:
            is_open_again = shiboken6.isValid(dialog) and dialog.isVisible()
            if not is_open_again and self._open.get(key, (None,))[0] is dialog:
                del self._open[key]
                self.discard(key)

        # What is in it is on its way to the store; if that refuses it, the dialog opens again.
        self._reader.ask(lambda _session: None, then=lambda _nothing: remove())
