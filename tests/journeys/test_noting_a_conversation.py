"""What is noted in a log is shown under the notes as it will be saved, and saved with it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from builders import a_contact, add_contact
from examples import one_in
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import PlanInterview
from insidescoop.domain.interactions import InteractionKind
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.queries.contact_list import contact_choices
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.meeting.wrap_up_window import WrapUpWindow
from window_fixtures import Opening
from windows import Opened, box_of, button, named, press, type_day

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dana(opening: Opening) -> Iterator[Opened]:
    """Dana is saved and shown."""
    with opening.on_store(add_contact) as window:
        window.controller.contacts.go_to(1)
        window.finish()
        yield window


def _log(opened: Opened, qtbot: QtBot, *lines: str) -> LogDialog:
    press(qtbot, Qt.Key.Key_L, CONTROL)
    dialog = box_of(qtbot, opened, LogDialog)
    _write(qtbot, dialog, *lines)
    return dialog


def _write(qtbot: QtBot, dialog: LogDialog, *lines: str) -> None:
    editor = named(dialog, "Notes", QPlainTextEdit)
    editor.setFocus()
    for place, line in enumerate(lines):
        if place or editor.toPlainText():
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.keyClicks(editor, line)


def _steps(opened: Opened) -> list[str]:
    card = opened.controller.contacts.card.shown_card
    assert card is not None
    return [step.what for step in card.next_steps if "touch" not in step.what]


def _names(opened: Opened, typed: str) -> list[str]:
    return [choice.name for choice in opened.runner.read(lambda session: contact_choices(session, typed))]


@pytest.mark.parametrize(
    "kind", one_in(3, [(None,), (InteractionKind.EMAIL,), (InteractionKind.MEETING,), (InteractionKind.NOTE,)])
)
def test_what_is_noted_is_shown_as_it_is_typed_and_saved_with_the_log(
    dana: Opened, qtbot: QtBot, kind: InteractionKind | None
) -> None:
    dialog = _log(dana, qtbot)
    if kind is not None:
        dialog.show_kind(kind)
    hint = named(dialog, "Notes", QPlainTextEdit).placeholderText()
    _write(qtbot, dialog, "-> send article by Fri", "<- the list by 4 Dec", "@Priya Raman runs it", "-> go by 31 Feb")
    shown = dialog.understood.text().splitlines()

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    steps = _steps(dana)
    dana.trigger("undo")

    assert [sign in hint for sign in ("->", "<-", "@")] == [True] * 3
    assert shown == [
        "I promise: send article, Fri 27 Nov 2026",
        "They promise: the list, Fri 4 Dec 2026",
        "@Priya Raman: a new contact",
        "I promise: go by 31 Feb (There is no 31 Feb: the month has at most 29 days.)",
    ]
    assert sorted(steps) == [
        "A friendly reminder, once: the list", "As promised: go by 31 Feb", "As promised: send article",
    ]  # fmt: skip
    assert _steps(dana) == []
    assert _names(dana, "priya") == []


def test_all_that_is_said_under_the_notes_is_in_sight_and_moves_no_field(dana: Opened, qtbot: QtBot) -> None:
    for name in ("Priya", "Sam"):
        dana.runner.do(AddContact(a_contact(name, "Raman")))
    dana.finish()
    dialog = _log(dana, qtbot)
    dana.finish()
    places = [field.geometry() for field in (dialog.summary, dialog.notes)]

    _write(qtbot, dialog, "-> send article by Fri", "@Priya", "@Sam")
    dana.finish()
    last = named(dialog, "Which Sam?", QComboBox)
    qtbot.waitUntil(
        lambda: all(each.visibleRegion().boundingRect() == each.rect() for each in (dialog.understood, last))
    )
    said = dialog.understood.height()
    dialog.notes.editor.selectAll()
    _write(qtbot, dialog, "-> send article by Fri")
    qtbot.waitUntil(lambda: dialog.understood.height() < said)

    assert [field.geometry() for field in (dialog.summary, dialog.notes)] == places
    dialog.done(0)


def test_the_day_of_the_log_is_the_day_from_which_a_promise_counts(dana: Opened, qtbot: QtBot) -> None:
    dialog = _log(dana, qtbot, "-> send article by Fri")

    type_day(qtbot, dialog.day, "16 Nov")

    assert dialog.understood.text() == "I promise: send article, Fri 20 Nov 2026"
    dialog.done(0)


def test_an_entry_edited_twice_promises_once(dana: Opened, qtbot: QtBot) -> None:
    _log(dana, qtbot, "-> send article by Fri")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    shown = []
    for line in ("She was kind.", "-> call Bo"):
        qtbot.mouseClick(button(dana.controller.contacts.card, "Edit"), Qt.MouseButton.LeftButton)
        dialog = box_of(qtbot, dana, LogDialog)
        named(dialog, "Notes", QPlainTextEdit).moveCursor(QTextCursor.MoveOperation.End)
        _write(qtbot, dialog, line)
        shown.append(dialog.understood.text())
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        dana.finish()

    assert shown == ["", "I promise: call Bo"]
    assert sorted(_steps(dana)) == ["As promised: call Bo", "As promised: send article"]


def _edit_line(opened: Opened, qtbot: QtBot, line: str) -> LogDialog:
    """The dialog of the logged call, its notes changed to one line."""
    named(opened.controller.contacts.card, "Edit: Call", QPushButton).click()
    dialog = box_of(qtbot, opened, LogDialog)
    editor = named(dialog, "Notes", QPlainTextEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, line)
    return dialog


def test_a_name_edited_into_another_asks_whether_the_contact_is_renamed(dana: Opened, qtbot: QtBot) -> None:
    _log(dana, qtbot, "@Priya Ramn")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    dialog = _edit_line(dana, qtbot, "@Priya Raman")
    shown = dialog.understood.text()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    refused = dialog.isVisible(), dialog.problem.text()
    which = named(dialog, "Which Priya Raman?", QComboBox)
    offered = [which.itemText(place) for place in range(which.count())]
    which.setCurrentText("Priya Ramn, to be renamed")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    renamed = _names(dana, "priya")
    dana.trigger("undo")

    assert shown == "@Priya Raman: Priya Ramn under another name, or a new contact?"
    assert refused == (True, "Choose which Priya Raman you mean.")
    assert offered == ["Choose…", "Priya Ramn, to be renamed", "A new contact"]
    assert renamed == ["Priya Raman"]
    assert _names(dana, "priya") == ["Priya Ramn"]


def test_a_promise_taken_out_of_the_notes_says_what_goes_with_it(dana: Opened, qtbot: QtBot) -> None:
    _log(dana, qtbot, "-> send article by Fri")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    before = _steps(dana)

    dialog = _edit_line(dana, qtbot, "We talked.")
    shown = dialog.understood.text()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()

    assert before == ["As promised: send article"]
    assert shown == "No longer promised: send article; what is still to do for it goes"
    assert _steps(dana) == []


def test_an_empty_log_is_refused_whatever_else_was_chosen(dana: Opened, qtbot: QtBot) -> None:
    dialog = _log(dana, qtbot)
    dialog.direction.setCurrentText("From them")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()

    assert dialog.isVisible()
    assert dialog.problem.text() == "Write a word about it."
    assert dialog.summary.hasFocus() or dialog.summary.isAncestorOf(dialog.focusWidget())
    dialog.done(0)


def test_a_name_that_fits_several_contacts_is_asked_about(dana: Opened, qtbot: QtBot) -> None:
    for place in ("Harbor", "Quay"):
        dana.runner.do(AddContact(a_contact("Sam", "Lee", organization=place)))
    dana.finish()
    dialog = _log(dana, qtbot, "@Sam Lee", "@Dana Okafor")
    shown = dialog.understood.text()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    refused = (dialog.isVisible(), dialog.problem.text())
    qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    which = named(dialog, "Which Sam Lee?", QComboBox)
    offered = [which.itemText(place) for place in range(which.count())]
    which.setCurrentText("Sam Lee · Quay")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()

    card = dana.controller.contacts.card.shown_card
    assert card is not None
    assert shown == "@Sam Lee: 2 contacts have this name\n@Dana Okafor: the person you talked to"
    assert refused == (True, "Choose which Sam Lee you mean.")
    assert offered == ["Choose…", "Sam Lee · Harbor", "Sam Lee · Quay", "A new contact"]
    assert not dialog.isVisible()
    assert [row.draft.to_contact_id for row in card.introductions.led_to] == [3]
    assert len(_names(dana, "sam lee")) == 2


def test_a_first_name_may_be_someone_saved(dana: Opened, qtbot: QtBot) -> None:
    dana.runner.do(AddContact(a_contact("Priya", "Raman")))
    dana.finish()
    dialog = _log(dana, qtbot, "@Priya intro")
    shown = dialog.understood.text()
    named(dialog, "Which Priya?", QComboBox).setCurrentText("A new contact")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()

    assert shown == "@Priya: Priya Raman, or a new contact?"
    assert _names(dana, "priya") == ["Priya", "Priya Raman"]


def test_the_wrap_up_offers_everyone_who_has_the_name_that_was_said(dana: Opened, qtbot: QtBot) -> None:
    for family in ("Raman", "Shah"):
        dana.runner.do(AddContact(a_contact("Priya", family)))
    dana.runner.do(AddContact(a_contact("Ann", "Berg", notes="A friend of Priya and of Sam")))
    dana.runner.do(AddContact(a_contact("Sam", "Lee")))
    dana.runner.do(PlanInterview(InterviewDraft((1,))))
    dana.finish()
    dana.controller.interviews_controller.meetings.wrap_up(1)
    dana.finish()
    wrapping = box_of(qtbot, dana, WrapUpWindow)
    wrapping.add_name()
    wrapping.add_name()
    several, one = wrapping.names
    qtbot.keyClicks(several.person.editor, "Priya")
    qtbot.keyClicks(one.person.editor, "Sam")
    which = named(several, "Which Priya?", QComboBox)

    offered = [which.itemText(place) for place in range(which.count())]
    which.setCurrentText("Priya Shah")

    assert offered == ["Choose…", "Priya Raman", "Priya Shah", "A new contact"]
    assert several.told.text() == "2 contacts have this in their name."
    assert several.value().contact_id == 3
    assert one.take.text() == "Is it Sam Lee?"


def test_the_wrap_up_asks_which_of_several_contacts_is_meant(dana: Opened, qtbot: QtBot) -> None:
    for place in ("Harbor", "Quay"):
        dana.runner.do(AddContact(a_contact("Sam", "Lee", organization=place)))
    dana.runner.do(PlanInterview(InterviewDraft((1,))))
    dana.finish()
    dana.controller.interviews_controller.meetings.wrap_up(1)
    dana.finish()
    wrapping = box_of(qtbot, dana, WrapUpWindow)
    wrapping.add_name()
    row = wrapping.names[0]
    qtbot.keyClicks(row.person.editor, "Sam Lee")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dana.finish()
    refused = (wrapping.isVisible(), wrapping.problem.text(), row.told.text())

    named(row, "Which Sam Lee?", QComboBox).setCurrentText("Sam Lee · Harbor")
    chosen = row.value().contact_id

    assert refused == (True, "Choose which Sam Lee you mean.", "2 contacts have this name.")
    assert chosen == 2
    assert row.problem() == ""
