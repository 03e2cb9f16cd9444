"""Whether everything in an open store fits together."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from insidescoop.store.base import Base


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check found: sentences on what is wrong (none if all is well), and how many rows each table holds."""

    faults: tuple[str, ...]
    rows: dict[str, int]


def soundness(session: Session) -> Soundness:
    """What SQLite's integrity check and the foreign keys say of the whole store."""
    faults = [str(line) for line in session.execute(text("PRAGMA integrity_check")).scalars() if line != "ok"]
    broken = session.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        faults.append(f"{len(broken)} rows point at something that is not there.")
    rows = {
        table.name: session.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()  # noqa: S608
        for table in Base.metadata.sorted_tables
    }
    return Soundness(tuple(faults), rows)
