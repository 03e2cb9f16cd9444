"""Which saved contacts a name that was typed fits."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.domain.changes import Kind
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.queries.contact_list import ContactChoice, contact_rows
from insidescoop.queries.contact_matches import MOST_MATCHES
from insidescoop.queries.search import matching_ids
from insidescoop.store.entities import Contact


@frozen
class Fitting:
    """The contacts that a name fits, in order of the id.

    `called` have this very name, capitals and marks aside; `near` have it as a part of theirs, and are looked for only
    where no one has it whole. With `is_left_out` the contact who was left out, and no other, has this very name.
    """

    called: tuple[ContactChoice, ...] = ()
    near: tuple[ContactChoice, ...] = ()
    is_left_out: bool = False

    @property
    def contact_id(self) -> int | None:
        """The one contact of this very name; None for none or several."""
        return self.called[0].id if len(self.called) == 1 else None

    @property
    def in_doubt(self) -> tuple[ContactChoice, ...]:
        """Those to choose from where the name does not say which one is meant; empty where it does or fits no one."""
        return () if self.contact_id is not None else self.called or self.near


def contacts_fitting(session: Session, name: str, *, but_for: int | None = None) -> Fitting:
    """The contacts that a name fits, but for one; those in the trash are left out."""
    wanted = fold(name).split()
    if not wanted:
        return Fitting()
    ids = matching_ids(session, Kind.CONTACT, name, at_most=MOST_MATCHES)
    rows = session.execute(
        select(Contact.id, Contact.display_name).where(Contact.id.in_(ids), Contact.trashed_at.is_(None))
    )
    words_by_id = {contact_id: fold(shown).split() for contact_id, shown in rows}
    is_left_out = but_for is not None and words_by_id.pop(but_for, None) == wanted
    called = [contact_id for contact_id, words in words_by_id.items() if words == wanted]
    if called or is_left_out:
        return Fitting(_choices(session, called), is_left_out=not called)
    near = [contact_id for contact_id, words in words_by_id.items() if set(wanted) <= set(words)]
    return Fitting(near=_choices(session, near))


def formerly_called(session: Session, name: str, former: str, *, but_for: int | None = None) -> ContactChoice | None:
    """The one contact of a `former` name, who may now be called by a `name` that no other contact has; None for none.

    Somebody who has the new name as a part of theirs need not be renamed.
    """
    was = contacts_fitting(session, former, but_for=but_for).called
    now = contacts_fitting(session, name, but_for=but_for)
    if len(was) != 1 or now.called or now.is_left_out or was[0] in now.near:
        return None
    return was[0]


def _choices(session: Session, ids: list[int]) -> tuple[ContactChoice, ...]:
    return tuple(
        ContactChoice(row.id, row.name, " · ".join(part for part in (row.title, row.organization) if part))
        for row in contact_rows(session, sorted(ids))
    )
