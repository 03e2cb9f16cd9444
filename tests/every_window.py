"""Every page, window and dialog of the program, opened one after the other."""

from collections.abc import Callable, Collection

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from insidescoop.ui.application import ALL_ACTIONS
from insidescoop.ui.main_window import Tab
from insidescoop.ui.progress_window import ProgressWindow
from insidescoop.ui.rehearsal.unsaved_run_dialog import UnsavedRunDialog
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from windows import Opened, top_level_widgets

DOES_SOMETHING = frozenset({
    # Ends the program, or is undo itself.
    "quit", "undo", "redo",
    # Changes something at once, as its name says: no window to look at.
    "settle_next_step", "delete_contact", "restore_contact", "remove_photo", "delete_organization", "delete_list",
    "add_pitch", "pitch_as_one_text", "pitch_in_sections", "say_in_longer", "say_in_shorter", "say_plainly",
    "delete_pitch",
    "start_talk", "start_talk_now", "plan_core_questions", "question_up", "question_down", "sensitive_last",
    "remove_question", "star_bank_question", "hide_bank_question", "stage_forward", "stage_back", "delete_interview",
    "entry_do", "entry_done", "entry_drop",
    # Reads aloud at once, with a voice that few test machines have.
    "hear_pitch",
})  # fmt: skip
"""Whatever is not listed here is opened; a new action is too, until someone says here what it does at once."""


CHANGING = ("start_talk", "start_talk_now", "add_pitch")
"""Those of them that open a window besides."""


def others_than(window: QWidget) -> list[QWidget]:
    """The windows in sight but for one."""
    return [shown for shown in top_level_widgets() if shown.isVisible() and shown is not window]


def close_others(opened: Opened) -> None:
    """Closes every window but the main one, whatever was typed into it."""
    for other in filter(shiboken6.isValid, reversed(others_than(opened.window))):
        # One may have taken another with it.
        if not other.isVisible():
            continue
        if isinstance(other, TypedDialog | UnsavedRunDialog | ProgressWindow):
            other.done(0)
        else:
            other.close()
        opened.finish()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _choose_second_row(opened: Opened) -> None:
    contacts = opened.controller.contacts
    if contacts.people.table.row_count() > 1:
        contacts.people.table.choose_place(1)


def _come_back(opened: Opened, tab: Tab) -> None:
    opened.window.activateWindow()
    opened.window.show_tab(tab)
    _choose_second_row(opened)


def walk(opened: Opened, look: Callable[[str], None], also: Collection[str] = ()) -> None:
    """Shows every page and does every action that opens something, and those of `also`; `look` gets what was done."""
    opened_already: set[str] = set()
    for tab in Tab:
        _come_back(opened, tab)
        look(f"{tab.name.lower()}: the page")
        own = [spec for spec in ALL_ACTIONS if tab.name.startswith(spec.menu.upper())]
        others = [spec for spec in ALL_ACTIONS if spec not in own and spec.id not in opened_already]
        is_there = False
        for spec in (*own, *others):
            if not is_there:
                _come_back(opened, tab)
                opened.finish()
                is_there = True
            action = opened.registry.action(spec.id)
            if (spec.id in DOES_SOMETHING and spec.id not in also) or not action.isEnabled():
                continue
            opened_already.add(spec.id)
            is_there = False
            action.trigger()
            opened.finish()
            look(f"{tab.name.lower()}: {spec.id}")
            if spec.is_toggle:
                # Back to how it was: what the other way of showing has must be in sight too.
                action.trigger()
