"""Files in and out without a window: what the subcommands `import` and `export` do and say."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from insidescoop.commands.everything import LoadEverything
from insidescoop.commands.imports import ImportContacts
from insidescoop.commands.meeting_imports import ImportMeetings
from insidescoop.domain.calendars import MeetingChoice, MeetingPlan, MeetingStanding
from insidescoop.domain.contact_filters import typed_filter
from insidescoop.domain.everything import Everything
from insidescoop.domain.imports import Choice, ImportPlan, Standing
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.exchange.csv_mapping import Meaning
from insidescoop.inputs.contact_files import plan_table, read_file
from insidescoop.outputs.calendar_files import CalendarPart, export_calendar
from insidescoop.outputs.contact_files import LEFT_OUT, ContactFormat, export_contacts
from insidescoop.outputs.everything_files import HOLDS, export_everything
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.contact_matches import MOST_MATCHES
from insidescoop.queries.everything import why_not_loaded
from insidescoop.system.clock import Clock
from insidescoop.system.requests import ExportRequest, ImportRequest
from insidescoop.system.user_files import require_new_file

Answer = TypeVar("Answer")


class Reader(Protocol):
    """Whatever answers queries and runs commands: the open store."""

    def read(self, query: Callable[[Any], Answer]) -> Answer:
        """The answer of a query."""
        ...

    def do(self, command: Any) -> Any:
        """What a command returns, once it is done."""
        ...


@frozen
class Printed:
    """What a subcommand says: lines for a person, and the same as data for a program."""

    lines: list[str]
    data: Any


def imported(request: ImportRequest, reader: Reader, clock: Clock) -> Printed:
    """What `import` did, or would do, with a file of any kind.

    Raises:
        Problem: the file cannot be read, or what it holds cannot be taken in.
    """
    contents = reader.read(lambda session: read_file(session, request.file, zone=clock.zone))
    if contents.everything is not None:
        return _load_everything(request, reader, contents.everything)
    if contents.meetings is not None:
        return _import_meetings(request, reader, contents.meetings, own_zone=clock.zone)
    sheet = contents.sheet
    if contents.plan is None and sheet is not None:
        # No one is here to be asked: the table is read as its columns look, and that is reported.
        meanings = contents.meanings
        contents = reader.read(lambda session: plan_table(session, sheet, meanings))
    assert contents.plan is not None  # noqa: S101 - every other kind was returned above
    columns: tuple[tuple[str, Meaning], ...] = ()
    if sheet is not None and not contents.is_as_known:
        columns = tuple(zip((column.heading for column in sheet.columns), contents.meanings, strict=True))
    return _import_people(request, reader, contents.plan, columns)


def _load_everything(request: ImportRequest, reader: Reader, everything: Everything) -> Printed:
    file = request.file
    rows = everything.total
    problem = reader.read(why_not_loaded)
    if problem is not None:
        raise problem
    if not request.is_dry_run:
        reader.do(LoadEverything(everything, file.name))
    done = "Would load" if request.is_dry_run else "Loaded"
    return Printed(
        [f"{done} everything from {file.name}: {counted(rows, 'row')}."],
        {"file": str(file), "is_dry_run": request.is_dry_run, "rows": rows},
    )


def _import_people(
    request: ImportRequest, reader: Reader, plan: ImportPlan, columns: tuple[tuple[str, Meaning], ...]
) -> Printed:
    """What becomes of the people of a plan; `columns` say how those of a table nobody knows are read."""
    choices = {
        place: Choice.UPDATE
        for place, each in enumerate(plan.people)
        if request.is_accepting_changes and each.change is not None and each.standing is Standing.THERE
    }
    added, filled_in, updated = plan.added(choices), plan.filled_in(choices), plan.updated(choices)
    refused_photos = 0
    if not request.is_dry_run and (added or filled_in or updated):
        refused_photos = reader.do(ImportContacts(plan, choices)).refused_photos
    lines = [plan.sentence(), *plan.remarks]
    lines += [f"Column “{heading}” is read as: {meaning.words}" for heading, meaning in columns]
    for each in plan.people:
        said = f"Line {each.person.line}: {each.person.draft.shown_name}"
        if each.standing is Standing.DOUBTFUL:
            lines.append(f"{said} left out, {each.reason}")
        if each.change is not None:
            lines.append(f"{said}, {each.change.words}")
        if each.is_at_target:
            lines.append(f"{said} works at an organization on your list")
        lines += [f"{said}: {remark}" for remark in each.person.remarks]
    lines += [f"Line {each.line}: not readable, {each.reason}" for each in plan.unreadable]
    done = "Would add" if request.is_dry_run else "Added"
    filled = f", and what was missing to {filled_in:,}" if filled_in else ""
    lines.append(f"{done} {counted(added, 'person', 'people')}{filled}.")
    if refused_photos:
        lines.append(
            f"{counted(refused_photos, 'picture')} could not be shown and {_WERE[refused_photos > 1]} left out."
        )
    if updated:
        lines.append(f"{'Would update' if request.is_dry_run else 'Updated'} {counted(updated, 'person', 'people')}.")
    return Printed(
        lines,
        {
            "file": str(request.file),
            "is_dry_run": request.is_dry_run,
            "added": added,
            "filled_in": filled_in,
            "updated": updated,
            "refused_pictures": refused_photos,
            "remarks": list(plan.remarks),
            "columns": [{"heading": heading, "meaning": meaning.value} for heading, meaning in columns],
            "people": [
                {
                    "line": each.person.line,
                    "name": each.person.draft.shown_name,
                    "standing": each.standing.value,
                    "reason": each.reason or None,
                    "contact": each.contact_id,
                    "change": each.change.words if each.change is not None else None,
                    "is_at_target": each.is_at_target,
                    "remarks": list(each.person.remarks),
                }
                for each in plan.people
            ],
            "unreadable": [{"line": each.line, "reason": each.reason} for each in plan.unreadable],
        },
    )


def _import_meetings(request: ImportRequest, reader: Reader, plan: MeetingPlan, *, own_zone: str) -> Printed:
    choices = {
        place: MeetingChoice()
        for place, each in enumerate(plan.meetings)
        if request.is_accepting_changes and each.standing is MeetingStanding.CHANGED
    }
    planned = plan.taken(choices, MeetingStanding.NEW)
    updated = plan.taken(choices, MeetingStanding.CHANGED)
    if not request.is_dry_run and (planned or updated):
        reader.do(ImportMeetings(plan, choices))
    lines = [plan.sentence(), *plan.remarks]
    for each in plan.meetings:
        said = ", ".join(filter(None, (each.standing.words.lower(), each.reason, *each.meeting.remarks)))
        lines.append(f"{each.meeting.when(own_zone)}: {each.meeting.title or 'A meeting'}: {said}")
        lines += [f"    {guest.guest.words}: {guest.reason}" for guest in each.guests]
    lines += [f"Line {each.line}: not readable, {each.reason}" for each in plan.unreadable]
    done = ("Would plan", "would update") if request.is_dry_run else ("Planned", "updated")
    lines.append(f"{done[0]} {counted(planned, 'interview')}, {done[1]} {updated:,}.")
    return Printed(
        lines,
        {
            "file": str(request.file),
            "is_dry_run": request.is_dry_run,
            "planned": planned,
            "updated": updated,
            "remarks": list(plan.remarks),
            "meetings": [
                {
                    "line": each.meeting.line,
                    "title": each.meeting.title,
                    "starts": each.meeting.starts.local.isoformat() if each.meeting.starts else None,
                    "standing": each.standing.value,
                    "reason": each.reason or None,
                    "interview": each.interview_id,
                    "remarks": list(each.meeting.remarks),
                    "people": [{"name": guest.guest.words, "contact": guest.contact_id} for guest in each.guests],
                }
                for each in plan.meetings
            ],
            "unreadable": [{"line": each.line, "reason": each.reason} for each in plan.unreadable],
        },
    )


_WERE = {False: "was", True: "were"}


def exported(request: ExportRequest, reader: Reader, clock: Clock) -> Printed:
    """What `export` wrote.

    Raises:
        Problem: nothing is there to be written, or the file cannot be written.
    """
    target, now = request.output, clock.now()
    if request.selected is not None and request.format in ("ics", "json"):
        raise Problem(
            f"--selected chooses people, and {request.format} holds more than people.",
            your_data="No file was written.",
            next_step="Leave it out, or choose vcard, csv or csv-exact.",
        )
    if request.part != "everything" and request.format != "ics":
        raise Problem(
            f"--part chooses a part of a calendar, and {request.format} is none.",
            your_data="No file was written.",
            next_step="Leave it out, or choose ics.",
        )
    if not request.is_overwriting:
        require_new_file(target)
    if request.format == "json":
        reader.read(lambda session: export_everything(session, target, now=now))
        return Printed([f"Wrote {target}: everything", HOLDS], {"file": str(target)})
    if request.format == "ics":
        part = CalendarPart(request.part)
        entries = reader.read(lambda session: export_calendar(session, target, part, now=now))
        said = counted(entries, "entry", "entries")
        return Printed([f"Wrote {target}: {said}"], {"file": str(target), "entries": entries})
    is_newer = request.vcard_version == "4.0"
    kind = (
        (ContactFormat.VCARD_4 if is_newer else ContactFormat.VCARD_3)
        if request.format == "vcard"
        else ContactFormat(request.format)
    )
    wanted = typed_filter(request.selected or "")

    def query(session: Any) -> int:
        ids = contact_ids(session, wanted, today=clock.today())
        if wanted.text and len(ids) >= MOST_MATCHES:
            raise Problem(
                f"More than {MOST_MATCHES} people match these words.",
                your_data="No file was written, for some of them would be missing.",
                next_step="Choose them by tag:, org:, place:, tier: or kind: instead.",
            )
        if request.selected and not ids:
            raise Problem(
                f"Nobody matches {request.selected}.",
                your_data="No file was written.",
                next_step="Choose others, or leave --selected out for everybody.",
            )
        return export_contacts(session, ids, target, kind)

    people = reader.read(query)
    said = counted(people, "person", "people")
    return Printed([f"Wrote {target}: {said}", LEFT_OUT], {"file": str(target), "people": people})
