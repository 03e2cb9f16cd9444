"""Meetings as calendars tell them: found in a file, planned against what is kept, and written for a calendar."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from insidescoop.domain.imports import Unreadable
from insidescoop.domain.interviews.interviews import Format
from insidescoop.domain.moments import Moment, clock, exact_day
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

OWN_SPACE = "@inside-scoop"
"""How the names end that this program gives to meetings in calendars."""
_INTERVIEW, _FOLLOW_UP = "interview-", "follow-up-"


def interview_uid(interview_id: int, planned_at: datetime) -> str:
    """The name by which calendars know an interview of ours; the same as long as the interview is there.

    >>> from datetime import UTC
    >>> interview_uid(7, datetime(2026, 11, 23, 14, 0, 0, 250, tzinfo=UTC))
    'interview-7-20261123T140000000250@inside-scoop'
    """
    return f"{_INTERVIEW}{interview_id}-{_stamp(planned_at)}{OWN_SPACE}"


def follow_up_uid(follow_up_id: int, contact_added_at: datetime) -> str:
    """The name by which calendars know a follow-up of ours, whichever day it is put off to."""
    return f"{_FOLLOW_UP}{follow_up_id}-{_stamp(contact_added_at)}{OWN_SPACE}"


def interview_id_in(uid: str) -> int | None:
    """The id of the interview that a name of ours speaks of; None for any other name."""
    number = uid.removeprefix(_INTERVIEW).partition("-")[0]
    is_ours = uid.startswith(_INTERVIEW) and uid.endswith(OWN_SPACE) and number.isdecimal() and len(number) < 19
    return int(number) if is_ours else None


def is_of_a_follow_up(uid: str) -> bool:
    """True for the name of a follow-up of ours."""
    return uid.startswith(_FOLLOW_UP) and uid.endswith(OWN_SPACE)


def _stamp(instant: datetime) -> str:
    return instant.strftime("%Y%m%dT%H%M%S%f")


@frozen
class Guest:
    """Somebody a calendar names: at least one of the two is said."""

    name: str | None
    email: str | None

    @property
    def words(self) -> str:
        """The name, or the address where there is none."""
        return self.name or self.email or ""


@frozen
class FoundMeeting:
    """One meeting of a calendar file.

    `line` counts from 1. `starts` is None for one without a time of day; `minutes` are within what an interview may
    take. `guests` are organizer and attendees, rooms left out. `remarks` say what could not be taken as it stood.
    `sent_at` is the instant at which it was planned or sent, where that is said.
    """

    line: int
    uid: str
    title: str | None
    starts: Moment | None
    minutes: int
    format: Format
    place: str | None = None
    details: str | None = None
    guests: tuple[Guest, ...] = ()
    is_called_off: bool = False
    remarks: tuple[str, ...] = ()
    sent_at: datetime | None = None

    def when(self, own_zone: str) -> str:
        """The day and time in words, with the zone if it is not `own_zone`."""
        if self.starts is None:
            return "no time"
        zone = "" if self.starts.zone == own_zone else f" ({self.starts.zone})"
        return f"{exact_day(self.starts.local.date())}, {clock(self.starts.local)}{zone}"


@frozen
class FoundMeetings:
    """All a calendar file holds, in its order; of one meeting told several times, the last that was sent."""

    file_name: str
    meetings: tuple[FoundMeeting, ...]
    unreadable: tuple[Unreadable, ...] = ()
    remarks: tuple[str, ...] = ()


class MeetingStanding(StrEnum):
    """How a meeting of a file stands to the interviews kept."""

    NEW = "new"
    CHANGED = "changed"
    THERE = "there"
    NOTHING = "nothing"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            MeetingStanding.NEW: "New",
            MeetingStanding.CHANGED: "Changed",
            MeetingStanding.THERE: "Already there",
            MeetingStanding.NOTHING: "Left out",
        }[self]


@frozen
class PlannedGuest:
    """A guest and the kept person they are taken for; `contact_id` is None for somebody new."""

    guest: Guest
    contact_id: int | None
    reason: str


@frozen
class PlannedMeeting:
    """A meeting and what would become of it; `reason` says why, in one clause. The user is not among the guests."""

    meeting: FoundMeeting
    standing: MeetingStanding
    reason: str
    guests: tuple[PlannedGuest, ...] = ()
    interview_id: int | None = None


@frozen
class MeetingChoice:
    """What the user wants done with one meeting.

    `is_taken` plans a new one or brings a changed one up to date. `left_out` are the places, from 0, of guests who are
    not to take part; `contact_id` is somebody kept who is talked to, beside the guests.
    """

    is_taken: bool = True
    left_out: frozenset[int] = frozenset()
    contact_id: int | None = None


def usual_choice(planned: PlannedMeeting) -> MeetingChoice:
    """A new meeting with anybody in it is planned; a changed one waits for the user's word."""
    return MeetingChoice(is_taken=planned.standing is MeetingStanding.NEW and bool(planned.guests))


