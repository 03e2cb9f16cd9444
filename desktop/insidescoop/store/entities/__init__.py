"""Every entity, imported once, so that Base.metadata is whole."""

from insidescoop.store.entities.column_mapping import ColumnMapping
from insidescoop.store.entities.contact import (
    Contact,
    ContactEmail,
    ContactLink,
    ContactPhone,
    ContactPhoto,
    ContactTag,
    ContactTerm,
    DistinctPair,
)
from insidescoop.store.entities.follow_up import FollowUp, FollowUpRuleSetting, Holiday
from insidescoop.store.entities.interaction import Interaction, InteractionContact, Outcome
from insidescoop.store.entities.interview import Interview, InterviewContact, InterviewPromise, PlannedQuestion
from insidescoop.store.entities.introduction import Introduction
from insidescoop.store.entities.organization import DistinctOrganizations, Organization
from insidescoop.store.entities.pitch import (
    Pitch,
    PitchSentence,
    PitchTelling,
    PitchVersion,
    PitchWording,
    Rehearsal,
)
from insidescoop.store.entities.pitch_words import KnownWord, PlainWord, SilencedCheck
from insidescoop.store.entities.profile import THE_PROFILE, Profile, ProfileLink
from insidescoop.store.entities.question import Question
from insidescoop.store.entities.saved_list import SavedList
from insidescoop.store.entities.template import Template
from insidescoop.store.entities.vocabulary_term import VocabularyTerm

__all__ = [
    "THE_PROFILE",
    "ColumnMapping",
    "Contact",
    "ContactEmail",
    "ContactLink",
    "ContactPhone",
    "ContactPhoto",
    "ContactTag",
    "ContactTerm",
    "DistinctOrganizations",
    "DistinctPair",
    "FollowUp",
    "FollowUpRuleSetting",
    "Holiday",
    "Interaction",
    "InteractionContact",
    "Interview",
    "InterviewContact",
    "InterviewPromise",
    "Introduction",
    "KnownWord",
    "Organization",
    "Outcome",
    "Pitch",
    "PitchSentence",
    "PitchTelling",
    "PitchVersion",
    "PitchWording",
    "PlainWord",
    "PlannedQuestion",
    "Profile",
    "ProfileLink",
    "Question",
    "Rehearsal",
    "SavedList",
    "SilencedCheck",
    "Template",
    "VocabularyTerm",
]
