"""Finding people who are kept twice."""

import time
from pathlib import Path

from bench_people import open_bench_store
from insidescoop.domain.duplicates.search import find_duplicates
from insidescoop.queries.known_people import known_people


def seconds_to_find_duplicates(folder: Path) -> float:
    """Seconds to read everybody of the store in a folder and to find the pairs that look like one person."""
    store = open_bench_store(folder)
    began = time.perf_counter()
    with store.reading() as session:
        people = tuple(known_people(session))
    find_duplicates(people)
    seconds = time.perf_counter() - began
    store.close()
    return seconds
