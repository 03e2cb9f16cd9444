"""The faces a sheet is set in, and which of them sets which letter."""

import re
from functools import cache
from itertools import groupby
from unicodedata import bidirectional, combining

from bidi import get_display
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, TTFont, shapeStr

from insidescoop.domain.values import frozen
from insidescoop.system.resources import resource_path

# Environment variables such as RL_trustedHosts could set these; what the sheet relies on is said here.
rl_config.trustedHosts = []
rl_config.trustedSchemes = []
rl_config.invariant = 1
rl_config.pageCompression = 1

REGULAR, BOLD = "NotoSans-Regular", "NotoSans-Bold"

_FALLBACKS = (
    "NotoSansHebrew-Regular",
    "NotoSansArabic-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansBengali-Regular",
    "NotoSansTamil-Regular",
    "NotoSansThai-Regular",
    "NotoSansArmenian-Regular",
    "NotoSansGeorgian-Regular",
    "DroidSansFallbackFull",
    "NanumGothic",
    "NotoSansSymbols2-Regular",
    "DejaVuSans",
)
_SHAPED = frozenset(_FALLBACKS[:5])
_MISSING = "□"
"""What stands for a letter that no face has: seen, never left out in silence."""


@frozen
class Run:
    """A stretch of text set in one face; `is_shaped` where letters join, stack or run leftward."""

    face: str
    text: str
    is_shaped: bool


@cache
def face(name: str) -> TTFont:
    """The face of a name, registered when a letter first asks for it."""
    made = TTFont(name, str(resource_path("fonts", f"{name}.ttf")), shapable=name in _SHAPED)
    pdfmetrics.registerFont(made)
    return made


@cache
def _letters(name: str) -> frozenset[int]:
    return frozenset(face(name).face.charToGlyph)


@cache
def _face_for(letter: str, main: str) -> str | None:
    code = ord(letter)
    return next((name for name in (main, *_FALLBACKS) if code in _letters(name)), None)


def runs(text: str, main: str) -> list[Run]:
    """The text in stretches of one face each, in reading order; text in `main` alone is one run."""
    face(main)
    if text.isascii() or _letters(main).issuperset(map(ord, text)):
        return [Run(main, text, is_shaped=False)]
    set_in: list[tuple[str, str]] = []
    for letter in text:
        name = _face_for(letter, main)
        # A space or a mark stays with the letters before it, so that words and stacks are not torn apart.
        if set_in and (letter == " " or combining(letter)) and ord(letter) in _letters(set_in[-1][0]):
            name = set_in[-1][0]
        if name is None:
            name, letter = _face_for(_MISSING, main) or main, _MISSING
        set_in.append((name, letter))
    found = []
    for name, group in groupby(set_in, key=lambda pair: pair[0]):
        stretch = "".join(letter for _, letter in group)
        found.append(Run(name, stretch, is_shaped=name in _SHAPED))
    return _in_visual_order(found)


def _in_visual_order(logical: list[Run]) -> list[Run]:
    """The runs as they stand on the line from left to right, where some of the text runs leftward (UAX #9)."""
    if not any(bidirectional(letter) in _LEFTWARD for run in logical for letter in run.text):
        return logical
    words = [Run(run.face, word, run.is_shaped) for run in logical for word in re.split(r"(\s+)", run.text) if word]
    # Each word is stood for by one letter of its direction; the bidirectional algorithm puts those in order.
    names = {"R": iter(_LEFTWARD_NAMES), "L": iter(_RIGHTWARD_NAMES), "EN": iter(_NUMBER_NAMES)}
    by_name: dict[str, Run] = {}
    line = ""
    for word in words:
        kind = _direction(word.text)
        name = next(names[kind], None) if kind in names else None
        if name is None:
            name = chr(_NEUTRAL_NAMES + len(by_name))
        by_name[name] = word
        line += name
    return [by_name[name] for name in get_display(line, base_dir="L")]


_LEFTWARD = ("R", "AL")
_LEFTWARD_NAMES = [chr(code) for code in (*range(0x05D0, 0x05EB), *range(0x0641, 0x064B), *range(0x0671, 0x06D4))]
_RIGHTWARD_NAMES = [chr(code) for code in range(0x0100, 0x0180)]
_NUMBER_NAMES = [*"0123456789", *(chr(code) for code in range(0x06F0, 0x06FA))]
_NEUTRAL_NAMES = 0x2500


def _direction(word: str) -> str:
    kinds = {bidirectional(letter) for letter in word}
    if kinds & set(_LEFTWARD):
        return "R"
    return "L" if "L" in kinds else "EN" if kinds & {"EN", "AN"} else "neutral"


def letters_without_face(text: str) -> str:
    """The letters of a text that no face has, each once."""
    return "".join(dict.fromkeys(letter for letter in text if letter != " " and _face_for(letter, REGULAR) is None))


def width(text: str, main: str, size: float) -> float:
    """The width of a text in points."""
    return sum(run_width(run, size) for run in runs(text, main))


def run_width(run: Run, size: float) -> float:
    """The width of one run in points, with its letters joined."""
    text = glyphs(run, size)
    if isinstance(text, ShapedStr):
        return float(sum(glyph.x_advance for glyph in text.__shapeData__)) * size / 1000
    return float(pdfmetrics.stringWidth(text, run.face, size))


def glyphs(run: Run, size: float) -> str:
    """The text of a run as it is drawn: letters joined, stacked and in visual order where the script asks for it."""
    if not run.is_shaped:
        return run.text
    shaped: str = shapeStr(run.text, run.face, size)
    return shaped
