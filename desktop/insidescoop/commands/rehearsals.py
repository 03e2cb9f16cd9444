"""What a user can change about runs out loud; kept runs teach the user's own pace."""

from sqlalchemy import select, update

from insidescoop.domain.drafts import FieldProblem, insist
from insidescoop.domain.pitch.pitches import LONGEST_SECONDS
from insidescoop.domain.profile import FASTEST_PACE, SLOWEST_PACE
from insidescoop.domain.rehearsal.counting_runs import has_countable_words, why_not_counted
from insidescoop.domain.rehearsal.pace import learned_pace
from insidescoop.domain.rehearsal.rehearsals import (
    RehearsalDraft,
    is_even,
    script_of,
    spans_as_text,
    spans_of,
    words_said,
)
from insidescoop.domain.rehearsal.reports import RecordingReport, with_report
from insidescoop.domain.values import frozen
from insidescoop.store.entities import THE_PROFILE, Pitch, PitchVersion, Profile, Rehearsal
from insidescoop.store.unit_of_work import UnitOfWork

_RUNS_LOOKED_AT = 20


@frozen
class KeepRehearsal:
    """Keeps a run and returns its id; `sound` is the WAV file to keep with it, if there is one.

    A text that was never kept as a version of the pitch, such as a cut of it, becomes one.
    """

    draft: RehearsalDraft
    sound: bytes | None = None
    label: str = "Save rehearsal"

    def run(self, work: UnitOfWork) -> int:
        draft = self.draft
        insist(draft.problems())
        pitch = work.get(Pitch, draft.pitch_id)
        row = Rehearsal(
            pitch_id=pitch.id,
            pitch_version_id=_version_of(work, draft),
            held_at=work.now,
            target_seconds=draft.target_seconds,
            self_rating=draft.self_rating,
            note=draft.note,
            recording=work.recordings.keep(self.sound) if self.sound is not None else None,
        )
        _take_measures(row, draft)
        work.add(row)
        _learn_pace(work, f"Save rehearsal of “{pitch.name}”")
        return row.id


@frozen
class TakeReport:
    """Saves what the recording of a run told, where it was not listened to when the run ended."""

    rehearsal_id: int
    report: RecordingReport
    label: str = "Listen to recording"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Rehearsal, self.rehearsal_id)
        text = work.session.get_one(PitchVersion, row.pitch_version_id).text
        draft = RehearsalDraft(
            row.pitch_id, text, row.target_seconds or LONGEST_SECONDS, row.milliseconds, words=row.words
        )  # fmt: skip
        _take_measures(row, with_report(draft, self.report))
        work.session.flush()
        _learn_pace(work, self.label)


@frozen
class CountWholeText:
    """Takes a run for one in which the whole text was said, as its speaker says, where no one marked the sentences."""

    rehearsal_id: int
    label: str = "Count the whole text as said"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Rehearsal, self.rehearsal_id)
        version = work.session.get_one(PitchVersion, row.pitch_version_id)
        row.words = script_of(version.text).words
        work.session.flush()
        _learn_pace(work, self.label)


@frozen
class UsePace:
    """Sets the user's own pace, in words a minute."""

    pace: int
    label: str = "Change pace"

    def run(self, work: UnitOfWork) -> None:
        if not SLOWEST_PACE <= self.pace <= FASTEST_PACE:
            insist((FieldProblem("pace", f"Choose from {SLOWEST_PACE} to {FASTEST_PACE} words a minute."),))
        profile = work.session.get_one(Profile, THE_PROFILE)
        work.set_undo_label(f"Use a pace of {self.pace} words a minute (was {profile.pace})")
        profile.pace = self.pace


@frozen
class MarkRehearsal:
    """Changes the mark and the note a run was given."""

    rehearsal_id: int
    self_rating: int | None
    note: str | None
    label: str = "Mark rehearsal"

    def run(self, work: UnitOfWork) -> None:
        row = work.get(Rehearsal, self.rehearsal_id)
        draft = RehearsalDraft(row.pitch_id, "-", 30, row.milliseconds, self_rating=self.self_rating, note=self.note)
        insist(draft.problems())
        row.self_rating = draft.self_rating
        row.note = draft.note


@frozen
class DeleteRehearsal:
    """Deletes a run; Undo brings it back, with its recording."""

    rehearsal_id: int
    label: str = "Delete rehearsal"

    def run(self, work: UnitOfWork) -> None:
        work.session.delete(work.get(Rehearsal, self.rehearsal_id))
        work.session.flush()
        _learn_pace(work, self.label)


@frozen
class DeleteRecording:
    """Parts a run from its recording; Undo brings them together again."""

    rehearsal_id: int
    label: str = "Delete recording"

    def run(self, work: UnitOfWork) -> None:
        work.get(Rehearsal, self.rehearsal_id).recording = None


@frozen
class DeleteAllRecordings:
    """Deletes every recording for good and returns how many; the runs stay. Undo does not bring sound back."""

    label: str = "Delete all recordings"

    def run(self, work: UnitOfWork) -> int:
        work.session.execute(update(Rehearsal).where(Rehearsal.recording.is_not(None)).values(recording=None))
        return work.recordings.remove_all()


def _take_measures(row: Rehearsal, draft: RehearsalDraft) -> None:
    row.kind = draft.kind
    row.milliseconds = draft.milliseconds
    row.words = words_said(script_of(draft.text), draft.spans) if draft.words is None else draft.words
    row.pauses = draft.pauses
    row.speaking_milliseconds = draft.speaking_milliseconds
    row.loudness = draft.loudness
    row.sentence_timings = spans_as_text(draft.spans) if draft.spans else None


def _version_of(work: UnitOfWork, draft: RehearsalDraft) -> int:
    same = (PitchVersion.pitch_id == draft.pitch_id, PitchVersion.text == draft.text)
    version_id = work.session.scalars(select(PitchVersion.id).where(*same).order_by(PitchVersion.id)).first()
    if version_id is None:
        version = PitchVersion(pitch_id=draft.pitch_id, text=draft.text, written_at=work.now)
        work.add(version)
        version_id = version.id
    return version_id


def _learn_pace(work: UnitOfWork, label: str) -> None:
    """Names the step, and says in its name what it changed about the user's own pace."""
    newest = work.session.execute(
        select(Rehearsal, PitchVersion.text)
        .join(PitchVersion, PitchVersion.id == Rehearsal.pitch_version_id)
        .order_by(Rehearsal.held_at.desc(), Rehearsal.id.desc())
        .limit(_RUNS_LOOKED_AT)
    )
    profile = work.session.get_one(Profile, THE_PROFILE)
    telling = [(run.words, run.milliseconds) for run, text in newest if _tells_pace(run, text)]
    pace = learned_pace(telling, present=profile.pace)
    if pace is None or pace == profile.pace:
        work.set_undo_label(label)
        return
    work.set_undo_label(f"{label}; your pace is now {pace} words a minute (was {profile.pace})")
    profile.pace = pace


def _tells_pace(run: Rehearsal, text: str) -> bool:
    script, spans = script_of(text), spans_of(run.sentence_timings)
    why_not = why_not_counted(
        script, kind=run.kind, milliseconds=run.milliseconds, words=run.words, spans=spans,
        speaking_milliseconds=run.speaking_milliseconds, loudness=run.loudness,
    )  # fmt: skip
    # A run in which one sentence hung says nothing of how the others are spoken.
    return why_not is None and has_countable_words(script) and is_even(script, spans)
