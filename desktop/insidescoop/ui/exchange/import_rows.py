"""The rows of a plan in the order they are looked at, each made when it is shown: there may be 100,000."""

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from insidescoop.domain.imports import ImportPlan, PlannedPerson, Standing
from insidescoop.domain.values import frozen

NOT_READABLE, ANOTHER_POST, AT_TARGET = "unreadable", "another_post", "at_target"
_ORDER = (Standing.DOUBTFUL, NOT_READABLE, ANOTHER_POST, Standing.NEW, Standing.THERE)
"""What has to be decided, was lost or changed comes first."""
_PARTS = {NOT_READABLE: "Not readable", ANOTHER_POST: "Another post", AT_TARGET: "At a target organization"}


@frozen
class ImportRow:
    """One row of the list. `id` is the place in the plan from 0; for what is not readable, negative from -1 down."""

    id: int
    line: int
    name: str
    organization: str
    kind: str
    is_at_target: bool = False


class ImportRows(Sequence[ImportRow]):
    """Rows of a plan, by their ids in order; `parts` holds the ids of each part of them."""

    def __init__(
        self, plan: ImportPlan | None = None, ids: Sequence[int] = (), parts: dict[str, Sequence[int]] | None = None
    ) -> None:
        self._plan = plan
        self._ids = ids
        self._parts = parts or {}

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> ImportRow: ...

    @overload
    def __getitem__(self, place: slice) -> "ImportRows": ...

    def __getitem__(self, place: int | slice) -> "ImportRow | ImportRows":
        if isinstance(place, slice):
            return ImportRows(self._plan, self._ids[place])
        return self._row(self._ids[place])

    def __iter__(self) -> Iterator[ImportRow]:
        return map(self._row, self._ids)

    def of(self, part: str | None) -> "ImportRows":
        """The rows of a part; all of them for None."""
        return self if part is None else ImportRows(self._plan, self._parts.get(part, ()))

    def count_of(self, part: str) -> int:
        """How many rows there are of a part."""
        return len(self._parts.get(part, ()))

    def counts(self) -> list[tuple[str, int]]:
        """The parts that have rows, in order, each with their number."""
        return [(part, self.count_of(part)) for part in (*_ORDER, AT_TARGET) if self.count_of(part)]

    def _row(self, row_id: int) -> ImportRow:
        assert self._plan is not None  # noqa: S101 - without a plan there are no ids
        if row_id < 0:
            fault = self._plan.unreadable[-1 - row_id]
            return ImportRow(row_id, fault.line, fault.excerpt, "", NOT_READABLE)
        planned = self._plan.people[row_id]
        draft = planned.person.draft
        return ImportRow(
            row_id, planned.person.line, draft.shown_name, draft.organization or "", row_kind(planned),
            planned.is_at_target,
        )  # fmt: skip


def import_rows(plan: ImportPlan) -> ImportRows:
    """The rows in their order. Of many people they take longer than a frame: any thread may make them."""
    parts: dict[str, array[int]] = {part: array("l") for part in (*_ORDER, AT_TARGET)}
    for place, planned in enumerate(plan.people):
        parts[row_kind(planned)].append(place)
        if planned.is_at_target:
            parts[AT_TARGET].append(place)
    parts[NOT_READABLE].extend(range(-1, -1 - len(plan.unreadable), -1))
    ids = array("l")
    for part in _ORDER:
        ids.extend(parts[part])
    return ImportRows(plan, ids, dict(parts))


def row_kind(planned: PlannedPerson) -> str:
    """Among whom a person is listed."""
    is_elsewhere = planned.change is not None and planned.standing is Standing.THERE
    return ANOTHER_POST if is_elsewhere else planned.standing


def part_words(part: str) -> str:
    """What the window calls a part of the rows."""
    return _PARTS.get(part) or Standing(part).words
