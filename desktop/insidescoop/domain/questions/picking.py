"""Proposes questions for one talk: those that close the gaps in what has been heard so far."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from insidescoop.domain.acquaintance import Role
from insidescoop.domain.questions.questions import CATEGORY_TITLES, most_questions, questions_for
from insidescoop.domain.questions.settings import suits
from insidescoop.domain.values import frozen

CLOSING_ID = "NEXT-01"
"""The question a talk ends with unless another is chosen: whom else to talk to (domain section 3)."""

CLOSING_CATEGORY = "NEXT"

LONG_MINUTES, LONG_MORE = 30, 3
"""A talk of half an hour holds three questions more than the ten."""

_ORDER = {
    category: place
    for place, category in enumerate(
        ("PATH", "JOB", "FIELD", "LIFE", "PREP", "LIS", "TECH", "ORG", "CULT", "HIRE", "GROW", "OWN", "ADVICE", "NEXT")
    )
}
"""The order in which a talk comes to its subjects: that of the ten, the others beside their neighbours."""

_ROLE_SUBJECTS = {
    Role.HIRING_MANAGER: ("HIRE", "PREP"),
    Role.RECRUITER: ("HIRE", "FIELD"),
    Role.MENTOR: ("ADVICE", "PATH"),
    Role.REFERENCE: ("ADVICE",),
    Role.PEER: ("JOB", "LIFE"),
    Role.INFORMANT: ("FIELD", "ORG"),
    Role.REFERRER: ("FIELD", "NEXT"),
}


@frozen
class Candidate:
    """A question of the bank as the picker sees it.

    `answered_by` counts the people who have answered it; `was_asked_of_them` says that one of those was this person.
    `is_chosen_end` says whether this talk ends with it; None leaves that to the usual one.
    """

    id: int
    category: str
    rank: int
    built_in_id: str | None = None
    core_order: int | None = None
    settings: tuple[str, ...] = ()
    answered_by: int = 0
    was_asked_of_them: bool = False
    is_sensitive: bool = False
    is_only_if_offered: bool = False
    is_to_be_looked_up_first: bool = False
    is_starred: bool = False
    has_open_field: bool = False
    is_chosen_end: bool | None = None

    @property
    def is_closing(self) -> bool:
        """True for the question a talk ends with."""
        return self.built_in_id == CLOSING_ID if self.is_chosen_end is None else self.is_chosen_end


@frozen
class Situation:
    """The talk that questions are for.

    `minutes` is the whole talk's, `question_minutes` what of it is left for questions; `others_planned` counts
    questions in the plan that are not of the bank. `is_first` says that nothing was ever asked of anybody.
    `has_rapport` says that the two get on well enough for a sensitive question.
    """

    minutes: int
    question_minutes: int
    settings: frozenset[str] = frozenset()
    role: Role | None = None
    is_first: bool = False
    has_rapport: bool = False
    others_planned: int = 0


@frozen
class Pick:
    """One question proposed, and why."""

    question_id: int
    reason: str
    is_pinned: bool


def how_many(situation: Situation) -> int:
    """How many questions a talk is given, those that are not of the bank left out; never more than it can hold.

    >>> [how_many(Situation(minutes, left)) for minutes, left in ((15, 8), (20, 13), (30, 20))]
    [4, 10, 13]
    """
    wanted = len(questions_for(situation.minutes)) + (LONG_MORE if situation.minutes >= LONG_MINUTES else 0)
    return max(min(wanted, most_questions(situation.question_minutes)) - situation.others_planned, 0)


def pick_questions(
    candidates: Iterable[Candidate],
    situation: Situation,
    *,
    pinned: Collection[int] = (),
    passed: Collection[int] = (),
) -> tuple[Pick, ...]:
    """The questions for a talk in the order to ask them, the closing one last.

    What is pinned is always among them; what is in `passed`, or was asked of this person before, never is, but for
    the closing question. The same bank and talk give the same answer.
    """
    bank = sorted(candidates, key=lambda each: each.id)
    chosen = [each for each in bank if each.id in pinned]
    closing = next((each for each in bank if each.is_closing and each.id not in pinned), None)
    if closing is not None and closing.id not in passed:
        chosen.append(closing)
    while len(chosen) < how_many(situation):
        best = _best(bank, situation, chosen, passed)
        if best is None:
            break
        chosen.append(best)
    return _told(chosen, situation, pinned)


def swap(
    candidates: Iterable[Candidate], situation: Situation, picks: Sequence[Pick], question_id: int, *,
    passed: Collection[int] = (),
) -> tuple[Pick, ...]:  # fmt: skip
    """The picks with one question exchanged for the next best; unchanged if it closes the talk or nothing is left."""
    bank = sorted(candidates, key=lambda each: each.id)
    ids = {pick.question_id for pick in picks}
    kept = [each for each in bank if each.id in ids - {question_id}]
    gone = next((each for each in bank if each.id == question_id), None)
    best = _best(bank, situation, kept, {*passed, question_id})
    if gone is None or gone.is_closing or best is None:
        return tuple(picks)
    return _told([*kept, best], situation, {pick.question_id for pick in picks if pick.is_pinned} - {question_id})


def closing_asks(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The questions a talk can end with, in the bank's order: those on people and sources without an open field."""
    found = (each for each in candidates if each.category == CLOSING_CATEGORY and not each.has_open_field)
    return tuple(sorted(found, key=lambda each: (each.rank, each.id)))


