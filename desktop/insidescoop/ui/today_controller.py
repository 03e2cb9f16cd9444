"""What is done with the entries of Today, and the notices of what is on and what is due."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from insidescoop.commands.follow_up_doing import DoFollowUp
from insidescoop.commands.follow_ups import AddFollowUp, DropFollowUp, EditFollowUp, SnoozeFollowUp, TakeBackFollowUp
from insidescoop.commands.new_contacts import AddContactWithFollowUp
from insidescoop.commands.noted_entries import LogNoted
from insidescoop.commands.positions import AcceptPosition
from insidescoop.domain.changes import Kind
from insidescoop.domain.follow_ups.actions import MainAction, letter_for, main_action
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.queries.follow_up_rules import next_work_day
from insidescoop.queries.today import DueFollowUp, Meeting, Today
from insidescoop.queries.who_helped import who_helped
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.context import UiContext
from insidescoop.ui.main_window import MainWindow
from insidescoop.ui.preferences.follow_up_rules_panel import FollowUpRulesPanel
from insidescoop.ui.today.dock import TodayDock
from insidescoop.ui.today.entries import Verb
from insidescoop.ui.today.follow_up_dialog import DayDialog, FollowUpDialog
from insidescoop.ui.today.good_news_dialog import GoodNewsDialog
from insidescoop.ui.today.notices import NoticeBoard, SystemTray, Tray

_KEPT = 50


class TodayController(QObject):
    """Does what is chosen in the list of Today, and asks the rest of the window for what other pages do.

    `sheet_requested(interview_id)` is sent for a meeting's sheet, `letter_requested(TemplateKind, contact_id,
    interview_id)` for a letter, `meeting_requested(interview_id)` and `wrap_up_requested(interview_id)` for what an
    interview needs while it goes on and after it.
    """

    sheet_requested = Signal(int)
    letter_requested = Signal(object, int, object)
    meeting_requested = Signal(int)
    wrap_up_requested = Signal(int)

    def __init__(
        self,
        context: UiContext,
        runner: CommandRunner,
        window: MainWindow,
        dock: TodayDock,
        tray: Tray | None = None,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._dock = dock
        self.notices = NoticeBoard(
            tray or SystemTray(self),
            is_on=window.is_giving_notices,
            given=window.notices_given.splitlines(),
            parent=self,
        )

    def wire(self) -> None:
        """Binds the actions and listens to the list."""
        registry = self._context.registry
        registry.bind("go_to_today", self.go_to_today)
        registry.bind("show_week", self._show_day_or_week)
        registry.bind("accept_position", self.open_good_news)
        self._dock.verb_chosen.connect(self._do)
        self._dock.snoozed.connect(lambda follow_up_id, until: self._runner.do(SnoozeFollowUp(follow_up_id, until)))
        self._dock.other_day_requested.connect(self.choose_day)
        self._dock.moved.connect(self._move)
        self._dock.reopened.connect(lambda follow_up_id: self._runner.do(TakeBackFollowUp(follow_up_id)))
        self._dock.renewed.connect(self._look)
        self._dock.clock.timeout.connect(self.look_at_zone)
        QGuiApplication.instance().applicationStateChanged.connect(self._look_at_zone_when_back)  # type: ignore[union-attr]
        self._dock.show_week(self._window.has_week)
        self._dock.week_shown.connect(self._remember_week)
        self._dock.look_at_the_clock()

    def look_at_zone(self) -> None:
        """Refreshes all times when the computer's time zone changes; checked every minute and on activation."""
        clock = self._context.clock
        if not self._runner.is_busy() and clock.look_at_zone():
            self._runner.show_anew(f"Your computer's time zone is now {clock.zone}; times have been updated")

    def _look_at_zone_when_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look_at_zone()

    def go_to_today(self) -> None:
        """Shows the list and puts the focus on it."""
        self._window.today_dock.show()
        self._dock.take_focus()

    def add_follow_up(self, contact_id: int | None) -> FollowUpDialog:
        """Opens the dialog for something to do for a contact; with None, one is to be chosen."""
        dialog = FollowUpDialog(self._context, contact_id=contact_id, parent=self._window)
        restore_chosen(dialog.already_here, self._runner)
        dialog.asked.connect(
            lambda contact_id, day, what: self._runner.do(
                AddFollowUp(contact_id, day, what), failed=dialog.show_problem
            )
        )
        dialog.asked_for_new.connect(
            lambda draft, day, what: self._runner.do(
                AddContactWithFollowUp(draft, day, what), failed=dialog.show_problem
            )
        )
        self._context.drafts.watch(dialog, "follow_up", contact_id or 0)
        dialog.open()
        return dialog

    def edit_follow_up(self, follow_up: DueFollowUp) -> FollowUpDialog:
        """Opens the dialog in which a follow-up gets another day or other words."""
        dialog = FollowUpDialog(self._context, follow_up, parent=self._window)
        dialog.asked.connect(
            lambda _contact_id, day, what: self._runner.do(
                EditFollowUp(follow_up.id, day, what), failed=dialog.show_problem
            )
        )
        dialog.open()
        return dialog

    def choose_day(self, follow_up: DueFollowUp) -> DayDialog:
        """Opens the dialog for the day until which a follow-up is snoozed."""
        today = self._context.clock.today()
        proposed = self._context.reader.read(lambda session: next_work_day(session, after=today))
        dialog = DayDialog(follow_up.what, today, proposed=proposed, parent=self._window)
        dialog.day_chosen.connect(
            lambda until: self._runner.do(SnoozeFollowUp(follow_up.id, until), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def log_for(self, follow_up: DueFollowUp) -> LogDialog:
        """Opens the dialog in which what was said is written down; the follow-up is done with it."""
        dialog = LogDialog(follow_up.contact_id, follow_up.contact_name, self._context, parent=self._window)
        letter = letter_for(follow_up.rule)
        if letter is not None:
            is_thanks = letter is TemplateKind.THANK_YOU
            dialog.show_kind(InteractionKind.THANK_YOU if is_thanks else InteractionKind.EMAIL)
        dialog.log_requested.connect(
            lambda draft, noted: self._runner.do(LogNoted(draft, noted, follow_up.id), failed=dialog.show_problem)
        )
        self._context.drafts.watch(dialog, "log", follow_up.contact_id)
        dialog.open()
        return dialog

    def offer_notices(self, panel: FollowUpRulesPanel) -> None:
        """Offers notices among the follow-up rules."""
        panel.offer_notices(is_on=self.notices.is_on, is_possible=self.notices.is_possible)
        panel.notices_chosen.connect(self._choose_notices)

    def open_good_news(self) -> GoodNewsDialog:
        """Opens the dialog in which everyone who helped is put on the list to be told."""
        dialog = GoodNewsDialog(self._context.reader.read(who_helped), self._context.clock.today(), parent=self._window)
        dialog.accepted_position.connect(
            lambda day, ids: self._runner.do(AcceptPosition(day, ids), failed=dialog.show_problem)
        )
        dialog.open()
        return dialog

    def _do(self, record: Meeting | DueFollowUp, verb: Verb) -> None:
        if isinstance(record, Meeting):
            self._do_with_meeting(record, verb)
        else:
            self._do_with_follow_up(record, verb)

    def _do_with_meeting(self, meeting: Meeting, verb: Verb) -> None:
        if verb is Verb.START:
            self.meeting_requested.emit(meeting.interview_id)
        elif verb is Verb.DO:
            (self.wrap_up_requested if meeting.is_over else self.sheet_requested).emit(meeting.interview_id)
        else:
            self._context.navigator.go_to(Kind.INTERVIEW, meeting.interview_id)

    def _do_with_follow_up(self, follow_up: DueFollowUp, verb: Verb) -> None:
        if verb is Verb.DO:
            self._do_main(follow_up)
        elif verb is Verb.DONE:
            self._runner.do(DoFollowUp(follow_up.id))
        elif verb is Verb.DROP:
            self._runner.do(DropFollowUp(follow_up.id))
        elif verb is Verb.LOG:
            self.log_for(follow_up)
        elif verb is Verb.EDIT:
            self.edit_follow_up(follow_up)
        elif verb is Verb.OPEN:
            self._open(follow_up)

    def _do_main(self, follow_up: DueFollowUp) -> None:
        interview_id = follow_up.interview_id
        action = main_action(follow_up.rule, has_interview=interview_id is not None)
        if action is MainAction.WRITE:
            self._write(follow_up, follow_up.contact_id, interview_id)
        elif action is MainAction.WRITE_TO_ANOTHER:
            self._write_to_another(follow_up)
        elif action is MainAction.MAKE_SHEET and interview_id is not None:
            self.sheet_requested.emit(interview_id)
        elif action is MainAction.WRAP_UP and interview_id is not None:
            self.wrap_up_requested.emit(interview_id)
        else:
            self._runner.do(DoFollowUp(follow_up.id))

    def _write(self, follow_up: DueFollowUp, contact_id: int, interview_id: int | None) -> None:
        kind = letter_for(follow_up.rule)
        if kind is not None:
            self.letter_requested.emit(kind, contact_id, interview_id)

    def _write_to_another(self, follow_up: DueFollowUp) -> None:
        navigator = self._context.navigator
        if follow_up.candidates:
            self._write(follow_up, follow_up.candidates[0].contact_id, None)
        elif follow_up.organization_id is not None:
            navigator.go_to(Kind.ORGANIZATION, follow_up.organization_id)
        else:
            navigator.go_to(Kind.CONTACT, follow_up.contact_id)

    def _open(self, follow_up: DueFollowUp) -> None:
        kind, record_id = Kind.CONTACT, follow_up.contact_id
        if follow_up.interview_id is not None:
            kind, record_id = Kind.INTERVIEW, follow_up.interview_id
        self._context.navigator.go_to(kind, record_id)

    def _move(self, follow_up: DueFollowUp, day: date) -> None:
        self._runner.do(EditFollowUp(follow_up.id, day, follow_up.what))

    def _show_day_or_week(self) -> None:
        self._dock.turn_page()
        self.go_to_today()

    def _remember_week(self, is_week: bool) -> None:
        self._window.has_week = is_week

    def _choose_notices(self, is_on: bool) -> None:
        self.notices.switch(is_on)
        self._window.is_giving_notices = self.notices.is_on
        self._dock.look_at_the_clock()

    def _look(self, shown: Today) -> None:
        clock = self._context.clock
        self.notices.look(shown, now=clock.now(), zone=clock.zone)
        # Only those of the newest days: what was told long ago comes no more.
        self._window.notices_given = "\n".join(self.notices.given[-_KEPT:])
