"""The answers on paper: nothing is lost however much there is, in any script, and names stand on every page."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from insidescoop.documents.answer_matrix import NOTHING_NEW, DrawnMatrix, draw_answer_matrix
from insidescoop.domain.interviews.answers import AnswerCell, AnswerColumn, AnswerMatrix, AnswerRow
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.questions.questions import ANSWER_CATEGORIES


def a_matrix(people: int, questions: int, text: str = "said {person} to {question}") -> AnswerMatrix:
    columns = tuple(AnswerColumn(n, f"Person{n} Roe", date(2026, 11, 1)) for n in range(people))
    rows = tuple(
        AnswerRow(
            f"Question{q} about the work?",
            "JOB" if q < questions / 2 else "PATH",
            tuple(AnswerCell(n, 1, text.format(person=n, question=q)) for n in range(people)),
        )
        for q in range(questions)
    )
    return AnswerMatrix(columns, rows)


def drawn(matrix: AnswerMatrix, paper: Paper = Paper.LETTER) -> DrawnMatrix:
    return draw_answer_matrix(matrix, paper, title="Answers", categories=ANSWER_CATEGORIES)


def pages(made: DrawnMatrix) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made.pdf)).pages]


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize(("people", "questions"), [(1, 1), (3, 40), (12, 5), (7, 30)])
def test_every_answer_is_on_some_page_under_its_name(people: int, questions: int, paper: Paper) -> None:
    made = drawn(a_matrix(people, questions), paper)

    texts = pages(made)
    together = " ".join(texts)
    assert len(texts) == made.pages
    for person in range(people):
        on = [text for text in texts if f"Person{person} Roe" in text]
        for question in range(questions):
            assert any(f"said {person} to {question}" in text for text in on), (person, question)
    for question in range(questions):
        assert f"Question{question} about the work?" in together
    for page in PdfReader(BytesIO(made.pdf)).pages:
        assert page.mediabox.width > page.mediabox.height


def test_an_answer_taller_than_a_page_goes_on_over_pages() -> None:
    words = [f"word{number}" for number in range(1_500)]
    matrix = a_matrix(2, 1, " ".join(words[:900]) + "\n" + " ".join(words[900:]))

    texts = pages(drawn(matrix))

    together = " ".join(texts)
    assert len(texts) > 1
    assert [word for word in words if together.count(word) < 2] == []
    assert all("Person0 Roe" in text for text in texts)


@pytest.mark.parametrize(
    "text", ["<b>bold</b> & <img src=x>", "José Łukasz Nguyễn", "李小龍 王", "שלום עולם", "Привет"]
)
def test_any_script_and_no_markup(text: str) -> None:
    made = drawn(a_matrix(1, 1, text))

    letters = {letter for letter in text if not letter.isspace()}
    assert letters <= set("".join(pages(made)))
    assert made.cut == ()


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    categories = list(ANSWER_CATEGORIES)
    for lines in range(1, 9):
        said = "\n".join(["said"] * lines)
        rows = tuple(AnswerRow(f"Question{n}?", categories[n], (AnswerCell(1, 1, said),)) for n in range(10))

        texts = pages(drawn(AnswerMatrix((AnswerColumn(1, "Dana", None),), rows)))

        titles = tuple(ANSWER_CATEGORIES.values())
        # The number of the page is drawn last.
        assert [text for text in texts if text.rsplit(" Page ", 1)[0].endswith(titles)] == [], lines


def test_the_mark_is_a_word_and_a_sign() -> None:
    matrix = AnswerMatrix(
        (AnswerColumn(1, "Dana", None),), (AnswerRow("Why?", "OWN", (AnswerCell(1, 1, "so", is_nothing_new=True),)),)
    )

    assert NOTHING_NEW in pages(drawn(matrix))[0]


def test_the_same_answers_make_the_same_bytes_and_none_make_a_page() -> None:
    assert drawn(a_matrix(3, 3)).pdf == drawn(a_matrix(3, 3)).pdf
    assert drawn(AnswerMatrix()).pages == 1
