"""The button of a dialog that Ctrl+Enter presses, whichever field has the cursor."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

KEY = "Ctrl+Enter"
_CLOSES = "Close"


def primary_button(dialog: QDialog) -> QPushButton | None:
    """The button that does what the dialog is for; in one that saves by itself, the one that closes it.

    It may be disabled; None in a dialog without buttons.
    """
    # Asked for by its name, not by the class of the dialog, which would be loaded before the window.
    if isinstance(verb := getattr(dialog, "verb", None), QPushButton):
        return verb
    buttons = [button for button in dialog.findChildren(QPushButton) if _is_offered(button, dialog)]
    emphasised = [button for button in buttons if button.property("emphasis") == "primary"]
    default = [button for button in buttons if button.isDefault()]
    closing = [button for button in buttons if button.text().replace("&", "") == _CLOSES]
    return next(iter(emphasised or default or closing), None)


def name_key(dialog: QDialog) -> None:
    """Names the key in the tip of the button, which a screen reader reads too."""
    primary = primary_button(dialog)
    for button in dialog.findChildren(QPushButton):
        tip = button.toolTip().removesuffix(KEY).rstrip()
        if button is primary:
            tip = f"{tip} {KEY}".strip()
        if tip != button.toolTip():
            button.setToolTip(tip)


def press_primary(dialog: QDialog) -> bool:
    """Presses the button, after the field with the cursor has sent what is typed in it; False if there is none."""
    button = primary_button(dialog)
    if button is None:
        return False
    field = dialog.focusWidget()
    if field is not None:
        field.clearFocus()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
    button.click()
    return True


def _is_offered(button: QWidget, dialog: QDialog) -> bool:
    return button.window() is dialog and button.isVisibleTo(dialog)
