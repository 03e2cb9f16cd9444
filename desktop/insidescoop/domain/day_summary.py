"""The day in two sentences: what is on and what is due, and one kind word."""

from collections.abc import Sequence
from datetime import date

from insidescoop.domain.text import counted

_KIND_WORDS = (
    "One message is enough to begin with.",
    "People like to be asked about their work.",
    "Small steps add up; you have taken some already.",
    "A short note done beats a long one planned.",
    "Take your time. The list keeps.",
    "Every talk makes the next one easier.",
    "Thanks are never too late.",
    "Whoever helped you once is glad to hear from you.",
    "An unanswered message says nothing about you.",
    "Curiosity is reason enough to ask.",
)


def kind_word(day: date) -> str:
    """The kind word of a day: the same all day, another one tomorrow."""
    return _KIND_WORDS[day.toordinal() % len(_KIND_WORDS)]


def day_summary(talks: Sequence[tuple[str, str]], *, due: int, overdue: int) -> str:
    """What is on and what is due; `talks` are pairs of a clock time and a name, `overdue` are part of `due`.

    >>> day_summary([("14:00", "Dana Okafor")], due=3, overdue=2)
    'You talk with Dana Okafor at 14:00. 3 things are due, 2 of them from earlier days.'
    >>> day_summary([("10:00", "Ana Ruiz"), ("14:00", "Bo Berg")], due=0, overdue=0)
    '2 talks today, the first with Ana Ruiz at 10:00. Nothing is due.'
    >>> day_summary([], due=1, overdue=1)
    'No interview coming up today. One thing is due, from an earlier day.'
    """
    if not talks:
        on = "No interview coming up today."
    elif len(talks) == 1:
        on = f"You talk with {talks[0][1]} at {talks[0][0]}."
    else:
        on = f"{counted(len(talks), 'talk')} today, the first with {talks[0][1]} at {talks[0][0]}."
    return f"{on} {_due(due, overdue)}"


def _due(due: int, overdue: int) -> str:
    if not due:
        return "Nothing is due."
    if due == 1:
        return "One thing is due, from an earlier day." if overdue else "One thing is due."
    if overdue == due:
        return f"{due:,} things are due, all from earlier days."
    return f"{due:,} things are due, {overdue:,} of them from earlier days." if overdue else f"{due:,} things are due."
