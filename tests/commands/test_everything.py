"""A whole store goes out as one document and comes back as it was, or nothing happens."""

import base64
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from builders import SetClock, add_contact, list_index_is_true, open_test_store
from insidescoop.commands.everything import LoadEverything
from insidescoop.commands.imports import ImportContacts
from insidescoop.commands.organizations import AddOrganization, MarkOrganizationsDistinct
from insidescoop.commands.sample_data import FillWithSampleData
from insidescoop.domain.acquaintance import ReplyPattern
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.imports import FoundPeople, FoundPerson
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.domain.problems import Problem
from insidescoop.exchange.everything import everything_of_file
from insidescoop.outputs.everything_files import export_everything
from insidescoop.queries.import_plan import import_plan
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.store.entities import Organization
from insidescoop.store.store import Store
from rows_of_stores import rows_of


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    clock = SetClock()
    folder = tmp_path_factory.mktemp("full")
    store = open_test_store(folder, clock)
    store.do(FillWithSampleData())
    picture = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(picture, "PNG")
    person = FoundPerson(1, _draft("نور"), photo=picture.getvalue())
    with store.reading() as session:
        plan = import_plan(session, FoundPeople("x.vcf", (person,)))
    store.do(ImportContacts(plan))
    add_contact(store, "Private", own_reply_pattern=ReplyPattern.SILENT, notes="x\ty\n\u2028z")
    for name in ("Reading Room 1", "Reading Room I"):
        store.do(AddOrganization(OrganizationDraft(name=name)))
    with store.reading() as session:
        first, second = session.scalars(
            select(Organization.id).where(Organization.name.startswith("Reading Room")).order_by(Organization.id)
        )
    store.do(MarkOrganizationsDistinct(first, second))
    yield store
    store.close()


