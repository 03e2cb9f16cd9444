"""The question bank: what is shown of it, and what a user makes of it, by keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from builders import MONDAY, a_contact, at
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import PlanCoreQuestions, PlanInterview
from insidescoop.commands.questions import RetireQuestion
from insidescoop.commands.talks import KeepAnswer
from insidescoop.domain.changes import Kind
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.questions.questions import QuestionSource
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.question_bank import BankQuestion, Offered, bank_questions
from insidescoop.ui.question_bank.question_dialog import QuestionDialog
from insidescoop.ui.question_bank.shared_questions_dialog import SharedQuestionsDialog
from insidescoop.ui.question_bank.view import QuestionBankView
from insidescoop.ui.widgets.tree_items import leaves_of
from windows import Opened, ToldProblems, box_of, fill, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bank(opened: Opened) -> QuestionBankView:
    """The bank beside a second talk with an archivist, who was asked the first question in an earlier one."""
    runner = opened.runner
    terms = (Term(Vocabulary.SETTING, "Archives and special collections"),)
    runner.do(AddContact(a_contact(terms=terms)))
    runner.do(PlanInterview(InterviewDraft((1,), starts=at(MONDAY))))
    runner.do(PlanCoreQuestions(1))
    runner.do(KeepAnswer(1, "By way of a bindery", AskedState.ASKED, "1"))
    runner.do(PlanInterview(InterviewDraft((1,))))
    opened.finish()
    opened.trigger("show_interviews")
    opened.controller.interviews.go_to(2)
    return opened.controller.interviews.bank


def _all(opened: Opened) -> tuple[BankQuestion, ...]:
    return opened.runner.read(lambda session: bank_questions(session, with_retired=True))


def _texts(bank: QuestionBankView) -> list[str]:
    return [leaf.text(0) for leaf in leaves_of(bank.tree)]


def _choose(bank: QuestionBankView, typed: str) -> BankQuestion:
    bank.search.setText(typed)
    question = bank.chosen()
    assert question is not None
    return question


def test_what_was_asked_before_is_told_with_day_and_answer(bank: QuestionBankView) -> None:
    _choose(bank, "where you started")

    assert "(asked before)" in bank.tree.currentItem().text(0)
    assert bank.remark.text().startswith("You asked them on 23 Nov 2026: “By way of a bindery”")


def test_questions_for_other_settings_are_shown_only_when_asked_for(bank: QuestionBankView) -> None:
    shown = len(_texts(bank))
    has_theirs = any("backlog" in text for text in _texts(bank))
    bank.show_offered(Offered.ALL)

    assert has_theirs
    assert (shown, len(_texts(bank))) == (132 - 12, 132)


def test_a_question_is_starred_hidden_and_found_again_with_keys(
    bank: QuestionBankView, opened: Opened, qtbot: QtBot
) -> None:
    question = _choose(bank, "backlog")

    press(qtbot, Qt.Key.Key_F4, SHIFT)
    opened.finish()
    bank.search.clear()
    bank.show_offered(Offered.STARRED)
    starred = len(_texts(bank))
    bank.go_to(question.id)
    press(qtbot, Qt.Key.Key_H, CONTROL | SHIFT)
    opened.finish()

    assert starred == 11
    assert not any("backlog" in text for text in _texts(bank))
    bank.show_offered(Offered.HIDDEN)
    assert _texts(bank) == [f"★ {question.text}"]


def test_a_built_in_question_is_copied_when_it_is_changed(bank: QuestionBankView, opened: Opened, qtbot: QtBot) -> None:
    question = _choose(bank, "backlog")

    press(qtbot, Qt.Key.Key_F4)
    dialog = box_of(qtbot, opened, QuestionDialog)
    fill(qtbot, dialog, "Question", "Do you like the backlog?")
    told = dialog.remark.text()
    fill(qtbot, dialog, "Question", "What does the backlog teach you?")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    own = [each for each in _all(opened) if each.source is QuestionSource.OWN]
    assert "yes or no" in told
    assert [(each.text, each.settings) for each in own] == [("What does the backlog teach you?", ("archives",))]
    assert question in _all(opened)
    assert bank.chosen() == own[0]


@pytest.mark.usefixtures("bank")
def test_a_setting_nobody_knows_is_refused(opened: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_B, CONTROL | SHIFT)
    dialog = box_of(qtbot, opened, QuestionDialog)
    fill(qtbot, dialog, "Question", "Why?")
    fill(qtbot, dialog, "For which settings only, parted by commas", "LAW, moon")

    press(qtbot, Qt.Key.Key_Return, CONTROL)

    assert "moon" in dialog.problem.text()
    assert len(_all(opened)) == 132
    dialog.done(0)


@pytest.mark.usefixtures("bank")
def test_own_questions_travel_in_a_file_and_come_once(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    press(qtbot, Qt.Key.Key_B, CONTROL | SHIFT)
    dialog = box_of(qtbot, opened, QuestionDialog)
    fill(qtbot, dialog, "Question", "What do you collect yourself?")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()
    desk = opened.controller.interviews_controller.bank
    file = tmp_path / "mine.questions.json"
    desk.share_to(file)
    opened.finish()
    text = file.read_text("utf-8")
    file.write_text(text.replace('"questions": [', '"questions": [{"text": "Which smell?"},'), "utf-8")

    desk.open_file(file)
    opened.finish()
    plan = box_of(qtbot, opened, SharedQuestionsDialog)
    listed = [plan.list.item(place).text() for place in range(plan.list.count())]
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    assert "bindery" not in text
    assert listed == ["Which smell?   (My own questions)"]
    assert [each.text for each in _all(opened) if each.source is QuestionSource.IMPORTED] == ["Which smell?"]
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    opened.finish()
    assert not [each for each in _all(opened) if each.source is QuestionSource.IMPORTED]


@pytest.mark.usefixtures("bank")
def test_a_file_that_is_none_is_told(opened: Opened, tmp_path: Path, messages: ToldProblems) -> None:
    (tmp_path / "photo.json").write_bytes(b"\x89PNG")
    opened.controller.interviews_controller.bank.open_file(tmp_path / "photo.json")
    opened.controller.interviews_controller.bank.open_file(tmp_path / "gone.json")
    opened.finish()

    assert len(messages.problems) == 2
    messages.problems.clear()


def test_a_hidden_question_that_is_searched_for_is_shown(bank: QuestionBankView, opened: Opened) -> None:
    question = _choose(bank, "backlog")
    opened.runner.do(RetireQuestion(question.id, is_retired=True))
    opened.finish()

    opened.context.navigator.go_to(Kind.QUESTION, question.id)

    assert bank.chosen() is not None
    assert bank.offered.currentText() == "Hidden"
