"""Keeping how the columns of a table were said to be read."""

from sqlalchemy import select

from insidescoop.store.entities import ColumnMapping
from insidescoop.store.unit_of_work import UnitOfWork


def remember_mapping(work: UnitOfWork, headings: str, meanings: str) -> None:
    """Keeps what the columns under some headings hold, in place of what was said of them before."""
    row = work.session.scalars(select(ColumnMapping).where(ColumnMapping.headings == headings)).first()
    if row is None:
        work.session.add(ColumnMapping(headings=headings, meanings=meanings))
    else:
        row.meanings = meanings
