"""Writes the user's own questions into a file that can be shared."""

from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.exchange.question_banks import SUFFIX, written_questions
from insidescoop.queries.question_bank import own_questions
from insidescoop.system.atomic_file import write_whole


def share_questions(session: Session, target: Path) -> tuple[Path, int]:
    """Writes all questions of one's own that are not hidden; returns the file and how many it holds.

    Raises:
        Problem: the file cannot be written.
    """
    path = target if target.name.endswith(SUFFIX) else target.with_name(target.name.removesuffix(".json") + SUFFIX)
    drafts = own_questions(session)
    write_whole(path, written_questions(drafts))
    return path, len(drafts)
