"""The contact entity with everything that belongs to one person."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from insidescoop.domain.changes import Kind
from insidescoop.domain.contacts import Closeness
from insidescoop.store.base import Base, Borrowed, WordOf, marked


class Contact(Base):
    """A person. `sort_name` is the folded name lists are ordered by; `trashed_at` is set while in the trash."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_trashed_at_sort_name", "trashed_at", "sort_name"),
        marked(
            kind=Kind.CONTACT,
            names=("display_name", "given_name", "family_name"),
            words=("pronouns", "title", "address", "met_event", "notes"),
            borrowed=(Borrowed(table="organization", column="name", through="organization_id"),),
        ),
    )

    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    own_display_name: Mapped[str | None]
    display_name: Mapped[str]
    sort_name: Mapped[str]
    pronouns: Mapped[str | None]
    title: Mapped[str | None]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id", ondelete="SET NULL"), index=True)
    address: Mapped[str | None]
    photo: Mapped[str | None]
    time_zone: Mapped[str | None]
    met_event: Mapped[str | None]
    met_on: Mapped[date | None]
    closeness: Mapped[Closeness] = mapped_column(WordOf(Closeness))
    cadence_days: Mapped[int | None]
    do_not_contact: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str | None]
    added_at: Mapped[datetime]
    trashed_at: Mapped[datetime | None]

    emails: Mapped[list["ContactEmail"]] = relationship(
        order_by="ContactEmail.position", cascade="all, delete-orphan", passive_deletes=True
    )
    phones: Mapped[list["ContactPhone"]] = relationship(
        order_by="ContactPhone.position", cascade="all, delete-orphan", passive_deletes=True
    )
    links: Mapped[list["ContactLink"]] = relationship(
        order_by="ContactLink.position", cascade="all, delete-orphan", passive_deletes=True
    )
    tags: Mapped[list["ContactTag"]] = relationship(
        order_by="ContactTag.position", cascade="all, delete-orphan", passive_deletes=True
    )


class ContactEmail(Base):
    """One e-mail address of a contact; the first position is the one used."""

    __tablename__ = "contact_email"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value", "label"))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]


class ContactPhone(Base):
    """One phone number of a contact, as typed."""

    __tablename__ = "contact_phone"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value", "label"))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]


class ContactLink(Base):
    """One web address of a contact, as typed."""

    __tablename__ = "contact_link"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value", "label"))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]


class ContactTag(Base):
    """One tag of a contact; `tag_key` is its folded spelling, by which contacts with one tag are found."""

    __tablename__ = "contact_tag"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value",))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    value: Mapped[str]
    tag_key: Mapped[str] = mapped_column(index=True)
