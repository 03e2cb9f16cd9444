"""Organizations by keyboard: the targets, a page of one, changed where it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from insidescoop.commands.organizations import AddOrganization
from insidescoop.domain.organizations import Advocacy, OrganizationDraft
from insidescoop.queries.organization_page import organization_page, target_rows
from insidescoop.ui.contacts.bulk_dialogs import NameDialog
from insidescoop.ui.contacts.organization_merge_dialog import OrganizationMergeDialog
from insidescoop.ui.search.action_palette import ActionPalette
from windows import Opened, box_of, fill, press

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(sample: Opened) -> list[str]:
    table = sample.controller.contacts.organizations.table
    return [table.model().index(row, 0).data() for row in range(table.row_count())]


def test_targets_stand_in_order_of_the_wish(sample: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_6, CONTROL)
    sample.finish()

    assert shown(sample) == [
        "Harbor University Library", "State Archives", "Northfield Museum of Industry", "Millbrook Public Library",
        "St. Anselm College",
    ]  # fmt: skip
    assert sample.controller.contacts.organizations.table.hasFocus()
    assert sample.controller.contacts.organizations.counted.text() == "5 of 15 targets"


def test_a_new_target_is_added_and_its_page_filled_in(sample: Opened, qtbot: QtBot) -> None:
    organizations = sample.controller.contacts.organizations
    press(qtbot, Qt.Key.Key_6, CONTROL)
    sample.trigger("add_organization")
    fill(qtbot, box_of(qtbot, sample, NameDialog), "Name of the organization", "Zoo <i>Library")
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    view = organizations.view
    view.fields["place"].editor.setText("Antwerp")
    view.fields["place"].commit()
    view.choices["advocacy"].chosen.emit(Advocacy.YES)
    sample.finish()

    assert view.organization_id is not None
    page = sample.runner.read(lambda session: organization_page(session, view.organization_id or 0))
    assert page is not None
    assert (page.draft.name, page.draft.place, page.draft.advocacy) == ("Zoo <i>Library", "Antwerp", Advocacy.YES)
    assert page.draft.motivation == 3
    assert "Zoo <i>Library" in shown(sample)


def test_a_known_organization_is_made_a_target_and_a_known_target_is_told_in_the_box(
    sample: Opened, qtbot: QtBot
) -> None:
    organizations = sample.controller.contacts.organizations
    sample.runner.do(AddOrganization(OrganizationDraft(name="Quay Library", place="Ghent")))
    press(qtbot, Qt.Key.Key_6, CONTROL)
    sample.trigger("add_organization")
    fill(qtbot, box_of(qtbot, sample, NameDialog), "Name of the organization", "quay library")
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()
    page = sample.runner.read(lambda session: organization_page(session, organizations.view.organization_id or 0))
    sample.trigger("add_organization")
    fill(qtbot, box_of(qtbot, sample, NameDialog), "Name of the organization", "Quay Library")
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    box = box_of(qtbot, sample, NameDialog)
    assert page is not None
    assert (page.draft.name, page.draft.place, page.draft.motivation) == ("Quay Library", "Ghent", 3)
    assert "Quay Library" in shown(sample)
    assert (box.name.text(), "is already kept" in box.problem.text()) == ("Quay Library", True)
    box.name.replace_text("")
    box.reject()


def test_one_other_organization_is_one_other(opened: Opened) -> None:
    opened.runner.do(AddOrganization(OrganizationDraft(name="Quay Library")))
    opened.controller.contacts.show_organizations(is_target=False)
    opened.finish()

    assert opened.controller.contacts.organizations.counted.text() == "1 other"


def test_a_name_that_is_kept_already_is_refused_in_words(sample: Opened) -> None:
    sample.controller.contacts.show_organizations(is_target=True)
    sample.finish()
    organizations = sample.controller.contacts.organizations
    organizations.table.choose_place(0)
    name = organizations.view.fields["name"]

    name.editor.setText("State Archives")
    name.commit()
    sample.finish()

    assert name.has_problem
    assert "is already kept" in name._problem.text()
    assert shown(sample)[0] == "Harbor University Library"
    name.replace_text("Harbor University Library")
    name.show_problem(None)


def test_taking_the_wish_away_moves_it_to_the_others_and_undo_back(sample: Opened) -> None:
    sample.controller.contacts.show_organizations(is_target=True)
    sample.finish()
    organizations = sample.controller.contacts.organizations
    organizations.table.choose_place(0)

    organizations.view.choices["motivation"].chosen.emit(None)
    sample.finish()
    left = shown(sample)
    sample.runner.undo()
    sample.finish()

    assert "Harbor University Library" not in left
    assert shown(sample)[0] == "Harbor University Library"


def test_a_deleted_organization_leaves_its_people(sample: Opened) -> None:
    sample.controller.contacts.show_organizations(is_target=True)
    sample.finish()
    organizations = sample.controller.contacts.organizations
    organizations.table.choose_place(0)

    sample.trigger("delete_organization")
    rows = sample.runner.read(lambda session: target_rows(session, is_target=True))
    sample.controller.contacts.go_to(1)
    sample.finish()

    assert "Harbor University Library" not in [row.name for row in rows]
    assert sample.controller.contacts.card.shown_card.name == "Dana Okafor"
    assert sample.controller.contacts.card.shown_card.draft.organization is None


def test_the_page_leads_to_its_people_and_back(sample: Opened) -> None:
    contacts = sample.controller.contacts
    contacts.go_to(1)
    sample.trigger("open_organization")
    sample.finish()
    title = contacts.organizations.view.title.text()

    contacts.organizations.people_requested.emit(contacts.organizations.view.organization_id)
    sample.finish()

    assert title == "Harbor University Library"
    assert contacts.people.search.text() == 'org:"Harbor University Library"'
    assert contacts.people.table.row_count() == 5


def test_two_organizations_become_one_with_keys_and_come_back(sample: Opened, qtbot: QtBot) -> None:
    organizations = sample.controller.contacts.organizations
    press(qtbot, Qt.Key.Key_6, CONTROL)
    sample.finish()
    first = organizations.view.organization_id
    sample.trigger("merge_organization")
    box = box_of(qtbot, sample, OrganizationMergeDialog)
    fill(qtbot, box, "Search organizations to merge", "state arch")
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()
    merged, said = shown(sample), sample.said()
    page = sample.runner.read(lambda session: organization_page(session, first or 0))
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    sample.finish()

    assert "State Archives" not in merged
    assert said == "Merged Harbor University Library and State Archives"
    assert page is not None
    assert page.people_count == 8
    assert shown(sample)[:2] == ["Harbor University Library", "State Archives"]


def test_organizations_under_two_names_are_found_from_the_palette_and_merged(sample: Opened, qtbot: QtBot) -> None:
    sample.runner.do(AddOrganization(OrganizationDraft(name="<img src=x> & Co")))
    sample.runner.do(AddOrganization(OrganizationDraft(name="Harbor Univ. Library")))
    sample.finish()
    press(qtbot, Qt.Key.Key_P, CONTROL | SHIFT)
    palette = box_of(qtbot, sample, ActionPalette)
    qtbot.keyClicks(palette.field, "duplicate organizations")
    press(qtbot, Qt.Key.Key_Return)
    QApplication.processEvents()
    sample.finish()
    box = box_of(qtbot, sample, OrganizationMergeDialog)
    offered = [box.choices.item(row).text() for row in range(box.choices.count())]
    is_whole = box.choices.visualItemRect(box.choices.item(0)).height() > 2 * box.choices.fontMetrics().height()
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    assert offered == ["Harbor Univ. Library  ↔  Harbor University Library · the same name but for short forms"]
    assert is_whole
    assert sample.controller.contacts.organizations.view.title.text() == "Harbor University Library"
    assert "Harbor Univ. Library" not in shown(sample)


def test_two_that_are_not_the_same_are_told_so_in_the_box_and_never_offered_again(sample: Opened, qtbot: QtBot) -> None:
    for name in ("Harbor Univ. Library", "State Archive"):
        sample.runner.do(AddOrganization(OrganizationDraft(name=name)))
    sample.finish()
    sample.trigger("find_duplicate_organizations")
    box = box_of(qtbot, sample, OrganizationMergeDialog)
    before = [box.choices.item(row).text() for row in range(box.choices.count())]

    qtbot.mouseClick(box.not_same, Qt.MouseButton.LeftButton)
    sample.finish()
    left, said = [box.choices.item(row).text() for row in range(box.choices.count())], sample.said()
    qtbot.mouseClick(box.not_same, Qt.MouseButton.LeftButton)
    sample.finish()
    is_empty = box.choices.isHidden() and box.verb.isHidden() and box.not_same.isHidden()
    box.reject()
    sample.trigger("find_duplicate_organizations")
    again = box_of(qtbot, sample, OrganizationMergeDialog)
    has_none = again.choices.isHidden()
    again.reject()

    assert len(before) == 2
    assert left == before[1:]
    assert said == "Not the same: Harbor Univ. Library and Harbor University Library"
    assert is_empty
    assert has_none


def test_one_that_is_not_the_same_can_still_be_chosen_by_name(sample: Opened, qtbot: QtBot) -> None:
    sample.runner.do(AddOrganization(OrganizationDraft(name="Harbor Univ. Library")))
    press(qtbot, Qt.Key.Key_6, CONTROL)
    sample.finish()
    sample.trigger("merge_organization")
    box = box_of(qtbot, sample, OrganizationMergeDialog)
    can_say_before_a_choice = box.not_same.isEnabled()
    box.choices.setCurrentRow(0)
    likely = box.choices.item(0).text()
    qtbot.mouseClick(box.not_same, Qt.MouseButton.LeftButton)
    sample.finish()
    names = [box.choices.item(row).text() for row in range(box.choices.count())]
    can_say_it_twice = box.not_same.isEnabled() and box.choices.currentItem().text() == "Harbor Univ. Library"
    box.reject()

    assert not can_say_before_a_choice
    assert likely == "Harbor Univ. Library · the same name but for short forms"
    assert "Harbor Univ. Library" in names
    assert not can_say_it_twice
