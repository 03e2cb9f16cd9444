"""What is looked at in a letter before it goes: its length, its words, its open fields, whose name it says."""

import re
from datetime import date
from enum import IntEnum

from insidescoop.domain.letters.templates import TemplateKind, field_names, field_words
from insidescoop.domain.moments import exact_day
from insidescoop.domain.text import first_line, fold
from insidescoop.domain.values import frozen

GOOD_REQUEST_WORDS, MOST_REQUEST_WORDS = 75, 100
"""A request is short: about 75 words, never over 100 (domain section 5)."""

LEAST_THANKS_WORDS, MOST_THANKS_WORDS = 50, 120
"""A thank-you says one thing learned and what came of it, and no more (domain section 5)."""

REQUESTS = frozenset({TemplateKind.OUTREACH, TemplateKind.INTRODUCTION_REQUEST, TemplateKind.REMINDER})
"""Letters that ask for a talk; none of them speaks of work to be had."""

_ASKS = frozenset({TemplateKind.OUTREACH, TemplateKind.INTRODUCTION_REQUEST})
_NAMES_MINUTES = frozenset({TemplateKind.OUTREACH, TemplateKind.INTRODUCTION_REQUEST, TemplateKind.REMINDER})
_MOST_OF_A_NOTE = 60
_JOB_WORDS = re.compile(
    r"\b(?:jobs?|openings?|vacanc(?:y|ies)|positions?|hir(?:e|es|ed|ing)|r[eé]sum[eé]s?|cvs?|appl(?:y|ied|ies|ying))\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"\b(?:\d{1,3}|ten|fifteen|twenty|thirty|forty-five|quarter of an hour|half an hour)[ -]?min", re.I
)
_HOURS = re.compile(r"\b(?:half an hour|quarter of an hour|an hour)\b", re.IGNORECASE)


class Weight(IntEnum):
    """How much a remark weighs: a letter with a STOP is neither copied nor opened."""

    GOOD = 0
    LOOK = 1
    LONG = 2
    STOP = 3


@frozen
class Remark:
    """One sentence about a letter."""

    weight: Weight
    sentence: str


@frozen
class Introducer:
    """Somebody who led the user to the person written to, and whether the user may say their name."""

    name: str
    may_be_named: bool
    given_name: str | None = None
    family_name: str | None = None


@frozen
class LetterFacts:
    """What must be known of a letter's people to look it over; `contact_names` are the ways to name the reader.

    `quiet_until` is the day before which somebody who did not answer should be left alone; None for nobody such.
    `own_notes` are notes the user made for themselves, which may have got into the letter as they are.
    """

    kind: TemplateKind
    contact_names: tuple[str, ...] = ()
    own_title: str | None = None
    introducers: tuple[Introducer, ...] = ()
    is_not_to_be_contacted: bool = False
    quiet_until: date | None = None
    own_notes: tuple[str, ...] = ()


def word_count(body: str) -> int:
    """The words of a letter's body; a field that is still open counts as one.

    >>> word_count("Dear {contact_name},\\n\\n{item: an article} – made me think.")
    6
    """
    closed = re.sub(r"\{[^{}]*\}", "field", body)
    return sum(1 for word in closed.split() if any(map(str.isalnum, word)))


def remarks_on(subject: str, body: str, facts: LetterFacts) -> tuple[Remark, ...]:
    """What is to be said of a letter as it stands, the weightiest first; its length is always told."""
    text = f"{subject}\n{body}"
    found = [
        *_closed_door(facts),
        *_open_fields(text),
        *_names_without_leave(text, facts.introducers),
        _length(word_count(body), facts.kind),
        *_own_notes(text, facts),
        *_words(text, body, facts),
    ]
    return tuple(sorted(found, key=lambda remark: -remark.weight))


def is_stopped(remarks: tuple[Remark, ...]) -> bool:
    """True if the letter must not go as it stands."""
    return any(remark.weight is Weight.STOP for remark in remarks)


def _closed_door(facts: LetterFacts) -> list[Remark]:
    if not facts.is_not_to_be_contacted:
        return []
    return [
        Remark(Weight.STOP, "This person is not to be contacted. Change that on their card first, if it has changed.")
    ]


def _open_fields(text: str) -> list[Remark]:
    names = [field_words(name) for name in field_names(text)]
    if not names:
        return []
    return [Remark(Weight.STOP, f"Still open: {', '.join(names)}. Tab goes to each; type over it, or delete it.")]


