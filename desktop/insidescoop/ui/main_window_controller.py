"""Puts the pages into the window once it is on the screen, and wires what reaches across them."""

from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.imports import IMPORT_ENDINGS
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.problems import StoreDamaged, StoreReadOnly, Unreadable
from insidescoop.queries.contact_parts import contact_count
from insidescoop.queries.interview_board import has_interviews, interview_page
from insidescoop.queries.talks import running_talk
from insidescoop.ui.actions import Needs
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.controller import ContactsController
from insidescoop.ui.contacts.page import ContactsPage
from insidescoop.ui.context import UiContext
from insidescoop.ui.exchange.actions import EXPORT_ACTIONS, IMPORT_ACTIONS
from insidescoop.ui.help_controller import HelpController
from insidescoop.ui.interviews.actions import INTERVIEW_ACTIONS
from insidescoop.ui.main_window import MainWindow, Tab
from insidescoop.ui.pitches.actions import PITCH_ACTIONS
from insidescoop.ui.repair.unreadable_page import UnreadablePage
from insidescoop.ui.theme.palette import Appearance
from insidescoop.ui.widgets.fields.locked_fields import LockedFields

if TYPE_CHECKING:
    from insidescoop.ui.drafts_controller import Opener
    from insidescoop.ui.exchange.export_controller import ExportController
    from insidescoop.ui.exchange.import_controller import ImportController
    from insidescoop.ui.interviews.controller import InterviewsController
    from insidescoop.ui.interviews.page import InterviewsPage
    from insidescoop.ui.letters.controller import LetterController
    from insidescoop.ui.pitches.controller import PitchesController
    from insidescoop.ui.pitches.page import PitchesPage
    from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog


