"""An action is about the person and the interview that it was asked for, never about the first in a list."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from examples import one_in
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import DeleteInterview
from insidescoop.domain.contacts import ContactDraft
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.interview_board import interview_page, interview_rows
from insidescoop.ui.contacts.bulk_dialogs import TagDialog
from insidescoop.ui.contacts.introduction_dialog import IntroductionDialog
from insidescoop.ui.contacts.step_dialogs import NextStepDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.main_window import Tab
from insidescoop.ui.today.follow_up_dialog import FollowUpDialog
from windows import Opened, press


def _box(opened: Opened, kind: type[QDialog]) -> QDialog:
    (found,) = (box for box in opened.window.findChildren(kind) if box.isVisible())
    return found


def _second(opened: Opened) -> int:
    """A contact in sight who is not the first of the list."""
    opened.window.show_tab(Tab.CONTACTS)
    opened.controller.contacts.people.table.choose_place(4)
    opened.finish()
    contact_id = opened.controller.contacts.card.contact_id
    assert contact_id is not None
    return contact_id


def _later_interview(opened: Opened) -> tuple[int, int]:
    """An interview that is not the one shown at first: its id, and the contact's."""
    now = opened.context.clock.now()
    rows = opened.runner.read(lambda session: interview_rows(session, now=now))
    first = opened.controller.interviews.shown_id
    interview_id = next(row.id for row in rows if row.id != first)
    page = opened.runner.read(lambda session: interview_page(session, interview_id))
    assert page is not None
    return interview_id, page.draft.contact_ids[0]


PICKED: dict[str, tuple[str, type[QDialog]]] = {
    "plan": ("plan_interview", PlanDialog),
    "follow-up": ("add_follow_up", FollowUpDialog),
}


def _chosen_in_each(opened: Opened, before: Callable[[], object] = lambda: None) -> dict[str, int | None]:
    """The contact that each dialog with a choice of one opens with, after whatever is done before it is opened."""
    chosen = {}
    for name, (action_id, kind) in PICKED.items():
        opened.window.activateWindow()
        before()
        opened.trigger(action_id)
        box = _box(opened, kind)
        chosen[name] = box._chosen()  # type: ignore[attr-defined]
        box.done(0)
    return chosen


def test_the_contact_on_the_page_is_the_one_that_is_chosen(sample: Opened) -> None:
    contact_id = _second(sample)

    chosen = _chosen_in_each(sample)

    assert chosen == dict.fromkeys(PICKED, contact_id)


def test_the_contact_of_the_interview_on_the_page_is_chosen(sample: Opened) -> None:
    _second(sample)
    interview_id, contact_id = _later_interview(sample)
    sample.controller._go_to_interview(interview_id)

    chosen = _chosen_in_each(sample)

    assert chosen == dict.fromkeys(PICKED, contact_id)


def test_the_contact_of_the_entry_with_the_focus_comes_before_the_page(sample: Opened) -> None:
    shown = _second(sample)
    today = sample.controller.today
    entry = next(each for each in today.day.entries if each.plan.record.contact_id != shown)

    chosen = _chosen_in_each(sample, before=lambda: (entry.setFocus(), QApplication.processEvents()))

    assert chosen == dict.fromkeys(PICKED, entry.plan.record.contact_id)


def _no_pitch_person(opened: Opened) -> None:
    opened.window.show_tab(Tab.PITCHES)


def _several(opened: Opened) -> None:
    opened.window.show_tab(Tab.CONTACTS)
    opened.controller.contacts.people.table.selectAll()


def _an_organization(opened: Opened) -> None:
    opened.trigger("show_targets")


@pytest.mark.parametrize("look_at", [_no_pitch_person, _several, _an_organization])
def test_with_no_one_in_sight_no_one_is_chosen_and_enter_refuses(
    sample: Opened, qtbot: QtBot, look_at: Callable[[Opened], None]
) -> None:
    _second(sample)
    look_at(sample)
    sample.finish()
    before = sample.runner.history()

    for name, (action_id, kind) in PICKED.items():
        sample.trigger(action_id)
        box = _box(sample, kind)
        if isinstance(box, FollowUpDialog):
            qtbot.keyClicks(box.what.editor, "call the museum")
        box.people.setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[attr-defined]
        QApplication.processEvents()
        chosen = box._chosen()  # type: ignore[attr-defined]
        box.activateWindow()
        press(qtbot, Qt.Key.Key_Return)
        sample.finish()

        assert chosen is None, name
        assert box.isVisible(), name
        assert "contact" in box.problem.text(), name  # type: ignore[attr-defined]
        assert sample.runner.history() == before, name
        box.done(0)


