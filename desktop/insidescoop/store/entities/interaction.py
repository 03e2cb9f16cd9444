"""The interaction and outcome entities: the timeline, and what came of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from insidescoop.domain.changes import Kind
from insidescoop.domain.interactions import Direction, InteractionKind, OutcomeKind
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.store.base import Base, WordOf, marked


class Interaction(Base):
    """One entry of the timeline, with one or more contacts; `letter` says which letter it was, if it was one."""

    __tablename__ = "interaction"
    __table_args__ = marked(kind=Kind.INTERACTION, words=("summary", "notes"))

    kind: Mapped[InteractionKind] = mapped_column(WordOf(InteractionKind))
    direction: Mapped[Direction] = mapped_column(WordOf(Direction))
    happened_at: Mapped[datetime] = mapped_column(index=True)
    happened_zone: Mapped[str]
    summary: Mapped[str | None]
    notes: Mapped[str | None]
    letter: Mapped[TemplateKind | None] = mapped_column(WordOf(TemplateKind))
    interview_id: Mapped[int | None] = mapped_column(ForeignKey("interview.id", ondelete="SET NULL"), index=True)

    participants: Mapped[list["InteractionContact"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class InteractionContact(Base):
    """That one contact took part in an interaction."""

    __tablename__ = "interaction_contact"
    __table_args__ = marked(kind=Kind.INTERACTION, record="interaction_id")

    interaction_id: Mapped[int] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)


class Outcome(Base):
    """Something that came of an interaction or an interview."""

    __tablename__ = "outcome"
    __table_args__ = marked(kind=Kind.OUTCOME, words=("note",))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interaction.id", ondelete="CASCADE"), index=True)
    interview_id: Mapped[int | None] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    kind: Mapped[OutcomeKind] = mapped_column(WordOf(OutcomeKind))
    came_on: Mapped[date]
    note: Mapped[str | None]
