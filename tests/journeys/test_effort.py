"""What the effort has led to, by keyboard alone: looked at, looked behind, printed; and the goals beside it."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import a_contact
from insidescoop.commands.contacts import AddContact, DeleteContact
from insidescoop.commands.interviews import MoveToStage, PlanInterview
from insidescoop.domain.effort.counts import Deed
from insidescoop.domain.effort.figures import step_figures, week_figures
from insidescoop.domain.effort.goals import Goals
from insidescoop.domain.interviews.interviews import InterviewDraft, Stage
from insidescoop.queries.goals import goals
from insidescoop.ui.effort.window import EffortWindow
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.paper_preview import PaperPreview
from insidescoop.ui.preferences.goals_dialog import GoalsDialog
from insidescoop.ui.preferences.research_page import ResearchPage
from windows import Opened, Widget, box_of, button, press

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def _effort(opened: Opened, qtbot: QtBot) -> EffortWindow:
    press(qtbot, Qt.Key.Key_5, CONTROL)
    opened.finish()
    return box_of(qtbot, opened, EffortWindow)


def _shown(kind: type[Widget], qtbot: QtBot) -> Widget:
    """The box of a kind that has the keys."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind))
    found = QApplication.activeWindow()
    assert isinstance(found, kind)
    return found


def _lines(window: EffortWindow) -> list[str]:
    people = window.people.people
    return [people.item(place).text() for place in range(people.count())]


