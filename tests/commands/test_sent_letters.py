"""A letter the user sent is kept, and means a move."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from builders import MONDAY, SetClock, add_contact, add_interview, at
from insidescoop.commands.interviews import MoveToStage
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.letters import AddTemplate, EditTemplate, HideTemplate, RestoreTemplate
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.sent_letters import LogLetter
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus
from insidescoop.domain.interviews.interviews import Stage
from insidescoop.domain.letters.templates import TemplateDraft, TemplateKind
from insidescoop.domain.problems import Invalid
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.contact_card import TimelineEntry, contact_card
from insidescoop.queries.interview_board import interview_page, interview_rows
from insidescoop.queries.message_templates import TemplateRow, template_rows
from insidescoop.queries.profile import profile
from insidescoop.store.entities import FollowUp, Introduction
from insidescoop.store.store import Store
from test_any_order import rows_of

BODY = "Dear Dana,\n\nCould we talk for 20 minutes?"


def stage_of(store: Store, interview_id: int) -> Stage:
    with store.reading() as session:
        page = interview_page(session, interview_id)
        assert page is not None
        return page.stage


def timeline(store: Store, contact_id: int) -> tuple[TimelineEntry, ...]:
    with store.reading() as session:
        card = contact_card(session, contact_id)
        assert card is not None
        return card.timeline


def open_rules(store: Store) -> dict[str, date]:
    with store.reading() as session:
        rows = session.scalars(select(FollowUp).where(FollowUp.settled_on.is_(None)))
        return {row.rule or "": row.due_on for row in rows}


def sent(store: Store, kind: TemplateKind, contact_id: int, interview_id: int | None = None) -> int | None:
    about: int | None = store.do(LogLetter(kind, contact_id, "Coffee", BODY, interview_id)).result
    return about


def templates(store: Store) -> dict[str, TemplateRow]:
    with store.reading() as session:
        return {row.draft.name or "": row for row in template_rows(session)}


def test_a_request_moves_the_talk_to_asked_and_keeps_the_words(store: Store) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana)

    sent(store, TemplateKind.OUTREACH, dana, interview_id)

    (entry,) = timeline(store, dana)
    assert stage_of(store, interview_id) is Stage.ASKED
    assert (entry.summary, entry.notes) == ("Asked for 20 minutes", f"Subject: Coffee\n\n{BODY}")
    assert {"F01", "F02"} <= set(open_rules(store))


def test_a_request_without_a_talk_plans_one(store: Store) -> None:
    dana = add_contact(store)

    about = sent(store, TemplateKind.OUTREACH, dana)

    assert about is not None
    assert stage_of(store, about) is Stage.ASKED


def test_a_request_takes_up_the_talk_that_waits_to_be_asked_for(store: Store) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana)

    assert sent(store, TemplateKind.OUTREACH, dana) == interview_id
    with store.reading() as session:
        assert len(interview_rows(session)) == 1


def test_a_request_after_a_talk_begins_another(store: Store) -> None:
    dana = add_contact(store)
    first = add_interview(store, dana, starts=at(MONDAY, time(8)))
    store.do(MoveToStage(first, Stage.HELD))

    second = sent(store, TemplateKind.OUTREACH, dana, first)

    assert second != first
    assert stage_of(store, first) is Stage.HELD


def test_a_reminder_settles_the_one_reminder_and_waits_for_the_last_time(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana)
    sent(store, TemplateKind.OUTREACH, dana, interview_id)
    clock.pass_days(9)

    sent(store, TemplateKind.REMINDER, dana, interview_id)

    rules = open_rules(store)
    assert "F02" not in rules
    assert rules["F03"] == date(2026, 12, 11)
    assert stage_of(store, interview_id) is Stage.ASKED


def test_a_confirmation_settles_that_it_was_due(store: Store) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY + timedelta(days=3)))
    assert "F06" in open_rules(store)

    sent(store, TemplateKind.CONFIRMATION, dana, interview_id)

    assert "F06" not in open_rules(store)
    assert "F05" in open_rules(store)


@pytest.mark.parametrize("is_marked_held", [True, False])
def test_a_thank_you_moves_a_talk_that_was_had_to_thanked(store: Store, is_marked_held: bool) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(8)))
    if is_marked_held:
        store.do(MoveToStage(interview_id, Stage.HELD))

    sent(store, TemplateKind.THANK_YOU, dana, interview_id)

    assert stage_of(store, interview_id) is Stage.THANKED
    assert "F08" not in open_rules(store)


def test_a_thank_you_before_the_talk_moves_nothing(store: Store) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY + timedelta(days=3)))

    sent(store, TemplateKind.THANK_YOU, dana, interview_id)

    assert stage_of(store, interview_id) is Stage.SCHEDULED
    assert timeline(store, dana)[0].summary == "Said thank you"


def test_telling_what_came_of_it_settles_that_and_closes_the_introduction(store: Store) -> None:
    ito, dana = add_contact(store, "Aiko", "Ito"), add_contact(store)
    draft = IntroductionDraft(ito, dana, status=IntroductionStatus.MET)
    store.do(RecordIntroduction(draft))
    assert "F12" in open_rules(store)

    sent(store, TemplateKind.REPORT_BACK, ito)

    assert "F12" not in open_rules(store)
    with store.reading() as session:
        assert session.get_one(Introduction, 1).status is IntroductionStatus.THANKED


def test_asking_for_an_introduction_is_written_on_it(store: Store) -> None:
    ito, dana = add_contact(store, "Aiko", "Ito"), add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(ito, dana)))

    sent(store, TemplateKind.INTRODUCTION_REQUEST, ito)

    with store.reading() as session:
        row = session.get_one(Introduction, 1)
        assert (row.status, row.asked_on, row.note) == (IntroductionStatus.ASKED, MONDAY, BODY)


@pytest.mark.parametrize("kind", list(TemplateKind))
def test_every_letter_is_one_step_that_undo_takes_back_whole(store: Store, kind: TemplateKind) -> None:
    ito, dana = add_contact(store, "Aiko", "Ito"), add_contact(store)
    store.do(RecordIntroduction(IntroductionDraft(dana, ito)))
    interview_id = add_interview(store, dana, starts=at(MONDAY, time(8)))
    before = rows_of(store)

    sent(store, kind, dana, interview_id)
    assert rows_of(store) != before
    store.undo()

    assert rows_of(store) == before


def test_the_users_name_goes_into_a_profile_without_one_in_the_same_step(store: Store) -> None:
    dana = add_contact(store)

    store.do(LogLetter(TemplateKind.OUTREACH, dana, "Coffee", BODY, my_name=" Maya  Lindqvist "))

    with store.reading() as session:
        given = profile(session).name
    store.undo()
    with store.reading() as session:
        assert (given, profile(session).name) == ("Maya Lindqvist", None)


def test_a_name_the_profile_has_stays(store: Store) -> None:
    dana = add_contact(store)
    store.do(EditProfile(ProfileDraft(name="Maya")))

    store.do(LogLetter(TemplateKind.OUTREACH, dana, "Coffee", BODY, my_name="Somebody"))

    with store.reading() as session:
        assert profile(session).name == "Maya"


def test_an_empty_letter_is_not_kept(store: Store) -> None:
    dana = add_contact(store)

    with pytest.raises(Invalid, match="empty"):
        store.do(LogLetter(TemplateKind.KEEP_IN_TOUCH, dana, "Coffee", " \n "))

    assert timeline(store, dana) == ()


def test_a_changed_template_gets_its_own_wording_back(store: Store) -> None:
    before = templates(store)["The day before"]
    changed = TemplateDraft(TemplateKind.CONFIRMATION, "Mine", "S", "B {contact_name}")
    store.do(EditTemplate(before.id, changed))

    store.do(RestoreTemplate(before.id))

    assert templates(store)["The day before"] == before


def test_an_own_template_has_no_other_wording_to_go_back_to(store: Store) -> None:
    template_id = store.do(AddTemplate(TemplateDraft(TemplateKind.OUTREACH, "Mine", "S", "B"))).result

    with pytest.raises(Invalid, match="your own"):
        store.do(RestoreTemplate(template_id))


def test_a_template_with_a_field_nobody_knows_is_refused(store: Store) -> None:
    before = templates(store)
    draft = TemplateDraft(TemplateKind.OUTREACH, "Mine", "S", "Dear {contakt_name}")

    with pytest.raises(Invalid, match="contakt_name"):
        store.do(EditTemplate(next(iter(before.values())).id, draft))

    assert templates(store) == before


def test_a_hidden_template_can_be_shown_again(store: Store) -> None:
    row = templates(store)["The day before"]

    store.do(HideTemplate(row.id, is_hidden=True))
    hidden = templates(store)["The day before"].is_hidden
    store.do(HideTemplate(row.id, is_hidden=False))

    assert hidden
    assert not templates(store)["The day before"].is_hidden
