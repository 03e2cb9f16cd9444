"""How a draft tidies itself: every text in it is cleaned once, here, and nowhere later."""

from collections.abc import Iterable

from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import tidy_line, tidy_text
from insidescoop.domain.values import frozen

LONGEST_LINE = 500
"""Characters a one-line field may hold; ten times a long postal line."""
LONGEST_TEXT = 200_000
"""Characters a note may hold: about forty printed pages."""


@frozen
class FieldProblem:
    """What is wrong with one field of a draft: the field's name and one sentence for the person."""

    field: str
    sentence: str


def tidy(draft: object, *, lines: Iterable[str] = (), texts: Iterable[str] = ()) -> None:
    """Tidies the named fields of a frozen draft while it is being made: `lines` to one line, `texts` to many."""
    for names, tidied in ((lines, tidy_line), (texts, tidy_text)):
        for name in names:
            typed = getattr(draft, name)
            # Most fields of a person in a file are empty, and the others tidy.
            if typed is not None and (made := tidied(typed)) is not typed:
                object.__setattr__(draft, name, made)


def too_long(draft: object, *, lines: Iterable[str] = (), texts: Iterable[str] = ()) -> list[FieldProblem]:
    """A problem for each named field that holds more than fits."""
    found = []
    for names, longest in ((lines, LONGEST_LINE), (texts, LONGEST_TEXT)):
        for name in names:
            typed = getattr(draft, name)
            if typed is not None and len(typed) > longest:
                found.append(FieldProblem(name, f"Please keep this under {longest:,} characters."))
    return found


def insist(problems: tuple[FieldProblem, ...]) -> None:
    """Lets a valid draft through.

    Raises:
        Invalid: the draft has a problem; its first sentence is told.
    """
    if problems:
        raise Invalid(problems[0].sentence, next_step="Correct the field and try again.")
