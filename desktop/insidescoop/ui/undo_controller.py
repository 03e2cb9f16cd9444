"""Undo and redo of the window: what the menu offers, what the status line says, and the way to what was undone."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from insidescoop.domain.changes import Changes
from insidescoop.domain.step_words import UPGRADED
from insidescoop.domain.text import first_line
from insidescoop.queries.record_to_show import record_to_show
from insidescoop.ui.actions import Needs
from insidescoop.ui.command_runner import CommandRunner
from insidescoop.ui.context import UiContext
from insidescoop.ui.main_window import MainWindow
from insidescoop.ui.store_reader import StatusMessage
from insidescoop.ui.widgets.fields.text_undo import TextUndo, text_undo_of


class UndoController(QObject):
    """The menu's Undo and Redo do what they say: the text of the field with the cursor, else the step of the store.

    The keys are another matter while the cursor is in a field: `UndoKeys` has them end where its text does.
    `commit` saves whatever is typed on any page.
    """

    def __init__(
        self, context: UiContext, runner: CommandRunner, window: MainWindow, commit: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._context = context
        self._runner = runner
        self._window = window
        self._commit = commit
        self._field: QWidget | None = None
        self._steps: tuple[str | None, str | None] = (None, None)

    def wire(self) -> None:
        """Binds the actions and listens to what is done."""
        runner, registry, status = self._runner, self._context.registry, self._window.status
        registry.bind("undo", self._undo)
        registry.bind("redo", self._redo)
        runner.status_message.connect(self._say)
        runner.store_changed_deferred.connect(self.refresh)
        status.undo_asked.connect(self._undo_step)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is a window
        application.focusChanged.connect(self._follow_focus)
        for menu in self._window.menuBar().findChildren(QMenu):
            menu.aboutToShow.connect(self.refresh)
        self.refresh()
        if runner.was_upgraded():
            status.show_happened(UPGRADED, can_undo=False)

    def refresh(self, _changes: Changes | None = None) -> None:
        """Has the menu say what Undo and Redo would do now."""
        history = self._runner.history()
        self._steps = history.undo, history.redo
        self._show()

    def _show(self) -> None:
        text, (undo, redo) = self._text(), self._steps
        self._offer("undo", Needs.STEP_TO_UNDO, undo, is_text=text is not None and text.can_undo())
        self._offer("redo", Needs.STEP_TO_REDO, redo, is_text=text is not None and text.can_redo())

    def _offer(self, action_id: str, needs: Needs, label: str | None, *, is_text: bool) -> None:
        registry, word = self._context.registry, action_id.title()
        if is_text:
            words = f"{word} typing"
        else:
            words = word if label is None else first_line(f"{word} {label[0].lower()}{label[1:]}")
        registry.set_available(needs, is_text or label is not None)
        registry.action(action_id).setText(words.replace("&", "&&"))

    def _text(self) -> TextUndo | None:
        if self._field is None or not shiboken6.isValid(self._field) or not self._field.isVisible():
            return None
        return text_undo_of(self._field)

    def _follow_focus(self, left: QWidget | None, entered: QWidget | None) -> None:
        # The menus, and the list of actions, take the focus only to give it back.
        if entered is None or isinstance(entered, QMenu | QMenuBar) or entered.window() is not self._window:
            return
        self._field = entered if text_undo_of(entered) is not None else None
        if left is None:
            # The user comes from another program, which may have changed the store.
            self.refresh()
        else:
            self._show()

    def _undo(self) -> None:
        text = self._text()
        if text is not None and text.can_undo():
            text.undo()
        else:
            self._undo_step()

    def _redo(self) -> None:
        text = self._text()
        if text is not None and text.can_redo():
            text.redo()
        else:
            self._runner.redo()

    def _undo_step(self) -> None:
        # What is being typed is part of what the user did last: it is saved first, then undone.
        self._commit()
        self._runner.undo()

    def _say(self, message: StatusMessage) -> None:
        status, changes = self._window.status, message.replayed
        if not message.is_step:
            status.show_message(message.text)
        elif changes is None:
            status.show_happened(message.text, can_undo=message.can_undo)
        else:
            record = self._context.reader.read(lambda session: record_to_show(session, changes))
            show = None if record is None else partial(self._context.navigator.go_to, *record)
            status.show_replayed(message.text, show)
