"""The introduction entity: who led the user to whom."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.interactions import IntroductionStatus
from insidescoop.store.base import Base, WordOf, marked


class Introduction(Base):
    """An introduction by one contact to another, or to an organization; `interview_id` is the talk it was made in."""

    __tablename__ = "introduction"
    __table_args__ = marked(kind=Kind.INTRODUCTION, words=("words_used", "note"))

    from_contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    to_contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    to_organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id", ondelete="CASCADE"), index=True
    )
    status: Mapped[IntroductionStatus] = mapped_column(WordOf(IntroductionStatus))
    asked_on: Mapped[date | None]
    made_on: Mapped[date | None]
    may_use_name: Mapped[bool | None]
    words_used: Mapped[str | None]
    note: Mapped[str | None]
    interview_id: Mapped[int | None] = mapped_column(ForeignKey("interview.id", ondelete="SET NULL"), index=True)
