"""The follow-up entities: what is due, the rules that make it so, and the days on which nothing is."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.follow_ups.rules import Settled, Trigger, Unit
from insidescoop.store.base import Base, WordOf, marked


class FollowUp(Base):
    """Something to do for a contact by a day; open while `settled_on` is None. `reason` is unique among open ones.

    `counted_from` is the day of the fact that a rule counted from; `is_edited` keeps the user's own words and day.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        Index(
            "uq_follow_up_open_reason",
            "reason",
            unique=True,
            sqlite_where=text("settled_on IS NULL AND reason IS NOT NULL"),
        ),
        Index("ix_follow_up_open_due_on", "due_on", sqlite_where=text("settled_on IS NULL")),
        Index("ix_follow_up_settled_on", "settled_on", sqlite_where=text("settled_on IS NOT NULL")),
        marked(kind=Kind.FOLLOW_UP, words=("what",)),
    )

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    interview_id: Mapped[int | None] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date]
    what: Mapped[str]
    rule: Mapped[str | None]
    reason: Mapped[str | None]
    snoozed_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    settled_how: Mapped[Settled | None] = mapped_column(WordOf(Settled))
    counted_from: Mapped[date | None]
    is_edited: Mapped[bool] = mapped_column(default=False, server_default=text("0"))


class FollowUpRuleSetting(Base):
    """One follow-up rule as it stands on this machine: seeded from resources, switched and changed by the user.

    `cancels` holds the ids of other rules, parted by commas.
    """

    __tablename__ = "follow_up_rule"
    __table_args__ = marked(kind=Kind.FOLLOW_UP_RULE)

    rule_id: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int]
    trigger: Mapped[Trigger] = mapped_column(WordOf(Trigger))
    count: Mapped[int]
    unit: Mapped[Unit] = mapped_column(WordOf(Unit))
    what: Mapped[str]
    is_on: Mapped[bool]
    is_edited: Mapped[bool] = mapped_column(default=False)
    cancels: Mapped[str | None]
    leads_to: Mapped[Trigger | None] = mapped_column(WordOf(Trigger))


class Holiday(Base):
    """A day on which nobody works. `source` names the country it was filled in from; None for the user's own."""

    __tablename__ = "holiday"
    __table_args__ = marked(kind=Kind.HOLIDAY)

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str | None]
    source: Mapped[str | None]
