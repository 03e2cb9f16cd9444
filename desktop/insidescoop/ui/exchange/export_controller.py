"""The ways from the contacts to the world outside: files, letters, the clipboard."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from insidescoop.domain.contact_text import contact_text
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import counted
from insidescoop.outputs.calendar_files import CalendarPart, export_calendar, export_interview
from insidescoop.outputs.contact_files import ContactFormat, export_contacts
from insidescoop.outputs.everything_files import export_everything
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_drafts import kept_people
from insidescoop.queries.contact_list import contact_ids
from insidescoop.system.file_names import safe_file_name
from insidescoop.ui.context import UiContext
from insidescoop.ui.exchange.export_dialog import ExportDialog, OtherFormat
from insidescoop.ui.external_links import ExternalLinks
from insidescoop.ui.file_dialogs import ask_where_to_write


class ExportController(QObject):
    """Writes files, letters and the clipboard.

    `selected_ids` tells the people that an action is about, `chosen_interview` the interview; boxes open over `window`.
    """

    def __init__(
        self,
        context: UiContext,
        window: QWidget,
        selected_ids: Callable[[], Sequence[int]],
        outside: ExternalLinks,
        chosen_interview: Callable[[], int | None],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._selected_ids = selected_ids
        self._outside = outside
        self._chosen_interview = chosen_interview
        context.registry.bind("export_files", lambda: self.open_export(self._selected_ids()))
        context.registry.bind("export_interview", self._export_chosen_interview)
        context.registry.bind("write_email", self._write_to_chosen)
        context.registry.bind("open_link", self._open_link_of_chosen)
        context.registry.bind("copy_as_text", lambda: self.copy_as_text(self._selected_ids()))

    # Out

    def open_export(self, selected: Sequence[int]) -> ExportDialog:
        """Asks for the kind of file, what goes into it and where it goes, and writes it."""
        today = self._context.clock.today()
        everybody = self._context.reader.read(lambda session: contact_ids(session, today=today))
        dialog = ExportDialog(selected, everybody, parent=self._window)
        dialog.chosen.connect(self._choose_target)
        dialog.open()
        return dialog

    def _choose_target(self, kind: ContactFormat | OtherFormat, ids: tuple[int, ...], part: CalendarPart) -> None:
        if isinstance(kind, ContactFormat):
            target = self._target(self.proposed_name(ids, kind), kind.suffix)
            if target is not None:
                self.export_to(ids, target, kind)
        elif kind is OtherFormat.CALENDAR:
            target = self._target(safe_file_name(f"calendar {self._context.clock.today()}", ".ics"), ".ics")
            if target is not None:
                self.export_calendar_to(target, part)
        else:
            target = self._target(
                safe_file_name(f"everything {self._context.clock.today()}", ".inside-scoop.json"), ".json"
            )
            if target is not None:
                self.export_everything_to(target)

    def _target(self, proposed: str, suffix: str) -> Path | None:
        return ask_where_to_write(self._window, "Export", proposed, ending=suffix)

    def proposed_name(self, contact_ids: Sequence[int], kind: ContactFormat) -> str:
        """A file name for these people: the name of a single one, else the day."""
        if len(contact_ids) == 1:
            card = self._context.reader.read(lambda session: contact_card(session, contact_ids[0]))
            return safe_file_name(card.name if card is not None else "", kind.suffix)
        return safe_file_name(f"contacts {self._context.clock.today()}", kind.suffix)

    def export_to(self, contact_ids: tuple[int, ...], target: Path, kind: ContactFormat) -> None:
        """Writes the people of these ids into a file the user named."""
        self._context.reader.ask(
            lambda session: export_contacts(session, contact_ids, target, kind),
            lambda people: self._context.reader.show_written(
                f"Exported {counted(people, 'person', 'people')} to {target.name}", target
            ),
            failed=self._context.messages.tell,
        )

    def export_calendar_to(self, target: Path, part: CalendarPart) -> None:
        """Writes a part of what is planned into a calendar file the user named."""
        now = self._context.clock.now()
        self._write_calendar(lambda session: export_calendar(session, target, part, now=now), target)

    def _export_chosen_interview(self) -> None:
        interview_id = self._chosen_interview()
        if interview_id is not None:
            target = self._target("interview.ics", ".ics")
            if target is not None:
                self.export_interview_to(interview_id, target)

    def export_interview_to(self, interview_id: int, target: Path) -> None:
        """Writes one interview into a calendar file the user named."""
        now = self._context.clock.now()
        self._write_calendar(lambda session: export_interview(session, interview_id, target, now=now), target)

    def _write_calendar(self, write: Callable[[Any], int], target: Path) -> None:
        self._context.reader.ask(
            write,
            lambda entries: self._context.reader.show_written(
                f"Exported {counted(entries, 'entry', 'entries')} to {target.name}", target
            ),
            failed=self._context.messages.tell,
        )

    def export_everything_to(self, target: Path) -> None:
        """Writes the whole store into a file the user named."""
        now = self._context.clock.now()
        self._context.reader.ask(
            lambda session: export_everything(session, target, now=now),
            lambda _none: self._context.reader.show_written(f"Exported everything to {target.name}", target),
            failed=self._context.messages.tell,
        )

    # To others

    def _write_to_chosen(self) -> None:
        ids = self._selected_ids()
        if ids:
            self.write_email(ids[0])

    def _open_link_of_chosen(self) -> None:
        ids = self._selected_ids()
        card = self._context.reader.read(lambda session: contact_card(session, ids[0])) if ids else None
        if card is None:
            return
        try:
            if not card.draft.links:
                raise Invalid(f"No link of {card.name} is known.", next_step="Write one on the card, then try again.")
            self._outside.open_link(card.draft.links[0].value)
        except Invalid as problem:
            self._context.messages.tell(problem)

    def write_email(self, contact_id: int) -> None:
        """Begins a letter to a person's first e-mail address in the system's mail program."""
        card = self._context.reader.read(lambda session: contact_card(session, contact_id))
        if card is None:
            return
        try:
            if not card.draft.emails:
                raise Invalid(
                    f"No e-mail address of {card.name} is known.", next_step="Write one on the card, then try again."
                )
            self._outside.write_to(card.draft.emails[0].value)
        except Invalid as problem:
            self._context.messages.tell(problem)

    def copy_as_text(self, contact_ids: Sequence[int]) -> None:
        """Puts people's facts on the clipboard as plain lines, parted by an empty line."""
        people = self._context.reader.read(lambda session: tuple(kept_people(session, contact_ids)))
        if people:
            QGuiApplication.clipboard().setText("\n\n".join(contact_text(person.draft) for person in people))
            words = people[0].draft.shown_name if len(people) == 1 else counted(len(people), "person", "people")
            self._context.reader.show_status(f"Copied {words}")
