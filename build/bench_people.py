"""Stores full of made-up people, the same people every time, and the words a user would look them up by."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from insidescoop.commands.contacts import AddContacts
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.interactions import Direction, InteractionKind, IntroductionStatus
from insidescoop.start import open_store
from insidescoop.store.entities import FollowUp, Interaction, InteractionContact, Introduction
from insidescoop.store.store import Store
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.system.clock import Clock

PEOPLE_A_STEP = 5_000
SEED = 2026

_GIVEN = [
    "Zoë",
    "Łukasz",
    "Søren",
    "Jürgen",
    "Chloé",
    "Björn",
    "Nuñez",
    "Ágnes",
    "Dvořák",
    "Đorđe",
    "Maya",
    "Dana",
    "Wilhelmina",
    "Ishaan",
    "Amélie",
    "Tomás",
    "Ngọc",
    "Siobhán",
    "Oluwaseun",
    "Åsa",
    "François",
    "Małgorzata",
    "İpek",
    "Renée",
    "José",
    "Ana",
    "Kristýna",
    "Gül",
    "Mario",
    "Eleni",
]
_FAMILY = [
    "Okafor",
    "Lindqvist",
    "Müller",
    "García",
    "Nguyễn",
    "Kowalczyk",
    "Ødegård",
    "Šimunović",
    "Þórsdóttir",
    "Fernández",
    "Weiß",
    "Dubois",
    "Ito",
    "Çelik",
    "Van",
    "Mac",
    "Ó",
    "Der",
    "Novák",
    "Petrov",
    "Silva",
    "Haddad",
    "Rossi",
    "Jansen",
    "Eriksen",
    "Molnár",
    "Tanaka",
    "Cohen",
    "Ibrahim",
    "Adeyemi",
]
_ENDINGS = [
    "a",
    "berg",
    "son",
    "sen",
    "ová",
    "ström",
    "field",
    "wood",
    "hart",
    "mann",
    "ez",
    "ić",
    "escu",
    "dal",
    "vik",
    "stein",
    "ham",
    "ley",
    "ton",
    "by",
]
_PLACES = [
    "Harbor",
    "Älvsjö",
    "Montréal",
    "Málaga",
    "Kraków",
    "Zürich",
    "Reykjavík",
    "Springfield",
    "Łódź",
    "Ōtsu",
    "Bergen",
    "Porto",
    "Aarhus",
    "Győr",
]
_KINDS = ("University Library", "City Archive", "Museum", "Public Library", "Data Centre", "Press", "Institute")
_TITLES = (
    "Digital archivist",
    "Metadata librarian",
    "Head of cataloguing",
    "Research data steward",
    "Taxonomist",
    "Records manager",
    "Systems librarian",
    "Curator of manuscripts",
)
_NOTES = [
    "met",
    "congress",
    "catalogue",
    "workshop",
    "alumni",
    "panel",
    "digitisation",
    "budget",
    "hiring",
    "mentor",
    "advice",
    "thesaurus",
    "poster",
]


def people(count: int) -> Iterator[ContactDraft]:
    """That many people; the first of a longer list are those of a shorter one."""
    choice = random.Random(SEED)  # noqa: S311 - made-up people are no secret
    for number in range(count):
        given = choice.choice(_GIVEN)
        family = choice.choice(_FAMILY) + choice.choice(_ENDINGS)
        yield ContactDraft(
            given_name=given,
            family_name=family,
            title=choice.choice(_TITLES),
            organization=f"{choice.choice(_PLACES)} {choice.choice(_KINDS)} {choice.randrange(20)}",
            emails=(Labelled(f"person{number}@example.org", "work"),),
            phones=(Labelled(f"+1 555 {number:06}"),) if number % 2 else (),
            tags=(choice.choice(_NOTES),),
            met_event=f"{choice.choice(_PLACES)} {choice.choice(_NOTES)}",
            notes=" ".join(choice.choices(_NOTES, k=8)),
        )


def typed_words(count: int) -> list[str]:
    """Words as users type them, in small letters, with and without marks."""
    choice = random.Random(SEED + 1)  # noqa: S311
    return [
        choice.choice((choice.choice(_GIVEN), choice.choice(_FAMILY) + choice.choice(_ENDINGS), choice.choice(_PLACES)))
        .lower()
        .ljust(3, "a")
        for _ in range(count)
    ]


def open_bench_store(folder: Path) -> Store:
    """The store in a folder, opened as the program opens it."""
    return open_store(folder, clock=Clock(), is_sample=False)


@dataclass(frozen=True, slots=True)
class AddHistory:
    """Gives that many people a past: six talks for ten of them, something to do for two, an introduction for one."""

    people: int
    label: str = "Add history"
    is_bulk: bool = field(default=True, init=False)

    def run(self, work: UnitOfWork) -> None:
        choice = random.Random(SEED + 2)  # noqa: S311

        def somebody() -> int:
            return choice.randrange(1, self.people + 1)

        talks = [
            {
                "id": number,
                "kind": choice.choice((InteractionKind.CALL, InteractionKind.EMAIL, InteractionKind.MET)),
                "direction": Direction.BOTH,
                "happened_at": work.now - timedelta(days=choice.randrange(1_500)),
                "happened_zone": work.zone,
                "summary": f"talked about {choice.choice(_NOTES)}",
            }
            for number in range(1, self.people * 6 // 10 + 1)
        ]
        today = work.now.date()
        due = [
            {"contact_id": somebody(), "due_on": today + timedelta(days=choice.randrange(-20, 200)), "what": "write"}
            for _ in range(self.people // 5)
        ]
        made = [(somebody(), somebody()) for _ in range(self.people // 10)]
        links = [
            {"from_contact_id": giver, "to_contact_id": named, "status": IntroductionStatus.MADE}
            for giver, named in made
            if giver != named
        ]
        with_whom = [{"interaction_id": talk["id"], "contact_id": somebody()} for talk in talks]
        for entity, rows in (
            (Interaction, talks), (InteractionContact, with_whom), (FollowUp, due), (Introduction, links),
        ):  # fmt: skip
            if rows:
                work.session.execute(insert(entity), rows)


def fill(folder: Path, count: int) -> list[float]:
    """Makes a store of that many people; the seconds each step took, in order."""
    drafts = list(people(count))
    folder.mkdir(parents=True)
    store = open_bench_store(folder)
    seconds = []
    for start in range(0, count, PEOPLE_A_STEP):
        step = AddContacts(tuple(drafts[start : start + PEOPLE_A_STEP]))
        began = time.perf_counter()
        store.do(step)
        seconds.append(time.perf_counter() - began)
    store.do(AddHistory(count))
    store.forget_history()
    store.close()
    return seconds
