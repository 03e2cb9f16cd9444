"""How the user and a person stand to each other: relation, role, tie, and how the person answers (domain section 2)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from insidescoop.domain.interactions import Direction, InteractionKind
from insidescoop.domain.moments import add_business_days
from insidescoop.domain.values import frozen

DORMANT_AFTER = timedelta(days=3 * 365)
"""A tie without a talk for three years is dormant: the span of the study of Levin, Walter and Murnighan."""

QUICK_BUSINESS_DAYS = 3
"""Somebody who answers within three business days answers quickly (the "3" of Dalton's 3B7)."""

SILENT_BUSINESS_DAYS = 7
"""A message without an answer for seven business days counts as unanswered (the "7" of Dalton's 3B7)."""


class Relation(StrEnum):
    """Where the user knows a person from."""

    FRIEND_OR_FAMILY = "friend_family"
    COLLEAGUE = "colleague"
    FORMER_COLLEAGUE = "former_colleague"
    CLASSMATE = "classmate"
    FACULTY = "faculty"
    ALUM = "alum"
    ASSOCIATION = "association"
    EVENT = "event"
    REFERRED = "referred"
    STRANGER = "stranger"

    @property
    def words(self) -> str:
        """What the window says."""
        return {Relation.FRIEND_OR_FAMILY: "Friend or family", Relation.FORMER_COLLEAGUE: "Former colleague"}.get(
            self, self.value.capitalize()
        )


class Role(StrEnum):
    """What a person is for the user's search."""

    INFORMANT = "informant"
    REFERRER = "referrer"
    MENTOR = "mentor"
    HIRING_MANAGER = "hiring_manager"
    RECRUITER = "recruiter"
    PEER = "peer"
    REFERENCE = "reference"

    @property
    def words(self) -> str:
        """What the window says."""
        return self.value.replace("_", " ").capitalize()


class Tie(StrEnum):
    """How strong the tie is; `DORMANT` is found, never chosen."""

    STRONG = "strong"
    WEAK = "weak"
    DORMANT = "dormant"

    @property
    def words(self) -> str:
        """What the window says."""
        return self.value.capitalize()


class Channel(StrEnum):
    """How a person likes to be reached."""

    EMAIL = "email"
    CALL = "call"
    MESSAGE = "message"
    VIDEO = "video"
    IN_PERSON = "in_person"

    @property
    def words(self) -> str:
        """What the window says."""
        return {Channel.EMAIL: "E-mail", Channel.IN_PERSON: "In person"}.get(self, self.value.capitalize())


class NameLeave(StrEnum):
    """Whether the user may say a person's name to others."""

    YES = "yes"
    NO = "no"
    ASK = "ask"

    @property
    def words(self) -> str:
        """What the window says."""
        return {NameLeave.YES: "Yes", NameLeave.NO: "No", NameLeave.ASK: "Ask first"}[self]


class ReplyPattern(StrEnum):
    """How a person answers: private, never printed, never in an export meant for sharing."""

    QUICK = "quick"
    SLOW = "slow"
    SILENT = "silent"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """What the window says, in neutral words."""
        return {
            ReplyPattern.QUICK: "Answers within three working days",
            ReplyPattern.SLOW: "Takes longer, or a reminder",
            ReplyPattern.SILENT: "Has not answered yet",
            ReplyPattern.UNKNOWN: "Not known yet",
        }[self]


@frozen
class Word:
    """One message between the user and a person, as far as answering goes: the day, how, and who sent it."""

    day: date
    kind: InteractionKind
    direction: Direction


_ANSWERABLE = frozenset({InteractionKind.EMAIL, InteractionKind.CALL, InteractionKind.MESSAGE})


def tie_now(own: Tie | None, *, last_contact: date | None, today: date) -> Tie | None:
    """The tie as it stands: dormant after three years without a word, else what the user chose, None for nothing."""
    if last_contact is not None and today - last_contact >= DORMANT_AFTER:
        return Tie.DORMANT
    return own


def reply_pattern(words: Sequence[Word], *, today: date, work_days: frozenset[int]) -> ReplyPattern:
    """How a person answers, from what passed between them and the user, in any order.

    A message of the user's waits for the next word from the other side. The latest that was answered decides, unless
    a later one has been without an answer for seven business days.
    """
    asked: date | None = None
    reminders = 0
    pattern = ReplyPattern.UNKNOWN
    for word in sorted(words, key=lambda word: word.day):
        if word.direction is Direction.FROM_ME and word.kind in _ANSWERABLE:
            reminders = 0 if asked is None else reminders + 1
            asked = asked or word.day
        elif word.direction is not Direction.FROM_ME and word.kind.is_contact and asked is not None:
            in_time = word.day <= add_business_days(asked, QUICK_BUSINESS_DAYS, work_days=work_days)
            pattern = ReplyPattern.QUICK if in_time and not reminders else ReplyPattern.SLOW
            asked, reminders = None, 0
    if asked is not None and today > add_business_days(asked, SILENT_BUSINESS_DAYS, work_days=work_days):
        return ReplyPattern.SILENT
    return pattern
