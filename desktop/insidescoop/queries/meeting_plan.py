"""What bringing in a calendar file would do, told before anything is written."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.calendars import (
    FoundMeeting,
    FoundMeetings,
    Guest,
    MeetingPlan,
    MeetingStanding,
    PlannedGuest,
    PlannedMeeting,
    interview_id_in,
    interview_uid,
    is_of_a_follow_up,
)
from insidescoop.domain.emails import email_key
from insidescoop.domain.import_matches import names_agree
from insidescoop.domain.interviews.interviews import is_held
from insidescoop.domain.moments import Moment, clock, exact_day
from insidescoop.domain.text import first_line, fold
from insidescoop.queries.interview_board import minutes_of_talk, moment_of, moment_of_talk
from insidescoop.queries.profile import profile
from insidescoop.store.entities import Contact, ContactEmail, Interview

_AT_ONCE = 500
_YOU = (
    "Your profile has no e-mail address, so you may be among the people named: untick yourself, or write the address "
    "into Edit > My profile and read the file again."
)


def meeting_plan(session: Session, found: FoundMeetings) -> MeetingPlan:
    """How each meeting of a file stands to the interviews kept, and each guest to the people; nothing is written."""
    user = profile(session)
    own, own_name = email_key(user.email or ""), _words(user.name)
    guests = {guest for meeting in found.meetings for guest in meeting.guests}
    # Without an address of the user, the name tells; with one, a namesake is somebody else.
    others = [
        guest
        for guest in guests
        if (email_key(guest.email or "") != own if own else not own_name or _words(guest.name) != own_name)
    ]
    kept = _kept_people(session, others)
    rows = _interviews(session, [meeting.uid for meeting in found.meetings])
    planned = tuple(_planned(meeting, rows.get(meeting.uid), kept) for meeting in found.meetings)
    is_doubtful = not own and len(others) == len(guests) and any(len(each.guests) > 1 for each in planned)
    return MeetingPlan(found.file_name, planned, found.unreadable, (*found.remarks, *(_YOU,) * is_doubtful))


def _words(name: str | None) -> list[str]:
    return sorted(fold(name or "").replace(",", " ").split())


def _interviews(session: Session, uids: Sequence[str]) -> dict[str, Interview]:
    found: dict[str, Interview] = {}
    for start in range(0, len(uids), _AT_ONCE):
        some = uids[start : start + _AT_ONCE]
        for row in session.scalars(select(Interview).where(Interview.calendar_uid.in_(some))):
            found[row.calendar_uid or ""] = row
        ids = [number for number in map(interview_id_in, some) if number is not None]
        for row in session.scalars(select(Interview).where(Interview.id.in_(ids))):
            found.setdefault(interview_uid(row.id, row.planned_at), row)
    return found


def _kept_people(session: Session, guests: Sequence[Guest]) -> dict[Guest, PlannedGuest]:
    keys = {guest: email_key(guest.email or "") for guest in guests}
    wanted = sorted({key for key in keys.values() if key})
    by_key: dict[str, tuple[int, str, bool]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.execute(
            select(ContactEmail.match_key, Contact.id, Contact.display_name, Contact.trashed_at)
            .join(Contact, Contact.id == ContactEmail.contact_id)
            .where(ContactEmail.match_key.in_(wanted[start : start + _AT_ONCE]))
            .order_by(Contact.id.desc())
        )
        for key, contact_id, name, trashed_at in rows:
            if key is not None and (trashed_at is None or key not in by_key):
                by_key[key] = (contact_id, name, trashed_at is not None)
    return {guest: _planned_guest(session, guest, by_key.get(key or "")) for guest, key in keys.items()}


def _planned_guest(session: Session, guest: Guest, kept: tuple[int, str, bool] | None) -> PlannedGuest:
    if kept is not None:
        contact_id, name, is_trashed = kept
        if is_trashed:
            return PlannedGuest(guest, None, f"new; {name}, with the same address, is in the trash")
        said = "same e-mail address" if names_agree(guest.words, name, is_loose=True) else f"same address as {name}"
        return PlannedGuest(guest, contact_id, f"already there: {said}")
    named = _of_that_name(session, guest.name) if guest.name else []
    if len(named) == 1:
        return PlannedGuest(guest, named[0], "already there: same name")
    return PlannedGuest(guest, None, "new")


def _of_that_name(session: Session, name: str) -> list[int]:
    words = fold(name).replace(",", " ").split()
    turns = {" ".join(words), " ".join([*words[-1:], *words[:-1]]), " ".join([*words[1:], *words[:1]])}
    rows = session.execute(
        select(Contact.id, Contact.display_name).where(Contact.trashed_at.is_(None), Contact.sort_name.in_(turns))
    )
    return [contact_id for contact_id, kept in rows if sorted(fold(kept).split()) == sorted(words)]


def _planned(meeting: FoundMeeting, row: Interview | None, kept: dict[Guest, PlannedGuest]) -> PlannedMeeting:
    guests = tuple(kept[guest] for guest in meeting.guests if guest in kept)
    if is_of_a_follow_up(meeting.uid):
        return PlannedMeeting(meeting, MeetingStanding.NOTHING, "it is something due, not a meeting")
    if row is None and meeting.is_called_off:
        return PlannedMeeting(meeting, MeetingStanding.NOTHING, "it was called off", guests)
    if row is None:
        reason = "" if guests else "it names nobody but you: say whom you will talk to"
        return PlannedMeeting(meeting, MeetingStanding.NEW, reason, guests)
    if meeting.is_called_off:
        reason = "it was called off; what becomes of the interview is yours to say"
        return PlannedMeeting(meeting, MeetingStanding.THERE, reason, guests, row.id)
    changes = _changes(meeting, row)
    standing = MeetingStanding.CHANGED if changes else MeetingStanding.THERE
    return PlannedMeeting(meeting, standing, changes or "same meeting", guests, row.id)


def _changes(meeting: FoundMeeting, row: Interview) -> str:
    """What the file says otherwise than what is kept, old and new; "" for nothing.

    When a held interview was is not the calendar's to say; one that has begun may stand there as planned or as begun.
    """
    said = []
    if meeting.starts is not None and not is_held(row.stage):
        starts, held = moment_of(row.starts_at, row.starts_zone), moment_of_talk(row)
        # Calendars count no fractions of a second.
        if meeting.starts.instant not in {kept.instant.replace(microsecond=0) for kept in (starts, held) if kept}:
            said.append(f"{_when(starts)} → {_when(meeting.starts)}")
        if meeting.minutes not in (row.minutes, minutes_of_talk(row)):
            said.append(f"{row.minutes} → {meeting.minutes} minutes")
    if meeting.place is not None and meeting.place != row.place:
        said.append(f"{first_line(row.place, at_most=40) or 'no place'} → {first_line(meeting.place, at_most=40)}")
    return ", ".join(said)


def _when(moment: Moment | None) -> str:
    return "no time" if moment is None else f"{exact_day(moment.local.date())}, {clock(moment.local)}"
