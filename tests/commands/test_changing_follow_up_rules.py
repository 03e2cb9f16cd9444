"""What a user can change about the follow-up rules, the days off, and what is on the list."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from builders import MONDAY, a_contact, add_contact, at, open_test_store
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.follow_up_rules import (
    ChangeFollowUpRule,
    FillInHolidays,
    KeepHoliday,
    RecountFollowUps,
    RemoveHoliday,
    ResetFollowUpRules,
)
from insidescoop.commands.follow_ups import (
    AddFollowUp,
    DropFollowUp,
    EditFollowUp,
    SettleFollowUp,
    SnoozeFollowUp,
    TakeBackFollowUp,
)
from insidescoop.commands.interactions import LogInteraction
from insidescoop.commands.interviews import EditInterview
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.follow_ups.rules import Unit
from insidescoop.domain.interactions import (
    InteractionDraft,
    InteractionKind,
)
from insidescoop.domain.interviews.interviews import InterviewDraft
from insidescoop.domain.problems import Invalid
from insidescoop.queries.follow_up_rules import holiday_rows, recounted, rule_rows
from insidescoop.store.store import Store
from kept_follow_ups import asked, open_days, open_ids, rows, the

# What a user can change


def test_a_rule_is_changed_put_back_and_keeps_its_words_through_an_upgrade(store: Store, folder: Path) -> None:
    store.do(ChangeFollowUpRule("F02", is_on=False, count=5, unit=Unit.DAYS, what="Nudge {name}"))
    with store.reading() as session:
        changed = {row.rule.rule_id: row for row in rule_rows(session)}["F02"]
        session.connection().exec_driver_sql("UPDATE seed_version SET version = 0")
        session.commit()
    store.close()
    again = open_test_store(folder)
    with again.reading() as session:
        kept = {row.rule.rule_id: row for row in rule_rows(session)}["F02"]

    again.do(ResetFollowUpRules("F02"))

    with again.reading() as session:
        back = {row.rule.rule_id: row for row in rule_rows(session)}["F02"]
    again.close()
    assert kept == changed
    assert (kept.rule.what, kept.rule.count, kept.is_edited) == ("Nudge {name}", 5, True)
    assert (back.rule.what, back.rule.count, back.is_edited) == ("Remind {name} once", 7, False)


def test_a_changed_rule_leaves_what_is_on_the_list_until_it_is_counted_anew(store: Store) -> None:
    asked(store, add_contact(store))
    bo = add_contact(store, "Bo", "Berg")
    put_off = asked(store, bo)
    first = the(store, "F01")
    store.do(SnoozeFollowUp(the(store, "F02").id, date(2026, 12, 24)))
    store.do(ChangeFollowUpRule("F02", is_on=True, count=10, unit=Unit.BUSINESS_DAYS))
    store.do(ChangeFollowUpRule("F01", is_on=False, count=3, unit=Unit.BUSINESS_DAYS))
    before = open_days(store)

    with store.reading() as session:
        would = len(recounted(session))
    store.do(RecountFollowUps())

    days = open_days(store)
    assert would == 3
    assert before[("F01", first.contact_id)] == date(2026, 11, 26)
    assert days == {("F02", 1): date(2026, 12, 7), ("F02", bo): date(2026, 12, 24)} | {
        key: day for key, day in before.items() if key[0] == "F16"
    }
    assert put_off
    with store.reading() as session:
        assert recounted(session) == ()


def test_days_off_are_added_filled_in_and_removed(store: Store) -> None:
    store.do(KeepHoliday(HolidayDraft(date(2026, 12, 24), "Our own day")))

    store.do(FillInHolidays("US", None, (2026, 2027), "United States"))
    store.do(FillInHolidays("NL", None, (2026, 2027), "Netherlands"))
    said = store.history().undo
    with store.reading() as session:
        filled = holiday_rows(session)
    store.do(RemoveHoliday(filled[0].id))
    with store.reading() as session:
        left = holiday_rows(session)

    assert (said or "").endswith("public holidays for the Netherlands")
    assert {row.draft.source for row in filled} == {"NL", None}
    assert date(2026, 12, 24) in {row.draft.day for row in filled}
    assert left == filled[1:]
    with pytest.raises(Invalid, match="No public holidays"):
        store.do(FillInHolidays("XX", None, (2026,), "Nowhere"))


def test_words_and_day_of_ones_own_are_not_rewritten(store: Store) -> None:
    contact_id = add_contact(store, met_event="Fair", closeness=Closeness.WARM)
    row = the(store, "F14")
    store.do(EditFollowUp(row.id, MONDAY + timedelta(days=9), "Send the leaflet"))

    store.do(EditContact(contact_id, a_contact("Dina", met_event="Fair")))
    store.do(RecountFollowUps())

    kept = the(store, "F14")
    assert (kept.what, kept.due_on) == ("Send the leaflet", MONDAY + timedelta(days=9))
    with pytest.raises(Invalid, match="passed"):
        store.do(EditFollowUp(row.id, MONDAY - timedelta(days=1), "Send the leaflet"))
    with pytest.raises(Invalid, match="nothing to do"):
        store.do(EditFollowUp(row.id, MONDAY, "  "))


def test_what_is_done_or_dropped_can_be_taken_back_but_never_stands_twice(store: Store) -> None:
    contact_id = add_contact(store, met_event="Fair", closeness=Closeness.WARM)
    first = the(store, "F14").id
    store.do(DropFollowUp(first))

    store.do(TakeBackFollowUp(first))
    is_back = "F14" in open_ids(store)
    store.do(SettleFollowUp(the(store, "F16").id))
    old = the(store, "F16").id
    store.do(LogInteraction(InteractionDraft((contact_id,), InteractionKind.CALL, at(MONDAY, time(8)))))

    assert is_back
    with pytest.raises(Invalid, match="already"):
        store.do(TakeBackFollowUp(old))


def test_nothing_is_put_on_the_list_for_somebody_to_be_left_alone(store: Store) -> None:
    contact_id = add_contact(store, do_not_contact=True)

    with pytest.raises(Invalid, match="not to be contacted"):
        store.do(AddFollowUp(contact_id, MONDAY, "Write"))
    interview_id = asked(store, contact_id)
    store.do(EditInterview(interview_id, InterviewDraft((contact_id,), starts=at(MONDAY + timedelta(days=3)))))

    assert rows(store) == []
