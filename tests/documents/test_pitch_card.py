"""The pitch on a card: in its own size, every word of it, in any script."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from insidescoop.documents.page import SIZES
from insidescoop.documents.pitch_card import CARD_SIZES, DrawnCard, draw_pitch_card, draw_pitch_page
from insidescoop.domain.pitch.cards import CardSize, PitchCard, PrintedCut
from insidescoop.domain.prep_sheets import Paper

TEXT = "I clean up messy catalog data so that researchers find what they need."


def a_card(*paragraphs: str, **facts: object) -> PitchCard:
    cut = PrintedCut(30, 28, paragraphs or ("I'm Dana Reyes.", TEXT, "How did you begin?"))
    return PitchCard(
        **{"name": "Archives", "audience": "archivists", "own_name": "Dana Reyes", "cuts": (cut,), **facts}
    )  # type: ignore[arg-type]


def pages(drawn: DrawnCard) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(drawn.pdf)).pages]


@pytest.mark.parametrize("size", list(CardSize))
def test_a_card_has_its_size_and_says_the_pitch(size: CardSize) -> None:
    drawn = draw_pitch_card(a_card(), size)

    box = PdfReader(BytesIO(drawn.pdf)).pages[0].mediabox
    (text,) = pages(drawn)
    assert (float(box.width), float(box.height)) == pytest.approx(CARD_SIZES[size], abs=0.01)
    for words in ("Archives", "30 s", "I'm Dana Reyes.", TEXT, "How did you begin?", "for archivists"):
        assert words in text
    assert drawn.notes == ()
    assert draw_pitch_card(a_card(), size).pdf == drawn.pdf


@pytest.mark.parametrize("size", list(CardSize))
def test_a_long_pitch_goes_on_without_losing_a_word(size: CardSize) -> None:
    words = [f"word{number}" for number in range(600)]
    text = " ".join(words[:300]) + ". " + " ".join(words[300:]) + "."

    drawn = draw_pitch_card(a_card(text), size)

    found = pages(drawn)
    assert len(found) > 1
    assert set(words) <= set(" ".join(found).replace(".", "").split())
    assert f"1 of {len(found)}" in found[0]
    assert "smallest type" in drawn.notes[0]


@pytest.mark.parametrize("paper", list(Paper))
def test_the_page_has_every_cut_under_its_name(paper: Paper) -> None:
    cuts = (PrintedCut(15, 14, ("Short.",)), PrintedCut(30, 28, (TEXT,)), PrintedCut(60, 55, (TEXT, "And more.")))

    drawn = draw_pitch_page(a_card(cuts=cuts), paper)

    box = PdfReader(BytesIO(drawn.pdf)).pages[0].mediabox
    (text,) = pages(drawn)
    assert (float(box.width), float(box.height)) == pytest.approx(SIZES[paper], abs=0.01)
    for words in ("15-second pitch, takes 14 s", "Elevator speech, 30 seconds, takes 28 s", "Short.", "And more."):
        assert words in text


def test_markup_stays_text_and_every_script_is_drawn() -> None:
    drawn = draw_pitch_card(a_card("<b>Łukasz</b> & 李 שלום \x07", "\U000e0001"), CardSize.A6)

    assert "<b>Łukasz</b> &" in pages(drawn)[0]
    assert "No font has these letters" in drawn.notes[0]