def _names_without_leave(text: str, introducers: tuple[Introducer, ...]) -> list[Remark]:
    return [
        Remark(
            Weight.STOP,
            f"You name {person.name}, who has not said you may. Ask them, and note their leave on the introduction; "
            "or write without the name.",
        )
        for person in introducers
        if not person.may_be_named and _is_named(text, person)
    ]


def _own_notes(text: str, facts: LetterFacts) -> list[Remark]:
    found = [note for note in facts.own_notes if has_words(text, note)]
    if not found:
        return []
    quoted = ", ".join(f"“{first_line(note, at_most=_MOST_OF_A_NOTE)}”" for note in found)
    reader = facts.contact_names[0] if facts.contact_names else "them"
    what, them = ("your own note", "it") if len(found) == 1 else ("your own notes", "them")
    return [Remark(Weight.LOOK, f"{quoted}: {what}, word for word. Will {reader} understand {them}?")]


_ALSO_WORDS = frozenset(
    "bill chase drew grant grace hope joy may mark pat rob sue will young long day best rich page english".split()  # noqa: SIM905
)
"""Names that begin a sentence as words too: alone they name nobody."""


def _is_named(text: str, person: Introducer) -> bool:
    parts = [part for part in (person.given_name, person.family_name) if part and fold(part) not in _ALSO_WORDS]
    # A part of a name is one only as it is written: a long day is not Ms Long.
    return has_words(text, person.name) or any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in parts)


def has_words(text: str, words: str) -> bool:
    """True if the words stand in the text as whole words, whatever their case and marks.

    >>> has_words("Prof. Ito thought of you.", "ito"), has_words("The auditor thought of you.", "Ito")
    (True, False)
    """
    return bool(re.search(rf"(?<!\w){re.escape(fold(words))}(?!\w)", fold(text)))


def _length(words: int, kind: TemplateKind) -> Remark:
    counted = f"{words} words"
    if kind is TemplateKind.OUTREACH:
        if words > MOST_REQUEST_WORDS:
            return Remark(Weight.LONG, f"{counted}: busy people answer short letters. Keep it to {MOST_REQUEST_WORDS}.")
        if words > GOOD_REQUEST_WORDS:
            return Remark(Weight.LOOK, f"{counted}: it fits, and would be better at {GOOD_REQUEST_WORDS}.")
    if kind is TemplateKind.THANK_YOU:
        if words < LEAST_THANKS_WORDS:
            return Remark(Weight.LOOK, f"{counted}: say one thing you learned and what you will do with it.")
        if words > MOST_THANKS_WORDS:
            return Remark(Weight.LOOK, f"{counted}: a thank-you is best under {MOST_THANKS_WORDS}.")
    return Remark(Weight.GOOD, counted)


def _words(text: str, body: str, facts: LetterFacts) -> list[Remark]:
    found = []
    if facts.kind is TemplateKind.OUTREACH and facts.quiet_until is not None:
        day = exact_day(facts.quiet_until, with_weekday=False)
        found.append(Remark(Weight.LOOK, f"They did not answer. Better not asked again before {day}."))
    if facts.kind in REQUESTS:
        said = job_words(text, own_title=facts.own_title)
        if said:
            quoted = ", ".join(f"“{word}”" for word in said)
            found.append(Remark(Weight.LOOK, f"{quoted}: a request asks for advice. Leave job openings out of it."))
    if facts.kind in _ASKS and "?" not in body:
        found.append(Remark(Weight.LOOK, "Nothing is asked: put what you want into a question."))
    if facts.contact_names and not any(has_words(body, name) for name in facts.contact_names):
        found.append(Remark(Weight.LOOK, f"{facts.contact_names[0]} is not called by name."))
    if facts.kind in _NAMES_MINUTES and not (_MINUTES.search(body) or _HOURS.search(body)):
        found.append(Remark(Weight.LOOK, "Say how many minutes you ask for."))
    return found


def job_words(text: str, *, own_title: str | None = None) -> tuple[str, ...]:
    """The words about work to be had, each once, but for those inside the user's own title.

    >>> job_words("I saw your job openings. I am a job coach.", own_title="Job coach")
    ('job', 'openings')
    """
    without = re.sub(re.escape(own_title), " ", text, flags=re.IGNORECASE) if own_title else text
    return tuple(dict.fromkeys(found.lower() for found in _JOB_WORDS.findall(without)))
