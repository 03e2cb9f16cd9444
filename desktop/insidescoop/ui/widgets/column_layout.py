"""Which columns of a table are shown, and how its width is shared among them."""

import json
from collections.abc import Sequence
from dataclasses import field

from insidescoop.domain.values import frozen
from insidescoop.ui.widgets.record_column import TableColumn


@frozen
class ColumnLayout:
    """What the user made of a table's columns.

    `shown` are the keys chosen, None while the table decides by its width. `shares` are the shares of the width the
    user gave by dragging, by key; a column that is not in it has its usual one.
    """

    shown: tuple[str, ...] | None = None
    shares: dict[str, float] = field(default_factory=dict)

    def fits(self, column: TableColumn, width: int, *, scale: float) -> bool:
        """True if a column is shown in a table `width` pixels wide, its font `scale` times the usual one."""
        if self.shown is not None:
            return column.key in self.shown
        return column.is_usual and column.from_width * scale <= width

    def widths(self, columns: Sequence[TableColumn], width: int, *, least: Sequence[int]) -> list[int]:
        """The pixels each of these columns gets of `width`: its share, or `least` if that is more.

        The user's own shares are kept, and there is none but the share where the least widths are too much together.
        """
        shares = [self.shares.get(column.key, float(column.share)) for column in columns]
        taken: dict[int, int] = {}
        while True:
            whole = sum(share for place, share in enumerate(shares) if place not in taken) or 1.0
            rest = width - sum(taken.values())
            widths = [taken.get(place, int(rest * share / whole)) for place, share in enumerate(shares)]
            short = [place for place, given in enumerate(widths) if given < least[place]]
            if not short or self.shares:
                return widths
            if rest < sum(least[place] for place in short):
                return self.widths(columns, width, least=[0] * len(columns))
            taken.update((place, least[place]) for place in short)

    def as_text(self) -> str:
        """The layout as text, to be kept."""
        return json.dumps({"shown": self.shown, "shares": self.shares})

    @classmethod
    def from_text(cls, text: str, columns: Sequence[TableColumn]) -> "ColumnLayout":
        """The layout a text holds; the usual one if it makes no sense. Columns that are no more are left out."""
        known = {column.key for column in columns}
        try:
            held = json.loads(text)
            shown = None if held["shown"] is None else tuple(key for key in held["shown"] if key in known)
            shares = {key: float(share) for key, share in held["shares"].items() if key in known and float(share) > 0}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls()
        return cls(shown or None, shares)
