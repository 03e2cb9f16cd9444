"""A JSON document read piece by piece: whoever asks decides what is held at once."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

_CHARACTERS = 1 << 16
"""Read at a time, at least."""

LARGEST_VALUE = 1 << 25
"""Characters of one value, such as a row: more are damage, not a long note."""


class DamagedJsonError(ValueError):
    """The document cannot be read; the message says why, as the end of a sentence."""


class JsonStream:
    """The values of a document in their order. What is asked of it says what must come next; else it is damaged.

    `file` is open as text, with newlines as they are.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._decoder = json.JSONDecoder(parse_constant=_no_number)
        self._text, self._at = "", 0
        self._lines_before = 0

    def next_is(self, character: str) -> bool:
        """True if a value or a mark that begins so comes next; "" is the end of the document.

        Raises:
            DamagedJsonError: the document is not in UTF-8.
        """
        return self._peek() == character

    def members(self) -> Iterator[str]:
        """The names in an object, which must come next; the value of each is to be taken before the next name.

        Raises:
            DamagedJsonError: something else comes.
        """
        for _place in self._parts("{", "}"):
            name = self.value() if self.next_is('"') else None
            if name is None:
                raise self._damaged(self._at)
            self._take(":")
            yield name

    def items(self) -> Iterator[None]:
        """Once for each value of an array, which must come next; each is to be taken before the next.

        Raises:
            DamagedJsonError: something else comes.
        """
        return self._parts("[", "]")

    def value(self) -> Any:
        """The next value, whole.

        Raises:
            DamagedJsonError: it cannot be read, or is too long or too deep.
        """
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # It may only be cut off by what is not read yet.
                if not self._read_on():
                    raise self._damaged(min(error.pos, len(self._text))) from error
                continue
            except RecursionError as error:
                raise DamagedJsonError("it is nested too deep") from error
            except ValueError as error:
                raise DamagedJsonError(_NOT_JSON) from error
            # A number at the end of what was read may go on, as 1 does in 1e+5.
            if end + 2 < len(self._text) or not self._read_on():
                self._at = end
                return value

    def _parts(self, begin: str, end: str) -> Iterator[None]:
        self._take(begin)
        if not self.next_is(end):
            yield
            while self.next_is(","):
                self._take(",")
                yield
        self._take(end)

    def _take(self, character: str) -> None:
        if not self.next_is(character):
            raise self._damaged(self._at)
        self._at += 1

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._text) or not self._read_on():
                return self._text[self._at : self._at + 1]

    def _read_on(self) -> bool:
        """Reads more, twice as much each time a value needs it; False at the end of the document."""
        left = self._text[self._at :]
        if len(left) > LARGEST_VALUE:
            raise self._damaged(self._at)
        try:
            more = self._file.read(max(_CHARACTERS, len(left)))
        except UnicodeDecodeError as error:
            raise DamagedJsonError(_NOT_JSON) from error
        if more:
            self._lines_before += self._text.count("\n", 0, self._at)
            self._text, self._at = left + more, 0
        return bool(more)

    def _damaged(self, at: int) -> DamagedJsonError:
        line = self._lines_before + self._text.count("\n", 0, at) + 1
        return DamagedJsonError(f"line {line:,} cannot be read")


_NOT_JSON = "it is not written in UTF-8 JSON"


def _no_number(said: str) -> Any:
    raise ValueError(f"{said} is no number")
