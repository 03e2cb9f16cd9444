"""Runs out loud: kept, marked, deleted and brought back, with what they teach and the sound that goes with them."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.forgetting import ForgetContact
from insidescoop.commands.pitches import AddPitch, DeletePitch, WritePitch
from insidescoop.commands.rehearsals import (
    CountWholeText,
    DeleteAllRecordings,
    DeleteRecording,
    DeleteRehearsal,
    KeepRehearsal,
    MarkRehearsal,
    UsePace,
)
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft, Span
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.queries.pitch_desk import pitch_page
from insidescoop.queries.profile import profile
from insidescoop.queries.rehearsals import RehearsalLog, last_runs, rehearsal_log, rehearsed_pitch_ids
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE

TEXT = "word " * 59 + "end."
SOUND = b"RIFF a sound of its own"


@pytest.fixture
def pitch_id(store: Store) -> int:
    added: int = store.do(AddPitch(PitchDraft(name="Long", who_i_am=TEXT))).result
    return added


def run(pitch_id: int, milliseconds: int = 28_000, **facts: object) -> RehearsalDraft:
    given = {"text": TEXT, "target_seconds": 30, **facts}
    return RehearsalDraft(pitch_id, milliseconds=milliseconds, **given)  # type: ignore[arg-type]


def keep(store: Store, draft: RehearsalDraft, sound: bytes | None = None) -> int:
    kept: int = store.do(KeepRehearsal(draft, sound)).result
    return kept


def log(store: Store, pitch_id: int) -> RehearsalLog:
    with store.reading() as session:
        found = rehearsal_log(session, pitch_id)
    assert found is not None
    return found


def badges(store: Store) -> frozenset[int]:
    with store.reading() as session:
        return rehearsed_pitch_ids(session)


def pace(store: Store) -> int:
    with store.reading() as session:
        return profile(session).pace


def sounds(folder: Path) -> list[Path]:
    return sorted((folder / "recordings").glob("*.wav"))


def test_a_run_is_kept_with_all_it_tells(store: Store, pitch_id: int) -> None:
    draft = run(
        pitch_id, kind=RunKind.TAPPED, spans=(Span(0, 28_000),), pauses=2, speaking_milliseconds=25_000, loudness=-213,
        self_rating=4, note=" Slower at the end ",
    )  # fmt: skip

    keep(store, draft)

    (kept,) = log(store, pitch_id).runs
    assert (kept.kind, kept.spans, kept.pauses, kept.loudness) == (RunKind.TAPPED, (Span(0, 28_000),), 2, -213)
    assert (kept.words, kept.pace, kept.note) == (60, 129, "Slower at the end")
    assert kept.held_at == SetClock().now()


def test_the_pace_is_learned_from_runs_of_ten_seconds_or_more_and_unlearned_with_them(
    store: Store, pitch_id: int
) -> None:
    keep(store, run(pitch_id, 30_000))
    slow = keep(store, run(pitch_id, 36_000))
    keep(store, run(pitch_id, 2_000))
    taught = pace(store)

    store.do(DeleteRehearsal(slow))

    assert (taught, pace(store)) == (110, 120)


def test_a_run_in_which_one_sentence_hung_is_kept_and_teaches_nothing(store: Store) -> None:
    text = "One two three four five six. Seven eight nine ten eleven twelve. What would you do with it?"
    pitch_id = store.do(AddPitch(PitchDraft(name="Three", who_i_am=text))).result
    store.do(UsePace(100))
    keep(store, run(pitch_id, 11_000, text=text, spans=(Span(0, 4_000), Span(4_000, 8_000), Span(8_000, 11_000))))
    before = pace(store)

    keep(store, run(pitch_id, 15_000, text=text, spans=(Span(0, 2_000), Span(2_000, 4_000), Span(4_000, 15_000))))

    assert (before, pace(store)) == (98, 98)
    assert len(log(store, pitch_id).runs) == 2


def test_one_undo_takes_back_a_run_and_what_it_taught(store: Store, pitch_id: int) -> None:
    keep(store, run(pitch_id, 30_000))

    store.undo()

    assert pace(store) == 140
    assert log(store, pitch_id).runs == ()


def test_sentences_left_out_do_not_make_the_speaker_quicker(store: Store) -> None:
    text = "One two three four five six. Seven eight nine ten eleven twelve."
    pitch_id = store.do(AddPitch(PitchDraft(name="Two", who_i_am=text))).result

    keep(store, run(pitch_id, 10_000, text=text, spans=(Span(0, 10_000), None)))

    (kept,) = log(store, pitch_id).runs
    assert kept.words == 6
    assert not kept.is_inside


def test_three_runs_inside_the_limit_give_the_badge(store: Store, pitch_id: int) -> None:
    for milliseconds in (29_000, 31_000, 30_000):
        keep(store, run(pitch_id, milliseconds))
    before = badges(store)

    keep(store, run(pitch_id, 27_000))

    assert before == frozenset()
    assert badges(store) == {pitch_id}
    assert log(store, pitch_id).is_rehearsed


def test_any_edit_of_the_text_takes_the_badge_and_the_old_text_brings_it_back(store: Store, pitch_id: int) -> None:
    for _run in range(3):
        keep(store, run(pitch_id))

    store.do(WritePitch(pitch_id, PitchDraft(name="Long", who_i_am=TEXT + " More.")))
    edited = badges(store), log(store, pitch_id).counting
    store.do(WritePitch(pitch_id, PitchDraft(name="Longer", who_i_am=TEXT)))

    assert edited == (frozenset(), 0)
    assert badges(store) == {pitch_id}


def test_runs_held_against_a_longer_target_do_not_count_for_a_shorter_one(store: Store, pitch_id: int) -> None:
    for _run in range(3):
        keep(store, run(pitch_id, 28_000))

    store.do(WritePitch(pitch_id, PitchDraft(name="Long", who_i_am=TEXT, target_seconds=15)))

    assert badges(store) == frozenset()


def test_a_cut_that_was_no_version_becomes_one_and_is_no_run_of_the_whole(store: Store, pitch_id: int) -> None:
    for _run in range(3):
        keep(store, run(pitch_id, 12_000, text="A short cut of it all, said in fifteen seconds.", target_seconds=15))

    with store.reading() as session:
        page = pitch_page(session, pitch_id)
    assert page is not None
    assert page.version_count == 2
    assert badges(store) == frozenset()


def test_a_run_can_be_marked_deleted_and_brought_back(store: Store, pitch_id: int) -> None:
    run_id = keep(store, run(pitch_id))
    store.do(MarkRehearsal(run_id, 5, "Better"))
    store.do(DeleteRehearsal(run_id))

    store.undo()

    (kept,) = log(store, pitch_id).runs
    assert (kept.self_rating, kept.note) == (5, "Better")
    with pytest.raises(Invalid):
        store.do(MarkRehearsal(run_id, 9, None))


def test_runs_are_compared_with_those_before(store: Store, clock: SetClock, pitch_id: int) -> None:
    ids = []
    for milliseconds in (31_000, 32_000, 33_000, 34_000, 35_000):
        ids.append(keep(store, run(pitch_id, milliseconds)))
        clock.pass_days(1)

    with store.reading() as session:
        runs = last_runs(session, pitch_id, before=ids[-1])

    assert [each.milliseconds for each in runs] == [34_000, 33_000, 32_000]


def test_what_is_gone_is_told(store: Store, pitch_id: int) -> None:
    store.do(DeletePitch(pitch_id))

    with pytest.raises(Missing):
        keep(store, run(pitch_id))
    with pytest.raises(Missing):
        store.do(DeleteRehearsal(99))


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": RunKind.RECORDED},
        {"kind": RunKind.RECORDED, "words": 0, "pauses": 0, "speaking_milliseconds": 0, "loudness": -1_200},
        {"kind": RunKind.RECORDED, "words": 0, "pauses": 1, "speaking_milliseconds": 20_000, "loudness": -200},
        {"words": 40},
        {"milliseconds": 11_000},
        {"milliseconds": 61_000, "target_seconds": 90},
    ],
    ids=["silent, as stored before", "silent", "another text", "stopped early", "too fast", "too slow"],
)
def test_runs_in_which_the_text_was_not_said_earn_nothing_and_teach_nothing(
    store: Store, pitch_id: int, facts: dict[str, object]
) -> None:
    for _run in range(3):
        keep(store, run(pitch_id, **facts))  # type: ignore[arg-type]
    after = keep(store, run(pitch_id, 28_000))

    with store.reading() as session:
        compared_with = last_runs(session, pitch_id, before=after)

    assert (badges(store), log(store, pitch_id).counting, compared_with) == (frozenset(), 1, ())
    assert pace(store) == 129
    assert all(each.why_not_counted is not None for each in log(store, pitch_id).runs[1:])


def test_a_pace_far_from_the_present_one_is_not_taken_and_the_step_says_nothing_of_it(
    store: Store, pitch_id: int
) -> None:
    done = store.do(KeepRehearsal(run(pitch_id, 20_000)))

    assert pace(store) == 140
    assert done.label == "Save rehearsal of “Long”"
    assert log(store, pitch_id).runs[0].proposed_pace(140) == 180


def test_a_pace_that_is_taken_is_named_in_the_step_with_what_it_was(store: Store, pitch_id: int) -> None:
    done = store.do(KeepRehearsal(run(pitch_id, 30_000)))

    assert done.label == "Save rehearsal of “Long”; your pace is now 120 words a minute (was 140)"


def test_a_chosen_pace_is_a_step_of_its_own(store: Store, pitch_id: int) -> None:
    keep(store, run(pitch_id, 20_000))
    done = store.do(UsePace(180))
    chosen = pace(store)

    store.undo()

    assert done.label == "Use a pace of 180 words a minute (was 140)"
    assert (chosen, pace(store), len(log(store, pitch_id).runs)) == (180, 140, 1)
    with pytest.raises(Invalid):
        store.do(UsePace(20))


def test_a_run_stopped_early_counts_once_its_speaker_says_that_all_was_said(store: Store, pitch_id: int) -> None:
    run_id = keep(store, run(pitch_id, 25_000, words=45))
    before = log(store, pitch_id).runs[0].is_open_question, pace(store)

    store.do(CountWholeText(run_id))

    assert before == (True, 140)
    assert (log(store, pitch_id).counting, pace(store)) == (1, 144)
    store.undo()
    assert (log(store, pitch_id).counting, pace(store)) == (0, 140)


# The sound


def test_a_recording_lies_beside_the_store_for_the_user_alone(store: Store, folder: Path, pitch_id: int) -> None:
    keep(store, run(pitch_id), SOUND)

    (sound,) = sounds(folder)
    assert sound.read_bytes() == SOUND
    assert stat.S_IMODE(sound.stat().st_mode) == 0o600
    assert stat.S_IMODE(sound.parent.stat().st_mode) == 0o700
    (kept,) = log(store, pitch_id).runs
    assert store.recordings.path_of(kept.recording) == sound


@pytest.mark.parametrize("name", [None, "", "../inside-scoop.sqlite3", "/etc/passwd", "a" * 40 + ".wav"])
def test_no_name_leads_out_of_the_folder(store: Store, name: str | None) -> None:
    assert store.recordings.path_of(name) is None


@pytest.mark.parametrize("command", [DeleteRehearsal, DeleteRecording], ids=lambda command: command.__name__)
def test_a_deleted_recording_comes_back_with_undo_also_after_a_restart(
    store: Store, folder: Path, pitch_id: int, command: type[DeleteRehearsal]
) -> None:
    run_id = keep(store, run(pitch_id), SOUND)
    store.do(command(run_id))
    store.close()

    reopened = open_test_store(folder)
    reopened.undo()

    (kept,) = log(reopened, pitch_id).runs
    assert reopened.recordings.path_of(kept.recording) is not None
    reopened.close()


def test_deleting_all_recordings_leaves_no_sound_and_every_run(store: Store, folder: Path, pitch_id: int) -> None:
    first = keep(store, run(pitch_id), SOUND)
    keep(store, run(pitch_id), SOUND + b"2")
    store.do(DeleteRehearsal(first))

    done = store.do(DeleteAllRecordings())

    assert done.result == 2
    assert sounds(folder) == []
    assert [each.recording for each in log(store, pitch_id).runs] == [None]
    store.undo()
    assert store.recordings.path_of(log(store, pitch_id).runs[0].recording) is None


def test_sound_that_nothing_names_any_more_is_gone_once_the_history_is(
    store: Store, folder: Path, pitch_id: int
) -> None:
    run_id = keep(store, run(pitch_id), SOUND)
    kept_too = keep(store, run(pitch_id), SOUND + b"2")
    store.do(DeleteRehearsal(run_id))
    person = add_contact(store)
    store.do(DeleteContact(person))

    store.do(ForgetContact(person))

    (sound,) = sounds(folder)
    assert sound.read_bytes() == SOUND + b"2"
    assert [each.id for each in log(store, pitch_id).runs] == [kept_too]


def _make_older(folder: Path, clock: SetClock, **age: float) -> None:
    """Gives every sound file, in use or set aside, an age by the clock of the test."""
    moment = (clock.now() - timedelta(**age)).timestamp()
    for sound in (folder / "recordings").rglob("*.wav"):
        os.utime(sound, (moment, moment))


def test_a_recording_that_no_run_names_is_set_aside_after_a_day_and_goes_after_a_month(
    store: Store, folder: Path, clock: SetClock
) -> None:
    store.recordings.keep(SOUND)
    store.close()
    lying, aside = [], []

    for age in ({"hours": 23}, {"hours": 25}, {"days": 29}, {"days": 31}):
        _make_older(folder, clock, **age)
        open_test_store(folder, clock).close()
        lying.append(len(sounds(folder)))
        aside.append(len(list((folder / "recordings" / ".unused").glob("*"))))

    assert lying == [1, 0, 0, 0]
    assert aside == [0, 1, 1, 0]


def test_a_newer_store_that_is_put_back_has_its_recordings_again(
    store: Store, folder: Path, clock: SetClock, pitch_id: int
) -> None:
    store.close()
    older = (folder / STORE_FILE).read_bytes()
    store = open_test_store(folder, clock)
    keep(store, run(pitch_id), SOUND)
    store.close()
    newer = (folder / STORE_FILE).read_bytes()
    _make_older(folder, clock, days=3)

    (folder / STORE_FILE).write_bytes(older)
    open_test_store(folder, clock).close()
    was_away = sounds(folder) == []
    (folder / STORE_FILE).write_bytes(newer)
    store = open_test_store(folder, clock)

    assert was_away
    (kept,) = log(store, pitch_id).runs
    assert store.recordings.path_of(kept.recording) is not None
    store.close()


def test_a_second_process_beside_another_sets_no_recording_aside(store: Store, folder: Path, clock: SetClock) -> None:
    store.recordings.keep(SOUND)
    _make_older(folder, clock, days=3)

    open_test_store(folder, clock).close()

    assert len(sounds(folder)) == 1


def test_the_recordings_are_counted(store: Store, pitch_id: int) -> None:
    for sound in (SOUND, SOUND, SOUND + b"2"):
        keep(store, run(pitch_id), sound)

    kept = store.recordings.kept()

    assert (kept.count, kept.size) == (2, 2 * len(SOUND) + 1)
