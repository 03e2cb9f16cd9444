"""What is to be done, as a calendar shows it."""

from builders import MONDAY, SetClock, add_contact
from insidescoop.commands.follow_ups import AddFollowUp
from insidescoop.queries.calendar_entries import follow_up_entries
from insidescoop.store.store import Store


def test_a_follow_up_names_its_person_once_in_the_title(store: Store, clock: SetClock) -> None:
    dana = add_contact(store)
    store.do(AddFollowUp(dana, MONDAY, "Send the article"))
    store.do(AddFollowUp(dana, MONDAY, "Thank Dana Okafor"))

    with store.reading() as session:
        entries = follow_up_entries(session, now=clock.now())

    assert [entry.title for entry in entries] == ["Send the article · Dana Okafor", "Thank Dana Okafor"]
