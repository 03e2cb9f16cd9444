"""Gathers all that is printed for one interview into one value."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from insidescoop.domain.interviews.interviews import Format, InterviewDraft, missing_place
from insidescoop.domain.interviews.sheet import (
    acquaintance_points,
    asking_order,
    introduction_point,
    last_contact_points,
    opening_words,
    other_clock,
    phases_of,
    points,
    require_filled_fields,
)
from insidescoop.domain.moments import local_zone_of
from insidescoop.domain.prep_sheets import PrepSheet, SheetPitch, SheetQuestion, tasks_after
from insidescoop.queries.contact_card import TimelineEntry, contact_card
from insidescoop.queries.follow_up_rules import follow_up_schedule
from insidescoop.queries.interview_board import PlannedQuestionRow, interview_page
from insidescoop.queries.pitch_desk import spoken_pitch
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Organization


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
    phone = card.draft.phones[0].value if card.draft.phones else None
    last_contact = _last_contact(card.last_contact(), zone)
    must_ask, ask_too, if_time = map(_sheet_questions, asking_order(page.questions))
    introducers = card.introductions.introduced_by
    may_be_named = next((person.name for person in introducers if person.draft.may_use_name), None)
    sheet = PrepSheet(
        contact_name=card.name,
        contact_pronouns=card.draft.pronouns,
        contact_title=card.draft.title,
        organization_name=organization.name if organization is not None else None,
        contact_phone=phone,
        starts_at=starts.local if starts is not None else None,
        own_zone_starts_at=other_clock(starts, zone),
        minutes=page.draft.minutes,
        format_name=None if page.draft.format is Format.OPEN else page.draft.format.words,
        place=page.draft.place,
        purpose=page.draft.purpose,
        logistics=page.draft.logistics,
        person_points=(
            *(introduction_point(each.name, may_use_name=each.draft.may_use_name) for each in introducers[:1]),
            *acquaintance_points(card.draft.met_event, card.draft.met_on),
            *last_contact[:1],
            *points(page.draft.research_notes),
            *last_contact[1:],
        ),
        organization_points=points(organization.research_notes if organization is not None else None),
        opening=opening_words(card.draft.given_name or card.name, page.draft.minutes, may_be_named),
        pitch=_pitch(session, page.draft),
        must_ask=must_ask,
        ask_too=ask_too,
        if_time=if_time,
        phases=phases_of(page.plan, starts),
        after=tasks_after(
            card.draft.given_name or card.name,
            follow_up_schedule(session),
            held_on=None if starts is None else local_zone_of(starts.instant, zone).date(),
            keep_in_touch=None
            if card.draft.do_not_contact
            else (card.draft.closeness.after_exchange, card.draft.cadence_days),
        ),
        own_name=profile(session).name,
        their_starts_at=other_clock(starts, card.draft.time_zone) if card.draft.time_zone else None,
        missing_place=missing_place(page.draft.format, place=page.draft.place, phone=phone),
    )
    require_filled_fields(sheet)
    return sheet


def _pitch(session: Session, plan: InterviewDraft) -> SheetPitch | None:
    spoken = (
        None
        if plan.opening_pitch_id is None
        else spoken_pitch(session, plan.opening_pitch_id, seconds=plan.opening_pitch_seconds)
    )
    return None if spoken is None else SheetPitch(spoken.name, spoken.seconds, spoken.text)


def _last_contact(entry: TimelineEntry | None, zone: str) -> list[str]:
    # A note to oneself is no contact.
    if entry is None:
        return []
    day = local_zone_of(entry.happened.instant, zone).date()
    # The words of a letter are the user's own: they tell nothing of the person.
    return last_contact_points(day, entry.kind, entry.summary, None if entry.letter else entry.notes)


def _sheet_questions(questions: Iterable[PlannedQuestionRow]) -> tuple[SheetQuestion, ...]:
    return tuple(SheetQuestion(question.spoken, question.minutes, question.is_sensitive) for question in questions)
