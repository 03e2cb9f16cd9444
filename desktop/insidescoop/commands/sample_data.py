"""Sample data: a job seeker's store as it might look after some months, made with the same commands a user has."""

import json
from dataclasses import field, replace
from datetime import time, timedelta
from typing import Any

from sqlalchemy import delete

from insidescoop.commands.contacts import AddContact
from insidescoop.commands.follow_up_engine import today_of
from insidescoop.commands.interactions import LogInteraction, RecordOutcome
from insidescoop.commands.interviews import EditInterview, MoveToStage, PlanCoreQuestions, PlanInterview
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.organizations import AddOrganization
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.profile import EditProfile
from insidescoop.commands.rehearsals import KeepRehearsal
from insidescoop.commands.talks import KeepAnswer
from insidescoop.domain.acquaintance import Channel, NameLeave, Relation, Role, Tie
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.interactions import (
    Direction,
    InteractionDraft,
    InteractionKind,
    IntroductionDraft,
    IntroductionStatus,
    OutcomeDraft,
    OutcomeKind,
)
from insidescoop.domain.interviews.interviews import Format, InterviewDraft, Stage
from insidescoop.domain.interviews.meeting import AskedState
from insidescoop.domain.moments import Moment
from insidescoop.domain.organizations import Advocacy, OrganizationDraft, OrganizationKind
from insidescoop.domain.pitch.marks import Carried, Wording
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark
from insidescoop.domain.profile import ProfileDraft
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft, spans_of_taps
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.domain.values import frozen
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.store.entities import (
    Contact,
    FollowUp,
    Interaction,
    Interview,
    Introduction,
    Organization,
    Outcome,
    Pitch,
)
from insidescoop.store.unit_of_work import UnitOfWork
from insidescoop.system.resources import resource_path

_WORDS: dict[str, Any] = {
    "relation": Relation, "role": Role, "tie": Tie, "preferred_channel": Channel, "name_leave": NameLeave,
}  # fmt: skip
_NOON, _EVENING = time(12), time(21)


def _terms(entry: dict[str, Any]) -> tuple[Term, ...]:
    return (
        *(Term(Vocabulary.SETTING, word) for word in (entry.get("setting"),) if word),
        *(Term(Vocabulary.FUNCTION, word) for word in entry.get("functions", [])),
        *(Term(Vocabulary.LEVEL, word) for word in (entry.get("level"),) if word),
        *(Term(Vocabulary.ASSOCIATION, word) for word in entry.get("associations", [])),
    )


@frozen
class FillWithSampleData:
    """Puts the people, talks and pitches of resources/sample_data.json in the place of all there are.

    Days in it count back from today.
    """

    label: str = "Fill with sample data"
    is_bulk: bool = field(default=True, init=False)

    def run(self, work: UnitOfWork) -> None:
        for entity in (Interview, Introduction, Outcome, Interaction, FollowUp, Contact, Organization, Pitch):
            work.session.execute(delete(entity))
        filling = _Filling(work, json.loads(resource_path("sample_data.json").read_text("utf-8")))
        filling.profile_and_pitches()
        filling.organizations()
        filling.people()
        filling.introductions()
        filling.timelines()
        filling.interviews()


