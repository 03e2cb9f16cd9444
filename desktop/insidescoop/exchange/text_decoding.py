"""The text in a file's bytes, whoever wrote it: the encoding is found, never asked for.

A line that is no UTF-8 in a file of UTF-8 is read by itself: one odd byte changes no other name.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.domain.values import frozen
from insidescoop.exchange.older_encodings import PAIRS, WESTERN, older_encoding
from insidescoop.exchange.unfolding import unfolded

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that is read: some 100,000 people with notes, and a bound on the memory a hostile file can take."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    # Before UTF-16: the shorter mark is its beginning.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_BEGIN_WIDE = re.compile(rb"\xff\xfeB\0E\0G\0I\0N\0|\xfe\xff\0B\0E\0G\0I\0N")
_BEGIN_ANY = re.compile(rb"\xff\xfeB\0E\0G\0I\0N\0|\xfe\xff\0B\0E\0G\0I\0N|(?:\xef\xbb\xbf)?BEGIN:VC")
_LOOKED_AT = 4096
_SAMPLE = 64 * 1024
_MOST_LINES_NAMED = 5
_ONE_BY_CHANCE = 10
"""Of a file in an older encoding, fewer lines than one in so many are UTF-8."""
_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CUT_LETTER = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_NAMED = re.compile(rb"[^:]{0,400};CHARSET=\"?([^;:\"]{1,40})", re.IGNORECASE)
_FIRST_OF_THREE = "\u0800"
"""From here on a letter is three bytes of UTF-8, which pairs of bytes are hardly ever by chance."""
_SHIFTING = re.compile(r"iso-?2022|hz", re.IGNORECASE)
"""Encodings of plain ASCII bytes, which are no less valid UTF-8."""
_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")


@frozen
class DecodedText:
    """A text and what is to be said of its letters, where they had to be guessed."""

    text: str
    remarks: tuple[str, ...] = ()


@frozen
class Letters:
    """How the lines of a file are read: as UTF-8, and those that are none in `odd`.

    With `are_pairs` the letters of `odd` are pairs of bytes, of which some are UTF-8 by chance. With `is_cut` the file
    ends within a letter, and everything else is UTF-8.
    """

    odd: str | None = None
    are_pairs: bool = False
    is_cut: bool = False
    remarks: tuple[str, ...] = ()

    def text(self, line: bytes) -> str:
        """The text of one line, by the encoding it names itself if it is no UTF-8."""
        if line.isascii() and b"\x1b" not in line and b"~{" not in line:
            return line.decode("ascii")
        named = _named(line)
        if named is not None and _SHIFTING.match(named):
            return line.decode(named, errors="replace")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            if self.is_cut:
                return line.decode("utf-8", errors="ignore")
            if named is not None:
                return line.decode(named, errors="replace")
            if self.odd is None or (_LETTER.search(line) and not self.are_pairs):
                return line.decode("utf-8", errors=_ODD_BYTES)
            return _tried(line, self.odd)
        if (
            self.odd is None
            or not self.are_pairs
            or all(letter < "\x80" or letter >= _FIRST_OF_THREE for letter in text)
        ):
            return text
        return _tried(line, self.odd)


def insist_on_size(data: bytes) -> None:
    """Does nothing for a file that is not too large.

    Raises:
        Problem: there are more bytes than are read.
    """
    if len(data) > LARGEST_FILE:
        raise Problem(
            f"This file is larger than {LARGEST_FILE // 1024 // 1024} MB.",
            your_data="Nothing was read and nothing was changed.",
            next_step="Export fewer people at a time, or without their pictures.",
        )


def as_utf8(data: bytes) -> tuple[bytes, str | None]:
    """Bytes without a byte order mark, UTF-16 and UTF-32 written as UTF-8, and what is to be said of that.

    Cards in UTF-16 and in other letters, put together in one file, are each read as they are.
    """
    if _BEGIN_WIDE.search(data) is None:
        return _piece_as_utf8(data)
    places = [0, *(found.start() for found in _BEGIN_ANY.finditer(data) if found.start()), len(data)]
    pieces = [_piece_as_utf8(data[start:end]) for start, end in pairwise(places)]
    return b"".join(piece for piece, _told in pieces), next((told for _piece, told in pieces if told is not None), None)


def _piece_as_utf8(data: bytes) -> tuple[bytes, str | None]:
    for mark, codec, words in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if codec == "utf-8":
                return body, None
            try:
                return body.decode(codec).encode("utf-8", errors="replace"), None
            except UnicodeDecodeError:
                return body.decode(codec, errors="replace").encode("utf-8", errors="replace"), _guess(words)
    wide = _wide_codec(data)
    if wide is not None:
        return data.decode(wide, errors="replace").encode("utf-8", errors="replace"), None
    return data, None


def letters_of(lines: Iterable[tuple[int, bytes | None]], *, remark: str | None = None) -> Letters:
    """How lines are to be read, of which some are not in UTF-8."""
    numbers: list[int] = []
    sample, size, good, last, end = [], 0, 0, b"", 0
    for number, line in lines:
        if line is None or line:
            end = number
        if line is None or line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            if _named(line) is not None:
                continue
            numbers.append(number)
            last = line
            if size < _SAMPLE:
                sample.append(line)
                size += len(line)
    remarks = () if remark is None else (remark,)
    if not numbers:
        return Letters(remarks=remarks)
    cut = _CUT_LETTER.search(last)
    if numbers == [end] and cut is not None and (good or len(cut.group()) > 1) and _is_utf8(last[: cut.start()]):
        return Letters(
            is_cut=True, remarks=(*remarks, "The file ends in the middle of a letter: look whether its end is missing.")
        )
    older = older_encoding(b"\n".join(sample))
    codec, words = older or (None, WESTERN)
    are_pairs = codec in PAIRS and good < len(numbers)
    if not good or (older is not None and good * _ONE_BY_CHANCE < len(numbers)):
        return Letters(codec, are_pairs=are_pairs, remarks=(*remarks, _guess(words)))
    some = ", ".join(f"{number:,}" for number in numbers[:_MOST_LINES_NAMED])
    more = f" and {len(numbers) - _MOST_LINES_NAMED:,} more" if len(numbers) > _MOST_LINES_NAMED else ""
    said = f"{counted(len(numbers), 'line')} ({some}{more})" + (" is" if len(numbers) == 1 else " are")
    told = f"{said} not in UTF-8 like the rest; read as {words}: look whether the names are right."
    return Letters(codec, are_pairs=are_pairs, remarks=(*remarks, told))


def decoded(data: bytes) -> DecodedText:
    """The text of a file: by its byte order mark, else UTF-16, else UTF-8, with an older encoding where it is none.

    Raises:
        Problem: there are more bytes than are read.
    """
    insist_on_size(data)
    plain, remark = as_utf8(data)
    try:
        return DecodedText(plain.decode("utf-8"), () if remark is None else (remark,))
    except UnicodeDecodeError:
        lines = [found.group() for found in _LINE.finditer(plain)]
    letters = letters_of(enumerate(lines, start=1), remark=remark)
    return DecodedText("".join(map(letters.text, lines)), letters.remarks)


def unfolded_text(data: bytes) -> tuple[Iterator[tuple[int, str | None]], tuple[str, ...]]:
    """The number and text of every unfolded line of cards or a calendar, and what is to be said of their letters."""
    plain, remark = as_utf8(data)
    try:
        plain.decode("utf-8")
        letters = Letters(remarks=() if remark is None else (remark,))
    except UnicodeDecodeError:
        letters = letters_of(unfolded(plain), remark=remark)
    lines = ((number, None if line is None else letters.text(line)) for number, line in unfolded(plain))
    return lines, letters.remarks


def western(data: bytes) -> str:
    """Bytes read as Windows-1252; the five it does not define become the control characters of their number."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_western_letter(byte) for byte in data)


