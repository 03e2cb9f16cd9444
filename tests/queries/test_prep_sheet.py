"""All that is printed for one interview, and nothing that must not be."""

from datetime import timedelta

import pytest

from builders import MONDAY, SetClock, a_sheet, add_contact, add_interview, at
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.interviews import PlanCoreQuestions, PlanQuestions
from insidescoop.commands.introductions import RecordIntroduction
from insidescoop.commands.organizations import EditOrganization
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.sent_letters import LogLetter
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.interactions import IntroductionDraft
from insidescoop.domain.letters.templates import TemplateKind
from insidescoop.domain.organizations import OrganizationDraft
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Missing, Problem
from insidescoop.domain.questions.questions import PlannedQuestionDraft
from insidescoop.outputs.prep_sheets import file_name_of, make_prep_sheet
from insidescoop.queries.interview_board import next_interview_id
from insidescoop.queries.prep_sheet import prep_sheet
from insidescoop.store.store import Store

TOMORROW = MONDAY + timedelta(days=1)


def test_the_sheet_holds_what_was_planned(store: Store) -> None:
    introducer = add_contact(store, "Aiko", "Ito")
    contact_id = add_contact(
        store, organization="Harbor", phones=(Labelled("+1 555 0134"),), met_event="Fair", notes="private: impatient"
    )
    store.do(RecordIntroduction(IntroductionDraft(introducer, contact_id, may_use_name=True)))
    store.do(EditOrganization(1, OrganizationDraft(name="Harbor", research_notes="- Serves many\n\n• Hires few")))
    pitch_id = store.do(AddPitch(PitchDraft(name="Hallway", target_seconds=15, who_i_am="I'm Maya."))).result
    interview_id = add_interview(
        store, contact_id, purpose="How it works", starts=at(TOMORROW), opening_pitch_id=pitch_id
    )
    store.do(PlanCoreQuestions(interview_id))

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone="Europe/Paris")

    assert sheet is not None
    assert (sheet.contact_name, sheet.organization_name, sheet.contact_phone) == (
        "Dana Okafor",
        "Harbor",
        "+1 555 0134",
    )
    assert sheet.starts_at is not None
    assert sheet.starts_at.isoformat() == "2026-11-24T14:00:00-05:00"
    assert sheet.own_zone_starts_at is not None
    assert sheet.own_zone_starts_at.isoformat() == "2026-11-24T20:00:00+01:00"
    assert sheet.organization_points == ("Serves many", "Hires few")
    assert sheet.person_points[0] == "Introduced by Aiko Ito (you may say so)"
    assert sheet.pitch is not None
    assert sheet.pitch.text == "I'm Maya."
    assert (len(sheet.must_ask), len(sheet.ask_too), len(sheet.if_time)) == (5, 2, 3)
    assert sum(question.minutes or 0 for question in sheet.questions) == 14
    assert [phase.minutes for phase in sheet.phases] == [2, 1, 14, 2, 1]
    assert "impatient" not in repr(sheet)


def test_sensitive_questions_come_last_and_are_never_a_must(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))
    with store.reading() as session:
        sensitive = session.connection().exec_driver_sql("SELECT id, text FROM question WHERE is_sensitive").all()
    drafts = (
        PlannedQuestionDraft(sensitive[0].text, 2, sensitive[0].id),
        PlannedQuestionDraft(sensitive[1].text, None, sensitive[1].id),
        *(PlannedQuestionDraft(f"Plain {n}?", 2) for n in range(6)),
        PlannedQuestionDraft("Without minutes?", None),
    )
    store.do(PlanQuestions(interview_id, drafts))

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone="UTC")

    assert sheet is not None
    assert [question.text for question in sheet.must_ask] == [f"Plain {n}?" for n in range(5)]
    assert [question.text for question in sheet.ask_too] == ["Plain 5?", sensitive[0].text]
    assert [question.text for question in sheet.if_time] == ["Without minutes?", sensitive[1].text]


def test_open_fields_block_the_sheet_with_their_list(store: Store) -> None:
    pitch_id = store.do(AddPitch(PitchDraft(name="Draft", who_i_am="I'm {name}, {role}."))).result
    interview_id = add_interview(store, add_contact(store), opening_pitch_id=pitch_id)

    with store.reading() as session, pytest.raises(Problem, match=r"\{name\}, \{role\}"):
        prep_sheet(session, interview_id, zone="UTC")


def test_a_sheet_without_time_or_questions_still_stands(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))

    with store.reading() as session:
        made = make_prep_sheet(session, interview_id, zone="UTC")

    assert made.pdf.startswith(b"%PDF")
    assert made.file_name == "Dana-Okafor.pdf"


