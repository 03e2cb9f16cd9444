"""The contact entity with everything that belongs to one person."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from insidescoop.domain.acquaintance import Channel, NameLeave, Relation, ReplyPattern, Role, Tie
from insidescoop.domain.changes import Kind
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.vocabularies import Vocabulary
from insidescoop.store.base import Base, Borrowed, WordOf, marked


class Contact(Base):
    """A person. `sort_name` is the folded name lists are ordered by; `trashed_at` is set while in the trash."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_organization_id_trashed_at", "organization_id", "trashed_at"),
        marked(
            kind=Kind.CONTACT,
            names=("display_name", "given_name", "family_name"),
            words=("how_to_say", "pronouns", "title", "address", "met_event", "notes"),
            borrowed=(Borrowed(table="organization", column="name", through="organization_id"),),
        ),
    )

    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    own_display_name: Mapped[str | None]
    display_name: Mapped[str]
    sort_name: Mapped[str]
    is_family_first: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    how_to_say: Mapped[str | None]
    pronouns: Mapped[str | None]
    title: Mapped[str | None]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id", ondelete="SET NULL"))
    address: Mapped[str | None]
    time_zone: Mapped[str | None]
    met_event: Mapped[str | None]
    met_on: Mapped[date | None]
    relation: Mapped[Relation | None] = mapped_column(WordOf(Relation))
    role: Mapped[Role | None] = mapped_column(WordOf(Role))
    tie: Mapped[Tie | None] = mapped_column(WordOf(Tie))
    preferred_channel: Mapped[Channel | None] = mapped_column(WordOf(Channel))
    name_leave: Mapped[NameLeave | None] = mapped_column(WordOf(NameLeave))
    own_reply_pattern: Mapped[ReplyPattern | None] = mapped_column(WordOf(ReplyPattern))
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
    terms: Mapped[list["ContactTerm"]] = relationship(
        order_by="ContactTerm.position", cascade="all, delete-orphan", passive_deletes=True
    )


class ContactEmail(Base):
    """One e-mail address of a contact; the first position is the one used. Two with one `match_key` are the same."""

    __tablename__ = "contact_email"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value", "label"))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]
    match_key: Mapped[str | None] = mapped_column(index=True)


class ContactPhone(Base):
    """One phone number of a contact, as typed; `match_key` is the number as it is dialled, None if it is none."""

    __tablename__ = "contact_phone"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value", "label"))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]
    match_key: Mapped[str | None] = mapped_column(index=True)


class ContactLink(Base):
    """One web address of a contact, as typed; `match_key` is the place it leads to."""

    __tablename__ = "contact_link"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value", "label"))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]
    match_key: Mapped[str | None] = mapped_column(index=True)


class ContactTag(Base):
    """One tag of a contact; `tag_key` is its folded spelling, by which contacts with one tag are found."""

    __tablename__ = "contact_tag"
    __table_args__ = (
        Index("ix_contact_tag_tag_key_contact_id", "tag_key", "contact_id"),
        marked(kind=Kind.CONTACT, record="contact_id", words=("value",)),
    )

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    value: Mapped[str]
    tag_key: Mapped[str]


class ContactTerm(Base):
    """One word of a vocabulary that a contact carries."""

    __tablename__ = "contact_term"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id", words=("value",))

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    vocabulary: Mapped[Vocabulary] = mapped_column(WordOf(Vocabulary))
    position: Mapped[int]
    value: Mapped[str]


class ContactPhoto(Base):
    """A contact's picture: a small JPEG as base64 text, in the store like everything else, and forgotten with it."""

    __tablename__ = "contact_photo"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id")

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True, unique=True)
    data: Mapped[str]


class DistinctPair(Base):
    """That two contacts who look alike are two people; `contact_id` is the smaller id."""

    __tablename__ = "distinct_pair"
    __table_args__ = marked(kind=Kind.CONTACT, record="contact_id")

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
