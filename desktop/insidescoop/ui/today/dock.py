"""What to do now: the meetings of the coming days, and what is due, each with the button that does it."""

from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from insidescoop.commands.follow_ups import SettleFollowUp, SnoozeFollowUp
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.moments import clock, day_in_words, exact_day
from insidescoop.domain.text import counted
from insidescoop.queries.today import DueFollowUp, Meeting, Today, today
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.workbench import Workbench

MOST_SHOWN = 40
"""Due entries shown; a longer list is worked off from the top."""
_SNOOZE_DAYS = 3
_MINUTE = 60_000


class TodayDock(QScrollArea):
    """The list. `counted(n)` is sent with how much is due; `sheet_requested(interview_id)` for a meeting's sheet."""

    counted = Signal(int)
    sheet_requested = Signal(int)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._list = QVBoxLayout()
        self._shown: Today | None = None
        self._clock = QTimer(self)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Today")

    def _connect(self) -> None:
        self._bench.runner.store_changed.connect(self._store_changed)
        # A window left open overnight shows the new day.
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._read_if_changed)
        self._clock.start()

    def refresh(self) -> None:
        """Reads what is due again."""
        shown = self._read()
        if shown != self._shown:
            self._shown = shown
            self._show(shown)
        self.counted.emit(self.due_count())

    def due_count(self) -> int:
        """How many entries wait: today's meetings and due follow-ups."""
        if self._shown is None:
            return 0
        of_today = [m for m in self._shown.meetings if m.starts.local.date() <= self._shown.day]
        return len(of_today) + self._shown.due_count

    def _read(self) -> Today:
        now, zone = self._bench.clock.now(), self._bench.clock.zone
        return self._bench.runner.read(lambda session: today(session, now=now, zone=zone, most_due=MOST_SHOWN))

    def _read_if_changed(self) -> None:
        if self._read() != self._shown:
            self.refresh()

    def _show(self, shown: Today) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(GAP, SMALL_GAP, GAP, GAP)
        layout.setSpacing(SMALL_GAP)
        layout.addWidget(PlainLabel(exact_day(shown.day), tone="muted"))
        if shown.meetings:
            layout.addWidget(PlainLabel("Talks", size=TypeSize.SECTION, is_bold=True))
        for meeting in shown.meetings:
            layout.addWidget(self._meeting(meeting, shown))
        if shown.due:
            layout.addSpacing(TIGHT)
            layout.addWidget(PlainLabel("Due", size=TypeSize.SECTION, is_bold=True))
        for follow_up in shown.due:
            layout.addWidget(self._follow_up(follow_up, shown))
        if shown.due_count > len(shown.due):
            layout.addWidget(PlainLabel(f"and {shown.due_count - len(shown.due):,} more", tone="muted"))
        if not shown.meetings and not shown.due:
            layout.addWidget(wrapped(PlainLabel("Nothing is due. A good day to write to someone new.", tone="muted")))
        if shown.coming:
            layout.addSpacing(TIGHT)
            later = f"{counted(shown.coming, 'follow-up')} planned for later"
            layout.addWidget(wrapped(PlainLabel(later, tone="muted")))
        layout.addStretch(1)
        position = self.verticalScrollBar().value()
        self.setWidget(body)
        self.verticalScrollBar().setValue(position)

    def _meeting(self, meeting: Meeting, shown: Today) -> QWidget:
        day = day_in_words(meeting.starts.local.date(), today=shown.day)
        when = f"{day}, {clock(meeting.starts.local)}"
        text = f"{when} · over: how was it?" if meeting.is_over else when
        sheet = QPushButton("Prep sheet")
        sheet.setAccessibleName(f"Prep sheet for {meeting.contact_name}")
        sheet.clicked.connect(lambda: self.sheet_requested.emit(meeting.interview_id))
        plan = QPushButton("Plan")
        plan.setAccessibleName(f"Plan of the talk with {meeting.contact_name}")
        plan.clicked.connect(lambda: self._bench.navigator.go_to(Kind.INTERVIEW, meeting.interview_id))
        tone = "due" if meeting.starts.local.date() <= shown.day else "muted"
        return _entry(meeting.contact_name, text, tone, (sheet, plan))

    def _follow_up(self, follow_up: DueFollowUp, shown: Today) -> QWidget:
        late = "today" if not follow_up.days_late else f"since {day_in_words(follow_up.due_on, today=shown.day)}"
        done, later, who = QPushButton("Done"), QPushButton("Later"), QPushButton("Open")
        done.setAccessibleName(f"Done: {follow_up.what}")
        later.setAccessibleName(f"Put off by {_SNOOZE_DAYS} days: {follow_up.what}")
        who.setAccessibleName(f"Open {follow_up.contact_name}")
        done.clicked.connect(lambda: self._bench.runner.do(SettleFollowUp(follow_up.id)))
        until = shown.day + timedelta(days=_SNOOZE_DAYS)
        later.setToolTip(f"Put off until {exact_day(until)}")
        later.clicked.connect(lambda: self._bench.runner.do(SnoozeFollowUp(follow_up.id, until)))
        kind, record_id = Kind.CONTACT, follow_up.contact_id
        if follow_up.interview_id is not None:
            kind, record_id = Kind.INTERVIEW, follow_up.interview_id
        who.clicked.connect(lambda: self._bench.navigator.go_to(kind, record_id))
        return _entry(follow_up.what, late, "due", (done, later, who))

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.INTERVIEW, Kind.FOLLOW_UP, Kind.CONTACT):
            self.refresh()


def _entry(title: str, detail: str, tone: str, buttons: tuple[QPushButton, ...]) -> QWidget:
    entry = QWidget()
    layout = QVBoxLayout(entry)
    layout.setContentsMargins(0, TIGHT, 0, TIGHT)
    layout.setSpacing(TIGHT)
    layout.addWidget(wrapped(PlainLabel(title)))
    layout.addWidget(wrapped(PlainLabel(detail, size=TypeSize.SMALL, tone=tone)))
    row = QHBoxLayout()
    row.setSpacing(TIGHT)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    layout.addLayout(row)
    return entry
