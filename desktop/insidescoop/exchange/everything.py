"""Everything a store holds as one JSON document, and back: the form in which a whole store leaves and comes home.

The document is UTF-8 JSON without a byte order mark:

    {
      "format": "inside-scoop-everything",
      "format_version": 1,
      "schema_version": 5,
      "seeds_version": 3,
      "written_at": "2026-11-23T14:00:00+00:00",
      "tables": {
        "contact": [ {"id": 1, "given_name": "Dana", ... }, ... ],
        ...
      }
    }

`format_version` grows when this frame changes, `schema_version` with the store. Every table a user's data is in stands
under `tables` by its name, in an order in which no row speaks of one that comes later, with one object a row and one
line a row. Keys are the columns' names, all of them in each row; values are what the store keeps: whole numbers, text,
true and false, null. Instants are UTC text of fixed width ("2026-11-23T14:00:00.000000Z"), days ISO dates, pictures
JPEGs in base64. `id` is a row's own; columns that end in `_id` name a row of another table. The private fields are
all there. The history of undo is not: it tells of changes, not of people.

This module knows the frame, not the columns: it takes and gives rows as they are.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeGuard

from insidescoop.domain.everything import Everything, Row
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import first_line
from insidescoop.exchange.json_stream import DamagedJsonError, JsonStream

FORMAT, FORMAT_VERSION = "inside-scoop-everything", 1
LARGEST_FILE = 512 * 1024 * 1024
"""Bytes of a document that is read: 10,000 people with pictures take some 200 MB."""
_LARGEST_VERSION = 10**6


def everything_as_json(everything: Everything, *, written_at: datetime) -> Iterator[bytes]:
    """The document, row by row; the same rows give the same bytes but for the moment."""
    return (part.encode("utf-8") for part in _parts(everything, written_at))


def _parts(everything: Everything, written_at: datetime) -> Iterator[str]:
    head = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema_version": everything.schema_version,
        "seeds_version": everything.seeds_version,
        "written_at": written_at.isoformat(),
    }
    yield "{\n" + "".join(f"{json.dumps(name)}: {json.dumps(value)},\n" for name, value in head.items())
    yield '"tables": {'
    for place, (table, rows) in enumerate(everything.tables()):
        yield f"{',' if place else ''}\n{json.dumps(table)}: ["
        number = -1
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{json.dumps(dict(row), ensure_ascii=False)}"
        yield "]" if number < 0 else "\n]"
    yield "\n}\n}\n"


def is_everything(beginning: bytes) -> bool:
    """True if a file begins as such a document does."""
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and FORMAT.encode() in beginning


def everything_of_file(path: Path) -> Everything:
    """What stands in a document, read through once to count its rows; they are read again when they are asked for.

    Raises:
        Problem: the file cannot be read, is no such document, or is of a later version of the program.
    """
    head: dict[str, Any] = {}
    counts: dict[str, int] = {}
    with _stream_of(path) as stream:
        for name in stream.members() if stream.next_is("{") else ():
            if name != "tables":
                head[name] = stream.value()
            elif stream.next_is("{"):
                for table, rows in _tables(stream, path.name):
                    counts[table] = sum(1 for _row in rows)
                head[name] = counts
            else:
                head[name] = stream.value()
        if head and not stream.next_is(""):
            raise DamagedJsonError("something comes after its end")
    return _everything(head, counts, path)


@contextmanager
def _stream_of(path: Path) -> Iterator[JsonStream]:
    with _told_in_words(path.name):
        if path.stat().st_size > LARGEST_FILE:
            raise _refused(f"“{path.name}” is larger than {LARGEST_FILE // 1024 // 1024} MB.", "Choose another file.")
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield JsonStream(file)


@contextmanager
def _told_in_words(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(
            f"“{name}” could not be read ({error.strerror}).", "Look whether it is still there and may be read."
        ) from error
    except DamagedJsonError as error:
        raise _refused(f"“{name}” is damaged: {error}.", "Export once more, and take that file.") from error


def _tables(stream: JsonStream, name: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """The tables of an object that comes next, each once, with its rows."""
    seen: set[str] = set()
    for table in stream.members():
        if table in seen or not stream.next_is("["):
            raise _damaged_in(table, name)
        seen.add(table)
        yield table, _rows(stream, table, name)


def _rows(stream: JsonStream, table: str, name: str) -> Iterator[Row]:
    # Whoever asks for the next row stands outside the stream that was opened.
    with _told_in_words(name):
        for _place in stream.items():
            row = stream.value()
            if not isinstance(row, dict):
                raise _damaged_in(table, name)
            yield row


def _tables_again(path: Path) -> Iterator[tuple[str, Iterator[Row]]]:
    with _stream_of(path) as stream:
        for name in stream.members():
            if name == "tables":
                yield from _tables(stream, path.name)
            else:
                stream.value()


def _damaged_in(table: str, name: str) -> Problem:
    return _refused(
        f"“{name}” is damaged in “{first_line(table, at_most=40)}”.", "Export once more, and take that file."
    )


def _everything(head: dict[str, Any], counts: dict[str, int], path: Path) -> Everything:
    name = path.name
    if head.get("format") != FORMAT:
        raise _refused(
            f"“{name}” does not hold everything of an Inside Scoop store.", "Choose a file this program wrote."
        )
    version, schema, seeds = (head.get(key) for key in ("format_version", "schema_version", "seeds_version"))
    if (
        not _is_version(version)
        or not _is_version(schema)
        or not (seeds is None or _is_version(seeds))
        or head.get("tables") is not counts
    ):
        raise _refused(f"“{name}” is damaged: its head is not complete.", "Export once more, and take that file.")
    if version != FORMAT_VERSION:
        raise _refused(
            f"“{name}” was written by another version of Inside Scoop.", "Open it with the version that wrote it."
        )
    return Everything(schema, seeds, counts, partial(_tables_again, path))


def _is_version(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_VERSION


def _refused(what_happened: str, next_step: str) -> Problem:
    return Problem(what_happened, your_data="Nothing was read and nothing was changed.", next_step=next_step)
