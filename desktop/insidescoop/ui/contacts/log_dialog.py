"""Ctrl+L: what was said, when and how, in one small box."""

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind, usual_direction
from insidescoop.domain.moments import Moment
from insidescoop.domain.text import first_line
from insidescoop.domain.typed_days import Looking
from insidescoop.queries.contact_card import TimelineEntry
from insidescoop.system.clock import Clock
from insidescoop.ui.theme.metrics import GAP, TIGHT, WIDE_GAP, TypeSize
from insidescoop.ui.widgets.day_field import DayField, first_unread_day
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.typed_dialog import TypedDialog

_KINDS = (
    InteractionKind.CALL, InteractionKind.EMAIL, InteractionKind.MEETING, InteractionKind.MESSAGE,
    InteractionKind.THANK_YOU, InteractionKind.NOTE,
)  # fmt: skip


class LogDialog(TypedDialog):
    """A box for one timeline entry, new or kept.

    `log_requested(draft)` is sent with what it is to say, `delete_requested()` if a kept one is to go.
    """

    log_requested = Signal(object)
    delete_requested = Signal()

    def __init__(
        self,
        contact_id: int,
        name: str,
        clock: Clock,
        *,
        entry: TimelineEntry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Log a contact" if entry is None else "Timeline entry")
        self._contact_id = contact_id
        self._clock = clock
        self._entry = entry
        self.kind = QComboBox()
        self.direction = QComboBox()
        self.day = DayField("Day", clock.today(), looking=Looking.BACK)
        self.summary = FormField("In a few words", hint="asked for twenty minutes")
        self.notes = FormField("Notes", lines=4)
        self._build(name)
        self.remember_untouched()

    def _build(self, name: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE_GAP, WIDE_GAP, WIDE_GAP, WIDE_GAP)
        layout.setSpacing(GAP)
        layout.addWidget(wrapped(PlainLabel(f"With {first_line(name)}", size=TypeSize.SECTION, is_bold=True)))
        self.kind.setAccessibleName("Kind")
        entry, today = self._entry, self._clock.today()
        other = () if entry is None or entry.kind in _KINDS else (entry.kind,)
        for kind in (*_KINDS, *other):
            self.kind.addItem(kind.words, kind.value)
        self.direction.setAccessibleName("Who began it")
        for direction in (Direction.FROM_ME, Direction.TO_ME, Direction.BOTH):
            self.direction.addItem(direction.words, direction.value)
        shown = today if entry is None else entry.happened.local.date()
        # The timeline holds what has happened.
        self.day.allow(latest=max(today, shown), why_not="choose today or an earlier day.")
        self.day.show_value(shown)
        if entry is not None:
            self.kind.setCurrentIndex(self.kind.findData(entry.kind.value))
            self.direction.setCurrentIndex(self.direction.findData(entry.direction.value))
            self.summary.replace_text(entry.summary)
            self.notes.replace_text(entry.notes)
        else:
            self._suggest_direction()
        self._follow_kind()
        self.kind.currentIndexChanged.connect(self._suggest_direction)
        row = QHBoxLayout()
        row.addLayout(_labelled("Kind", self.kind), 1)
        row.addLayout(_labelled("Who began it", self.direction), 1)
        row.addWidget(self.day, 1, Qt.AlignmentFlag.AlignTop)
        fitting = FittingColumn()
        layout.addWidget(fitting, 1)
        fitting.column.addLayout(row)
        fitting.column.addWidget(self.summary)
        fitting.column.addWidget(self.notes)
        buttons = QHBoxLayout()
        cancel, log = QPushButton("Cancel"), QPushButton("Log" if entry is None else "Keep")
        if entry is not None:
            delete = QPushButton("Delete entry")
            delete.setAutoDefault(False)
            delete.clicked.connect(self._delete)
            buttons.addWidget(delete)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        log.setProperty("emphasis", "primary")
        log.setDefault(True)
        log.clicked.connect(self._ask)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(log)
        layout.addLayout(buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._ask)
        self.resize(460, max(360, self.sizeHint().height()))
        self.summary.setFocus()

    def _suggest_direction(self) -> None:
        usual = usual_direction(InteractionKind(self.kind.currentData()))
        self.direction.setCurrentIndex(self.direction.findData(usual.value))
        self._follow_kind()

    def _follow_kind(self) -> None:
        # A note to oneself has one side only.
        self.direction.setEnabled(InteractionKind(self.kind.currentData()).is_contact)

    def show_kind(self, kind: InteractionKind) -> None:
        """Begins with a kind other than the first."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.remember_untouched()

    def typed(self) -> object:
        return (
            self.kind.currentData(),
            self.direction.currentData(),
            self.day.text(),
            self.summary.text(),
            self.notes.text(),
        )

    def _delete(self) -> None:
        self.accept()
        self.delete_requested.emit()

    def _ask(self) -> None:
        if first_unread_day(self) is not None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()
        self.log_requested.emit(
            InteractionDraft(
                (self._contact_id,),
                InteractionKind(self.kind.currentData()),
                self._happened(),
                Direction(self.direction.currentData()),
                summary=self.summary.text(),
                notes=self.notes.text(),
            )
        )

    def _happened(self) -> Moment:
        day, entry = self.day.value(), self._entry
        if entry is not None and entry.happened.local.date() == day:
            return entry.happened
        if day is None or day == self._clock.today():
            return Moment(self._clock.now(), self._clock.zone)
        return Moment.at(day, time(12), zone=self._clock.zone)


def _labelled(title: str, control: QWidget) -> QVBoxLayout:
    label = PlainLabel(title, size=TypeSize.SMALL, tone="muted")
    label.setBuddy(control)
    column = QVBoxLayout()
    column.setSpacing(TIGHT)
    column.addWidget(label)
    column.addWidget(control)
    column.addStretch(1)
    return column
