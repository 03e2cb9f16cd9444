"""The box in which two chosen people become one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.contacts import ContactDraft
from insidescoop.ui.context import UiContext
from insidescoop.ui.duplicates.pair_pane import PairPane
from insidescoop.ui.theme.metrics import WIDE_GAP
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog


class MergeDialog(FittedDialog):
    """One pair of people, chosen by the user.

    `merge_requested(kept_id, gone_id, draft)` or `distinct_requested(one_id, other_id)` is sent once it is closed.
    """

    merge_requested = Signal(int, int, object)
    distinct_requested = Signal(int, int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Merge two people")
        self.pane = PairPane(context, skip_text="Cancel")
        Column(self.pane, on=self, margin=WIDE_GAP)
        # Enter merges, but for the button it stands on: nobody who is about to say "Not the same" merges.
        for button in (self.pane.skip, self.pane.distinct, self.pane.merge):
            button.setAutoDefault(True)
        self.pane.merge.setDefault(True)
        self.pane.merge_requested.connect(self._merge)
        self.pane.distinct_requested.connect(self._keep_apart)
        self.pane.passed_over.connect(self.reject)
        self.resize(640, 540)

    def _merge(self, kept_id: int, gone_id: int, draft: ContactDraft) -> None:
        self.accept()
        self.merge_requested.emit(kept_id, gone_id, draft)

    def _keep_apart(self, one_id: int, other_id: int) -> None:
        self.accept()
        self.distinct_requested.emit(one_id, other_id)
