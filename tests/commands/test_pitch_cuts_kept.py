"""Cuts, versions, notes and own words as they are kept, and taken back."""

from dataclasses import replace

import pytest

from builders import add_contact, add_interview
from insidescoop.commands.interviews import DeleteInterview
from insidescoop.commands.pitch_tellings import DeleteTelling, NoteTelling
from insidescoop.commands.pitch_words import ForgetWord, KeepPlainWords, LearnWord, SwitchCheck
from insidescoop.commands.pitches import AddPitch, DuplicatePitch, RestorePitchVersion, WritePitch
from insidescoop.domain.pitch.checks import Check
from insidescoop.domain.pitch.marks import Carried, Wording
from insidescoop.domain.pitch.pitches import PitchDraft, SentenceMark, TellingDraft
from insidescoop.domain.pitch.sections import as_one_text, in_sections
from insidescoop.domain.problems import Invalid, Missing
from insidescoop.queries.pitch_desk import pitch_draft, pitch_rows, spoken_pitch
from insidescoop.queries.pitch_versions import SITTING, pitch_versions, worth_listing
from insidescoop.queries.pitch_words import own_words, pitch_templates
from insidescoop.queries.prep_sheet import prep_sheet
from insidescoop.store.store import Store

IN_CUTS = PitchDraft(
    name="Archives",
    target_seconds=60,
    who_i_am="I'm Maya. I care about boxes that nobody has described.",
    what_i_ask="How did you begin?",
    marks=(
        SentenceMark("who_i_am", 0, Carried(0, (Wording(15, "Maya here."),))),
        SentenceMark("who_i_am", 1, Carried(60)),
        SentenceMark("what_i_ask", 0, Carried(30)),
    ),
)


@pytest.fixture
def pitch_id(store: Store) -> int:
    return int(store.do(AddPitch(IN_CUTS)).result)


def draft(store: Store, pitch_id: int) -> PitchDraft:
    with store.reading() as session:
        found = pitch_draft(session, pitch_id)
    assert found is not None
    return found


def texts(store: Store, pitch_id: int) -> list[str]:
    with store.reading() as session:
        return sorted(version.text for version in pitch_versions(session, pitch_id))


@pytest.mark.parametrize(("seconds", "listed"), [(15, [15]), (30, [30]), (60, [60]), (45, [60])])
def test_the_cuts_written_in_one_step_are_one_row_in_the_list(
    store: Store, pitch_id: int, seconds: int, listed: list[int]
) -> None:
    with store.reading() as session:
        rows = pitch_versions(session, pitch_id)

    assert len(rows) == 3
    assert [row.seconds for row in worth_listing(rows, seconds=seconds)] == listed


def test_a_cut_written_again_in_the_same_sitting_hides_no_other_cut(store: Store, pitch_id: int) -> None:
    with store.reading() as session:
        first = pitch_versions(session, pitch_id)
    thirty = next(row for row in first if row.seconds == 30)
    again = replace(thirty, id=99, text="Another.", written_at=thirty.written_at + SITTING / 2)

    listed = worth_listing((again, *first), seconds=30)

    assert [row.seconds for row in listed] == [30, 60]


def test_a_cut_that_was_rehearsed_is_listed_beside_the_one_of_its_step(store: Store, pitch_id: int) -> None:
    with store.reading() as session:
        rows = pitch_versions(session, pitch_id)
    rows = tuple(replace(row, rehearsals=int(row.seconds == 15)) for row in rows)

    assert {row.seconds for row in worth_listing(rows, seconds=30)} == {15, 30}


@pytest.mark.usefixtures("pitch_id")
def test_every_cut_tells_how_long_it_takes(store: Store) -> None:
    with store.reading() as session:
        (row,) = pitch_rows(session)

    assert (row.lengths, row.cut_seconds) == ((15, 30, 60), (1, 3, 6))


def test_a_pitch_comes_back_with_its_cuts(store: Store, pitch_id: int) -> None:
    kept = draft(store, pitch_id)

    assert kept == IN_CUTS
    assert [kept.cut(seconds) for seconds in kept.lengths] == [
        "Maya here.",
        "I'm Maya. How did you begin?",
        "I'm Maya. I care about boxes that nobody has described. How did you begin?",
    ]


def test_every_cut_is_a_version_that_can_be_rehearsed(store: Store, pitch_id: int) -> None:
    with store.reading() as session:
        spoken = [spoken_pitch(session, pitch_id, seconds=seconds) for seconds in (15, 30, 60, None)]
        versions = {version.id: (version.seconds, version.text) for version in pitch_versions(session, pitch_id)}

    assert all(each is not None and versions[each.version_id or 0][1] == each.text for each in spoken)
    assert [each.seconds for each in spoken if each] == [15, 30, 60, 60]
    assert sorted(seconds for seconds, _text in versions.values()) == [15, 30, 60]


def test_cuts_that_say_the_same_are_one_version(store: Store) -> None:
    pitch_id = store.do(AddPitch(PitchDraft(name="P", who_i_am="I'm Maya."))).result

    with store.reading() as session:
        versions = pitch_versions(session, pitch_id)
    assert [(version.seconds, version.text) for version in versions] == [(30, "I'm Maya.")]


