"""The rules, the days off and the notices as a user changes them."""

import re
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, at
from insidescoop.commands.follow_up_rules import KeepHoliday
from insidescoop.commands.interviews import MoveToStage, PlanInterview
from insidescoop.domain.follow_ups.holidays import HolidayDraft
from insidescoop.domain.follow_ups.rules import FollowUpRule, Unit
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.queries.follow_up_rules import holiday_rows, rules_in
from insidescoop.ui.preferences.follow_up_rules_panel import FollowUpRulesPanel
from insidescoop.ui.preferences.holidays_panel import HolidaysPanel
from insidescoop.ui.today.notices import NoticeBoard
from windows import Opened, button, fill, panel_of, press, set_by_hand, type_day


def rule(opened: Opened, rule_id: str) -> FollowUpRule:
    return next(each for each in opened.runner.read(rules_in) if each.rule_id == rule_id)


def row_of(dialog: FollowUpRulesPanel, rule_id: str) -> int:
    return next(n for n, row in enumerate(dialog._rows) if row.rule.rule_id == rule_id)


def asked(opened: Opened) -> None:
    results: list[int] = []
    opened.runner.do(PlanInterview(InterviewDraft((2,))), then=results.append)
    opened.finish()
    opened.runner.do(MoveToStage(results[0], Stage.ASKED))
    opened.finish()


@pytest.fixture
def rules(busy: Opened, qtbot: QtBot) -> FollowUpRulesPanel:
    asked(busy)
    busy.trigger("follow_up_rules")
    return panel_of(qtbot, busy, FollowUpRulesPanel)


def test_a_rule_is_switched_changed_and_put_back_by_keys(busy: Opened, rules: FollowUpRulesPanel, qtbot: QtBot) -> None:
    rules.table.setCurrentCell(row_of(rules, "F02"), 0)
    qtbot.keyClick(rules.table, Qt.Key.Key_Space)
    busy.finish()
    switched = rule(busy, "F02").is_on
    fill(qtbot, rules, "What to do ({name} stands for the person)", "Nudge {name}")
    qtbot.keyClick(rules.words.editor, Qt.Key.Key_Return)
    set_by_hand(rules.wait, 5)
    rules.commit()
    rules.unit.show_value(Unit.DAYS)
    rules.unit.chosen.emit(Unit.DAYS)
    busy.finish()
    changed = rule(busy, "F02")

    rules.back.click()
    busy.finish()

    assert not switched
    assert (changed.what, changed.count, changed.unit, changed.is_on) == ("Nudge {name}", 5, Unit.DAYS, False)
    assert rule(busy, "F02") == FollowUpRule(
        "F02", changed.trigger, 7, Unit.BUSINESS_DAYS, "Remind {name} once", leads_to=changed.leads_to
    )
    rules.window().close()


def test_what_is_on_the_list_is_counted_anew_only_when_asked_to(busy: Opened, rules: FollowUpRulesPanel) -> None:
    agrees = rules.recount.words.text()
    rules.table.setCurrentCell(row_of(rules, "F01"), 1)
    set_by_hand(rules.wait, 6)
    rules.commit()
    busy.finish()
    asks = rules.recount.words.text()

    rules.recount.button.click()
    busy.finish()

    assert agrees == rules.recount.words.text() == "What is on your list agrees with these rules."
    assert asks == "1 follow-up on your list would fall differently by these rules."
    assert not rules.recount.button.isEnabled()
    rules.window().close()


def test_what_is_being_typed_is_kept_when_the_box_closes(busy: Opened, rules: FollowUpRulesPanel, qtbot: QtBot) -> None:
    rules.table.setCurrentCell(row_of(rules, "F08"), 1)
    fill(qtbot, rules, "What to do ({name} stands for the person)", "Write a card to {name}")

    rules.window().close()
    busy.finish()

    assert rule(busy, "F08").what == "Write a card to {name}"


def test_a_rule_before_a_talk_counts_back(busy: Opened, rules: FollowUpRulesPanel) -> None:
    rules.table.setCurrentCell(row_of(rules, "F05"), 1)
    shown = rules.wait.value(), rules.wait.suffix()
    set_by_hand(rules.wait, 3)
    rules.commit()
    busy.finish()

    assert shown == (2, " before")
    assert rule(busy, "F05").count == -3
    rules.window().close()


def test_days_off_are_added_filled_in_and_removed(busy: Opened, qtbot: QtBot) -> None:
    busy.trigger("days_off")
    dialog = panel_of(qtbot, busy, HolidaysPanel)
    country = dialog.country.value()
    type_day(qtbot, dialog.day, "24 Dec")
    fill(qtbot, dialog, "Name", "Our own day")
    press(qtbot, Qt.Key.Key_Return)
    busy.finish()
    added = [row.draft for row in busy.runner.read(holiday_rows)]

    dialog.fill.click()
    busy.finish()
    filled = [row.draft.day for row in busy.runner.read(holiday_rows)]
    said = busy.said()
    dialog.days.setCurrentRow(0)
    dialog.remove.click()
    busy.finish()

    assert country == "US"
    assert re.fullmatch(r"Filled in \d+ public holidays for the United States", said)
    assert added == [HolidayDraft(date(2026, 12, 24), "Our own day")]
    assert {date(2026, 11, 26), date(2026, 12, 24), date(2027, 1, 1)} <= set(filled)
    assert [row.draft.day for row in busy.runner.read(holiday_rows)] == filled[1:]
    dialog.window().close()


