"""What happened between the user and their contacts, and what came of it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from insidescoop.domain.drafts import FieldProblem, tidy, too_long
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.moments import Moment
from insidescoop.domain.values import frozen


class InteractionKind(StrEnum):
    """How two people were in contact."""

    MET = "met"
    EMAIL = "email"
    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting"
    INTERVIEW = "interview"
    THANK_YOU = "thank_you"
    INTRODUCTION = "introduction"
    NOTE = "note"

    @property
    def words(self) -> str:
        """What the window says."""
        return {InteractionKind.EMAIL: "E-mail", InteractionKind.THANK_YOU: "Thank-you"}.get(
            self, self.value.capitalize()
        )

    @property
    def is_contact(self) -> bool:
        """True if it counts as having been in touch; a note to oneself does not."""
        return self is not InteractionKind.NOTE


LOGGED_KINDS = (
    InteractionKind.CALL, InteractionKind.EMAIL, InteractionKind.MEETING, InteractionKind.MESSAGE,
    InteractionKind.THANK_YOU, InteractionKind.NOTE,
)  # fmt: skip
"""What a user logs themselves, the first one if they do not say; the others come about with something else."""

_TALKS = frozenset({InteractionKind.CALL, InteractionKind.MEETING, InteractionKind.INTERVIEW})


class Direction(StrEnum):
    """Who began it."""

    FROM_ME = "from_me"
    TO_ME = "to_me"
    BOTH = "both"

    @property
    def words(self) -> str:
        """What the window says."""
        return {Direction.FROM_ME: "From me", Direction.TO_ME: "From them", Direction.BOTH: "Both of us"}[self]


_USUAL_DIRECTIONS = {
    InteractionKind.EMAIL: Direction.FROM_ME,
    InteractionKind.MESSAGE: Direction.FROM_ME,
    InteractionKind.THANK_YOU: Direction.FROM_ME,
}


def usual_direction(kind: InteractionKind) -> Direction:
    """Who begins it as a rule: what is written comes from the user, a talk takes two."""
    return _USUAL_DIRECTIONS.get(kind, Direction.BOTH)


@frozen
class InteractionDraft:
    """One entry of the timeline with one or more contacts, tidied as it is made; `letter` says which letter it was."""

    contact_ids: tuple[int, ...]
    kind: InteractionKind
    happened: Moment
    direction: Direction = Direction.BOTH
    summary: str | None = None
    notes: str | None = None
    interview_id: int | None = None
    letter: TemplateKind | None = None

    def __post_init__(self) -> None:
        tidy(self, lines=("summary",), texts=("notes",))
        object.__setattr__(self, "contact_ids", tuple(dict.fromkeys(self.contact_ids)))

    @property
    def is_answer(self) -> bool:
        """True if the other side said something: a word from them, or a talk, which takes two."""
        if self.direction is Direction.TO_ME:
            return self.kind.is_contact
        return self.direction is Direction.BOTH and self.kind in _TALKS

    @property
    def says_nothing(self) -> bool:
        """True without a word about what was said: how and when alone tell nothing later."""
        return self.summary is None and self.notes is None

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if not self.contact_ids:
            found.append(FieldProblem("contact_ids", "Choose the person this was with."))
        return tuple(found + too_long(self, lines=("summary",), texts=("notes",)))


class OutcomeKind(StrEnum):
    """What networking led to (the union of two career offices' lists and our own additions, domain section 9)."""

    INSIDE_INFORMATION = "inside_information"
    SEARCH_ADVICE = "search_advice"
    RESUME_FEEDBACK = "resume_feedback"
    REFERRAL = "referral"
    CAREER_ADVICE = "career_advice"
    TREND = "trend"
    FOLLOW_UP_INTERVIEW = "follow_up_interview"
    JOB_OFFER = "job_offer"
    INTRODUCTION = "introduction"
    UNPOSTED_LEAD = "unposted_lead"
    POSTED_LEAD = "posted_lead"
    INVITED_TO_APPLY = "invited_to_apply"
    APPLICATION_SUPPORTED = "application_supported"
    VISIT = "visit"
    INTERNSHIP = "internship"
    PROJECT = "project"
    MENTOR = "mentor"
    EVENT = "event"
    SOURCE = "source"
    NOT_FOR_ME = "not_for_me"
    I_HELPED = "i_helped"
    FRIENDSHIP = "friendship"
    NOTHING_YET = "nothing_yet"

    @property
    def words(self) -> str:
        """What the window says."""
        return _OUTCOME_WORDS[self]


_OUTCOME_WORDS = {
    OutcomeKind.INSIDE_INFORMATION: "Inside information",
    OutcomeKind.SEARCH_ADVICE: "Job-search advice",
    OutcomeKind.RESUME_FEEDBACK: "Résumé or portfolio feedback",
    OutcomeKind.REFERRAL: "Names to contact",
    OutcomeKind.CAREER_ADVICE: "Advice on advancing",
    OutcomeKind.TREND: "Trends in the field",
    OutcomeKind.FOLLOW_UP_INTERVIEW: "Follow-up interview",
    OutcomeKind.JOB_OFFER: "Job offer",
    OutcomeKind.INTRODUCTION: "Introduction made",
    OutcomeKind.UNPOSTED_LEAD: "Lead to an unposted opening",
    OutcomeKind.POSTED_LEAD: "Lead to a posted opening",
    OutcomeKind.INVITED_TO_APPLY: "Invited to apply",
    OutcomeKind.APPLICATION_SUPPORTED: "Application supported",
    OutcomeKind.VISIT: "Visit or shadowing",
    OutcomeKind.INTERNSHIP: "Internship or volunteer place",
    OutcomeKind.PROJECT: "Project to try",
    OutcomeKind.MENTOR: "Mentor gained",
    OutcomeKind.EVENT: "Event or group recommended",
    OutcomeKind.SOURCE: "Reading or source recommended",
    OutcomeKind.NOT_FOR_ME: "Reality check: not for me",
    OutcomeKind.I_HELPED: "I helped them",
    OutcomeKind.FRIENDSHIP: "Friendship or collegial tie",
    OutcomeKind.NOTHING_YET: "Nothing yet",
}


ADVICE = frozenset(
    {
        OutcomeKind.SEARCH_ADVICE,
        OutcomeKind.RESUME_FEEDBACK,
        OutcomeKind.CAREER_ADVICE,
        OutcomeKind.PROJECT,
        OutcomeKind.EVENT,
        OutcomeKind.SOURCE,
    }
)
"""Outcomes that can be acted upon, and of which somebody likes to hear what came (rule F13)."""


@frozen
class OutcomeDraft:
    """What came of an interaction or an interview; one of the two ids is given, tidied as it is made."""

    contact_id: int
    kind: OutcomeKind
    came_on: date
    note: str | None = None
    interaction_id: int | None = None
    interview_id: int | None = None

    def __post_init__(self) -> None:
        tidy(self, texts=("note",))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if self.interaction_id is None and self.interview_id is None:
            found.append(FieldProblem("interview_id", "Choose the talk this came from."))
        return tuple(found + too_long(self, texts=("note",)))


def first_introducers(introductions: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Who introduced whom first, by the id of the one introduced; introductions are (from, to), earliest first.

    Nobody is introduced by somebody they led to themselves: an introduction back to a person who was there before is
    kept as a record and leads no way. Whatever is recorded, nobody stands behind themselves.

    >>> first_introducers([(1, 2), (2, 3), (3, 1), (4, 3)])
    {2: 1, 3: 2}
    """
    introducer: dict[int, int] = {}
    for giver, named in introductions:
        above: int | None = giver
        while above is not None and above != named:
            above = introducer.get(above)
        if named not in introducer and above is None:
            introducer[named] = giver
    return introducer


class IntroductionStatus(StrEnum):
    """How far an introduction has come, in order; a declined one has ended."""

    OFFERED = "offered"
    ASKED = "asked"
    MADE = "made"
    WRITTEN_TO = "written_to"
    MET = "met"
    THANKED = "thanked"
    DECLINED = "declined"

    @property
    def words(self) -> str:
        """What the window says."""
        return {
            IntroductionStatus.OFFERED: "Offered",
            IntroductionStatus.ASKED: "Asked for",
            IntroductionStatus.MADE: "Made",
            IntroductionStatus.WRITTEN_TO: "Written to",
            IntroductionStatus.MET: "Met",
            IntroductionStatus.THANKED: "Reported back",
            IntroductionStatus.DECLINED: "Declined",
        }[self]

    @property
    def is_made(self) -> bool:
        """True once the two were led to each other, whatever came of it."""
        return self not in (IntroductionStatus.OFFERED, IntroductionStatus.ASKED, IntroductionStatus.DECLINED)


@frozen
class IntroductionDraft:
    """Who leads the user to whom: to a contact or to an organization, one of the two.

    `words_used` is what the introducer said of it; `may_use_name` is None while they have not been asked.
    """

    from_contact_id: int
    to_contact_id: int | None = None
    to_organization_id: int | None = None
    status: IntroductionStatus = IntroductionStatus.OFFERED
    asked_on: date | None = None
    made_on: date | None = None
    may_use_name: bool | None = None
    words_used: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        tidy(self, texts=("words_used", "note"))

    def problems(self) -> tuple[FieldProblem, ...]:
        """What keeps this draft from being kept; empty if nothing does."""
        found = []
        if (self.to_contact_id is None) == (self.to_organization_id is None):
            found.append(FieldProblem("to_contact_id", "Choose the person or the organization it leads to."))
        if self.to_contact_id == self.from_contact_id:
            found.append(FieldProblem("to_contact_id", "Nobody introduces themselves: choose two people."))
        return tuple(found + too_long(self, texts=("words_used", "note")))
