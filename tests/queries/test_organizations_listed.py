"""Which organizations are listed: none that was only there for people who are in the trash."""

from builders import add_contact
from insidescoop.commands.contacts import DeleteContact, RestoreContact
from insidescoop.commands.organizations import AddOrganization, EditOrganization
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.queries.organization_page import target_rows
from insidescoop.store.store import Store


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return [row.name for row in target_rows(session, is_target=False)]


def test_an_organization_goes_with_its_last_person_and_comes_back_with_them(store: Store) -> None:
    bo = add_contact(store, "Bo", "Berg", organization="Self-employed")
    dana = add_contact(store, organization="Harbor University")

    store.do(DeleteContact(bo))
    without_bo = names(store)
    store.do(RestoreContact(bo))

    assert without_bo == ["Harbor University"]
    assert names(store) == ["Harbor University", "Self-employed"]
    assert dana != bo


def test_an_organization_of_which_something_is_noted_stays(store: Store) -> None:
    bo = add_contact(store, "Bo", "Berg", organization="City Archives")
    with store.reading() as session:
        organization_id = target_rows(session, is_target=False)[0].id
    store.do(EditOrganization(organization_id, OrganizationDraft("City Archives", research_notes="New building")))

    store.do(DeleteContact(bo))

    assert names(store) == ["City Archives"]


def test_an_organization_added_by_hand_is_listed_without_people(store: Store) -> None:
    store.do(AddOrganization(OrganizationDraft("County Library")))

    assert names(store) == ["County Library"]
