"""What was written down about a talk can be put right, and taken off the timeline again."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, a_contact, at
from insidescoop.commands.bulk import TagContacts
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.interviews import PlanInterview
from insidescoop.domain.interactions import Direction, InteractionDraft, InteractionKind
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.moments import Moment, exact_day
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.main_window import Tab
from insidescoop.ui.widgets.plain_text import PlainLabel
from windows import Opened, box_of, button, fill, named, press, type_day

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def logged(opened: Opened, qtbot: QtBot) -> Opened:
    """A person with one call on the timeline, written down with the keys."""
    opened.runner.do(AddContact(a_contact()), then=opened.controller.contacts.go_to)
    opened.finish()
    press(qtbot, Qt.Key.Key_L, CONTROL)
    dialog = box_of(qtbot, opened, LogDialog)
    fill(qtbot, dialog, "In a few words", "Talked abuot hiring")
    press(qtbot, Qt.Key.Key_Return)
    opened.finish()
    return opened


def _open_entry(opened: Opened, qtbot: QtBot) -> LogDialog:
    qtbot.mouseClick(button(opened.controller.contacts.card, "Edit"), Qt.MouseButton.LeftButton)
    return box_of(qtbot, opened, LogDialog)


def _timeline(opened: Opened) -> list[str | None]:
    card = opened.controller.contacts.card.shown_card
    assert card is not None
    return [entry.summary for entry in card.timeline]


def test_an_entry_is_put_right(logged: Opened, qtbot: QtBot) -> None:
    dialog = _open_entry(logged, qtbot)
    day = MONDAY - timedelta(days=3)
    fill(qtbot, dialog, "In a few words", "Talked about hiring")
    type_day(qtbot, dialog.day, exact_day(day))

    qtbot.mouseClick(button(dialog, "Keep"), Qt.MouseButton.LeftButton)
    logged.finish()

    card = logged.controller.contacts.card.shown_card
    assert card is not None
    assert _timeline(logged) == ["Talked about hiring"]
    assert card.timeline[0].happened.local.date() == day
    assert [step.due_on for step in card.next_steps] == [day + timedelta(days=90)]


@pytest.mark.parametrize(("end", "has_edit"), [("Keep", True), ("Delete entry", False)])
def test_the_keys_are_back_on_the_card_after_an_entry_was_changed(
    logged: Opened, qtbot: QtBot, end: str, has_edit: bool
) -> None:
    card = logged.controller.contacts.card
    button(card, "Edit").setFocus()
    dialog = _open_entry(logged, qtbot)
    type_day(qtbot, dialog.day, exact_day(MONDAY - timedelta(days=3)))

    qtbot.mouseClick(button(dialog, end), Qt.MouseButton.LeftButton)
    logged.finish()
    logged.window.activateWindow()
    qtbot.waitUntil(logged.window.isActiveWindow)

    assert logged.window.focusWidget() is (button(card, "Edit") if has_edit else card)


@pytest.mark.parametrize("field", ["In a few words", "Notes"])
def test_control_and_enter_log_from_any_field(opened: Opened, qtbot: QtBot, field: str) -> None:
    opened.runner.do(AddContact(a_contact()), then=opened.controller.contacts.go_to)
    opened.finish()
    press(qtbot, Qt.Key.Key_L, CONTROL)
    fill(qtbot, box_of(qtbot, opened, LogDialog), field, "Talked about hiring")

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    opened.finish()

    card = opened.controller.contacts.card.shown_card
    assert card is not None
    assert [entry.summary or entry.notes for entry in card.timeline] == ["Talked about hiring"]


def test_an_entry_is_taken_off_and_brought_back(logged: Opened, qtbot: QtBot) -> None:
    dialog = _open_entry(logged, qtbot)

    qtbot.mouseClick(button(dialog, "Delete entry"), Qt.MouseButton.LeftButton)
    logged.finish()
    card = logged.controller.contacts.card.shown_card
    assert card is not None
    left = (_timeline(logged), card.next_steps)
    logged.trigger("undo")

    assert left == ([], ())
    assert _timeline(logged) == ["Talked abuot hiring"]


NO_DAY = {
    "3 Dec 2099": "Thu 3 Dec 2099: choose today or an earlier day.",
    "31 Feb": "There is no 31 Feb: the month has at most 29 days.",
    "some day": "“some day” is not a day this can read. Write it like 4 Dec, Fri, tomorrow, +3d or 2026-12-04.",
    "": "Type a day or choose one from the calendar.",
}


def test_a_log_with_a_day_it_cannot_have_is_refused_and_what_was_typed_stays(logged: Opened, qtbot: QtBot) -> None:
    dialog = _open_entry(logged, qtbot)

    for typed, why in NO_DAY.items():
        type_day(qtbot, dialog.day, typed)
        if not typed:
            dialog.day.editor.clear()
        press(qtbot, Qt.Key.Key_Return, CONTROL)
        logged.finish()

        assert dialog.isVisible()
        assert (dialog.day.text(), dialog.day.problem()) == (typed, why)
        assert dialog.day.editor.accessibleDescription() == why
        assert dialog.day.editor.hasFocus()
    dialog.done(0)


def test_what_was_typed_about_a_talk_is_not_thrown_away_unasked(logged: Opened, qtbot: QtBot) -> None:
    dialog = _open_entry(logged, qtbot)
    fill(qtbot, dialog, "Notes", "Ask for the list")

    press(qtbot, Qt.Key.Key_Escape)

    assert dialog.question is not None
    qtbot.mouseClick(button(dialog.question, "Discard"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_who_wrote_is_written_down_and_tells_how_a_person_answers(
    opened: Opened, qtbot: QtBot, clock: SetClock
) -> None:
    opened.runner.do(AddContact(a_contact()), then=opened.controller.contacts.go_to)
    opened.finish()
    for days, answer in ((0, None), (1, "From them")):
        clock.pass_days(days)
        opened.trigger("log_email")
        dialog = box_of(qtbot, opened, LogDialog)
        usual = dialog.direction.currentText()
        if answer is not None:
            dialog.direction.setFocus()
            qtbot.keyClicks(dialog.direction, answer)
        fill(qtbot, dialog, "In a few words", "About the article")
        press(qtbot, Qt.Key.Key_Return)
        opened.finish()

    card = opened.controller.contacts.card
    assert usual == "From me"
    assert [entry.direction for entry in card.shown_card.timeline] == [Direction.TO_ME, Direction.FROM_ME]
    assert card.form.choices["own_reply_pattern"].box.currentText() == "Timeline: answers within three working days"


def test_who_began_follows_the_kind_and_can_be_put_right(logged: Opened, qtbot: QtBot) -> None:
    dialog = _open_entry(logged, qtbot)
    before = dialog.direction.currentText()
    dialog.show_kind(InteractionKind.EMAIL)
    suggested = dialog.direction.currentText()
    dialog.direction.setCurrentText("From them")

    qtbot.mouseClick(button(dialog, "Keep"), Qt.MouseButton.LeftButton)
    logged.finish()

    card = logged.controller.contacts.card.shown_card
    assert card is not None
    assert (before, suggested) == ("Both of us", "From me")
    assert (card.timeline[0].kind, card.timeline[0].direction) == (InteractionKind.EMAIL, Direction.TO_ME)


def test_the_day_and_zone_of_a_person_are_changed_on_the_card_and_taken_back(logged: Opened, qtbot: QtBot) -> None:
    form = logged.controller.contacts.card.form
    form.more.click()
    offered = form.completers["time_zone"].model().rowCount()
    type_day(qtbot, form.met_on, "today")
    press(qtbot, Qt.Key.Key_Return)
    logged.finish()
    first = logged.controller.contacts.card.shown_card.draft.met_on
    type_day(qtbot, form.met_on, "2 Oct")
    fill(qtbot, form, "Time zone", "Europe/Brussels")
    press(qtbot, Qt.Key.Key_Return)
    form.commit()
    logged.finish()

    draft = logged.controller.contacts.card.shown_card.draft
    assert first == MONDAY
    assert (draft.met_on, draft.time_zone) == (date(2026, 10, 2), "Europe/Brussels")
    assert offered > 300
    form.met_on.setFocus()
    form.met_on.editor.selectAll()
    press(qtbot, Qt.Key.Key_Delete)
    press(qtbot, Qt.Key.Key_Return)
    logged.finish()
    assert logged.controller.contacts.card.shown_card.draft.met_on is None
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    press(qtbot, Qt.Key.Key_Return)
    logged.finish()
    assert logged.controller.contacts.card.shown_card.draft.met_on == date(2026, 10, 2)


def test_a_long_entry_shows_its_beginning_and_the_rest_on_demand(logged: Opened, qtbot: QtBot) -> None:
    letter = "\n\n".join(f"Paragraph {number} of the letter, and what it says." for number in range(9))
    contact_id = logged.controller.contacts.card.contact_id
    assert contact_id is not None
    happened = Moment(SetClock().now(), SetClock().zone)
    draft = InteractionDraft((contact_id,), InteractionKind.EMAIL, happened, Direction.TO_ME, notes=letter)
    logged.runner.do(LogInteraction(draft))
    logged.finish()
    card = logged.controller.contacts.card

    def shown() -> str:
        return "\n".join(label.text() for label in card.findChildren(PlainLabel) if label.isVisible())

    folded = shown()
    qtbot.mouseClick(button(card, "Show more"), Qt.MouseButton.LeftButton)
    unfolded = shown()
    logged.runner.do(TagContacts((contact_id,), ("letters",), ()))
    logged.finish()
    after_a_change = shown()
    qtbot.mouseClick(button(card, "Show less"), Qt.MouseButton.LeftButton)

    assert "Paragraph 0" in folded
    assert "Paragraph 8" not in folded
    assert "Paragraph 8" in unfolded
    assert "Paragraph 8" in after_a_change
    assert "Paragraph 8" not in shown()


def test_the_card_shows_interviews_and_leads_to_them(opened: Opened) -> None:
    opened.runner.do(AddContact(a_contact()), then=opened.controller.contacts.go_to)
    opened.finish()
    card = opened.controller.contacts.card
    assert card.contact_id is not None
    opened.runner.do(PlanInterview(InterviewDraft((card.contact_id,), starts=at(MONDAY + timedelta(days=1)))))
    opened.runner.do(PlanInterview(InterviewDraft((card.contact_id,))))
    opened.finish()
    told = [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]

    named(card, "Open the interview: Scheduled · 14:00", QPushButton).click()
    opened.finish()

    assert told[told.index("Interviews") :][:5] == [
        "Interviews",
        "no time yet",
        "To ask",
        "tomorrow",
        "Scheduled · 14:00",
    ]
    assert opened.window.tabs.currentIndex() == Tab.INTERVIEWS
    assert opened.controller.interviews.shown_id == 1
