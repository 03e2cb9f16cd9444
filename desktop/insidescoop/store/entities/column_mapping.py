"""The column-mapping entity: how the user said the columns of a table are to be read."""

from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.store.base import Base, marked


class ColumnMapping(Base):
    """What the columns under some headings hold: `headings` folded and `meanings`, both parted by tabs."""

    __tablename__ = "column_mapping"
    __table_args__ = marked(kind=Kind.COLUMN_MAPPING)

    headings: Mapped[str] = mapped_column(unique=True)
    meanings: Mapped[str]
