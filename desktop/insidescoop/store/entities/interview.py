"""The interview entity with its people and its planned questions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from insidescoop.domain.changes import Kind
from insidescoop.domain.interviews.interviews import Format, Stage
from insidescoop.domain.interviews.wrap_ups import Again, PromiseBy
from insidescoop.store.base import Base, WordOf, marked


class Interview(Base):
    """An informational interview. `starts_at` and `starts_zone` are both None while no time is agreed.

    `agreed_at` is when a time was agreed, None where it never was or an older version did not store it.

    A talk goes on from `talk_began_at` to `talk_ended_at`; `closing_asked` holds words of ClosingAsk parted by commas.
    The ratings, 1 to 5, are private. `wrap_up_draft` is what stands in the wrap-up until it is done.
    `opening_pitch_seconds` is the cut of the opening pitch, None for the length it is written for.
    `calendar_uid` is the name by which the calendar knows it that it came from; None for one planned here.
    """

    __tablename__ = "interview"
    __table_args__ = marked(
        kind=Kind.INTERVIEW,
        words=(
            "purpose", "place", "research_notes", "logistics", "talk_notes", "learned", "surprised", "fits",
            "still_to_know", "sources",
        ),
    )  # fmt: skip

    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id", ondelete="SET NULL"), index=True)
    purpose: Mapped[str | None]
    stage: Mapped[Stage] = mapped_column(WordOf(Stage), index=True)
    format: Mapped[Format] = mapped_column(WordOf(Format))
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    starts_zone: Mapped[str | None]
    minutes: Mapped[int]
    place: Mapped[str | None]
    opening_pitch_id: Mapped[int | None] = mapped_column(ForeignKey("pitch.id", ondelete="SET NULL"), index=True)
    opening_pitch_seconds: Mapped[int | None]
    research_notes: Mapped[str | None]
    logistics: Mapped[str | None]
    planned_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    talk_began_at: Mapped[datetime | None] = mapped_column(index=True)
    talk_ended_at: Mapped[datetime | None]
    talk_notes: Mapped[str | None]
    closing_asked: Mapped[str | None]
    learned: Mapped[str | None]
    surprised: Mapped[str | None]
    fits: Mapped[str | None]
    still_to_know: Mapped[str | None]
    sources: Mapped[str | None]
    rapport: Mapped[int | None]
    energy: Mapped[int | None]
    fit_rating: Mapped[int | None]
    talk_again: Mapped[Again | None] = mapped_column(WordOf(Again))
    wrap_up_draft: Mapped[str | None]
    wrapped_up_at: Mapped[datetime | None]
    calendar_uid: Mapped[str | None] = mapped_column(index=True)

    people: Mapped[list["InterviewContact"]] = relationship(
        order_by="InterviewContact.position", cascade="all, delete-orphan", passive_deletes=True
    )
    questions: Mapped[list["PlannedQuestion"]] = relationship(
        order_by="PlannedQuestion.position", cascade="all, delete-orphan", passive_deletes=True
    )
    promises: Mapped[list["InterviewPromise"]] = relationship(
        order_by="InterviewPromise.id", cascade="all, delete-orphan", passive_deletes=True
    )


class InterviewContact(Base):
    """That one contact is talked to; the main person has the first position."""

    __tablename__ = "interview_contact"
    __table_args__ = marked(kind=Kind.INTERVIEW, record="interview_id")

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]


class PlannedQuestion(Base):
    """A question as it will be asked; `text` is a copy, so that a later edit of the bank changes no old plan."""

    __tablename__ = "planned_question"
    __table_args__ = marked(kind=Kind.INTERVIEW, record="interview_id", words=("text", "answer"))

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    minutes: Mapped[int | None]
    answer: Mapped[str | None]
    was_asked: Mapped[bool] = mapped_column(default=False)
    was_skipped: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_nothing_new: Mapped[bool] = mapped_column(default=False, server_default="0")


class InterviewPromise(Base):
    """What one side promised the other in a talk; `due_on` is None where no day was named."""

    __tablename__ = "interview_promise"
    __table_args__ = marked(kind=Kind.INTERVIEW, record="interview_id", words=("what",))

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id", ondelete="CASCADE"), index=True)
    promised_by: Mapped[PromiseBy] = mapped_column(WordOf(PromiseBy))
    what: Mapped[str]
    due_on: Mapped[date | None]
