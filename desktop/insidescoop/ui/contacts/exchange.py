"""The ways between the contacts and the world outside: files in, files out, letters, the clipboard."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from insidescoop.commands.imports import ImportContacts, Imported
from insidescoop.domain.changes import Kind
from insidescoop.domain.contact_text import contact_text
from insidescoop.domain.imports import Choice, ImportPlan
from insidescoop.domain.problems import Invalid, Problem
from insidescoop.domain.progress import Report
from insidescoop.domain.text import counted
from insidescoop.exchange.contact_files import SUFFIXES, people_of_file
from insidescoop.outputs.contact_files import ContactFormat, export_contacts
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_drafts import kept_people
from insidescoop.queries.import_plan import import_plan
from insidescoop.system.file_names import safe_file_name
from insidescoop.ui.contacts.export_dialog import ExportDialog
from insidescoop.ui.contacts.import_dialog import ImportDialog, ImportRow, import_rows
from insidescoop.ui.outside import Outside
from insidescoop.ui.workbench import Workbench


class ContactExchange(QObject):
    """Does what the File menu and a dropped file ask for.

    `selected_ids` tells the people that an action is about; boxes open over `window`.
    """

    def __init__(
        self, bench: Workbench, window: QWidget, selected_ids: Callable[[], Sequence[int]], outside: Outside
    ) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._selected_ids = selected_ids
        self._outside = outside
        self._waiting: list[Path] = []
        self._open: ImportDialog | None = None
        for action_id, handler in (
            ("import_contacts", self.choose_files),
            ("export_selected", lambda: self.open_export(self._selected_ids())),
            ("write_email", self._write_to_chosen),
            ("open_link", self._open_link_of_chosen),
            ("copy_as_text", lambda: self.copy_as_text(self._selected_ids())),
        ):
            bench.registry.bind(action_id, handler)

    # In

    def choose_files(self) -> None:
        """Asks for files and imports them one after the other."""
        endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window, "Import contacts", _documents(), f"Cards and tables ({endings})"
        )
        self.import_files(tuple(map(Path, chosen)))

    def import_files(self, paths: Sequence[Path]) -> None:
        """Reads files and shows what each would bring, one box after the other."""
        self._waiting += paths
        self._import_next()

    def _import_next(self) -> None:
        if self._open is not None or not self._waiting:
            return
        path = self._waiting.pop(0)
        dialog = ImportDialog(path.name, parent=self._window)
        self._open = dialog
        runner = self._bench.runner
        runner.progressed.connect(dialog.show_progress)
        dialog.cancel_requested.connect(runner.cancel)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()
        runner.ask_reporting(
            partial(_read_and_plan, path),
            partial(self._show_plan, dialog),
            failed=dialog.show_problem,
            called_off=dialog.give_up,
        )

    def _show_plan(self, dialog: ImportDialog, planned: tuple[ImportPlan, list[ImportRow]]) -> None:
        plan, rows = planned
        dialog.import_requested.connect(partial(self._import, dialog, plan))
        dialog.show_plan(plan, rows)

    def _import(self, dialog: ImportDialog, plan: ImportPlan, choices: dict[int, Choice], is_filling_in: bool) -> None:
        self._bench.runner.do(
            ImportContacts(plan, choices, is_filling_in),
            then=partial(self._show_imported, dialog),
            failed=dialog.show_problem,
            called_off=dialog.give_up,
        )

    def _show_imported(self, dialog: ImportDialog, imported: Imported) -> None:
        dialog.accept()
        if imported.added:
            self._bench.navigator.go_to(Kind.CONTACT, imported.added[0])
        if imported.refused_photos:
            self._bench.messages.tell(
                Problem(
                    f"{counted(imported.refused_photos, 'picture')} could not be shown and was left out."
                    if imported.refused_photos == 1
                    else f"{counted(imported.refused_photos, 'picture')} could not be shown and were left out.",
                    your_data="The people are there without them.",
                    next_step="Choose a PNG, JPEG or WebP picture on the card.",
                )
            )

    def _forget(self, dialog: ImportDialog) -> None:
        self._open = None
        self._bench.runner.progressed.disconnect(dialog.show_progress)
        dialog.deleteLater()
        self._import_next()

    # Out

    def open_export(self, contact_ids: Sequence[int]) -> ExportDialog | None:
        """Asks for the kind of file and where it goes, and writes the people of these ids; None for nobody."""
        if not contact_ids:
            return None
        dialog = ExportDialog(len(contact_ids), parent=self._window)
        dialog.kind_chosen.connect(partial(self._choose_target, tuple(contact_ids)))
        dialog.open()
        return dialog

    def _choose_target(self, contact_ids: tuple[int, ...], kind: ContactFormat) -> None:
        proposed = str(Path(_documents()) / self.proposed_name(contact_ids, kind))
        chosen, _kind = QFileDialog.getSaveFileName(self._window, "Export", proposed, f"*{kind.suffix}")
        if chosen:
            self.export_to(contact_ids, Path(chosen), kind)

    def proposed_name(self, contact_ids: Sequence[int], kind: ContactFormat) -> str:
        """A file name for these people: the name of a single one, else the day."""
        if len(contact_ids) == 1:
            card = self._bench.runner.read(lambda session: contact_card(session, contact_ids[0]))
            return safe_file_name(card.name if card is not None else "", kind.suffix)
        return safe_file_name(f"contacts {self._bench.clock.today()}", kind.suffix)

    def export_to(self, contact_ids: tuple[int, ...], target: Path, kind: ContactFormat) -> None:
        """Writes the people of these ids into a file the user named."""
        self._bench.runner.ask(
            lambda session: export_contacts(session, contact_ids, target, kind),
            lambda done: self._bench.runner.say(
                f"Exported {counted(done.people, 'person', 'people')} to {done.path.name}"
            ),
            failed=self._bench.messages.tell,
        )

    # To others

    def _write_to_chosen(self) -> None:
        ids = self._selected_ids()
        if ids:
            self.write_email(ids[0])

    def _open_link_of_chosen(self) -> None:
        ids = self._selected_ids()
        card = self._bench.runner.read(lambda session: contact_card(session, ids[0])) if ids else None
        if card is None:
            return
        try:
            if not card.draft.links:
                raise Invalid(f"No link of {card.name} is known.", next_step="Write one on the card, then try again.")
            self._outside.open_link(card.draft.links[0].value)
        except Invalid as problem:
            self._bench.messages.tell(problem)

    def write_email(self, contact_id: int) -> None:
        """Begins a letter to a person's first e-mail address in the system's mail program."""
        card = self._bench.runner.read(lambda session: contact_card(session, contact_id))
        if card is None:
            return
        try:
            if not card.draft.emails:
                raise Invalid(
                    f"No e-mail address of {card.name} is known.", next_step="Write one on the card, then try again."
                )
            self._outside.write_to(card.draft.emails[0].value)
        except Invalid as problem:
            self._bench.messages.tell(problem)

    def copy_as_text(self, contact_ids: Sequence[int]) -> None:
        """Puts people's facts on the clipboard as plain lines, parted by an empty line."""
        people = self._bench.runner.read(lambda session: tuple(kept_people(session, contact_ids)))
        if people:
            QGuiApplication.clipboard().setText("\n\n".join(contact_text(person.draft) for person in people))
            words = people[0].draft.shown_name if len(people) == 1 else counted(len(people), "person", "people")
            self._bench.runner.say(f"Copied {words}")


def _read_and_plan(path: Path, session: Any, report: Report) -> tuple[ImportPlan, list[ImportRow]]:
    """What a file would bring, and how it is listed; on the store's thread."""
    plan = import_plan(session, people_of_file(path, report), report)
    return plan, import_rows(plan)


def _documents() -> str:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())
