"""What a command is, and what it works with while it runs."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from insidescoop.domain.problems import Missing
from insidescoop.domain.progress import Report, unheard
from insidescoop.store.base import Base
from insidescoop.store.entities import (
    Contact,
    FollowUp,
    Holiday,
    Interaction,
    Interview,
    Introduction,
    Organization,
    Outcome,
    Pitch,
    PitchTelling,
    PitchVersion,
    PlannedQuestion,
    Question,
    Rehearsal,
    SavedList,
    Template,
    VocabularyTerm,
)
from insidescoop.system.recordings import Recordings

Result = TypeVar("Result", covariant=True)
Row = TypeVar("Row", bound=Base)

_NAMES: dict[type[Base], str] = {
    Contact: "This person",
    FollowUp: "This follow-up",
    Holiday: "This day off",
    Interaction: "This timeline entry",
    Interview: "This interview",
    Introduction: "This introduction",
    Organization: "This organization",
    Outcome: "This outcome",
    Pitch: "This pitch",
    PitchTelling: "This note",
    PitchVersion: "This version",
    PlannedQuestion: "This question",
    Question: "This question",
    Rehearsal: "This rehearsal",
    SavedList: "This list",
    Template: "This template",
    VocabularyTerm: "This word",
}
"""What a sentence calls a row that is no longer there."""


@dataclass(slots=True)
class UnitOfWork:
    """What a command works with: the open session, the moment it runs, and a way to report how far it has come.

    `now` is an aware UTC instant; `zone` the IANA name of the user's own zone.
    """

    session: Session
    now: datetime
    zone: str
    recordings: Recordings
    report: Report = unheard
    label: str | None = field(default=None)

    def get(self, entity: type[Row], row_id: int | None, name: str | None = None) -> Row:
        """The row of an id; `name` is what the problem calls it, where "This person" and the like are not enough.

        Raises:
            Missing: it is not there.
        """
        row = None if row_id is None else self.session.get(entity, row_id)
        if row is None:
            raise Missing(name or _NAMES[entity])
        return row

    def add(self, row: Row) -> Row:
        """The row, stored, with its id."""
        self.session.add(row)
        self.session.flush()
        return row

    def set_undo_label(self, label: str) -> None:
        """Names the step by what was found out while it ran, as in "Delete Jane Roe"."""
        self.label = label

    def at(self, now: datetime) -> "UnitOfWork":
        """The same work as if it were done at another moment."""
        return replace(self, now=now)

    def without_label(self) -> "UnitOfWork":
        """The same work for a command that is part of another one, whose label is ignored."""
        return replace(self)


class Command(Protocol[Result]):
    """One thing a user can do: a frozen value with a label that runs inside one transaction."""

    @property
    def label(self) -> str:
        """What is done, in words: undo text and status text."""
        ...

    def run(self, work: UnitOfWork) -> Result:
        """Does it, and returns what the caller wants to know (usually an id)."""
        ...
