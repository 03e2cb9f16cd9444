"""The prep sheet: everything that is printed for one interview, complete, so that paper needs no further question."""

from datetime import date, datetime
from enum import StrEnum

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.rules import FollowUpRule
from insidescoop.domain.follow_ups.schedule import DEBRIEF_RULE, NAMED_RULE, THANKS_RULE, FollowUpSchedule
from insidescoop.domain.talk_parts import TalkPart
from insidescoop.domain.values import frozen


class Paper(StrEnum):
    """The two papers a sheet is laid out for."""

    LETTER = "letter"
    A4 = "a4"


@frozen
class SheetQuestion:
    """One question as it will be asked; `minutes` is 1 or more, or None where the user gave none."""

    text: str
    minutes: int | None
    is_sensitive: bool


@frozen
class SheetPhase:
    """One part of the time plan, its minutes (1 or more) and when it starts, if a time is set."""

    part: TalkPart
    minutes: int
    starts_at: datetime | None


@frozen
class SheetPitch:
    """The opening pitch: its name, its planned length in seconds and the text that is spoken."""

    name: str
    target_seconds: int
    text: str


@frozen
class SheetTask:
    """One line of the 'after' list: what to do and by which day, None where that is not known."""

    what: str
    due_on: date | None


def tasks_after(
    name: str,
    schedule: FollowUpSchedule,
    *,
    held_on: date | None,
    keep_in_touch: tuple[Closeness, int | None] | None,
) -> tuple[SheetTask, ...]:
    """What is to be done after an interview on the user's day `held_on`, on the days the list of follow-ups will name.

    `keep_in_touch` is how close the person is by then and their own rhythm in days; None for one not to be contacted.
    What no rule asks for has no day.
    """

    def due(rule: FollowUpRule | None) -> date | None:
        return None if held_on is None else schedule.day_of(rule, held_on)

    tasks = [
        SheetTask(f"Note what {name} said", due(schedule.rule(DEBRIEF_RULE))),
        SheetTask(f"Thank {name}", due(schedule.rule(THANKS_RULE))),
        SheetTask("Write to people named", due(schedule.rule(NAMED_RULE))),
    ]
    keep = None if keep_in_touch is None else schedule.keep_in_touch(*keep_in_touch)
    if keep is not None:
        tasks.append(SheetTask("Be in touch again", due(keep)))
    return tuple(tasks)


@frozen
class PrepSheet:
    """All that is printed for one interview.

    Times are aware datetimes in the zone the meeting was entered in; `own_zone_starts_at` is set only where
    the user's own zone shows another wall time, and `their_starts_at` where the other person's does.
    `format_name` is None where the way to talk is not agreed yet; `missing_place` says what is unknown of the place.
    Texts are as typed (never escaped); empty tuples and None mean that nothing is known yet, which the sheet shows
    as a hint, never as an error.
    `person_points`, `organization_points` and `if_time` hold all there are, best first; the sheet prints up to five
    of each and tells what it left out. `ask_too` are the questions with minutes beyond those of `must_ask`: where it
    has room the sheet puts the first of them after `must_ask`. `if_time` are those without minutes.
    Private facts (reply pattern, ratings, private notes) have no place in this value and so cannot be printed.
    """

    contact_name: str
    contact_pronouns: str | None
    contact_title: str | None
    organization_name: str | None
    contact_phone: str | None
    starts_at: datetime | None
    own_zone_starts_at: datetime | None
    minutes: int
    format_name: str | None
    place: str | None
    purpose: str | None
    logistics: str | None
    person_points: tuple[str, ...]
    organization_points: tuple[str, ...]
    opening: str
    pitch: SheetPitch | None
    must_ask: tuple[SheetQuestion, ...]
    if_time: tuple[SheetQuestion, ...]
    phases: tuple[SheetPhase, ...]
    after: tuple[SheetTask, ...]
    own_name: str | None
    their_starts_at: datetime | None = None
    missing_place: str | None = None
    ask_too: tuple[SheetQuestion, ...] = ()

    @property
    def questions(self) -> tuple[SheetQuestion, ...]:
        """Every question of the plan, in the order they are printed."""
        return (*self.must_ask, *self.ask_too, *self.if_time)
