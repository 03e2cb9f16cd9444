"""The windows around a talk: while it goes on, its wrap-up, and what brings them up."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.commands.contacts import RestoreContact
from insidescoop.commands.talks import EndTalk, KeepAnswer, KeepTalkNotes, StartTalk, StartTalkNow, TickClosingAsks
from insidescoop.commands.wrap_up import KeepWrapUpDraft, WrapUp
from insidescoop.domain.changes import Kind
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.dialog_drafts import DraftKey
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import MeetingNote
from insidescoop.domain.interviews.wrap_ups import WrapUpDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.domain.unsaved import typed_text
from insidescoop.queries.debrief import Debrief, debrief
from insidescoop.queries.talks import running_talk, talk
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.meeting.dialogs import GoOnDialog, StartNowDialog
from insidescoop.ui.meeting.window import MeetingWindow
from insidescoop.ui.meeting.wrap_up_rows import NameRow
from insidescoop.ui.meeting.wrap_up_window import WrapUpWindow
from insidescoop.ui.widgets.fields.day_field import machine_day_order

INTERVIEW_IS_GONE = "This interview is no longer there"


class MeetingController(QObject):
    """Opens one talk and one wrap-up at a time over a page; `chosen` gives the interview chosen there.

    `thank_you_requested(interview_id)` is sent once a talk was wrapped up, unless they were thanked already;
    `meeting_closed()` when the window of a talk has gone.
    """

    thank_you_requested = Signal(int)
    meeting_closed = Signal()

    def __init__(
        self, context: UiContext, runner: CommandRunner, page: QWidget, chosen: Callable[[], int | None]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._chosen = chosen
        self.meeting: MeetingWindow | None = None
        self.wrapping: WrapUpWindow | None = None
        self._is_wrapping_up = False
        context.registry.bind("start_talk", partial(self._with_chosen, self.start_talk))
        context.registry.bind("start_talk_now", self.start_talk_now)
        context.registry.bind("wrap_up", partial(self._with_chosen, self.wrap_up))

    def commit(self) -> None:
        """Keeps whatever is typed in the open windows and not kept yet."""
        if self.meeting is not None:
            self.meeting.commit()
        if self.wrapping is not None:
            self.wrapping.commit()

    def is_noting(self) -> bool:
        """True while what is being typed in a talk is on its way to the store."""
        return self.meeting is not None and self.meeting.is_keeping

    def _with_chosen(self, do: Callable[[int], None]) -> None:
        interview_id = self._chosen()
        if interview_id is not None:
            do(interview_id)

    def wrap_up(self, interview_id: int) -> None:
        """Shows the wrap-up of an interview; of one that is gone it says so."""
        self._show_wrap_up(interview_id)

    def start_talk(self, interview_id: int) -> None:
        """Lets the clock of an interview run, and shows its talk; one that has ended is only shown."""
        shown = self._context.reader.read(lambda session: talk(session, interview_id))
        if shown is None:
            self._context.reader.show_status(INTERVIEW_IS_GONE)
        elif shown.began is not None:
            self._show_meeting(interview_id)
        else:
            self._runner.do(StartTalk(interview_id), then=lambda _nothing: self._show_meeting(interview_id))

    def start_talk_now(self) -> StartNowDialog:
        """Asks whom the user is talking to, and begins."""
        dialog = StartNowDialog(self._context, parent=self._page)
        dialog.start_requested.connect(lambda *facts: self._start_now(dialog, *facts))
        restore_chosen(dialog.already_here, self._runner)
        dialog.open()
        return dialog

    def offer_to_go_on(self) -> None:
        """Asks about a talk that was going on when the program ended; nothing if there is none."""
        running = self._context.reader.read(running_talk)
        if running is None or self.meeting is not None:
            return
        clock = self._context.clock
        dialog = GoOnDialog(running, now=clock.now(), zone=clock.zone, parent=self._page.window())
        dialog.go_on_requested.connect(lambda: self._go_on_with(running.interview_id))
        dialog.over_requested.connect(lambda: self._end(running.interview_id))
        dialog.open()

    def _start_now(
        self, dialog: StartNowDialog, contact_id: int | None, new_person: ContactDraft | None, minutes: int
    ) -> None:
        self._runner.do(
            StartTalkNow(contact_id, new_person, minutes), then=self._go_on_with, failed=dialog.show_problem
        )

    def _go_on_with(self, interview_id: int) -> None:
        self._context.navigator.go_to(Kind.INTERVIEW, interview_id)
        self._show_meeting(interview_id)

    def _show_meeting(self, interview_id: int) -> None:
        if self.meeting is not None and self.meeting.interview_id == interview_id:
            self.meeting.raise_()
            self.meeting.activateWindow()
            return
        if self.meeting is not None:
            self.meeting.close()
        shown = self._context.reader.read(lambda session: talk(session, interview_id))
        if shown is None:
            return
        window = MeetingWindow(self._context, shown, parent=self._page)
        # What is saved of one field from here on is one step, until the window is opened again.
        window.noted.connect(partial(self._save_note, window, self._context.clock.now().isoformat()))
        window.asks_ticked.connect(lambda asked: self._runner.do(TickClosingAsks(interview_id, asked)))
        window.end_requested.connect(partial(self._end, interview_id))
        window.left.connect(lambda answers: self._tell_left(window, answers))
        window.finished.connect(lambda _code: self._forget_meeting(window))
        self.meeting = window
        window.show()
        window.activateWindow()
        window.box.setFocus()

    def _save_note(self, window: MeetingWindow, sitting: str, note: MeetingNote) -> None:
        self._save(
            _to_save(note, window.interview_id, sitting),
            DraftKey("talk", (window.interview_id, note.planned_question_id or 0)),
            window.note_saved,
            lambda problem: window.note_not_saved(note, problem),
        )

    def _tell_left(self, window: MeetingWindow, answers: int) -> None:
        # Said as soon as what was typed last is kept; of one that gives way to its wrap-up nothing is to be said.
        if not self._is_wrapping_up and not window.talk_is_over:
            kept = f"{counted(answers, 'answer')} kept" if answers else "The notes are kept"
            words = f"{kept}. The talk goes on: F7 shows it again, Shift+F7 wraps it up"
            self._context.reader.ask(
                lambda _session: None, then=lambda _nothing: self._context.reader.show_status(words)
            )

    def _forget_meeting(self, window: MeetingWindow) -> None:
        if self.meeting is window:
            self.meeting = None
        self.meeting_closed.emit()
        self._let_go(window)

    def _end(self, interview_id: int) -> None:
        self._runner.do(EndTalk(interview_id), then=lambda _nothing: self._wrap_up(interview_id))

    def _wrap_up(self, interview_id: int) -> None:
        self._context.navigator.go_to(Kind.INTERVIEW, interview_id)
        self._show_wrap_up(interview_id)

    def _show_wrap_up(self, interview_id: int) -> None:
        if self.meeting is not None and self.meeting.interview_id == interview_id:
            # Wrapped up is what was noted: the talk's window would write on beside it.
            self._is_wrapping_up = True
            self.meeting.close()
            self._is_wrapping_up = False
        if self.wrapping is not None:
            if self.wrapping.interview_id == interview_id:
                self.wrapping.activateWindow()
                return
            self.wrapping.close()
        # What the talk's window has just sent is part of it.
        clock = self._context.clock
        self._context.reader.ask(
            lambda session: debrief(
                session, interview_id, today=clock.today(), zone=clock.zone, order=machine_day_order()
            ),
            then=self._open_wrap_up,
        )

    def _open_wrap_up(self, kept: Debrief | None) -> None:
        if kept is None:
            self._context.reader.show_status(INTERVIEW_IS_GONE)
            return
        if self.wrapping is not None:
            return
        window = WrapUpWindow(self._context, kept, parent=self._page)
        sitting = self._context.clock.now().isoformat()
        window.draft_written.connect(partial(self._save_draft, window, sitting))
        window.note_written.connect(partial(self._save_written_note, window, sitting))
        window.wrap_up_requested.connect(partial(self._finish, window, kept.talk.stage))
        window.restore_requested.connect(self._restore)
        window.finished.connect(lambda _code: self._forget_wrap_up(window))
        self.wrapping = window
        window.show()
        window.activateWindow()
        window.texts["learned"].setFocus()

    def _save_draft(self, window: WrapUpWindow, sitting: str, draft: WrapUpDraft) -> None:
        self._save(
            KeepWrapUpDraft(window.interview_id, draft, sitting),
            DraftKey("wrap_up", (window.interview_id,)),
            window.show_saved,
            window.show_draft_not_saved,
        )

    def _save_written_note(self, window: WrapUpWindow, sitting: str, note: MeetingNote) -> None:
        self._save(
            _to_save(note, window.interview_id, sitting),
            DraftKey("talk", (window.interview_id, note.planned_question_id or 0)),
            window.show_saved,
            lambda problem: window.show_note_not_saved(note, problem),
        )

    def _save(
        self,
        command: KeepAnswer | KeepTalkNotes | KeepWrapUpDraft,
        key: DraftKey,
        saved: Callable[[], object],
        failed: Callable[[Problem], object],
    ) -> None:
        """Saves what is written in a window; the window tries again if that fails, and until then there is a draft."""
        drafts = self._context.drafts

        def succeed(_nothing: object) -> None:
            drafts.text_saved(key.kind, *key.ids)
            saved()

        def fail(problem: Problem) -> None:
            drafts.keep_text(key.kind, *key.ids, title="Notes of a talk", text=typed_text(command.label, command))
            failed(problem)

        self._runner.do(command, then=succeed, failed=fail)

    def _finish(self, window: WrapUpWindow, stage: Stage, draft: WrapUpDraft) -> None:
        def finished(_nothing: object) -> None:
            if stage is not Stage.THANKED:
                self.thank_you_requested.emit(window.interview_id)
            window.close_wrapped_up()

        self._runner.do(WrapUp(window.interview_id, draft), then=finished, failed=window.show_refused)

    def _restore(self, row: NameRow, contact_id: int, name: str) -> None:
        self._runner.do(RestoreContact(contact_id), then=lambda _nothing: row.person.take(contact_id, name))

    def _forget_wrap_up(self, window: WrapUpWindow) -> None:
        if self.wrapping is window:
            self.wrapping = None
        self._let_go(window)

    def _let_go(self, window: QWidget) -> None:
        # What it has sent to the store is answered to it first.
        self._context.reader.ask(lambda _session: None, then=lambda _nothing: window.deleteLater())


def _to_save(note: MeetingNote, interview_id: int, sitting: str) -> KeepAnswer | KeepTalkNotes:
    if note.planned_question_id is None:
        return KeepTalkNotes(interview_id, note.text, sitting)
    return KeepAnswer(note.planned_question_id, note.text, note.state, sitting)