@pytest.fixture(scope="module")
def exported(full: Store, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The document of a full store."""
    return _exported(full, tmp_path_factory.mktemp("exported") / "all.json", SetClock()).read_text("utf-8")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that refuses every damaged document, and so stays empty."""
    store = open_test_store(tmp_path_factory.mktemp("untouched"))
    yield store
    store.close()


def _draft(name: str) -> ContactDraft:
    return ContactDraft(given_name=name)


def _exported(store: Store, target: Path, clock: SetClock) -> Path:
    with store.reading() as session:
        export_everything(session, target, now=clock.now())
    return target


def _load(store: Store, path: Path) -> Any:
    return store.do(LoadEverything(everything_of_file(path), path.name))


def test_everything_comes_back_into_an_empty_store_as_it_was(
    full: Store, store: Store, folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    path = _exported(full, tmp_path / "all.json", clock)

    done = _load(store, path)

    assert done.label == "Load everything from all.json"
    assert rows_of(store) == rows_of(full)
    assert rows_of(full)["contact_photo"]
    assert rows_of(full)["distinct_organizations"]
    with store.reading() as session:
        assert soundness(session).faults == ()
        assert "Private Okafor" in [hit.title for hit in found(session, "private")]
    store.close()
    assert list_index_is_true(folder)


def test_loading_is_one_step_and_opening_again_changes_nothing(
    full: Store, store: Store, folder: Path, tmp_path: Path, clock: SetClock
) -> None:
    fresh = rows_of(store)
    _load(store, _exported(full, tmp_path / "all.json", clock))

    store.undo()
    undone = rows_of(store)
    store.redo()
    store.close()

    again = open_test_store(folder, clock)
    assert undone == fresh
    assert rows_of(again) == rows_of(full)
    again.close()


def test_a_store_with_data_is_refused_and_left_as_it_is(
    full: Store, store: Store, tmp_path: Path, clock: SetClock
) -> None:
    add_contact(store)
    before = rows_of(store)
    path = _exported(full, tmp_path / "all.json", clock)

    with pytest.raises(Problem, match=r"There is data here already, 1 contact among it\."):
        _load(store, path)

    assert rows_of(store) == before


def _of(table: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["tables"][table][0].update(changes)


def _head(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(changes)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        pytest.param(_head(format="other"), "does not hold everything", id="format"),
        pytest.param(_head(format_version=2), "another version", id="newer frame"),
        pytest.param(_head(schema_version=10**6), "another version", id="newer store"),
        pytest.param(_head(schema_version="x"), "head is not complete", id="head"),
        pytest.param(_head(tables=[]), "head is not complete", id="no tables"),
        pytest.param(lambda document: document["tables"].pop("contact"), "is not in it", id="missing table"),
        pytest.param(lambda document: document["tables"].update(odd=[]), "another version", id="strange table"),
        pytest.param(lambda document: document["tables"].update(contact=[1]), "damaged in “contact”", id="no row"),
        pytest.param(_of("contact", evil=1), "is not known", id="strange column"),
        pytest.param(_of("contact", display_name=None), "is missing", id="nothing"),
        pytest.param(_of("contact", display_name=7), "is no text", id="number for text"),
        pytest.param(_of("contact", display_name="\ud800"), "half a letter", id="half a letter"),
        pytest.param(_of("contact", closeness="dear"), "says something", id="unknown word"),
        pytest.param(_of("contact", added_at="yesterday"), "says something", id="no instant"),
        pytest.param(_of("contact", do_not_contact="yes"), "neither true nor false", id="no truth"),
        pytest.param(_head(schema_version=-1), "head is not complete", id="version below none"),
        pytest.param(_head(schema_version=True), "head is not complete", id="true for a version"),
        pytest.param(
            lambda document: (document.update(schema_version=1), document["tables"].pop("profile")),
            "the profile is not in it",
            id="nobody's",
        ),
        pytest.param(_head(seeds_version=2**70), "head is not complete", id="huge version"),
        pytest.param(_of("contact", id=-1), "is not between 1 and", id="negative id"),
        pytest.param(_of("contact", id=2**70), "is not between", id="huge id"),
        pytest.param(_of("introduction", id=2**63 - 1), "is not between", id="the last id"),
        pytest.param(_of("contact_email", position=2**63 - 1), "is not between", id="the last position"),
        pytest.param(_of("contact", cadence_days=2**31), "is not between 1 and 3,650", id="endless cadence"),
        pytest.param(_of("follow_up_rule", count=2**31), "is not between", id="endless wait"),
        pytest.param(_of("interview", minutes=0), "is not between 5 and 240", id="no minutes"),
        pytest.param(_of("interview", minutes=2**53), "is not between", id="endless minutes"),
        pytest.param(_of("profile", pace=0), "is not between 90 and 180", id="no pace"),
        pytest.param(_of("profile", work_days=""), "says something", id="no day of work"),
        pytest.param(_of("profile", work_days="7"), "says something", id="eighth day"),
        pytest.param(_of("pitch_sentence", section="id"), "says something", id="no section"),
        pytest.param(_of("interview", closing_asked="x"), "says something", id="no ask"),
        pytest.param(_of("interview", wrap_up_draft="[" * 9999), "says something", id="wrap-up nested"),
        pytest.param(_of("interview", wrap_up_draft="[1]"), "says something", id="wrap-up"),
        pytest.param(_of("rehearsal", sentence_timings="x"), "says something", id="no timings"),
        pytest.param(_of("rehearsal", sentence_timings="[1]"), "says something", id="timings of one number"),
        pytest.param(_of("rehearsal", sentence_timings='[["a", 2]]'), "says something", id="timings of words"),
        pytest.param(_of("contact", met_on="0001-01-01"), "in the years 1900 to 2199", id="first day"),
        pytest.param(_of("follow_up", counted_from="9999-12-31"), "in the years", id="last day"),
        pytest.param(_of("interview", starts_at="0001-01-01T00:00:00.000000Z"), "in the years", id="first moment"),
        pytest.param(_of("interaction", happened_at="9999-12-31T23:59:59.999999Z"), "in the years", id="last moment"),
        pytest.param(_of("interview", starts_at="2026-11-23T14:00:00"), "says something", id="moment without a zone"),
        pytest.param(_of("contact", added_at="2026-11-23T14:00:00Z"), "not written as", id="moment of another width"),
        pytest.param(_of("contact", met_on="20261123"), "not written as", id="day without hyphens"),
        pytest.param(_of("contact", id=True), "no whole number", id="true for a number"),
        pytest.param(_of("contact", id=2), "two rows have one name", id="twice"),
        pytest.param(_of("contact", organization_id=4711), "speaks of another", id="nowhere"),
        pytest.param(_of("interview", starts_zone="Mars/Olympus"), "says something", id="zone"),
        pytest.param(_of("contact_photo", data="AAAA"), "no small picture", id="picture"),
        pytest.param(lambda document: document["tables"].update(interview_contact=[]), "nobody to talk to", id="alone"),
    ],
)
def test_a_damaged_document_is_refused_in_words_and_changes_nothing(
    exported: str, untouched: Store, tmp_path: Path, harm: Callable[[dict[str, Any]], None], why: str
) -> None:
    before = rows_of(untouched)
    document = json.loads(exported)
    harm(document)
    path = tmp_path / "all.json"
    path.write_text(json.dumps(document), "utf-8")

    with pytest.raises(Problem, match=why):
        _load(untouched, path)

    assert rows_of(untouched) == before
    assert untouched.history().undo is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "line 1 cannot be read"),
        (b"\xff\xfe{", "not written in UTF-8"),
        (b'{"format": ' + b"[" * 200_000, "nested too deep"),
        (b'{"format": NaN}', "not written in UTF-8 JSON"),
        (b"[]", "does not hold everything"),
        (b"", "does not hold everything"),
        (b'{"format": 1} {', "something comes after its end"),
        (b'{"format": 1,\n "x" 2}', "line 2 cannot be read"),
        (b'{"format": 1, 2: 3}', "line 1 cannot be read"),
        (b'{"tables": {"contact": [{}, 7]}}', "damaged in “contact”"),
        (b'{"tables": {"contact": [], "contact": []}}', "damaged in “contact”"),
    ],
)
def test_what_is_no_document_is_refused_in_words(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "all.json"
    path.write_bytes(data)

    with pytest.raises(Problem, match=why):
        everything_of_file(path)


def test_a_picture_in_the_document_is_the_small_one(exported: str) -> None:
    (photo,) = json.loads(exported)["tables"]["contact_photo"]

    assert Image.open(io.BytesIO(base64.b64decode(photo["data"]))).size == (320, 320)