def test_of_two_who_are_called_the_same_the_one_picked_is_taken(sample: Opened, qtbot: QtBot) -> None:
    added: list[int] = []
    for _person in range(2):
        sample.runner.do(AddContact(ContactDraft("Zora", "Zebulon")), then=added.append)
    sample.trigger("record_introduction")
    field = _box(sample, IntroductionDialog).named  # type: ignore[attr-defined]

    picked = []
    for place in range(2):
        field.editor.clear()
        qtbot.keyClicks(field.editor, "Zora")
        offered = field.editor.completer().popup()
        offered.setCurrentIndex(offered.model().index(place, 0))
        qtbot.keyClick(offered, Qt.Key.Key_Return)
        picked.append(field.contact_id())

    assert sorted(picked) == sorted(added)


ABOUT_A_CONTACT: dict[str, tuple[str, type[QDialog], Callable[[QDialog], None]]] = {
    "step": ("add_next_step", NextStepDialog, lambda box: box.step_chosen.emit("call", box.day.value())),  # type: ignore[attr-defined]
    "tags": ("tag_selected", TagDialog, lambda box: box.tags_chosen.emit(("museum",), ())),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("name", ["step", "tags"])
def test_a_dialog_stays_with_its_contact_when_another_is_chosen_meanwhile(sample: Opened, name: str) -> None:
    contact_id = _second(sample)
    action_id, kind, say = ABOUT_A_CONTACT[name]
    sample.trigger(action_id)
    box = _box(sample, kind)

    sample.controller.contacts.people.table.choose_place(7)
    say(box)
    sample.finish()

    card = sample.runner.read(lambda session: contact_card(session, contact_id))
    assert card is not None
    assert "museum" in card.draft.tags or "call" in [step.what for step in card.next_steps]


def test_a_letter_is_to_the_contact_in_sight_and_not_to_one_of_several(sample: Opened) -> None:
    contact_id = _second(sample)
    sample.trigger("write_letter")
    to = _box(sample, LetterDialog)._start.contact_id  # type: ignore[attr-defined]
    _box(sample, LetterDialog).done(0)
    _several(sample)
    sample.finish()
    sample.controller._write(None)

    assert to == contact_id
    assert sample.said() == "Choose one contact to write to"


TODAY = {
    "sheet_requested": lambda opened: opened.controller.interviews_controller.preview,
    "meeting_requested": lambda opened: opened.controller.interviews_controller.meetings.meeting,
    "wrap_up_requested": lambda opened: opened.controller.interviews_controller.meetings.wrapping,
}


@pytest.mark.parametrize(("is_listed", "signal"), one_in(2, [
    (True, "sheet_requested"), (False, "sheet_requested"), (False, "meeting_requested"), (True, "meeting_requested"),
    (True, "wrap_up_requested"), (False, "wrap_up_requested"),
]))  # fmt: skip
def test_a_button_of_today_acts_on_its_own_interview(sample: Opened, signal: str, is_listed: bool) -> None:
    interview_id, _contact_id = _later_interview(sample)
    page = sample.controller.interviews
    if not is_listed:
        # As it is while the list of the page has not been read again.
        page._item_of = lambda _interview_id: None  # type: ignore[method-assign,assignment]

    getattr(sample.controller.today_controller, signal).emit(interview_id)
    sample.finish()

    opened = TODAY[signal](sample)
    if signal == "sheet_requested":
        name = sample.runner.read(lambda session: interview_page(session, interview_id)).people[0][1]  # type: ignore[union-attr]
        assert name.split()[-1].lower() in opened.made.file_name.lower()
        opened.close()
    else:
        assert opened.interview_id == interview_id


def test_a_button_of_an_interview_that_is_gone_says_so(sample: Opened) -> None:
    interview_id, _contact_id = _later_interview(sample)
    sample.runner.do(DeleteInterview(interview_id))
    sample.finish()
    before = sample.runner.history()

    for signal in TODAY:
        sample.runner.show_status("something else")
        getattr(sample.controller.today_controller, signal).emit(interview_id)
        sample.finish()

        assert sample.said() == "This interview is no longer there", signal
        assert sample.runner.history() == before, signal


def test_the_clock_of_the_chosen_interview_runs_not_of_another(sample: Opened) -> None:
    interview_id, _contact_id = _later_interview(sample)
    sample.controller._go_to_interview(interview_id)
    sample.window.show_tab(Tab.CONTACTS)

    sample.trigger("start_talk")

    meeting = sample.controller.interviews_controller.meetings.meeting
    assert meeting is not None
    assert meeting.interview_id == interview_id
