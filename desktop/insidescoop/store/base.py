"""What every entity stands on: the base, the column types, and the marks the journal and the search index read."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Dialect, Integer, MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from insidescoop.domain.changes import Kind
from insidescoop.domain.values import frozen


class InstantText(TypeDecorator[datetime]):
    """An aware instant kept as UTC text of fixed width, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.fromisoformat(value)


class DayText(TypeDecorator[date]):
    """A date kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        return None if value is None else date.fromisoformat(value)


class WordOf(TypeDecorator[StrEnum]):
    """One word of a StrEnum kept as its text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        return None if value is None else self.words(value)


@frozen
class Borrowed:
    """A text of another table by which a record is found too: `column` of the row of `table` that `through` names."""

    table: str
    column: str
    through: str


@frozen
class Marks:
    """What the journal and the search index must know of a table.

    `kind` is the record its rows belong to, whose id stands in the column `record`. `names` and `words` are the
    columns a search reads: what the record is called by, and everything else the user typed.
    """

    kind: Kind
    record: str = "id"
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    borrowed: tuple[Borrowed, ...] = ()


class Base(DeclarativeBase):
    """The base of all entities. Only whole numbers and texts are stored, so that row images lose nothing."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own form
        str: Text(),
        int: Integer(),
        bool: Boolean(),
        datetime: InstantText(),
        date: DayText(),
    }

    id: Mapped[int] = mapped_column(primary_key=True)


def marks_of(table: Table) -> Marks:
    """The marks a table was declared with."""
    marks: Any = table.info["marks"]
    assert isinstance(marks, Marks)  # noqa: S101 - a table without marks is a defect found by the first test
    return marks


def marked(**marks: Any) -> dict[str, Any]:
    """The `info` of a table that carries these marks."""
    return {"info": {"marks": Marks(**marks)}}
