"""What a letter to a person can say already: the templates' fields, filled from everything that is kept."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.acquaintance import NameLeave
from insidescoop.domain.follow_ups.schedule import NAMED_RULE, REMINDER_RULE, FollowUpSchedule
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.domain.interviews.interviews import USUAL_MINUTES, Format, Stage
from insidescoop.domain.interviews.places import is_in_own_words
from insidescoop.domain.letters.checks import Introducer, LetterFacts
from insidescoop.domain.letters.days import letter_day, letter_month, weekday, zone_words
from insidescoop.domain.letters.phrases import (
    as_quotation,
    bare_note,
    enumerated,
    or_left_open,
    pointed_to,
    promises_kept,
    speaks_of_reader,
)
from insidescoop.domain.letters.templates import TemplateKind, subject_of
from insidescoop.domain.letters.topics import after_how, as_clause, as_topic, is_clause
from insidescoop.domain.meeting_notes import plain_notes
from insidescoop.domain.moments import clock, local_zone_of
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import Vocabulary
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.debrief import ThankYouFacts, thank_you_facts
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.queries.interview_board import planned_questions, quiet_until
from insidescoop.queries.letter_kinds import TRIED, Values, interview_of, their_moment, values_by_kind
from insidescoop.queries.network import IntroductionRow
from insidescoop.queries.own_fields import own_fields
from insidescoop.queries.profile import profile
from insidescoop.store.entities import (
    Contact,
    Interaction,
    Interview,
    Organization,
)

_OPEN_INTRODUCTIONS = (IntroductionStatus.OFFERED, IntroductionStatus.ASKED, IntroductionStatus.MADE)


@frozen
class LetterStart:
    """Where a letter to a person begins.

    `email` is the address it goes to, None where none is known. `interview_id` names the talk it is about, if any.
    `quiet_until` is a day to come before which somebody who did not answer should be left alone. `answers` are what
    the person said, as noted, to be taken up in a thank-you.
    `own_notes` are notes of the user that a letter may hold word for word.
    """

    contact_id: int
    contact_name: str
    email: str | None
    interview_id: int | None
    stage: Stage | None
    values: Values
    introducers: tuple[Introducer, ...]
    own_title: str | None
    contact_names: tuple[str, ...]
    is_not_to_be_contacted: bool
    quiet_until: date | None
    answers: tuple[str, ...]
    own_notes: tuple[str, ...] = ()
    by_kind: Mapping[TemplateKind, Values] = field(default_factory=dict)

    def values_for(self, kind: TemplateKind) -> Values:
        """What a letter of a kind can say."""
        return {**self.values, **self.by_kind.get(kind, {})}

    def facts(self, kind: TemplateKind) -> LetterFacts:
        """What a letter of a kind to this person is looked over with."""
        return LetterFacts(
            kind,
            self.contact_names,
            self.own_title,
            self.introducers,
            self.is_not_to_be_contacted,
            self.quiet_until,
            self.own_notes,
        )


def letter_start(
    session: Session, contact_id: int, interview_id: int | None, *, now: datetime, zone: str
) -> LetterStart | None:
    """What is known for a letter to a person about a talk, their newest one if none is named; None if unknown."""
    card = contact_card(session, contact_id)
    if card is None:
        return None
    row = _interview(session, contact_id, interview_id)
    own = profile(session)
    today = local_zone_of(now, zone).date()
    schedule = follow_up_schedule(session)
    introducers = tuple(_introducer(session, given, card) for given in card.introductions.introduced_by)
    noted = ThankYouFacts() if row is None else thank_you_facts(session, row.id, today=today)
    values: Values = {
        **own_fields(own),
        **_their_fields(session, card, today=today),
        **_talk_fields(session, row, card, zone=zone, today=today),
        **_chain_fields(card, introducers, today=today),
        **_noted_fields(noted),
        "nudge_date": _due(schedule, REMINDER_RULE, today),
        "date": _due(schedule, NAMED_RULE, today),
    }
    questions = planned_questions(session, row.id) if row is not None else ()
    return LetterStart(
        contact_id=card.id,
        contact_name=card.name,
        email=card.draft.emails[0].value if card.draft.emails else None,
        interview_id=None if row is None else row.id,
        stage=None if row is None else row.stage,
        values=values,
        introducers=introducers,
        own_title=own.headline,
        contact_names=tuple(dict.fromkeys(filter(None, (card.name, card.draft.given_name, card.draft.family_name)))),
        is_not_to_be_contacted=card.draft.do_not_contact,
        quiet_until=_still_quiet(session, row, today),
        answers=tuple(filter(None, (plain_notes(question.answer or "") for question in questions))),
        own_notes=_own_notes(row, noted),
        by_kind=values_by_kind(session, row, card, now=now),
    )


def likely_kind(stage: Stage | None, *, has_begun: bool) -> TemplateKind:
    """The letter that comes next for a talk at a stage; `has_begun` says whether its time has come.

    >>> likely_kind(Stage.HELD, has_begun=True).value, likely_kind(None, has_begun=False).value
    ('thank_you', 'outreach')
    """
    if stage is Stage.SCHEDULED:
        return TemplateKind.THANK_YOU if has_begun else TemplateKind.CONFIRMATION
    return {
        Stage.ASKED: TemplateKind.REMINDER,
        Stage.HELD: TemplateKind.THANK_YOU,
        Stage.THANKED: TemplateKind.KEEP_IN_TOUCH,
        Stage.DECLINED: TemplateKind.KEEP_IN_TOUCH,
    }.get(stage or Stage.TO_ASK, TemplateKind.OUTREACH)


def next_letter(session: Session, contact_id: int, interview_id: int | None, *, now: datetime) -> TemplateKind:
    """The letter that comes next for a person and a talk, their newest one if none is named."""
    row = _interview(session, contact_id, interview_id)
    if row is None:
        return TemplateKind.OUTREACH
    begins = row.talk_began_at or row.starts_at
    return likely_kind(row.stage, has_begun=begins is not None and begins <= now)


def _interview(session: Session, contact_id: int, interview_id: int | None) -> Interview | None:
    return interview_of(session, contact_id) if interview_id is None else session.get(Interview, interview_id)


def _own_notes(row: Interview | None, noted: ThankYouFacts) -> tuple[str, ...]:
    """What may stand in a letter as it was noted and be clear to the user alone: no question, no link, no number."""
    if row is None:
        return ()
    place = row.place if row.place and is_in_own_words(row.place) else None
    topic = as_topic(row.purpose)
    topic = None if topic is None or is_clause(topic) else topic
    point = None if noted.specific_point is None else bare_note(noted.specific_point)
    notes = (place, topic, point, *map(as_topic, noted.promises))
    return tuple(note for note in notes if note and not speaks_of_reader(note))


def _still_quiet(session: Session, row: Interview | None, today: date) -> date | None:
    until = None if row is None else quiet_until(session, row)
    return until if until is not None and until > today else None


def _their_fields(session: Session, card: ContactCard, *, today: date) -> Values:
    def words(vocabulary: Vocabulary) -> list[str]:
        return [term.value for term in card.draft.terms if term.vocabulary is vocabulary]

    organization = session.get(Organization, card.organization_id) if card.organization_id is not None else None
    setting = next(iter(words(Vocabulary.SETTING)), organization.setting if organization is not None else None)
    work = next(iter(words(Vocabulary.FUNCTION)), None)
    met = card.draft.met_event
    when = f"in {letter_month(card.draft.met_on, today=today)}" if card.draft.met_on is not None else "before"
    return {
        "contact_name": card.draft.given_name or card.name,
        "their_work": as_topic(work) or (f"your work as {as_topic(card.draft.title)}" if card.draft.title else None),
        "field_or_setting": as_topic(work) or (as_topic(f"{setting} settings") if setting else None),
        "shared_tie": met,
        "event": met,
        # In brackets no event needs an article: "Rare books lecture", "ALA Annual".
        "connection_first": f"We met {when} ({met})" if met else None,
        "organization": organization.name if organization is not None else None,
    }


def _talk_fields(session: Session, row: Interview | None, card: ContactCard, *, zone: str, today: date) -> Values:
    minutes = USUAL_MINUTES if row is None else row.minutes
    if row is None:
        return {"minutes": str(minutes)}
    theirs = their_moment(row, card)
    asked = _asked(session, row.id)
    noted: Values = {
        "topic": as_topic(row.purpose),
        "specific_topic": after_how(row.purpose),
        "what_i_want_to_know": as_clause(row.purpose),
        "place_or_link": row.place or ("by phone" if row.format is Format.PHONE else None),
    }
    values: Values = {"minutes": str(minutes), **{name: or_left_open(name, noted[name]) for name in noted}}
    if theirs is not None:
        values |= {
            "time": clock(theirs.local),
            "time_zone": zone_words(theirs),
            "weekday": weekday(theirs.local.date()),
            "month": letter_month(theirs.local.date(), today=today),
        }
    if asked is not None:
        values["sent_date"] = letter_day(local_zone_of(asked.happened_at, zone).date(), today=today)
        values["first_subject"] = subject_of(asked.notes)
    return values


def _noted_fields(noted: ThankYouFacts) -> Values:
    """What was noted in a talk and its wrap-up; only what there is, so that it hides nothing known otherwise."""
    values = {
        "specific_point": or_left_open("specific_point", as_quotation(noted.specific_point)),
        "referred_person": enumerated(noted.named) if noted.named else None,
        "referral_line": pointed_to(noted.named),
        "promise_line": promises_kept(noted.promises),
    }
    return {name: value for name, value in values.items() if value is not None}


def _asked(session: Session, interview_id: int) -> Interaction | None:
    return session.scalars(
        select(Interaction)
        .where(Interaction.interview_id == interview_id, Interaction.letter == TemplateKind.OUTREACH)
        .order_by(Interaction.happened_at.desc(), Interaction.id.desc())
        .limit(1)
    ).first()


def _chain_fields(card: ContactCard, introducers: tuple[Introducer, ...], *, today: date) -> Values:
    led_to = card.introductions.led_to
    waiting = next((row for row in led_to if row.draft.status in _OPEN_INTRODUCTIONS), None)
    tried = next((row for row in led_to if row.draft.status in TRIED), None)
    values: Values = {
        "referrer_name": next((person.name for person in introducers if person.may_be_named), None),
        "target_name": waiting.name if waiting is not None else None,
        "referred_person": waiting.name if waiting is not None else None,
        "referral_line": pointed_to([waiting.name]) if waiting is not None else None,
    }
    if tried is not None:
        did = "I talked with them" if tried.draft.status is IntroductionStatus.MET else "I wrote to them"
        values |= {"advice_or_person": f"that I talk to {tried.name}", "what_i_did": did}
        day = tried.draft.made_on or tried.draft.asked_on
        if day is not None:
            values["month"] = letter_month(day, today=today)
    return values


def _introducer(session: Session, given: IntroductionRow, card: ContactCard) -> Introducer:
    row = session.get(Contact, given.draft.from_contact_id)
    own_leave = row is not None and row.name_leave is NameLeave.YES
    leave = given.draft.may_use_name
    may = own_leave if leave is None else leave
    theirs = {fold(name) for name in (card.draft.given_name, card.draft.family_name) if name}

    def part(name: str | None) -> str | None:
        # The reader's own name is not the introducer's, though it may be spelled alike.
        return name if name and fold(name) not in theirs else None

    if row is None:
        return Introducer(given.name, may)
    return Introducer(given.name, may, part(row.given_name), part(row.family_name))


def _due(schedule: FollowUpSchedule, rule_id: str, today: date) -> str | None:
    day = schedule.day_of(schedule.rule(rule_id), today)
    return None if day is None else letter_day(day, today=today)
