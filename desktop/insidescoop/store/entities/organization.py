"""The organization entity, and what the user said of two that look alike."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from insidescoop.domain.changes import Kind
from insidescoop.domain.organizations import Advocacy, OrganizationKind
from insidescoop.store.base import Base, WordOf, marked


class Organization(Base):
    """A place people work at. `name_key` is the folded name: two spellings of one name are one organization."""

    __tablename__ = "organization"
    __table_args__ = marked(
        kind=Kind.ORGANIZATION, names=("name",), words=("setting", "place", "website", "research_notes")
    )

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[OrganizationKind | None] = mapped_column(WordOf(OrganizationKind))
    place: Mapped[str | None]
    website: Mapped[str | None]
    research_notes: Mapped[str | None]
    setting: Mapped[str | None]
    motivation: Mapped[int | None]
    posting: Mapped[int | None]
    advocacy: Mapped[Advocacy | None] = mapped_column(WordOf(Advocacy))


class DistinctOrganizations(Base):
    """That two organizations that look alike are two; `organization_id` is the smaller id."""

    __tablename__ = "distinct_organizations"
    __table_args__ = marked(kind=Kind.ORGANIZATION, record="organization_id")

    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("organization.id", ondelete="CASCADE"), index=True)
