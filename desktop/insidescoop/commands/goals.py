"""What a user can change about what they mean to do each week."""

from insidescoop.domain.drafts import insist
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.values import frozen
from insidescoop.store.entities import THE_PROFILE, Profile
from insidescoop.store.unit_of_work import UnitOfWork


@frozen
class SetGoals:
    """Keeps the weekly goals and the day the week begins on."""

    goals: Goals
    label: str = "Change my goals"

    def run(self, work: UnitOfWork) -> None:
        goals = self.goals
        insist(goals.problems())
        row = work.session.get_one(Profile, THE_PROFILE)
        row.request_goal = goals.requests
        row.note_goal = goals.notes
        row.talk_goal = goals.talks
        row.talk_goal_weeks = goals.talk_weeks
        row.week_starts_on = goals.week_starts_on
