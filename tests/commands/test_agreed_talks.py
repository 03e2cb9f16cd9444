"""Who has agreed to a talk is no longer to be written to for a first word."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from builders import MONDAY, add_contact, add_interview, at
from insidescoop.commands.follow_ups import SettleFollowUp
from insidescoop.commands.interviews import EditInterview, MoveToStage
from insidescoop.commands.introductions import EditIntroduction, RecordIntroduction
from insidescoop.commands.talks import StartTalk, StartTalkNow
from insidescoop.domain.follow_ups.rules import Settled
from insidescoop.domain.interactions import IntroductionDraft, IntroductionStatus
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.store.entities import FollowUp
from insidescoop.store.store import Store


@pytest.fixture
def named(store: Store) -> int:
    """Priya, met at an event and named by Aiko: twice to be written to."""
    priya = add_contact(store, "Priya", "Raman", met_event="ALA 2026")
    store.do(RecordIntroduction(IntroductionDraft(add_contact(store, "Aiko", "Ito"), priya)))
    return priya


def words_to_write(store: Store, contact_id: int) -> dict[str, Settled | None]:
    """What asked to write to a person: how it left the list, None while it is on it."""
    with store.reading() as session:
        rows = session.scalars(select(FollowUp).where(FollowUp.contact_id == contact_id))
        return {row.rule: row.settled_how for row in rows if row.rule in ("F11", "F14")}


def test_a_time_agreed_lets_go_of_what_asked_to_write_to_everybody_in_it(store: Store, named: int) -> None:
    interview_id = add_interview(store, add_contact(store))
    only_planned = words_to_write(store, named)

    store.do(EditInterview(interview_id, InterviewDraft((3, named), starts=at(MONDAY))))

    assert only_planned == {"F11": None, "F14": None}
    assert words_to_write(store, named) == {"F11": Settled.DROPPED, "F14": Settled.DROPPED}


def test_who_joins_a_talk_that_is_agreed_is_not_to_be_written_to(store: Store, named: int) -> None:
    dana = add_contact(store)
    interview_id = add_interview(store, dana, starts=at(MONDAY))

    store.do(EditInterview(interview_id, InterviewDraft((dana, named), starts=at(MONDAY))))

    assert words_to_write(store, named) == {"F11": Settled.DROPPED, "F14": Settled.DROPPED}


def test_a_talk_begun_unplanned_lets_go_of_it_too(store: Store, named: int) -> None:
    store.do(StartTalkNow(named))

    assert words_to_write(store, named) == {"F11": Settled.DROPPED, "F14": Settled.DROPPED}


def test_a_talk_begun_that_was_still_to_be_asked_for_lets_go_of_it_too(store: Store, named: int) -> None:
    interview_id = add_interview(store, named)

    store.do(StartTalk(interview_id))

    assert words_to_write(store, named) == {"F11": Settled.DROPPED, "F14": Settled.DROPPED}


def test_asking_by_letter_is_what_was_to_be_done(store: Store, named: int) -> None:
    store.do(MoveToStage(add_interview(store, named), Stage.ASKED))

    assert words_to_write(store, named) == {"F11": Settled.DONE, "F14": Settled.DONE}


def test_somebody_who_is_named_when_a_talk_is_agreed_is_not_put_on_the_list(store: Store) -> None:
    dana = add_contact(store)
    add_interview(store, dana, starts=at(MONDAY))

    store.do(RecordIntroduction(IntroductionDraft(add_contact(store, "Aiko", "Ito"), dana)))

    assert words_to_write(store, dana) == {}


def test_an_introduction_changed_puts_nothing_back_that_was_settled(store: Store, named: int) -> None:
    with store.reading() as session:
        kept = session.scalars(select(FollowUp.id).where(FollowUp.rule == "F11")).one()
    store.do(SettleFollowUp(kept))
    draft = IntroductionDraft(2, named, words_used="Ask her about first jobs")

    store.do(EditIntroduction(1, draft))
    corrected = words_to_write(store, named)
    store.do(EditIntroduction(1, replace(draft, status=IntroductionStatus.DECLINED)))
    store.do(EditIntroduction(1, replace(draft, status=IntroductionStatus.MADE)))

    assert corrected["F11"] is Settled.DONE
    with store.reading() as session:
        open_again = session.scalars(select(FollowUp.rule).where(FollowUp.settled_on.is_(None))).all()
    assert list(open_again) == ["F14", "F11"]
