"""Every row of every table, as it is kept: what a whole export holds."""

from typing import Any

from sqlalchemy import Boolean, Table, select
from sqlalchemy.orm import Session

from insidescoop.domain.everything import Everything
from insidescoop.store.base import Base
from insidescoop.store.migrations import STEPS
from insidescoop.store.seeding import planted_version
from insidescoop.store.upgrade import newest_version


def everything(session: Session) -> Everything:
    """All of the store, private fields and trash included, as one state of it."""
    tables = {table.name: _rows(session, table) for table in Base.metadata.sorted_tables}
    return Everything(newest_version(STEPS), planted_version(session), tables)


def _rows(session: Session, table: Table) -> list[dict[str, Any]]:
    """The rows in the form they are kept in, but that 0 and 1 are false and true where they say so."""
    names = [column.name for column in table.columns]
    statement = str(select(table).order_by(table.c.id).compile())
    rows = [dict(zip(names, row, strict=True)) for row in session.connection().exec_driver_sql(statement)]
    for name in [column.name for column in table.columns if isinstance(column.type, Boolean)]:
        for row in rows:
            row[name] = None if row[name] is None else bool(row[name])
    return rows
