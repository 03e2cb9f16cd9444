"""What one kind of letter says otherwise than the others: of a talk to come or over, and of the person it is about."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.interviews.interviews import USUAL_MINUTES, is_agreed, is_held
from insidescoop.domain.interviews.places import place_line
from insidescoop.domain.letters.days import dated, day_of_talk, weekday
from insidescoop.domain.letters.phrases import or_left_open, rounded_minutes, time_given
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.letters.topics import as_topic
from insidescoop.domain.moments import Moment, local_zone_of
from insidescoop.queries.contact_card import ContactCard
from insidescoop.queries.interview_board import minutes_of_talk, moment_of_talk
from insidescoop.queries.introduction_request import organization_of
from insidescoop.store.entities import Interview, InterviewContact

Values = dict[str, str | None]

_TO_BE_ASKED = (IntroductionStatus.OFFERED, IntroductionStatus.ASKED)
TRIED = (IntroductionStatus.WRITTEN_TO, IntroductionStatus.MET)
"""How far an introduction has come of which there is something to report back."""
_OF_A_TALK_TO_COME = ("time", "time_zone", "weekday", "talk_day", "talk_date")


def interview_of(session: Session, contact_id: int) -> Interview | None:
    """The newest talk with a person; None if there is none."""
    return session.scalars(
        select(Interview)
        .join(InterviewContact)
        .where(InterviewContact.contact_id == contact_id)
        .order_by(Interview.planned_at.desc(), Interview.id.desc())
        .limit(1)
    ).first()


def their_moment(row: Interview, card: ContactCard) -> Moment | None:
    """When a talk is or was, where the other person is: nobody should have to count hours to come to one."""
    moment = moment_of_talk(row)
    return None if moment is None else Moment(moment.instant, card.draft.time_zone or moment.zone)


def values_by_kind(
    session: Session, row: Interview | None, card: ContactCard, *, now: datetime
) -> Mapping[TemplateKind, Values]:
    """The fields that a letter of a kind fills otherwise; None for those it leaves to the user, known as they are.

    A confirmation knows nothing of a talk that is over, and a look back nothing of one to come. Nobody said
    at an event what they are to be asked later. The organization of good news is the user's own, and that of a request
    for an introduction belongs to the person asked about.
    """
    moment = None if row is None else their_moment(row, card)
    is_over = row is not None and (is_held(row.stage) or (moment is not None and moment.instant <= now))
    return {
        TemplateKind.CONFIRMATION: _to_come(row, None if is_over else moment, now),
        TemplateKind.THANK_YOU: _looked_back_on(row, moment if is_over else None, now),
        TemplateKind.INTRODUCTION_REQUEST: _asked_about(session, card),
        TemplateKind.REPORT_BACK: {} if is_over or _was_led_on(card) else {"month": None},
        TemplateKind.AFTER_EVENT: {"topic": None},
        TemplateKind.KEEP_IN_TOUCH: {} if is_over else {"topic": None},
        TemplateKind.GOOD_NEWS: {"organization": None},
    }


def _was_led_on(card: ContactCard) -> bool:
    return any(row.draft.status in TRIED for row in card.introductions.led_to)


def _to_come(row: Interview | None, moment: Moment | None, now: datetime) -> Values:
    values: Values = {}
    if row is not None:
        values["place"] = place_line(row.format, or_left_open("place", row.place))
    if moment is None:
        return values | dict.fromkeys(_OF_A_TALK_TO_COME)
    day, today = moment.local.date(), local_zone_of(now, moment.zone).date()
    return values | {"talk_day": day_of_talk(day, today=today), "talk_date": dated(day, today=today)}


def _looked_back_on(row: Interview | None, moment: Moment | None, now: datetime) -> Values:
    minutes = minutes_of_talk(row) if row is not None and is_agreed(row.stage) else None
    values: Values = {"time_given": time_given(minutes), "talk_day": None, "weekday": None}
    if minutes is not None:
        values["minutes"] = str(rounded_minutes(minutes))
    # A talk held before the time that was planned for it: nobody noted when.
    if moment is not None and moment.instant <= now:
        day = moment.local.date()
        values["weekday"] = weekday(day)
        values["talk_day"] = day_of_talk(day, today=local_zone_of(now, moment.zone).date())
    return values


def _asked_about(session: Session, card: ContactCard) -> Values:
    led_to = card.introductions.led_to
    given = next((row for row in led_to if row.draft.status in _TO_BE_ASKED and row.draft.to_contact_id), None)
    target_id = None if given is None else given.draft.to_contact_id
    if given is None or target_id is None:
        return {"target_name": None, "organization": None, "topic": None, "minutes": str(USUAL_MINUTES)}
    talk = interview_of(session, target_id)
    return {
        "target_name": given.name,
        "organization": organization_of(session, target_id),
        "topic": None if talk is None else as_topic(talk.purpose),
        "minutes": str(USUAL_MINUTES if talk is None else talk.minutes),
    }
