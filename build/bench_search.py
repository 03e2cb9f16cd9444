"""What a keystroke in the search costs: the query of the program against the same one on the bare driver."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench_people import open_bench_store, typed_words
from insidescoop.domain.contact_filters import ContactFilter
from insidescoop.queries.contact_list import contact_ids, contact_rows
from insidescoop.queries.search import MOST_FOUND, found_rowids
from insidescoop.store.indexes.search_index import RANKED_FROM_LETTERS, match_expression
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE

ROWS_ON_A_SCREEN = 30
TODAY = date(2026, 11, 23)

_RANKED = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rank LIMIT ?"
_UNRANKED = "SELECT rowid FROM search_index WHERE search_index MATCH ? LIMIT ?"


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """Milliseconds that 95 of 100 keystrokes stay under: our query, the bare one, and the list on the screen."""

    ours: float
    bare: float
    screen: float


def keystrokes(folder: Path, *, letters: Iterable[int], words: int) -> Keystrokes:
    """Measures the beginnings of that many words, of those numbers of letters each; all three by turns."""
    typed = [word[:count] for count in letters for word in typed_words(words)]
    store = open_bench_store(folder)
    plain = sqlite3.connect(folder / STORE_FILE)
    # The store's own cache: the comparison is about code, not about settings.
    plain.execute("PRAGMA cache_size=-64000")
    taken: tuple[list[float], list[float], list[float]] = ([], [], [])
    ways: tuple[Callable[[str], object], ...] = (
        lambda text: _ours(store, text),
        lambda text: _bare(plain, text),
        lambda text: _screen(store, text),
    )
    for way in ways:
        for text in typed:
            way(text)
    for place, text in enumerate(typed):
        # By turns who goes first: the first one warms the file for the others.
        for turn in range(len(ways)):
            chosen = (turn + place) % len(ways)
            began = time.perf_counter()
            ways[chosen](text)
            taken[chosen].append((time.perf_counter() - began) * 1000)
    plain.close()
    store.close()
    return Keystrokes(*(percentile_95(values) for values in taken))


def percentile_95(values: list[float]) -> float:
    """The value that 95 of 100 stay under."""
    return statistics.quantiles(values, n=20)[-1]


def _ours(store: Store, typed: str) -> object:
    with store.reading() as session:
        return found_rowids(session, typed)


def _bare(plain: sqlite3.Connection, typed: str) -> object:
    statement = _RANKED if len(typed) >= RANKED_FROM_LETTERS else _UNRANKED
    return [rowid for (rowid,) in plain.execute(statement, (match_expression(typed), MOST_FOUND))]


def _screen(store: Store, typed: str) -> object:
    with store.reading() as session:
        ids = contact_ids(session, ContactFilter(text=typed), today=TODAY)
        return contact_rows(session, ids[:ROWS_ON_A_SCREEN])
