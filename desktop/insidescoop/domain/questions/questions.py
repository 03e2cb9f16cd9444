"""Questions: the bank's categories, and the minutes a plan gives them."""

from collections.abc import Sequence
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen

CATEGORY_TITLES = {
    "FIELD": "About the career field",
    "JOB": "About the job itself",
    "LIFE": "Rewards and strains",
    "PREP": "Skills and preparation",
    "PATH": "The person's own path",
    "ORG": "About the organization",
    "CULT": "Culture and working conditions",
    "HIRE": "Hiring and getting in",
    "GROW": "Advancement and pay",
    "TECH": "Technology and change",
    "LIS": "By library and information setting",
    "ADVICE": "Advice on my own case",
    "NEXT": "People, sources and closing",
    "OWN": "My own questions",
}
"""Titles by category id, in the bank's order (domain section 3); "OWN" holds what the user adds without choosing."""

FROM_WRAP_UPS = "WRAP_UP"
ANSWER_CATEGORIES = {**CATEGORY_TITLES, FROM_WRAP_UPS: "After the talks"}
"""Titles of the categories of answers: those of the questions, and what the user wrote after talks."""


QUESTION_SETTINGS = (
    "academic", "public", "school", "special", "law", "medical", "archives", "records", "metadata", "data",
    "digital assets", "UX", "vendor", "consulting",
)  # fmt: skip
"""What a question may be for: places and kinds of work in the field (domain section 3)."""


class QuestionSource(StrEnum):
    """Where a question came from."""

    BUILT_IN = "built_in"
    OWN = "own"
    IMPORTED = "imported"


USUAL_QUESTION_MINUTES = 2
"""Minutes a planned question is given at first: 13 minutes of discussion hold six or seven (domain section 3)."""
LONGEST_QUESTION_MINUTES = 60


@frozen
class QuestionDraft:
    """A question for the bank, tidied as it is made; `category` is a category's id such as "FIELD".

    `settings` are those of `QUESTION_SETTINGS` it is for, empty for everybody.
    """

    text: str | None = None
    category: str = "OWN"
    is_starred: bool = False
    settings: tuple[str, ...] = ()
    is_sensitive: bool = False
    check_website_first: bool = False

    def __post_init__(self) -> None:
        tidy(self, lines=("text",))
        object.__setattr__(self, "settings", tuple(dict.fromkeys(self.settings)))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.text:
            found.append(FieldProblem("text", "Write the question first."))
        if self.category not in CATEGORY_TITLES:
            found.append(FieldProblem("category", "Choose one of the bank's categories."))
        unknown = [setting for setting in self.settings if setting not in QUESTION_SETTINGS]
        if unknown:
            known = ", ".join(QUESTION_SETTINGS)
            found.append(FieldProblem("settings", f"“{unknown[0]}” is no setting of the bank. Choose from: {known}."))
        return tuple(found + too_long(self, lines=("text",)))


@frozen
class PlannedQuestionDraft:
    """A question as it will be asked in one interview; its text is a copy, so the bank may change later.

    `minutes` is 1 to 60, or None for no time of its own.
    """

    text: str | None
    minutes: int | None = USUAL_QUESTION_MINUTES
    question_id: int | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("text",))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.text:
            found.append(FieldProblem("text", "Write the question first."))
        if self.minutes is not None and not 1 <= self.minutes <= LONGEST_QUESTION_MINUTES:
            found.append(FieldProblem("minutes", f"Choose from 1 to {LONGEST_QUESTION_MINUTES} minutes."))
        return tuple(found + too_long(self, lines=("text",)))


def not_yet_planned(
    drafts: Sequence[PlannedQuestionDraft], planned: Sequence[PlannedQuestionDraft]
) -> list[PlannedQuestionDraft]:
    """The drafts that a plan does not hold yet, each once: neither the same question of the bank nor the same words.

    >>> [draft.text for draft in not_yet_planned(
    ...     [PlannedQuestionDraft("Why here?"), PlannedQuestionDraft("And now?"), PlannedQuestionDraft("and now")],
    ...     [PlannedQuestionDraft("Why  HERE?")])]
    ['And now?']
    """
    known = {key for question in planned for key in _keys_of(question)}
    fresh = []
    for draft in drafts:
        if known.isdisjoint(_keys_of(draft)):
            fresh.append(draft)
        known.update(_keys_of(draft))
    return fresh


def _keys_of(question: PlannedQuestionDraft) -> tuple[int | str, ...]:
    words = fold(question.text or "").rstrip(" ?.!")
    return (words,) if question.question_id is None else (words, question.question_id)


def most_questions(discussion_minutes: int) -> int:
    """How many questions a talk can hold before the window warns: half its minutes and four (domain section 3).

    >>> most_questions(13)
    10
    """
    return discussion_minutes // 2 + 4


def questions_for(minutes: int) -> tuple[int, ...]:
    """The places in the core ten to plan for a talk of `minutes`, in speaking order (domain section 3).

    >>> questions_for(15), questions_for(20)
    ((1, 2, 7, 10), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
    """
    return (1, 2, 7, 10) if minutes <= 15 else tuple(range(1, 11))


def is_if_time(minutes: int | None) -> bool:
    """True for a planned question without minutes of its own: it is asked if time allows, any other is asked."""
    return minutes is None


def minutes_words(minutes: int | None) -> str:
    """The time planned for a question, in words.

    >>> minutes_words(2), minutes_words(None)
    ('2 min', 'if time allows')
    """
    return "if time allows" if is_if_time(minutes) else f"{minutes} min"


def minutes_each(count: int, *, discussion_minutes: int) -> tuple[int | None, ...]:
    """Minutes for each of `count` questions in order: two while they last, then None, to be asked if time allows.

    >>> minutes_each(8, discussion_minutes=13)
    (2, 2, 2, 2, 2, 2, None, None)
    """
    fitting = max(discussion_minutes // USUAL_QUESTION_MINUTES, 1)
    return tuple(USUAL_QUESTION_MINUTES if place < fitting else None for place in range(count))
