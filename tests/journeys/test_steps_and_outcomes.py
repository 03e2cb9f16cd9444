"""The 12:00 of the day, from the event to what came of it, with the keys alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MONDAY, a_contact
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.follow_up_rules import KeepHoliday
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.interactions import InteractionKind, OutcomeKind
from insidescoop.queries.contact_card import ContactCard
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.contacts.introduction_dialog import IntroductionDialog
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.contacts.step_dialogs import NextStepDialog, OutcomeDialog
from windows import Opened, box_of, button, fill, press

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

SIGNATURE = """Dana Okafor, MLIS (she/her)
Digital archivist | Harbor University Library
617-555-0134 · dana.okafor@harbor.example · www.harbor.example/dana"""


def card_of(opened: Opened) -> ContactCard:
    card = opened.controller.contacts.card.shown_card
    assert card is not None
    return card


@pytest.fixture
def known(opened: Opened) -> Opened:
    """Dana, chosen, with nothing on her timeline."""
    opened.runner.do(AddContact(a_contact()), then=opened.controller.contacts.go_to)
    opened.finish()
    return opened


def test_from_the_event_to_what_came_of_it_with_the_keys_alone(opened: Opened, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(SIGNATURE)
    press(qtbot, Qt.Key.Key_N, CONTROL)
    box = box_of(qtbot, opened, AddContactDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is box.box)
    press(qtbot, Qt.Key.Key_V, CONTROL)
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "SAA 2026")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    added = card_of(opened)

    press(qtbot, Qt.Key.Key_M, CONTROL | SHIFT)
    fill(qtbot, box_of(qtbot, opened, LogDialog), "In a few words", "Coffee on how archives hire")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    press(qtbot, Qt.Key.Key_R, CONTROL)
    outcome = box_of(qtbot, opened, OutcomeDialog)
    qtbot.keyClicks(QApplication.focusWidget(), "Names")
    fill(qtbot, outcome, "Note", "Two people to write to")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()
    press(qtbot, Qt.Key.Key_J, CONTROL)
    fill(qtbot, box_of(qtbot, opened, IntroductionDialog), "To whom", "Rafael Levi")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    press(qtbot, Qt.Key.Key_F8)
    fill(qtbot, box_of(qtbot, opened, NextStepDialog), "What to do", "Send the article")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    card = card_of(opened)
    assert (added.name, added.draft.met_event, added.draft.organization) == (
        "Dana Okafor", "SAA 2026", "Harbor University Library",
    )  # fmt: skip
    assert [entry.kind for entry in card.timeline] == [InteractionKind.MEETING, InteractionKind.MET]
    assert [(each.kind, each.note) for each in card.outcomes] == [(OutcomeKind.REFERRAL, "Two people to write to")]
    assert card.outcomes[0].interaction_id == card.timeline[0].id
    assert [row.name for row in card.introductions.led_to] == ["Rafael Levi"]
    assert ("Send the article", MONDAY + timedelta(days=3)) in [(step.what, step.due_on) for step in card.next_steps]


def test_a_next_step_is_added_done_and_brought_back(known: Opened, qtbot: QtBot) -> None:
    is_offered_before = known.registry.action("settle_next_step").isEnabled()
    press(qtbot, Qt.Key.Key_F8)
    box = box_of(qtbot, known, NextStepDialog)
    press(qtbot, Qt.Key.Key_Return)
    missing = box.problem.text()
    fill(qtbot, box, "What to do", "Call <b>back</b>")
    press(qtbot, Qt.Key.Key_Return)
    known.finish()
    added = card_of(known).next_steps

    press(qtbot, Qt.Key.Key_F8, SHIFT)
    known.finish()
    done = card_of(known).next_steps
    known.trigger("undo")

    assert not is_offered_before
    assert missing == "Write what you want to do first."
    assert [step.what for step in added] == ["Call <b>back</b>"]
    assert done == ()
    assert card_of(known).next_steps == added


def test_a_next_step_begins_on_a_day_the_user_works_on(known: Opened, qtbot: QtBot) -> None:
    known.runner.do(KeepHoliday(HolidayDraft(MONDAY + timedelta(days=3), "Thanksgiving")))
    known.finish()

    press(qtbot, Qt.Key.Key_F8)
    box = box_of(qtbot, known, NextStepDialog)

    assert box.day.text() == "Fri 27 Nov 2026"
    box.done(0)


def test_an_outcome_without_a_talk_leads_to_logging_one(known: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_R, CONTROL)
    box = box_of(qtbot, known, OutcomeDialog)
    told, verb = box.told.text(), box.verb.text()
    fields = [field.isVisible() for field in (box.kind, box.talk, box.day, box.note)]

    press(qtbot, Qt.Key.Key_Return)
    known.finish()

    assert told == "An outcome comes from a conversation or an interview. Log what was said first."
    assert verb == "Log a contact…"
    assert not any(fields)
    assert not box.isVisible()
    log = box_of(qtbot, known, LogDialog)
    assert log.isModal()
    log.done(0)


def test_an_outcome_is_put_right_and_taken_off(sample: Opened, qtbot: QtBot) -> None:
    sample.controller.contacts.go_to(3)
    sample.trigger("log_call")
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()
    sample.trigger("record_outcome")
    box_of(qtbot, sample, OutcomeDialog)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    sample.finish()
    kept = card_of(sample).outcomes[0]
    box = sample.controller.contacts_controller.follow_ups.edit_outcome(kept)
    assert box is not None
    box.kind.show_value(OutcomeKind.MENTOR)
    qtbot.mouseClick(button(box, "Keep"), Qt.MouseButton.LeftButton)
    sample.finish()
    changed = card_of(sample).outcomes[0]
    again = sample.controller.contacts_controller.follow_ups.edit_outcome(changed)
    assert again is not None
    qtbot.mouseClick(button(again, "Delete outcome"), Qt.MouseButton.LeftButton)
    sample.finish()

    assert kept.kind is OutcomeKind.INSIDE_INFORMATION
    assert (changed.id, changed.kind) == (kept.id, OutcomeKind.MENTOR)
    assert kept.id not in [each.id for each in card_of(sample).outcomes]
    assert sample.said() == "Deleted outcome: mentor gained"
