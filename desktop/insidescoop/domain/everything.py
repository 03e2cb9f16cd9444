"""Everything a store holds, as rows: the value in which a whole store leaves and comes home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""One row by the names of its columns, in the form it is kept in: whole numbers, texts, true and false, nothing."""


@dataclass(frozen=True, slots=True)
class Everything:
    """All rows of a store by table, and the versions they are written in."""

    schema_version: int
    seeds_version: int | None
    tables: Mapping[str, Sequence[Row]]
