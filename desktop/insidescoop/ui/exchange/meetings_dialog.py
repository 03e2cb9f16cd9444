"""Meetings on their way in from a calendar file: looked at and decided before anything is written."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QWidget

from insidescoop.domain.calendars import MeetingChoice, MeetingPlan, MeetingStanding, PlannedMeeting
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted, first_line
from insidescoop.domain.values import frozen
from insidescoop.outputs.contact_files import save_unreadable
from insidescoop.ui.contact_field import ContactField
from insidescoop.ui.context import UiContext
from insidescoop.ui.file_dialogs import ask_where_to_write
from insidescoop.ui.widgets.boxes import stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.record_column import TableColumn
from insidescoop.ui.widgets.record_table import RecordTable

_CHOOSABLE = (MeetingStanding.NEW, MeetingStanding.CHANGED)


@frozen
class MeetingRow:
    """One row of the list. `id` is the place in the plan from 0; for what is not readable, negative from -1 down."""

    id: int
    title: str
    when: str


class MeetingsDialog(AskingDialog):
    """A box for the meetings of one file. `import_requested(choices)` is sent when the user said so."""

    # A large file may take minutes before it fails.
    is_made_anew = False

    import_requested = Signal(object)

    def __init__(self, context: UiContext, plan: MeetingPlan, parent: QWidget | None = None) -> None:
        question = f"Import from {first_line(plan.file_name)}"
        super().__init__("Import meetings", "Plan interviews", question=question, parent=parent)
        self._plan = plan
        self._zone = context.clock.zone
        self._choices: dict[int, MeetingChoice] = {}
        self._is_showing = False
        columns = (
            TableColumn("when", "When", lambda row: row.when, 8, is_sortable=False),
            TableColumn("title", "Meeting", lambda row: row.title, 7, is_sortable=False),
            TableColumn("what", "What happens", lambda row: self._words(row.id), 10, is_sortable=False),
        )
        self.table = RecordTable(columns, name="Meetings in the file")
        self.reason = wrapped(PlainLabel(tone="muted"))
        self.take = QCheckBox()
        self.guests = QListWidget()
        self.person = ContactField(context, "Talk with somebody you have", hint="Type a name")
        self.save_button = push_button("Save the list of what is not readable…")
        self._build()
        self._connect()
        self.table.set_rows(meeting_rows(plan, own_zone=self._zone))
        self.table.choose_place(0)
        self._show_verb()
        self.remember_untouched()

    def _build(self) -> None:
        for words in (self._plan.sentence(), *self._plan.remarks):
            self.column.addWidget(wrapped(PlainLabel(words)))
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        self.table.setMinimumHeight(130)
        self.guests.setAccessibleName("People in the meeting")
        self.guests.setMaximumHeight(120)
        self.column.add(stretched(self.table), self.reason, self.take, self.guests, self.person)
        self.save_button.setVisible(bool(self._plan.unreadable))
        self.buttons.insertWidget(0, self.save_button)
        self.resize(720, 560)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._show_row)
        self.take.toggled.connect(lambda is_on: self._change(is_taken=is_on))
        self.guests.itemChanged.connect(lambda _item: self._take_guests())
        self.person.changed.connect(lambda: self._change(contact_id=self.person.contact_id()))
        self.save_button.clicked.connect(self._ask_where_to_save)

    def _planned(self, row_id: int) -> PlannedMeeting | None:
        return self._plan.meetings[row_id] if row_id >= 0 else None

    def _show_row(self, row_id: int) -> None:
        planned = self._planned(row_id)
        self._is_showing = True
        self.reason.setText(self._told(row_id))
        is_choosable = planned is not None and planned.standing in _CHOOSABLE
        is_new = planned is not None and planned.standing is MeetingStanding.NEW
        self.take.setVisible(is_choosable)
        self.guests.setVisible(is_new and planned is not None and bool(planned.guests))
        self.person.setVisible(is_new)
        if planned is not None and is_choosable:
            choice = self._plan.choice(row_id, self._choices)
            self.take.setText("Plan this interview" if is_new else "Bring the interview up to date")
            self.take.setChecked(choice.is_taken)
            self.guests.clear()
            for place, guest in enumerate(planned.guests):
                item = QListWidgetItem(f"{guest.guest.words} · {guest.reason}", self.guests)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                is_left_out = place in choice.left_out
                item.setCheckState(Qt.CheckState.Unchecked if is_left_out else Qt.CheckState.Checked)
            if choice.contact_id is None:
                self.person.editor.setText("")
        self._is_showing = False

    def _take_guests(self) -> None:
        items = [self.guests.item(place) for place in range(self.guests.count())]
        left_out = [place for place, item in enumerate(items) if item.checkState() == Qt.CheckState.Unchecked]
        self._change(left_out=frozenset(left_out))

    def _change(self, **changes: object) -> None:
        row_id = self.table.chosen_id()
        if self._is_showing or row_id is None or row_id < 0:
            return
        if changes.get("contact_id") is not None:
            # Whoever says whom they will talk to wants the talk planned.
            changes["is_taken"] = True
        self._choices[row_id] = replace(self._plan.choice(row_id, self._choices), **changes)  # type: ignore[arg-type]
        self._is_showing = True
        self.take.setChecked(self._choices[row_id].is_taken)
        self._is_showing = False
        self.reason.setText(self._told(row_id))
        self.table.viewport().update()
        self._show_verb()

    def _words(self, row_id: int) -> str:
        """In one clause what becomes of a meeting."""
        planned = self._planned(row_id)
        if planned is None:
            return f"Not readable: {self._plan.unreadable[-1 - row_id].reason}"
        choice = self._plan.choice(row_id, self._choices)
        if planned.standing is MeetingStanding.NEW:
            if not self._plan.has_people(row_id, choice):
                return "Left out: nobody to talk to"
            return "Planned as an interview" if choice.is_taken else "Left out"
        if planned.standing is MeetingStanding.CHANGED:
            return f"{'Brought up to date' if choice.is_taken else 'Stays as it is'}: {planned.reason}"
        return f"{planned.standing.words}: {planned.reason}"

    def _told(self, row_id: int) -> str:
        """Everything there is to say of a meeting before it is taken in."""
        planned = self._planned(row_id)
        if planned is None:
            return self._words(row_id)
        meeting = planned.meeting
        facts = (meeting.when(self._zone), counted(meeting.minutes, "minute"), meeting.place, *meeting.remarks)
        reason = planned.reason if planned.standing is MeetingStanding.NEW else self._words(row_id)
        return " · ".join(fact for fact in (*facts, reason) if fact)

    def _show_verb(self) -> None:
        planned = self._plan.taken(self._choices, MeetingStanding.NEW)
        updated = self._plan.taken(self._choices, MeetingStanding.CHANGED)
        said = [f"Plan {counted(planned, 'interview')}"] if planned else []
        said += [f"{'update' if said else 'Update'} {counted(updated, 'interview')}"] if updated else []
        self.verb.setText(" and ".join(said) or "Nothing to import")
        self.verb.setEnabled(bool(said))

    def typed(self) -> object:
        # A choice is made again in a moment; nothing anybody wrote is lost.
        return None

    def answer(self) -> str | None:
        if not self.verb.isEnabled():
            return "Choose a meeting, and say whom you will talk to."
        self.import_requested.emit(dict(self._choices))
        return None

    def _ask_where_to_save(self) -> None:
        target = ask_where_to_write(self, "Save the list", "not-readable.txt", ending=".txt", kind="Text")
        if target is not None:
            self.save_unreadable_to(target)

    def save_unreadable_to(self, target: Path) -> None:
        """Writes what could not be read into a file the user named."""
        try:
            save_unreadable(self._plan, target)
        except Problem as problem:
            self.say(str(problem))


def meeting_rows(plan: MeetingPlan, *, own_zone: str) -> Sequence[MeetingRow]:
    """The meetings in the file's order, behind them what is not readable."""
    rows = [
        MeetingRow(place, planned.meeting.title or "A meeting", planned.meeting.when(own_zone))
        for place, planned in enumerate(plan.meetings)
    ]
    return [*rows, *(MeetingRow(-1 - place, each.excerpt, "") for place, each in enumerate(plan.unreadable))]
