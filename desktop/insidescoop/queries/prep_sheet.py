"""Gathers all that is printed for one interview into one value."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from insidescoop.domain.interviews.interviews import InterviewDraft, TimePlan
from insidescoop.domain.interviews.plan_warnings import news_hint
from insidescoop.domain.meeting_notes import plain_notes
from insidescoop.domain.moments import Moment, exact_day, local_zone_of
from insidescoop.domain.pitch.pitches import open_slots
from insidescoop.domain.prep_sheets import PrepSheet, SheetPhase, SheetPitch, SheetQuestion, tasks_after
from insidescoop.domain.problems import Problem
from insidescoop.domain.questions.recent_news import NEWS_SLOT
from insidescoop.queries.contact_card import TimelineEntry, contact_card
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.queries.interview_board import PlannedQuestionRow, interview_page
from insidescoop.queries.network import IntroductionRow
from insidescoop.queries.pitch_desk import spoken_pitch
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Organization

MOST_MUST_ASK = 5
"""Limit of the sheet's zone (domain section 7)."""


def prep_sheet(session: Session, interview_id: int, *, zone: str) -> PrepSheet | None:
    """Everything the sheet of an interview prints, on the wall clock of its own zone; None if it is unknown.

    `zone` is the user's own zone, whose time is added where it differs.

    Raises:
        Problem: the pitch or a question holds a field that is not filled yet.
    """
    page = interview_page(session, interview_id)
    if page is None:
        return None
    card = contact_card(session, page.draft.contact_ids[0])
    if card is None:
        return None
    organization_id = page.draft.organization_id or card.organization_id
    organization = session.get(Organization, organization_id) if organization_id is not None else None
    starts = page.moment
    last_contact = _last_contact_points(next((entry for entry in card.timeline if entry.kind.is_contact), None), zone)
    must_ask, if_time = _sorted_questions(page.questions)
    sheet = PrepSheet(
        contact_name=card.name,
        contact_pronouns=card.draft.pronouns,
        contact_title=card.draft.title,
        organization_name=organization.name if organization is not None else None,
        contact_phone=card.draft.phones[0].value if card.draft.phones else None,
        starts_at=starts.local if starts is not None else None,
        own_zone_starts_at=_own_time(starts, zone),
        minutes=page.draft.minutes,
        format_name=page.draft.format.words,
        place=page.draft.place,
        purpose=page.draft.purpose,
        logistics=page.draft.logistics,
        person_points=(
            *_introduction_points(card.introductions.introduced_by),
            *_acquaintance_points(card.draft.met_event, card.draft.met_on),
            *last_contact[:1],
            *_lines(page.draft.research_notes),
            *last_contact[1:],
        ),
        organization_points=_lines(organization.research_notes if organization is not None else None),
        opening=_opening(card.draft.given_name or card.name, page.draft.minutes, card.introductions.introduced_by),
        pitch=_pitch(session, page.draft),
        must_ask=must_ask,
        if_time=if_time,
        phases=_phases(page.plan, starts),
        after=tasks_after(
            card.draft.given_name or card.name,
            follow_up_schedule(session),
            held_on=None if starts is None else local_zone_of(starts.instant, zone).date(),
            keep_in_touch=None
            if card.draft.do_not_contact
            else (card.draft.closeness.after_exchange, card.draft.cadence_days),
        ),
        own_name=profile(session).name,
        their_starts_at=_own_time(starts, card.draft.time_zone) if card.draft.time_zone else None,
    )
    _insist_on_filled_slots(sheet)
    return sheet


def _own_time(starts: Moment | None, zone: str) -> datetime | None:
    if starts is None:
        return None
    own = local_zone_of(starts.instant, zone)
    return own if own.replace(tzinfo=None) != starts.local.replace(tzinfo=None) else None


