"""A labelled choice of one word among several, or none."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.plain_text import caption, wrapped_low


class ChoiceField(QWidget):
    """A label over a list that opens. `chosen(value)` is sent for another one taken, None for no word."""

    chosen = Signal(object)

    def __init__(
        self, title: str, choices: Sequence[tuple[str, Any]], *, none: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        as_field(self.box)
        self.box.setAccessibleName(title)
        # A long word must not make a narrow form wider than its page.
        self.box.setMinimumContentsLength(8)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._values: list[Any] = []
        self.show_choices((*(((none, None),) if none is not None else ()), *choices))
        label = wrapped_low(caption(title))
        label.setBuddy(self.box)
        label.setMinimumWidth(40)
        Column(label, self.box, on=self, spacing=TIGHT)
        self.setFocusProxy(self.box)
        self.box.activated.connect(lambda place: self.chosen.emit(self._values[place]))

    def show_choices(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offers other choices, the first of them chosen."""
        self.box.clear()
        self._values = [value for _words, value in choices]
        self.box.addItems([words for words, _value in choices])

    def value(self) -> Any:
        """The value chosen."""
        return self._values[self.box.currentIndex()]

    def show_value(self, value: Any) -> None:
        """Shows a value; one that is not among the choices shows the first."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def show_none(self, words: str) -> None:
        """Says other words for no choice."""
        self.box.setItemText(self._values.index(None), words)


def choices_of(words: type[StrEnum]) -> list[tuple[str, Any]]:
    """Every word of an enumeration with what the window says for it."""
    return [(each.words, each) for each in words]  # type: ignore[attr-defined]
