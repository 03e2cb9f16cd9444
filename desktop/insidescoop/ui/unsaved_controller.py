"""Asks about changes that the disk does not take until each is saved, written to a text file, or discarded."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from insidescoop.domain.problems import Problem
from insidescoop.domain.unsaved import typed_text
from insidescoop.system.user_files import write_user_file
from insidescoop.ui.command_runner import Command, CommandRunner
from insidescoop.ui.error_messages import show_before_window
from insidescoop.ui.file_dialogs import ask_where_to_write
from insidescoop.ui.unsaved_dialog import Unsaved, UnsavedDialog


def may_leave_unsaved(runner: CommandRunner, window: QWidget) -> bool:
    """True once nothing is left to be saved; False if the user stays in the window."""
    while unsaved := runner.unsaved():
        labels = [command.label for command in unsaved]
        dialog = UnsavedDialog(labels, can_try_again=runner.can_try_again(), parent=window)
        dialog.exec()
        if dialog.choice is Unsaved.STAY:
            return False
        if dialog.choice is Unsaved.AGAIN:
            runner.try_again()
            runner.finish()
        elif dialog.choice is Unsaved.DISCARD or _save_as_text(unsaved, window):
            runner.discard_unsaved()
    return True


def _save_as_text(unsaved: Sequence[Command[Any]], window: QWidget) -> bool:
    target = ask_where_to_write(window, "Save as text", "not saved.txt", ending=".txt", kind="Text")
    if target is None:
        return False
    text = "\n\n".join(typed_text(command.label, command) for command in unsaved)
    try:
        write_user_file(target, text.encode())
    except Problem as problem:
        show_before_window(problem)
        return False
    return True