def test_a_day_typed_but_not_added_is_added_when_the_days_off_are_closed(busy: Opened, qtbot: QtBot) -> None:
    before: list[HolidayDraft] = []
    for day, name, added in (
        (None, "", []),
        ("", "Family day", []),
        (None, "Family day", [HolidayDraft(date(2026, 11, 23), "Family day")]),
        ("24 Dec", "", [HolidayDraft(date(2026, 12, 24))]),
    ):
        busy.trigger("days_off")
        panel = panel_of(qtbot, busy, HolidaysPanel)
        if day is not None:
            type_day(qtbot, panel.day, day or " ")
        if name:
            fill(qtbot, panel, "Name", name)

        button(panel.window(), "Close").click()
        busy.finish()

        assert [row.draft for row in busy.runner.read(holiday_rows)] == before + added, (day, name)
        assert panel.isVisible() == (day == ""), (day, name)
        panel.window().done(0)
        before += added


def test_a_day_that_is_none_keeps_the_days_off_open_until_it_is_put_right_or_emptied(
    busy: Opened, qtbot: QtBot
) -> None:
    busy.trigger("days_off")
    panel = panel_of(qtbot, busy, HolidaysPanel)
    type_day(qtbot, panel.day, "31 Feb")

    button(panel.window(), "Close").click()
    stays, told = panel.isVisible(), panel.day.problem()
    panel.day.editor.selectAll()
    qtbot.keyClick(panel.day.editor, Qt.Key.Key_Delete)
    button(panel.window(), "Close").click()
    busy.finish()

    assert (stays, told) == (True, "There is no 31 Feb: the month has at most 29 days.")
    assert not panel.isVisible()
    assert busy.runner.read(holiday_rows) == ()


def test_a_day_off_moves_what_is_counted_in_working_days(busy: Opened) -> None:
    busy.runner.do(KeepHoliday(HolidayDraft(date(2026, 11, 26))))
    busy.finish()

    asked(busy)

    coming = [each.plan for each in busy.controller.today.day.entries if "second person" in each.plan.title]
    assert [plan.detail for plan in coming] == ["Bo Berg · in 4 days"] or coming[0].detail == "In 4 days"


class FakeTray:
    """A tray that writes down what it is to show."""

    def __init__(self, *, is_there: bool = True) -> None:
        self._is_there = is_there
        self.is_on = False
        self.shown: list[tuple[str, str]] = []

    def is_there(self) -> bool:
        return self._is_there

    def switch(self, is_on: bool) -> None:
        self.is_on = is_on

    def show(self, title: str, text: str) -> None:
        self.shown.append((title, text))


def _with_tray(opened: Opened, tray: FakeTray) -> None:
    opened.controller.today_controller.notices = NoticeBoard(tray, is_on=False)


def test_notices_are_off_until_chosen_and_then_come_once_also_after_sleep(
    busy: Opened, clock: SetClock, qtbot: QtBot
) -> None:
    tray = FakeTray()
    _with_tray(busy, tray)
    starts = at(MONDAY + timedelta(days=1)).instant
    today = busy.controller.today

    def look(now: datetime) -> list[tuple[str, str]]:
        clock.instant = now
        today.look_at_the_clock()
        return list(tray.shown)

    while_off = look(starts - timedelta(minutes=10))
    busy.trigger("follow_up_rules")
    dialog = panel_of(qtbot, busy, FollowUpRulesPanel)
    dialog.notices.click()
    dialog.window().close()
    chosen = [shown for shown in tray.shown if "Dana" in shown[0]]
    for minutes in (9, 8, -300):
        look(starts - timedelta(minutes=minutes))

    assert while_off == []
    assert chosen == [("Dana Okafor at 14:00", "Your talk begins in 10 minutes.")]
    assert [shown for shown in tray.shown if "Dana" in shown[0]] == chosen
    assert busy.window.state().is_giving_notices
    assert "talk 1" in busy.window.state().notices_given


def test_a_system_without_a_place_for_notices_is_told_in_a_sentence(busy: Opened, qtbot: QtBot) -> None:
    _with_tray(busy, FakeTray(is_there=False))

    busy.trigger("follow_up_rules")
    dialog = panel_of(qtbot, busy, FollowUpRulesPanel)

    assert not dialog.notices.isVisible()
    assert dialog.about_notices.text().startswith("This system has no place for notices")
    assert all(button.text() != "OK" for button in dialog.findChildren(QPushButton))
    dialog.window().close()
