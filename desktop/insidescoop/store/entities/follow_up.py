"""The follow-up entities: what is due, and the rules that make it so."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.follow_ups import Settled, Trigger, Unit
from insidescoop.store.base import Base, WordOf, marked


class FollowUp(Base):
    """Something to do for a contact by a day; open while `settled_on` is None. `reason` is unique among open ones."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index(
            "uq_follow_up_open_reason",
            "reason",
            unique=True,
            sqlite_where=text("settled_on IS NULL AND reason IS NOT NULL"),
        ),
        Index("ix_follow_up_open_due_on", "due_on", sqlite_where=text("settled_on IS NULL")),
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


class FollowUpRuleSetting(Base):
    """One follow-up rule as it stands on this machine: seeded from resources, switched and changed by the user."""

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
