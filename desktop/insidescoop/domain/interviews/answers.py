"""What people answered: questions by people, and the part of it that is looked at."""

from dataclasses import replace
from datetime import date

from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen


@frozen
class AnswerCell:
    """What one talk says to one question; `planned_question_id` is None for what was written after it."""

    interview_id: int
    planned_question_id: int | None
    text: str
    is_nothing_new: bool = False


@frozen
class AnswerColumn:
    """One talk: whom it was with, and on which day if that is known."""

    interview_id: int
    name: str
    day: date | None


@frozen
class AnswerRow:
    """One question with a cell for every column, None where the talk says nothing to it."""

    question: str
    category: str
    cells: tuple[AnswerCell | None, ...]

    @property
    def answered(self) -> int:
        """In how many talks it was answered."""
        return sum(cell is not None for cell in self.cells)


@frozen
class AnswerMatrix:
    """Questions by talks, the newest talk first; questions by category, in the order of the bank."""

    columns: tuple[AnswerColumn, ...] = ()
    rows: tuple[AnswerRow, ...] = ()


@frozen
class AnswerFilter:
    """What part of the answers is looked at; None and "" for all of them."""

    category: str | None = None
    text: str = ""
    is_only_answered: bool = True


def narrowed(matrix: AnswerMatrix, wanted: AnswerFilter) -> AnswerMatrix:
    """The part of a matrix that a filter leaves: whole rows and columns.

    Every word typed must begin a word of the question, or of one answer together with its person's name. Talks that
    say nothing to the questions left are left out.
    """
    words = fold(wanted.text).split()
    rows = []
    for row in matrix.rows:
        if wanted.category is not None and row.category != wanted.category:
            continue
        cells = row.cells
        if words and not _holds(row.question, words):
            cells = tuple(
                cell if cell is not None and _holds(f"{row.question} {column.name} {cell.text}", words) else None
                for cell, column in zip(cells, matrix.columns, strict=True)
            )
            if not any(cells):
                continue
        if wanted.is_only_answered and not any(cells):
            continue
        rows.append(replace(row, cells=cells))
    kept = [place for place in range(len(matrix.columns)) if any(row.cells[place] is not None for row in rows)]
    return AnswerMatrix(
        tuple(matrix.columns[place] for place in kept),
        tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows),
    )


def _holds(text: str, words: list[str]) -> bool:
    there = [part.strip(".,;:!?“”\"'()") for part in fold(text).split()]
    return all(any(part.startswith(word) for part in there) for word in words)
