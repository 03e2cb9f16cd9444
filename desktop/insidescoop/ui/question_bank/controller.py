"""What can be done with the question bank: added to, changed, starred, hidden, shared."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from insidescoop.commands.questions import AddQuestion, AddSharedQuestions, EditQuestion, RetireQuestion, StarQuestion
from insidescoop.domain.problems import Problem
from insidescoop.domain.questions.questions import QuestionDraft, QuestionSource
from insidescoop.domain.questions.sharing import QuestionPlan, question_plan
from insidescoop.domain.text import counted
from insidescoop.exchange.question_banks import LARGEST_FILE, SUFFIX, read_questions
from insidescoop.outputs.question_banks import share_questions
from insidescoop.queries.question_bank import Offered, all_texts
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.file_dialogs import ask_where_to_write, documents_folder
from insidescoop.ui.question_bank.question_dialog import QuestionDialog
from insidescoop.ui.question_bank.shared_questions_dialog import SharedQuestionsDialog
from insidescoop.ui.question_bank.view import QuestionBankView


class QuestionBankController(QObject):
    """Does what the menu says with the question chosen in the bank, and with files of questions."""

    def __init__(self, context: UiContext, runner: CommandRunner, bank: QuestionBankView, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._bank = bank
        self._page = page
        context.registry.bind("add_bank_question", self.add_question)
        context.registry.bind("edit_bank_question", self.edit_question)
        context.registry.bind("star_bank_question", self.star_question)
        context.registry.bind("hide_bank_question", self.hide_question)
        context.registry.bind("share_questions", self.choose_target)
        context.registry.bind("import_questions", self.choose_file)

    def add_question(self) -> QuestionDialog:
        """Opens the box for a question of one's own."""
        return self._open("A question of your own", None, self._add)

    def edit_question(self) -> QuestionDialog | None:
        """Opens the box for the chosen question; a built-in one stays as it is, and its copy becomes the user's."""
        question = self._bank.chosen()
        if question is None:
            return None
        if question.source is QuestionSource.BUILT_IN:
            return self._open("Your own wording of a built-in question", question.draft(), self._add)
        return self._open(
            "A question of your own",
            question.draft(),
            lambda draft, dialog: self._runner.do(EditQuestion(question.id, draft), failed=dialog.show_problem),
        )

    def star_question(self) -> None:
        """Puts a star on the chosen question, or takes it off."""
        question = self._bank.chosen()
        if question is not None:
            self._runner.do(StarQuestion(question.id, is_starred=not question.is_starred))

    def hide_question(self) -> None:
        """Takes the chosen question out of the bank, or puts it back."""
        question = self._bank.chosen()
        if question is not None:
            self._runner.do(RetireQuestion(question.id, is_retired=not question.is_retired))

    def choose_target(self) -> None:
        """Asks where the file of one's own questions is to go, and writes it."""
        target = ask_where_to_write(self._page, "Share my questions", f"Inside Scoop{SUFFIX}", ending=SUFFIX)
        if target is not None:
            self.share_to(target)

    def share_to(self, target: Path) -> None:
        """Writes one's own questions into a file the user named."""
        self._context.reader.ask(
            lambda session: share_questions(session, target),
            lambda count: self._context.reader.show_written(
                f"Saved {counted(count, 'question')} as {target.name}", target
            ),
            failed=self._context.messages.tell,
        )

    def choose_file(self) -> None:
        """Asks for a file of shared questions."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._page, "Bring in shared questions", str(documents_folder()), "Questions (*.json)"
        )
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Reads a file of shared questions and shows what it would bring."""
        self._context.reader.ask(
            partial(_plan, path), partial(self._show_plan, path.name), failed=self._context.messages.tell
        )

    def _show_plan(self, name: str, plan: QuestionPlan) -> None:
        dialog = SharedQuestionsDialog(name, plan, parent=self._page)
        dialog.add_requested.connect(
            lambda drafts: self._runner.do(
                AddSharedQuestions(drafts),
                then=lambda _count: self._bank.show_offered(Offered.OWN),
                failed=dialog.show_problem,
            )
        )
        dialog.open()

    def _open(self, title: str, draft: QuestionDraft | None, keep: Any) -> QuestionDialog:
        dialog = QuestionDialog(title, draft, parent=self._page)
        dialog.keep_requested.connect(lambda kept: keep(kept, dialog))
        self._context.drafts.watch(dialog, "question")
        dialog.open()
        return dialog

    def _add(self, draft: QuestionDraft, dialog: QuestionDialog) -> None:
        self._runner.do(AddQuestion(draft), then=self._bank.go_to, failed=dialog.show_problem)


def _plan(path: Path, session: Any) -> QuestionPlan:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Problem(
            f"The file could not be read ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Check that it is still there, and choose it again.",
        ) from error
    return question_plan(read_questions(data), all_texts(session))
