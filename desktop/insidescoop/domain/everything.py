"""Everything a store holds, as rows: the value in which a whole store leaves and comes home."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from insidescoop.domain.values import frozen

Row = Mapping[str, Any]
"""One row by the names of its columns, in the form it is kept in: whole numbers, texts, true and false, nothing."""


@frozen
class Everything:
    """All rows of a store, and the versions they are written in; only their counts by table are held.

    `tables` reads the tables with their rows anew each time, one row after the other: there may be more than the memory
    takes. The rows of a table are to be read before the next one.
    """

    schema_version: int
    seeds_version: int | None
    counts: Mapping[str, int]
    tables: Callable[[], Iterator[tuple[str, Iterable[Row]]]]

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.counts.values())
