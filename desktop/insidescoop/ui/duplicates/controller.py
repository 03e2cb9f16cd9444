"""Opens what is about people who are stored twice, and does what the user says of them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from insidescoop.commands.merging import MarkDistinct, MergeContacts
from insidescoop.domain.contacts import ContactDraft
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.duplicates.dialog import DuplicatesDialog
from insidescoop.ui.duplicates.merge_dialog import MergeDialog


class DuplicateController(QObject):
    """Merges two people or keeps them apart; dialogs open over `window`."""

    def __init__(self, context: UiContext, runner: CommandRunner, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window

    def find_duplicates(self) -> DuplicatesDialog:
        """Opens the dialog that looks for people who are stored twice."""
        dialog = DuplicatesDialog(self._context, self._window)
        self._connect(dialog)
        dialog.undo_requested.connect(self._runner.undo)
        dialog.open()
        return dialog

    def merge(self, one_id: int, other_id: int) -> MergeDialog | None:
        """Opens the dialog for two people; None, and no dialog, if one of them is gone or in the trash."""
        dialog = MergeDialog(self._context, self._window)
        if one_id == other_id or not dialog.pane.show_pair(one_id, other_id):
            dialog.deleteLater()
            return None
        self._connect(dialog)
        dialog.open()
        dialog.pane.take_focus()
        return dialog

    def _connect(self, dialog: DuplicatesDialog | MergeDialog) -> None:
        dialog.merge_requested.connect(self._merge)
        dialog.distinct_requested.connect(self._keep_apart)

    def _merge(self, kept_id: int, gone_id: int, draft: ContactDraft) -> None:
        self._runner.do(MergeContacts(kept_id, gone_id, draft))

    def _keep_apart(self, one_id: int, other_id: int) -> None:
        self._runner.do(MarkDistinct(one_id, other_id))
