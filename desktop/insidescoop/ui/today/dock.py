"""What to do now: the talks of the coming days, and what is due, each with the one button that does it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QStackedWidget, QTabBar, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.moments import brief_day
from insidescoop.domain.problems import StoreDamaged, Unreadable
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.queries.today import DueFollowUp, Meeting, SettledFollowUp, Today, today, week
from insidescoop.ui.actions import Needs
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, in_proportion
from insidescoop.ui.today.day_list import DayList
from insidescoop.ui.today.entries import Verb, is_near
from insidescoop.ui.today.entry import Entry
from insidescoop.ui.today.later_menu import later_menu
from insidescoop.ui.today.week_view import WeekView
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

MOST_SHOWN = 20
"""Due entries shown at first, and more at a time: a longer list is worked off from the top."""
_ARROW_WIDTH = 34
_MINUTE = 60_000

_VERB_OF_ACTION = {
    "entry_do": Verb.DO, "entry_done": Verb.DONE, "entry_later": Verb.LATER, "entry_log": Verb.LOG,
    "entry_edit": Verb.EDIT, "entry_open": Verb.OPEN, "entry_drop": Verb.DROP,
}  # fmt: skip


class TodayDock(QWidget):
    """The list of what to do, and what can be done from it.

    `counted(n)` is sent with how much is due. `verb_chosen(record, Verb)` is sent for what is to be done with a Meeting
    or a DueFollowUp, and for a follow-up `snoozed(follow_up_id, day)`, `other_day_requested(DueFollowUp)` to be asked
    until when, and `moved(DueFollowUp, day)`; `reopened(follow_up_id)` for one that was settled. `renewed(Today)` is
    sent every minute, `week_shown(is_week)` for the other page.
    """

    counted = Signal(int)
    verb_chosen = Signal(object, object)
    snoozed = Signal(int, object)
    other_day_requested = Signal(object)
    moved = Signal(object, object)
    reopened = Signal(int)
    renewed = Signal(object)
    week_shown = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Today | None = None
        self._most = MOST_SHOWN
        self._is_here = False
        self._is_near: tuple[int, ...] = ()
        self.clock = QTimer(self, interval=_MINUTE)
        self.day = DayList()
        self.week = WeekView()
        self._weeks = 0
        self.switch = QTabBar()
        self._pages = QStackedWidget()
        self._week_page = QWidget()
        self._which = PlainLabel(tone="muted")
        self._unreadable = wrapped(PlainLabel())
        self.add = push_button(
            "Add…", emphasis="quiet", name="Add follow-up", tip="Put something to do for a person on the list (F9)"
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName("Today")
        self.switch.addTab("Day")
        self.switch.addTab("Week")
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        self.switch.setAccessibleName("Day or week")
        self.switch.setToolTip("One day or seven (Ctrl+7)")
        self._pages.addWidget(self.day)
        self._pages.addWidget(self._week_page)
        head = Row(self.switch, Stretch(), self.add, spacing=SMALL_GAP, margin=(SMALL_GAP, TIGHT))
        self._unreadable.hide()
        Column(head, self._unreadable, stretched(self._pages), on=self, spacing=0)
        self._build_week()

    def _build_week(self) -> None:
        row = Row(stretched(self._which), spacing=TIGHT)
        for text, name, weeks in (("‹", "A week earlier", -1), ("›", "A week later", 1)):
            tip = f"{name} (Page {'Up' if weeks < 0 else 'Down'} in the week)"
            button = push_button(text, partial(self._turn, weeks), name=name, tip=tip)
            button.setFixedWidth(in_proportion(_ARROW_WIDTH, self.font()))
            row.addWidget(button)
        margin = (SMALL_GAP, TIGHT, SMALL_GAP, SMALL_GAP)
        Column(row, stretched(self.week), on=self._week_page, spacing=TIGHT, margin=margin)

    def _connect(self) -> None:
        registry = self._context.registry
        self._context.reader.store_changed_deferred.connect(self._store_changed)
        self.day.wished.connect(self._wished)
        self.switch.currentChanged.connect(self._show_page)
        self.week.currentItemChanged.connect(lambda _item, _former: self._tell_current())
        self.week.wished.connect(self._wished_in_week)
        self.week.week_wished.connect(self._turn)
        self.week.move_wished.connect(self.moved)
        self.day.more_wished.connect(self._show_more)
        self.day.current_changed.connect(self._tell_current)
        self.add.clicked.connect(registry.action("add_follow_up").trigger)
        for action_id, verb in _VERB_OF_ACTION.items():
            registry.bind(action_id, partial(self._do_with_current, verb))
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        # A window left open overnight shows the new day, and so does one on a machine that slept.
        self.clock.timeout.connect(self._look_when_idle)
        self.clock.start()

    def refresh(self) -> None:
        """Reads what is due again."""
        now = self._context.clock.now()
        try:
            shown = self._read(now)
        except (StoreDamaged, Unreadable) as problem:
            self._unreadable.setText(f"{problem.what_happened} {problem.next_step}")
            self._unreadable.show()
            return
        self._unreadable.hide()
        near = _near(shown, now)
        if (shown, near) != (self._shown, self._is_near):
            self._shown, self._is_near = shown, near
            self._show_anew()
        if self._is_week:
            self._show_week()
        self.counted.emit(self.due_count())

    def look_at_the_clock(self) -> None:
        """Shows what the time has changed; sent on every minute."""
        self.refresh()
        if self._shown is not None:
            self.renewed.emit(self._shown)

    def _look_when_idle(self) -> None:
        # A long step locks the file: reading now would hold up the window. The step's end, or the next minute, looks.
        if not self._context.reader.is_busy():
            self.look_at_the_clock()

    def due_count(self) -> int:
        """How many entries wait: today's meetings and due follow-ups."""
        if self._shown is None:
            return 0
        of_today = [m for m in self._shown.meetings if m.starts.local.date() <= self._shown.day]
        return len(of_today) + self._shown.due_count

    def take_focus(self) -> None:
        """Puts the focus on the list: its first entry, or the button that adds one."""
        if self._is_week:
            self.week.setFocus()
        elif not self.day.take_focus():
            self.add.setFocus()

    def contact_id(self) -> int | None:
        """The contact of the entry that has the focus; None while it is elsewhere."""
        record = self._record()
        return None if record is None else record.contact_id

    @property
    def _is_week(self) -> bool:
        return self.switch.currentIndex() == 1

    def _show_page(self) -> None:
        self._weeks = 0
        self._pages.setCurrentIndex(self.switch.currentIndex())
        self.day.leave()
        if self._is_week:
            self._show_week()
        self.week_shown.emit(self._is_week)

    def show_week(self, is_week: bool) -> None:
        """Shows the week, or the day."""
        self.switch.setCurrentIndex(int(is_week))

    def turn_page(self) -> None:
        """Shows the week instead of the day, or the day instead of the week."""
        self.show_week(not self._is_week)

    def _turn(self, weeks: int) -> None:
        self._weeks = max(0, self._weeks + weeks)
        self._show_week()

    def _show_week(self) -> None:
        clock, day = self._context.clock, self._today()
        now, zone, first = clock.now(), clock.zone, day + timedelta(days=7 * self._weeks)
        days = self._context.reader.read(lambda session: week(session, first, now=now, zone=zone))
        self._which.setText(f"{brief_day(first, today=day)} to {brief_day(days[-1].day, today=day)}")
        self.week.show_week(days, today=day)

    def _wished_in_week(self, record: Meeting | DueFollowUp, verb: Verb) -> None:
        self._choose_verb(
            record, verb, lambda: self.week.viewport().mapToGlobal(self.week.place_of_record().bottomLeft())
        )

    def _show_more(self) -> None:
        self._most += MOST_SHOWN
        self.refresh()

    def _today(self) -> date:
        return self._context.clock.today()

    def _read(self, now: datetime) -> Today:
        zone = self._context.clock.zone
        return self._context.reader.read(lambda session: today(session, now=now, zone=zone, most_due=self._most))

    def _show_anew(self) -> None:
        if self._shown is not None:
            self.day.show_day(self._shown, now=self._context.clock.now(), most=self._most)

    def _wished(self, entry: Entry, verb: Verb) -> None:
        record = entry.plan.record
        if isinstance(record, SettledFollowUp):
            self.reopened.emit(record.id)
        else:
            self._choose_verb(record, verb, entry.place_of_later)

    def _choose_verb(self, record: Meeting | DueFollowUp, verb: Verb, place: Callable[[], QPoint]) -> None:
        if verb is Verb.LATER and isinstance(record, DueFollowUp):
            self._offer_days(record, place())
        else:
            self.verb_chosen.emit(record, verb)

    def _offer_days(self, follow_up: DueFollowUp, place: QPoint) -> None:
        today, due = self._today(), follow_up.due_on
        later_menu(
            self,
            self._context.reader.read(lambda session: follow_up_schedule(session).snooze_days(today, due)),
            lambda until: self.snoozed.emit(follow_up.id, until),
            lambda: self.other_day_requested.emit(follow_up),
        ).popup(place)

    def _do_with_current(self, verb: Verb) -> None:
        record, entry = self._record(), self.day.current()
        if self._is_week and record is not None:
            self._wished_in_week(record, verb)
        elif entry is not None and (chosen := entry.verb_for(verb)) is not None:
            entry.wished.emit(chosen)

    def _record(self) -> Meeting | DueFollowUp | None:
        """What the menu acts on: the chosen entry, while the focus is here."""
        if not self._is_here:
            return None
        entry = self.day.current()
        record = self.week.record() if self._is_week else None if entry is None else entry.plan.record
        return None if isinstance(record, SettledFollowUp) else record

    def _tell_current(self) -> None:
        record, registry = self._record(), self._context.registry
        registry.set_available(Needs.TODAY_ENTRY, record is not None)
        registry.set_available(Needs.FOLLOW_UP, isinstance(record, DueFollowUp))

    def _focus_changed(self, _former: QWidget | None, focused: QWidget | None) -> None:
        # A box over the window, such as the one that finds actions, and a menu leave the entry chosen.
        if focused is None or isinstance(focused, QMenuBar | QMenu) or focused.window() is not self.window():
            return
        self._is_here = self.isAncestorOf(focused)
        if not self._is_here:
            self.day.leave()
        self._tell_current()

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.INTERVIEW, Kind.FOLLOW_UP, Kind.CONTACT, Kind.INTERACTION):
            self.refresh()


def _near(shown: Today, now: datetime) -> tuple[int, ...]:
    return tuple(meeting.interview_id for meeting in shown.meetings if is_near(meeting, now))
