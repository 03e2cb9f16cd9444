"""A dialog that is never larger than its screen."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

from insidescoop.ui.widgets.dialogs.screen_room import room_for


class FittedDialog(QDialog):
    """Every dialog and every window besides the main one. It opens as large as it was made, or as its screen allows.

    What is in it must be able to give way that far: lists and texts do, fields belong into a `FittingColumn`, and many
    buttons into a `WrappedRow`. A test opens them all with large text on a small screen.
    """

    def showEvent(self, event: QShowEvent) -> None:
        room, layout = room_for(self), self.layout()
        width = min(self.width(), room.width())
        # Broken lines need another height than Qt guesses before it knows the width.
        needed = layout.totalMinimumHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        self.resize(width, min(max(self.height(), needed), room.height()))
        super().showEvent(event)