def test_the_keys_go_from_a_number_to_the_person_behind_it_and_back_again(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    plot = window.weeks.plots[Deed.TALK]
    assert plot.hasFocus()
    assert plot.accessibleDescription() == "Week of 23 Nov 2026: 0 interviews; goal: 1 interview in 4 weeks"

    press(qtbot, Qt.Key.Key_Left)
    told = plot.accessibleDescription()
    press(qtbot, Qt.Key.Key_Return)
    people = _lines(window)
    press(qtbot, Qt.Key.Key_Escape)
    is_back = plot.hasFocus()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    assert told == "Week of 16 Nov 2026: 1 interview; goal: 1 interview in 4 weeks"
    assert people == ["Rafael Levi"]
    assert is_back
    assert not window.isVisible()
    card = sample.controller.contacts.card
    assert card.shown_card.name == "Rafael Levi"
    assert _effort(sample, qtbot) is window
    assert _lines(window) == people


def test_every_step_can_be_looked_behind_with_the_arrows(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    assert window.effort is not None
    window.steps.plot.setFocus()

    for figure in step_figures(window.effort):
        assert window.steps.plot.accessibleDescription() == figure.words
        press(qtbot, Qt.Key.Key_Return)
        assert len(_lines(window)) == figure.tally.count
        assert figure.words in window.people.told.text()
        window.steps.plot.setFocus()
        press(qtbot, Qt.Key.Key_Down)


def test_tab_walks_through_every_plot_to_the_list_of_people(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    reached = []

    for _press in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName() or getattr(focused, "text", str)())
        press(qtbot, Qt.Key.Key_Tab)

    wanted = [
        "Interviews week by week", "Requests week by week", "Keep-in-touch notes week by week",
        "All messages week by week",
        "Where people stand", "Of those you asked", "Answers, by how you came to them", "Who led to whom",
        "Not told yet what came of it", "What came of it", "People behind the number", "Weeks shown",
    ]  # fmt: skip
    assert [name for name in reached if name in wanted][: len(wanted)] == wanted
    assert {"As &tables", "&Goals…", "&Report…", "With &names", "Close"} <= set(reached)
    assert window.isVisible()


def test_the_tables_say_the_same_and_lead_to_the_same_people(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)

    press(qtbot, Qt.Key.Key_T, ALT)
    qtbot.waitUntil(lambda: window.weeks.table is not None)
    table = window.weeks.table
    assert table is not None
    table.setFocus()
    table.setCurrentCell(10, 1)
    press(qtbot, Qt.Key.Key_Return)

    assert window.effort is not None
    assert table.isVisible()
    assert not window.steps.plot.isVisible()
    for column, figures in enumerate(week_figures(window.effort), start=1):
        told = [table.item(row, column).text() for row in range(table.rowCount())]
        assert told == [week.shown for week in figures.weeks]
    words = table.item(10, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Week of 16 Nov 2026: 1 interview; goal: 1 interview in 4 weeks"
    assert _lines(window) == ["Rafael Levi"]


def test_the_weeks_shown_are_chosen_with_the_keys(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    window.weeks_choice.box.setFocus()
    shown = [len(window.weeks.plots[Deed.TALK].bars)]

    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        press(qtbot, key)
        sample.finish()
        shown.append(len(window.weeks.plots[Deed.TALK].bars))
        assert window.weeks_choice.box.hasFocus()

    assert (shown[:3], shown[-1]) == ([12, 4, 12], 52)


def test_how_soon_somebody_answered_is_told_beside_the_name_on_the_screen(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    window.answers.plot.setFocus()

    press(qtbot, Qt.Key.Key_Return)

    assert _lines(window) == [
        "Dana Okafor · after 5 days",
        "Rafael Levi · after 6 days",
        "Hassan Karimi · after 5 days",
    ]
    assert not window.answers.note.isVisible()


def test_an_introduction_leads_to_the_person(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    tree = window.introductions.tree
    tree.setFocus()
    tree.setCurrentItem(tree.findItems("Grace", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)[0])

    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    assert sample.controller.contacts.card.shown_card.name == "Grace Thornton"


def test_an_empty_page_teaches_in_one_sentence_and_leads_to_the_first_talk(opened: Opened, qtbot: QtBot) -> None:
    window = _effort(opened, qtbot)
    assert window.empty.isVisible()
    assert not window.report.isEnabled()

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert not window.isVisible()
    box_of(qtbot, opened, PlanDialog).done(0)


def test_the_page_follows_what_is_done_and_taken_back(opened: Opened, qtbot: QtBot) -> None:
    window = _effort(opened, qtbot)

    opened.runner.do(AddContact(a_contact()))
    opened.runner.do(PlanInterview(InterviewDraft((1,))))
    opened.runner.do(MoveToStage(1, Stage.ASKED))
    opened.finish()
    asked = window.told[0].text()
    opened.runner.do(DeleteContact(1))
    opened.finish()
    is_empty = window.empty.isVisible()
    opened.runner.undo()
    opened.finish()

    assert asked == "You asked 1 person in the last four weeks; no answer has come yet."
    assert is_empty
    assert window.told[0].text() == asked


def test_a_page_left_open_over_midnight_on_sunday_begins_another_week(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    sample_clock = window._context.clock

    sample_clock.pass_days(7)  # type: ignore[attr-defined]
    _effort(sample, qtbot)

    assert window.weeks.plots[Deed.TALK].bars[-1].label == "30 Nov"


def test_goals_are_set_with_keys_and_show_on_the_page(sample: Opened, qtbot: QtBot) -> None:
    window = _effort(sample, qtbot)
    spy = QSignalSpy(window.shown)

    press(qtbot, Qt.Key.Key_G, ALT)
    dialog = _shown(GoalsDialog, qtbot)
    dialog.situation.box.setFocus()
    press(qtbot, Qt.Key.Key_Down)
    sample.finish()
    preset = sample.runner.read(goals)
    qtbot.mouseClick(button(dialog, "What research says…"), Qt.MouseButton.LeftButton)
    _shown(ResearchPage, qtbot).accept()
    # A window manager gives the keys back when a box closes; here there is none.
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    number = dialog.numbers["requests"]
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "7")
    press(qtbot, Qt.Key.Key_Escape)
    sample.finish()

    assert preset == Goals(5, 2, 1, 1)
    assert sample.runner.read(goals) == Goals(7, 2, 1, 1)
    assert dialog.situation.value() is None
    assert window.weeks._goals[Deed.REQUEST].text() == "- -  goal: 7 a week"
    assert spy.count() >= 2


def test_the_report_is_seen_and_saved_without_names_unless_they_are_wanted(
    sample: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    window = _effort(sample, qtbot)
    texts = []

    for with_names in (False, True):
        window.with_names.setChecked(with_names)
        press(qtbot, Qt.Key.Key_P, CONTROL)
        sample.finish()
        preview = _shown(PaperPreview, qtbot)
        target = tmp_path / f"{with_names}.pdf"
        preview.save_to(target)
        texts.append("\n".join(page.extract_text() for page in PdfReader(target).pages))
        preview.accept()
        # A window manager gives the keys back when a box closes; here there is none.
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    assert "Prof. Aiko Ito" not in texts[0]
    assert "Prof. Aiko Ito" in texts[1]
    assert all("What the effort has led to" in text for text in texts)
    assert sample.said().startswith("Saved ")


def test_what_research_says_is_read_offline_from_the_help_menu(sample: Opened, qtbot: QtBot) -> None:
    sample.trigger("show_research")

    page = _shown(ResearchPage, qtbot)
    assert page.text.hasFocus()
    text = page.text.toPlainText()
    assert "You will often read that nearly all jobs are hidden." in text
    assert "Sources" in text
    press(qtbot, Qt.Key.Key_Escape)
    assert not page.isVisible()
