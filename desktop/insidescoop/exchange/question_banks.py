"""The file in which questions are shared: a small JSON of questions and nothing else."""

import json
from collections.abc import Iterable
from typing import Any

from insidescoop.domain.problems import Invalid
from insidescoop.domain.questions.questions import CATEGORY_TITLES, QUESTION_SETTINGS, QuestionDraft
from insidescoop.domain.questions.sharing import FoundQuestions

FORMAT, VERSION = "inside-scoop questions", 1
SUFFIX = ".questions.json"
LARGEST_FILE = 2_000_000
MOST_QUESTIONS = 2_000
"""Bytes and entries read: a bank of a thousand questions has some 200,000 bytes."""


def written_questions(drafts: Iterable[QuestionDraft]) -> bytes:
    """The file of these questions; stars and everything about people stay behind."""
    entries = [
        {
            "text": draft.text,
            "category": draft.category,
            "settings": list(draft.settings),
            "sensitive": draft.is_sensitive,
            "check_website_first": draft.check_website_first,
        }
        for draft in drafts
    ]
    told = {"format": FORMAT, "version": VERSION, "questions": entries}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def read_questions(data: bytes) -> FoundQuestions:
    """The questions of a file; an entry that is none is told with its number.

    Raises:
        Invalid: the file is too large, is no file of questions, or was written by a later version.
    """
    if len(data) > LARGEST_FILE:
        raise _refused("The file is too large for a list of questions.")
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused("The file is no list of questions.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("questions"), list):
        raise _refused("The file is no list of questions.")
    if told.get("version") != VERSION:
        raise Invalid(
            "The file was written by a later version of Inside Scoop.", next_step="Update the program and try again."
        )
    entries = told["questions"]
    if len(entries) > MOST_QUESTIONS:
        raise _refused(f"The file holds more than {MOST_QUESTIONS:,} questions.")
    drafts, unread = [], []
    for number, entry in enumerate(entries, start=1):
        draft = _draft(entry)
        problems = draft.problems() if draft is not None else ()
        if draft is None or problems:
            unread.append(f"Entry {number}: {problems[0].sentence if problems else 'it holds no question.'}")
        else:
            drafts.append(draft)
    return FoundQuestions(tuple(drafts), tuple(unread))


def _draft(entry: Any) -> QuestionDraft | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
        return None
    category, settings = entry.get("category"), entry.get("settings")
    known = settings if isinstance(settings, list) else []
    return QuestionDraft(
        text=entry["text"],
        category=category if isinstance(category, str) and category in CATEGORY_TITLES else "OWN",
        settings=tuple(setting for setting in known if isinstance(setting, str) and setting in QUESTION_SETTINGS),
        is_sensitive=entry.get("sensitive") is True,
        check_website_first=entry.get("check_website_first") is True,
    )


def _refused(what: str) -> Invalid:
    return Invalid(what, next_step="Choose a file that was saved with “Share my questions”.")
