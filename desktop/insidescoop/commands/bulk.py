"""What a user can do with many contacts at once: one step, however many."""

from dataclasses import field

from sqlalchemy import delete, select, update

from insidescoop.commands.follow_up_engine import renew_keep_in_touch
from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS, Closeness
from insidescoop.domain.problems import Invalid
from insidescoop.domain.progress import Progress
from insidescoop.domain.text import counted, fold, tidy_line
from insidescoop.domain.values import frozen
from insidescoop.store.entities import Contact, ContactTag
from insidescoop.store.unit_of_work import UnitOfWork

_AT_ONCE = 500
"""Ids named in one statement, well below SQLite's limit of 32,766 values."""


@frozen
class TagContacts:
    """Adds tags to people, or takes them away; a person who has one already keeps their own spelling of it."""

    contact_ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    is_bulk: bool = field(default=True, init=False)

    @property
    def label(self) -> str:
        return f"Tag {_people(self.contact_ids)}"

    def run(self, work: UnitOfWork) -> None:
        added = {fold(tag): tag for tag in map(tidy_line, self.add) if tag}
        removed = {fold(tag) for tag in map(tidy_line, self.remove) if tag}
        if not added and not removed:
            raise Invalid("There is no tag to add or take away.", next_step="Write a tag first.")
        for ids in _chunks(self.contact_ids):
            work.session.execute(
                delete(ContactTag).where(ContactTag.contact_id.in_(ids), ContactTag.tag_key.in_(removed))
            )
            present = set(
                work.session.execute(
                    select(ContactTag.contact_id, ContactTag.tag_key).where(ContactTag.contact_id.in_(ids))
                ).all()
            )
            behind = 1 + max((row for row in work.session.scalars(
                select(ContactTag.position).where(ContactTag.contact_id.in_(ids)))), default=-1)  # fmt: skip
            work.session.add_all(
                ContactTag(contact_id=contact_id, position=behind + place, value=tag, tag_key=key)
                for contact_id in ids
                for place, (key, tag) in enumerate(added.items())
                if (contact_id, key) not in present
            )
            work.session.flush()


@frozen
class KeepInTouchWith:
    """Sets how close people are, and how often to keep in touch with them; None days leaves it to the closeness."""

    contact_ids: tuple[int, ...]
    closeness: Closeness
    cadence_days: int | None = None
    is_bulk: bool = field(default=True, init=False)

    @property
    def label(self) -> str:
        return f"Plan to keep in touch with {_people(self.contact_ids)}"

    def run(self, work: UnitOfWork) -> None:
        if self.cadence_days is not None and not 1 <= self.cadence_days <= LONGEST_CADENCE_DAYS:
            raise Invalid("A rhythm cannot be that long.", next_step=f"Choose 1 to {LONGEST_CADENCE_DAYS:,} days.")
        done = 0
        for ids in _chunks(self.contact_ids):
            for row in work.session.scalars(select(Contact).where(Contact.id.in_(ids))):
                row.closeness, row.cadence_days = self.closeness, self.cadence_days
                work.session.flush()
                renew_keep_in_touch(work, row)
            done += len(ids)
            work.report(Progress(done, len(self.contact_ids), "Setting the rhythm"))


@frozen
class DeleteContacts:
    """Puts people in the trash, from where they can be restored."""

    contact_ids: tuple[int, ...]
    is_bulk: bool = field(default=True, init=False)

    @property
    def label(self) -> str:
        return f"Delete {_people(self.contact_ids)}"

    def run(self, work: UnitOfWork) -> None:
        for ids in _chunks(self.contact_ids):
            work.session.execute(
                update(Contact).where(Contact.id.in_(ids), Contact.trashed_at.is_(None)).values(trashed_at=work.now)
            )


@frozen
class RestoreContacts:
    """Takes people out of the trash."""

    contact_ids: tuple[int, ...]
    is_bulk: bool = field(default=True, init=False)

    @property
    def label(self) -> str:
        return f"Restore {_people(self.contact_ids)}"

    def run(self, work: UnitOfWork) -> None:
        for ids in _chunks(self.contact_ids):
            work.session.execute(update(Contact).where(Contact.id.in_(ids)).values(trashed_at=None))


def _people(ids: tuple[int, ...]) -> str:
    return counted(len(ids), "person", "people")


def _chunks(ids: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
