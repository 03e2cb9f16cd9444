"""A column of a table as data."""

from collections.abc import Callable
from datetime import date
from typing import Any

from insidescoop.domain.moments import exact_day
from insidescoop.domain.values import frozen

WIDEST_DAY = exact_day(date(2026, 11, 30), with_weekday=False)
"""As wide as any day in words."""


@frozen
class TableColumn:
    """One column: its key and title, how a row's text is read, and its share of the width.

    A table narrower than `from_width` pixels (at the usual font) leaves the column out, unless its rows are sorted by
    it. A column that is not usual is shown only once the user chose it. `sorted_title` is the title while the rows are
    sorted by the column, where that says more; "" for the usual one. `widest` is a text that the column shows whole
    before others get their share; "" where any text may be cut.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    share: int = 1
    from_width: int = 0
    is_sortable: bool = True
    is_usual: bool = True
    sorted_title: str = ""
    widest: str = ""