def _western_letter(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _odd_bytes(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - it is asked for decoding only
    is_cut = error.end == len(error.object) and error.reason == "unexpected end of data"
    piece = error.object[error.start : error.end]
    # What a file or a line was cut in is no letter.
    return "\ufffd" if is_cut and len(piece) > 1 else western(piece), error.end


_ODD_BYTES = "insidescoop.odd_bytes"
codecs.register_error(_ODD_BYTES, _odd_bytes)


def _tried(line: bytes, codec: str) -> str:
    try:
        return line.decode(codec)
    except UnicodeDecodeError:
        return line.decode("utf-8", errors=_ODD_BYTES)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _named(line: bytes) -> str | None:
    """The encoding that a line of an old card says it is in, if there is one of that name and it is not UTF-8."""
    found = _NAMED.match(line)
    if found is None:
        return None
    name = known_encoding(found.group(1).decode("ascii", errors="replace").strip())
    return None if name in ("utf-8", "ascii") else name


def known_encoding(said: str) -> str | None:
    """The encoding of texts that is called so, able to read any bytes; None if there is none."""
    try:
        name = codecs.lookup(said).name
        # An empty text is read by what is no encoding of texts, too.
        b" \xff".decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
    return name


def _guess(words: str) -> str:
    return f"The letters were read as {words}: look whether the names are right."


def _wide_codec(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    looked_at = data[:_LOOKED_AT]
    if len(looked_at) < 4 or len(data) % 2:
        return None
    even, odd = looked_at[::2].count(0), looked_at[1::2].count(0)
    pairs = len(looked_at) // 2
    if odd * 3 > pairs and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 3 > pairs and not odd else None
