"""The question before a pitch is said whose fields are not all filled in."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from insidescoop.domain.text import counted, first_line

_MOST_NAMED = 5


def ask_about_open_fields(
    slots: Sequence[str], *, verb: str, go_on: Callable[[], object], fill_in: Callable[[], object], parent: QWidget
) -> None:
    """Names the open fields; `fill_in` is called to go to the first, `go_on` to do all the same what the verb says."""
    box = QMessageBox(parent)
    box.setWindowTitle("Fields still open")
    box.setTextFormat(box.textFormat().PlainText)
    named = ", ".join(first_line(slot, at_most=40) for slot in slots[:_MOST_NAMED])
    more = f" and {len(slots) - _MOST_NAMED} more" if len(slots) > _MOST_NAMED else ""
    box.setText(f"{counted(len(slots), 'field')} still to fill in: {named}{more}.")
    filling = box.addButton("Fill them in" if len(slots) > 1 else "Fill it in", QMessageBox.ButtonRole.AcceptRole)
    going_on = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(filling)
    box.setEscapeButton(cancel)
    filling.clicked.connect(lambda: fill_in())
    going_on.clicked.connect(lambda: go_on())
    box.open()
