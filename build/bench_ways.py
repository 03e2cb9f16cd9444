"""The ways to somebody in a network that is read already."""

import statistics
import time
from datetime import date
from pathlib import Path

from bench_people import open_bench_store
from insidescoop.domain.introduction_paths import Ways
from insidescoop.queries.network import introduction_network

TODAY = date(2026, 11, 23)


def ways_to_people(folder: Path, rounds: int) -> float:
    """Milliseconds to find the warmest chains to a person, at the 95th percentile over that many people."""
    store = open_bench_store(folder)
    with store.reading() as session:
        network = introduction_network(session, zone="UTC")
    store.close()
    ids, ways = sorted(network.people), Ways(network)
    taken = []
    for number in range(rounds):
        began = time.perf_counter()
        ways.to_person(ids[number * len(ids) // rounds], today=TODAY)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]
