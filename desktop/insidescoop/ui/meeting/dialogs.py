"""Beginning a talk nobody planned, and going on with one that was interrupted."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget

from insidescoop.domain.contacts import person_called
from insidescoop.domain.interviews.interviews import LONGEST_MINUTES, SHORTEST_MINUTES, USUAL_MINUTES
from insidescoop.domain.interviews.meeting import LONG_OVER_MINUTES, clock_of
from insidescoop.domain.moments import clock, day_in_words, local_zone_of
from insidescoop.queries.talks import RunningTalk
from insidescoop.ui.already_here import AlreadyHereNotice
from insidescoop.ui.contact_field import ContactField
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped_low


class StartNowDialog(AskingDialog):
    """A box for a talk that begins this minute.

    `start_requested(contact_id, new_person, minutes)` is sent with the person kept, or None and a ContactDraft.
    """

    start_requested = Signal(object, object, int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__("Start a talk now", "Start the talk", question="Whom are you talking to?", parent=parent)
        self.person = ContactField(context, "Name", hint="a person, kept or new")
        self.already_here = AlreadyHereNotice(context.reader)
        self.already_here.taken.connect(self.person.take)
        self.already_here.added_anyway.connect(self.verb.click)
        self.person.changed.connect(lambda: self.already_here.follow(person_called(self.person.text())))
        self.minutes = QSpinBox()
        self.minutes.setAccessibleName("Length in minutes")
        self.minutes.setRange(SHORTEST_MINUTES, LONGEST_MINUTES)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" minutes")
        self.minutes.setValue(USUAL_MINUTES)
        as_field(self.minutes)
        label = PlainLabel("Length")
        label.setBuddy(self.minutes)
        row = Row(label, self.minutes, Stretch(), spacing=SMALL_GAP)
        self.column.add(self.person, self.already_here, row)
        self.remember_untouched()
        self.resize(440, 0)
        self.person.setFocus()

    def typed(self) -> object:
        return self.person.text(), self.minutes.value()

    def answer(self) -> str | None:
        contact_id, name = self.person.contact_id(), self.person.text()
        if not name:
            return self.at(self.person, "Write the name of the person first; a given name will do.")
        new = None
        if contact_id is None:
            new = person_called(name)
            if self.already_here.stops(new):
                return ""
        self.start_requested.emit(contact_id, new, self.minutes.value())
        return None


class GoOnDialog(FittedDialog):
    """What to do with a talk that was going on when the program ended.

    `go_on_requested()` opens it again, `over_requested()` says that it has ended; closed otherwise, it waits.
    """

    go_on_requested = Signal()
    over_requested = Signal()

    def __init__(self, running: RunningTalk, *, now: datetime, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("A talk goes on")
        self.go_on = QPushButton("Go on with the talk")
        self.over = QPushButton("It is over: wrap up")
        later = QPushButton("Later")
        shown = clock_of(running.minutes, began=running.began, now=now)
        began = local_zone_of(running.began, zone)
        today = local_zone_of(now, zone).date()
        day = "" if began.date() == today else f"{day_in_words(began.date(), today=today)}, "
        self.words = wrapped_low(PlainLabel(f"It began {day}at {clock(began)}, {_passed(shown.elapsed_seconds)}. "
                                            "What you noted is kept."))  # fmt: skip
        row = Row(Stretch(), spacing=SMALL_GAP)
        is_long_over = shown.left_seconds < -LONG_OVER_MINUTES * 60
        likely = self.over if is_long_over else self.go_on
        for button, does in ((later, None), (self.over, self.over_requested), (self.go_on, self.go_on_requested)):
            button.setAutoDefault(button is likely)
            button.setDefault(button is likely)
            button.clicked.connect(self.accept)
            if does is not None:
                button.clicked.connect(does)
            row.addWidget(button)
        likely.setProperty("emphasis", "primary")
        title = wrapped_low(heading(f"Your talk with {running.contact_name} was going on."))
        layout = Column(title, self.words, row, on=self, spacing=GAP, margin=WIDE_GAP)
        likely.setFocus()
        self.resize(500, layout.totalHeightForWidth(500))


def _passed(seconds: int) -> str:
    minutes = seconds // 60
    if minutes < 1:
        return "less than a minute ago"
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''} ago"
    return f"{minutes // 60} hours ago"
