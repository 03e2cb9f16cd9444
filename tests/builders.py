"""What tests are about, with everything else filled in."""

import lzma
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from insidescoop.commands.contacts import AddContact
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.interviews import PlanInterview
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.interviews.interviews import InterviewDraft, time_plan
from insidescoop.domain.moments import Moment
from insidescoop.domain.prep_sheets import PrepSheet, SheetPhase, SheetPitch, SheetQuestion, SheetTask
from insidescoop.store.base import Base
from insidescoop.store.indexes.list_index import rebuild_statements as list_index_statements
from insidescoop.store.indexes.search_index import rebuild_statements as search_index_statements
from insidescoop.store.seeding import SeedFiles
from insidescoop.store.store import Store
from insidescoop.system.folders import private_folder
from insidescoop.system.keys import Key
from insidescoop.system.resources import resource_path
from insidescoop.system.user_files import STORE_FILE

MONDAY = date(2026, 11, 23)
ZONE = "America/New_York"
KEY: Key | None = None
"""What the stores of a test open with: a passphrase where it is marked `encrypted_too`, on its second run."""
KEPT_STORES = Path(__file__).parent / "store" / "kept_stores"


@dataclass
class SetClock:
    """A clock that stands where a test puts it."""

    instant: datetime = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    zone: str = ZONE

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.instant.astimezone(ZoneInfo(self.zone)).date()

    def look_at_zone(self) -> bool:
        return False

    def pass_days(self, days: int) -> None:
        self.instant += timedelta(days=days)


def open_test_store(folder: Path, clock: SetClock | None = None) -> Store:
    """The store in a folder; where there is none, a copy of one that was made as the program makes it."""
    path = folder / STORE_FILE
    if not path.exists():
        private_folder(folder)
        path.write_bytes(_new_store(KEY))
    return open_store_anew(folder, clock)


def open_store_anew(folder: Path, clock: SetClock | None = None) -> Store:
    """The store in a folder, opened or made as the program does it, which for a new one takes ten times as long."""
    return Store.open(folder, clock=clock or SetClock(), seeds=SeedFiles(resource_path()), key=KEY)


def kept_store(version: int, folder: Path) -> Path:
    """A store that an older version of the program wrote."""
    folder.mkdir()
    path = folder / STORE_FILE
    path.write_bytes(lzma.decompress((KEPT_STORES / f"version_{version}.sqlite3.xz").read_bytes()))
    return path


@cache
def _new_store(_key: Key | None) -> bytes:
    with TemporaryDirectory() as folder:
        open_store_anew(Path(folder)).close()
        return (Path(folder) / STORE_FILE).read_bytes()


def a_contact(given: str = "Dana", family: str = "Okafor", **facts: Any) -> ContactDraft:
    return ContactDraft(given_name=given, family_name=family, **facts)


def add_contact(store: Store, given: str = "Dana", family: str = "Okafor", **facts: Any) -> int:
    added: int = store.do(AddContact(a_contact(given, family, **facts))).result
    return added


def talked(store: Store, *contact_ids: int, day: date = MONDAY, kind: InteractionKind = InteractionKind.CALL) -> int:
    """The id of a conversation that is logged."""
    done: int = store.do(LogInteraction(InteractionDraft(contact_ids, kind, at(day)))).result
    return done


def at(day: date, clock: time = time(14), zone: str = ZONE) -> Moment:
    return Moment.at(day, clock, zone=zone)


def add_interview(store: Store, contact_id: int, **plan: Any) -> int:
    added: int = store.do(PlanInterview(InterviewDraft((contact_id,), **plan))).result
    return added


def a_sheet(**changes: Any) -> PrepSheet:
    """A full sheet of a twenty-minute talk."""
    starts = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo(ZONE))
    plan = time_plan(20).parts
    phases, passed = [], 0
    for part, minutes in plan:
        phases.append(SheetPhase(part, minutes, starts + timedelta(minutes=passed)))
        passed += minutes
    facts: dict[str, Any] = {
        "contact_name": "Dana Okafor",
        "contact_pronouns": "she/her",
        "contact_title": "Digital archivist",
        "organization_name": "Harbor University",
        "contact_phone": "+1 555 0134",
        "starts_at": starts,
        "own_zone_starts_at": None,
        "minutes": 20,
        "format_name": "Video",
        "place": "link in the mail",
        "purpose": "How a digital archive decides what to process next",
        "logistics": None,
        "person_points": ("Introduced by Prof. Ito (you may say so)",),
        "organization_points": ("Serves 12,000 students",),
        "opening": "Thank you for making the time, Dana. I have 20 minutes in mind and will keep to them.",
        "pitch": SheetPitch("Hallway", 15, "I clean up messy catalog data so that researchers find what they need."),
        "must_ask": tuple(SheetQuestion(f"Question number {n} about the work?", 2, False) for n in range(1, 6)),
        "if_time": tuple(SheetQuestion(f"Spare question {n}?", None, False) for n in range(1, 4)),
        "phases": tuple(phases),
        "after": (SheetTask("Note what Dana said", date(2026, 11, 24)), SheetTask("Thank Dana", date(2026, 11, 25))),
        "own_name": "Maya Lindqvist",
    }
    return PrepSheet(**{**facts, **changes})


def list_index_is_true(folder: Path) -> bool:
    """Whether the kept list index is the one that the rows would make."""
    return _is_as_made_anew(folder, list_index_statements(), "SELECT * FROM contact_standing ORDER BY contact_id")


def search_index_is_true(folder: Path) -> bool:
    """Whether the kept search index holds the words that the rows would make, however they are spaced."""
    statements = search_index_statements(Base.metadata)
    everything = "SELECT rowid, names, words FROM search_index ORDER BY rowid"
    return _is_as_made_anew(folder, statements, everything, words_of=lambda text: str(text).split())


def _is_as_made_anew(
    folder: Path, statements: Iterable[str], everything: str, words_of: Callable[[object], object] = lambda value: value
) -> bool:
    with closing(sqlite3.connect(folder / STORE_FILE, isolation_level=None)) as connection:
        kept = connection.execute(everything).fetchall()
        connection.execute("BEGIN")
        for statement in statements:
            connection.execute(statement)
        made = connection.execute(everything).fetchall()
        connection.execute("ROLLBACK")
    return [[*map(words_of, row)] for row in kept] == [[*map(words_of, row)] for row in made]
