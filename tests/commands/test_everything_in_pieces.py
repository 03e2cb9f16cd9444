"""A whole store of any size leaves and comes home in pieces: the memory holds a few rows of it."""

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import SetClock, a_contact
from insidescoop.commands.contacts import AddContacts
from insidescoop.commands.everything import LoadEverything
from insidescoop.domain.problems import Problem
from insidescoop.exchange import json_stream
from insidescoop.exchange.everything import everything_of_file
from insidescoop.exchange.json_stream import DamagedJsonError, JsonStream
from insidescoop.outputs.everything_files import export_everything
from insidescoop.store.store import Store
from rows_of_stores import rows_of

NOTE, PEOPLE = "word " * 5_000, 400


@pytest.fixture
def document(store: Store, clock: SetClock, tmp_path: Path) -> Path:
    """A document of 10 MB, as a store of many long notes writes it; the store is empty again."""
    store.do(AddContacts(tuple(a_contact(f"G{n}", f"F{n}", notes=f"{n} {NOTE}") for n in range(PEOPLE))))
    with store.reading() as session:
        export_everything(session, tmp_path / "all.json", now=clock.now())
    store.undo()
    return tmp_path / "all.json"


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_reading_and_loading_a_large_document_holds_a_part_of_it(store: Store, document: Path) -> None:
    peak = _peak(lambda: store.do(LoadEverything(everything_of_file(document), document.name)))

    assert document.stat().st_size > 10_000_000
    assert peak < 5_000_000
    assert len(rows_of(store)["contact"]) == PEOPLE


def test_writing_a_large_store_holds_a_part_of_it(
    store: Store, document: Path, clock: SetClock, tmp_path: Path
) -> None:
    store.do(LoadEverything(everything_of_file(document), document.name))
    again = tmp_path / "again.json"

    def write() -> None:
        with store.reading() as session:
            export_everything(session, again, now=clock.now())

    peak = _peak(write)

    assert peak < 3_000_000
    assert again.read_bytes() == document.read_bytes()


def test_a_document_that_changes_after_it_was_looked_at_is_refused_and_nothing_is_loaded(
    store: Store, document: Path
) -> None:
    everything = everything_of_file(document)
    document.write_bytes(document.read_bytes()[:-5_000_000])

    with pytest.raises(Problem, match="is damaged: line"):
        store.do(LoadEverything(everything, document.name))

    assert rows_of(store)["contact"] == []
    assert store.history().undo is None


@pytest.mark.parametrize("at_once", [1, 2, 3, 7])
def test_it_does_not_matter_where_a_document_is_cut_into_pieces(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(json_stream, "_CHARACTERS", at_once)
    stream = JsonStream(io.StringIO(' {"a" :[1234, "x\\"\\u00e9y", {"b": [true,null]}] , "c": -1.5e3}\n'))
    found: dict[str, object] = {}

    for name in stream.members():
        found[name] = [stream.value() for _ in stream.items()] if stream.next_is("[") else stream.value()

    assert found == {"a": [1234, 'x"éy', {"b": [True, None]}], "c": -1500.0}
    assert stream.next_is("")


def test_a_value_that_never_ends_is_given_up_before_the_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST_VALUE", 1_000_000)
    source = io.StringIO('["' + "x" * 20_000_000)
    stream = JsonStream(source)

    with pytest.raises(DamagedJsonError, match="line 1 cannot be read"):
        [stream.value() for _ in stream.items()]

    assert source.tell() < 4_000_000