def test_a_missing_interview_is_told(store: Store) -> None:
    with store.reading() as session, pytest.raises(Missing):
        make_prep_sheet(session, 99, zone="UTC")


def test_the_next_interview_is_the_one_that_is_on_or_comes_first(store: Store, clock: SetClock) -> None:
    contact_id = add_contact(store)
    add_interview(store, contact_id, starts=at(MONDAY - timedelta(days=1)))
    later = add_interview(store, contact_id, starts=at(TOMORROW + timedelta(days=1)))
    sooner = add_interview(store, contact_id, starts=at(TOMORROW))
    add_interview(store, contact_id)

    with store.reading() as session:
        assert next_interview_id(session, now=clock.now()) == sooner
        clock.pass_days(2)
        assert next_interview_id(session, now=clock.now()) == later


@pytest.mark.parametrize(
    ("name", "organization", "expected"),
    [
        ("Dana Okafor", "Harbor University", "2026-11-24_Dana-Okafor_Harbor-University.pdf"),
        ('../../etc: "x"', None, "2026-11-24_etc-x.pdf"),
        ("李明", "A/B\\C|D", "2026-11-24_李明_ABCD.pdf"),
        ("\u202eevil", None, "2026-11-24_evil.pdf"),
    ],
)
def test_the_file_name_is_safe_on_every_system(name: str, organization: str | None, expected: str) -> None:
    assert file_name_of(a_sheet(contact_name=name, organization_name=organization)) == expected


@pytest.mark.parametrize(("name", "expected"), [("Con", "prep-sheet-Con.pdf"), ("\ud800\x85", "prep-sheet.pdf")])
def test_a_name_that_no_file_can_have_makes_a_file_name_too(name: str, expected: str) -> None:
    assert file_name_of(a_sheet(contact_name=name, organization_name=None, starts_at=None)) == expected


def test_a_very_long_name_still_makes_a_file_name() -> None:
    made = file_name_of(a_sheet(contact_name="Ł" * 400))

    assert len(made.encode()) <= 120
    assert made.endswith(".pdf")


def test_the_next_talk_is_with_somebody_who_is_not_in_the_trash(store: Store, clock: SetClock) -> None:
    gone, there = add_contact(store), add_contact(store, "Bo", "Berg")
    add_interview(store, gone, starts=at(TOMORROW))
    later = add_interview(store, there, starts=at(TOMORROW + timedelta(days=1)))
    store.do(DeleteContact(gone))

    with store.reading() as session:
        assert next_interview_id(session, now=clock.now()) == later


def test_what_has_minutes_is_asked_and_the_users_own_questions_come_first_if_time_allows(store: Store) -> None:
    interview_id = add_interview(store, add_contact(store))
    with store.reading() as session:
        bank = session.connection().exec_driver_sql(
            "SELECT id, text FROM question WHERE NOT is_sensitive AND text NOT LIKE '%{%' ORDER BY id LIMIT 9"
        ).all()  # fmt: skip
    of_bank = [PlannedQuestionDraft(row.text, 2 if place in (0, 1, 2, 3, 4, 8) else None, row.id)
               for place, row in enumerate(bank)]  # fmt: skip
    store.do(PlanQuestions(interview_id, (*of_bank, PlannedQuestionDraft("My own, at the end?", None))))

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone="UTC")

    assert sheet is not None
    assert [question.text for question in sheet.must_ask] == [row.text for row in bank[:5]]
    assert [question.text for question in sheet.ask_too] == [bank[8].text]
    assert [question.text for question in sheet.if_time] == ["My own, at the end?", *(row.text for row in bank[5:8])]


@pytest.mark.parametrize("kind", [TemplateKind.CONFIRMATION, TemplateKind.OUTREACH, TemplateKind.KEEP_IN_TOUCH])
def test_the_words_of_ones_own_letter_are_no_points_on_the_person(store: Store, kind: TemplateKind) -> None:
    contact_id = add_contact(store)
    interview_id = add_interview(store, contact_id, research_notes="Two retire in May")
    store.do(LogLetter(kind, contact_id, "Our talk", "Dear Dana,\nI look forward to it.", interview_id))

    with store.reading() as session:
        sheet = prep_sheet(session, interview_id, zone="UTC")

    assert sheet is not None
    last, *others = sheet.person_points
    assert last.startswith("Last contact 23 Nov 2026: ")
    assert others == ["Two retire in May"]