def test_an_edit_flows_into_every_cut_and_undo_takes_text_and_marks_back(store: Store, pitch_id: int) -> None:
    edited = draft(store, pitch_id).rewritten("who_i_am", "Hello. I'm Maya. I care about boxes nobody has described.")
    store.do(WritePitch(pitch_id, edited))
    kept = draft(store, pitch_id)

    store.undo()

    assert kept.cut(15) == "Hello. Maya here."
    assert kept.cut(30) == "Hello. I'm Maya. How did you begin?"
    assert draft(store, pitch_id) == IN_CUTS


def test_a_version_comes_back_with_its_sections_and_cuts(store: Store, pitch_id: int) -> None:
    with store.reading() as session:
        version = spoken_pitch(session, pitch_id, seconds=30)
    assert version is not None
    store.do(WritePitch(pitch_id, PitchDraft(name="Archives", target_seconds=60, who_i_am="Something else.")))

    store.do(RestorePitchVersion(version.version_id or 0))
    restored = draft(store, pitch_id)
    store.undo()

    assert restored == IN_CUTS
    assert draft(store, pitch_id).whole_text == "Something else."


def test_one_text_and_back_is_kept(store: Store, pitch_id: int) -> None:
    store.do(WritePitch(pitch_id, as_one_text(IN_CUTS)))
    one = draft(store, pitch_id)

    store.do(WritePitch(pitch_id, in_sections(one)))

    assert one.is_one_text
    assert one.cut(15) == "Maya here."
    assert draft(store, pitch_id) == IN_CUTS


def test_an_emptied_free_text_stays_a_free_text(store: Store, pitch_id: int) -> None:
    store.do(WritePitch(pitch_id, as_one_text(IN_CUTS).rewritten("free_text", None)))

    assert draft(store, pitch_id).is_one_text


def test_a_variant_has_the_same_sentences_for_somebody_else(store: Store, pitch_id: int) -> None:
    variant_id = store.do(DuplicatePitch(pitch_id, "Fair", "career fair")).result

    variant = draft(store, variant_id)
    assert (variant.name, variant.audience, variant.marks) == ("Fair", "career fair", IN_CUTS.marks)
    assert draft(store, pitch_id) == IN_CUTS
    with pytest.raises(Missing):
        store.do(DuplicatePitch(99, "Fair", None))


def test_what_was_said_to_whom_is_counted_with_what_came_of_it(store: Store, pitch_id: int) -> None:
    interview_id = add_interview(store, add_contact(store))
    with store.reading() as session:
        version_id = pitch_versions(session, pitch_id)[0].id
    store.do(NoteTelling(TellingDraft(version_id, "Said it at the desk; she laughed.")))
    telling_id = store.do(NoteTelling(TellingDraft(version_id, interview_id=interview_id))).result

    with store.reading() as session:
        before = next(row for row in pitch_versions(session, pitch_id) if row.id == version_id)
    store.do(DeleteInterview(interview_id))
    with store.reading() as session:
        after = next(row for row in pitch_versions(session, pitch_id) if row.id == version_id)
    store.do(DeleteTelling(telling_id))

    assert (len(before.tellings), before.talks, before.outcomes) == (2, 1, 0)
    assert before.tellings[1].interview == "Dana Okafor"
    assert (len(after.tellings), after.talks) == (2, 0)
    with pytest.raises(Invalid):
        store.do(NoteTelling(TellingDraft(version_id, " ")))
    with pytest.raises(Missing):
        store.do(DeleteTelling(telling_id))


def test_checks_are_switched_off_and_on_and_words_are_learned_and_forgotten(store: Store) -> None:
    for command in (
        SwitchCheck(Check.WORN, is_on=False), SwitchCheck(Check.WORN, is_on=False), LearnWord("Koha"),
        KeepPlainWords("MARC", "catalog records"), KeepPlainWords("MARC", "records"),
    ):  # fmt: skip
        store.do(command)
    with store.reading() as session:
        own = own_words(session)

    store.do(SwitchCheck(Check.WORN, is_on=True))
    store.do(ForgetWord("koha"))
    store.do(KeepPlainWords("MARC", " "))

    assert (own.silenced, own.known, own.plain_by_term) == (
        frozenset({Check.WORN}), frozenset({"koha"}), {"MARC": "records"}
    )  # fmt: skip
    with store.reading() as session:
        forgotten = own_words(session)
    assert not forgotten.silenced
    assert not forgotten.known
    assert not forgotten.plain_by_term


@pytest.mark.parametrize(("seconds", "text"), [(None, IN_CUTS.cut(60)), (15, "Maya here.")])
def test_the_sheet_opens_with_the_cut_that_was_chosen(
    store: Store, pitch_id: int, seconds: int | None, text: str
) -> None:
    interview_id = add_interview(store, add_contact(store), opening_pitch_id=pitch_id, opening_pitch_seconds=seconds)

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone="UTC")

    assert sheet is not None
    assert sheet.pitch is not None
    assert (sheet.pitch.text, sheet.pitch.target_seconds) == (text, seconds or 60)


def test_there_is_a_template_for_each_named_length() -> None:
    assert [(template.id, template.seconds) for template in pitch_templates()] == [
        ("pitch_15", 15), ("pitch_30", 30), ("pitch_60", 60)
    ]  # fmt: skip
