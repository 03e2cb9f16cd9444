"""The user, as they last described themselves."""

from sqlalchemy.orm import Session

from insidescoop.domain.contacts import Labelled
from insidescoop.domain.profile import ProfileDraft
from insidescoop.store.entities import THE_PROFILE, Profile


def profile(session: Session) -> ProfileDraft:
    """The profile; empty but for the defaults until the user writes it."""
    row = session.get(Profile, THE_PROFILE)
    if row is None:
        return ProfileDraft()
    return ProfileDraft(
        name=row.name,
        headline=row.headline,
        email=row.email,
        phone=row.phone,
        links=tuple(Labelled(link.value, link.label) for link in row.links),
        pace=row.pace,
        paper=row.paper,
        work_days=tuple(map(int, row.work_days)),
        home_country=row.home_country,
        target_goal=row.target_goal,
    )
