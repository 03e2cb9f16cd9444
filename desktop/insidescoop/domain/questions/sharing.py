"""Questions somebody shares: which of them are new here."""

from collections.abc import Iterable

from insidescoop.domain.questions.questions import QuestionDraft
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen


@frozen
class FoundQuestions:
    """What a file of shared questions holds. `unread` tells each entry that nothing could be made of, and why."""

    drafts: tuple[QuestionDraft, ...]
    unread: tuple[str, ...] = ()


@frozen
class QuestionPlan:
    """How shared questions stand to those of the bank."""

    new: tuple[QuestionDraft, ...]
    already_there: tuple[QuestionDraft, ...]
    unread: tuple[str, ...]


def question_plan(found: FoundQuestions, texts_here: Iterable[str]) -> QuestionPlan:
    """The plan of bringing questions in: one that is here already, or comes twice, is not new.

    Two wordings are one if only case, marks, spaces and the mark at the end differ.
    """
    here = {_key(text) for text in texts_here}
    new: list[QuestionDraft] = []
    there: list[QuestionDraft] = []
    for draft in found.drafts:
        key = _key(draft.text or "")
        (there if key in here else new).append(draft)
        here.add(key)
    return QuestionPlan(tuple(new), tuple(there), found.unread)


def _key(text: str) -> str:
    return " ".join(fold(text).split()).rstrip(" ?.!")