_WITHOUT_CONTACT = "without a contact"
_PARTS = (MeetingStanding.NEW.words.lower(), _WITHOUT_CONTACT,
          *(standing.words.lower() for standing in MeetingStanding if standing is not MeetingStanding.NEW))  # fmt: skip


def _part_of(planned: PlannedMeeting) -> str:
    is_for_nobody = planned.standing is MeetingStanding.NEW and not planned.guests
    return _WITHOUT_CONTACT if is_for_nobody else planned.standing.words.lower()


@frozen
class MeetingPlan:
    """What bringing in a calendar file would do, meeting by meeting in the file's order."""

    file_name: str
    meetings: tuple[PlannedMeeting, ...]
    unreadable: tuple[Unreadable, ...] = ()
    remarks: tuple[str, ...] = ()

    def choice(self, place: int, choices: Mapping[int, MeetingChoice]) -> MeetingChoice:
        """What becomes of the meeting at a place, from 0."""
        planned = self.meetings[place]
        if planned.standing not in (MeetingStanding.NEW, MeetingStanding.CHANGED):
            return MeetingChoice(is_taken=False)
        return choices.get(place, usual_choice(planned))

    def has_people(self, place: int, choice: MeetingChoice) -> bool:
        """True if anybody is left to talk to."""
        return choice.contact_id is not None or len(choice.left_out) < len(self.meetings[place].guests)

    def taken(self, choices: Mapping[int, MeetingChoice], standing: MeetingStanding) -> int:
        """How many meetings of a standing would be written."""
        made = (
            (place, self.choice(place, choices))
            for place, planned in enumerate(self.meetings)
            if planned.standing is standing
        )
        return sum(
            choice.is_taken and (standing is MeetingStanding.CHANGED or self.has_people(place, choice))
            for place, choice in made
        )

    def sentence(self) -> str:
        """The counts in one sentence; only meetings with a contact count as new.

        >>> MeetingPlan("invite.ics", ()).sentence()
        'There is no meeting in invite.ics.'
        """
        counts = Counter(map(_part_of, self.meetings))
        said = [f"{counts[part]:,} {part}" for part in _PARTS if counts[part]]
        if self.unreadable:
            said.append(f"{len(self.unreadable):,} not readable")
        if not said:
            return f"There is no meeting in {self.file_name}."
        total = counted(len(self.meetings) + len(self.unreadable), "entry", "entries")
        return f"{total} in {self.file_name}: {', '.join(said)}."


@frozen
class CalendarEntry:
    """One entry to be written: a meeting with `starts` and `minutes`, or with `day` something due on it.

    `alarm_minutes` are minutes before the start, or for a day minutes after midnight.
    """

    uid: str
    title: str
    starts: Moment | None
    minutes: int
    day: date | None
    place: str | None
    details: str | None
    guests: tuple[Guest, ...]
    written_at: datetime
    alarm_minutes: int
