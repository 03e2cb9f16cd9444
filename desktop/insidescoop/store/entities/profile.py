"""The profile entity: one row about the user."""

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from insidescoop.domain.changes import Kind
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.phones import HOME_COUNTRY
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.profile import USUAL_TARGETS
from insidescoop.store.base import Base, WordOf, marked

THE_PROFILE = 1
"""The id of the one row."""

_GENTLEST = Goals()


def _number(usual: int) -> Mapped[int]:
    return mapped_column(default=usual, server_default=text(str(usual)))


class Profile(Base):
    """The user. `work_days` are weekdays as digits, Monday 0, as in "01234"."""

    __tablename__ = "profile"
    __table_args__ = marked(kind=Kind.PROFILE, words=("name", "headline", "email", "phone"))

    name: Mapped[str | None]
    headline: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    pace: Mapped[int]
    paper: Mapped[Paper] = mapped_column(WordOf(Paper))
    work_days: Mapped[str]
    home_country: Mapped[str] = mapped_column(default=HOME_COUNTRY, server_default=text(f"'{HOME_COUNTRY}'"))
    target_goal: Mapped[int] = mapped_column(default=USUAL_TARGETS, server_default=text(str(USUAL_TARGETS)))
    request_goal: Mapped[int] = _number(_GENTLEST.requests)
    note_goal: Mapped[int] = _number(_GENTLEST.notes)
    talk_goal: Mapped[int] = _number(_GENTLEST.talks)
    talk_goal_weeks: Mapped[int] = _number(_GENTLEST.talk_weeks)
    week_starts_on: Mapped[int] = _number(_GENTLEST.week_starts_on)

    links: Mapped[list["ProfileLink"]] = relationship(
        order_by="ProfileLink.position", cascade="all, delete-orphan", passive_deletes=True
    )


class ProfileLink(Base):
    """One web address of the user's."""

    __tablename__ = "profile_link"
    __table_args__ = marked(kind=Kind.PROFILE, record="profile_id", words=("value", "label"))

    profile_id: Mapped[int] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[str | None]
    value: Mapped[str]
