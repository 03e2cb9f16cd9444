"""The wrap-up of a talk: what it taught, what came of it, who was named, and what was promised."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.interactions import OutcomeKind
from insidescoop.domain.meeting_notes import NotedLine, NoteKind
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

LOWEST_RATING, HIGHEST_RATING = 1, 5


class PromiseBy(StrEnum):
    """Who promised."""

    ME = "me"
    THEM = "them"

    @property
    def words(self) -> str:
        """What the window says."""
        return {PromiseBy.ME: "I promised", PromiseBy.THEM: "They promised"}[self]


class Again(StrEnum):
    """Whether the user would talk to the person again."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"

    @property
    def words(self) -> str:
        """What the window says."""
        return self.value.capitalize()


@frozen
class Promise:
    """One promise. `due_on` is None where no day was named; `source` is the line of the notes it was read from.

    A row that is not `is_wanted` was looked at and left out; one that `is_kept` was kept by an earlier wrap-up.
    """

    by: PromiseBy
    what: str | None
    due_on: date | None = None
    source: str | None = None
    is_wanted: bool = True
    is_kept: bool = False

    def __post_init__(self) -> None:
        tidy(self, lines=("what",))


@frozen
class NameGiven:
    """Somebody who was named: one kept already (`contact_id`), or a name to be kept.

    `may_use_name` is None while they have not been asked; `words_used` is what was said of the person.
    """

    name: str | None
    contact_id: int | None = None
    may_use_name: bool | None = None
    words_used: str | None = None
    source: str | None = None
    is_wanted: bool = True
    is_kept: bool = False

    def __post_init__(self) -> None:
        tidy(self, lines=("name",), texts=("words_used",))


@frozen
class OpenQuestion:
    """Something still to be found out, as it was noted."""

    text: str | None
    source: str | None = None
    is_wanted: bool = True

    def __post_init__(self) -> None:
        tidy(self, lines=("text",))


_TEXTS = ("learned", "surprised", "fits", "still_to_know", "sources")
_RATINGS = ("rapport", "energy", "fit_rating")


@frozen
class WrapUpDraft:
    """The debrief form of one talk (domain section 7), tidied as it is made.

    Ratings are 1 to 5 and private, None where none was given. `outcomes` maps what came of the talk to a note or None.
    `closeness` is None where the person's stays as it is.
    """

    learned: str | None = None
    surprised: str | None = None
    fits: str | None = None
    still_to_know: str | None = None
    sources: str | None = None
    outcomes: Mapping[OutcomeKind, str | None] = field(default_factory=dict)
    names: tuple[NameGiven, ...] = ()
    promises: tuple[Promise, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    rapport: int | None = None
    energy: int | None = None
    fit_rating: int | None = None
    talk_again: Again | None = None
    closeness: Closeness | None = None

    def __post_init__(self) -> None:
        tidy(self, texts=_TEXTS)

    @property
    def all_still_to_know(self) -> str | None:
        """What is still to be found out: what was written, and under it the open questions that are wanted."""
        written = (self.still_to_know or "").split("\n")
        known = {fold(line.strip()) for line in written}
        more = [each.text for each in self.questions if each.is_wanted and each.text and fold(each.text) not in known]
        return "\n".join([*([self.still_to_know] if self.still_to_know else []), *more]) or None

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = too_long(self, texts=_TEXTS)
        for promise in self.promises:
            found += too_long(promise, lines=("what",))
        for named in self.names:
            found += too_long(named, lines=("name",), texts=("words_used",))
        for rating in _RATINGS:
            value = getattr(self, rating)
            if value is not None and not LOWEST_RATING <= value <= HIGHEST_RATING:
                found.append(FieldProblem(rating, f"Choose from {LOWEST_RATING} to {HIGHEST_RATING}, or nothing."))
        return tuple(found)


def with_found(draft: WrapUpDraft, lines: Iterable[NotedLine]) -> WrapUpDraft:
    """The draft with what the notes hold and it does not know yet; what was looked at and corrected stays.

    A line counts as known by the very words it was typed in.
    """
    known = {row.source for rows in (draft.promises, draft.names, draft.questions) for row in rows}
    promises, names, questions = list(draft.promises), list(draft.names), list(draft.questions)
    for line in lines:
        source = line.typed.strip()
        if line.kind is NoteKind.NOTE or source in known:
            continue
        known.add(source)
        if line.kind is NoteKind.NAME:
            names.append(NameGiven(line.name, words_used=line.what, source=source))
        elif line.kind is NoteKind.OPEN_QUESTION:
            questions.append(OpenQuestion(line.what, source=source))
        else:
            by = PromiseBy.ME if line.kind is NoteKind.MY_PROMISE else PromiseBy.THEM
            promises.append(Promise(by, line.what, line.due_on, source=source))
    outcomes = dict(draft.outcomes)
    if len(names) > len(draft.names):
        outcomes.setdefault(OutcomeKind.REFERRAL, None)
    return replace(draft, outcomes=outcomes, promises=tuple(promises), names=tuple(names), questions=tuple(questions))


def draft_text(draft: WrapUpDraft) -> str:
    """The draft as text to be kept until the wrap-up is done."""
    return json.dumps(
        {
            **{name: getattr(draft, name) for name in (*_TEXTS, *_RATINGS)},
            "outcomes": {kind.value: note for kind, note in draft.outcomes.items()},
            "names": [_plain(row) for row in draft.names],
            "promises": [_plain(row) for row in draft.promises],
            "questions": [_plain(row) for row in draft.questions],
            "talk_again": draft.talk_again,
            "closeness": draft.closeness,
        },
        ensure_ascii=False,
    )


def _plain(row: object) -> dict[str, Any]:
    values = {each.name: getattr(row, each.name) for each in fields(row)}  # type: ignore[arg-type]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def draft_from_text(text: str | None) -> WrapUpDraft:
    """The draft that `draft_text` made a text of; an empty one for nothing."""
    if not text:
        return WrapUpDraft()
    kept = json.loads(text)
    return WrapUpDraft(
        **{name: kept.get(name) for name in (*_TEXTS, *_RATINGS)},
        outcomes={OutcomeKind(kind): note for kind, note in kept["outcomes"].items()},
        names=tuple(NameGiven(**row) for row in kept["names"]),
        promises=tuple(
            Promise(
                **{
                    **row,
                    "by": PromiseBy(row["by"]),
                    "due_on": None if row["due_on"] is None else date.fromisoformat(row["due_on"]),
                }
            )
            for row in kept["promises"]
        ),
        questions=tuple(OpenQuestion(**row) for row in kept["questions"]),
        talk_again=None if kept["talk_again"] is None else Again(kept["talk_again"]),
        closeness=None if kept["closeness"] is None else Closeness(kept["closeness"]),
    )
