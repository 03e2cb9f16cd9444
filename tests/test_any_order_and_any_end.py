"""Anything a user can do, in any order, with imports, backups, restores, forgetting and crashes between."""

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy import Engine, event, select

from builders import KEY, a_contact, open_test_store
from dying import ends_with_nine
from examples import many
from insidescoop.commands.contacts import AddContact
from insidescoop.commands.forgetting import ForgetContact, finish_forgetting
from insidescoop.commands.imports import ImportContacts
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.imports import FoundPeople, FoundPerson
from insidescoop.queries.import_plan import import_plan
from insidescoop.store.backup.restoring import restore
from insidescoop.store.entities import Contact
from test_any_order import CHOICES, NAMES, AnyOrder, rows_of

History = tuple[list[dict[str, list[Any]]], int]


class AnyOrderAndAnyEnd(AnyOrder):
    """`kept` holds, by the number of a backup, the history it was made with; None once someone was forgotten in it."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.kept: dict[int, History | None] = {}
        self.forgotten: set[tuple[int, Any]] = set()

    @rule(names=st.lists(NAMES, min_size=1, max_size=3))
    def import_people(self, names: list[str]) -> None:
        people = tuple(FoundPerson(line, a_contact(name, "Import")) for line, name in enumerate(names, start=1))
        with self.store.reading() as session:
            plan = import_plan(session, FoundPeople("party.vcf", people))
        self.do(ImportContacts(plan))

    @rule()
    def back_up(self) -> None:
        backup = self.store.back_up(BackupReason.ASKED)
        if backup is not None:
            self.kept[backup.name.number] = (self.history, self.place)

    @precondition(lambda self: self.kept)
    @rule(choice=CHOICES)
    def restore_backup(self, choice: int) -> None:
        there = [each.name.number for each in self.store.backups.all() if each.name.number in self.kept]
        if not there:
            return
        number = there[choice % len(there)]
        self.store.close()
        restored = restore(self.folder, number, now=self.clock.now(), key=KEY)
        if restored.before is not None:
            self.kept[restored.before.name.number] = (self.history, self.place)
        self.store = open_test_store(self.folder, self.clock)
        kept = self.kept[number]
        self.history, self.place = kept if kept is not None else ([rows_of(self.store)], 0)
        assert rows_of(self.store) == self.history[self.place]
        assert not self.forgotten & self.everyone()

    @precondition(lambda self: self.contacts())
    @rule(choice=CHOICES, is_backed_up=st.booleans(), is_restored=st.booleans())
    def forget(self, choice: int, is_backed_up: bool, is_restored: bool) -> None:
        """Between a backup and a restore, where it is chosen: left to chance, the three would hardly ever meet."""
        if is_backed_up:
            self.back_up()
        gone = self.one_contact(choice)
        self.forgotten |= {each for each in self.everyone() if each[0] == gone}
        self.store.do(ForgetContact(gone))
        assert not finish_forgetting(self.store).problems
        self.history, self.place = [rows_of(self.store)], 0
        self.kept = dict.fromkeys(self.kept)
        assert not self.forgotten & self.everyone()
        if is_restored and self.kept:
            self.restore_backup(choice)

    @rule(given=NAMES, statement=st.integers(0, 60))
    def die(self, given: str, statement: int) -> None:
        """A process dies before a statement, or a commit, of a step; the step is there whole, or not at all."""
        before = rows_of(self.store)
        self.store.close()
        is_done = not _dies(lambda: open_test_store(self.folder, self.clock), a_contact(given, "Died"), statement)
        self.store = open_test_store(self.folder, self.clock)
        after = rows_of(self.store)
        assert after != before or not is_done
        if after != before:
            assert len(after["contact"]) == len(before["contact"]) + 1
            self.history = [*self.history[: self.place + 1], after]
            self.place += 1
        self.clock.pass_days(1)

    def everyone(self) -> set[tuple[int, Any]]:
        """Every contact, by id and by when it was added."""
        with self.store.reading() as session:
            return {tuple(row) for row in session.execute(select(Contact.id, Contact.added_at))}


def _dies(opened: Any, draft: Any, statement: int) -> bool:
    """True if a process that adds a contact died before a statement or commit, by number; False if it was done."""
    left = statement

    def look(*_what: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os._exit(9)

    def add() -> None:
        store = opened()
        event.listen(Engine, "before_cursor_execute", look)
        event.listen(Engine, "commit", look)
        store.do(AddContact(draft))

    return ends_with_nine(add)


AnyOrderAndAnyEnd.TestCase.settings = settings(
    max_examples=many(24),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnyOrderAndAnyEnd = AnyOrderAndAnyEnd.TestCase
