"""What a file would bring is found out in one place, for the window and the command line alike."""

from pathlib import Path

import pytest

from builders import ZONE, open_test_store
from insidescoop.commands.imports import ImportContacts
from insidescoop.exchange.csv_mapping import Meaning, as_text
from insidescoop.inputs.contact_files import FileContents, plan_table, read_file
from insidescoop.start import main
from insidescoop.store.store import Store

BARE = "Dana Okafor;dana@harbor.example\nBo Berg;bo@city.example\n"
"""A table without headings."""
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Dana\nEND:VCARD\n"
MEETING = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T100000Z\nSUMMARY:Talk\nEND:VEVENT\nEND:VCALENDAR\n"


def contents_of(store: Store, path: Path) -> FileContents:
    with store.reading() as session:
        return read_file(session, path, zone=ZONE)


def remember(store: Store, path: Path) -> None:
    """Says once what the columns of a table without headings are."""
    sheet = contents_of(store, path).sheet
    assert sheet is not None
    bare, meanings = sheet.without_headings(), (Meaning.NAME, Meaning.EMAIL)
    with store.reading() as session:
        plan = plan_table(session, bare, meanings).plan
    assert plan is not None
    store.do(ImportContacts(plan, {}, False, (bare.key, as_text(meanings))))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [("x.vcf", CARD, "plan"), ("x.txt", CARD, "plan"), ("x.ics", MEETING, "meetings"), ("x.csv", "Name\nBo\n", "plan")],
)
def test_a_file_is_read_by_what_it_holds(store: Store, tmp_path: Path, name: str, text: str, found: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")

    contents = contents_of(store, path)

    held = {part for part in ("plan", "meetings", "everything") if getattr(contents, part) is not None}
    assert held == {found}


def test_a_table_no_one_knows_has_a_guess_and_no_plan(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text(BARE, "utf-8")

    contents = contents_of(store, path)

    assert contents.plan is None
    assert len(contents.meanings) == 2


def test_columns_said_once_are_read_so_by_window_and_command_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bare.csv"
    path.write_text(BARE, "utf-8")
    store = open_test_store(folder)
    remember(store, path)
    again = contents_of(store, path).plan
    store.close()

    code = main(["--data-dir", str(folder), "import", "--dry-run", str(path)])

    assert code == 0
    assert again is not None
    assert [planned.person.draft.shown_name for planned in again.people] == ["Dana Okafor", "Bo Berg"]
    assert "2 already there" in capsys.readouterr().out
