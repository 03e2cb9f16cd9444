"""The user, as they last described themselves."""

from sqlalchemy.orm import Session

from insidescoop.domain.contacts import Labelled
from insidescoop.domain.profile import ProfileDraft
from insidescoop.store.drafts import draft_from
from insidescoop.store.entities import THE_PROFILE, Profile


def profile(session: Session) -> ProfileDraft:
    """The profile; empty but for the defaults until the user writes it."""
    row = session.get(Profile, THE_PROFILE)
    if row is None:
        return ProfileDraft()
    return draft_from(
        row,
        ProfileDraft,
        links=tuple(Labelled(link.value, link.label) for link in row.links),
        work_days=tuple(map(int, row.work_days)),
    )
