"""A control under its title."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from insidescoop.ui.theme.metrics import TIGHT, TypeSize
from insidescoop.ui.widgets.plain_text import PlainLabel


def titled(title: str, control: QWidget) -> QVBoxLayout:
    """The title over the control, which is called by it unless it has a name; room to spare stays under both."""
    label = PlainLabel(title, size=TypeSize.SMALL, tone="muted")
    label.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(title)
    column = QVBoxLayout()
    column.setSpacing(TIGHT)
    column.addWidget(label)
    column.addWidget(control)
    column.addStretch(1)
    return column
