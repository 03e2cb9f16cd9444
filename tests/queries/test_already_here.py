"""Whether someone about to be added is among the contacts already."""

from pathlib import Path

import pytest

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import AddContact, DeleteContact
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.duplicates.search import find_duplicates
from insidescoop.queries.already_here import AlreadyHere, already_here
from insidescoop.queries.known_people import known_people
from insidescoop.store.store import Store

LIBRARY = "Harbor City Library"


@pytest.fixture
def store(folder: Path, clock: SetClock) -> Store:
    store = open_test_store(folder, clock)
    add_contact(
        store, "Priya", "Raman", organization=LIBRARY, emails=(Labelled("priya@harbor.example"),),
        phones=(Labelled("617-555-0134"),), links=(Labelled("https://www.linkedin.com/in/priya-raman"),),
    )  # fmt: skip
    return store


def _found(store: Store, draft: ContactDraft) -> AlreadyHere | None:
    try:
        with store.reading() as session:
            return already_here(session, draft)
    finally:
        store.close()


@pytest.mark.parametrize(
    ("draft", "is_sure"),
    [
        (ContactDraft("Priya", "Raman", organization="harbor city library"), True),
        (ContactDraft("Raman", "Priya", organization=LIBRARY), True),
        (ContactDraft("Priya", "Raman", emails=(Labelled("PRIYA@harbor.example"),)), True),
        (ContactDraft("Priya", emails=(Labelled("priya@harbor.example"),)), True),
        (ContactDraft("Priya", "Raman", phones=(Labelled("+1 (617) 555-0134"),)), True),
        (ContactDraft("Priya", "Raman", links=(Labelled("linkedin.com/in/priya-raman/"),)), True),
        (ContactDraft("Priya", "Raman"), False),
        (ContactDraft("Priya", "Raman", organization="Elsewhere"), False),
        (ContactDraft("Pria", "Raman", organization=LIBRARY), False),
        (ContactDraft("Dana", "Okafor", phones=(Labelled("617-555-0134"),)), False),
    ],
)
def test_what_two_descriptions_share_is_found(store: Store, draft: ContactDraft, is_sure: bool) -> None:
    found = _found(store, draft)

    assert found is not None
    assert (found.name, found.organization, found.is_sure) == ("Priya Raman", LIBRARY, is_sure)
    assert ("is already here" in found.words) == is_sure
    assert found.words.startswith("Priya Raman at Harbor City Library")


@pytest.mark.parametrize(
    "draft",
    [
        ContactDraft("Priya", "Raman"),
        ContactDraft("Raman", "Priya", organization="Elsewhere"),
        ContactDraft(
            "Priya", "Raman", organization="Elsewhere", emails=(Labelled("p@elsewhere.example"),),
            links=(Labelled("https://www.linkedin.com/in/another-priya"),),
        ),
        ContactDraft(
            "Pria", "Raman", organization=LIBRARY, emails=(Labelled("p@elsewhere.example"),),
            links=(Labelled("https://www.linkedin.com/in/another-priya"),),
        ),
    ],
)  # fmt: skip
def test_whoever_is_warned_of_by_name_and_added_anyway_is_found_as_a_duplicate(
    store: Store, draft: ContactDraft
) -> None:
    with store.reading() as session:
        warned = already_here(session, draft)
    added = store.do(AddContact(draft)).result

    with store.reading() as session:
        pairs = find_duplicates(known_people(session))

    store.close()
    assert warned is not None
    assert [(pair.first_id, pair.second_id) for pair in pairs] == [(warned.contact_id, added)]


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (ContactDraft("Priya", "Raman", organization=LIBRARY), "same name and organization"),
        (ContactDraft("Priya", "Raman", emails=(Labelled("priya@harbor.example"),)), "same e-mail address"),
        (ContactDraft("Priya", "Raman"), "same name"),
        (ContactDraft("Pria", "Raman", organization=LIBRARY), "almost the same name, same organization"),
        (ContactDraft("Dana", "Okafor", phones=(Labelled("617-555-0134"),)), "same phone number, but another name"),
    ],
)
def test_the_reason_does_not_name_them_again(store: Store, draft: ContactDraft, reason: str) -> None:
    found = _found(store, draft)

    assert found is not None
    assert found.reason == reason


@pytest.mark.parametrize(
    "draft",
    [
        ContactDraft("Dana", "Okafor", organization=LIBRARY),
        ContactDraft("Priya", "Sharma", organization="Elsewhere"),
        ContactDraft("Priya"),
    ],
)
def test_others_are_not(store: Store, draft: ContactDraft) -> None:
    assert _found(store, draft) is None


def test_someone_in_the_trash_is_found_only_if_nobody_else_is(store: Store) -> None:
    store.do(DeleteContact(1))
    with store.reading() as session:
        trashed = already_here(session, ContactDraft("Priya", "Raman", organization=LIBRARY))
    add_contact(store, "Priya", "Raman")

    found = _found(store, ContactDraft("Priya", "Raman"))

    assert trashed is not None
    assert trashed.is_trashed
    assert trashed.words == "Priya Raman at Harbor City Library is in the trash: same name and organization."
    assert found is not None
    assert (found.contact_id, found.is_trashed) == (2, False)


def test_what_is_new_is_told_and_takes_nothing_away(store: Store) -> None:
    draft = ContactDraft("Priya", "Raman", organization=LIBRARY, title="Archivist", notes="likes maps")

    found = _found(store, draft)

    assert found is not None
    assert found.filled_in is not None
    assert (found.filled_in.title, found.filled_in.notes) == ("Archivist", "likes maps")
    assert [email.value for email in found.filled_in.emails] == ["priya@harbor.example"]


def test_nothing_new_is_nothing(store: Store) -> None:
    found = _found(store, ContactDraft("Priya", "Raman", organization=LIBRARY))

    assert found is not None
    assert found.filled_in is None