class _Filling:
    """One run over the sample file; names stand for the ids they were given."""

    def __init__(self, work: UnitOfWork, data: dict[str, Any]) -> None:
        self._work = work
        self._data = data
        self._contacts: dict[str, int] = {}
        self._pitches: dict[str, int] = {}

    def _at(self, days_ago: int, clock: time = _NOON) -> UnitOfWork:
        return self._work.at(self._moment(days_ago, clock).instant)

    def _moment(self, days_ago: int, clock: time = _NOON) -> Moment:
        return Moment.at(today_of(self._work) - timedelta(days=days_ago), clock, zone=self._work.zone)

    def profile_and_pitches(self) -> None:
        EditProfile(ProfileDraft(**self._data["profile"])).run(self._work)
        for pitch in self._data["pitches"]:
            marks = tuple(
                SentenceMark(section, place, Carried(seconds, tuple(Wording(*each) for each in wordings)))
                for section, place, seconds, wordings in pitch.get("marks", [])
            )
            facts = {name: value for name, value in pitch.items() if name != "runs"}
            draft = PitchDraft(**{**facts, "marks": marks})
            pitch_id = self._pitches[pitch["name"]] = AddPitch(draft).run(self._at(20))
            for run in pitch.get("runs", []):
                self._run_out_loud(pitch_id, draft, run)

    def _run_out_loud(self, pitch_id: int, draft: PitchDraft, run: list[Any]) -> None:
        days_ago, milliseconds, taps, self_rating, note = run
        rehearsal = RehearsalDraft(
            pitch_id,
            draft.spoken_text,
            draft.target_seconds,
            milliseconds,
            kind=RunKind.TAPPED if taps else RunKind.TIMED,
            spans=spans_of_taps(taps),
            self_rating=self_rating,
            note=note,
        )
        KeepRehearsal(rehearsal).run(self._at(days_ago, _EVENING).without_label())

    def organizations(self) -> None:
        for entry in self._data["organizations"]:
            kind = OrganizationKind(entry["kind"])
            notes = "\n".join(entry.get("research", []))
            draft = OrganizationDraft(
                name=entry["name"],
                kind=kind,
                place=entry.get("place"),
                website=entry.get("website"),
                research_notes=notes,
                setting=entry.get("setting"),
                motivation=entry.get("motivation"),
                posting=entry.get("posting"),
                advocacy=Advocacy(entry["advocacy"]) if "advocacy" in entry else None,
            )
            AddOrganization(draft).run(self._work)

    def people(self) -> None:
        for entry in self._data["people"]:
            met = entry.get("met_days_ago")
            draft = ContactDraft(
                given_name=entry.get("given"),
                family_name=entry.get("family"),
                display_name=entry.get("display"),
                pronouns=entry.get("pronouns"),
                title=entry.get("title"),
                organization=entry.get("organization"),
                emails=tuple(Labelled(value, "work") for value in entry.get("emails", [])),
                phones=tuple(Labelled(value, "work") for value in entry.get("phones", [])),
                met_event=entry.get("met_event"),
                met_on=None if met is None else self._moment(met).local.date(),
                tags=tuple(entry.get("tags", [])),
                closeness=Closeness(entry.get("closeness", "not_yet")),
                is_family_first=entry.get("is_family_first", False),
                how_to_say=entry.get("how_to_say"),
                terms=_terms(entry),
                **{name: word(entry[name]) for name, word in _WORDS.items() if name in entry},
                notes=entry.get("notes"),
            )
            self._contacts[draft.shown_name] = AddContact(draft).run(self._at(met or 30))

    def introductions(self) -> None:
        for entry in self._data["introductions"]:
            made_on = self._moment(entry["days_ago"]).local.date()
            draft = IntroductionDraft(
                self._contacts[entry["from"]],
                self._contacts[entry["to"]],
                status=IntroductionStatus.MADE,
                made_on=made_on,
                may_use_name=entry.get("may_use_name"),
                note=entry.get("note"),
            )
            RecordIntroduction(draft).run(self._at(entry["days_ago"]))

    def timelines(self) -> None:
        for entry in self._data["timeline"]:
            draft = InteractionDraft(
                (self._contacts[entry["with"]],),
                InteractionKind(entry["kind"]),
                self._moment(entry["days_ago"]),
                Direction(entry.get("direction", "from_me")),
                summary=entry["summary"],
                notes=entry.get("notes"),
            )
            LogInteraction(draft).run(self._at(entry["days_ago"]))

    def interviews(self) -> None:
        for entry in self._data["interviews"]:
            self._interview(entry)

    def _interview(self, entry: dict[str, Any]) -> None:
        hour, minute = entry.get("clock", [14, 0])
        starts = None
        if "in_days" in entry:
            starts = self._moment(-entry["in_days"], time(hour, minute))
        draft = InterviewDraft(
            (self._contacts[entry["with"]],),
            purpose=entry["purpose"],
            format=Format(entry.get("format", "open")),
            minutes=entry.get("minutes", 20),
            place=entry.get("place"),
            opening_pitch_id=self._pitches[entry["pitch"]],
            research_notes="\n".join(entry.get("research", [])),
            logistics=entry.get("logistics"),
        )
        planned = entry["planned_days_ago"]
        interview_id = PlanInterview(draft).run(self._at(planned))
        PlanCoreQuestions(interview_id).run(self._at(planned))
        for stage, days_ago in entry.get("moves", []):
            if stage == Stage.SCHEDULED:
                EditInterview(interview_id, replace(draft, starts=starts)).run(self._at(days_ago))
            else:
                MoveToStage(interview_id, Stage(stage)).run(self._at(days_ago, _EVENING))
        self._answers(interview_id, entry)
        for outcome in entry.get("outcomes", []):
            came_on = self._moment(-entry["in_days"]).local.date()
            RecordOutcome(
                OutcomeDraft(
                    self._contacts[entry["with"]],
                    OutcomeKind(outcome["kind"]),
                    came_on,
                    note=outcome["note"],
                    interview_id=interview_id,
                )
            ).run(self._work)

    def _answers(self, interview_id: int, entry: dict[str, Any]) -> None:
        answers = entry.get("answers", [])
        questions = self._work.session.get_one(Interview, interview_id).questions
        for question, answer in zip(questions, answers, strict=False):
            KeepAnswer(question.id, answer, AskedState.ASKED, "1").run(self._work)
