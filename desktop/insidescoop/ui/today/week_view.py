"""Seven days with their talks and what is to be done, which can be moved from day to day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidgetItem, QWidget

from insidescoop.domain.moments import brief_day, clock, day_in_words
from insidescoop.queries.today import DueFollowUp, Meeting, WeekDay
from insidescoop.ui.today.entries import Verb
from insidescoop.ui.widgets.plain_text import plain_tip
from insidescoop.ui.widgets.wrapped_views import WrappedTree

_RECORD, _DAY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_KEYS = {
    Qt.Key.Key_Return: Verb.DO, Qt.Key.Key_Enter: Verb.DO, Qt.Key.Key_D: Verb.DONE, Qt.Key.Key_S: Verb.LATER,
    Qt.Key.Key_L: Verb.LOG, Qt.Key.Key_E: Verb.EDIT, Qt.Key.Key_O: Verb.OPEN, Qt.Key.Key_Delete: Verb.DROP,
}  # fmt: skip
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WEEKS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class WeekView(WrappedTree):
    """The days with their entries.

    `move_wished(follow_up, day)` is sent for a follow-up carried to another day, `week_wished(weeks)` for a step of
    weeks, `wished(record, verb)` for anything else.
    """

    move_wished = Signal(object, object)
    week_wished = Signal(int)
    wished = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._build()
        self.itemActivated.connect(lambda item, _column: self._wish(item, Verb.DO))

    def _build(self) -> None:
        self.setAccessibleName("Week")
        self.setRootIsDecorated(False)
        self.setIndentation(12)
        self.setExpandsOnDoubleClick(False)
        self.setItemsExpandable(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setToolTip("Alt+Left, Alt+Right: a day earlier, later. Page Up, Page Down: another week.")

    def show_week(self, days: Sequence[WeekDay], *, today: date) -> None:
        """Shows seven days; the chosen entry stays chosen wherever it is now."""
        self._today = today
        chosen = self._key(self.currentItem())
        self.clear()
        for day in days:
            top = self._day_item(day)
            for meeting in day.meetings:
                self._entry(top, day.day, f"{clock(meeting.starts.local)}  {meeting.contact_name}", meeting)
            for follow_up in day.follow_ups:
                name = "" if follow_up.contact_name in follow_up.what else f" · {follow_up.contact_name}"
                late = f"\nDue {day_in_words(follow_up.due_on, today=today)}" if follow_up.is_overdue else ""
                self._entry(top, day.day, f"{follow_up.what}{name}{late}", follow_up)
        self.expandAll()
        items = self.rows()
        found = next((item for item in items if chosen is not None and self._key(item) == chosen), None)
        if found is not None or items:
            self.setCurrentItem(found or items[0])

    def record(self) -> Meeting | DueFollowUp | None:
        """What the chosen line stands for; None for a day."""
        item = self.currentItem()
        return None if item is None else item.data(0, _RECORD)

    def place_of_record(self) -> QRect:
        """Where the chosen line stands."""
        item = self.currentItem()
        return self.rect() if item is None else self.visualItemRect(item)

    def _day_item(self, day: WeekDay) -> QTreeWidgetItem:
        near = day_in_words(day.day, today=self._today)
        words = brief_day(day.day, today=self._today) + (f" · {near}" if near in ("today", "tomorrow") else "")
        if day.holiday is not None:
            words += f" · {day.holiday or 'day off'}"
        top = QTreeWidgetItem(self, [words])
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        top.setData(0, _DAY, day.day)
        top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled)
        return top

    def _entry(self, top: QTreeWidgetItem, day: date, words: str, record: Meeting | DueFollowUp) -> None:
        item = QTreeWidgetItem(top, [words])
        item.setToolTip(0, plain_tip(words))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ", "))
        item.setData(0, _RECORD, record)
        item.setData(0, _DAY, day)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if isinstance(record, DueFollowUp) else flags)

    def rows(self) -> list[QTreeWidgetItem]:
        """The days and what is on each, as they are shown from top to bottom."""
        found: list[QTreeWidgetItem] = []
        for place in range(self.topLevelItemCount()):
            top = self.topLevelItem(place)
            if top is not None:
                lines = [top.child(line) for line in range(top.childCount())]
                found += [top, *(line for line in lines if line is not None)]
        return found

    def _key(self, item: QTreeWidgetItem | None) -> tuple[str, object] | None:
        record = None if item is None else item.data(0, _RECORD)
        if item is None or record is None:
            return None if item is None else ("day", item.data(0, _DAY))
        return ("talk", record.interview_id) if isinstance(record, Meeting) else ("follow-up", record.id)

    def _wish(self, item: QTreeWidgetItem | None, verb: Verb) -> None:
        record = None if item is None else item.data(0, _RECORD)
        if record is not None:
            self.wished.emit(record, verb)

    def _carry(self, item: QTreeWidgetItem | None, day: date) -> None:
        record = None if item is None else item.data(0, _RECORD)
        if isinstance(record, DueFollowUp) and day >= self._today and day != record.due_on:
            self.move_wished.emit(record, day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        item = self.currentItem()
        if modifiers == Qt.KeyboardModifier.AltModifier and key in _STEPS and item is not None:
            self._carry(item, item.data(0, _DAY) + timedelta(days=_STEPS[key]))
        elif not modifiers and key in _WEEKS:
            self.week_wished.emit(_WEEKS[key])
        elif not modifiers and key in _KEYS:
            self._wish(item, _KEYS[key])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_at(event.position().toPoint())
        # The line is not moved by Qt: the list is read anew once the store has it.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def drop_at(self, place: QPoint) -> None:
        """Carries the chosen follow-up to the day under a place."""
        target = self.itemAt(place)
        if target is not None:
            self._carry(self.currentItem(), target.data(0, _DAY))
