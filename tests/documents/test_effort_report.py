"""The report on paper: the page's numbers, as many sheets as they take, no names and no days unless they may stand."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from builders import MONDAY
from examples import many
from insidescoop.documents.effort_report import draw_effort_report
from insidescoop.documents.page import SIZES
from insidescoop.domain.effort.counts import Deed, EffortWeek, GoalProgress, Tally
from insidescoop.domain.effort.figures import outcome_figures, step_figures
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.effort.introductions import Led, introduction_trees
from insidescoop.domain.effort.report import Effort, OutcomeTally
from insidescoop.domain.effort.standing import Group, GroupReplies, Standing, Step, StepCount
from insidescoop.domain.interactions import IntroductionStatus, OutcomeKind
from insidescoop.domain.prep_sheets import Paper

NAMES = {1: "Dana Okafor", 2: "李小龍", 3: "نور الهدى", 4: "Łukasz <b>Wiśniewski"}


def an_effort(**changes: object) -> Effort:
    asked = Tally(8, tuple(range(1, 9)))
    some = Tally(3, (1, 2, 3))
    links = (
        Led(1, 1, 2, None, IntroductionStatus.MET),
        Led(2, 2, 3, None, IntroductionStatus.MADE),
        Led(3, 1, None, "Harbor University", IntroductionStatus.OFFERED),
    )
    facts = {
        "today": MONDAY,
        "goals": Goals(requests=5, notes=2, talks=1, talk_weeks=1),
        "weeks": tuple(
            EffortWeek(MONDAY - timedelta(weeks=11 - n), Tally(n % 4), Tally(n % 3), Tally(n % 2), Tally(n % 7))
            for n in range(12)
        ),
        "progress": (GoalProgress(Deed.REQUEST, 2, 5, 1),),
        "standing": Standing(
            tuple(
                StepCount(step, asked if step is Step.IDENTIFIED else some, 8 if step is Step.REQUESTED else 3)
                for step in Step
            ),
            answered=some,
            waiting=Tally(4, (4, 5, 6, 7)),
            silent=Tally(1, (8,)),
        ),
        "replies": tuple(GroupReplies(group, asked, some, median_days=4.5) for group in Group),
        "replies_median": 4.5,
        "trees": introduction_trees(links),
        "not_reported": links[:1],
        "outcomes": (OutcomeTally(OutcomeKind.NOT_FOR_ME, Tally(2, (1, 2)), 1),),
        "asked_lately": Tally(4, (1, 2, 3, 4)),
        "answered_lately": Tally(2, (1, 2)),
        "name_by_id": NAMES,
        "days_by_id": {1: 77},
    }
    return Effort(**{**facts, **changes})  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_report_is_on_the_papers_size_and_says_the_pages_numbers(paper: Paper) -> None:
    effort = an_effort()

    drawn = draw_effort_report(effort, paper, own_name="Maya Lindqvist", with_names=False)

    reader, text = PdfReader(BytesIO(drawn.pdf)), text_of(drawn.pdf)
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(SIZES[paper], abs=0.01)
    assert reader.metadata is not None
    assert reader.metadata.title == "What the effort has led to: Maya Lindqvist"
    assert "You asked 4 people in the last four weeks; 2 have answered so far." in text
    for figure in (*step_figures(effort), *outcome_figures(effort)):
        assert figure.label in text
        assert figure.shown in text
    assert "goal: 5 a week" in text


def test_nobody_is_named_unless_wanted_and_nobodys_days_stand_on_paper() -> None:
    without, with_names = (
        text_of(draw_effort_report(an_effort(), Paper.A4, own_name=None, with_names=wanted).pdf)
        for wanted in (False, True)
    )

    assert not [name for name in NAMES.values() if name in without]
    assert "3 introductions: 1 met, 1 made, 1 offered." in without
    assert "Harbor University" not in without
    assert "Dana Okafor" in with_names
    assert "李小龍" in with_names
    assert "Harbor University (offered)" in with_names
    for text in (without, with_names):
        assert "4.5" not in text
        assert "77" not in text
        assert "day" not in text.replace("Thanked by the next day", "")


def test_equal_efforts_make_equal_bytes() -> None:
    one, other = (draw_effort_report(an_effort(), Paper.LETTER, own_name="Maya", with_names=True).pdf for _ in range(2))

    assert one == other


def test_a_long_list_goes_on_over_the_pages_and_loses_nobody() -> None:
    links = [Led(n, 1, n, None, IntroductionStatus.MADE) for n in range(2, 203)]
    names = {1: "Dana", **{n: f"Person number {n}" for n in range(2, 203)}}
    effort = an_effort(trees=introduction_trees(links), not_reported=tuple(links), name_by_id=names)

    drawn = draw_effort_report(effort, Paper.LETTER, own_name=None, with_names=True)

    pages, text = PdfReader(BytesIO(drawn.pdf)).pages, text_of(drawn.pdf)
    assert len(pages) > 5
    assert f"Page {len(pages)} of {len(pages)}" in text
    assert all(f"Person number {n} (made)" in text for n in range(2, 203))
    assert all(f"Dana, about Person number {n}" in text for n in range(2, 203))


def test_a_letter_no_face_has_is_told() -> None:
    effort = an_effort(name_by_id={**NAMES, 2: "\U00013000 Dana"})

    assert draw_effort_report(effort, Paper.A4, own_name=None, with_names=False).notes == ()
    (note,) = draw_effort_report(effort, Paper.A4, own_name=None, with_names=True).notes
    assert note == "No font has these letters, shown as □: \U00013000"


@settings(max_examples=many(15), deadline=None)
@given(
    st.lists(st.integers(0, 4_000), min_size=1, max_size=52),
    st.text(max_size=300),
    st.integers(0, 99),
)
def test_any_numbers_and_any_name_can_be_printed(amounts: list[int], name: str, goal: int) -> None:
    weeks = tuple(
        EffortWeek(MONDAY - timedelta(weeks=len(amounts) - n), Tally(each), Tally(0), Tally(each // 3), Tally(each))
        for n, each in enumerate(amounts)
    )
    effort = replace(an_effort(weeks=weeks, goals=Goals(requests=goal)), name_by_id={1: name, 2: name, 3: name})

    drawn = draw_effort_report(effort, Paper.LETTER, own_name=name or None, with_names=True)

    assert len(PdfReader(BytesIO(drawn.pdf)).pages) >= 1
