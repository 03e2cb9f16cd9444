"""The same program without a window: subcommands that read the store and print, with no Qt anywhere."""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from insidescoop.cli_capture import added, logged, noted
from insidescoop.cli_files import Printed, Reader, exported, imported
from insidescoop.domain.about import About
from insidescoop.domain.moments import Moment, clock, exact_day
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.outputs.papers import save_paper
from insidescoop.outputs.prep_sheets import make_prep_sheet
from insidescoop.queries.contact_list import contact_ids, contact_rows
from insidescoop.queries.interview_board import interview_page, interview_rows, next_interview_id
from insidescoop.queries.pitch_desk import pitch_rows
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.queries.today import today
from insidescoop.system.clock import Clock
from insidescoop.system.data_place import remarks_on
from insidescoop.system.recordings import Recordings
from insidescoop.system.requests import (
    AddRequest,
    ExportRequest,
    ImportRequest,
    ListRequest,
    LogRequest,
    NoteRequest,
    PrepSheetRequest,
    Request,
    SearchRequest,
)
from insidescoop.system.user_files import RECORDING_FOLDER, require_new_file


def run(request: Request, reader: Reader, *, clock: Clock, folder: Path) -> None:
    """Does what a subcommand that needs the store asks for, and prints the answer.

    Raises:
        Problem: what was asked for is not there, or cannot be written.
    """
    match request.subcommand:
        case PrepSheetRequest() as sheet:
            printed = _prep_sheet(sheet, reader, clock)
        case SearchRequest(text):
            printed = _search(text, reader)
        case ListRequest(what):
            printed = _LISTS[what](reader, clock)
        case AddRequest() as add:
            printed = added(add, reader)
        case LogRequest() as log:
            printed = logged(log, reader, clock)
        case NoteRequest() as note:
            printed = noted(note, reader)
        case ImportRequest() as bring:
            printed = imported(bring, reader, clock)
        case ExportRequest() as export:
            printed = exported(export, reader, clock)
        case _:
            printed = _check(reader, folder)
    show(request, printed)


def show(request: Request, printed: Printed) -> None:
    """Prints an answer, as lines for a person or as data."""
    sys.stdout.write(json.dumps(printed.data, ensure_ascii=False, indent=2) if request.as_json else _text(printed))
    sys.stdout.write("\n")


def _text(printed: Printed) -> str:
    return "\n".join(printed.lines) or "Nothing to show."


def _prep_sheet(request: PrepSheetRequest, reader: Reader, clock: Clock) -> Printed:
    interview_id = request.interview_id
    if interview_id is None:
        interview_id = reader.read(lambda session: next_interview_id(session, now=clock.now()))
    if interview_id is None:
        raise Problem(
            "No interview is scheduled.",
            your_data="No sheet was written.",
            next_step="Give an interview a time first, or name one with --interview.",
        )
    if not request.is_overwriting:
        require_new_file(request.output)
    chosen = interview_id
    made = reader.read(lambda session: make_prep_sheet(session, chosen, zone=clock.zone, paper=request.paper))
    page = reader.read(lambda session: interview_page(session, chosen))
    save_paper(made, request.output)
    name = page.contact_name if page is not None else ""
    return Printed(
        [f"Wrote {request.output}: prep sheet for {name}", *made.cut],
        {"file": str(request.output), "interview": chosen, "contact": name, "cut": list(made.cut)},
    )


def _search(text: str, reader: Reader) -> Printed:
    hits = reader.read(lambda session: found(session, text))
    return Printed(
        [f"{hit.title}  [{hit.where}]  {hit.excerpt}" for hit in hits],
        [
            {"kind": hit.kind.value, "id": hit.id, "title": hit.title, "where": hit.where, "excerpt": hit.excerpt}
            for hit in hits
        ],
    )


_COUNTED = {
    "contact": ("contact",),
    "organization": ("organization",),
    "interaction": ("timeline entry", "timeline entries"),
    "pitch": ("pitch", "pitches"),
    "interview": ("interview",),
    "question": ("question",),
    "follow_up": ("follow-up",),
}


def _check(reader: Reader, folder: Path) -> Printed:
    recordings = Recordings(folder / RECORDING_FOLDER)
    result = reader.read(lambda session: soundness(session, recordings))
    if result.faults:
        raise Problem(
            f"The file with your data is damaged: {result.faults[0]}",
            your_data="Nothing was changed.",
            next_step="Restore a backup or repair the file: inside-scoop restore, inside-scoop repair.",
        )
    held = ", ".join(counted(result.rows.get(table, 0), *nouns) for table, nouns in _COUNTED.items())
    lines = ["Everything is sound.", held]
    remarks = [str(remark) for remark in remarks_on(folder)]
    if result.missing_recordings:
        lines[0] = (
            f"Everything is sound but for {counted(result.missing_recordings, 'recording')} that cannot be found."
        )
    data = {
        "sound": result.is_sound,
        "rows": result.rows,
        "missing_recordings": result.missing_recordings,
        "remarks": remarks,
    }
    return Printed([*lines, *remarks], data)


def told_about(about: About) -> Printed:
    """What `about` says of the program, of what it is made of and of where its data is."""
    data = asdict(about) | {name.lower(): version for name, version in about.versions.items()}
    del data["versions"]
    return Printed([*about.lines(), "", "Libraries:", *about.library_lines()], data)


def _contacts(reader: Reader, clock: Clock) -> Printed:
    def query(session: Any) -> Any:
        return contact_rows(session, contact_ids(session, today=clock.today()))

    rows = reader.read(query)
    return Printed(
        [_joined(row.id, row.name, row.title, row.organization, row.email) for row in rows],
        [
            {
                "id": row.id,
                "name": row.name,
                "title": row.title,
                "organization": row.organization,
                "email": row.email,
                "last_contact": _iso(row.last_contact_at),
                "next_due": row.next_due_on.isoformat() if row.next_due_on else None,
            }
            for row in rows
        ],
    )


def _interviews(reader: Reader, _clock: Clock) -> Printed:
    rows = reader.read(interview_rows)
    return Printed(
        [_joined(row.id, row.stage.words, row.contact_name, row.organization, _when(row.starts)) for row in rows],
        [
            {
                "id": row.id,
                "stage": row.stage.value,
                "contact": row.contact_name,
                "organization": row.organization,
                "starts": _iso(row.starts.local) if row.starts else None,
                "minutes": row.minutes,
            }
            for row in rows
        ],
    )


def _pitches(reader: Reader, _clock: Clock) -> Printed:
    rows = reader.read(pitch_rows)
    return Printed(
        [_joined(row.id, row.name, f"{row.seconds} of {row.target_seconds} s") for row in rows],
        [
            {"id": row.id, "name": row.name, "seconds": row.seconds, "target_seconds": row.target_seconds}
            for row in rows
        ],
    )


def _due(reader: Reader, clock: Clock) -> Printed:
    shown = reader.read(lambda session: today(session, now=clock.now(), zone=clock.zone))
    lines = [_joined(_when(meeting.starts), f"Talk with {meeting.contact_name}") for meeting in shown.meetings]
    lines += [_joined(exact_day(follow_up.due_on), follow_up.what, follow_up.contact_name) for follow_up in shown.due]
    meetings = [
        {"interview": meeting.interview_id, "contact": meeting.contact_name, "starts": _iso(meeting.starts.local)}
        for meeting in shown.meetings
    ]
    due = [
        {"id": follow_up.id, "contact": follow_up.contact_name, "what": follow_up.what, "due": str(follow_up.due_on)}
        for follow_up in shown.due
    ]
    return Printed(lines, {"meetings": meetings, "due": due})


_LISTS = {"contacts": _contacts, "interviews": _interviews, "pitches": _pitches, "due": _due}


def _joined(*parts: object) -> str:
    return "  ".join(str(part) for part in parts if part)


def _when(moment: Moment | None) -> str:
    return "" if moment is None else f"{exact_day(moment.local.date())}, {clock(moment.local)}"


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