def _sorted_questions(
    questions: tuple[PlannedQuestionRow, ...],
) -> tuple[tuple[SheetQuestion, ...], tuple[SheetQuestion, ...]]:
    """The first five with minutes of their own must be asked; the others if time allows.

    Of the others those of the user's own wording come first, then those with minutes, sensitive ones last: the page
    drops from the end.
    """
    timed = [question for question in questions if question.minutes is not None and not question.is_sensitive]
    must_ask = timed[:MOST_MUST_ASK]
    others = [question for question in questions if question not in must_ask]
    others.sort(key=lambda each: (each.is_sensitive, not each.is_own, each.minutes is None))
    return _sheet_questions(must_ask), _sheet_questions(others)


def _sheet_questions(questions: list[PlannedQuestionRow]) -> tuple[SheetQuestion, ...]:
    return tuple(SheetQuestion(question.spoken, question.minutes, question.is_sensitive) for question in questions)


def _introduction_points(introducers: tuple[IntroductionRow, ...]) -> list[str]:
    leave = {True: " (you may say so)", False: " (do not use the name)", None: " (ask before using the name)"}
    return [f"Introduced by {person.name}{leave[person.draft.may_use_name]}" for person in introducers[:1]]


def _acquaintance_points(met_event: str | None, met_on: date | None) -> list[str]:
    if met_event is None and met_on is None:
        return []
    where = f" at {met_event}" if met_event else ""
    when = f", {exact_day(met_on, with_weekday=False)}" if met_on else ""
    return [f"Met{where}{when}"]


def _last_contact_points(entry: TimelineEntry | None, zone: str) -> list[str]:
    """When they were last in touch, then what was noted of it, a point a line; a note to oneself is no contact.

    Promises and names have their own places.
    """
    if entry is None:
        return []
    day = exact_day(local_zone_of(entry.happened.instant, zone).date(), with_weekday=False)
    said = (*_lines(entry.summary), *_lines(plain_notes(entry.notes or "")))
    return [f"Last contact {day}: {said[0] if said else entry.kind.words.lower()}", *said[1:]]


def _lines(notes: str | None) -> tuple[str, ...]:
    return tuple(line.strip(" -•*\t") for line in (notes or "").split("\n") if line.strip(" -•*\t"))


def _opening(given_name: str, minutes: int, introducers: tuple[IntroductionRow, ...]) -> str:
    thanks = f"Thank you for making the time, {given_name}. I have {minutes} minutes in mind and will keep to them."
    named = next((person for person in introducers if person.draft.may_use_name), None)
    return f"{thanks} {named.name} thought you would be the right person to ask." if named else thanks


def _pitch(session: Session, plan: InterviewDraft) -> SheetPitch | None:
    spoken = (
        None
        if plan.opening_pitch_id is None
        else spoken_pitch(session, plan.opening_pitch_id, seconds=plan.opening_pitch_seconds)
    )
    return None if spoken is None else SheetPitch(spoken.name, spoken.seconds, spoken.text)


def _phases(plan: TimePlan, starts: Moment | None) -> tuple[SheetPhase, ...]:
    phases = []
    passed = timedelta()
    for name, minutes in (
        ("Opening", plan.opening),
        ("Pitch", plan.pitch),
        ("Questions", plan.questions),
        ("Closing", plan.closing),
        ("Thanks", plan.thanks),
    ):
        begins = None if starts is None else local_zone_of(starts.instant + passed, starts.zone)
        phases.append(SheetPhase(name, minutes, begins))
        passed += timedelta(minutes=minutes)
    return tuple(phases)


def _insist_on_filled_slots(sheet: PrepSheet) -> None:
    texts = [sheet.pitch.text if sheet.pitch else "", *(q.text for q in (*sheet.must_ask, *sheet.if_time))]
    slots = tuple(dict.fromkeys(slot for text in texts for slot in open_slots(text)))
    if slots == (NEWS_SLOT,):
        raise Problem(
            "A question waits for recent news of the organization.",
            your_data="Everything you wrote is kept.",
            next_step=f"{news_hint()} Or take the question out of the plan.",
        )
    if slots:
        raise Problem(
            f"The sheet still has open fields: {', '.join(slots)}.",
            your_data="Everything you wrote is kept.",
            next_step="Fill them in the pitch or in the planned questions, then make the sheet again.",
        )
