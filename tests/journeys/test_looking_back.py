"""After an interview its page shows what was said, and a search for an answer leads to it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from builders import SetClock
from held_talk import QUESTIONS
from insidescoop.commands.interviews import MoveToStage
from insidescoop.commands.talks import EndTalk, KeepAnswer, StartTalk
from insidescoop.commands.wrap_up import WrapUp
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.interviews.wrap_ups import NameGiven, Promise, PromiseBy, WrapUpDraft
from insidescoop.queries.interview_record import interview_record
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened, box_of, named, press

DRAFT = WrapUpDraft(
    learned="They hire in spring.",
    promises=(Promise(PromiseBy.ME, "send the article", date(2026, 12, 4)),),
    names=(NameGiven("Ines Ferro"),),
)


@pytest.fixture
def held(planned: Opened) -> Opened:
    """A talk that was held and wrapped up, with one answer."""
    planned.runner.do(KeepAnswer(2, "By a trial week of digitizing.", AskedState.ASKED, "now"))
    planned.runner.do(WrapUp(1, DRAFT))
    planned.finish()
    return planned


def words(opened: Opened) -> list[str]:
    labels = opened.controller.interviews.editor.record.findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisibleTo(opened.window)]


def test_an_interview_still_to_come_shows_its_plan_and_offers_the_sheet(planned: Opened) -> None:
    editor = planned.controller.interviews.editor

    assert not editor.record.isVisible()
    assert not editor.thanks_button.isVisible()
    assert editor.sheet_button.property("emphasis") == "primary"
    assert planned.runner.read(lambda session: interview_record(session, 1)) is None


def test_a_held_interview_shows_what_was_said_and_offers_the_thank_you(held: Opened, qtbot: QtBot) -> None:
    editor = held.controller.interviews.editor
    shown = words(held)
    emphases = [button.property("emphasis") for button in (editor.thanks_button, editor.sheet_button)]

    editor.thanks_button.click()
    held.finish()
    box_of(qtbot, held, LetterDialog).done(0)

    assert "They hire in spring." in shown
    assert shown[shown.index(QUESTIONS[1]) + 1] == "By a trial week of digitizing."
    assert shown[shown.index("I promised") + 1] == "send the article, by 4 Dec 2026"
    assert QUESTIONS[0] not in shown
    assert emphases == ["primary", ""]
    assert not editor.start_button.isVisible()


def test_whoever_was_thanked_is_not_to_be_thanked_again(held: Opened) -> None:
    held.runner.do(MoveToStage(1, Stage.THANKED))
    held.finish()

    assert not held.controller.interviews.editor.thanks_button.isVisible()


def test_whoever_was_named_is_opened_from_the_record(held: Opened) -> None:
    named(held.controller.interviews.editor.record, "Open Ines Ferro", QPushButton).click()
    held.finish()

    assert held.window.tabs.currentIndex() == Tab.CONTACTS
    assert held.controller.contacts.card.name.text() == "Ines Ferro"


def test_a_talk_that_went_otherwise_shows_when_it_was_and_its_plan_as_such(planned: Opened, clock: SetClock) -> None:
    editor = planned.controller.interviews.editor
    before = [editor.when.is_agreed.text(), editor.minutes.accessibleName()]
    planned.runner.do(StartTalk(1))
    planned.finish()
    clock.instant += timedelta(minutes=17)
    planned.runner.do(EndTalk(1))

    planned.runner.do(WrapUp(1, DRAFT))
    planned.finish()

    assert before == ["Date and time are set", "Length"]
    assert editor.detail.text() == "Held · Mon 23 Nov 2026, 09:00, 17 minutes"
    assert (editor.when.is_agreed.text(), editor.minutes.accessibleName()) == (
        "Planned date and time", "Planned length",
    )  # fmt: skip
    assert (editor.when.day.text(), editor.minutes.value()) == ("Mon 23 Nov 2026", 20)


def test_the_day_a_talk_was_held_is_no_day_that_was_missed(held: Opened, clock: SetClock) -> None:
    when = held.controller.interviews.editor.when
    clock.pass_days(3)

    held.controller.interviews.refresh()

    assert when.is_agreed.text() == "Date and time are set"
    assert when._remark.text() == ""


def test_undoing_the_wrap_up_shows_the_plan_again(held: Opened) -> None:
    held.runner.undo()
    held.finish()

    assert not held.controller.interviews.editor.record.isVisible()


def test_a_search_for_an_answer_leads_to_the_answer(held: Opened, qtbot: QtBot) -> None:
    held.window.resize(1024, 640)
    held.trigger("show_contacts")
    press(qtbot, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(held.controller.search, "digitizing")

    press(qtbot, Qt.Key.Key_Return)
    held.finish()
    editor = held.controller.interviews.editor
    label = editor.record.answer_label(2)

    assert held.window.tabs.currentIndex() == Tab.INTERVIEWS
    assert label is not None
    assert label.selectedText() == "By a trial week of digitizing."
    assert not label.visibleRegion().isEmpty()
