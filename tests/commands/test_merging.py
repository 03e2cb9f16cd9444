"""Two entries become one person: nothing is lost, nothing is there twice, and Undo brings both back."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select, text

from builders import MONDAY, SetClock, add_contact, add_interview, list_index_is_true, talked
from insidescoop.commands.contacts import DeleteContact, EditContact
from insidescoop.commands.follow_ups import AddFollowUp, SnoozeFollowUp
from insidescoop.commands.interactions import RecordOutcome
from insidescoop.commands.interviews import PlanInterview
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.merging import MarkDistinct, MergeContacts
from insidescoop.domain.acquaintance import Relation
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.interactions import (
    InteractionKind,
    IntroductionDraft,
    OutcomeDraft,
    OutcomeKind,
)
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.known_people import distinct_pairs
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.store.base import Base
from insidescoop.store.entities import Contact, ContactPhoto, FollowUp, InterviewContact, Introduction
from insidescoop.store.store import Store
from insidescoop.store.unit_of_work import UnitOfWork
from rows_of_stores import every_row_of


def card_of(store: Store, contact_id: int) -> ContactCard:
    with store.reading() as session:
        card = contact_card(session, contact_id)
    assert card is not None
    return card


class _AddRows:
    """A step that adds rows as they are given."""

    label = "Add rows"

    def __init__(self, *rows: Base) -> None:
        self.rows = rows

    def run(self, work: UnitOfWork) -> None:
        work.session.add_all(self.rows)


def pointing_at(store: Store, contact_id: int) -> dict[str, int]:
    """How many rows of each table point at a person, by table and column."""
    counts = {}
    with store.reading() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column.table.name == "contact" for key in column.foreign_keys):
                    statement = text(f"SELECT count(*) FROM {table.name} WHERE {column.name} = :id")  # noqa: S608
                    counts[f"{table.name}.{column.name}"] = session.scalar(statement, {"id": contact_id}) or 0
    return counts


def small_picture() -> str:
    """A picture as the store holds it."""
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG")
    return b64encode(content.getvalue()).decode()


@pytest.fixture
def two(store: Store) -> tuple[int, int]:
    """Dana Okafor, who stays, and D. Okafor, who has something in every table that points at a person."""
    fourth = add_contact(store, "Iris", "Chang")
    kept = add_contact(store, emails=(Labelled("dana@harbor.example"),), tags=("Archives",), notes="Met at ALA.")
    gone = add_contact(
        store,
        "D.",
        emails=(Labelled("DANA@harbor.example", "work"), Labelled("dana@home.example")),
        phones=(Labelled("(212) 555-0134"),),
        links=(Labelled("https://www.linkedin.com/in/dana"),),
        tags=("archives", "alumni"),
        terms=(Term(Vocabulary.SETTING, "Academic library"),),
        notes="Likes maps.",
    )
    third = add_contact(store, "Bo", "Berg")
    talked(store, gone, day=MONDAY - timedelta(days=40))
    talked(store, gone, third)
    interview = add_interview(store, gone)
    store.do(RecordIntroduction(IntroductionDraft(third, gone)))
    store.do(RecordIntroduction(IntroductionDraft(gone, fourth)))
    store.do(RecordOutcome(OutcomeDraft(gone, OutcomeKind.MENTOR, MONDAY, interview_id=interview)))
    store.do(AddFollowUp(gone, MONDAY, "Send the article"))
    store.do(_AddRows(ContactPhoto(contact_id=gone, data=small_picture())))
    store.do(MarkDistinct(fourth, gone))
    store.do(MarkDistinct(gone, third))
    return kept, gone


def test_every_table_that_points_at_a_person_is_merged(store: Store, two: tuple[int, int]) -> None:
    kept, gone = two
    before, kept_before = pointing_at(store, gone), pointing_at(store, kept)
    assert 0 not in before.values(), (
        f"give the person who goes a row in every table, and see what the merge makes of it: {before}"
    )

    store.do(MergeContacts(kept, gone))

    after = pointing_at(store, kept)
    assert set(pointing_at(store, gone).values()) == {0}
    own = {"contact_email.contact_id": 2, "contact_tag.contact_id": 2, "contact_phone.contact_id": 1}
    for place, count in before.items():
        if not place.startswith(("distinct_pair", "follow_up")):
            assert after[place] == own.get(place, count + kept_before[place]), place
    with store.reading() as session:
        assert soundness(session).faults == ()
        assert distinct_pairs(session) == {(1, kept), (kept, 4)}


def test_a_merge_taken_back_leaves_everything_as_it_was_and_can_be_done_again(
    store: Store, folder: Path, two: tuple[int, int]
) -> None:
    kept, gone = two
    before = every_row_of(store)

    done = store.do(MergeContacts(kept, gone))

    after = every_row_of(store)
    assert done.label == "Merge Dana Okafor and D. Okafor"
    assert store.undo() is not None
    assert every_row_of(store) == before
    assert store.redo() is not None
    assert every_row_of(store) == after
    assert list_index_is_true(folder)


def test_lists_and_notes_are_kept_of_both_and_nothing_twice(store: Store, two: tuple[int, int]) -> None:
    kept, gone = two

    store.do(MergeContacts(kept, gone))

    draft = card_of(store, kept).draft
    assert draft.shown_name == "Dana Okafor"
    assert draft.emails == (Labelled("dana@harbor.example", "work"), Labelled("dana@home.example"))
    assert draft.tags == ("Archives", "alumni")
    assert draft.notes == "Met at ALA.\n\nLikes maps."
    assert draft.terms == (Term(Vocabulary.SETTING, "Academic library"),)
    with store.reading() as session:
        assert [hit.id for hit in found(session, "likes maps", at_most=9) if hit.kind.value == "contact"] == [kept]
        assert gone not in contact_ids(session, today=MONDAY)


def test_the_facts_that_were_chosen_are_written(store: Store, two: tuple[int, int]) -> None:
    kept, gone = two
    chosen = ContactDraft(given_name="Dana", family_name="Okafor-Berg", title="Archivist", relation=Relation.ALUM)

    store.do(MergeContacts(kept, gone, chosen))

    draft = card_of(store, kept).draft
    assert (draft.shown_name, draft.title, draft.relation) == ("Dana Okafor-Berg", "Archivist", Relation.ALUM)
    assert len(draft.emails) == 2
    assert "Likes maps." in (draft.notes or "")


def test_nobody_is_twice_in_one_talk_and_the_main_person_stays_so(store: Store) -> None:
    kept, gone, third = add_contact(store), add_contact(store, "D."), add_contact(store, "Bo", "Berg")
    store.do(PlanInterview(InterviewDraft((third, kept, gone))))
    store.do(PlanInterview(InterviewDraft((gone, third, kept))))
    store.do(PlanInterview(InterviewDraft((kept, gone, third))))
    entry = talked(store, kept, gone)

    store.do(MergeContacts(kept, gone))

    with store.reading() as session:
        people = session.execute(
            select(InterviewContact.interview_id, InterviewContact.contact_id, InterviewContact.position).order_by(
                InterviewContact.interview_id, InterviewContact.position
            )
        ).all()
    assert people == [(1, third, 0), (1, kept, 1), (2, kept, 0), (2, third, 1), (3, kept, 0), (3, third, 1)]
    assert [entry_of.id for entry_of in card_of(store, kept).timeline].count(entry) == 1


def test_one_who_introduced_the_other_does_not_introduce_themselves(store: Store) -> None:
    kept, gone, third = add_contact(store), add_contact(store, "D."), add_contact(store, "Bo", "Berg")
    for one, other in ((kept, gone), (gone, kept), (third, kept), (third, gone), (gone, third)):
        store.do(RecordIntroduction(IntroductionDraft(one, other)))

    store.do(MergeContacts(kept, gone))

    with store.reading() as session:
        pairs = session.execute(select(Introduction.from_contact_id, Introduction.to_contact_id)).all()
    assert sorted(pairs) == [(kept, third), (third, kept), (third, kept)]


def test_never_two_open_follow_ups_for_one_reason_nor_two_to_keep_in_touch(store: Store) -> None:
    kept, gone, third = add_contact(store), add_contact(store, "D."), add_contact(store, "Bo", "Berg")
    store.do(RecordIntroduction(IntroductionDraft(third, kept, made_on=MONDAY)))
    store.do(RecordIntroduction(IntroductionDraft(third, gone, made_on=MONDAY - timedelta(days=7))))
    written = [row for row in open_follow_ups(store) if row.rule]
    assert len({row.due_on for row in written}) == 2
    talked(store, kept, day=MONDAY - timedelta(days=300), kind=InteractionKind.INTERVIEW)
    talked(store, gone, day=MONDAY - timedelta(days=100), kind=InteractionKind.INTERVIEW)

    store.do(MergeContacts(kept, gone))

    rows = open_follow_ups(store)
    assert {row.contact_id for row in rows} == {kept}
    reasons = [row.reason for row in rows if row.reason]
    assert len(reasons) == len(set(reasons))
    assert all(f"contact {gone}" not in reason for reason in reasons)
    assert all("Dana Okafor" in row.what for row in rows)
    keeping = [row for row in rows if row.due_on > MONDAY - timedelta(days=30) and "touch" in row.what.lower()]
    assert len(keeping) <= 1


def open_follow_ups(store: Store) -> list[FollowUp]:
    with store.reading() as session:
        rows = list(session.scalars(select(FollowUp).where(FollowUp.settled_on.is_(None)).order_by(FollowUp.id)))
        session.expunge_all()
    return rows


def test_a_follow_up_that_was_put_off_stays_put_off(store: Store) -> None:
    kept, gone = add_contact(store), add_contact(store, "D.", closeness=Closeness.ACTIVE)
    talked(store, kept, day=MONDAY - timedelta(days=3))
    talked(store, gone, day=MONDAY - timedelta(days=200))
    waiting = {row.contact_id: row for row in open_follow_ups(store)}
    later = max(row.due_on for row in waiting.values()) + timedelta(days=400)
    store.do(SnoozeFollowUp(waiting[gone].id, later))

    store.do(MergeContacts(kept, gone))

    assert [row.due_on for row in open_follow_ups(store)] == [later]


@pytest.mark.parametrize("closed", ["kept", "gone"])
def test_who_is_not_to_be_contacted_is_not_afterwards(store: Store, two: tuple[int, int], closed: str) -> None:
    kept, gone = two
    contact_id = kept if closed == "kept" else gone
    draft = card_of(store, contact_id).draft
    store.do(EditContact(contact_id, ContactDraft(draft.given_name, draft.family_name, do_not_contact=True)))

    store.do(MergeContacts(kept, gone, ContactDraft(given_name="Dana")))

    assert card_of(store, kept).draft.do_not_contact
    assert [row for row in open_follow_ups(store) if row.contact_id == kept] == []


def test_the_earlier_day_and_the_photo_of_whoever_has_one_are_kept(store: Store, clock: SetClock) -> None:
    gone = add_contact(store, "D.")
    clock.pass_days(3)
    kept = add_contact(store)
    store.do(_AddRows(ContactPhoto(contact_id=gone, data="QQ=="), ContactPhoto(contact_id=kept, data="Qg==")))

    store.do(MergeContacts(kept, gone))

    with store.reading() as session:
        assert session.scalars(select(ContactPhoto.data)).all() == ["Qg=="]
        assert session.scalars(select(Contact.added_at)).all() == [SetClock().now()]


def test_nobody_in_the_trash_and_nobody_with_themselves(store: Store, two: tuple[int, int]) -> None:
    kept, gone = two
    store.do(DeleteContact(gone))
    before = every_row_of(store)

    for command, words in (
        (MergeContacts(kept, gone), "D. Okafor is in the trash."),
        (MergeContacts(gone, kept), "D. Okafor is in the trash."),
        (MergeContacts(kept, kept), "A person cannot be merged with themselves."),
        (MarkDistinct(kept, gone), "D. Okafor is in the trash."),
    ):
        with pytest.raises(Invalid, match=words):
            store.do(command)
    with pytest.raises(Missing):
        store.do(MergeContacts(kept, 999))

    assert every_row_of(store) == before


def test_that_two_are_distinct_is_remembered_once_and_can_be_taken_back(store: Store) -> None:
    one, other = add_contact(store), add_contact(store, "D.")

    done = store.do(MarkDistinct(other, one))
    again = store.do(MarkDistinct(one, other))

    with store.reading() as session:
        assert distinct_pairs(session) == {(one, other)}
    assert done.label == "Not the same: D. Okafor and Dana Okafor"
    assert not again.changes
    store.undo()
    with store.reading() as session:
        assert distinct_pairs(session) == frozenset()
