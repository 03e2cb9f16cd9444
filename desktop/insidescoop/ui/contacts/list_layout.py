"""How the contact table was left: kept as JSON in the file with the window's state."""

import json
from dataclasses import asdict
from typing import Any

from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.domain.values import frozen

_SIZE, _RECTANGLE = 2, 4


@frozen
class ListLayout:
    """Columns, order and the current person (None for none).

    `columns` is the text of a `ColumnLayout`. `place` is where the table stood on its page: left, top, width and height
    in pixels; `page` is the page's width and height. Both are empty if that is not known.
    """

    columns: str = ""
    order: ContactOrder = ContactOrder.NAME
    descending: bool = False
    person: int | None = None
    page: tuple[int, ...] = ()
    place: tuple[int, ...] = ()

    def as_text(self) -> str:
        """The layout as text, to be kept."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> "ListLayout | None":
        """The layout a text holds; None if it makes no sense."""
        try:
            held = json.loads(text)
            columns, order, descending = str(held["columns"]), ContactOrder(held["order"]), bool(held["descending"])
            person, page, place = held.get("person"), held.get("page"), held.get("place")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return cls(
            columns,
            order,
            descending,
            person if type(person) is int else None,
            _pixels(page, _SIZE),
            _pixels(place, _RECTANGLE),
        )


def _pixels(held: Any, count: int) -> tuple[int, ...]:
    is_usable = isinstance(held, list) and len(held) == count and all(type(each) is int for each in held)
    return tuple(held) if is_usable else ()
