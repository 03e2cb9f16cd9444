"""Makes the answers as a PDF: gathers what is looked at, and draws it."""

from sqlalchemy.orm import Session

from insidescoop.domain.interviews.answers import AnswerFilter, narrowed
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.questions.questions import ANSWER_CATEGORIES
from insidescoop.domain.values import frozen
from insidescoop.queries.answers import answer_matrix
from insidescoop.queries.profile import profile


@frozen
class MadeAnswers:
    """The finished pages: the PDF, a file name that suits it, and what it could not show, in words."""

    pdf: bytes
    file_name: str
    cut: tuple[str, ...]


def make_answers(session: Session, wanted: AnswerFilter, *, zone: str, paper: Paper | None = None) -> MadeAnswers:
    """The answers that a filter leaves, on the paper the profile names unless `paper` says otherwise."""
    # ReportLab takes a tenth of a second to import: only who prints waits for it.
    from insidescoop.documents.answer_matrix import draw_answer_matrix

    matrix = narrowed(answer_matrix(session, zone=zone), wanted)
    parts = [
        "Answers",
        *([ANSWER_CATEGORIES[wanted.category].lower()] if wanted.category is not None else []),
        *([f"with “{wanted.text.strip()}”"] if wanted.text.strip() else []),
    ]
    drawn = draw_answer_matrix(
        matrix, paper or profile(session).paper, title=" ".join(parts), categories=ANSWER_CATEGORIES
    )
    return MadeAnswers(drawn.pdf, "answers.pdf", drawn.cut)
