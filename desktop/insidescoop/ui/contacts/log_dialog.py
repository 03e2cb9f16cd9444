"""Ctrl+L: what was said, when and how, in one small dialog."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from insidescoop.domain.interactions import (
    LOGGED_KINDS,
    Direction,
    InteractionDraft,
    InteractionKind,
    usual_direction,
)
from insidescoop.domain.moments import Moment
from insidescoop.domain.noted import FoundLine, Noted, RenamedContact, newly_noted, noted_of, with_people
from insidescoop.domain.text import first_line
from insidescoop.domain.typed_days import Looking
from insidescoop.queries.contact_card import TimelineEntry
from insidescoop.queries.contact_list import ContactChoice
from insidescoop.queries.namesakes import Fitting, contacts_fitting, formerly_called
from insidescoop.ui.context import UiContext
from insidescoop.ui.noted_preview import NOTATION, NotedPreview
from insidescoop.ui.theme.metrics import in_proportion
from insidescoop.ui.which_contact import NamesInDoubt
from insidescoop.ui.widgets.boxes import Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.day_field import DayField, machine_day_order
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.titled import titled

_WIDTH = 540
"""Room for a day with its year beside two lists."""


class LogDialog(AskingDialog):
    """A dialog for one timeline entry, new or saved.

    `log_requested(draft, noted)` is sent with what it is to say and what its notes ask for, as it is shown under them;
    `delete_requested()` if a saved one is to go.
    """

    log_requested = Signal(object, object)
    delete_requested = Signal()

    def __init__(
        self,
        contact_id: int,
        name: str,
        context: UiContext,
        *,
        entry: TimelineEntry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Log a contact" if entry is None else "Timeline entry",
            "Log" if entry is None else "Keep",
            question=f"With {first_line(name)}",
            parent=parent,
        )
        self._contact_id = contact_id
        self._context = context
        self._clock = context.clock
        self._entry = entry
        self.kind = QComboBox()
        self.direction = QComboBox()
        self.day = DayField("Day", context.clock.today(), looking=Looking.BACK)
        self.summary = FormField("In a few words", hint="asked for twenty minutes")
        self.notes = FormField("Notes", lines=4, hint=NOTATION)
        self.understood = NotedPreview(context, contact_id)
        self.names = NamesInDoubt()
        self._build()
        self._show_entry()
        self._connect()
        self.remember_untouched()

    def _build(self) -> None:
        other = () if self._entry is None or self._entry.kind in LOGGED_KINDS else (self._entry.kind,)
        for kind in (*LOGGED_KINDS, *other):
            self.kind.addItem(kind.words, kind.value)
        for direction in (Direction.FROM_ME, Direction.TO_ME, Direction.BOTH):
            self.direction.addItem(direction.words, direction.value)
        row = Row(
            stretched(titled("Kind", self.kind)),
            stretched(titled("Who began it", self.direction)),
            stretched(self.day, 1, Qt.AlignmentFlag.AlignTop),
        )
        self.column.add(row, self.summary, self.notes, self.understood, self.names)
        if self._entry is not None:
            self.buttons.insertWidget(0, push_button("Delete entry", self._delete))
        self.resize(in_proportion(_WIDTH, self.font()), 0)
        self.summary.setFocus()

    def _show_entry(self) -> None:
        entry, today = self._entry, self._clock.today()
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

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._suggest_direction)
        for changed in (self.notes.edited, self.day.edited, self.day.chosen):
            changed.connect(self._show_understood)
        for mended in (self.summary.edited, self.notes.edited, self.day.edited, self.names.answered):
            mended.connect(self.problem.hide)

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

    def answer(self) -> str | None:
        draft = InteractionDraft(
            (self._contact_id,),
            InteractionKind(self.kind.currentData()),
            self._happened(),
            Direction(self.direction.currentData()),
            summary=self.summary.text(),
            notes=self.notes.text(),
        )
        if draft.says_nothing and not self._said_nothing_before():
            return self.at(self.summary, "Write a word about it.")
        found = self._found()
        self._show_names(found)
        unanswered = self.names.unanswered()
        if unanswered is not None:
            return self.at(unanswered, self.names.problem())
        self.log_requested.emit(draft, self._noted(found))
        return None

    def _said_nothing_before(self) -> bool:
        # What the program itself put on the timeline may have no words, and can be put right without any.
        return self._entry is not None and not (self._entry.summary or self._entry.notes)

    # What the notes ask for

    def _found(self) -> tuple[FoundLine, ...]:
        before, day_before = ("", None)
        if self._entry is not None:
            before, day_before = self._entry.notes or "", self._entry.happened.local.date()
        return newly_noted(
            self.notes.text(), day=self._day(), order=machine_day_order(), before=before, day_before=day_before
        )

    def _show_understood(self, *_what: object) -> None:
        found = self._found()
        self.understood.show_found(found)
        self._show_names(found)

    def _show_names(self, found: tuple[FoundLine, ...]) -> None:
        in_doubt: dict[str, tuple[ContactChoice, ...]] = {}
        for each in found:
            name, was = each.line.name, self._formerly(each)
            if name is not None:
                renamed = () if was is None else (replace(was, name=f"{was.name}, to be renamed", detail=""),)
                in_doubt[name] = (*renamed, *self._who_is(name).in_doubt)
        self.names.show_names({name: choices for name, choices in in_doubt.items() if choices})

    def _noted(self, found: tuple[FoundLine, ...]) -> Noted:
        noted = noted_of(found)
        fitting_by_name = {named.name: self._who_is(named.name) for named in noted.names if named.name is not None}
        renamed = [
            RenamedContact(was.id, each.line.name)
            for each in found
            if each.line.name is not None
            and (was := self._formerly(each)) is not None
            and self.names.contact_id(each.line.name) == was.id
        ]
        # Who the conversation was with is no name they gave.
        return with_people(
            replace(noted, renamed=tuple(renamed)),
            {
                name: fitting.contact_id or self.names.contact_id(name)
                for name, fitting in fitting_by_name.items()
                if not fitting.is_left_out
            },
        )

    def _formerly(self, found: FoundLine) -> ContactChoice | None:
        """The contact of the name that a changed one was before, who may be called so now."""
        name, former = found.line.name, None if found.before is None else found.before.name
        if name is None or former is None:
            return None
        return self._context.reader.read(
            lambda session: formerly_called(session, name, former, but_for=self._contact_id)
        )

    def _who_is(self, name: str) -> Fitting:
        return self._context.reader.read(lambda session: contacts_fitting(session, name, but_for=self._contact_id))

    def _day(self) -> date:
        return self.day.value() or self._clock.today()

    def _happened(self) -> Moment:
        day, entry = self.day.value(), self._entry
        if entry is not None and entry.happened.local.date() == day:
            return entry.happened
        return Moment.on(self._day(), now=self._clock.now(), zone=self._clock.zone)
