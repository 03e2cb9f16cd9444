"""The lines of cards and calendars, unfolded before their letters are read: folds may cut a letter of UTF-8 in two.

Line ends are those of RFC 6350 section 3.2, the bare ones of old exporters, and CR CR LF as wrong conversions leave it.
"""

import re
from collections.abc import Iterator

LONGEST_LINE = 1024 * 1024
"""Bytes of an unfolded line."""
LONGEST_PICTURE_LINE = 12 * 1024 * 1024
"""Bytes of a line that holds a picture or a file: 8 MiB, and a third more for base64."""

_HOLDS_A_FILE = re.compile(rb"(?:[A-Za-z0-9-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|ATTACH)[;:]", re.IGNORECASE)
_LINE = re.compile(rb"([^\r\n]*)(?:\r{1,3}\n|\r|\n|\Z)")
"""One physical line. NEL and U+2028 are letters of a name here."""
_UNSEEN = re.compile(rb"(?:\xef\xbb\xbf|\xe2\x80[\x8b-\x8f\xaa-\xae]|\xe2\x81[\xa0-\xa4\xa6-\xaf]|\xc2\xad)+")
"""Byte order marks, zero-width spaces and marks of direction: programs and people put files together with them."""
_BOUNDARY = re.compile(r"(?:ï»¿|[^\w>|]){0,40}(BEGIN|END):[ \t]*([A-Z][A-Z-]*)\W{0,40}", re.IGNORECASE)
"""Around it may be whatever is not seen, and a byte order mark read as Western letters; a quotation has > or |."""
IS_SEEN = re.compile(r"[\w!-~]")
_MARK = re.compile(rb"[ \t]{0,40}(?:BEGIN|END):", re.IGNORECASE)
_NEXT_PROPERTY = re.compile(
    rb"(?:item\d+\.)?(?:VERSION|FN|N|NICKNAME|TEL|EMAIL|ADR|ORG|TITLE|ROLE|URL|NOTE|BDAY|PHOTO|REV|UID|CATEGORIES|LABEL|"
    rb"SUMMARY|DESCRIPTION|LOCATION|DTSTART|DTEND|X-[A-Z-]+)[;:]"
)
_LONGEST_HEAD = 1000
"""Bytes before the value in which its encoding is looked for."""
_IS_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_IS_BASE64 = re.compile(
    rb"[^:]*;(?:ENCODING=)?\"?(?:B|BASE64)\"?(?:;[^:]*)?:|[^:]*:data:[^,]{0,100};base64,", re.IGNORECASE
)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}\s*")
_IS_AN_ADDRESS = re.compile(rb"[^:]*:\s*[a-z]+://", re.IGNORECASE)


def unfolded(data: bytes) -> Iterator[tuple[int, bytes | None]]:
    """The number and bytes of every line, folded ones joined; None for one that is too long.

    Of a picture or file that is too long only the part before its value is left. Soft line ends of quoted-printable
    (vCard 2.1, section 2.1.3) stay in the line, as "=" and a line feed.
    """
    line = _Line(0, b"")
    for number, found in enumerate(_LINE.finditer(data), start=1):
        piece = found.group(1)
        if piece[:1] > b"\xc1":
            unseen = _UNSEEN.match(piece)
            piece = piece if unseen is None else piece[unseen.end() :]
        if not line.takes(piece):
            if number > 1:
                yield line.number, line.whole()
            line = _Line(number, piece)
    yield line.number, line.whole()


class _Line:
    """One line while its pieces come in."""

    __slots__ = ("_is_base64", "_is_mark", "_is_quoted", "_is_soft", "_length", "_parts", "_soft", "number")

    def __init__(self, number: int, first: bytes) -> None:
        self.number = number
        self._parts = [first]
        self._soft: list[int] = []
        self._length = len(first)
        self._is_mark = self._is_quoted = self._is_base64 = False
        if first[:1] in b"bBeE \t" and _MARK.match(first):
            self._is_mark = True
        elif b";" in first or b"data:" in first:
            self._is_quoted = _IS_QUOTED_PRINTABLE.match(first, 0, _LONGEST_HEAD) is not None
            self._is_base64 = not self._is_quoted and _IS_BASE64.match(first, 0, _LONGEST_HEAD) is not None
        if not (self._is_mark or self._is_quoted or self._is_base64) and self._holds_a_file():
            self._is_base64 = _IS_AN_ADDRESS.match(first, 0, _LONGEST_HEAD) is None
        self._is_soft = self._is_quoted and first.rstrip(b" \t").endswith(b"=")

    def takes(self, piece: bytes) -> bool:
        """Takes a physical line if it goes on with this one."""
        if self._is_soft:
            if _MARK.match(piece) or _NEXT_PROPERTY.match(piece):
                return False
        elif piece[:1] in (b" ", b"\t"):
            if self._is_mark or not self.number:
                return False
            piece = piece[1:]
        elif not (self._is_base64 and _BASE64.fullmatch(piece)):
            return False
        self._length += len(piece) + 1
        if self._length <= LONGEST_LINE or not self._is_too_long():
            if self._is_soft:
                self._soft.append(len(self._parts))
            self._parts.append(piece)
        self._is_soft = self._is_quoted and piece.rstrip(b" \t").endswith(b"=")
        return True

    def _is_too_long(self) -> bool:
        return self._length > (LONGEST_PICTURE_LINE if self._holds_a_file() else LONGEST_LINE)

    def _holds_a_file(self) -> bool:
        return _HOLDS_A_FILE.match(self._parts[0]) is not None

    def whole(self) -> bytes | None:
        """The line in one; None if it is too long."""
        if self._length > LONGEST_LINE and self._is_too_long():
            return self._parts[0].partition(b":")[0] + b":" if self._holds_a_file() else None
        if len(self._parts) == 1:
            return self._parts[0]
        if self._soft:
            # A program that folds after a soft line end puts a blank before every such line.
            is_folded = all(self._parts[place][:1] in (b" ", b"\t") for place in self._soft)
            for place in self._soft:
                piece = self._parts[place]
                self._parts[place - 1] = self._parts[place - 1].rstrip(b" \t")
                self._parts[place] = b"\n" + (piece.lstrip(b" \t") if is_folded else piece)
        return b"".join(self._parts)


def boundary(line: str | None) -> str:
    """BEGIN:VCARD, END:VEVENT and the like, if that is all the line says; else an empty text."""
    found = _BOUNDARY.fullmatch(line) if line else None
    return "" if found is None else f"{found.group(1)}:{found.group(2)}".upper()
