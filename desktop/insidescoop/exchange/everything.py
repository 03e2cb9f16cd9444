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
from datetime import datetime
from pathlib import Path
from typing import Any, TypeGuard

from insidescoop.domain.everything import Everything
from insidescoop.domain.problems import Problem

FORMAT, FORMAT_VERSION = "inside-scoop-everything", 1
LARGEST_FILE = 512 * 1024 * 1024
"""Bytes of a document that is read: 10,000 people with pictures take some 200 MB."""
_LARGEST_VERSION = 10**6


def everything_as_json(everything: Everything, *, written_at: datetime) -> bytes:
    """The document; the same rows give the same bytes but for the moment."""
    return "".join(_parts(everything, written_at)).encode("utf-8")


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
    for place, (table, rows) in enumerate(everything.tables.items()):
        yield f"{',' if place else ''}\n{json.dumps(table)}: ["
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{json.dumps(dict(row), ensure_ascii=False)}"
        yield "\n]" if rows else "]"
    yield "\n}\n}\n"


def is_everything(beginning: bytes) -> bool:
    """True if a file begins as such a document does."""
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and FORMAT.encode() in beginning


def everything_of_file(path: Path) -> Everything:
    """What stands in a document; its rows are not looked into yet.

    Raises:
        Problem: the file cannot be read, is no such document, or is of a later version of the program.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _refused(
            f"“{path.name}” could not be read ({error.strerror}).", "Look whether it is still there and may be read."
        ) from error
    if len(data) > LARGEST_FILE:
        raise _refused(f"“{path.name}” is larger than {LARGEST_FILE // 1024 // 1024} MB.", "Choose another file.")
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _refused(f"“{path.name}” is damaged: {_in_words(error)}.", "Export once more, and take that file.") from (
            error
        )
    return _everything(document, path.name)


def _everything(document: Any, name: str) -> Everything:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _refused(
            f"“{name}” does not hold everything of an Inside Scoop store.", "Choose a file this program wrote."
        )
    version, schema, seeds = (document.get(key) for key in ("format_version", "schema_version", "seeds_version"))
    tables = document.get("tables")
    if (
        not _is_version(version)
        or not _is_version(schema)
        or not (seeds is None or _is_version(seeds))
        or not isinstance(tables, dict)
    ):
        raise _refused(f"“{name}” is damaged: its head is not complete.", "Export once more, and take that file.")
    if version != FORMAT_VERSION:
        raise _refused(
            f"“{name}” was written by another version of Inside Scoop.", "Open it with the version that wrote it."
        )
    for table, rows in tables.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _refused(f"“{name}” is damaged in “{table}”.", "Export once more, and take that file.")
    return Everything(schema, seeds, tables)


def _is_version(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_VERSION


def _no_number(said: str) -> Any:
    raise ValueError(f"{said} is no number")


def _in_words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno} cannot be read"
    return "it is nested too deep" if isinstance(error, RecursionError) else "it is not written in UTF-8 JSON"


def _refused(what_happened: str, next_step: str) -> Problem:
    return Problem(what_happened, your_data="Nothing was read and nothing was changed.", next_step=next_step)
