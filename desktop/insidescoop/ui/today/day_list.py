"""The list of one day: talks, what is overdue, what is due, what comes this week, and what was settled today."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from insidescoop.domain.day_summary import day_summary, kind_word
from insidescoop.domain.moments import clock, exact_day
from insidescoop.domain.text import counted
from insidescoop.queries.today import Today
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.today.entries import EntryPlan, Verb, follow_up_entry, is_near, meeting_entry, settled_entry
from insidescoop.ui.today.entry import Entry
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, heading, wrapped

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class DayList(QScrollArea):
    """The list. `wished(entry, verb)` is sent for what is to be done, `current_changed()` when another is chosen.

    `more_wished()` is sent when more of what is due is to be shown.
    """

    wished = Signal(object, object)
    current_changed = Signal()
    more_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._body = QWidget()
        self._current: tuple[str, int] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Today")
        self._lines = Column(on=self._body, spacing=TIGHT, margin=(SMALL_GAP, TIGHT, SMALL_GAP, GAP))
        self.setWidget(self._body)

    @property
    def entries(self) -> Sequence[Entry]:
        """The entries in their order."""
        return tuple(self._entries)

    def current(self) -> Entry | None:
        """The entry the keys work on."""
        return next((entry for entry in self._entries if entry.plan.key == self._current), None)

    def leave(self) -> None:
        """Lets no entry be the one the keys work on."""
        self._current = None
        self.current_changed.emit()

    def take_focus(self) -> bool:
        """Puts the focus on the entry that had it last, or on the first; False where there is none."""
        entry = self.current() or (self._entries[0] if self._entries else None)
        if entry is not None:
            entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return entry is not None

    def show_day(self, shown: Today, *, now: datetime, most: int) -> None:
        """Makes the list anew; the focus stays on its entry, or on the one that takes its place."""
        focused = next((n for n, entry in enumerate(self._entries) if _has_focus(entry)), None)
        former = self._entries[focused].plan.key if focused is not None else None
        position = self.verticalScrollBar().value()
        # An entry that says the same stays: making one takes some two milliseconds.
        kept = {entry.plan: entry for entry in self._entries}
        self._entries = []
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and not isinstance(widget, Entry):
                widget.hide()
                widget.deleteLater()
        # Laid out once, not anew for each entry that is shown.
        self._lines.setEnabled(False)
        self._fill(shown, now, most, kept)
        for entry in kept.values():
            entry.hide()
            entry.deleteLater()
        self._lines.setEnabled(True)
        self._lines.activate()
        self._order_tabs()
        self.verticalScrollBar().setValue(position)
        if focused is not None and self._entries:
            keys = [entry.plan.key for entry in self._entries]
            place = keys.index(former) if former in keys else min(focused, len(keys) - 1)
            if not _has_focus(self._entries[place]):
                self._entries[place].setFocus(Qt.FocusReason.OtherFocusReason)
        if self.current() is None:
            self.leave()

    def _fill(self, shown: Today, now: datetime, most: int, kept: dict[EntryPlan, Entry]) -> None:
        layout = self._lines
        self._head(layout, shown)
        talks = [meeting_entry(each, today=shown.day, is_near=is_near(each, now)) for each in shown.meetings]
        overdue, due = (
            [follow_up_entry(each, today=shown.day) for each in shown.due if each.is_overdue is late]
            for late in (True, False)
        )
        for title, plans in (("Talks", talks), ("Overdue", overdue), ("Due today", due)):
            self._group(title, plans, kept)
        rest = shown.due_count - len(shown.due)
        if rest > 0:
            layout.addWidget(self._more(rest))
        room = max(0, most - len(shown.due))
        week = [follow_up_entry(each, today=shown.day) for each in shown.this_week[:room]]
        self._group("Next 7 days", week, kept)
        later = shown.coming - len(week)
        if later:
            layout.addSpacing(TIGHT)
            layout.addWidget(wrapped(PlainLabel(f"{counted(later, 'follow-up')} planned for later", tone="muted")))
        self._group("Settled today", [settled_entry(each) for each in shown.settled], kept)
        layout.addStretch(1)

    def _more(self, rest: int) -> QPushButton:
        return push_button(f"Show more ({rest:,})", self.more_wished, emphasis="quiet")

    def _order_tabs(self) -> None:
        former: QWidget | None = None
        for entry in self._entries:
            for widget in (entry, *entry.findChildren(QPushButton)):
                if former is not None:
                    QWidget.setTabOrder(former, widget)
                former = widget

    def _head(self, layout: Column, shown: Today) -> None:
        layout.addWidget(caption(exact_day(shown.day)))
        talks = [
            (clock(meeting.starts.local), meeting.contact_name)
            for meeting in shown.meetings
            if meeting.starts.local.date() == shown.day and not meeting.is_over
        ]
        overdue = shown.overdue_count - sum(each.days_late > 0 and not each.is_overdue for each in shown.due)
        summary = day_summary(talks, due=shown.due_count, overdue=overdue)
        layout.addWidget(wrapped(PlainLabel(summary)))
        has_any = bool(shown.meetings or shown.due)
        word = kind_word(shown.day) if has_any else "A good day to write to someone new."
        layout.addWidget(wrapped(caption(word)))

    def _group(self, title: str, plans: Sequence[EntryPlan], kept: dict[EntryPlan, Entry]) -> None:
        if not plans:
            return
        self._lines.addSpacing(SMALL_GAP)
        self._lines.addWidget(heading(title))
        for plan in plans:
            entry = kept.pop(plan, None) or self._new(plan)
            self._entries.append(entry)
            self._lines.addWidget(entry)
            # At once, not when the layout comes round to it: the focus may be given to it before.
            entry.show()

    def _new(self, plan: EntryPlan) -> Entry:
        entry = Entry(plan)
        entry.wished.connect(lambda verb: self._wish(entry, verb))
        entry.entered.connect(lambda: self._enter(entry))
        return entry

    def _wish(self, entry: Entry, verb: Verb) -> None:
        self.wished.emit(entry, verb)

    def _enter(self, entry: Entry) -> None:
        self._current = entry.plan.key
        self.ensureWidgetVisible(entry, 0, SMALL_GAP)
        self.horizontalScrollBar().setValue(0)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = [n for n, entry in enumerate(self._entries) if _has_focus(entry)]
        key = Qt.Key(event.key())
        if not places or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            place = min(max(places[0] + _STEPS[key], 0), len(self._entries) - 1)
            self._entries[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._entries[0 if key == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def _has_focus(entry: Entry) -> bool:
    focused = entry.window().focusWidget()
    return focused is entry or (focused is not None and entry.isAncestorOf(focused))
