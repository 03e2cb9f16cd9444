"""Every row of every table, as it is kept: what a whole export holds, and whether a store has room for one."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Select, Table, false, func, or_, select
from sqlalchemy.orm import Session

from insidescoop.domain.everything import Everything
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted
from insidescoop.store.base import Base
from insidescoop.store.entities import Contact
from insidescoop.store.migrations import STEPS
from insidescoop.store.seeding import planted_version
from insidescoop.store.upgrade import newest_version

_PLANTED = ("profile", "profile_link", "question", "template", "follow_up_rule", "vocabulary_term")
"""Tables that a new store has rows in already."""


def everything(session: Session) -> Everything:
    """All of the store, private fields and trash included, as one state of it."""
    tables = Base.metadata.sorted_tables
    counts = {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}
    return Everything(
        newest_version(STEPS),
        planted_version(session),
        counts,
        lambda: ((table.name, _rows(session, table)) for table in tables),
    )


def why_not_loaded(session: Session) -> Problem | None:
    """Why a whole store cannot be loaded into this one; None if nothing is stored yet but what a new one holds."""
    if not any(session.scalar(_own_rows(table)) for table in Base.metadata.sorted_tables):
        return None
    people = session.scalar(select(func.count(Contact.id))) or 0
    among = f", {counted(people, 'contact')} among it" if people else ""
    return Problem(
        f"There is data here already{among}.",
        your_data="Nothing was changed.",
        next_step="A whole store is loaded where nothing is stored yet. Close Inside Scoop, rename the folder with "
        "your data (Help > About Inside Scoop says where it is), start Inside Scoop again, and import this file. The "
        "renamed folder keeps what is here now.",
    )


def _own_rows(table: Table) -> Select[int]:
    """How many rows of a table are the user's own."""
    statement = select(func.count()).select_from(table)
    if table.name not in _PLANTED:
        return statement
    own = [table.c.built_in_id.is_(None)] if "built_in_id" in table.c else []
    own += [table.c.is_edited.is_(True)] if "is_edited" in table.c else []
    return statement.where(or_(false(), *own))


def _rows(session: Session, table: Table) -> Iterator[dict[str, Any]]:
    """The rows in the form they are kept in, but that 0 and 1 are false and true where they say so."""
    names = [column.name for column in table.columns]
    statement = str(select(table).order_by(table.c.id).compile())
    truths = [column.name for column in table.columns if isinstance(column.type, Boolean)]
    for values in session.connection().exec_driver_sql(statement):
        row = dict(zip(names, values, strict=True))
        for name in truths:
            row[name] = None if row[name] is None else bool(row[name])
        yield row
