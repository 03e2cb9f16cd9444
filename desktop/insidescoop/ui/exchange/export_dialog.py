"""Writing people, meetings or everything into a file: which kind, who, and what stays behind."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.text import counted
from insidescoop.outputs.calendar_files import CalendarPart
from insidescoop.outputs.contact_files import LEFT_OUT, ContactFormat
from insidescoop.outputs.everything_files import HOLDS
from insidescoop.ui.widgets.boxes import Stretch
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped


class OtherFormat(StrEnum):
    """The kinds of file that hold more than people."""

    CALENDAR = "ics"
    EVERYTHING = "json"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            OtherFormat.CALENDAR: "Calendar: interviews and follow-ups (ICS)",
            OtherFormat.EVERYTHING: "Everything, to be loaded again (JSON)",
        }[self]


_TOLD = {
    OtherFormat.CALENDAR: "Purpose and logistics of each interview go along, with an alarm half an hour before; "
    "what is due stands on its day. Exported again, an entry takes the place of the one your calendar has. Rules "
    "for follow-ups leave only with everything (JSON).",
    OtherFormat.EVERYTHING: HOLDS,
}


_LABELS_ARE_AT_LEAST = 430
_FEWEST_MEANT = 2
"""One person is always selected; who selects several means them."""


class ExportDialog(AskingDialog):
    """A box for the kind of file and what goes into it. `chosen(kind, contact_ids, part)` is sent with both."""

    chosen = Signal(object, object, object)

    def __init__(self, selected: Sequence[int], everybody: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__("Export", "Choose a file…", question="Export", parent=parent)
        kinds = choices_of(OtherFormat)
        who: list[tuple[str, object]] = []
        if selected:
            who.append((f"Selected: {counted(len(selected), 'person', 'people')}", tuple(selected)))
        if everybody:
            who.append((f"Everybody: {counted(len(everybody), 'person', 'people')}", tuple(everybody)))
            kinds = choices_of(ContactFormat) + kinds
        if len(selected) < _FEWEST_MEANT:
            who.reverse()
        self.kind = ChoiceField("Kind of file", kinds)
        self.who = ChoiceField("Who", who)
        self.part = ChoiceField("What", choices_of(CalendarPart))
        self.told = wrapped(PlainLabel(tone="muted"))
        # A box is as tall as its labels would be at their narrowest.
        self.told.setMinimumWidth(_LABELS_ARE_AT_LEAST)
        self.column.add(self.kind, self.who, self.part, self.told, Stretch())
        self.kind.chosen.connect(lambda _kind: self._show_kind())
        self._show_kind()
        self.remember_untouched()
        self.resize(480, 0)
        self.kind.setFocus()

    def _show_kind(self) -> None:
        kind = self.kind.value()
        self.who.setVisible(isinstance(kind, ContactFormat))
        self.part.setVisible(kind is OtherFormat.CALENDAR)
        if isinstance(kind, ContactFormat):
            goes = "Notes, tags and pictures" if kind.suffix == ".vcf" else "Notes and tags"
            self.told.setText(f"{goes} go along. {LEFT_OUT}")
        else:
            self.told.setText(_TOLD[kind])

    def typed(self) -> object:
        # A choice is nothing anybody would miss.
        return None

    def answer(self) -> str | None:
        kind = self.kind.value()
        ids = self.who.value() if isinstance(kind, ContactFormat) else ()
        self.chosen.emit(kind, ids, self.part.value())
        return None
