"""What the effort has led to, as one value for the screen and for paper, and the sentences that tell it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from insidescoop.domain.effort.counts import Deed, EffortWeek, GoalProgress, Tally
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.effort.introductions import Branch, Led
from insidescoop.domain.effort.standing import GroupReplies, Standing, Step
from insidescoop.domain.interactions import OutcomeKind
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen

LATELY_WEEKS = 4
"""What "lately" is: this week and the three before."""


@frozen
class OutcomeTally:
    """One kind of outcome: how often it came, from whom, and how many of these have a note."""

    kind: OutcomeKind
    came: Tally
    with_notes: int

    @property
    def words(self) -> str:
        """The count with its notes."""
        if not self.with_notes:
            return f"{self.came.count:,}"
        return f"{self.came.count:,}, with {counted(self.with_notes, 'note')}"


@frozen
class Effort:
    """Everything the page shows. `weeks` are the last weeks, oldest first; all else counts from the beginning.

    `replies_median` and the medians of `replies` are private to the screen; `days_by_id` too, the days each person
    took to answer. `name_by_id` names everybody behind a number.
    """

    today: date
    goals: Goals
    weeks: tuple[EffortWeek, ...]
    progress: tuple[GoalProgress, ...]
    standing: Standing
    replies: tuple[GroupReplies, ...]
    replies_median: float | None
    trees: tuple[Branch, ...]
    not_reported: tuple[Led, ...]
    outcomes: tuple[OutcomeTally, ...]
    asked_lately: Tally
    answered_lately: Tally
    name_by_id: Mapping[int, str] = field(default_factory=dict)
    days_by_id: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True while there is nothing to count."""
        return not (
            self.standing.step(Step.IDENTIFIED).count
            or self.trees
            or self.outcomes
            or any(week.tally(deed).count for week in self.weeks for deed in Deed)
        )

    @property
    def introductions(self) -> int:
        """How many introductions stand in the trees."""
        return sum(_below(tree) for tree in self.trees)


def _below(tree: Branch) -> int:
    waiting, found = list(tree.branches), 0
    while waiting:
        branch = waiting.pop()
        found += 1
        waiting += branch.branches
    return found


def effort_sentences(effort: Effort) -> tuple[str, ...]:
    """What can be said of the effort: true of the counts, kind, and nothing that no count bears out."""
    if effort.is_empty:
        return ("Plan a talk and ask for it: from then on this page shows what your effort has led to.",)
    told = (_lately(effort), _goals(effort), _talks(effort), _open(effort), _outcomes(effort), _reporting(effort))
    return tuple(sentence for sentence in told if sentence)


def _lately(effort: Effort) -> str:
    asked, answered = effort.asked_lately.count, effort.answered_lately.count
    if not asked:
        return ""
    told = f"You asked {counted(asked, 'person', 'people')} in the last four weeks"
    if not answered:
        return f"{told}; no answer has come yet."
    if answered == asked:
        return f"{told}, and {'they' if asked == 1 else 'all of them'} answered."
    return f"{told}; {answered:,} {'has' if answered == 1 else 'have'} answered so far."


_GOAL_NOUNS = {Deed.REQUEST: "request", Deed.NOTE: "note", Deed.TALK: "interview"}


def goal_words(progress: GoalProgress) -> str:
    """How far one goal has come.

    >>> goal_words(GoalProgress(Deed.REQUEST, done=2, goal=5, weeks=1))
    '2 of 5 requests this week'
    >>> goal_words(GoalProgress(Deed.TALK, done=2, goal=1, weeks=4))
    '2 interviews in four weeks, 1 was the goal'
    """
    span = "this week" if progress.weeks == 1 else "in four weeks"
    noun = _GOAL_NOUNS[progress.deed]
    if progress.done > progress.goal:
        return f"{counted(progress.done, noun)} {span}, {progress.goal:,} was the goal"
    return f"{progress.done:,} of {counted(progress.goal, noun)} {span}"


def _goals(effort: Effort) -> str:
    if not effort.progress:
        return ""
    told = "; ".join(goal_words(each) for each in effort.progress)
    if all(each.is_met for each in effort.progress):
        return f"Your goals are reached: {told}."
    return f"Toward your goals: {told}."


def _talks(effort: Effort) -> str:
    talked, led = effort.standing.step(Step.HELD).count, effort.standing.step(Step.REFERRED).count
    if not talked:
        return ""
    told = f"You have talked with {counted(talked, 'person', 'people')}"
    if not led:
        return f"{told}."
    return f"{told}, and {led:,} of them led you to somebody else."


def _open(effort: Effort) -> str:
    waiting = effort.standing.waiting.count
    if not waiting:
        return ""
    verb, each = ("has", "") if waiting == 1 else ("have", " each")
    return f"{counted(waiting, 'person', 'people')} {verb} not answered yet; one friendly reminder{each} is fine."


def _outcomes(effort: Effort) -> str:
    count_by_kind = {each.kind: each.came.count for each in effort.outcomes if each.kind is not OutcomeKind.NOTHING_YET}
    total = sum(count_by_kind.values())
    if not total:
        return ""
    told = f"{counted(total, 'thing')} came of your talks so far"
    checks = count_by_kind.get(OutcomeKind.NOT_FOR_ME, 0)
    if not checks:
        return f"{told}."
    return f"{told}, among them {counted(checks, 'reality check')}: knowing what is not for you is a success."


def _reporting(effort: Effort) -> str:
    givers = len({link.from_id for link in effort.not_reported})
    if not givers:
        return ""
    people = counted(givers, "person", "people")
    knows = "does" if givers == 1 else "do"
    return f"{people} who introduced you to someone {knows} not know yet what came of it: a line is enough."
