"""Tables nobody knows, invitations, renewed lists and whole stores: in and out through the window."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, add_contact, add_interview, at, open_test_store
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.imports import Choice
from insidescoop.exchange.csv_mapping import Meaning
from insidescoop.outputs.calendar_files import CalendarPart
from insidescoop.outputs.everything_files import export_everything
from insidescoop.queries.contact_card import contact_card
from insidescoop.queries.contact_drafts import kept_people
from insidescoop.queries.contact_list import contact_ids
from insidescoop.queries.interview_board import interview_page, interview_rows
from insidescoop.ui.exchange.import_dialog import ImportDialog
from insidescoop.ui.exchange.load_dialog import LoadDialog
from insidescoop.ui.exchange.mapping_dialog import MappingDialog
from insidescoop.ui.exchange.meetings_dialog import MeetingsDialog
from windows import Opened, ToldProblems, box_of, button

BUTTON = Qt.MouseButton.LeftButton

ODD = "Wer;Wo;Erreichbar;Farbe\nDana Okafor;Harbor;dana@harbor.example;teal\nBo Berg;;bo@x.example;\n"
INVITATION = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:abc@calendar.example\r\n"
    "SUMMARY:Maya / Dana\r\nDTSTART:20261126T190000Z\r\nDTEND:20261126T192000Z\r\n"
    "LOCATION:https://zoom.us/j/123\r\nORGANIZER;CN=Dana Okafor:mailto:dana@harbor.example\r\n"
    "ATTENDEE;CN=Rafael Levi:mailto:rafael@museum.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def _people(opened: Opened) -> dict[str, object]:
    with opened.store.reading() as session:
        ids = contact_ids(session, today=MONDAY)
        return {person.draft.shown_name: person for person in kept_people(session, ids)}


def _taken(opened: Opened, qtbot: QtBot, path: Path) -> ImportDialog:
    opened.controller.importing.import_files((path,))
    dialog = box_of(qtbot, opened, ImportDialog)
    opened.finish()
    return dialog


def _mapping(qtbot: QtBot, opened: Opened, path: Path) -> MappingDialog:
    opened.controller.importing.import_files((path,))
    opened.finish()
    return box_of(qtbot, opened, MappingDialog)


def _below(opened: Opened) -> ImportDialog:
    """The box that was below the one for the columns."""
    (dialog,) = [dialog for dialog in opened.window.findChildren(ImportDialog) if dialog.isVisible()]
    dialog.activateWindow()
    return dialog


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    file = tmp_path / "odd.csv"
    file.write_text(ODD, "utf-8")
    return file


def test_the_columns_of_an_unknown_table_are_asked_for_and_remembered(opened: Opened, qtbot: QtBot, odd: Path) -> None:
    box = _mapping(qtbot, opened, odd)
    for place in (0, 2):
        box.table.choose_place(place)
        box.meaning.show_value(Meaning.NOTE)
        box.meaning.chosen.emit(Meaning.NOTE)
    guess = [box.table.records.row(place) for place in range(4)]

    qtbot.mouseClick(box.verb, BUTTON)
    refused = box.problem.text()
    # By keys: on the first column Enter, and there the beginning of a word.
    box.table.choose_place(0)
    box.activateWindow()
    box.table.setFocus()
    qtbot.keyClick(box.table, Qt.Key.Key_Return)
    reached = QApplication.focusWidget()
    qtbot.keyClicks(box.meaning.box, "Whole")
    box.table.choose_place(2)
    box.meaning.show_value(Meaning.EMAIL)
    box.meaning.chosen.emit(Meaning.EMAIL)
    box.table.choose_place(1)
    box.meaning.show_value(Meaning.ORGANIZATION)
    box.meaning.chosen.emit(Meaning.ORGANIZATION)
    qtbot.mouseClick(box.verb, BUTTON)
    opened.finish()
    dialog = _below(opened)
    sentence = dialog.sentence.text()
    qtbot.mouseClick(dialog.import_button, BUTTON)
    opened.finish()
    again = _taken(opened, qtbot, odd)

    people = _people(opened)
    assert [row.examples for row in guess] == [
        "Dana Okafor  ·  Bo Berg", "Harbor", "dana@harbor.example  ·  bo@x.example", "teal",
    ]  # fmt: skip
    assert refused.startswith("Say which column holds a name")
    assert reached is box.meaning.box
    assert sentence == "2 entries in odd.csv: 2 new."
    assert set(people) == {"Dana Okafor", "Bo Berg"}
    dana = people["Dana Okafor"].draft  # type: ignore[attr-defined]
    assert (dana.organization, dana.notes) == ("Harbor", "Farbe: teal")
    assert again.sentence.text() == "2 entries in odd.csv: 2 already there."
    assert again.columns_button.isVisible()
    again.reject()


def test_a_mapping_called_off_leaves_nothing_open_and_nothing_written(opened: Opened, qtbot: QtBot, odd: Path) -> None:
    box = _mapping(qtbot, opened, odd)

    box.reject()
    opened.finish()

    assert not [dialog for dialog in opened.window.findChildren(ImportDialog) if dialog.isVisible()]
    assert _people(opened) == {}


def test_a_table_without_headings_is_read_with_its_first_row(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "bare.csv"
    file.write_text("Dana,Okafor,dana@harbor.example\nBo,Berg,bo@x.example\n", "utf-8")
    box = _mapping(qtbot, opened, file)

    box.has_headings.setChecked(False)
    qtbot.mouseClick(box.verb, BUTTON)
    opened.finish()

    dialog = _below(opened)
    assert dialog.sentence.text() == "2 entries in bare.csv: 2 new."
    dialog.reject()


def test_an_invitation_becomes_a_planned_interview_once(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    add_contact(opened.store, emails=(Labelled("dana@harbor.example"),))
    file = tmp_path / "invite.ics"
    file.write_text(INVITATION, "utf-8", newline="")
    opened.controller.importing.import_files((file,))
    opened.finish()
    box = box_of(qtbot, opened, MeetingsDialog)
    told = [box.guests.item(place).text() for place in range(box.guests.count())]
    titles = [column.title for column in box.table.columns]
    when = box.table.text_at(0, 0)
    needed, width = box.table.sizeHintForColumn(0), box.table.columnWidth(0)

    qtbot.mouseClick(box.verb, BUTTON)
    opened.finish()

    assert titles == ["When", "Meeting", "What happens"]
    assert when == "Thu 26 Nov 2026, 14:00"
    assert needed <= width
    with opened.store.reading() as session:
        (row,) = interview_rows(session)
        page = interview_page(session, row.id)
    assert page is not None
    assert told == ["Dana Okafor · already there: same e-mail address", "Rafael Levi · new"]
    assert opened.said() == "Planned 1 interview from invite.ics"
    assert row.starts is not None
    assert row.starts.instant == datetime(2026, 11, 26, 19, tzinfo=UTC)
    assert (page.draft.place, page.draft.minutes, len(page.draft.contact_ids)) == ("https://zoom.us/j/123", 20, 2)
    assert set(_people(opened)) == {"Dana Okafor", "Rafael Levi"}
    opened.controller.importing.import_files((file,))
    opened.finish()
    again = box_of(qtbot, opened, MeetingsDialog)
    assert (again.verb.text(), again.verb.isEnabled()) == ("Nothing to import", False)
    again.reject()
    opened.trigger("undo")
    assert set(_people(opened)) == {"Dana Okafor"}


def test_a_renewed_list_shows_who_changed_and_notes_what_is_accepted(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    store = opened.store
    facts = {"links": (Labelled("https://www.linkedin.com/in/dana"),), "title": "Clerk", "organization": "Harbor"}
    dana = add_contact(store, **facts)
    add_contact(store, "Bo", "Berg", links=(Labelled("https://www.linkedin.com/in/bo"),), organization="Pier")
    file = tmp_path / "Connections.csv"
    file.write_text(
        LINKEDIN + "Dana,Okafor,https://www.linkedin.com/in/dana,,Elsewhere,Director,01 Jan 2026\n"
        "Bo,Berg,https://www.linkedin.com/in/bo,,Quay,Clerk,01 Jan 2026\n",
        "utf-8",
    )
    dialog = _taken(opened, qtbot, file)
    shown, before = dialog.reason.text(), dialog.import_button.text()

    dialog.choice.show_value(Choice.UPDATE)
    dialog.choice.chosen.emit(Choice.UPDATE)
    chosen = dialog.import_button.text()
    qtbot.mouseClick(dialog.all_alike, BUTTON)
    all_chosen = dialog.import_button.text()
    qtbot.mouseClick(dialog.import_button, BUTTON)
    opened.finish()

    with store.reading() as session:
        card = contact_card(session, dana)
    assert card is not None
    assert "Clerk, Harbor → Director, Elsewhere (not taken)" in shown
    assert (before, chosen, all_chosen) == ("Fill in 2 people", "Update 1 person", "Update 2 people")
    assert (card.draft.title, card.draft.organization) == ("Director", "Elsewhere")
    assert [entry.summary for entry in card.timeline] == [
        "Another post: Clerk, Harbor → Director, Elsewhere (from LinkedIn)"
    ]


def test_all_changes_of_a_renewed_list_are_taken_by_one_key(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    store = opened.store
    for name in ("Dana", "Bo"):
        link = Labelled(f"https://www.linkedin.com/in/{name.lower()}")
        add_contact(store, name, "Berg", links=(link,), title="Clerk", organization="Harbor")
    file = tmp_path / "Connections.csv"
    file.write_text(
        LINKEDIN + "Dana,Berg,https://www.linkedin.com/in/dana,,Elsewhere,Director,01 Jan 2026\n"
        "Bo,Berg,https://www.linkedin.com/in/bo,,Quay,Clerk,01 Jan 2026\n",
        "utf-8",
    )
    dialog = _taken(opened, qtbot, file)
    can_decide, offered = dialog.choice.isVisible(), dialog.take_all.text().replace("&", "")

    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    # A button pressed by its letter is seen going down first.
    qtbot.waitUntil(lambda: dialog.choice.value() is Choice.UPDATE)
    verb = dialog.import_button.text()
    qtbot.mouseClick(dialog.import_button, BUTTON)
    opened.finish()

    assert (can_decide, offered, verb) == (True, "Take all 2 changes", "Update 2 people")
    with store.reading() as session:
        kept = {person.draft.organization for person in kept_people(session, contact_ids(session, today=MONDAY))}
    assert kept == {"Elsewhere", "Quay"}


def test_everything_goes_out_and_is_loaded_into_an_empty_store(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    other = open_test_store(tmp_path / "other")
    dana = add_contact(other)
    add_interview(other, dana, starts=at(MONDAY))
    with other.reading() as session:
        path = tmp_path / "all.json"
        export_everything(session, path, now=SetClock().now())
    other.close()

    opened.controller.importing.import_files((path,))
    opened.finish()
    box = box_of(qtbot, opened, LoadDialog)
    qtbot.mouseClick(button(box, "Load everything"), BUTTON)
    opened.finish()

    assert opened.said() == "Loaded everything from all.json"
    assert opened.controller.contacts.people.table.row_count() == 1
    opened.controller.exporting.export_everything_to(tmp_path / "again.json")
    opened.finish()
    tables = [json.loads(file.read_text("utf-8"))["tables"] for file in (path, tmp_path / "again.json")]
    assert tables[0] == tables[1]


def test_a_store_with_data_says_beforehand_why_it_takes_no_whole_store(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    add_contact(opened.store)
    opened.controller.exporting.export_everything_to(tmp_path / "all.json")
    opened.finish()

    opened.controller.importing.import_files((tmp_path / "all.json",))
    opened.finish()
    box = box_of(qtbot, opened, LoadDialog)

    assert not box.verb.isEnabled()
    assert box.cancel.hasFocus()
    assert box.problem.text() == (
        "There is data here already, 1 contact among it. A whole store is loaded where nothing is stored yet. "
        "Close Inside Scoop, rename the folder with your data (Help > About Inside Scoop says where it is), start "
        "Inside Scoop again, and import this file. The renamed folder keeps what is here now."
    )
    box.reject()


def test_meetings_go_out_and_come_back_without_adding_anything(
    opened: Opened, qtbot: QtBot, tmp_path: Path, messages: ToldProblems
) -> None:
    store = opened.store
    dana = add_contact(store, emails=(Labelled("dana@harbor.example"),))
    interview = add_interview(store, dana, starts=at(MONDAY), place="Main St 1")
    exporting = opened.controller.exporting
    exporting.export_calendar_to(tmp_path / "all.ics", CalendarPart.EVERYTHING)
    opened.finish()
    said = opened.said()
    exporting.export_interview_to(interview, tmp_path / "one.ics")
    opened.finish()

    for name in ("all.ics", "one.ics"):
        opened.controller.importing.import_files((tmp_path / name,))
        opened.finish()
        box = box_of(qtbot, opened, MeetingsDialog)
        assert not box.verb.isEnabled()
        box.reject()
        opened.finish()

    assert said.endswith("entries to all.ics")
    assert messages.problems == []


def test_the_export_box_says_what_stays_behind(opened: Opened) -> None:
    dialog = opened.controller.exporting.open_export(())
    kinds = [dialog.kind.box.itemText(place) for place in range(dialog.kind.box.count())]
    told = dialog.told.text()
    dialog.reject()
    add_contact(opened.store)

    dialog = opened.controller.exporting.open_export(())

    assert len(kinds) == 2
    assert "private things too" not in told
    assert dialog.kind.box.count() == 6
    assert "Left out: how they answer" in dialog.told.text()
    dialog.kind.box.setCurrentIndex(5)
    dialog.kind.box.activated.emit(5)
    assert "private things too" in dialog.told.text()
    assert not dialog.who.isVisible()
    dialog.reject()
