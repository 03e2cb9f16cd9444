"""Files on their way in, one after the other: read, planned, looked at, taken in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from insidescoop.commands.everything import LoadEverything
from insidescoop.commands.imports import ImportContacts, Imported
from insidescoop.commands.meeting_imports import ImportedMeetings, ImportMeetings
from insidescoop.domain.calendars import MeetingChoice, MeetingPlan
from insidescoop.domain.changes import Kind
from insidescoop.domain.emails import is_email
from insidescoop.domain.everything import Everything
from insidescoop.domain.imports import IMPORT_ENDINGS, Choice
from insidescoop.domain.phones import phone_shown
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Report
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.exchange.csv_mapping import Meaning, as_text
from insidescoop.exchange.csv_sheets import CsvSheet
from insidescoop.inputs.contact_files import FileContents, plan_table, read_file
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.everything import why_not_loaded
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.exchange.import_dialog import ImportDialog
from insidescoop.ui.exchange.import_rows import ImportRows, import_rows
from insidescoop.ui.exchange.load_dialog import LoadDialog
from insidescoop.ui.exchange.mapping_dialog import MappingDialog
from insidescoop.ui.exchange.meetings_dialog import MeetingsDialog
from insidescoop.ui.file_dialogs import documents_folder


@frozen
class _Read:
    """What a file holds, with the rows of its people."""

    contents: FileContents = field(default_factory=FileContents)
    rows: ImportRows = field(default_factory=ImportRows)


@dataclass(slots=True)
class _Open:
    """One file whose dialog is open; `is_mapped` once the user has said what its columns are."""

    path: Path
    dialog: ImportDialog
    read: _Read = field(default_factory=_Read)
    is_mapped: bool = False


class ImportController(QObject):
    """Takes files in one after the other; boxes open over `window`."""

    def __init__(self, context: UiContext, runner: CommandRunner, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._waiting: list[Path] = []
        self._open: _Open | None = None
        context.registry.bind("import_contacts", self.choose_files)

    def choose_files(self) -> None:
        """Asks for files and imports them one after the other."""
        endings = " ".join(f"*{suffix}" for suffix in IMPORT_ENDINGS)
        kinds = f"Cards, tables, calendars, whole stores ({endings});;All files (*)"
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, "Import", str(documents_folder()), kinds)
        self.import_files(tuple(map(Path, chosen)))

    def import_files(self, paths: Sequence[Path]) -> None:
        """Reads files and shows what each would bring, one box after the other."""
        self._waiting += paths
        self._next()

    def _next(self) -> None:
        if self._open is not None or not self._waiting:
            return
        path = self._waiting.pop(0)
        dialog = ImportDialog(path.name, parent=self._window)
        opened = _Open(path, dialog)
        self._open = opened
        self._context.reader.progressed.connect(dialog.show_progress)
        dialog.cancel_requested.connect(self._context.reader.cancel)
        dialog.columns_requested.connect(partial(self._ask_for_columns, opened))
        dialog.import_requested.connect(partial(self._import, opened))
        dialog.finished.connect(lambda _result: self._forget(opened))
        dialog.open()
        zone = self._context.clock.zone
        self._ask(opened, lambda session, report: read_file(session, path, zone=zone, report=report))

    def _ask(self, opened: _Open, query: Callable[[Any, Report], FileContents]) -> None:
        self._context.reader.ask_reporting(
            partial(_with_rows, query),
            partial(self._show, opened),
            failed=opened.dialog.show_problem,
            on_cancelled=opened.dialog.give_up,
        )

    def _show(self, opened: _Open, read: _Read) -> None:
        dialog, contents = opened.dialog, read.contents
        opened.read = read
        if dialog.is_called_off:
            dialog.give_up()
        elif contents.plan is not None:
            dialog.show_plan(contents.plan, read.rows, has_columns=contents.sheet is not None)
        elif contents.sheet is not None:
            self._ask_for_columns(opened)
        elif contents.meetings is not None:
            self._show_meetings(opened, contents.meetings)
        elif contents.everything is not None:
            self._offer_to_load(opened, contents.everything)

    def _ask_for_columns(self, opened: _Open) -> None:
        contents, dialog = opened.read.contents, opened.dialog
        if contents.sheet is None:
            return
        box = MappingDialog(contents.sheet, contents.meanings, parent=dialog)
        box.mapped.connect(partial(self._plan_again, opened))
        if contents.plan is None:
            # Without an answer there is nothing to show.
            box.rejected.connect(dialog.give_up)
        box.open()

    def _plan_again(self, opened: _Open, sheet: CsvSheet, meanings: tuple[Meaning, ...]) -> None:
        opened.is_mapped = True
        opened.dialog.show_reading()
        self._ask(opened, lambda session, report: plan_table(session, sheet, meanings, report))

    def _import(self, opened: _Open, choices: dict[int, Choice], is_filling_in: bool) -> None:
        contents, mapping = opened.read.contents, None
        assert contents.plan is not None  # noqa: S101 - its box is open
        if opened.is_mapped and contents.sheet is not None:
            mapping = (contents.sheet.key, as_text(contents.meanings))
        self._runner.do(
            ImportContacts(contents.plan, choices, is_filling_in, mapping),
            then=partial(self._show_imported, opened.dialog),
            failed=opened.dialog.show_problem,
            on_cancelled=opened.dialog.give_up,
        )

    def _show_imported(self, dialog: ImportDialog, imported: Imported) -> None:
        dialog.accept()
        if imported.added:
            self._show_card(imported.added[0])
        if imported.refused_photos:
            self._context.messages.tell(
                Problem(
                    f"{counted(imported.refused_photos, 'picture')} could not be shown and was left out."
                    if imported.refused_photos == 1
                    else f"{counted(imported.refused_photos, 'picture')} could not be shown and were left out.",
                    your_data="The people are there without them.",
                    next_step="Choose a PNG, JPEG or WebP picture on the card.",
                )
            )

    def _show_card(self, contact_id: int) -> None:
        """Goes to a card once it was read behind the window's back: the first of all takes longer than a frame."""

        def read(session: Any) -> None:
            # Numbering plans and the forms of addresses: 0.1 s.
            phone_shown("2125550134")
            is_email("somebody@example.org")
            contact_card(session, contact_id)

        self._context.reader.ask(read, lambda _none: self._context.navigator.go_to(Kind.CONTACT, contact_id))

    def _show_meetings(self, opened: _Open, plan: MeetingPlan) -> None:
        box = MeetingsDialog(self._context, plan, parent=self._window)

        def take_in(choices: dict[int, MeetingChoice]) -> None:
            self._runner.do(
                ImportMeetings(plan, choices), then=self._show_imported_meetings, failed=self._context.messages.tell
            )

        box.import_requested.connect(take_in)
        self._instead(opened, box)

    def _show_imported_meetings(self, imported: ImportedMeetings) -> None:
        for interview_id in (*imported.planned, *imported.updated)[:1]:
            self._context.navigator.go_to(Kind.INTERVIEW, interview_id)

    def _offer_to_load(self, opened: _Open, everything: Everything) -> None:
        why_not = self._context.reader.read(why_not_loaded)
        box = LoadDialog(opened.path.name, everything, why_not, parent=self._window)
        name = opened.path.name
        box.load_requested.connect(
            lambda: self._runner.do(LoadEverything(everything, name), failed=self._context.messages.tell)
        )
        self._instead(opened, box)

    def _instead(self, opened: _Open, box: MeetingsDialog | LoadDialog) -> None:
        """Shows another box in place of the one that read the file; the next file waits for it."""
        self._context.reader.progressed.disconnect(opened.dialog.show_progress)
        opened.dialog.blockSignals(True)
        opened.dialog.give_up()
        opened.dialog.deleteLater()
        box.finished.connect(lambda _result: self._close_instead(box))
        box.open()

    def _close_instead(self, box: MeetingsDialog | LoadDialog) -> None:
        self._open = None
        box.deleteLater()
        self._next()

    def _forget(self, opened: _Open) -> None:
        self._open = None
        if opened.read.contents.plan is not None:
            self._context.reader.release(list(opened.read.contents.plan.people))
        self._context.reader.progressed.disconnect(opened.dialog.show_progress)
        opened.dialog.deleteLater()
        self._next()


def _with_rows(query: Callable[[Any, Report], FileContents], session: Any, report: Report) -> _Read:
    """What a query reads, with the rows that show it: of many people they take longer than a frame."""
    contents = query(session, report)
    return _Read(contents, ImportRows() if contents.plan is None else import_rows(contents.plan))
