"""What the user means to do each week."""

from sqlalchemy.orm import Session

from insidescoop.domain.effort.goals import Goals
from insidescoop.store.entities import THE_PROFILE, Profile


def goals(session: Session) -> Goals:
    """The user's goals; the gentlest until they chose."""
    row = session.get(Profile, THE_PROFILE)
    if row is None:
        return Goals()
    return Goals(row.request_goal, row.note_goal, row.talk_goal, row.talk_goal_weeks, row.week_starts_on)
