"""What was typed is there again, with the reason, where the store could not take it."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Problem, StoreFault
from insidescoop.domain.unsaved import typed_text
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import interview_rows
from insidescoop.store.store import Store
from insidescoop.ui.contacts.bulk_dialogs import NameDialog, TagDialog
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.contacts.step_dialogs import NextStepDialog, OutcomeDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.main_window import Tab
from insidescoop.ui.pitches.new_dialog import NewPitchDialog, VariantDialog
from insidescoop.ui.unsaved_dialog import Unsaved, UnsavedDialog
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from windows import Opened, ToldProblems, box_of, button, fill, named, press

FULL = Problem("The disk is full.", your_data="Nothing is lost.", next_step="Free some space, then try again.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A dialog, how it is opened, and the field that is typed in."""

    kind: type[TypedDialog]
    field: str
    action: str
    tab: Tab = Tab.CONTACTS


ASKED = {
    "log": Asked(LogDialog, "In a few words", "log_interaction"),
    "next step": Asked(NextStepDialog, "What to do", "add_next_step"),
    "outcome": Asked(OutcomeDialog, "Note", "record_outcome"),
    "tags": Asked(TagDialog, "Add tags", "tag_selected"),
    "list": Asked(NameDialog, "Name of the list", "keep_list"),
    "interview": Asked(PlanDialog, "What do you want to know after this talk?", "plan_interview", Tab.INTERVIEWS),
    "pitch": Asked(NewPitchDialog, "Name of this pitch", "add_pitch", Tab.PITCHES),
    "variant": Asked(VariantDialog, "Name of the variant", "add_variant", Tab.PITCHES),
}


def _is_full(*_command: object) -> None:
    raise FULL


@pytest.fixture
def is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets no step be saved."""

    monkeypatch.setattr(Store, "do", _is_full)


@pytest.mark.usefixtures("is_full")
def test_a_dialog_comes_back_with_what_was_typed(sample: Opened, qtbot: QtBot) -> None:
    for name, asked in ASKED.items():
        sample.window.activateWindow()
        sample.window.tabs.setCurrentIndex(asked.tab)
        sample.finish()
        sample.trigger(asked.action)
        dialog = box_of(qtbot, sample, asked.kind)
        editor = fill(qtbot, dialog, asked.field, "words nobody types twice")

        press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        sample.finish()

        assert dialog.isVisible(), name
        assert dialog.isModal(), name
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        shown = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
        assert shown == "words nobody types twice", name
        assert dialog.problem.text() == (  # type: ignore[attr-defined]
            "The disk is full. Nothing is lost. What you typed is still here. Free some space, then try again."
        ), name
        assert named(dialog, asked.field).isVisible(), name
        dialog.done(0)


@pytest.mark.usefixtures("is_full")
def test_a_dialog_in_which_nothing_was_typed_does_not_speak_of_it(sample: Opened, qtbot: QtBot) -> None:
    sample.trigger("add_pitch")
    dialog = box_of(qtbot, sample, NewPitchDialog)

    dialog.show_problem(FULL)

    assert dialog.problem.text() == "The disk is full. Nothing is lost. Free some space, then try again."
    dialog.done(0)


def test_a_picture_that_cannot_be_read_says_that_nothing_was_changed(
    sample: Opened, messages: ToldProblems, tmp_path: Path
) -> None:
    broken = tmp_path / "face.png"
    broken.write_bytes(b"\x89PNG")

    sample.controller.contacts_controller.chosen.set_photo(1, broken)
    sample.finish()

    assert str(messages.problems.pop()) == (
        "This file is not a picture that can be shown. Nothing was changed. "
        "Choose a PNG, JPEG or WebP picture of up to 24 megapixels."
    )


@pytest.mark.usefixtures("is_full")
def test_an_entry_that_is_edited_comes_back_too(sample: Opened, qtbot: QtBot) -> None:
    card = sample.controller.contacts.card.shown_card
    assert card is not None
    sample.controller.contacts_controller.chosen.edit_entry(card.timeline[0])
    dialog = box_of(qtbot, sample, LogDialog)
    fill(qtbot, dialog, "In a few words", "put right")

    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sample.finish()

    assert (dialog.isVisible(), dialog.summary.text()) == (True, "put right")
    dialog.done(0)


@pytest.mark.usefixtures("is_full")
def test_a_template_that_could_not_be_saved_stays_in_its_fields(sample: Opened) -> None:
    dialog = sample.controller.letters.edit_templates()
    first = dialog.list.currentItem().text()
    dialog.body.setPlainText("words nobody types twice")

    dialog.list.setCurrentRow(dialog.list.currentRow() + 1)
    assert dialog.question is not None
    button(dialog.question, "Save").click()
    sample.finish()
    dialog.reject()

    assert (dialog.list.currentItem().text(), dialog.body.toPlainText()) == (first, "words nobody types twice")
    assert dialog.question is not None
    dialog.question.close()
    dialog.done(0)


def test_a_question_that_could_not_be_planned_comes_back_to_its_own_plan(
    sample: Opened, messages: ToldProblems, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.trigger("show_interviews")
    page = sample.controller.interviews
    here, elsewhere = [row.id for row in sample.runner.read(interview_rows)][:2]
    page.go_to(here)
    own = page.editor.questions.own
    own.editor.setText("Which smell?")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "do", _is_full)
        page.go_to(elsewhere)
        sample.finish()
    there = own.text()
    page.go_to(here)

    assert (there, own.text()) == ("", "Which smell?")
    assert messages.problems == [FULL]
    messages.problems.clear()


# What was typed into a page

NO_ROOM = StoreFault("The disk is full.", your_data="Nothing is lost.", next_step="Free some space, then try again.")


class Disk:
    """A disk that takes steps or not."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        real = Store.do

        def do(store: Store, command: object, *more: object) -> object:
            if self.is_full:
                raise NO_ROOM
            return real(store, command, *more)  # type: ignore[arg-type]

        monkeypatch.setattr(Store, "do", do)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def answers(monkeypatch: pytest.MonkeyPatch, *choices: Unsaved) -> list[str]:
    """Has the question before the window closes answered so; returns what it said each time."""
    given, said = iter(choices), list[str]()

    def answer(dialog: UnsavedDialog) -> int:
        said.extend(label.text() for label in dialog.findChildren(QLabel) if "Edit" in label.text())
        dialog.choice = next(given)
        return 1

    monkeypatch.setattr(UnsavedDialog, "exec", answer)
    return said