def ending_with(candidates: Iterable[Candidate], question_id: int) -> tuple[Candidate, ...]:
    """The same bank for a talk that ends with one of its questions."""
    return tuple(replace(each, is_chosen_end=each.id == question_id) for each in candidates)


def end_with(
    candidates: Iterable[Candidate], situation: Situation, picks: Sequence[Pick], question_id: int, *,
    passed: Collection[int] = (),
) -> tuple[Pick, ...]:  # fmt: skip
    """The picks with another question as the last of them, and as many as they were.

    The one before goes unless it is pinned. Where the new one stood among the picks, the next best takes its place;
    where there is no room, the last that is not pinned gives way.
    """
    bank = sorted(candidates, key=lambda each: each.id)
    pinned = {pick.question_id for pick in picks if pick.is_pinned}
    before = {each.id for each in bank if each.is_closing} - pinned
    ids = {pick.question_id for pick in picks} - before | {question_id}
    bank = list(ending_with(bank, question_id))
    chosen = [each for each in bank if each.id in ids]
    while len(chosen) < len(picks) and (best := _best(bank, situation, chosen, {*passed, *before})) is not None:
        chosen.append(best)
    told = _told(chosen, situation, pinned)
    free = [pick for pick in told[:-1] if not pick.is_pinned]
    too_many = free[len(free) - min(len(told) - len(picks), len(free)) :] if len(told) > max(len(picks), 1) else []
    return tuple(pick for pick in told if pick not in too_many)


def retold(
    candidates: Iterable[Candidate], situation: Situation, question_ids: Collection[int], *, pinned: Collection[int]
) -> tuple[Pick, ...]:
    """Just these questions, in the order to ask them, told with others pinned."""
    return _told([each for each in candidates if each.id in question_ids], situation, pinned)


def _best(
    bank: Sequence[Candidate], situation: Situation, chosen: Sequence[Candidate], passed: Collection[int]
) -> Candidate | None:
    taken = {each.id for each in chosen}
    left = [each for each in bank if each.id not in taken and each.id not in passed and _is_fit(each, situation)]
    if not left:
        return None
    return max(left, key=lambda each: (_worth(each, situation, chosen), -_ORDER[each.category], -each.rank, -each.id))


def _is_fit(each: Candidate, situation: Situation) -> bool:
    is_open = each.has_open_field or each.is_only_if_offered or each.was_asked_of_them
    return not is_open and suits(each.settings, situation.settings) and (situation.has_rapport or not each.is_sensitive)


def _worth(each: Candidate, situation: Situation, chosen: Sequence[Candidate]) -> int:
    """How much a question is worth beside those chosen already: a gap counts most, then variety, then what fits."""
    if situation.is_first and each.core_order in questions_for(situation.minutes):
        return 1000 - (each.core_order or 0)
    worth = 40 if not each.answered_by else -10 * each.answered_by
    worth -= 25 * sum(other.category == each.category for other in chosen)
    worth += 12 * _is_for_their_setting(each, situation) + 10 * _is_for_their_role(each, situation)
    worth += 10 * each.is_starred + 8 * (each.core_order is not None)
    worth -= 2 * each.rank + 20 * each.is_to_be_looked_up_first + 15 * each.is_sensitive
    return worth


def _is_for_their_setting(each: Candidate, situation: Situation) -> bool:
    return bool(set(each.settings) & situation.settings)


def _is_for_their_role(each: Candidate, situation: Situation) -> bool:
    return situation.role is not None and each.category in _ROLE_SUBJECTS.get(situation.role, ())


def _told(chosen: Iterable[Candidate], situation: Situation, pinned: Collection[int]) -> tuple[Pick, ...]:
    def place(each: Candidate) -> tuple[bool, bool, int, int, int]:
        # The closing question last of all, what is sensitive before it, then the order of a talk.
        core = each.core_order or 99
        return each.is_closing, each.is_sensitive, _ORDER[each.category], core, each.rank

    return tuple(
        Pick(each.id, _reason(each, situation, is_pinned=each.id in pinned), each.id in pinned)
        for each in sorted(chosen, key=place)
    )


def _reason(each: Candidate, situation: Situation, *, is_pinned: bool) -> str:
    if each.is_closing:
        again = " You asked them before; ask again." if each.was_asked_of_them else ""
        ends = "Ends the talk with the next one in sight." if each.built_in_id == CLOSING_ID else "Ends the talk."
        return f"{ends}{again}"
    first = situation.is_first and each.core_order is not None
    heard = "person has" if each.answered_by == 1 else "people have"
    sentences = [
        ("You chose it.", is_pinned and each.core_order is None),
        ("You asked them before.", each.was_asked_of_them),
        # Of one that stands in the plan nobody knows who put it there, the ten or the user.
        ("One of the ten for twenty minutes.", first or (is_pinned and each.core_order is not None)),
        ("Nobody has answered it yet.", not each.answered_by and not first),
        (f"{each.answered_by} {heard} answered it.", bool(each.answered_by)),
        ("It fits where they work.", _is_for_their_setting(each, situation)),
        ("It fits what they do for you.", _is_for_their_role(each, situation)),
        ("You starred it.", each.is_starred),
        ("Sensitive: late, and only if you get on well.", each.is_sensitive),
        ("Look at their web site first.", each.is_to_be_looked_up_first),
        (f"On {CATEGORY_TITLES[each.category].lower().removeprefix('about ')}.", each.category not in ("OWN", "LIS")),
    ]
    return " ".join(sentence for sentence, holds in sentences if holds)
