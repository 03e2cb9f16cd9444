"""Takes the user to a field, wherever on a page that scrolls it is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def go_to_field(field: QWidget) -> None:
    """Puts the cursor into a field and scrolls every area it is in, so that the whole field is in sight."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    _scroll_to(field)
    # Once more when what is said of the field has been given its room.
    QTimer.singleShot(0, field, lambda: _scroll_to(field))


def _scroll_to(field: QWidget) -> None:
    holder = field.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(field)
        holder = holder.parentWidget()
