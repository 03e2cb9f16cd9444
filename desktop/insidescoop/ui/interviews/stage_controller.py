"""Moves from stage to stage, by keys: the next one, the one before, or one chosen from those that make sense."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from insidescoop.commands.interviews import MoveToStage
from insidescoop.domain.interviews.interviews import Stage, move_label, next_on_the_line
from insidescoop.queries.interview_board import InterviewPage, interview_page
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext


class StageController(QObject):
    """Moves interviews, by keys the one that `chosen` gives."""

    def __init__(
        self, context: UiContext, runner: CommandRunner, page: QWidget, chosen: Callable[[], int | None]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._runner = runner
        self._page = page
        self._chosen = chosen
        self.menu: QMenu | None = None
        registry = context.registry
        registry.bind("stage_forward", lambda: self._step(is_forward=True))
        registry.bind("stage_back", lambda: self._step(is_forward=False))
        registry.bind("choose_stage", self.choose_stage)

    def move(self, interview_id: int, stage: Stage) -> None:
        """Moves an interview to a stage."""
        self._runner.do(MoveToStage(interview_id, stage))

    def choose_stage(self) -> QMenu | None:
        """Opens the list of stages the chosen interview can go to."""
        page = self._shown()
        if page is None:
            return None
        menu = QMenu(self._page)
        for stage in page.moves:
            action = menu.addAction(f"{move_label(page.stage, stage)} ({stage.words})")
            action.triggered.connect(lambda _checked=False, stage=stage: self.move(page.id, stage))
        if not page.moves:
            menu.addAction("Nothing comes after this stage").setEnabled(False)
        elif menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._forget_menu)
        self.menu = menu
        menu.popup(self._page.mapToGlobal(self._page.rect().center()))
        return menu

    def _forget_menu(self) -> None:
        self.menu = None

    def _step(self, *, is_forward: bool) -> None:
        page = self._shown()
        if page is None:
            return
        stage = next_on_the_line(page.stage, page.moves, is_forward=is_forward)
        if stage is not None:
            self.move(page.id, stage)
        else:
            self._context.reader.show_status(_why_not(page, is_forward=is_forward))

    def _shown(self) -> InterviewPage | None:
        interview_id, now = self._chosen(), self._context.clock.now()
        if interview_id is None:
            return None
        return self._context.reader.read(lambda session: interview_page(session, interview_id, now=now))


def _why_not(page: InterviewPage, *, is_forward: bool) -> str:
    if not is_forward:
        return "There is no stage to go back to"
    if page.stage is Stage.ASKED:
        return "Give the talk a time first: that schedules it"
    if page.stage is Stage.SCHEDULED:
        return "This talk is still to come"
    return "There is no next stage"
