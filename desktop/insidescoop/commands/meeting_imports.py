"""Taking meetings in from a calendar file, as they were planned and chosen."""

from collections.abc import Mapping
from dataclasses import field, replace

from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interviews import EditInterview, PlanInterview
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.calendars import (
    FoundMeeting,
    Guest,
    MeetingChoice,
    MeetingPlan,
    MeetingStanding,
    PlannedMeeting,
)
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.emails import email_key
from insidescoop.domain.interviews.interviews import InterviewDraft, is_held
from insidescoop.domain.names.parsing import split_name
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Progress
from insidescoop.domain.text import counted, first_line
from insidescoop.domain.values import frozen
from insidescoop.queries.interview_board import draft_of
from insidescoop.store.entities import Interview
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class ImportedMeetings:
    """What an import did: the ids of the interviews planned and of those brought up to date, and of people added."""

    planned: tuple[int, ...]
    updated: tuple[int, ...]
    people: tuple[int, ...]


@frozen
class ImportMeetings:
    """Plans the meetings of a calendar file as interviews, and brings changed ones up to date, in one step.

    `choices` say what becomes of a meeting by its place in the plan from 0; for others the usual is done. New guests
    are added without a rhythm; nothing of people already there changes.
    """

    plan: MeetingPlan
    choices: Mapping[int, MeetingChoice] = field(default_factory=dict)
    backup_reason: BackupReason = field(default=BackupReason.BEFORE_IMPORT, init=False)

    @property
    def label(self) -> str:
        name = first_line(self.plan.file_name, at_most=60)
        planned = self.plan.taken(self.choices, MeetingStanding.NEW)
        if planned:
            return f"Plan {counted(planned, 'interview')} from {name}"
        return f"Update {counted(self.plan.taken(self.choices, MeetingStanding.CHANGED), 'interview')} from {name}"

    def run(self, work: UnitOfWork) -> ImportedMeetings:
        if not any(self.plan.taken(self.choices, each) for each in (MeetingStanding.NEW, MeetingStanding.CHANGED)):
            raise Invalid("There is nothing to import.", next_step="Choose another file.")
        added: dict[str, int] = {}
        planned, updated = [], []
        for place, meeting in enumerate(self.plan.meetings):
            work.report(Progress(place, len(self.plan.meetings), "Planning interviews"))
            choice = self.plan.choice(place, self.choices)
            if not choice.is_taken:
                continue
            if meeting.standing is MeetingStanding.CHANGED:
                updated += _updated(work, meeting)
            elif self.plan.has_people(place, choice):
                planned.append(_planned(work, meeting, choice, added))
        return ImportedMeetings(tuple(planned), tuple(updated), tuple(added.values()))


def _planned(work: UnitOfWork, planned: PlannedMeeting, choice: MeetingChoice, added: dict[str, int]) -> int:
    meeting = planned.meeting
    people = [] if choice.contact_id is None else [choice.contact_id]
    for place, guest in enumerate(planned.guests):
        if place not in choice.left_out:
            people.append(guest.contact_id or _added(work, guest.guest, added))
    draft = InterviewDraft(
        tuple(people),
        format=meeting.format,
        starts=meeting.starts,
        minutes=meeting.minutes,
        place=meeting.place,
        research_notes=_title_note(meeting),
        logistics=meeting.details,
    )
    interview_id = PlanInterview(draft).run(work)
    row = work.session.get_one(Interview, interview_id)
    row.calendar_uid = meeting.uid
    work.label = None
    if meeting.sent_at is not None and meeting.sent_at <= work.now and row.agreed_at is not None:
        # The time was agreed then; what is to be done about it is to be done from now on.
        row.agreed_at = meeting.sent_at
    return interview_id


def _title_note(meeting: FoundMeeting) -> str | None:
    """The title as a note to prepare by, for it is no answer to what the user wants to know; None if it is said."""
    is_said = meeting.title is None or meeting.title in (meeting.details or "")
    return None if is_said else f"In the calendar: {meeting.title}"


def _added(work: UnitOfWork, guest: Guest, added: dict[str, int]) -> int:
    """The id of a guest who was not kept yet; named in two meetings, they are one person."""
    key = email_key(guest.email or "") or guest.words
    if key not in added:
        added[key] = AddContact(guest_draft(guest)).run(work)
    return added[key]


def guest_draft(guest: Guest) -> ContactDraft:
    """The person a guest is: the name in its parts where it is understood, the address where there is none."""
    emails = (Labelled(guest.email),) if guest.email else ()
    name = split_name(guest.name or "")
    if name.given and name.family:
        has_more = name.honorifics or name.post_nominals
        return ContactDraft(
            name.given,
            name.family,
            display_name=guest.name if has_more else None,
            is_family_first=name.is_family_first,
            emails=emails,
        )
    return ContactDraft(display_name=guest.words, emails=emails)


def _updated(work: UnitOfWork, planned: PlannedMeeting) -> list[int]:
    row = work.session.get(Interview, planned.interview_id or 0)
    if row is None:
        return []
    meeting, draft = planned.meeting, draft_of(row)
    if meeting.starts is not None and not is_held(row.stage):
        draft = replace(draft, starts=meeting.starts, minutes=meeting.minutes)
    EditInterview(row.id, replace(draft, place=meeting.place or draft.place)).run(work)
    work.label = None
    return [row.id]
