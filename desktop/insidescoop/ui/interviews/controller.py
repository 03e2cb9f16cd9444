"""What is done with interviews: planned, changed, deleted, put on paper, and compared by their answers."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from insidescoop.commands.interviews import AskSensitiveLast, DeleteInterview, EditInterview, PlanInterview
from insidescoop.commands.organizations import NoteOnOrganization
from insidescoop.commands.talks import MarkNothingNew
from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.outputs.prep_sheets import MadePrepSheet, make_prep_sheet
from insidescoop.queries.interview_board import interview_page
from insidescoop.queries.pitch_desk import opening_pitch_id
from insidescoop.ui.already_here_controller import restore_chosen
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.page import InterviewsPage
from insidescoop.ui.interviews.people_dialog import PeopleDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.interviews.question_controller import PlannedQuestionController
from insidescoop.ui.interviews.stage_controller import StageController
from insidescoop.ui.meeting.controller import INTERVIEW_IS_GONE, MeetingController
from insidescoop.ui.question_bank.controller import QuestionBankController


class InterviewsController(QObject):
    """Serves the tab of interviews. `preview` is the sheet shown last; None while none is open."""

    def __init__(self, context: UiContext, runner: CommandRunner, page: InterviewsPage) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self.page = page
        self.preview: QWidget | None = None
        self.meetings = MeetingController(context, runner, page, chosen=self._chosen)
        self.stages = StageController(context, runner, page, chosen=self._chosen)
        self.bank = QuestionBankController(context, runner, page.bank, page)
        self.questions = PlannedQuestionController(context, runner, page.editor.questions, chosen=self._chosen)
        self._connect()

    def _connect(self) -> None:
        page, registry = self.page, self._context.registry
        self._context.reader.store_changed.connect(self._store_changed)
        self.meetings.meeting_closed.connect(page.refresh)
        page.plan_requested.connect(lambda: self.plan_interview(None))
        page.editor.draft_changed.connect(
            lambda interview_id, draft: self._runner.do(EditInterview(interview_id, draft))
        )
        page.editor.organization_noted.connect(
            lambda organization_id, typed: self._runner.do(NoteOnOrganization(organization_id, typed))
        )
        page.editor.move_requested.connect(self.stages.move)
        page.board.move_requested.connect(self.stages.move)
        page.bank.question_chosen.connect(self.questions.plan)
        registry.bind("show_board", lambda: self.show_board(registry.action("show_board").isChecked()))
        registry.bind("delete_interview", self._delete)
        registry.bind("make_prep_sheet", self._make_chosen_sheet)
        registry.bind("show_answers", self.show_answers)
        registry.bind("interview_people", self.choose_people)
        registry.bind("sensitive_last", self._ask_sensitive_last)

    def _chosen(self) -> int | None:
        return self.page.shown_id

    def commit(self) -> None:
        """Saves whatever is typed on the page and in the windows around an interview, and not saved yet."""
        self.page.commit()
        self.meetings.commit()

    def plan_interview(self, contact_id: int | None) -> PlanDialog:
        """Opens the dialog for a new interview with a contact; with None, one is to be chosen."""
        dialog = PlanDialog(self._context, contact_id, parent=self.page)
        dialog.plan_requested.connect(partial(self._plan, dialog))
        restore_chosen(dialog.already_here, self._runner)
        self._context.drafts.watch(dialog, "plan", contact_id or 0)
        dialog.open()
        return dialog

    def _plan(
        self, dialog: PlanDialog, draft: InterviewDraft, new_person: ContactDraft | None, with_questions: bool
    ) -> None:
        def planned(interview_id: int) -> None:
            self._context.navigator.go_to(Kind.INTERVIEW, interview_id)
            self.page.editor.take_focus()

        draft = replace(draft, opening_pitch_id=self._context.reader.read(opening_pitch_id))
        command = PlanInterview(draft, new_person, with_core_questions=with_questions)
        self._runner.do(command, then=planned, failed=dialog.show_problem)

    def choose_people(self) -> PeopleDialog | None:
        """Opens the dialog for the people of the chosen interview."""
        interview_id = self._chosen()
        self.page.commit()
        page = None if interview_id is None else self._context.reader.read(lambda s: interview_page(s, interview_id))
        if page is None:
            return None
        dialog = PeopleDialog(self._context, page, parent=self.page)
        dialog.people_chosen.connect(partial(self._change_people, dialog, page.id))
        dialog.open()
        return dialog

    def _change_people(
        self, dialog: PeopleDialog, interview_id: int, contact_ids: tuple[int, ...], organization_id: int | None
    ) -> None:
        # As the plan is by now: what was just typed may have been saved after the dialog opened.
        page = self._context.reader.read(lambda session: interview_page(session, interview_id))
        if page is not None:
            draft = replace(page.draft, contact_ids=contact_ids, organization_id=organization_id)
            self._runner.do(EditInterview(interview_id, draft), failed=dialog.show_problem)

    def _delete(self) -> None:
        interview_id = self._chosen()
        if interview_id is not None:
            self.page.commit()
            self._runner.do(DeleteInterview(interview_id))

    def _ask_sensitive_last(self) -> None:
        interview_id = self._chosen()
        if interview_id is not None:
            self.page.commit()
            self._runner.do(AskSensitiveLast(interview_id))

    def show_board(self, is_board: bool) -> None:
        """Shows the board, or the list with the plan."""
        self.commit()
        self.page.show_board(is_board)

    def show_answers(self) -> None:
        """Shows what everybody said, questions by people."""
        # It leads to paper, whose parts of Qt are loaded for the first sheet only.
        from insidescoop.ui.interviews.answers_window import AnswersWindow

        self.commit()
        window = AnswersWindow(self._context, parent=self.page)
        window.nothing_new_marked.connect(
            lambda question_id, is_nothing_new: self._runner.do(MarkNothingNew(question_id, is_nothing_new))
        )
        window.show()

    def make_prep_sheet(self, interview_id: int) -> None:
        """Makes an interview's sheet and shows it; of one that is gone it says so."""
        self.page.commit()
        if self._context.reader.read(lambda session: interview_page(session, interview_id)) is None:
            self._context.reader.show_status(INTERVIEW_IS_GONE)
            return
        zone = self._context.clock.zone
        self._context.reader.ask(
            lambda session: make_prep_sheet(session, interview_id, zone=zone), then=self._show_sheet
        )

    def _make_chosen_sheet(self) -> None:
        interview_id = self._chosen()
        if interview_id is not None:
            self.make_prep_sheet(interview_id)

    def _show_sheet(self, made: MadePrepSheet) -> None:
        # QtPdf and the printer are loaded for the first sheet only: start-up stays light.
        from insidescoop.ui.interviews.sheet_preview import SheetPreview

        preview = SheetPreview(made, self._context.icons, parent=self.page)
        preview.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        preview.problem_met.connect(self._context.messages.tell)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.destroyed.connect(self._forget_preview)
        self.preview = preview
        preview.open()

    def _forget_preview(self) -> None:
        self.preview = None

    def _store_changed(self, changes: Changes) -> None:
        # Notes are saved several times a second, and the plan shows none: it waits until the talk's window closes.
        if not self.meetings.is_noting():
            self.page.follow(changes)
