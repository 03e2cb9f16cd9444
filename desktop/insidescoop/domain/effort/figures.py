"""The page's numbers as bars, with the same words for the screen, for its tables and for paper."""

from insidescoop.domain.effort.counts import Deed, Tally, weekly_goal
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.effort.report import Effort
from insidescoop.domain.effort.standing import GroupReplies, share
from insidescoop.domain.interactions import OutcomeKind
from insidescoop.domain.moments import brief_day, exact_day
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

FEWEST_OF_A_BAR = 4
"""The whole width of lying bars stands for at least as many: one of one is no long bar."""


@frozen
class Figure:
    """One number: its label, what stands at its bar, the whole of it in words, and who is behind it."""

    label: str
    shown: str
    words: str
    tally: Tally
    out_of: int | None = None


@frozen
class WeekFigures:
    """One deed week by week; `goal` is where the goal's line stands, None for no line."""

    deed: Deed
    goal: float | None
    goal_words: str
    weeks: tuple[Figure, ...]


_NOUNS = {Deed.REQUEST: "request", Deed.NOTE: "keep-in-touch note", Deed.TALK: "interview", Deed.MESSAGE: "message"}


def week_figures(effort: Effort) -> tuple[WeekFigures, ...]:
    """Talks, requests, notes and all messages, in this order, week by week."""
    found = []
    for deed in (Deed.TALK, Deed.REQUEST, Deed.NOTE, Deed.MESSAGE):
        goal = goal_words(deed, effort.goals)
        figures = []
        for week in effort.weeks:
            tally = week.tally(deed)
            words = f"Week of {exact_day(week.starts_on, with_weekday=False)}: {counted(tally.count, _NOUNS[deed])}"
            label = brief_day(week.starts_on, today=effort.today, with_weekday=False)
            figures.append(Figure(label, f"{tally.count:,}", words, tally))
        found.append(WeekFigures(deed, weekly_goal(deed, effort.goals), goal, tuple(figures)))
    return tuple(found)


def goal_words(deed: Deed, goals: Goals) -> str:
    """The goal of a deed in words; "" without one.

    >>> goal_words(Deed.REQUEST, Goals(requests=5)), goal_words(Deed.MESSAGE, Goals())
    ('goal: 5 a week', '')
    """
    if weekly_goal(deed, goals) is None:
        return ""
    if deed is Deed.TALK:
        return f"goal: {goals.talk_words}"
    return f"goal: {goals.requests if deed is Deed.REQUEST else goals.notes:,} a week"


def step_figures(effort: Effort) -> tuple[Figure, ...]:
    """Where people stand: each step as a part of the step it is measured against."""
    figures = []
    for each in effort.standing.steps:
        count, against = each.reached.count, each.step.measured_against
        if against is None:
            words = f"{each.step.words}: {counted(count, 'person', 'people')}"
            figures.append(Figure(each.step.words, f"{count:,}", words, each.reached))
            continue
        shown = share(count, each.out_of)
        words = f"{each.step.words}: {shown}, of those {_IN_WORDS[against.value]}"
        figures.append(Figure(each.step.words, shown, words, each.reached, each.out_of))
    return tuple(figures)


_IN_WORDS = {
    "identified": "on my list",
    "requested": "you asked",
    "replied": "who answered",
    "scheduled": "who agreed on a time",
    "held": "you talked with",
}


def open_figures(effort: Effort) -> tuple[Figure, ...]:
    """How those who were asked stand: answered, not yet, or no answer; the three add up to all."""
    stand = effort.standing
    asked = stand.answered.count + stand.waiting.count + stand.silent.count
    return tuple(
        Figure(label, share(tally.count, asked), f"{label}: {share(tally.count, asked)} you asked", tally, asked)
        for label, tally in (
            ("Answered", stand.answered),
            ("No answer yet", stand.waiting),
            ("No answer", stand.silent),
        )
    )


def reply_figures(effort: Effort, *, is_private: bool) -> tuple[Figure, ...]:
    """Who answered, by how the user came to them; with `is_private` the middle of their days too, for the screen."""
    figures = []
    for each in effort.replies:
        if not each.asked.count:
            nobody = "nobody asked yet"
            figures.append(Figure(each.group.words, nobody, f"{each.group.words}: {nobody}", each.answered, 0))
            continue
        shown = share(each.answered.count, each.asked.count)
        days = _days(each) if is_private else ""
        words = f"{each.group.words}: {shown} answered{days}"
        figures.append(Figure(each.group.words, f"{shown}{days}", words, each.answered, each.asked.count))
    return tuple(figures)


def _days(replies: GroupReplies) -> str:
    return "" if replies.median_days is None else f", in about {days_in_words(replies.median_days)}"


def days_in_words(days: float) -> str:
    """A middle value of days.

    >>> days_in_words(1.0), days_in_words(2.5), days_in_words(0.0)
    ('1 day', '2.5 days', '0 days')
    """
    return "1 day" if days == 1 else f"{days:g} days"


def median_words(effort: Effort) -> str:
    """How soon answers came, for the screen alone; "" while there are too few to say."""
    if effort.replies_median is None:
        return ""
    return f"Half of the answers came within {days_in_words(effort.replies_median)}."


def outcome_figures(effort: Effort) -> tuple[Figure, ...]:
    """What came of it, most often first; "nothing yet" at the end, whatever its number."""
    order = sorted(effort.outcomes, key=lambda each: (each.kind is OutcomeKind.NOTHING_YET, -each.came.count))
    return tuple(Figure(each.kind.words, each.words, f"{each.kind.words}: {each.words}", each.came) for each in order)