def type_title_and_go_on(opened: Opened, qtbot: QtBot, title: str) -> None:
    """Types into the card of the first contact, and chooses another."""
    opened.controller.contacts.go_to(1)
    opened.finish()
    fill(qtbot, opened.controller.contacts, "Title", title)
    opened.controller.contacts.go_to(2)
    opened.finish()


def title_of_first(opened: Opened) -> str | None:
    card = opened.runner.read(lambda session: contact_card(session, 1))
    assert card is not None
    return card.draft.title


def test_what_the_disk_did_not_take_is_asked_about_before_the_window_closes_and_saved_with_another_try(
    sample: Opened, qtbot: QtBot, disk: Disk, monkeypatch: pytest.MonkeyPatch, messages: ToldProblems
) -> None:
    type_title_and_go_on(sample, qtbot, "Map librarian")
    said = answers(monkeypatch, Unsaved.AGAIN, Unsaved.STAY)
    sample.window.close()
    sample.finish()
    still_open = sample.window.isVisible()

    disk.is_full = False
    answers(monkeypatch, Unsaved.AGAIN)
    assert sample.window.may_close()

    assert still_open
    assert said[0].startswith("Edit ")
    assert title_of_first(sample) == "Map librarian"
    assert sample.runner.unsaved() == ()
    assert {problem.what_happened for problem in messages.problems} == {"The disk is full."}
    messages.problems.clear()


def test_it_can_be_saved_as_text_where_the_disk_stays_full(
    sample: Opened,
    qtbot: QtBot,
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
    messages: ToldProblems,
    tmp_path: Path,
) -> None:
    type_title_and_go_on(sample, qtbot, "Map librarian")
    target = tmp_path / "not saved.txt"
    monkeypatch.setattr("insidescoop.ui.unsaved_controller.ask_where_to_write", lambda *_asked, **_how: target)
    answers(monkeypatch, Unsaved.AS_TEXT)

    may_close = sample.window.may_close()

    assert may_close
    assert disk.is_full
    assert "  title: Map librarian" in target.read_text("utf-8").splitlines()
    messages.problems.clear()


def test_closing_without_saving_and_the_end_of_the_system_ask_no_further(
    sample: Opened, qtbot: QtBot, disk: Disk, monkeypatch: pytest.MonkeyPatch, messages: ToldProblems
) -> None:
    type_title_and_go_on(sample, qtbot, "Map librarian")
    sample.is_told_to_end = True
    assert sample.window.may_close()
    sample.is_told_to_end = False
    answers(monkeypatch, Unsaved.DISCARD)

    assert sample.window.may_close()

    assert disk.is_full
    assert sample.runner.unsaved() == ()
    messages.problems.clear()


def test_what_was_not_saved_neither_overwrites_what_is_saved_later_nor_is_lost_for_it(
    sample: Opened, qtbot: QtBot, disk: Disk, messages: ToldProblems
) -> None:
    type_title_and_go_on(sample, qtbot, "Map librarian")
    could_try_again = sample.runner.can_try_again()

    disk.is_full = False
    type_title_and_go_on(sample, qtbot, "Head of maps")
    sample.runner.try_again()
    sample.finish()

    assert could_try_again
    assert not sample.runner.can_try_again()
    assert title_of_first(sample) == "Head of maps"
    (left,) = sample.runner.unsaved()
    assert "Map librarian" in typed_text(left.label, left)
    messages.problems.clear()


def test_typed_again_and_saved_nothing_is_left_to_ask_about(
    sample: Opened, qtbot: QtBot, disk: Disk, messages: ToldProblems
) -> None:
    type_title_and_go_on(sample, qtbot, "Map librarian")

    disk.is_full = False
    type_title_and_go_on(sample, qtbot, "Map librarian")

    assert sample.runner.unsaved() == ()
    messages.problems.clear()


def test_a_restore_is_forgotten_if_the_window_stays_open(
    sample: Opened, qtbot: QtBot, disk: Disk, monkeypatch: pytest.MonkeyPatch, messages: ToldProblems
) -> None:
    type_title_and_go_on(sample, qtbot, "Map librarian")
    answers(monkeypatch, Unsaved.STAY)

    sample.controller.restore_requested.emit("1")

    assert disk.is_full
    assert sample.window.isVisible()
    assert sample.to_restore is None
    messages.problems.clear()


def test_escape_stays_in_the_window(qtbot: QtBot, sample: Opened) -> None:
    dialog = UnsavedDialog([f"Edit contact {number}" for number in range(8)], parent=sample.window)
    dialog.open()
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert "8 changes could not be saved" in words
    assert "and 3 more" in words
    assert dialog.choice is Unsaved.STAY
    assert not dialog.isVisible()
