"""The sample's store: filled once, made anew when its days have passed unused, and never once somebody wrote in it."""

from datetime import timedelta
from pathlib import Path

from builders import SetClock
from insidescoop.commands.contacts import AddContact, DeleteContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.queries.contact_parts import contact_count
from insidescoop.queries.interview_board import interview_page, next_interview_id
from insidescoop.queries.pitch_desk import pitch_rows
from insidescoop.queries.profile import profile
from insidescoop.queries.rehearsals import rehearsal_log, rehearsed_pitch_ids
from insidescoop.queries.search import found
from insidescoop.queries.soundness import soundness
from insidescoop.start import open_store
from insidescoop.store.store import Store


def _opened(folder: Path, clock: SetClock) -> Store:
    return open_store(folder, clock=clock, is_sample=True)


def _people(store: Store) -> int:
    with store.reading() as session:
        return contact_count(session)


def _hits(store: Store) -> list[tuple[str, str]]:
    with store.reading() as session:
        return sorted((hit.kind.value, hit.title) for hit in found(session, "okafor"))


def test_an_unused_sample_has_a_talk_ahead_on_any_later_day(folder: Path, clock: SetClock) -> None:
    first = _opened(folder, clock)
    before = (_people(first), _hits(first))
    first.close()
    clock.pass_days(40)

    store = _opened(folder, clock)

    with store.reading() as session:
        upcoming = next_interview_id(session, now=clock.now())
        faults = soundness(session).faults
    assert upcoming is not None
    assert (_people(store), _hits(store)) == before
    assert faults == ()
    assert store.history().undo is None
    store.close()


def test_a_sample_that_was_made_while_the_clock_was_wrong_is_made_anew(folder: Path, clock: SetClock) -> None:
    clock.pass_days(80 * 365)
    _opened(folder, clock).close()
    clock.pass_days(-80 * 365)

    store = _opened(folder, clock)

    with store.reading() as session:
        upcoming = next_interview_id(session, now=clock.now())
        page = interview_page(session, upcoming) if upcoming is not None else None
    assert page is not None
    assert page.draft.starts is not None
    assert page.draft.starts.local.date() == clock.today() + timedelta(days=1)
    store.close()


def test_a_sample_shows_runs_out_loud_a_badge_and_the_pace_they_teach(folder: Path, clock: SetClock) -> None:
    store = _opened(folder, clock)

    with store.reading() as session:
        pitches = {row.name: row.id for row in pitch_rows(session)}
        log = rehearsal_log(session, pitches["Archives"])
        rehearsed = rehearsed_pitch_ids(session)
        pace = profile(session).pace

    assert log is not None
    assert [run.is_inside for run in log.runs] == [True, True, True, False, False]
    assert all(run.held_at < clock.now() for run in log.runs)
    assert rehearsed == {pitches["Archives"]}
    assert pace == 140
    store.close()


def test_a_sample_that_somebody_wrote_in_stays_as_it_is(folder: Path, clock: SetClock) -> None:
    first = _opened(folder, clock)
    people = _people(first)
    first.do(AddContact(ContactDraft(given_name="Mine")))
    first.close()
    clock.pass_days(40)

    store = _opened(folder, clock)

    assert _people(store) == people + 1
    store.close()


def test_a_sample_whose_changes_were_taken_back_stays_too(folder: Path, clock: SetClock) -> None:
    first = _opened(folder, clock)
    first.do(DeleteContact(1))
    first.undo()
    first.close()
    clock.pass_days(40)

    store = _opened(folder, clock)

    assert store.history().redo is not None
    store.close()
