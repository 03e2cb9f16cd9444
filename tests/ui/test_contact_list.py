"""The list of contacts: narrowed, kept, sorted, laid out and worked on with keys."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock
from insidescoop.commands.bulk import DeleteContacts
from insidescoop.commands.contacts import AddContact, DeleteContact
from insidescoop.domain.contact_filters import Showing
from insidescoop.domain.contact_rows import ContactOrder
from insidescoop.domain.contacts import Closeness, ContactDraft
from insidescoop.queries.contact_list import Listing
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.contacts.bulk_dialogs import NameDialog
from insidescoop.ui.contacts.card import ContactCardView
from insidescoop.ui.contacts.columns_dialog import ColumnsDialog
from insidescoop.ui.contacts.forget_dialog import ForgetDialog
from insidescoop.ui.widgets.match_delegate import matched_spans
from insidescoop.ui.widgets.plain_text import PlainLabel
from insidescoop.ui.widgets.tree_items import branches_of, leaves_of
from windows import Opened, box_of, fill, open_window, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def leaf(sample: Opened, words: str):  # type: ignore[no-untyped-def]
    leaves = leaves_of(sample.controller.contacts.filters.properties)
    return next(each for each in leaves if each.text(0).split() == words.split())


def names(sample: Opened) -> list[str]:
    table = sample.controller.contacts.people.table
    return [table.model().index(row, 0).data() for row in range(table.row_count())]


def test_every_word_of_closeness_is_read_whole_beside_its_box(counted: Opened) -> None:
    tree = counted.controller.contacts.filters.properties

    for size in ((1024, 640), (1440, 900)):
        counted.window.resize(*size)
        counted.finish()

        for each in leaves_of(tree):
            if any(each.text(0).startswith(closeness.words) for closeness in Closeness):
                room = tree.visualItemRect(each)
                has_two_lines = room.height() >= 2 * tree.fontMetrics().lineSpacing()
                assert has_two_lines or tree.sizeHintForIndex(tree.indexFromItem(each)).width() <= room.width(), size


def test_what_is_ticked_with_space_and_what_is_typed_narrow_together(counted: Opened, qtbot: QtBot) -> None:
    tree = counted.controller.contacts.filters.properties
    tree.setFocus()
    tree.setCurrentItem(leaf(counted, "archives 8"))

    press(qtbot, Qt.Key.Key_Space)
    counted.finish()
    ticked = names(counted)
    fill(qtbot, counted.controller.contacts, "Search contacts", "place:harbor")
    counted.finish()

    assert len(ticked) == 8
    assert 0 < len(names(counted)) < 8
    assert set(names(counted)) < set(ticked)


def test_clearing_the_filters_shows_everybody_again(counted: Opened, qtbot: QtBot) -> None:
    everybody = names(counted)
    leaf(counted, "archives 8").setCheckState(0, Qt.CheckState.Checked)
    fill(qtbot, counted.controller.contacts, "Search contacts", "dana")

    press(qtbot, Qt.Key.Key_F, CONTROL | SHIFT)
    counted.finish()

    assert names(counted) == everybody
    assert counted.controller.contacts.people.search.text() == ""
    assert leaf(counted, "archives 8").checkState(0) == Qt.CheckState.Unchecked


def test_the_filters_of_the_trash_count_who_is_in_it_and_keep_what_is_ticked(opened: Opened) -> None:
    for given, tag in (("Ann", "archives"), ("Bo", "archives"), ("Cy", "maps")):
        opened.runner.do(AddContact(ContactDraft(given_name=given, tags=(tag,))))
    opened.runner.do(DeleteContact(3))
    opened.finish()
    filters = opened.controller.contacts.filters
    leaf(opened, "archives 2").setCheckState(0, Qt.CheckState.Checked)

    filters.parts.setCurrentRow(list(Showing).index(Showing.TRASH))
    opened.finish()

    shown = {" ".join(each.text(0).split()): each.checkState(0) for each in leaves_of(filters.properties)}
    assert shown == {
        "maps 1": Qt.CheckState.Unchecked,
        "archives 0": Qt.CheckState.Checked,
        "Not in touch yet 1": Qt.CheckState.Unchecked,
    }


def test_a_card_in_the_trash_is_only_read(opened: Opened) -> None:
    opened.runner.do(AddContact(ContactDraft(given_name="Ann", met_event="Fair", met_on=MONDAY)))
    opened.runner.do(AddContact(ContactDraft(given_name="Bo")))
    opened.runner.do(DeleteContacts((1, 2)))
    opened.finish()
    contacts = opened.controller.contacts

    contacts.go_to(1)
    opened.finish()
    with_history = _told_and_offered(contacts.card)
    contacts.go_to(2)
    opened.finish()
    without = _told_and_offered(contacts.card)

    assert "Met · Fair" in with_history[0]
    assert with_history[1] == {"Restore"}
    assert "Nothing was logged." in without[0]
    assert not any("Log what was said" in told for told in without[0])


def _told_and_offered(card: ContactCardView) -> tuple[set[str], set[str]]:
    """What a card says, and what its buttons in sight that can be pressed say."""
    labels = {label.text() for label in card.findChildren(PlainLabel) if label.isVisible()}
    buttons = card.findChildren(QPushButton)
    return labels, {each.text() for each in buttons if each.isVisible() and each.isEnabled() and each.text()}


def test_an_empty_search_shows_no_cross(counted: Opened, qtbot: QtBot) -> None:
    people = counted.controller.contacts.people
    cross = people.search.findChild(QToolButton)
    fill(qtbot, counted.controller.contacts, "Search contacts", "dana")
    qtbot.waitUntil(lambda: cross.property("opacity") == 1)

    counted.trigger("clear_filters")

    qtbot.waitUntil(lambda: cross.property("opacity") == 0)
    assert people.search.text() == ""


def test_a_list_is_kept_chosen_after_a_restart_renamed_and_deleted(
    counted: Opened, qtbot: QtBot, qapp: QApplication
) -> None:
    leaf(counted, "archives 8").setCheckState(0, Qt.CheckState.Checked)
    fill(qtbot, counted.controller.contacts, "Search contacts", "org:state")
    counted.finish()
    kept = names(counted)
    counted.trigger("keep_list")
    fill(qtbot, box_of(qtbot, counted, NameDialog), "Name of the list", "State <b>archives")
    press(qtbot, Qt.Key.Key_Return)
    counted.finish()
    at_once = counted.controller.contacts.filters.chosen_list()
    counted.window.close()

    again = open_window(qapp, counted.folder, SetClock(), is_sample=True)
    again.finish()
    parts = again.controller.contacts.filters.parts
    parts.setCurrentRow(parts.count() - 1)
    again.finish()
    chosen, text = names(again), parts.item(parts.count() - 1).text()
    again.trigger("rename_list")
    fill(qtbot, box_of(qtbot, again, NameDialog), "Name of the list", "Archivists")
    press(qtbot, Qt.Key.Key_Return)
    again.finish()
    renamed = parts.item(parts.count() - 1).text()
    again.trigger("delete_list")

    assert 0 < len(kept) < 8
    assert at_once is not None
    assert (at_once.name, at_once.people) == ("State <b>archives", len(kept))
    assert chosen == kept
    assert text == f"☰ State <b>archives  {len(kept)}"
    assert renamed == f"☰ Archivists  {len(kept)}"
    assert f"☰ Archivists  {len(kept)}" not in [parts.item(row).text() for row in range(parts.count())]
    again.close_for_good()


def test_columns_and_order_are_remembered(counted: Opened, qtbot: QtBot, qapp: QApplication) -> None:
    counted.trigger("choose_columns")
    dialog = box_of(qtbot, counted, ColumnsDialog)
    places = {dialog.columns.item(row).text(): row for row in range(dialog.columns.count())}
    dialog.columns.setFocus()
    dialog.columns.setCurrentRow(places["Phone"])
    press(qtbot, Qt.Key.Key_Space)
    dialog.order.show_value(ContactOrder.LAST_CONTACT)
    dialog.descending.click()
    dialog.accept()
    first = names(counted)[0]
    counted.window.close()

    again = open_window(qapp, counted.folder, SetClock(), is_sample=True)
    again.finish()
    people = again.controller.contacts.people

    assert "phone" in people.table.shown_keys()
    assert (people.order, people.descending) == (ContactOrder.LAST_CONTACT, True)
    assert names(again)[0] == first
    again.close_for_good()


def test_a_layout_that_makes_no_sense_is_passed_over(counted: Opened) -> None:
    people = counted.controller.contacts.people
    before = people.layout_text(counted.controller.contacts)

    for text in ("", "{}", "[1]", '{"columns": 4}', json.dumps({"columns": "x", "order": "no", "descending": 1})):
        people.restore_layout(text)

        assert people.layout_text(counted.controller.contacts) == before, text


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("Łukasz Łoś", ("lu",), [(0, 2)]),
        ("Straße 7", ("strass",), [(0, 5)]),
        ("Jose\u0301 Ángel", ("jose", "an"), [(0, 4), (6, 2)]),
        ("Dana", ("ana",), []),
        ("李小龍", ("李",), [(0, 1)]),
        ("<b>Dana", ("b", "dana"), [(1, 1), (3, 4)]),
        ("Dana", ("", ""), []),
    ],
)
def test_the_beginnings_that_match_are_marked(text: str, words: tuple[str, ...], spans: list[tuple[int, int]]) -> None:
    assert matched_spans(text, words) == spans


def test_a_match_is_seen_on_its_ground(counted: Opened, qtbot: QtBot) -> None:
    people = counted.controller.contacts.people
    colour = counted.theme.colour("match").rgb()

    def marked() -> int:
        picture = people.table.viewport().grab().toImage()
        return sum(picture.pixel(x, y) == colour for x in range(200) for y in range(40))

    before = marked()
    fill(qtbot, counted.controller.contacts, "Search contacts", "dana")
    counted.finish()

    assert before == 0
    assert marked() > 50


def test_no_name_of_a_tag_or_organization_is_read_as_markup(opened: Opened) -> None:
    hostile = "<img src=x>&amp; =1+1"
    opened.runner.do(AddContact(ContactDraft(given_name=hostile, tags=(hostile,), organization=hostile)))
    opened.finish()

    titles = [branch.text(0) for branch in branches_of(opened.controller.contacts.filters.properties)]
    assert titles == ["Tags", "Closeness"]
    assert leaf(opened, f"{hostile}  1") is not None
    assert names(opened) == [hostile]


def test_counts_of_a_store_that_has_changed_since_are_passed_over(counted: Opened) -> None:
    people = counted.controller.contacts.people
    times_changed = people.times_changed
    counted.runner.do(AddContact(ContactDraft(given_name="Aaron")))
    counted.finish()

    people.take_counts({order: Listing(1, None, order=order) for order in ContactOrder}, times_changed=times_changed)
    people.sort(ContactOrder.TITLE, descending=False)

    assert "Aaron" in names(counted)
    assert people.table.row_count() > 1


def test_the_column_of_names_says_what_it_is_sorted_by(counted: Opened) -> None:
    people = counted.controller.contacts.people

    def title() -> str:
        return str(people.table.model().headerData(0, Qt.Orientation.Horizontal))

    by_name = title()
    people.sort(ContactOrder.LAST_CONTACT, descending=True)

    assert (by_name, title()) == ("Name (by family)", "Name")


def test_whoever_was_shown_last_is_shown_after_a_restart(counted: Opened, qapp: QApplication) -> None:
    contacts = counted.controller.contacts
    contacts.people.table.choose_place(7)
    counted.finish()
    last = contacts.card.contact_id
    counted.window.close()

    again = open_window(qapp, counted.folder, SetClock(), is_sample=True)
    again.finish()

    assert again.controller.contacts.card.contact_id == last
    assert again.controller.contacts.people.table.selected_places() == [7]
    again.close_for_good()


@pytest.mark.parametrize("action", ["show_targets", "show_organizations"])
def test_organizations_have_no_filters_for_people_and_a_contact_is_added_to_the_open_one(
    counted: Opened, qtbot: QtBot, action: str
) -> None:
    contacts = counted.controller.contacts
    leaf(counted, "archives 8").setCheckState(0, Qt.CheckState.Checked)
    counted.trigger(action)
    counted.finish()
    filters = contacts.filters
    shown = [part.isVisibleTo(filters) for part in (filters.properties, filters.keep, filters.clear)]
    organization = contacts.organizations.view.name()
    contacts.add.click()
    box = box_of(qtbot, counted, AddContactDialog)
    box.box.setFocus()
    qtbot.keyClicks(box.box, "Ines Ferro")
    press(qtbot, Qt.Key.Key_Return)
    counted.finish()

    draft = contacts.card.shown_card.draft if contacts.card.shown_card is not None else ContactDraft()
    assert shown == [False] * 3
    assert organization
    assert (draft.given_name, draft.organization) == ("Ines", organization)
    contacts.clear_filters()
    assert filters.properties.isVisibleTo(filters)


def test_a_very_long_name_leaves_room_for_the_card_and_for_questions(opened: Opened, qtbot: QtBot) -> None:
    contacts = opened.controller.contacts
    opened.runner.do(AddContact(ContactDraft(given_name=("Wilhelmina " * 20).strip(), family_name="Ω" * 200)))
    opened.finish()
    contacts.people.table.choose_place(0)
    opened.finish()

    name = contacts.card.name
    opened.trigger("forget_contact")
    box = box_of(qtbot, opened, ForgetDialog)

    assert len(name.text()) <= 90
    assert "Ω" * 200 in name.toolTip()
    assert "Ω" * 200 in name.accessibleName()
    assert name.height() < 4 * name.fontMetrics().lineSpacing()
    assert box.height() < 400
    box.reject()
