"""The subcommands `add`, `log` and `note`: what is written down in passing."""

import io
import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from builders import add_contact, open_test_store
from insidescoop.commands.contacts import DeleteContact
from insidescoop.queries.contact_card import ContactCard, contact_card
from insidescoop.queries.contact_parts import contact_count
from insidescoop.start import main
from insidescoop.system.clock import Clock

LINE = "Ana Ruiz, librarian at City Library, met at ALA, ana@example.org"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with Dana Okafor, and with Bo Berg twice."""
    store = open_test_store(tmp_path / "data")
    add_contact(store)
    add_contact(store, "Bo", "Berg")
    add_contact(store, "Bo", "Berg")
    store.close()
    return tmp_path / "data"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Has the standard input hold a text."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def run(data: Path, *words: str) -> int:
    return main(["--data-dir", str(data), *words])


def card(data: Path, contact_id: int) -> ContactCard:
    store = open_test_store(data)
    with store.reading() as session:
        found = contact_card(session, contact_id)
    store.close()
    assert found is not None
    return found


def standing(data: Path) -> tuple[int, str | None]:
    """How many contacts there are, and what Undo would take back."""
    store = open_test_store(data)
    with store.reading() as session:
        count = contact_count(session)
    undo = store.history().undo
    store.close()
    return count, undo


def test_a_line_becomes_a_contact_and_what_was_stored_is_printed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(data, "add", *LINE.split())

    draft = card(data, 4).draft
    assert code == 0
    assert (draft.shown_name, draft.title, draft.organization) == ("Ana Ruiz", "librarian", "City Library")
    assert (draft.met_event, draft.emails[0].value) == ("ALA", "ana@example.org")
    assert capsys.readouterr().out.splitlines() == [
        "Added Ana Ruiz as contact 4",
        "  Name: Ana Ruiz",
        "  Title: librarian",
        "  Organization: City Library",
        "  E-mail: ana@example.org",
        "  Met at: ALA",
    ]


def test_a_signature_is_read_from_the_standard_input(
    data: Path, reads: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    reads("Best wishes,\n--\nAna Ruiz\nMap Librarian\nCity Library\nana@example.org\n+1 212 555 0134\n")

    run(data, "add", "-", "--json")

    said = json.loads(capsys.readouterr().out)
    assert said["stored"] == {
        "Name": "Ana Ruiz",
        "Title": "Map Librarian",
        "Organization": "City Library",
        "E-mail": "ana@example.org",
        "Phone": "+1 212 555 0134",
    }
    assert card(data, said["contact"]).draft.title == "Map Librarian"


def test_someone_who_seems_to_be_here_is_told_and_added_only_if_that_is_said(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = run(data, "add", "Dana Okafor"), run(data, "add", "Dana Okafor", "--anyway")

    said = capsys.readouterr()
    assert codes == (1, 0)
    assert "Dana Okafor" in said.err
    assert said.err.endswith(
        "Nothing was changed. Add to their notes with: inside-scoop note 1, or add someone else with --anyway.\n"
    )
    assert "as contact 4" in said.out


def test_someone_in_the_trash_is_told_too(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = open_test_store(data)
    store.do(DeleteContact(1))
    store.close()

    codes = run(data, "add", "Dana Okafor"), run(data, "note", "1", "likes tea")

    said = capsys.readouterr().err
    assert codes == (1, 1)
    assert "in the trash" in said.splitlines()[0]
    assert said.splitlines()[1].startswith("inside-scoop: Dana Okafor is in the trash.")


def test_a_conversation_is_logged_today_with_its_promises_and_names(
    data: Path, reads: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    reads("asked for twenty minutes\nShe runs the map room.\n-> send the article tomorrow\n@Priya Raman hires\n")

    today = Clock().today()

    code = run(data, "log", "dana okafor", "-")

    found = card(data, 1)
    [entry] = found.timeline
    day = entry.happened.local.date()
    assert code == 0
    assert entry.kind.value == "call"
    assert day >= today
    assert entry.summary == "asked for twenty minutes"
    assert (entry.notes or "").splitlines()[0] == "She runs the map room."
    due = (found.next_steps[0].what, found.next_steps[0].due_on)
    assert due == ("As promised: send the article", day + timedelta(days=1))
    assert card(data, 4).name == "Priya Raman"
    assert capsys.readouterr().out.splitlines()[-1] == "@Priya Raman: a new contact"
    assert standing(data) == (4, "Log call with Dana Okafor")


def test_the_day_and_the_kind_can_be_said(data: Path) -> None:
    code = run(data, "log", "Dana", "--date", "2026-01-12", "--kind", "email", "sent", "the", "article")

    [entry] = card(data, 1).timeline
    assert code == 0
    assert (entry.kind.value, entry.direction.value, entry.summary) == ("email", "from_me", "sent the article")
    assert entry.happened.local.date() == date(2026, 1, 12)


def test_a_note_goes_under_the_notes_that_are_there(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, "note", "Dana Okafor", "prefers mornings")
    run(data, "note", "1", "likes", "tea")

    assert card(data, 1).draft.notes == "prefers mornings\nlikes tea"
    assert "Added to the notes of Dana Okafor" in capsys.readouterr().out
    assert standing(data) == (3, "Add to the notes of Dana Okafor")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["note", "Nobody", "hm"], "No contact is called “Nobody”."),
        (["log", "Nobody", "hm"], "No contact is called “Nobody”."),
        (["note", "99", "hm"], "No contact is called “99”."),
        (["note", "9" * 30, "hm"], "No contact is called"),
        (["note", "Bo Berg", "hm"], "“Bo Berg” may be any of 2 contacts: 2 Bo Berg"),
        (["log", "Bo", "hm"], "“Bo” may be any of 2 contacts: 2 Bo Berg"),
        (["log", "Dana", "met her\n@Bo Berg hires"], "“@Bo Berg” may be someone who is here already"),
        (["log", "Dana", "hm", "--date", "12/4"], "“12/4” may be either of two days."),
        (["log", "Dana", "-> send it by 12/4"], "“-> send it by 12/4” may be either of two days."),
        (["log", "Dana", "hm", "--date", "30 Feb"], "There is no 30 Feb"),
        (["log", "Dana", "hm", "--date", "tomorrow"], "this day is still to come"),
        (["note", "Dana", "  "], "There is no text."),
        (["add", "ana@example.org"], "Give at least one name"),
        (["add", "x" * 3_000_000], "Please keep this under"),
    ],
)
def test_what_is_not_clear_is_told_with_code_1_and_changes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    before = standing(data)

    code = run(data, *words)

    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    assert told in said.err
    assert "Nothing was changed." in said.err
    assert "Traceback" not in said.err
    assert standing(data) == before


def test_what_is_meant_in_one_way_only_needs_no_letters(data: Path) -> None:
    codes = (
        run(data, "log", "Dana", "hm", "--date", "25/12/2025"),
        run(data, "log", "Dana", "hm\n-> send it by 12/30", "--date", "12/26/2025"),
    )

    assert codes == (0, 0)
    assert [entry.happened.local.date().day for entry in card(data, 1).timeline] == [26, 25]


def test_the_passphrase_and_the_text_come_through_one_pipe(
    data: Path, reads: Callable[[str], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_text("brick otter velvet canal\n")
    run(data, "passphrase", "set", "--new-passphrase-file", str(file))
    reads(f"brick otter velvet canal\n{LINE}\n")

    code = run(data, "add", "-", "--data-passphrase-file", "-")

    assert code == 0
    assert "Organization: City Library" in capsys.readouterr().out


def test_the_sample_may_be_named_after_the_subcommand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["note", "Dana Okafor", "likes tea", "--sample", "--data-dir", str(tmp_path / "data")])
    main(["--data-dir", str(tmp_path / "data"), "--sample", "log", "Dana Okafor", "called"])

    said = capsys.readouterr()
    assert said.err == ""
    assert "Added to the notes of Dana Okafor" in said.out
    assert "Logged with Dana Okafor" in said.out


def test_words_that_begin_with_a_sign_are_text(data: Path) -> None:
    run(data, "note", "Dana Okafor", "--", "--anyway")

    assert card(data, 1).draft.notes == "--anyway"
