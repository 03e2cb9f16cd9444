"""The text in a file's bytes, whoever wrote it: the encoding is found, never asked for."""

import codecs
from dataclasses import dataclass

from insidescoop.domain.problems import Problem
from insidescoop.exchange.older_encodings import WESTERN, older_encoding

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
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the words for its encoding, and whether that was a guess the user should look at."""

    text: str
    encoding: str
    is_guessed: bool = False


def decoded(data: bytes) -> DecodedText:
    """The text of a file: by its byte order mark, else strict UTF-8, else UTF-16, else an older encoding.

    Raises:
        Problem: there are more bytes than are read.
    """
    if len(data) > LARGEST_FILE:
        raise Problem(
            f"This file is larger than {LARGEST_FILE // 1024 // 1024} MB.",
            your_data="Nothing was read and nothing was changed.",
            next_step="Export fewer people at a time, or without their pictures.",
        )
    for mark, codec, words in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                return DecodedText(body.decode(codec), words)
            except UnicodeDecodeError:
                return DecodedText(body.decode(codec, errors="replace"), words, is_guessed=True)
    wide = _wide_codec(data)
    if wide is not None:
        return DecodedText(data.decode(wide, errors="replace"), "UTF-16")
    try:
        return DecodedText(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        older = older_encoding(data)
        if older is None:
            return DecodedText(western(data), WESTERN, is_guessed=True)
        return DecodedText(data.decode(older[0]), older[1], is_guessed=True)


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
