"""How the columns of a table were read the last time."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from insidescoop.store.entities import ColumnMapping


def remembered_mapping(session: Session, headings: str) -> str | None:
    """The meanings kept for these headings, as they were kept; None if the table was never seen."""
    return session.scalar(select(ColumnMapping.meanings).where(ColumnMapping.headings == headings))
