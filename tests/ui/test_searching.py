"""Search boxes: Escape clears them and then leaves; what finds nothing says so where the list was, with a way out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from insidescoop.commands.pitches import AddPitch
from insidescoop.domain.contact_filters import Showing
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.queries.question_bank import Offered
from insidescoop.ui.search.action_palette import ActionPalette
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from insidescoop.ui.widgets.tree_items import leaves_of
from windows import Opened, box_of, fill, named, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def leaf(sample: Opened, words: str):  # type: ignore[no-untyped-def]
    leaves = leaves_of(sample.controller.contacts.filters.properties)
    return next(each for each in leaves if each.text(0).split() == words.split())


@pytest.fixture
def counted(sample: Opened) -> Opened:
    sample.finish()
    return sample


def test_escape_clears_the_search_for_contacts_and_then_goes_to_the_list(counted: Opened, qtbot: QtBot) -> None:
    people = counted.controller.contacts.people
    fill(qtbot, counted.controller.contacts, "Search contacts", "dana")
    counted.finish()
    found = people.table.row_count()

    press(qtbot, Qt.Key.Key_Escape)
    counted.finish()
    after_one = people.search.text(), people.table.row_count(), people.search.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)

    assert found < 28
    assert after_one == ("", 28, True)
    assert people.table.hasFocus()


def test_escape_clears_the_search_for_everything_and_then_goes_back_to_the_page(counted: Opened, qtbot: QtBot) -> None:
    search = counted.controller.search
    press(qtbot, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "dana")
    was_open = search.results.isVisible()

    press(qtbot, Qt.Key.Key_Escape)
    after_one = search.text(), search.results.isVisible(), search.hasFocus()
    press(qtbot, Qt.Key.Key_Escape)

    assert was_open
    assert after_one == ("", False, True)
    assert counted.controller.contacts.people.table.hasFocus()


def test_down_and_enter_lead_from_a_search_to_its_list(counted: Opened, qtbot: QtBot) -> None:
    contacts, interviews = counted.controller.contacts, counted.controller.interviews
    for name, action, page, records in (
        ("Search contacts", "show_contacts", contacts, contacts.people.table),
        ("Search organizations", "show_organizations", contacts, contacts.organizations.table),
        ("Search the question bank", "show_interviews", interviews, interviews.bank.tree),
    ):
        counted.trigger(action)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            fill(qtbot, page, name, "a")

            press(qtbot, key)

            assert records.hasFocus(), (name, key)


def test_the_arrows_choose_a_person_while_the_name_is_typed(counted: Opened, qtbot: QtBot) -> None:
    for action_id in ("add_follow_up", "plan_interview"):
        counted.window.activateWindow()
        counted.trigger(action_id)
        dialog = next(each for each in counted.window.findChildren(TypedDialog) if each.isVisible())
        people = named(dialog, "People", QListWidget)
        search = fill(qtbot, dialog, "Find a person", "a")
        first = people.currentRow()

        press(qtbot, Qt.Key.Key_Down)
        second = people.currentRow()
        press(qtbot, Qt.Key.Key_Up)

        assert (first, second, people.currentRow()) == (0, 1, 0), action_id
        assert len(people.selectedItems()) == 1, action_id
        assert search.hasFocus(), action_id
        dialog.done(0)


def test_a_result_names_where_it_was_found_in_the_words_of_the_page(counted: Opened, qtbot: QtBot) -> None:
    counted.runner.do(AddPitch(PitchDraft(name="Reception", what_i_can_do="I describe glass plates.")))
    counted.finish()

    press(qtbot, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(QApplication.focusWidget(), "glass plates")

    assert counted.controller.search.results.item(0).text() == (
        "Reception\nPitch, what I can do: I describe glass plates."
    )


@pytest.mark.parametrize("name", ["Search the question bank", "Search organizations"])
def test_escape_clears_the_search_of_other_lists_and_then_goes_to_the_list(
    counted: Opened, qtbot: QtBot, name: str
) -> None:
    if name == "Search organizations":
        counted.trigger("show_organizations")
        page, records = counted.controller.contacts, counted.controller.contacts.organizations.table
    else:
        counted.trigger("show_interviews")
        page, records = counted.controller.interviews, counted.controller.interviews.bank.tree
    field = fill(qtbot, page, name, "a")
    assert isinstance(field, QLineEdit)

    press(qtbot, Qt.Key.Key_Escape)
    after_one = field.text()
    press(qtbot, Qt.Key.Key_Escape)

    assert after_one == ""
    assert records.hasFocus()


NO_FILTER = "“-org:harbor” is not a filter. There are tag:, org:, place:, tier:, kind:, due:, never:, trash:."


def test_a_search_that_finds_no_contact_says_so_in_place_of_the_list(counted: Opened, qtbot: QtBot) -> None:
    people = counted.controller.contacts.people
    for ticks, typed, sentence, way_out in (
        (False, "zzz", "No contacts match “zzz”.", "Clear search"),
        (False, "-org:harbor", f"No contacts match “-org:harbor”.\n{NO_FILTER}", "Clear search"),
        (True, "zzz", "No contacts match “zzz” and the filters.", "Clear filters"),
    ):
        if ticks:
            leaf(counted, "archives 8").setCheckState(0, Qt.CheckState.Checked)
        fill(qtbot, counted.controller.contacts, "Search contacts", typed)
        counted.finish()
        said = people.found.sentence(), people.found.way_out.text(), people.table.isVisible()

        people.found.way_out.setFocus()
        press(qtbot, Qt.Key.Key_Return)
        counted.finish()

        assert said == (sentence, way_out, False), typed
        assert (people.found.sentence(), people.table.row_count()) == ("", 28), typed
        assert people.table.hasFocus(), typed


def test_an_empty_part_without_a_search_speaks_of_none(counted: Opened) -> None:
    contacts = counted.controller.contacts
    contacts.show_part(Showing.TRASH)
    said = contacts.people.found.sentence()

    contacts.people.found.way_out.click()
    counted.finish()

    assert said == "The trash is empty."
    assert contacts.people.table.row_count() == 28


def test_the_status_line_counts_the_contacts_shown(counted: Opened, qtbot: QtBot) -> None:
    def facts() -> str:
        return counted.window.status.facts.text().split(" · ")[1]

    everybody = facts()
    leaf(counted, "archives 8").setCheckState(0, Qt.CheckState.Checked)
    counted.finish()
    ticked = facts()
    fill(qtbot, counted.controller.contacts, "Search contacts", "zzz")
    counted.finish()
    none = facts()
    counted.controller.contacts.show_organizations(is_target=True)
    counted.finish()
    aside = facts()
    counted.trigger("clear_filters")
    counted.controller.contacts.show_part(Showing.TRASH)

    assert (everybody, ticked, none) == ("28 contacts", "8 of 28 contacts", "0 of 28 contacts")
    assert aside == "28 contacts"
    assert facts() == "0 in the trash"


def test_all_is_not_marked_while_a_filter_leaves_some_out_and_a_click_on_it_clears_the_filter(
    counted: Opened, qtbot: QtBot
) -> None:
    contacts = counted.controller.contacts
    parts = contacts.filters.parts
    before = [item.text() for item in parts.selectedItems()]
    leaf(counted, "archives 8").setCheckState(0, Qt.CheckState.Checked)
    fill(qtbot, contacts, "Search contacts", "a")
    counted.finish()
    narrowed = [item.text() for item in parts.selectedItems()]

    qtbot.mouseClick(parts.viewport(), Qt.MouseButton.LeftButton, pos=parts.visualItemRect(parts.item(0)).center())
    counted.finish()

    assert (before, narrowed) == (["All  28"], [])
    assert contacts.people.table.row_count() == 28
    assert [item.text() for item in parts.selectedItems()] == ["All  28"]


def test_the_bank_says_when_no_question_matches_and_finds_it_among_all(counted: Opened, qtbot: QtBot) -> None:
    counted.trigger("show_interviews")
    bank = counted.controller.interviews.bank
    everything = counted.controller.interviews.bank._question_by_id
    word = next(iter(everything.values())).text.split()[-1].strip("?")
    fill(qtbot, bank, "Search the question bank", "zzz")
    nowhere = bank.found.sentence(), bank.found.way_out.text()
    bank.found.way_out.click()
    cleared = bank.search.text(), bank.found.sentence()
    bank.show_offered(Offered.HIDDEN)
    fill(qtbot, bank, "Search the question bank", word)
    elsewhere = bank.found.sentence(), bank.found.way_out.text()

    bank.found.way_out.click()

    assert nowhere == ("No question matches “zzz”.", "Clear search")
    assert cleared == ("", "")
    assert elsewhere == (f"No question shown here matches “{word}”.", "Search all questions")
    assert (bank.search.text(), bank.found.sentence()) == (word, "")
    assert leaves_of(bank.tree)


def test_the_palette_says_when_no_action_matches_and_escape_clears_before_it_closes(
    counted: Opened, qtbot: QtBot
) -> None:
    press(qtbot, Qt.Key.Key_P, CONTROL | SHIFT)
    palette = box_of(qtbot, counted, ActionPalette)
    qtbot.keyClicks(palette.field, "zzz")
    said = palette.found.sentence(), palette.list.isVisible()

    press(qtbot, Qt.Key.Key_Escape)
    after_one = palette.isVisible(), palette.field.text(), palette.list.isVisible()
    press(qtbot, Qt.Key.Key_Escape)

    assert said == ("No action matches “zzz”.", False)
    assert after_one == (True, "", True)
    assert not palette.isVisible()


def test_a_search_for_organizations_that_finds_none_says_so(counted: Opened) -> None:
    counted.trigger("show_targets")
    counted.finish()
    organizations = counted.controller.contacts.organizations
    targets = organizations.table.row_count()
    named(organizations, "Search organizations", QLineEdit).setText("zzz")
    said = organizations.found.sentence(), organizations.counted.text()

    organizations.found.way_out.click()

    assert said == ("No targets match “zzz”.", f"0 of {targets} targets")
    assert (organizations.found.sentence(), organizations.table.row_count()) == ("", targets)
