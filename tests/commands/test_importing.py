"""People out of a file: told first, then taken in, in one step, and never twice."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from builders import ZONE, a_contact, add_contact
from insidescoop.commands.contacts import DeleteContact, EditContact
from insidescoop.commands.imports import ImportContacts, Imported
from insidescoop.commands.organizations import AddOrganization
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.imports import Choice, FoundPeople, FoundPerson, ImportPlan, Standing
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.inputs.contact_files import read_file
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_parts import contact_count
from insidescoop.queries.import_plan import import_plan
from insidescoop.queries.today import today
from insidescoop.store.store import Store

PARTY = """BEGIN:VCARD\r
VERSION:3.0\r
N:Okafor;Dana;;;\r
FN:Dana Okafor\r
ORG:Harbor University\r
EMAIL:dana@harbor.example\r
TEL:+1 212 555 0134\r
CATEGORIES:party\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
N:Levi;Rafael;;;\r
FN:Rafael Levi\r
URL:https://www.linkedin.com/in/rafael-levi\r
BDAY:1980-01-15\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Solo\r
END:VCARD\r
"""


@pytest.fixture
def party(tmp_path: Path) -> Path:
    file = tmp_path / "party.vcf"
    file.write_text(PARTY, "utf-8", newline="")
    return file


def plan_of(store: Store, file: Path) -> ImportPlan:
    with store.reading() as session:
        contents = read_file(session, file, zone=ZONE)
    assert contents.plan is not None
    return contents.plan


def plan_for(store: Store, *drafts: ContactDraft) -> ImportPlan:
    people = tuple(FoundPerson(line, draft) for line, draft in enumerate(drafts, start=1))
    with store.reading() as session:
        return import_plan(session, FoundPeople("party.vcf", people))


def standings(plan: ImportPlan) -> list[Standing]:
    return [planned.standing for planned in plan.people]


def kept(store: Store, contact_id: int) -> ContactDraft:
    with store.reading() as session:
        card = contact_card(session, contact_id)
    assert card is not None
    return card.draft


def count(store: Store) -> int:
    with store.reading() as session:
        return contact_count(session)


def test_planning_writes_nothing(store: Store, party: Path) -> None:
    plan = plan_of(store, party)

    assert standings(plan) == [Standing.NEW] * 3
    assert plan.sentence() == "3 entries in party.vcf: 3 new."
    assert count(store) == 0
    assert store.history().undo is None


def test_people_are_taken_in_with_all_they_bring_and_nothing_becomes_due(store: Store, party: Path) -> None:
    done = store.do(ImportContacts(plan_of(store, party)))

    dana, rafael, _solo = done.result.added
    assert done.label == "Import 3 people from party.vcf"
    assert kept(store, dana).organization == "Harbor University"
    assert kept(store, dana).emails == (Labelled("dana@harbor.example"),)
    assert kept(store, rafael).notes == "Birthday: 1980-01-15"
    assert kept(store, dana).closeness is Closeness.NOT_YET
    with store.reading() as session:
        assert today(session, now=store._clock.now(), zone="UTC").due == ()


def test_one_undo_takes_everybody_back(store: Store, party: Path) -> None:
    store.do(ImportContacts(plan_of(store, party)))

    store.undo()

    assert count(store) == 0
    assert standings(plan_of(store, party)) == [Standing.NEW] * 3


def test_the_same_file_adds_nothing_the_second_time(store: Store, party: Path) -> None:
    store.do(ImportContacts(plan_of(store, party)))

    again = plan_of(store, party)

    assert standings(again) == [Standing.THERE] * 3
    assert (again.added({}), again.filled_in({})) == (0, 0)
    assert [planned.reason for planned in again.people] == [
        "same e-mail address as Dana Okafor, Harbor University",
        "same link as Rafael Levi",
        "same name, and nothing else known as Solo",
    ]
    with pytest.raises(Invalid):
        store.do(ImportContacts(again))


@pytest.mark.parametrize(
    ("facts", "standing", "reason"),
    [
        pytest.param({"emails": (Labelled("DANA@harbor.example"),)}, Standing.THERE, "e-mail address", id="e-mail"),
        pytest.param({"phones": (Labelled("(212) 555-0134"),)}, Standing.THERE, "phone number", id="phone"),
        pytest.param({"links": (Labelled("linkedin.com/in/dana/"),)}, Standing.THERE, "link", id="link"),
        pytest.param({"organization": "HARBOR"}, Standing.THERE, "name and organization", id="name and organization"),
        pytest.param({"organization": "Elsewhere"}, Standing.DOUBTFUL, "same name as", id="name only"),
        pytest.param({}, Standing.DOUBTFUL, "same name as", id="name and nothing else"),
    ],
)
def test_who_is_already_there_is_known_by_what_they_share(
    store: Store, facts: dict[str, object], standing: Standing, reason: str
) -> None:
    dana = add_contact(
        store,
        organization="Harbor",
        emails=(Labelled("dana@harbor.example"),),
        phones=(Labelled("+1 212 555 0134"),),
        links=(Labelled("https://www.linkedin.com/in/Dana"),),
    )

    (planned,) = plan_for(store, a_contact(**facts)).people

    assert (planned.standing, planned.contact_id) == (standing, dana)
    assert reason in planned.reason


def test_another_name_with_the_same_number_is_doubtful_and_with_the_same_link_is_new(store: Store) -> None:
    add_contact(store, phones=(Labelled("+1 212 555 0134"),), links=(Labelled("harbor.example"),))

    plan = plan_for(
        store,
        a_contact("Bo", "Berg", phones=(Labelled("+1 212 555 0134"),)),
        a_contact("Cy", "Cole", links=(Labelled("harbor.example"),)),
    )

    assert standings(plan) == [Standing.DOUBTFUL, Standing.NEW]
    assert plan.people[0].reason == "same phone number as Dana Okafor, but another name"


@pytest.mark.parametrize(
    ("given_name", "family_name", "organization", "standing"),
    [
        ("Maya", "Lindqvist", "Harbor", Standing.DOUBTFUL),
        ("Maya Elin", "Lindquist", "Harbor", Standing.DOUBTFUL),
        ("Maja", "Lindquist", "HARBOR", Standing.DOUBTFUL),
        ("Maya", "Lindqvist", "Elsewhere", Standing.NEW),
        ("Maya", "Lindqvist", None, Standing.NEW),
        ("Maya", "Okafor", "Harbor", Standing.NEW),
        ("Nora", "Lindquist", "Harbor", Standing.NEW),
    ],
)
def test_almost_the_name_of_somebody_at_the_same_organization_is_doubtful(
    store: Store, given_name: str, family_name: str, organization: str | None, standing: Standing
) -> None:
    maya = add_contact(store, "Maya", "Lindquist", organization="Harbor")
    found = ContactDraft(given_name=given_name, family_name=family_name, organization=organization)

    plan = plan_for(store, found, found)

    first, twin = plan.people
    assert first.standing is standing
    assert (first.contact_id, twin.contact_id) == ((maya, maya) if standing is Standing.DOUBTFUL else (None, None))
    if standing is Standing.DOUBTFUL:
        assert first.reason.startswith("almost the name of Maya Lindquist, ")


def test_somebody_in_the_trash_is_not_brought_back_unasked(store: Store) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))
    store.do(DeleteContact(dana))

    plan = plan_for(store, a_contact(emails=(Labelled("dana@harbor.example"),)))

    assert standings(plan) == [Standing.DOUBTFUL]
    assert plan.people[0].reason == "same e-mail address as Dana Okafor, who is in the trash"
    assert plan.added({}) == 0


def test_people_already_there_gain_what_is_missing_and_keep_what_is_theirs(store: Store) -> None:
    dana = add_contact(store, title="Archivist", emails=(Labelled("dana@harbor.example", "work"),), tags=("alumni",))
    found = a_contact(
        title="Clerk",
        emails=(Labelled("Dana@Harbor.example"), Labelled("dana@home.example", "home")),
        phones=(Labelled("+1 212 555 0134"),),
        tags=("Alumni", "party"),
        address="1 Main St",
    )

    done = store.do(ImportContacts(plan_for(store, found)))

    now = kept(store, dana)
    assert done.label == "Fill in 1 person from party.vcf"
    assert now.title == "Archivist"
    assert now.emails == (Labelled("dana@harbor.example", "work"), Labelled("dana@home.example", "home"))
    assert (now.phones, now.tags, now.address) == ((Labelled("+1 212 555 0134"),), ("alumni", "party"), "1 Main St")
    assert plan_for(store, found).filled_in({}) == 0


def test_nothing_is_filled_in_unless_it_is_wanted(store: Store) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))
    plan = plan_for(store, a_contact(emails=(Labelled("dana@harbor.example"),), title="Clerk"), a_contact("New", "One"))

    store.do(ImportContacts(plan, is_filling_in=False))

    assert kept(store, dana).title is None
    assert count(store) == 2


@pytest.mark.parametrize(
    ("choice", "people", "title"), [(Choice.LEAVE_OUT, 1, None), (Choice.ADD, 2, None), (Choice.SAME, 1, "Clerk")]
)
def test_a_doubtful_person_goes_the_way_the_user_chose(
    store: Store, choice: Choice, people: int, title: str | None
) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))
    plan = plan_for(store, a_contact(title="Clerk", organization="Elsewhere"))

    if choice is not Choice.LEAVE_OUT:
        store.do(ImportContacts(plan, {0: choice}))

    assert count(store) == people
    assert kept(store, dana).title == title


def test_two_entries_of_one_person_become_one(store: Store) -> None:
    plan = plan_for(
        store,
        a_contact(emails=(Labelled("dana@harbor.example"),)),
        a_contact(emails=(Labelled("dana@harbor.example"), Labelled("d@home.example")), title="Archivist"),
    )

    done = store.do(ImportContacts(plan))

    (dana,) = done.result.added
    assert plan.people[1].reason == "same e-mail address as line 1 of this file"
    assert kept(store, dana).emails == (Labelled("dana@harbor.example"), Labelled("d@home.example"))
    assert kept(store, dana).title == "Archivist"


def test_colleagues_with_one_number_are_two_people_also_the_second_time(store: Store) -> None:
    both = tuple(a_contact(*name, phones=(Labelled("+1 212 555 0100"),)) for name in (("Ana", "Abel"), ("Bo", "Berg")))

    store.do(ImportContacts(plan_for(store, *both)))

    assert count(store) == 2
    assert standings(plan_for(store, *both)) == [Standing.THERE, Standing.THERE]


def test_calling_it_off_leaves_nothing(store: Store) -> None:
    plan = plan_for(store, *(a_contact("Person", f"Number{n}") for n in range(1200)))
    told: list[Progress] = []

    def report(progress: Progress) -> None:
        told.append(progress)
        if progress.done >= 1000:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.do(ImportContacts(plan), report)

    assert [(progress.done, progress.total) for progress in told] == [(0, 1200), (500, 1200), (1000, 1200)]
    assert count(store) == 0
    assert store.history().undo is None


def test_a_picture_is_kept_small_and_a_bad_one_left_out(store: Store) -> None:
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(made, "PNG")
    people = (FoundPerson(1, a_contact(), photo=made.getvalue()), FoundPerson(2, a_contact("Bo"), photo=b"GIF89a"))
    with store.reading() as session:
        plan = import_plan(session, FoundPeople("party.vcf", people))

    result: Imported = store.do(ImportContacts(plan)).result

    with store.reading() as session:
        cards = [contact_card(session, contact_id) for contact_id in result.added]
    assert result.refused_photos == 1
    assert cards[0] is not None
    assert Image.open(io.BytesIO(base64.b64decode(cards[0].photo or ""))).size == (320, 320)
    assert cards[1] is not None
    assert cards[1].photo is None


def test_a_person_changed_since_the_plan_gains_on_top_of_the_change(store: Store) -> None:
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))
    plan = plan_for(store, a_contact(emails=(Labelled("dana@harbor.example"),), title="Clerk", address="1 Main St"))
    store.do(EditContact(dana, a_contact(emails=(Labelled("dana@harbor.example"),), title="Director")))

    store.do(ImportContacts(plan))

    assert (kept(store, dana).title, kept(store, dana).address) == ("Director", "1 Main St")


def _connection(title: str | None, organization: str | None, **facts: object) -> ContactDraft:
    return a_contact(title=title, organization=organization, links=(Labelled("linkedin.com/in/dana"),), **facts)


@pytest.mark.parametrize(
    ("kept_post", "found_post", "words"),
    [
        (("Clerk", "Harbor"), ("Director", "Harbor"), "Clerk, Harbor → Director, Harbor"),
        (("Clerk", "Harbor"), ("Clerk", "Elsewhere"), "Clerk, Harbor → Clerk, Elsewhere"),
        (("Clerk", "Harbor"), (None, "Elsewhere"), "Clerk, Harbor → Elsewhere"),
        (("Clerk", "Harbor"), ("CLERK", "harbor"), None),
        (("Clerk", "Harbor"), (None, None), None),
        ((None, None), ("Clerk", "Harbor"), None),
        ((None, "Harbor"), ("Clerk", "Harbor"), None),
    ],
)
def test_another_post_is_shown_old_and_new_and_a_gap_is_none(
    store: Store, kept_post: tuple[str | None, str | None], found_post: tuple[str | None, str | None], words: str | None
) -> None:
    add_contact(store, title=kept_post[0], organization=kept_post[1], links=(Labelled("linkedin.com/in/dana"),))

    (planned,) = plan_for(store, _connection(*found_post)).people

    assert planned.standing is Standing.THERE
    assert (planned.change.words if planned.change else None) == words


def test_an_accepted_change_is_written_and_stands_on_the_timeline_and_no_other_is(store: Store) -> None:
    dana = add_contact(store, title="Clerk", organization="Harbor", links=(Labelled("linkedin.com/in/dana"),))
    plan = plan_for(store, _connection("Director", "Elsewhere", address="1 Main St"))

    store.do(ImportContacts(plan))
    kept_post = (kept(store, dana).title, kept(store, dana).organization)
    done = store.do(ImportContacts(plan, {0: Choice.UPDATE}))

    with store.reading() as session:
        card = contact_card(session, dana)
    assert kept_post == ("Clerk", "Harbor")
    assert (done.label, done.result.updated) == ("Update 1 person from party.vcf", 1)
    assert card is not None
    assert (card.draft.title, card.draft.organization) == ("Director", "Elsewhere")
    assert [entry.summary for entry in card.timeline] == [
        "Another post: Clerk, Harbor → Director, Elsewhere (from party.vcf)"
    ]
    assert plan_for(store, _connection("Director", "Elsewhere")).people[0].change is None


def test_who_now_works_at_a_target_is_told_be_they_new_or_changed(store: Store) -> None:
    store.do(AddOrganization(OrganizationDraft(name="Quay Library", motivation=4)))
    add_contact(store, title="Clerk", organization="Harbor", links=(Labelled("linkedin.com/in/dana"),))

    plan = plan_for(
        store,
        _connection("Clerk", "quay library"),
        a_contact("Bo", "Berg", organization="Quay Library"),
        a_contact("Cy"),
    )

    assert [planned.is_at_target for planned in plan.people] == [True, True, False]


def test_every_row_can_be_decided_and_a_twin_goes_its_way(store: Store) -> None:
    add_contact(store, emails=(Labelled("dana@harbor.example"),))
    both = {"emails": (Labelled("bo@x.example"),)}
    plan = plan_for(
        store,
        a_contact(emails=(Labelled("dana@harbor.example"),), title="Clerk"),
        a_contact("Bo", "Berg", **both),
        a_contact("Bo", "Berg", title="Clerk", **both),
        a_contact("Cy", "Cole"),
    )

    done = store.do(ImportContacts(plan, {0: Choice.ADD, 1: Choice.LEAVE_OUT}))

    assert plan.people[2].choices == ()
    assert len(done.result.added) == 2
    assert count(store) == 3


def test_of_very_many_who_share_a_number_each_is_still_known_again(store: Store) -> None:
    shared = (Labelled("+1 212 555 0100"),)
    people = [ContactDraft(f"Given{number}", f"Family{number}", phones=shared) for number in range(100)]
    again = ContactDraft("Given90", "Family90", phones=shared, title="Clerk")

    plan = plan_for(store, *people, again)

    assert standings(plan) == [Standing.NEW] * 100 + [Standing.THERE]
    assert plan.people[100].twin == 90


def test_of_very_many_namesakes_each_is_known_again_by_the_organization(store: Store) -> None:
    people = [ContactDraft("Kim", "Lee", organization=f"Place {number}") for number in range(60)]

    plan = plan_for(store, *people, ContactDraft("Kim", "Lee", organization="Place 50"))

    assert standings(plan) == [Standing.NEW] * 60 + [Standing.THERE]
    assert plan.people[60].twin == 50


DANA = "BEGIN:VCARD\nVERSION:3.0\nFN:Dana Roe\nEMAIL:dana@roe.example\n{}END:VCARD\n"


def test_what_a_second_card_of_the_same_file_says_goes_into_the_notes(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "both.vcf"
    first = "ORG:Acme\nTITLE:Clerk\nADR:;;1 Elm St;;;;\nNOTE:likes tea\n"
    second = "ORG:Beta\nTITLE:Chief\nADR:;;2 Work St;;;;\nNOTE:likes tea\\nlikes maps\nBDAY:1980-01-15\nNICKNAME:Dee\n"
    file.write_text(DANA.format(first) + DANA.format(second), "utf-8")

    (contact_id,) = store.do(ImportContacts(plan_of(store, file))).result.added

    draft = kept(store, contact_id)
    assert (draft.organization, draft.title, draft.address) == ("Acme", "Clerk", "1 Elm St")
    assert (draft.notes or "").split("\n") == [
        "likes tea", "likes maps", "Birthday: 1980-01-15", "Nickname: Dee", "Job: Chief, Beta", "Address: 2 Work St",
    ]  # fmt: skip
    again = plan_of(store, file)
    assert again.filled_in({}) == 0


def test_a_later_source_adds_the_lines_of_notes_that_are_missing_and_only_once(store: Store, tmp_path: Path) -> None:
    phone, network = tmp_path / "phone.vcf", tmp_path / "Connections.csv"
    phone.write_text(DANA.format("NICKNAME:Dee\nNOTE:Met in Ghent\n"), "utf-8")
    network.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Dana,Roe,,dana@roe.example,,,12 Mar 2024\n", "utf-8",
    )  # fmt: skip
    (contact_id,) = store.do(ImportContacts(plan_of(store, phone))).result.added

    plan = plan_of(store, network)
    done = store.do(ImportContacts(plan)).result

    assert (plan.filled_in({}), done.filled_in) == (1, 1)
    assert kept(store, contact_id).notes == "Met in Ghent\nNickname: Dee\nConnected On: 12 Mar 2024"
    for file in (phone, network):
        assert plan_of(store, file).filled_in({}) == 0


def test_a_card_of_a_number_alone_is_the_person_who_has_the_number(store: Store, tmp_path: Path) -> None:
    contact_id = add_contact(store, "Dana", phones=(Labelled("+1 212 555 0134"),))
    file = tmp_path / "number.vcf"
    file.write_text("BEGIN:VCARD\nTEL:+12125550134\nURL:https://roe.example\nEND:VCARD\n", "utf-8")

    (planned,) = plan_of(store, file).people

    assert (planned.standing, planned.contact_id) == (Standing.THERE, contact_id)