class MainWindowController(QObject):
    """The pages of one window: the contacts at once, each of the others at the first visit.

    `sample_requested` is sent when the user wants to look around with sample data, `restore_requested(key)` when
    they restore a backup.
    """

    sample_requested = Signal()
    restore_requested = Signal(str)
    repair_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        context: UiContext,
        runner: CommandRunner,
        *,
        data_folder: Path,
        is_sample: bool,
        is_read_only: bool = False,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._runner = runner
        self._data_folder = data_folder
        self._is_sample = is_sample
        self._is_read_only = is_read_only
        self.is_complete = False
        self._contacts = 0
        self._unreadable: set[int] = set()
        if is_read_only:
            LockedFields(window)
            context.registry.refuse_changes(lambda: context.messages.tell(StoreReadOnly()))
        self._filled: dict[Tab, PitchesController | InterviewsController] = {}
        context.registry.set_available(Needs.STORE, True)
        self.contacts = ContactsPage(context)
        self.contacts_controller = ContactsController(context, runner, self.contacts)
        self.contacts.people.restore_layout(window.contact_layout)
        self.contacts.sight_requested.connect(self._show_contacts)
        window.set_page(Tab.CONTACTS, self.contacts)

    def complete(self) -> None:
        """Adds what need not be there for the first sight of the contacts."""
        # Loaded here, after the contacts are on the screen.
        from insidescoop.ui.backups.controller import BackupController
        from insidescoop.ui.drafts_controller import DraftsController
        from insidescoop.ui.effort.controller import EffortController
        from insidescoop.ui.external_links import ExternalLinks
        from insidescoop.ui.file_drop import FileDrop
        from insidescoop.ui.preferences.controller import PreferencesController
        from insidescoop.ui.repair.check_controller import CheckController
        from insidescoop.ui.search.search_box import SearchBox
        from insidescoop.ui.today.dock import TodayDock
        from insidescoop.ui.today_controller import TodayController
        from insidescoop.ui.undo_controller import UndoController
        from insidescoop.ui.widgets.tree_focus import TreeFocus

        self.contacts_controller.complete()
        self._window.show_icons()
        self._context.registry.show_icons()
        self.today = TodayDock(self._context)
        self.today_controller = TodayController(self._context, self._runner, self._window, self.today)
        self.preferences = PreferencesController(self._context, self._runner, self._window)
        self.preferences.rules_opening.connect(self.today_controller.offer_notices)
        self.effort = EffortController(self._context, self._window, open_goals=self.preferences.open_goals)
        self.effort.left.connect(self._window.bring_to_front)
        self.search = SearchBox(self._context)
        self.outside = ExternalLinks(self._window)
        self.checking = CheckController(self._context, self._runner, self._window)
        self.checking.repair_requested.connect(self.repair_requested)
        self.backups = BackupController(self._context, self._runner, self._window, self.outside)
        self.backups.restore_requested.connect(self.restore_requested)
        self.backups.warned.connect(self._window.status.show_warning)
        self.backups.last_backup_known.connect(self._window.status.show_last_backup)
        self._window.status.details_asked.connect(self.backups.tell_failure)
        self.backups.show_state()
        self.drafts = DraftsController(
            self._context,
            self._window,
            {
                "add_contact": lambda _ids: self.contacts_controller.add_contact(),
                "log": self._with_contact(lambda _ids: self.contacts_controller.chosen.log_interaction()),
                "entry": self._with_contact(lambda ids: self.contacts_controller.chosen.edit_entry_of(ids[1])),
                "next_step": self._with_contact(lambda _ids: self.contacts_controller.follow_ups.add_next_step()),
                "outcome": self._with_contact(lambda _ids: self.contacts_controller.follow_ups.record_outcome()),
                "introduction": lambda _ids: self.contacts_controller.introductions.record_introduction(),
                "follow_up": lambda ids: self.today_controller.add_follow_up(ids[0] or None),
                "plan": lambda ids: self.interviews_controller.plan_interview(ids[0] or None),
                "letter": lambda ids: self.letters.write(None, ids[0], ids[1] or None),
            },
        )
        self.file_drop = FileDrop(self._window, IMPORT_ENDINGS)
        self._window.set_today(self.today)
        self._window.set_search(self.search)
        self.help = HelpController(self._context.registry, self._window, self._data_folder)
        self.undo_controller = UndoController(self._context, self._runner, self._window, self.commit)
        TreeFocus(self)
        self._connect()
        self._count_contacts()
        self._look_for_interviews()
        self._window.set_today_count(self.today.due_count())
        self._fill(self._window.tabs.currentIndex())
        self._window.show_tab(Tab(self._window.tabs.currentIndex()))
        self.is_complete = True

    def offer_unfinished(self) -> None:
        """Asks about an interview that was interrupted, offers text that was not saved, and says what is awkward."""
        with suppress(StoreDamaged, Unreadable):
            if self._context.reader.read(running_talk) is not None:
                self.interviews_controller.meetings.offer_to_go_on()
        if not self._is_read_only:
            self.drafts.offer()
        self._window.offer_news(self.help.open_news)
        self._window.tell_of_place([remark.words for remark in self._runner.remarks_on_place()])

    def _fill(self, tab: int) -> None:
        if tab in self._unreadable:
            return
        try:
            if tab == Tab.PITCHES:
                _ = self.pitches
            elif tab == Tab.INTERVIEWS:
                _ = self.interviews
        except (StoreDamaged, Unreadable) as problem:
            # The other pages live.
            page = UnreadablePage(problem)
            page.empty.chosen.connect(self.checking.check)
            self._unreadable.add(tab)
            self._window.set_page(Tab(tab), page)

    @cached_property
    def pitches_controller(self) -> "PitchesController":
        """Serves the tab of pitches."""
        from insidescoop.ui.pitches.controller import PitchesController
        from insidescoop.ui.pitches.page import PitchesPage

        page = PitchesPage(self._context)
        controller = PitchesController(self._context, self._runner, page)
        self._window.set_page(Tab.PITCHES, page)
        self._filled[Tab.PITCHES] = controller
        return controller

    @property
    def pitches(self) -> "PitchesPage":
        """The tab of pitches."""
        return self.pitches_controller.page

    @cached_property
    def interviews_controller(self) -> "InterviewsController":
        """Serves the tab of interviews."""
        from insidescoop.ui.interviews.controller import InterviewsController
        from insidescoop.ui.interviews.page import InterviewsPage

        page = InterviewsPage(self._context)
        controller = InterviewsController(self._context, self._runner, page)
        self._window.set_page(Tab.INTERVIEWS, page)
        if self._window.has_board:
            page.show_board(True)
        self._filled[Tab.INTERVIEWS] = controller
        controller.meetings.thank_you_requested.connect(self._write_thanks)
        return controller

    @property
    def interviews(self) -> "InterviewsPage":
        """The tab of interviews."""
        return self.interviews_controller.page

    @cached_property
    def importing(self) -> "ImportController":
        """Reads files of others."""
        from insidescoop.ui.exchange.import_controller import ImportController

        return ImportController(self._context, self._runner, self._window)

    @cached_property
    def exporting(self) -> "ExportController":
        """Writes files for others."""
        from insidescoop.ui.exchange.export_controller import ExportController

        return ExportController(
            self._context,
            self._window,
            lambda: self.contacts.selected_ids() if self.contacts.isVisible() else (),
            self.outside,
            chosen_interview=lambda: self.interviews.shown_id,
        )

    @cached_property
    def letters(self) -> "LetterController":
        """Opens letters and their templates."""
        from insidescoop.ui.letters.controller import LetterController

        return LetterController(self._context, self._runner, self._window, self.outside)

    def _connect(self) -> None:
        context, window = self._context, self._window
        runner, registry, navigator = self._runner, context.registry, context.navigator
        runner.store_changed_deferred.connect(self._store_changed)
        runner.file_written.connect(window.status.show_written)
        window.status.file_asked.connect(lambda path: self.outside.open_file(Path(path)))
        window.status.folder_asked.connect(lambda path: self.outside.show_in_folder(Path(path)))
        runner.failed.connect(context.messages.tell)
        runner.progressed.connect(window.status.show_progress)
        runner.progress_ended.connect(window.status.end_progress)
        window.status.stop_asked.connect(runner.cancel)
        self.undo_controller.wire()
        window.tabs.currentChanged.connect(self._fill)
        registry.bind_later(PITCH_ACTIONS, lambda: self.pitches_controller)
        registry.bind_later(INTERVIEW_ACTIONS, lambda: self.interviews_controller)
        registry.bind_later(IMPORT_ACTIONS, lambda: self.importing)
        registry.bind_later(EXPORT_ACTIONS, lambda: self.exporting)
        self.preferences.wire()
        registry.bind("plan_interview", lambda: self.interviews_controller.plan_interview(self._contact_in_sight()))
        registry.bind("add_follow_up", lambda: self.today_controller.add_follow_up(self._contact_in_sight()))
        registry.bind("write_letter", partial(self._write, None))
        registry.bind("write_request", partial(self._write, TemplateKind.OUTREACH))
        registry.bind("write_thanks", partial(self._write, TemplateKind.THANK_YOU))
        registry.bind("edit_templates", lambda: self.letters.edit_templates())
        for appearance in Appearance:
            action_id = f"appearance_{appearance.value}"
            registry.bind(action_id, partial(context.theme.choose, appearance))
            registry.action(action_id).setChecked(appearance is context.theme.appearance)
        navigator.register(Kind.CONTACT, self._go_to_contact)
        navigator.register(Kind.PITCH, self._go_to_pitch)
        navigator.register(Kind.INTERVIEW, self._go_to_interview)
        navigator.register(Kind.QUESTION, self._go_to_question)
        navigator.register(Kind.ORGANIZATION, self._go_to_organization)
        self.contacts.plan_requested.connect(self._plan_with)
        self.contacts.sample_requested.connect(self.sample_requested)
        self.contacts.people.listed_again.connect(self._show_facts)
        self.contacts.turned.connect(self._show_facts)
        self.search.answer_chosen.connect(lambda answer_id: self.interviews.editor.show_answer(answer_id))
        self.search.left.connect(lambda: window.show_tab(Tab(window.tabs.currentIndex())))
        self.file_drop.files_dropped.connect(lambda paths: self.importing.import_files(paths))
        self.file_drop.refused.connect(runner.show_status)
        self.today.counted.connect(window.set_today_count)
        self.today_controller.sheet_requested.connect(self._make_sheet)
        self.today_controller.letter_requested.connect(lambda *about: self.letters.write(*about))
        self.today_controller.meeting_requested.connect(self._start_talk)
        self.today_controller.wrap_up_requested.connect(self._wrap_up)
        self.today_controller.wire()

    def _show_contacts(self) -> None:
        if not self.contacts.isVisible():
            self._window.show_tab(Tab.CONTACTS)

    def keep_layout(self) -> None:
        """Lets the window remember how its lists are laid out."""
        self._window.contact_layout = self.contacts.people.layout_text(self.contacts)
        if Tab.INTERVIEWS in self._filled:
            self._window.has_board = self.interviews.is_board

    def commit(self) -> None:
        """Keeps whatever is typed on any page and not kept yet."""
        self.contacts.commit()
        for controller in self._filled.values():
            controller.commit()

    def _store_changed(self, changes: Changes) -> None:
        if changes.touch(Kind.CONTACT):
            self._count_contacts()
        if changes.touch(Kind.INTERVIEW):
            self._look_for_interviews()

    def _look_for_interviews(self) -> None:
        # The page says so itself, once it is there. Until then, whatever works on an interview makes the page first.
        if Tab.INTERVIEWS in self._filled:
            return
        with suppress(StoreDamaged, Unreadable):
            self._context.registry.set_available(Needs.INTERVIEW, self._context.reader.read(has_interviews))

    def _count_contacts(self) -> None:
        self._contacts = self._context.reader.read(contact_count)
        self._show_facts()

    def _show_facts(self) -> None:
        saved = "read-only: no change is saved" if self._is_read_only else "saved as you type"
        facts = f"{self.contacts.count_in_words(self._contacts)} · {saved}"
        self._window.status.show_facts(f"Sample data · {facts}" if self._is_sample else facts)

    def _go_to_contact(self, contact_id: int) -> None:
        self._window.show_tab(Tab.CONTACTS)
        self.contacts.go_to(contact_id)

    def _with_contact(self, opener: "Opener") -> "Opener":
        def open_for(ids: tuple[int, ...]) -> "TypedDialog | None":
            self._go_to_contact(ids[0])
            return opener(ids) if self.contacts.card.contact_id == ids[0] else None

        return open_for

    def _go_to_pitch(self, pitch_id: int) -> None:
        self._window.show_tab(Tab.PITCHES)
        self.pitches.go_to(pitch_id)

    def _go_to_interview(self, interview_id: int) -> None:
        self._window.show_tab(Tab.INTERVIEWS)
        self.interviews.go_to(interview_id)

    def _go_to_question(self, question_id: int) -> None:
        self._window.show_tab(Tab.INTERVIEWS)
        self.interviews.bank.go_to(question_id)

    def _go_to_organization(self, organization_id: int) -> None:
        self._window.show_tab(Tab.CONTACTS)
        self.contacts.show_organization(organization_id)

    def _plan_with(self, contact_id: int) -> None:
        self._window.show_tab(Tab.INTERVIEWS)
        self.interviews_controller.plan_interview(contact_id)

    def _write_thanks(self, interview_id: int) -> None:
        page = self._context.reader.read(lambda session: interview_page(session, interview_id))
        if page is not None:
            self.letters.write(TemplateKind.THANK_YOU, page.draft.contact_ids[0], interview_id)

    def _start_talk(self, interview_id: int) -> None:
        self._go_to_interview(interview_id)
        self.interviews_controller.meetings.start_talk(interview_id)

    def _wrap_up(self, interview_id: int) -> None:
        self._go_to_interview(interview_id)
        self.interviews_controller.meetings.wrap_up(interview_id)

    def _make_sheet(self, interview_id: int) -> None:
        self._go_to_interview(interview_id)
        self.interviews_controller.make_prep_sheet(interview_id)

    def _write(self, kind: TemplateKind | None) -> None:
        """Opens a letter to whoever is chosen on the page in sight: of a kind, or the one that comes next."""
        self.commit()
        chosen = self._interview_in_sight()
        contact_id = self.contacts.contact_in_sight()
        if chosen is not None:
            self.letters.write(kind, *chosen)
        elif contact_id is not None:
            self.letters.write(kind, contact_id)
        else:
            self._context.reader.show_status("Choose one contact to write to")

    def _interview_in_sight(self) -> tuple[int, int] | None:
        is_seen = self._window.tabs.currentIndex() == Tab.INTERVIEWS and self.interviews.isVisible()
        return self.interviews.chosen() if is_seen else None

    def _contact_in_sight(self) -> int | None:
        """Who the user looks at: of Today's entry with the focus, else of the page; None if it is no one."""
        contact_id = self.today.contact_id() or self.contacts.contact_in_sight()
        chosen = self._interview_in_sight()
        return contact_id or (None if chosen is None else chosen[0])
