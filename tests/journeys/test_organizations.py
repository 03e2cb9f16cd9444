"""Organizations by keyboard: the targets, a page of one, changed where it stands."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from insidescoop.domain.organizations import Advocacy
from insidescoop.queries.organization_page import organization_page, target_rows
from insidescoop.ui.contacts.many_dialogs import NameDialog
from windows import Opened, box_of, fill, press

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown(sample: Opened) -> list[str]:
    table = sample.furnishing.contacts.organizations.table
    return [table.model().index(row, 0).data() for row in range(table.row_count())]


def test_targets_stand_in_order_of_the_wish(sample: Opened, qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_O, CONTROL | ALT)
    sample.finish()

    assert shown(sample) == [
        "Harbor University Library", "State Archives", "Northfield Museum of Industry", "Millbrook Public Library",
        "St. Anselm College",
    ]  # fmt: skip
    assert sample.furnishing.contacts.organizations.table.hasFocus()
    assert sample.furnishing.contacts.organizations._counted.text() == "5 of 15 targets"


def test_a_new_target_is_added_and_its_page_filled_in(sample: Opened, qtbot: QtBot) -> None:
    organizations = sample.furnishing.contacts.organizations
    press(qtbot, Qt.Key.Key_O, CONTROL | ALT)
    sample.trigger("add_organization")
    fill(qtbot, box_of(qtbot, sample, NameDialog), "Name of the organization", "Zoo <i>Library")
    press(qtbot, Qt.Key.Key_Return)
    sample.finish()

    view = organizations.view
    view._fields["place"].editor.setText("Antwerp")
    view._fields["place"].commit()
    view._choices["advocacy"].chosen.emit(Advocacy.YES)
    sample.finish()

    assert view.organization_id is not None
    page = sample.runner.read(lambda session: organization_page(session, view.organization_id or 0))
    assert page is not None
    assert (page.draft.name, page.draft.place, page.draft.advocacy) == ("Zoo <i>Library", "Antwerp", Advocacy.YES)
    assert page.draft.motivation == 3
    assert "Zoo <i>Library" in shown(sample)


def test_a_name_that_is_kept_already_is_refused_in_words(sample: Opened) -> None:
    sample.furnishing.contacts.show_organizations(is_target=True)
    sample.finish()
    organizations = sample.furnishing.contacts.organizations
    organizations.table.choose_place(0)
    name = organizations.view._fields["name"]

    name.editor.setText("State Archives")
    name.commit()
    sample.finish()

    assert name.has_problem
    assert "is already kept" in name._problem.text()
    assert shown(sample)[0] == "Harbor University Library"
    name.replace_text("Harbor University Library")
    name.show_problem(None)


def test_taking_the_wish_away_moves_it_to_the_others_and_undo_back(sample: Opened) -> None:
    sample.furnishing.contacts.show_organizations(is_target=True)
    sample.finish()
    organizations = sample.furnishing.contacts.organizations
    organizations.table.choose_place(0)

    organizations.view._choices["motivation"].chosen.emit(None)
    sample.finish()
    left = shown(sample)
    sample.runner.undo()
    sample.finish()

    assert "Harbor University Library" not in left
    assert shown(sample)[0] == "Harbor University Library"


def test_a_deleted_organization_leaves_its_people(sample: Opened) -> None:
    sample.furnishing.contacts.show_organizations(is_target=True)
    sample.finish()
    organizations = sample.furnishing.contacts.organizations
    organizations.table.choose_place(0)

    sample.trigger("delete_organization")
    rows = sample.runner.read(lambda session: target_rows(session, is_target=True))
    sample.furnishing.contacts.go_to(1)
    sample.finish()

    assert "Harbor University Library" not in [row.name for row in rows]
    assert sample.furnishing.contacts.card._card.name == "Dana Okafor"
    assert sample.furnishing.contacts.card._card.draft.organization is None


def test_the_page_leads_to_its_people_and_back(sample: Opened) -> None:
    contacts = sample.furnishing.contacts
    contacts.go_to(1)
    sample.trigger("open_organization")
    sample.finish()
    title = contacts.organizations.view._title.text()

    contacts.organizations.people_requested.emit(contacts.organizations.view.organization_id)
    sample.finish()

    assert title == "Harbor University Library"
    assert contacts.people.search.text() == 'org:"Harbor University Library"'
    assert contacts.people.table.row_count() == 5
