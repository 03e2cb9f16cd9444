"""Writes the user's own questions into a file that can be shared."""

from pathlib import Path

from sqlalchemy.orm import Session

from insidescoop.exchange.question_banks import written_questions
from insidescoop.queries.question_bank import own_questions
from insidescoop.system.user_files import write_user_file


def share_questions(session: Session, target: Path) -> int:
    """Writes all questions of one's own that are not hidden; returns how many they are.

    Raises:
        Problem: the file cannot be written.
    """
    drafts = own_questions(session)
    write_user_file(target, written_questions(drafts))
    return len(drafts)
