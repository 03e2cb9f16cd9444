"""The user: what signs their letters and stands on their sheets."""

from insidescoop.domain.contacts import Labelled
from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.phones import HOME_COUNTRY
from insidescoop.domain.prep_sheets import Paper
from insidescoop.domain.values import frozen

SLOWEST_PACE, FASTEST_PACE, USUAL_PACE = 90, 180, 140
"""Words a minute: the range and the default of the pitch editor (domain section 4)."""

USUAL_TARGETS, MOST_TARGETS = 15, 200
"""Organizations to have on the list of targets: forty, says its inventor; in one region's libraries often too many."""

_LINES = ("name", "headline", "email", "phone", "home_country")


@frozen
class ProfileDraft:
    """What the user says of themselves.

    `pace` is words a minute, 90 to 180. `work_days` are weekdays, Monday 0, in ascending order, at least one.
    `home_country` is the ISO 3166 code of where numbers without a country code are dialled.
    """

    name: str | None = None
    headline: str | None = None
    email: str | None = None
    phone: str | None = None
    links: tuple[Labelled, ...] = ()
    pace: int = USUAL_PACE
    paper: Paper = Paper.LETTER
    work_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    home_country: str = HOME_COUNTRY
    target_goal: int = USUAL_TARGETS

    def __post_init__(self) -> None:
        tidy(self, lines=_LINES)
        object.__setattr__(self, "home_country", (self.home_country or HOME_COUNTRY).upper())
        object.__setattr__(self, "links", tuple(link for link in self.links if link.value))
        object.__setattr__(self, "work_days", tuple(sorted(set(self.work_days))))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not SLOWEST_PACE <= self.pace <= FASTEST_PACE:
            found.append(FieldProblem("pace", f"Choose a pace from {SLOWEST_PACE} to {FASTEST_PACE} words a minute."))
        if not self.work_days or not set(self.work_days) <= set(range(7)):
            found.append(FieldProblem("work_days", "Choose at least one working day."))
        if len(self.home_country) != 2 or not self.home_country.isascii() or not self.home_country.isalpha():
            found.append(FieldProblem("home_country", "Write the two letters of your country, such as US or NL."))
        if not 1 <= self.target_goal <= MOST_TARGETS:
            found.append(FieldProblem("target_goal", f"Choose between 1 and {MOST_TARGETS} organizations."))
        return tuple(found + too_long(self, lines=_LINES))
