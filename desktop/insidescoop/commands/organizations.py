"""What a user can change about organizations."""

from collections.abc import Iterable
from dataclasses import field

from sqlalchemy import select, update

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.drafts import insist
from insidescoop.domain.organizations import OrganizationDraft, merged_organization
from insidescoop.domain.problems import Invalid
from insidescoop.domain.text import fold, tidy_line
from insidescoop.domain.values import frozen
from insidescoop.queries.organization_page import organization_draft
from insidescoop.store.base import Base
from insidescoop.store.drafts import copy_fields
from insidescoop.store.entities import DistinctOrganizations, Organization
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class AddOrganization:
    """Adds an organization and returns its id; one that is kept already becomes a target if it is to be one."""

    draft: OrganizationDraft

    @property
    def label(self) -> str:
        return f"Add {self.draft.name or 'organization'}"

    def run(self, work: UnitOfWork) -> int:
        insist(self.draft.problems())
        known = _find(work, self.draft.name or "")
        if known is not None and known.motivation is None and self.draft.motivation is not None:
            known.motivation = self.draft.motivation
            work.set_undo_label(f"Make {known.name} a target")
            return known.id
        if known is not None:
            raise Invalid(f"{self.draft.name} is already kept.", next_step="Open it, or choose another name.")
        row = Organization()
        _write(row, self.draft)
        return work.add(row).id


@frozen
class EditOrganization:
    """Changes what is kept about an organization."""

    organization_id: int
    draft: OrganizationDraft

    @property
    def label(self) -> str:
        return f"Edit {self.draft.name or 'organization'}"

    def run(self, work: UnitOfWork) -> None:
        insist(self.draft.problems())
        row = work.get(Organization, self.organization_id)
        namesake = _find(work, self.draft.name or "")
        if namesake is not None and namesake.id != row.id:
            raise Invalid(f"{self.draft.name} is already kept.", next_step="Open it, or choose another name.")
        _write(row, self.draft)


@frozen
class DeleteOrganization:
    """Deletes an organization; its people stay, without it."""

    organization_id: int
    label: str = "Delete organization"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Organization, self.organization_id)
        work.set_undo_label(f"Delete {row.name}")
        work.session.delete(row)


@frozen
class MergeOrganizations:
    """Makes one organization of two: `kept_id` stays, with everybody and everything of `gone_id`, which is deleted.

    The other's name, and whatever differs, is added to the research notes.
    """

    kept_id: int
    gone_id: int
    label: str = "Merge two organizations"
    is_bulk: bool = field(default=True, init=False)
    backup_reason: BackupReason = field(default=BackupReason.BEFORE_MERGE, init=False)

    def run(self, work: UnitOfWork) -> None:
        if self.kept_id == self.gone_id:
            raise Invalid("An organization cannot be merged with itself.", next_step="Choose two organizations.")
        kept, gone = (work.get(Organization, each) for each in (self.kept_id, self.gone_id))
        work.set_undo_label(f"Merge {kept.name} and {gone.name}")
        draft = merged_organization(organization_draft(kept), organization_draft(gone))
        insist(draft.problems())
        _move_distinct(work, kept_id=kept.id, gone_id=gone.id)
        # Whatever points at the one who goes, in any table: a new table is moved without being thought of here.
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column is Organization.__table__.c.id for key in column.foreign_keys):
                    work.session.execute(update(table).where(column == gone.id).values({column: kept.id}))
        work.session.expire_all()
        work.session.delete(gone)
        work.session.flush()
        _write(kept, draft)


@frozen
class MarkOrganizationsDistinct:
    """Remembers that two organizations that look alike are two, so that nobody asks again."""

    organization_id: int
    other_id: int
    label: str = "Not the same"

    def run(self, work: UnitOfWork) -> None:
        if self.organization_id == self.other_id:
            raise Invalid("An organization is the same as itself.", next_step="Choose two organizations.")
        one, other = (work.get(Organization, each) for each in (self.organization_id, self.other_id))
        work.set_undo_label(f"Not the same: {one.name} and {other.name}")
        _add_distinct(work, one.id, other.id)


@frozen
class NoteOnOrganization:
    """Changes what was found out about an organization, one fact a line."""

    organization_id: int
    research_notes: str
    label: str = "Note on the organization"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Organization, self.organization_id)
        draft = OrganizationDraft(name=row.name, research_notes=self.research_notes)
        insist(draft.problems())
        row.research_notes = draft.research_notes
        work.set_undo_label(f"Note on {row.name}")


def organization_named(work: UnitOfWork, name: str | None) -> int | None:
    """The id of the organization of this name, added if it is not kept yet; None for no name."""
    tidied = tidy_line(name)
    if tidied is None:
        return None
    row = _find(work, tidied)
    if row is None:
        row = Organization(name=tidied, name_key=fold(tidied))
        work.add(row)
    return row.id


def ids_of_organizations(work: UnitOfWork, names: Iterable[str | None]) -> dict[str, int]:
    """The ids of the organizations of these names by folded name, those added that are not kept yet."""
    name_by_key = {fold(tidied): tidied for tidied in map(tidy_line, names) if tidied}
    id_by_key: dict[str, int] = {}
    for key, organization_id in work.session.execute(
        select(Organization.name_key, Organization.id).order_by(Organization.id.desc())
    ):
        id_by_key[key] = organization_id
    missing = [Organization(name=name, name_key=key) for key, name in name_by_key.items() if key not in id_by_key]
    work.session.add_all(missing)
    work.session.flush()
    id_by_key |= {row.name_key: row.id for row in missing}
    return {key: id_by_key[key] for key in name_by_key}


def _move_distinct(work: UnitOfWork, *, kept_id: int, gone_id: int) -> None:
    mine = (DistinctOrganizations.organization_id == gone_id) | (DistinctOrganizations.other_id == gone_id)
    for pair in work.session.scalars(select(DistinctOrganizations).where(mine)).all():
        other_id = pair.other_id if pair.organization_id == gone_id else pair.organization_id
        work.session.delete(pair)
        work.session.flush()
        if other_id != kept_id:
            _add_distinct(work, kept_id, other_id)


def _add_distinct(work: UnitOfWork, one_id: int, other_id: int) -> None:
    first, second = sorted((one_id, other_id))
    known = select(DistinctOrganizations.id).where(
        DistinctOrganizations.organization_id == first, DistinctOrganizations.other_id == second
    )
    if work.session.scalar(known) is None:
        work.add(DistinctOrganizations(organization_id=first, other_id=second))


def _find(work: UnitOfWork, name: str) -> Organization | None:
    return work.session.scalars(select(Organization).where(Organization.name_key == fold(name)).limit(1)).first()


def _write(row: Organization, draft: OrganizationDraft) -> None:
    copy_fields(draft, row)
    row.name_key = fold(row.name)
