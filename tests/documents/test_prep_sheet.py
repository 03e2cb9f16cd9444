"""The sheet on paper: one page whatever was typed, everything readable, nothing run."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab import rl_config

from builders import a_sheet
from examples import many
from insidescoop.commands.sample_data import FillWithSampleData
from insidescoop.documents.fonts import runs
from insidescoop.documents.page import LABEL, MARGIN, SIZES
from insidescoop.documents.prep_sheet import DrawnSheet, _fitting, draw_prep_sheet
from insidescoop.documents.prep_sheet_zones import GAP, WRITING_LINE, Zones
from insidescoop.documents.safe_text import printable
from insidescoop.domain.prep_sheets import Paper, PrepSheet, SheetPhase, SheetPitch, SheetQuestion
from insidescoop.domain.talk_parts import TalkPart
from insidescoop.queries.prep_sheet import prep_sheet
from insidescoop.store.store import Store

PAPERS = list(Paper)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sample_sheet(store: Store) -> PrepSheet:
    """The sheet of the talk that the sample data is about."""
    store.do(FillWithSampleData())
    with store.reading() as session:
        sheet = prep_sheet(session, 1, zone="UTC")
    assert sheet is not None
    return sheet


def read(drawn: DrawnSheet) -> PdfReader:
    return PdfReader(BytesIO(drawn.pdf))


def text_of(drawn: DrawnSheet) -> str:
    return " ".join(read(drawn).pages[0].extract_text().split())


@pytest.mark.parametrize("paper", PAPERS)
def test_the_page_holds_the_person_the_time_the_pitch_and_the_questions(paper: Paper) -> None:
    drawn = draw_prep_sheet(a_sheet(), paper)

    text = text_of(drawn)
    for fact in (
        "Dana Okafor",
        "Digital archivist · Harbor University · she/her",
        "Tue 24 Nov 2026 · 14:00–14:20 EST · 20 minutes",
        "How a digital archive decides what to process next",
        "I clean up messy catalog data",
        "14:17 begin to close",
        *(f"Question number {n} about the work?" for n in range(1, 6)),
        *(f"Spare question {n}?" for n in range(1, 4)),
        "Who else should I talk to?",
        "I promised, by when",
        "Thank Dana · Wed 25 Nov",
        "Prep sheet of Maya Lindqvist for Dana Okafor",
    ):
        assert fact in text
    assert drawn.cut == ()


@pytest.mark.parametrize(("paper", "points"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 841))])
def test_the_page_has_the_size_of_its_paper(paper: Paper, points: tuple[int, int]) -> None:
    box = read(draw_prep_sheet(a_sheet(), paper)).pages[0].mediabox

    assert (int(box.width), int(box.height)) == points


LONG = "every word of this goes on and on and on "
TYPED = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda word, times: word * times,
        st.sampled_from([LONG, "W" * 90, "نص طويل ", "漢字", "<b>&"]),
        st.integers(1, 60),
    ),
)


@st.composite
def sheets(draw: Any) -> PrepSheet:
    questions = st.builds(SheetQuestion, TYPED, st.none() | st.integers(1, 60), st.booleans())
    return a_sheet(
        contact_name=draw(TYPED),
        contact_title=draw(st.none() | TYPED),
        organization_name=draw(st.none() | TYPED),
        place=draw(st.none() | TYPED),
        purpose=draw(st.none() | TYPED),
        logistics=draw(st.none() | TYPED),
        opening=draw(TYPED),
        person_points=tuple(draw(st.lists(TYPED, max_size=5))),
        organization_points=tuple(draw(st.lists(TYPED, max_size=5))),
        pitch=draw(st.none() | st.builds(SheetPitch, TYPED, st.integers(5, 600), TYPED)),
        must_ask=tuple(draw(st.lists(questions, max_size=5))),
        ask_too=tuple(draw(st.lists(questions, max_size=5))),
        if_time=tuple(draw(st.lists(questions, max_size=5))),
    )


@settings(max_examples=many(40), deadline=None)
@given(sheets(), st.sampled_from(PAPERS))
def test_it_is_always_exactly_one_page(sheet: PrepSheet, paper: Paper) -> None:
    drawn = draw_prep_sheet(sheet, paper)

    pages = read(drawn).pages
    assert len(pages) == 1
    assert "/Annots" not in pages[0]
    low, high = _baselines(drawn)
    assert low >= 12
    assert high <= float(pages[0].mediabox.height) - 12


LONGEST = SheetQuestion(LONG * 20, 60, False)
OVERFULL = a_sheet(
    purpose=LONG * 20,
    opening=LONG * 20,
    person_points=(LONG * 20,) * 5,
    organization_points=(LONG * 20,) * 5,
    pitch=SheetPitch(LONG, 60, LONG * 20),
    must_ask=(LONGEST,) * 5,
    ask_too=(LONGEST,) * 5,
    if_time=(LONGEST,) * 5,
)


@settings(max_examples=many(60), deadline=None)
@given(sheets(), st.sampled_from(PAPERS))
@example(OVERFULL, Paper.LETTER)
@example(OVERFULL, Paper.A4)
def test_what_is_drawn_was_measured_to_fit(sheet: PrepSheet, paper: Paper) -> None:
    width, height = SIZES[paper]
    zones = Zones(sheet, width_points=width - 2 * MARGIN)

    fill = _fitting(zones, sheet, height - 2 * MARGIN)

    assert zones.height(fill) <= height - 2 * MARGIN


def _baselines(drawn: DrawnSheet) -> tuple[float, float]:
    found: list[float] = []

    def visit(text: str, _cm: Any, matrix: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            found.append(float(matrix[5]))

    read(drawn).pages[0].extract_text(visitor_text=visit)
    return min(found), max(found)


def test_nothing_but_the_footer_is_under_ten_points() -> None:
    long = tuple(SheetQuestion(LONG * 20, 3, False) for _ in range(5))
    drawn = draw_prep_sheet(a_sheet(must_ask=long, if_time=long, purpose=LONG * 9), Paper.LETTER)
    small: list[str] = []

    def visit(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
        if text.strip() and size * abs(float(matrix[3]) or 1) < 10:
            small.append(text.strip())

    read(drawn).pages[0].extract_text(visitor_text=visit)

    assert "".join(small).replace("\n", " ").startswith("Prep sheet of Maya Lindqvist")
    assert len(small) == 1


def test_what_must_be_asked_stays_and_what_is_cut_is_told() -> None:
    questions = tuple(SheetQuestion(f"{n} " + "how does this part of the work go " * 3, 2, False) for n in range(5))
    points = tuple(f"Point {n} on the house" for n in range(5))
    drawn = draw_prep_sheet(a_sheet(must_ask=questions, if_time=questions, organization_points=points), Paper.LETTER)

    text = text_of(drawn)
    told = next(sentence for sentence in drawn.cut if "on the organization" in sentence)
    assert told.startswith("3 of 5 points on the organization did not fit: “")
    assert all(f"{n} how does this part" in text for n in range(5))


def test_a_plan_of_twelve_questions_tells_which_are_not_printed() -> None:
    spare = tuple(SheetQuestion(f"Spare question {n}?", None, False) for n in range(1, 8))
    drawn = draw_prep_sheet(a_sheet(if_time=spare), Paper.LETTER)

    printed = text_of(drawn)
    told = next(sentence for sentence in drawn.cut if "if time allows" in sentence)
    assert told.startswith("2 of 7 questions")
    for question in spare:
        assert (question.text in printed) != (question.text in told)


@pytest.mark.parametrize("minutes", [(2, 2, 13, 2, 1), (2, 2, 8, 2, 1), (5, 5, 29, 5, 1)])
def test_every_phase_is_named_in_the_time_plan(minutes: tuple[int, ...]) -> None:
    phases = tuple(SheetPhase(part, count, None) for part, count in zip(TalkPart, minutes, strict=True))

    text = text_of(draw_prep_sheet(a_sheet(phases=phases, minutes=sum(minutes)), Paper.LETTER))

    assert all(f"{part.words} {count}" in text for part, count in zip(TalkPart, minutes, strict=True))


def test_the_core_questions_of_a_usual_talk_all_fit(sample_sheet: PrepSheet) -> None:
    assert [draw_prep_sheet(sample_sheet, paper).cut for paper in PAPERS] == [(), ()]


def test_missing_facts_are_hints() -> None:
    bare = a_sheet(
        contact_title=None, organization_name=None, contact_pronouns=None, contact_phone=None, starts_at=None,
        place=None, purpose=None, person_points=(), organization_points=(), pitch=None, must_ask=(), if_time=(),
        own_name=None,
    )  # fmt: skip

    text = text_of(draw_prep_sheet(bare, Paper.LETTER))

    for hint in (
        "No time agreed yet",
        "No pitch chosen yet",
        "No questions planned yet",
        "Nothing noted about the person",
    ):
        assert hint in text


def test_both_clocks_stand_there_where_they_differ() -> None:
    own = datetime(2026, 11, 25, 4, 0, tzinfo=ZoneInfo("Asia/Tokyo"))

    assert "my time Wed 25 Nov 2026 04:00 JST" in text_of(draw_prep_sheet(a_sheet(own_zone_starts_at=own), Paper.A4))


@pytest.mark.parametrize(
    "typed",
    [
        "<b>Ann</b> & <i>Co</i>",
        '<img src="/etc/hostname"/>',
        '<a href="javascript:alert(1)">x</a>',
        '<para><font color="[[[getattr(pow,Word)(1)]]]">exploit</font></para>',
        "]]> &amp; &#x41; {name}",
    ],
    ids=["bold", "picture", "link", "colour payload", "entities"],
)
def test_what_looks_like_markup_is_printed_as_typed(typed: str) -> None:
    drawn = draw_prep_sheet(a_sheet(contact_name="A", purpose=typed), Paper.A4)

    page = read(drawn).pages[0]
    assert typed in text_of(drawn)
    assert len(page.images) == 0
    assert "/Annots" not in page


@pytest.mark.parametrize("typed", ["José Nguyễn Łukasz Ñandú", "Βιβλιοθήκη Αθηνών", "Библиотекарь Иван"])
def test_alphabets_can_be_copied_out_unchanged(typed: str) -> None:
    assert typed in text_of(draw_prep_sheet(a_sheet(contact_name=typed), Paper.LETTER))


@pytest.mark.parametrize(
    "typed",
    ["李明", "שלום", "مرحبا", "नमस्ते", "สวัสดี", "한국어", "Հայերեն", "ქართული", "বাংলা", "தமிழ்", "日本語かな", "😀✓→"],
)
def test_every_script_has_a_face(typed: str) -> None:
    drawn = draw_prep_sheet(a_sheet(contact_name=typed), Paper.LETTER)

    assert not [sentence for sentence in drawn.cut if "No font" in sentence]


def test_half_letters_and_controls_are_left_out() -> None:
    drawn = draw_prep_sheet(a_sheet(purpose="how \ud83dthey\x00 hire\u202e"), Paper.LETTER)

    assert "how they hire" in text_of(drawn)


def test_a_letter_without_a_face_is_shown_and_told() -> None:
    drawn = draw_prep_sheet(a_sheet(purpose="sign 𓀀 here"), Paper.LETTER)

    assert any("𓀀" in sentence for sentence in drawn.cut)
    assert "□" in text_of(drawn)


def test_leftward_words_stand_from_right_to_left_among_others() -> None:
    placed = [run.text for run in runs("call שלום עולם 2026 now", "NotoSans-Regular")]

    assert "".join(placed).split() == ["call", "2026", "עולם", "שלום", "now"]


def test_every_face_on_the_page_is_embedded() -> None:
    drawn = draw_prep_sheet(a_sheet(contact_name="李明 Łukasz"), Paper.LETTER)

    fonts = read(drawn).pages[0]["/Resources"]["/Font"]
    used = {name: font.get_object() for name, font in fonts.items()}
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used.values())


def test_equal_sheets_make_equal_bytes_in_any_process() -> None:
    here = draw_prep_sheet(a_sheet(), Paper.LETTER).pdf
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from builders import a_sheet\n"
        "from insidescoop.documents.prep_sheet import draw_prep_sheet\n"
        "from insidescoop.domain.prep_sheets import Paper\n"
        "sys.stdout.buffer.write(draw_prep_sheet(a_sheet(), Paper.LETTER).pdf)"
    )

    there = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout

    assert there == here == draw_prep_sheet(a_sheet(), Paper.LETTER).pdf


def test_the_page_has_a_title_and_a_language() -> None:
    reader = read(draw_prep_sheet(a_sheet(), Paper.LETTER))

    assert reader.metadata is not None
    assert reader.metadata.title == "Prep sheet: Dana Okafor"
    assert reader.trailer["/Root"]["/Lang"] == "en"


@pytest.mark.parametrize("typed", ["W" * 200_000, "word " * 100_000, "\x00\x1b\u202e\ufeff\n" * 1000], ids=len)
def test_monstrous_text_still_makes_a_page(typed: str) -> None:
    drawn = draw_prep_sheet(a_sheet(contact_name=typed, purpose=typed, pitch=SheetPitch("P", 30, typed)), Paper.A4)

    lowest, highest = _baselines(drawn)
    assert len(read(drawn).pages) == 1
    assert 0 < lowest < highest < SIZES[Paper.A4][1]


@given(st.text())
def test_printable_text_is_one_line_without_controls(typed: str) -> None:
    text = printable(typed)

    assert text == printable(text)
    assert all(
        letter.isprintable() or letter == " " or ord(letter) > 0x2000 or letter == "\xad"
        for letter in text
        if ord(letter) < 0xA0
    )


def test_the_paper_library_trusts_no_host_and_no_scheme() -> None:
    assert (rl_config.trustedHosts, rl_config.trustedSchemes, rl_config.invariant) == ([], [], 1)


def test_up_to_seven_questions_with_minutes_must_be_asked_where_the_page_has_room() -> None:
    timed = tuple(SheetQuestion(f"Timed question {n}?", 2, False) for n in range(1, 5))
    untimed = (SheetQuestion("Untimed question?", None, False),)
    roomy = draw_prep_sheet(a_sheet(ask_too=timed, if_time=untimed), Paper.LETTER)
    long = tuple(SheetQuestion(f"{n} " + "how does this part of the work go " * 4, 2, False) for n in range(5))
    full = draw_prep_sheet(a_sheet(must_ask=long, ask_too=timed), Paper.LETTER)

    told = text_of(roomy).partition("If time allows")
    assert text_of(roomy).count("2 min") == 7 + 1
    assert "Also planned · 2 min each Timed question 3? Timed question 4?" in told[0]
    assert told[2].lstrip().startswith("Untimed question?")
    assert (text_of(full).count("2 min"), len(read(full).pages)) == (5 + 1, 1)


def test_questions_of_different_minutes_say_theirs() -> None:
    others = (SheetQuestion("A long one?", 10, True), SheetQuestion("A short one?", 1, True))

    text = text_of(draw_prep_sheet(a_sheet(ask_too=others), Paper.A4))

    assert "Also planned A long one? (10 min) A short one? (1 min) If time allows" in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", range(1, 6))
def test_no_blank_band_is_left_where_a_question_could_have_another_line(paper: Paper, count: int) -> None:
    sheet = replace(a_sheet(), must_ask=a_sheet().must_ask[:count], if_time=(), organization_points=())
    drawn = draw_prep_sheet(sheet, paper)

    contents = read(drawn).pages[0].get_contents()
    assert contents is not None
    drawn_lines = re.findall(r"n ([\d.]+) ([\d.]+) m ([\d.]+) \2 l S", contents.get_data().decode("latin-1"))
    heights = sorted({float(y) for x, y, end in drawn_lines if float(x) < 100 and float(end) < 380})
    gaps = [above - below for below, above in pairwise(heights)]

    # Above the four lines of the promises is the last one to write an answer on.
    assert gaps[3] < 2 * WRITING_LINE + LABEL.leading + GAP + 3
