"""Real work on a real store, step by step, and what must be in it after each step."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from types import MappingProxyType

from sqlalchemy import select

from builders import SetClock, a_contact, open_store_anew
from insidescoop.commands.contacts import AddContact, AddContacts
from insidescoop.commands.forgetting import ForgetContact, finish_forgetting
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.rehearsals import KeepRehearsal
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft
from insidescoop.queries.pitch_desk import pitch_rows
from insidescoop.queries.soundness import soundness
from insidescoop.store.backup.restoring import restore
from insidescoop.store.entities import Contact, Rehearsal
from insidescoop.store.store import Store
from insidescoop.system.recordings import Recordings
from insidescoop.system.user_files import RECORDING_FOLDER

SOUND_BYTES = 20_000
FAMILY = "Kill"


class _Clock(SetClock):
    """A clock that goes: it tells two people apart who were given the same number one after the other."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def open_anew(folder: Path) -> Store:
    """The store in a folder as the program opens it."""
    return open_store_anew(folder, _Clock())


@dataclass(frozen=True)
class State:
    """What is in a store: contacts and runs by the numbers they were made with."""

    contacts: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Model:
    """What must be in the store: the states that undo and redo go through, where among them it is, and the backups."""

    history: tuple[State, ...] = (State(),)
    place: int = 0
    backups: Mapping[int, tuple[tuple[State, ...], int]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def state(self) -> State:
        return self.history[self.place]

    def after(self, step: str) -> "Model":
        """The model after a step, as `do_steps` names it."""
        verb, *words = step.split()
        numbers = [int(word) for word in words]
        state = self.state
        if verb == "undo":
            return replace(self, place=max(0, self.place - 1))
        if verb == "redo":
            return replace(self, place=min(len(self.history) - 1, self.place + 1))
        if verb == "backup":
            return replace(self, backups={**self.backups, numbers[0]: (self.history, self.place)})
        if verb == "restore":
            history, place = self.backups[numbers[0]]
            return replace(self, history=history, place=place)
        if verb == "forget":
            return replace(
                self,
                history=(_without(state, numbers[0]),),
                place=0,
                backups={each: ((_without(history[place], numbers[0]),), 0)
                         for each, (history, place) in self.backups.items()},
            )  # fmt: skip
        if verb == "run":
            new = replace(state, runs=state.runs | {numbers[0]})
        else:
            new = replace(state, contacts=state.contacts | set(range(numbers[0], numbers[-1] + 1)))
        return replace(self, history=(*self.history[: self.place + 1], new), place=self.place + 1)


def newest_number(step: str) -> int:
    """The highest number that a step gives to something new; 0 for none."""
    verb, *numbers = step.split()
    return int(numbers[-1]) if verb in ("add", "bulk", "run") else 0


def _without(state: State, number: int) -> State:
    return replace(state, contacts=state.contacts - {number})


def begin(folder: Path) -> None:
    """A store with one pitch, and a history that begins with it."""
    store = open_anew(folder)
    store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend catalogs.")))
    store.forget_history()
    store.close()


class Work:
    """Does steps on the store in a folder. `say` hears of each before it is done, and once more when it stands."""

    def __init__(
        self, folder: Path, random: Random, *, first: int, backups: Iterable[int], say: Callable[[str], None]
    ) -> None:
        self._folder = folder
        self._random = random
        self._number = first
        self._backups = list(backups)
        self._say = say
        self._store = self._open()
        with self._store.reading() as session:
            self._pitch = pitch_rows(session)[0].id

    def _open(self) -> Store:
        store = open_anew(self._folder)
        finish_forgetting(store)
        return store

    def do(self, verb: str) -> None:
        """One step of a kind; nothing where there is nothing to do."""
        getattr(self, f"_{verb}")()

    def close(self) -> None:
        self._store.close()

    def _step(self, step: str, do: Callable[[], object]) -> None:
        self._say(f"try {step}")
        do()
        self._say(f"ok {step}")

    def _numbers(self, count: int) -> range:
        numbers = range(self._number + 1, self._number + 1 + count)
        self._number += count
        return numbers

    def _add(self) -> None:
        (number,) = self._numbers(1)
        draft = a_contact("Dana", f"{FAMILY}{number}", organization=f"Organization {number % 7}", tags=("a", "b"),
                          notes="x" * self._random.randrange(3_000))  # fmt: skip
        self._step(f"add {number}", lambda: self._store.do(AddContact(draft)))

    def _bulk(self) -> None:
        numbers = self._numbers(self._random.randrange(50, 120))
        drafts = tuple(
            a_contact("Dana", f"{FAMILY}{number}", organization=f"Organization {number % 7}") for number in numbers
        )
        self._step(f"bulk {numbers[0]} {numbers[-1]}", lambda: self._store.do(AddContacts(drafts)))

    def _run(self) -> None:
        (number,) = self._numbers(1)
        draft = RehearsalDraft(self._pitch, milliseconds=number, text=f"said {number}", target_seconds=30)
        sound = self._random.randbytes(SOUND_BYTES)
        self._step(f"run {number}", lambda: self._store.do(KeepRehearsal(draft, sound)))

    def _undo(self) -> None:
        self._step("undo", self._store.undo)

    def _redo(self) -> None:
        self._step("redo", self._store.redo)

    def _forget(self) -> None:
        with self._store.reading() as session:
            row = session.execute(select(Contact.id, Contact.family_name).order_by(Contact.id.desc()).limit(1)).first()
        if row is not None:
            self._step(f"forget {row[1].removeprefix(FAMILY)}", lambda: self._forget_everywhere(row[0]))

    def _forget_everywhere(self, contact_id: int) -> None:
        self._store.do(ForgetContact(contact_id))
        finish_forgetting(self._store)

    def _backup(self) -> None:
        # Also counted are notes that a killed process left behind of a backup that was never made.
        newest = self._store.backups.newest_number()
        if self._store.backups.is_due():
            self._step(f"backup {newest + 1}", lambda: self._store.back_up(BackupReason.ASKED))
            self._backups.append(newest + 1)

    def _restore(self) -> None:
        if self._backups:
            number = self._random.choice(self._backups)
            self._step(f"restore {number}", lambda: self._put_in_place(number))

    def _put_in_place(self, number: int) -> None:
        self._store.close()
        restore(self._folder, number, now=_Clock().now())
        self._store = self._open()


USUAL = ("add",) * 8 + ("bulk", "run", "run", "undo", "undo", "undo", "redo", "forget", "backup", "backup", "restore")
"""What a step is chosen from."""


def do_steps(work: Work, random: Random, kinds: Iterable[str] | None = None) -> None:
    """Steps for ever, or of the given kinds."""
    for kind in kinds if kinds is not None else _for_ever(random):
        work.do(kind)


def _for_ever(random: Random) -> Iterator[str]:
    while True:
        yield random.choice(USUAL)


@dataclass
class Verdict:
    """What was found in a store after a crash; `fault` is "" if all that was acknowledged is there, whole."""

    fault: str = ""
    state: State = State()


def _difference(found: State, expected: State) -> str:
    """What is missing from an expected state, and what is unexpected."""
    lost = sorted(expected.contacts - found.contacts), sorted(expected.runs - found.runs)
    more = sorted(found.contacts - expected.contacts), sorted(found.runs - expected.runs)
    return f"lost {lost}, not expected {more}"


def judged(folder: Path, *expected: State) -> Verdict:
    """Opens the store as the program does, and compares it with the states it may be in."""
    try:
        store = open_anew(folder)
    except (Problem, OSError) as problem:
        return Verdict(f"refused: {problem}")
    try:
        finish_forgetting(store)
        with store.reading() as session:
            found = soundness(session, Recordings(folder / RECORDING_FOLDER))
            names = session.scalars(select(Contact.family_name)).all()
            runs = session.scalars(select(Rehearsal.milliseconds)).all()
    finally:
        store.close()
    state = State(frozenset(int(str(name).removeprefix(FAMILY)) for name in names), frozenset(runs))
    if not found.is_sound:
        return Verdict(f"corrupt: {found}", state)
    if state not in expected:
        return Verdict("; ".join(map(partial(_difference, state), expected)), state)
    return Verdict("", state)
