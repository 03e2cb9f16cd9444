"""Organizations to be merged: those that are likely one, and those that match what is typed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from insidescoop.domain.duplicates.organizations import KnownOrganization, LikelyPair, likely_pairs, likely_same
from insidescoop.domain.text import fold
from insidescoop.store.entities import Contact, DistinctOrganizations, Organization

MOST_OFFERED = 60


def likely_organizations(session: Session) -> tuple[LikelyPair, ...]:
    """The pairs of organizations that are likely one, by name; none that the user said are two."""
    return likely_pairs(_known(session), distinct_organizations(session))


def distinct_organizations(session: Session) -> frozenset[tuple[int, int]]:
    """The pairs of ids that the user said are two organizations, the smaller id first."""
    rows = session.execute(select(DistinctOrganizations.organization_id, DistinctOrganizations.other_id))
    return frozenset((organization_id, other_id) for organization_id, other_id in rows)


def organizations_beside(session: Session, organization_id: int) -> tuple[LikelyPair, ...]:
    """Every other organization paired with one, the likely first with their reason, then by name; empty if unknown.

    Those that the user said are two can still be chosen, but are not called likely.
    """
    known = _known(session)
    one = next((each for each in known if each.id == organization_id), None)
    if one is None:
        return ()
    distinct = distinct_organizations(session)
    apart = {each for pair in distinct if organization_id in pair for each in pair}
    pairs = [
        LikelyPair(one, other, "" if other.id in apart else likely_same(one, other) or "")
        for other in known
        if other.id != one.id
    ]
    return tuple(sorted(pairs, key=lambda pair: (not pair.reason, fold(pair.other.name), pair.other.id)))


def _known(session: Session) -> tuple[KnownOrganization, ...]:
    here = (
        select(Contact.organization_id, func.count().label("people"))
        .where(Contact.organization_id.is_not(None), Contact.trashed_at.is_(None))
        .group_by(Contact.organization_id)
        .subquery()
    )
    rows = session.execute(
        select(Organization.id, Organization.name, Organization.website, here.c.people, Organization.motivation)
        .outerjoin(here, here.c.organization_id == Organization.id)
        .order_by(Organization.name_key, Organization.id)
    )
    return tuple(
        KnownOrganization(organization_id, name, website, people or 0, motivation is not None)
        for organization_id, name, website, people, motivation in rows
    )
