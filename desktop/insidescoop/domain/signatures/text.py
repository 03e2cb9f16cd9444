"""The text of a signature made readable letter for letter: what stands at a place stands there in the original too."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
"""Where something stands in the text that was read: the first letter, and the one after the last."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,9})((?:\s[^<>]{0,500})?)\s{0,3}/?>")
_BREAKING_TAGS = frozenset(("br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "ul"))
_TAGS = _BREAKING_TAGS | frozenset(("a", "b", "i", "u", "em", "strong", "span", "font", "td", "th", "tbody", "img"))
_HREF = re.compile(r"href\s?=\s?[\"']?([^\"'\s>]{1,400})", re.IGNORECASE)
_ENTITY = re.compile(r"&(nbsp|amp|lt|gt|quot|#39|#160|bull|middot|ndash|mdash|rsquo|apos);", re.IGNORECASE)
_ENTITIES = {"amp": "&", "quot": '"', "#39": "'", "rsquo": "'", "apos": "'", "bull": "•", "middot": "·", "ndash": "–",
             "mdash": "—"}  # fmt: skip
_PICTURE = re.compile(r"\[?\bcid:[\w.@$-]{3,80}\]?|\[(?:image|logo|inline image)[^\[\]\n]{0,60}\]", re.IGNORECASE)
"""What a mail program leaves of a picture."""
_LINE_ENDS = re.compile(r"[\r\u2028\u2029\x0b\x0c\x85]")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_INVISIBLE = dict.fromkeys(
    (0x00A0, 0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2060, 0xFEFF, 0x2009, 0x202F), " "
)
_SEPARATOR = re.compile(r"[|•·●▪◦■★‖¦;\t\x00]+|(?<=\S) {4,}(?=\S)|(?<!\S)[–—~/*\-]+(?!\S)")
_ANGLES = re.compile(r"[<>]")


def readable(typed: str) -> str:
    """The text with markup blanked, full-width signs made plain and line ends made one kind; as long as `typed`."""
    text = _PICTURE.sub(lambda found: " " * len(found.group()), _TAG.sub(_blanked_tag, typed))
    text = _ENTITY.sub(lambda found: _ENTITIES.get(found.group(1).lower(), " ").ljust(len(found.group())), text)
    text = _LINE_ENDS.sub(lambda found: "\n" if found.group() != "\r" else " ", _crs_as_ends(text))
    return _ANGLES.sub(" ", _angles_kept_for_quotes(text.translate(_WIDE).translate(_INVISIBLE)))


def _crs_as_ends(text: str) -> str:
    return text if "\r" not in text else re.sub(r"\r(?!\n)", "\n", text)


def _angles_kept_for_quotes(text: str) -> str:
    # "> " at the start of a line is an answered mail; it is marked by a sign no one types.
    return re.sub(r"(?m)^([ \t]{0,3})>", "\\1\x01", text)


def _blanked_tag(found: re.Match[str]) -> str:
    closing, name, attributes = found.groups()
    whole = found.group()
    if name.lower() not in _TAGS:
        return whole
    if name.lower() in _BREAKING_TAGS:
        return "\n".ljust(len(whole))
    href = None if closing else _HREF.search(attributes)
    if href is None:
        return " " * len(whole)
    start = found.start(3) - found.start() + href.start(1)
    return (" " * start + href.group(1)).ljust(len(whole))


def lines_of(text: str) -> Iterator[Span]:
    """The lines that are not blank, without the space around them."""
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            at = start + line.index(stripped)
            yield at, at + len(stripped)
        start += len(line) + 1


def pieces_of(text: str, span: Span) -> Iterator[Span]:
    """What stands between the bars, dots, dashes and tabs of a line, in order."""
    start, end = span
    last = start
    for found in _SEPARATOR.finditer(text, start, end):
        yield from _trimmed(text, (last, found.start()))
        last = found.end()
    yield from _trimmed(text, (last, end))


def parts_of(text: str, span: Span) -> list[Span]:
    """What stands between the commas of a piece, in order."""
    parts: list[Span] = []
    last = span[0]
    for found in re.compile(r"[,，、،]").finditer(text, *span):
        parts += _trimmed(text, (last, found.start()))
        last = found.end()
    return parts + list(_trimmed(text, (last, span[1])))


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    piece = text[span[0] : span[1]]
    bare = piece.strip(' \u3000\n,，、،;:："“”*_\x01')
    if any(letter.isalnum() for letter in bare):
        at = span[0] + piece.index(bare)
        yield at, at + len(bare)


def blanked(text: str, spans: list[Span]) -> str:
    """The text with what was read replaced by a sign that parts what stands on its two sides."""
    made, last = [], 0
    for start, end in sorted(spans):
        if end > last:
            made += [text[last : max(start, last)], "\x00" * (end - max(start, last))]
            last = end
    return "".join((*made, text[last:]))
