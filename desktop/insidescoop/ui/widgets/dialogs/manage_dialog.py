"""A dialog around a panel in which records are managed."""

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.go_to_field import go_to_field
from insidescoop.ui.widgets.manage_panel import ManagePanel


class ManageDialog(FittedDialog):
    """The panel over Close; what is being typed is sent when the dialog closes, which waits until it can be read."""

    is_made_anew = True

    def __init__(self, panel: ManagePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(panel.windowTitle())
        self.panel = panel
        closing = QDialogButtonBox()
        closing.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
        closing.rejected.connect(self.reject)
        buttons = Row(*panel.footer, Stretch(), closing, spacing=SMALL_GAP)
        Column(stretched(panel), buttons, on=self, spacing=GAP, margin=WIDE_GAP)
        for button in self.findChildren(QPushButton):
            # Enter in a field saves what is typed there, and presses nothing.
            button.setAutoDefault(False)
        self.resize(panel.usual)

    def reject(self) -> None:
        unread = self.panel.unread()
        if unread is None:
            super().reject()
        else:
            go_to_field(unread)

    def done(self, result: int) -> None:
        self.panel.commit()
        super().done(result)
