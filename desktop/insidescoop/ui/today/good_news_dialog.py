"""A position is found: everybody who helped, to be told with thanks."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.typed_days import Looking
from insidescoop.queries.who_helped import Helper
from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip, wrapped


class GoodNewsDialog(AskingDialog):
    """A box with a tick for everybody who helped. `accepted_position(day, contact_ids)` is sent with those ticked."""

    accepted_position = Signal(object, object)

    def __init__(self, helpers: Sequence[Helper], today: date, parent: QWidget | None = None) -> None:
        super().__init__("I found a position", "Put on my list", question="Whom do you want to tell?", parent=parent)
        self.people = QListWidget()
        self.day = DayField("Accepted on", today, looking=Looking.BACK)
        self._fill(helpers, today)
        self.remember_untouched()

    def _fill(self, helpers: Sequence[Helper], today: date) -> None:
        words = (
            "These people helped, as your talks, their outcomes and the introductions say. Each comes on your list two "
            "weeks after the day you accepted, unless your rules say otherwise."
            if helpers
            else "Nobody has helped yet as far as your talks, outcomes and introductions say."
        )
        self.column.addWidget(wrapped(PlainLabel(words, tone="muted")))
        self.people.setAccessibleName("People who helped")
        self.people.setSpacing(TIGHT // 2)
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for helper in helpers:
            item = QListWidgetItem(f"{helper.name}   {helper.how}", self.people)
            item.setToolTip(plain_tip(helper.how))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, helper.contact_id)
        if helpers:
            self.people.setCurrentRow(0)
        self.column.addWidget(self.people, 1)
        self.day.allow(latest=today, why_not="choose today or an earlier day.")
        self.day.show_value(today)
        self.column.addWidget(self.day)
        self.verb.setEnabled(bool(helpers))
        self.resize(480, 0)

    def typed(self) -> object:
        return self.day.text(), self._ticked()

    def answer(self) -> str | None:
        ticked = self._ticked()
        if not ticked:
            return "Tick the people you want to tell."
        self.accepted_position.emit(self.day.value(), ticked)
        return None

    def _ticked(self) -> tuple[int, ...]:
        items = [self.people.item(place) for place in range(self.people.count())]
        return tuple(
            int(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )
