"""Quick capture without a window: the subcommands `add`, `log` and `note`."""

import sys
from datetime import date
from typing import Any

from insidescoop.cli_files import Printed, Reader
from insidescoop.commands.contacts import AddContact, AddToNotes
from insidescoop.commands.noted_entries import LogNoted
from insidescoop.domain.contact_text import told_facts
from insidescoop.domain.drafts import LONGEST_LINE
from insidescoop.domain.interactions import InteractionDraft, usual_direction
from insidescoop.domain.moments import Moment, exact_day
from insidescoop.domain.noted import FoundLine, Noted, newly_noted, noted_of, promise_words, with_people
from insidescoop.domain.problems import Invalid
from insidescoop.domain.signatures.reading import read_signature
from insidescoop.domain.typed_days import DayOrder, Looking, NoDay, read_day
from insidescoop.queries.already_here import already_here
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_list import ContactChoice
from insidescoop.queries.namesakes import contacts_fitting
from insidescoop.queries.profile import profile
from insidescoop.system.clock import Clock
from insidescoop.system.requests import AddRequest, LogRequest, NoteRequest

_STANDARD_INPUT = "-"
_LONGEST_INPUT = 1 << 20
"""Bytes that are read: more characters than any field holds."""
_MOST_NAMED = 5
_ORDERS = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
"""The ways to read a numeric date. The command line cannot ask which one is meant."""


def added(request: AddRequest, reader: Reader) -> Printed:
    """The contact that `add` made from a text.

    Raises:
        Problem: the text has no name, or they seem to be among the contacts already; nothing was changed.
    """
    text = _text_of(request.text)
    read = reader.read(lambda session: read_signature(text, profile(session).home_country))
    draft = read.draft
    if draft.problems():
        raise Invalid(draft.problems()[0].sentence, next_step="Write it like: Ana Ruiz, librarian at City Library")
    found = None if request.is_certain else reader.read(lambda session: already_here(session, draft))
    if found is not None:
        same = (
            "Restore them in the window"
            if found.is_trashed
            else f"Add to their notes with: inside-scoop note {found.contact_id}"
        )
        raise Invalid(found.words, next_step=f"{same}, or add someone else with --anyway.")
    contact_id = reader.do(AddContact(draft))
    facts = told_facts(draft)
    return Printed(
        [f"Added {draft.shown_name} as contact {contact_id}", *(_line(*fact) for fact in facts), *read.remarks],
        {"contact": contact_id, "stored": dict(facts), "remarks": list(read.remarks)},
    )


def logged(request: LogRequest, reader: Reader, clock: Clock) -> Printed:
    """What `log` put on a timeline.

    Raises:
        Problem: it is not clear who is meant, or which day; nothing was changed.
    """
    text = _text_of(request.text)
    day = _day(request.day, clock.today())
    who = reader.read(lambda session: _who(session, request.contact))
    draft = _entry(request, who.id, text, Moment.on(day, now=clock.now(), zone=clock.zone))
    found = _found(draft.notes or "", day)
    noted = reader.read(lambda session: _with_contacts(session, found, but_for=who.id))
    entry_id = reader.do(LogNoted(draft, noted))
    kept = [*(promise_words(each.line) for each in found if each.line.name is None), *map(_named_words, noted.names)]
    told = [f"Logged with {who.words}: {draft.kind.words.lower()}, {exact_day(day)}"]
    facts = [("In a few words", draft.summary), ("Notes", draft.notes)]
    return Printed(
        [*told, *(_line(title, value) for title, value in facts if value), *kept],
        {
            "entry": entry_id,
            "contact": who.id,
            "name": who.name,
            "kind": draft.kind.value,
            "day": day.isoformat(),
            "summary": draft.summary,
            "notes": draft.notes,
            "kept": kept,
        },
    )


def noted(request: NoteRequest, reader: Reader) -> Printed:
    """What the notes of a contact hold after `note`.

    Raises:
        Problem: it is not clear who is meant; nothing was changed.
    """
    text = _text_of(request.text)
    who = reader.read(lambda session: _who(session, request.contact))
    notes = reader.do(AddToNotes(who.id, text))
    return Printed(
        [f"Added to the notes of {who.words}", _line("Notes", notes)],
        {"contact": who.id, "name": who.name, "notes": notes},
    )


def _text_of(typed: str) -> str:
    if typed == _STANDARD_INPUT and sys.stdin is not None:
        # A passphrase may have been read from its first line.
        typed = sys.stdin.buffer.read(_LONGEST_INPUT).decode("utf-8-sig", "replace")
    if not typed.strip():
        raise Invalid(
            "There is no text.", next_step="Type it after the subcommand, or use - to read it from standard input."
        )
    return typed


def _who(session: Any, typed: str) -> ContactChoice:
    """The contact of an id, or of a name or a part of one that no other has."""
    if typed.isascii() and typed.isdecimal():
        card = contact_card(session, int(typed)) if int(typed) < 2**63 else None
        if card is not None and card.is_trashed:
            raise Invalid(f"{card.name} is in the trash.", next_step="Restore them in the window first.")
        if card is not None:
            return ContactChoice(card.id, card.name, card.draft.organization or "")
    fitting = contacts_fitting(session, typed)
    several = fitting.called or fitting.near
    if len(several) == 1:
        return several[0]
    if not several:
        raise Invalid(
            f"No contact is called “{typed}”.",
            next_step="See how the name is written with: inside-scoop list contacts. Or add them: inside-scoop add",
        )
    named = "; ".join(f"{each.id} {each.words}" for each in several[:_MOST_NAMED])
    more = f"; and {len(several) - _MOST_NAMED:,} more" if len(several) > _MOST_NAMED else ""
    raise Invalid(
        f"“{typed}” may be any of {len(several):,} contacts: {named}{more}.",
        next_step="Write the whole name, or the number in its place.",
    )


def _day(typed: str | None, today: date) -> date:
    if typed is None:
        return today
    meant = [read_day(typed, today=today, looking=Looking.BACK, order=order) for order in _ORDERS]
    days = {day for day in meant if isinstance(day, date)}
    if len(days) > 1:
        raise _two_days(typed)
    if not days:
        why = next((each.why for each in meant if isinstance(each, NoDay)), "No day is given.")
        raise Invalid(why, next_step="Correct --date and try again.")
    return days.pop()


def _two_days(typed: str) -> Invalid:
    return Invalid(
        f"“{typed}” may be either of two days.", next_step="Write the month in letters, or all of it like 2026-12-04."
    )


def _entry(request: LogRequest, contact_id: int, text: str, happened: Moment) -> InteractionDraft:
    """The first line in a few words and the rest as notes; what is longer than a line, or a promise, is a note."""
    first, _newline, rest = text.strip().partition("\n")
    is_note = len(first) > LONGEST_LINE or bool(newly_noted(first, day=happened.local.date()))
    summary, notes = (None, text) if is_note else (first, rest)
    kind = request.kind
    return InteractionDraft((contact_id,), kind, happened, usual_direction(kind), summary=summary, notes=notes)


def _found(notes: str, day: date) -> tuple[FoundLine, ...]:
    read = [newly_noted(notes, day=day, order=order) for order in _ORDERS]
    days: dict[str, date] = {}
    for line in (each.line for found in read for each in found):
        if line.due_on is not None and days.setdefault(line.typed, line.due_on) != line.due_on:
            raise _two_days(line.typed.strip())
    # "By 12/25" is a day in one order only.
    return max(read, key=lambda found: sum(each.line.due_on is not None for each in found))


def _with_contacts(session: Any, found: tuple[FoundLine, ...], *, but_for: int) -> Noted:
    """What was found with the contacts that the names in it stand for, as the window takes them."""
    noted = noted_of(found)
    id_by_name: dict[str, int | None] = {}
    for name in (given.name for given in noted.names if given.name is not None):
        fitting = contacts_fitting(session, name, but_for=but_for)
        if fitting.in_doubt:
            several = "; ".join(choice.words for choice in fitting.in_doubt[:_MOST_NAMED])
            raise Invalid(
                f"“@{name}” may be someone who is here already: {several}.",
                next_step="Write the whole name, or log it in the window, which asks.",
            )
        if not fitting.is_left_out:
            id_by_name[name] = fitting.contact_id
    return with_people(noted, id_by_name)


def _named_words(given: Any) -> str:
    return f"@{given.name}: {'a new contact' if given.contact_id is None else 'already a contact'}"


def _line(title: str, value: str) -> str:
    return f"  {title}: " + "\n    ".join(value.splitlines())
