"""A labelled day that may be unknown."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.keeper import DayBox, Keeper
from insidescoop.ui.widgets.plain_text import PlainLabel


class DayField(QWidget):
    """A tick and a day. `chosen(date)` is sent when it is changed, None for a day that is not known."""

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_known = QCheckBox()
        self.day = DayBox()
        self._keeper = Keeper(self.day, self.value)
        self._build(title)
        self._keeper.kept.connect(self.chosen)
        self.is_known.toggled.connect(self.day.setEnabled)
        self.is_known.clicked.connect(self._click)

    def _build(self, title: str) -> None:
        self.is_known.setAccessibleName(f"{title}: the day is known")
        self.day.setAccessibleName(title)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setEnabled(False)
        self.day.setMinimumWidth(80)
        label = PlainLabel(title, size=TypeSize.SMALL, tone="muted")
        label.setBuddy(self.day)
        row = QHBoxLayout()
        row.setSpacing(SMALL_GAP)
        row.addWidget(self.is_known)
        row.addWidget(self.day, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label)
        layout.addLayout(row)

    def _click(self) -> None:
        self._keeper.touch()
        self._keeper.commit()

    def begin_with(self, day: date) -> None:
        """The day that is offered when one becomes known."""
        if not self.is_known.isChecked():
            self._keeper.show(lambda: self.day.setDate(QDate(day.year, day.month, day.day)))

    def value(self) -> date | None:
        """The day; None while it is not known."""
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day()) if self.is_known.isChecked() else None

    def show_value(self, day: date | None, *, is_other: bool) -> None:
        """Shows a day as kept; one being changed at this moment stays as it is unless it is another record's."""

        def put() -> None:
            self.is_known.setChecked(day is not None)
            if day is not None:
                self.day.setDate(QDate(day.year, day.month, day.day))

        self._keeper.show(put, is_other=is_other)

    def commit(self) -> None:
        """Keeps a day that is not kept yet."""
        self._keeper.commit()
