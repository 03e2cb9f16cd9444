"""A control under its title."""

from PySide6.QtWidgets import QWidget

from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.boxes import Column, Stretch
from insidescoop.ui.widgets.plain_text import caption


def titled(title: str, control: QWidget) -> Column:
    """The title over the control, which is called by it unless it has a name; room to spare stays under both."""
    label = caption(title)
    label.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(title)
    return Column(label, control, Stretch(), spacing=TIGHT)
