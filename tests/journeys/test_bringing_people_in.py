"""From a file dropped onto the window to people who are there, and back again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from insidescoop.domain.contacts import Labelled
from insidescoop.domain.imports import Choice
from insidescoop.queries.contact_drafts import kept_people
from insidescoop.ui.exchange.export_dialog import ExportDialog
from insidescoop.ui.exchange.import_dialog import ImportDialog
from insidescoop.ui.main_window import Tab
from windows import Opened, ToldProblems, box_of, button, named, press

BUTTON, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

PARTY = """BEGIN:VCARD
VERSION:3.0
N:Okafor;Dana;;;
FN:Dana Okafor
ORG:Harbor University
EMAIL:dana@harbor.example
PHOTO;VALUE=uri:https://pictures.example/dana.png
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:Levi;Rafael
FN:Rafael Levi
TEL;CELL:+1 212 555 0134
END:VCARD
BEGIN:VCARD
NOTE:Whose card is this?
END:VCARD
"""


@pytest.fixture
def party(tmp_path: Path) -> Path:
    file = tmp_path / "party.vcf"
    file.write_text(PARTY, "utf-8")
    return file


def _mime(*urls: str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    return mime


def _enter(opened: Opened, mime: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, mime, BUTTON, NO_KEYS)
    QApplication.sendEvent(opened.window.windowHandle(), event)
    return event.isAccepted()


def _drop(opened: Opened, *paths: Path | str) -> bool:
    """Drops files onto the window as Qt does: into its native window, over whatever field is there."""
    mime = _mime(*(path if isinstance(path, str) else QUrl.fromLocalFile(str(path)).toString() for path in paths))
    if not _enter(opened, mime):
        return False
    event = QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, mime, BUTTON, NO_KEYS, QEvent.Type.Drop)
    QApplication.sendEvent(opened.window.windowHandle(), event)
    return event.isAccepted()


def _dropped(opened: Opened, qtbot: QtBot, path: Path) -> ImportDialog:
    assert _drop(opened, path)
    dialog = box_of(qtbot, opened, ImportDialog)
    opened.finish()
    return dialog


def test_a_dropped_file_is_shown_before_anything_is_written(opened: Opened, qtbot: QtBot, party: Path) -> None:
    dialog = _dropped(opened, qtbot, party)

    assert dialog.sentence.text() == "3 entries in party.vcf: 2 new, 1 not readable."
    assert dialog.import_button.text() == "Import 2 people"
    assert dialog.table.row_count() == 3
    assert dialog.reason.text() == "Not readable: there is no name in it"
    assert opened.controller.contacts.people.table.row_count() == 0
    assert not opened.registry.action("undo").isEnabled()
    dialog.reject()


def test_people_are_imported_in_one_step_and_taken_back_in_one(opened: Opened, qtbot: QtBot, party: Path) -> None:
    dialog = _dropped(opened, qtbot, party)

    qtbot.mouseClick(dialog.import_button, BUTTON)
    opened.finish()
    said, people = opened.said(), opened.controller.contacts.people.table.row_count()
    qtbot.mouseClick(button(opened.window.status, "Undo"), BUTTON)
    opened.finish()

    assert opened.window.findChildren(ImportDialog) == []
    assert (said, people) == ("Imported 2 people from party.vcf", 2)
    assert opened.controller.contacts.people.table.row_count() == 0


def test_the_keys_alone_bring_people_in(opened: Opened, qtbot: QtBot, party: Path) -> None:
    opened.controller.importing.import_files((party,))
    box_of(qtbot, opened, ImportDialog)
    opened.finish()

    press(qtbot, Qt.Key.Key_Return)
    opened.finish()

    assert opened.controller.contacts.people.table.row_count() == 2
    assert opened.controller.contacts.card.contact_id is not None


def test_the_same_file_again_has_nothing_to_import(opened: Opened, qtbot: QtBot, party: Path) -> None:
    qtbot.mouseClick(_dropped(opened, qtbot, party).import_button, BUTTON)
    opened.finish()

    dialog = _dropped(opened, qtbot, party)

    assert dialog.sentence.text() == "3 entries in party.vcf: 2 already there, 1 not readable."
    assert (dialog.import_button.text(), dialog.import_button.isEnabled()) == ("Nothing to import", False)
    qtbot.mouseClick(button(dialog, "Close"), BUTTON)


def test_a_doubtful_person_waits_for_a_choice(opened: Opened, qtbot: QtBot, tmp_path: Path, party: Path) -> None:
    qtbot.mouseClick(_dropped(opened, qtbot, party).import_button, BUTTON)
    opened.finish()
    table = tmp_path / "people.csv"
    table.write_text("Name,Company\nDana Okafor,Elsewhere\nRafael Levi,Elsewhere\n", "utf-8")
    dialog = _dropped(opened, qtbot, table)
    before = dialog.import_button.text(), named(dialog, "This person").currentText()  # type: ignore[attr-defined]

    dialog.choice.show_value(Choice.ADD)
    dialog.choice.chosen.emit(Choice.ADD)
    chosen = dialog.import_button.text()
    qtbot.mouseClick(dialog.all_alike, BUTTON)
    all_chosen = dialog.import_button.text()
    qtbot.mouseClick(dialog.import_button, BUTTON)
    opened.finish()

    assert before == ("Nothing to import", "Leave out")
    assert (chosen, all_chosen) == ("Import 1 person", "Import 2 people")
    assert opened.controller.contacts.people.table.row_count() == 4


def test_several_files_come_one_after_the_other(opened: Opened, qtbot: QtBot, tmp_path: Path, party: Path) -> None:
    table = tmp_path / "people.tsv"
    table.write_text("First Name\tLast Name\tEmail Address\nBo\tBerg\tbo@x.example\n", "utf-8")
    assert _drop(opened, party, table)
    first = box_of(qtbot, opened, ImportDialog)
    opened.finish()
    first_sentence = first.sentence.text()

    first.reject()
    opened.finish()

    second = box_of(qtbot, opened, ImportDialog)
    opened.finish()
    assert "party.vcf" in first_sentence
    assert second.sentence.text() == "1 entry in people.tsv: 1 new."
    second.reject()


def test_anything_else_is_refused_in_sight(opened: Opened) -> None:
    # A picture, a file on another machine, and a folder.
    for url in ("file:///tmp/picture.png", "file://server/share/party.vcf", "file:///tmp"):
        opened.runner.show_status("something else")

        assert not _drop(opened, url)

        assert opened.said() == "Only .vcf, .vcard, .csv, .tsv, .ics and .json files can be dropped here", url
        assert opened.window.findChildren(ImportDialog) == [], url


def test_nothing_is_fetched_from_another_machine_nor_looked_for_there(opened: Opened) -> None:
    assert not _enter(opened, _mime("file://server/share/party.vcf"))


def test_a_folder_with_the_name_of_a_card_is_refused(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "party.vcf"
    folder.mkdir()

    assert not _drop(opened, folder)

    assert "can be dropped here" in opened.said()


def test_a_web_address_is_left_to_the_field_under_the_pointer(opened: Opened) -> None:
    _enter(opened, _mime("https://harbor.example/party.vcf"))

    assert opened.window.findChildren(ImportDialog) == []


def test_a_file_over_a_text_field_is_no_text(opened: Opened, qtbot: QtBot, party: Path) -> None:
    search = opened.controller.search
    search.setFocus()

    dialog = _dropped(opened, qtbot, party)

    assert "party" not in "".join(field.text() for field in search.findChildren(type(search)))
    assert dialog.isVisible()
    dialog.reject()


def test_a_file_that_is_gone_or_no_table_is_told_in_the_box(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "sums.csv"
    table.write_text("\n\n", "utf-8")
    dialog = _dropped(opened, qtbot, table)
    told = dialog.problem.text()
    dialog.reject()
    opened.controller.importing.import_files((tmp_path / "gone.vcf",))
    gone = box_of(qtbot, opened, ImportDialog)
    opened.finish()

    assert "There is no table in “sums.csv”" in told
    assert "“gone.vcf” could not be read" in gone.problem.text()
    gone.reject()


def test_an_import_can_be_called_off_and_leaves_nothing(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    rows = "".join(f"Person,Number{n},p{n}@x.example\n" for n in range(3000))
    table.write_text("First Name,Last Name,Email Address\n" + rows, "utf-8")
    dialog = _dropped(opened, qtbot, table)

    # The import waits until it is called off: otherwise a quick machine would be done before.
    opened.runner.progressed.connect(dialog.reject, Qt.ConnectionType.BlockingQueuedConnection)
    qtbot.mouseClick(dialog.import_button, BUTTON)
    opened.finish()

    assert opened.said() == "Cancelled. Nothing was changed."
    assert opened.controller.contacts.people.table.row_count() == 0
    assert opened.window.findChildren(ImportDialog) == []


def test_reading_can_be_called_off_at_once(opened: Opened, qtbot: QtBot, party: Path) -> None:
    assert _drop(opened, party)
    box_of(qtbot, opened, ImportDialog)

    press(qtbot, Qt.Key.Key_Escape)
    opened.finish()

    # Read already or not yet: the box is gone, and nobody is there.
    assert not [box for box in opened.window.findChildren(ImportDialog) if box.isVisible()]
    assert opened.controller.contacts.people.table.row_count() == 0


def test_nothing_is_taken_while_a_box_is_open(opened: Opened, qtbot: QtBot, party: Path) -> None:
    dialog = _dropped(opened, qtbot, party)

    assert not _drop(opened, party)

    assert opened.window.findChildren(ImportDialog) == [dialog]
    dialog.reject()


def test_the_list_of_what_is_not_readable_can_be_saved(
    opened: Opened, qtbot: QtBot, tmp_path: Path, party: Path
) -> None:
    dialog = _dropped(opened, qtbot, party)

    dialog.save_unreadable_to(tmp_path / "list.txt")

    assert (tmp_path / "list.txt").read_text("utf-8") == (
        "Not readable in party.vcf\n\nLine 15: there is no name in it\n    NOTE:Whose card is this?\n"
    )
    dialog.reject()


def test_chosen_people_are_exported_and_come_back_as_they_were(
    opened: Opened, qtbot: QtBot, tmp_path: Path, party: Path
) -> None:
    qtbot.mouseClick(_dropped(opened, qtbot, party).import_button, BUTTON)
    opened.finish()
    exporting = opened.controller.exporting
    ids = opened.controller.contacts.selected_ids()

    dialog = exporting.open_export(ids)
    usual = dialog.who.box.currentText()
    dialog.who.box.setCurrentIndex(1)
    kind, who = dialog.kind.value(), dialog.who.value()
    dialog.reject()
    exporting.export_to(who, tmp_path / "dana.vcf", kind)
    opened.finish()

    written = (tmp_path / "dana.vcf").read_text("utf-8")
    assert usual == "Everybody: 2 people"
    assert exporting.proposed_name(ids, kind) == "Dana-Okafor.vcf"
    assert opened.said() == "Exported 1 person to dana.vcf"
    assert "FN:Dana Okafor" in written
    assert "ORG:Harbor University" in written


@pytest.mark.parametrize(
    ("tab", "offered"),
    [(Tab.CONTACTS, ["Selected: 2 people", "Everybody: 2 people"]), (Tab.INTERVIEWS, ["Everybody: 2 people"])],
)
def test_export_means_who_is_selected_only_where_several_are_and_can_be_seen(
    opened: Opened, qtbot: QtBot, party: Path, tab: Tab, offered: list[str]
) -> None:
    qtbot.mouseClick(_dropped(opened, qtbot, party).import_button, BUTTON)
    opened.finish()
    opened.controller.contacts.people.table.select_places([0, 1], current=1)
    opened.finish()
    opened.window.show_tab(tab)

    opened.registry.action("export_files").trigger()

    dialog = box_of(qtbot, opened, ExportDialog)
    assert [dialog.who.box.itemText(place) for place in range(dialog.who.box.count())] == offered
    assert dialog.who.box.currentIndex() == 0
    dialog.reject()


def test_a_letter_goes_through_the_gate_and_facts_onto_the_clipboard(
    opened: Opened, qtbot: QtBot, party: Path, messages: ToldProblems
) -> None:
    qtbot.mouseClick(_dropped(opened, qtbot, party).import_button, BUTTON)
    opened.finish()
    handed_over: list[str] = []
    opened.controller.outside._opener = lambda url: not handed_over.append(url.toString())

    opened.trigger("write_email")
    opened.trigger("copy_as_text")
    no_address = opened.controller.contacts.people.table
    no_address.choose_place(0)
    opened.trigger("write_email")

    assert handed_over == ["mailto:dana@harbor.example"]
    assert QApplication.clipboard().text() == "Dana Okafor\nHarbor University\ndana@harbor.example"
    assert str(messages.problems.pop()) == (
        "No e-mail address of Rafael Levi is known. Nothing was changed. Write one on the card, then try again."
    )


def test_labels_survive_the_way_in(opened: Opened, qtbot: QtBot, party: Path) -> None:
    qtbot.mouseClick(_dropped(opened, qtbot, party).import_button, BUTTON)
    opened.finish()
    opened.controller.contacts.people.table.choose_place(0)

    with opened.store.reading() as session:
        (rafael,) = kept_people(session, opened.controller.contacts.selected_ids())
    assert rafael.draft.phones == (Labelled("+1 212 555 0134", "mobile"),)
