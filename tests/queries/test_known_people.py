"""Everybody as likeness looks at them."""

from builders import add_contact
from insidescoop.commands.contacts import DeleteContact
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.duplicates.pairs import Person
from insidescoop.queries.known_people import known_people
from insidescoop.store.store import Store


def test_people_come_with_the_keys_they_are_compared_by_and_nobody_from_the_trash(store: Store) -> None:
    bare = add_contact(store, "Bo", "Berg")
    trashed = add_contact(store, "Iris", "Chang", emails=(Labelled("iris@chang.example"),))
    dana = add_contact(
        store,
        organization="Harbor University",
        title="Archivist",
        emails=(Labelled("Dana@Harbor.example"), Labelled("dana@home.example")),
        phones=(Labelled("ask at the desk"), Labelled("(212) 555-0134")),
        links=(Labelled("https://www.linkedin.com/in/Dana/"),),
    )
    store.do(DeleteContact(trashed))

    with store.reading() as session:
        people = list(known_people(session))

    assert people == [
        Person(bare, "Bo Berg", "Bo", "Berg"),
        Person(
            dana,
            "Dana Okafor",
            "Dana",
            "Okafor",
            "Harbor University",
            "Archivist",
            ("dana@harbor.example", "dana@home.example"),
            ("+12125550134",),
            ("linkedin.com/in/dana",),
        ),
    ]


def test_nobody_is_read_from_an_empty_store(store: Store) -> None:
    with store.reading() as session:
        assert list(known_people(session)) == []
