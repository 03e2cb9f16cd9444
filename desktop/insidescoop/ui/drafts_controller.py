"""Offers what was being written when the program ended, and goes on with it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from insidescoop.domain.dialog_drafts import DialogDraft
from insidescoop.ui.context import UiContext
from insidescoop.ui.drafts_dialog import DraftsDialog
from insidescoop.ui.main_window import MainWindow
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog

Opener = Callable[[tuple[int, ...]], TypedDialog | None]


class DraftsController(QObject):
    """`openers` open the dialog of a kind of draft, for its ids; None if what it was about is gone."""

    def __init__(self, context: UiContext, window: MainWindow, openers: Mapping[str, Opener]) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        for kind, opener in openers.items():
            context.drafts.register(kind, opener)

    def offer(self) -> DraftsDialog | None:
        """Shows what was not saved; None if there is nothing."""
        keeper = self._context.drafts
        left = keeper.left()
        if not left:
            return None
        dialog = DraftsDialog(left, self._context.clock.zone, keeper.can_go_on, parent=self._window)
        dialog.continue_requested.connect(lambda draft: self._go_on(dialog, draft))
        dialog.copy_requested.connect(self._copy)
        dialog.discard_requested.connect(lambda draft: keeper.discard(draft.key))
        dialog.open()
        return dialog

    def _go_on(self, dialog: DraftsDialog, draft: DialogDraft) -> None:
        dialog.accept()
        if not self._context.drafts.go_on(draft):
            self._copy(draft)
            self._context.reader.show_status("It was about something that is gone. The text is copied")

    def _copy(self, draft: DialogDraft) -> None:
        QGuiApplication.clipboard().setText(draft.text)
        self._context.reader.show_status("Copied the text")
