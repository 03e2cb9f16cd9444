"""Files given on the command line, or by a double click: to a new window, and to one that is open already."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from insidescoop import start
from insidescoop.queries.contact_parts import contact_count
from insidescoop.system.arguments import read_arguments
from insidescoop.system.window_lock import WindowLock, WindowRequest
from insidescoop.ui.backups.dialog import RestoreDialog
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.exchange.import_dialog import ImportDialog
from insidescoop.ui.files_to_open import FilesToOpen
from insidescoop.ui.run_window import answer_requests
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import PassphraseDialog
from windows import Opened, box_of

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okafor;Dana;;;\r\nFN:Dana Okafor\r\nEND:VCARD\r\n"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    path = tmp_path / "Dana's card, 100 %.vcf"
    path.write_text(CARD)
    return path


@pytest.fixture
def listening(opened: Opened, folder: Path) -> Iterator[WindowLock]:
    """An open window that another start can hand files to."""
    lock = WindowLock(folder)
    assert lock.acquire()
    to_open = FilesToOpen(opened.is_complete, opened.window)
    to_open.ready.connect(opened.open_files)
    requests = answer_requests(lock, opened, to_open)
    yield lock
    requests.stop()
    lock.release()


def start_again(folder: Path, *words: str) -> Thread:
    """A second start, in a thread: until it asks for the window it has nothing to do with Qt."""
    second = Thread(target=lambda: start.main(["--data-dir", str(folder), *words]))
    second.start()
    return second


def import_box(opened: Opened, qtbot: QtBot) -> ImportDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog), timeout=5_000)
    return box_of(qtbot, opened, ImportDialog)


@pytest.mark.usefixtures("listening")
def test_a_card_handed_to_the_open_window_is_shown_there(opened: Opened, qtbot: QtBot, card: Path) -> None:
    second = start_again(opened.folder, str(card))
    box = import_box(opened, qtbot)
    second.join(5)
    opened.finish()
    box.import_button.click()
    opened.finish()

    assert not second.is_alive()
    assert opened.runner.read(contact_count) == 1


@pytest.mark.usefixtures("listening")
def test_a_file_of_another_kind_is_named(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))

    second = start_again(opened.folder, str(tmp_path / "photo.png"))
    box = import_box(opened, qtbot)
    opened.finish()
    second.join(5)

    assert "photo.png" in box.problem.text()
    box.close()


@pytest.mark.usefixtures("listening")
def test_a_backup_is_asked_about_before_it_takes_the_place_of_the_data(
    opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.trigger("back_up_now")
    plain, encrypted = next(opened.folder.glob("backups/*.sqlite3")), tmp_path / "mine.isbackup"
    encrypted.write_bytes(os.urandom(64 * 1024))

    seen = []
    for file, kind in ((plain, RestoreDialog), (encrypted, PassphraseDialog)):
        second = start_again(opened.folder, str(file))
        qtbot.waitUntil(lambda kind=kind: isinstance(QApplication.activeModalWidget(), kind), timeout=5_000)
        second.join(5)
        seen.append(kind)
        box_of(qtbot, opened, kind).reject()

    assert seen == [RestoreDialog, PassphraseDialog]
    assert opened.window.isVisible()
    assert opened.to_restore is None


@pytest.mark.usefixtures("listening")
def test_files_wait_until_an_open_dialog_is_answered(opened: Opened, qtbot: QtBot, card: Path) -> None:
    opened.trigger("add_contact")
    adding = box_of(qtbot, opened, AddContactDialog)

    second = start_again(opened.folder, str(card))
    qtbot.waitUntil(lambda: not second.is_alive(), timeout=5_000)
    assert QApplication.activeModalWidget() is adding
    adding.reject()

    import_box(opened, qtbot).close()


@pytest.mark.usefixtures("qapp")
def test_what_stands_in_a_request_is_not_believed(folder: Path) -> None:
    folder.mkdir()
    lock = WindowLock(folder)
    request = folder / "show-window"
    taken = []
    held = b'{"files": ["/x/a.vcf"], "quick_add": 1}'
    for text in (b"", b"{", b'{"a": 1}', b'{"files": [1, 2]}', b"[" * 100_000, b'["/x/a.vcf"]', b"\xff\xfe", held):
        request.write_bytes(text)
        taken.append(lock.take_request())

    assert taken == [*[WindowRequest()] * 7, WindowRequest((Path("/x/a.vcf"),))]
    assert lock.take_request() is None


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (["dana.vcf"], ["dana.vcf"]),
        (["--sample", "a.ics", "b.csv"], ["a.ics", "b.csv"]),
        (["folder/no-ending"], ["folder/no-ending"]),
        (["--", "-odd.vcf"], ["-odd.vcf"]),
        (["list.vcf", "--data-dir", "d"], ["list.vcf"]),
        ([], []),
    ],
)
def test_words_that_can_only_be_files_are_files(words: list[str], files: list[str]) -> None:
    request = read_arguments(words, version="1")

    assert request.subcommand is None
    assert request.files == tuple(Path(os.path.abspath(name)) for name in files)  # noqa: PTH100


@pytest.mark.parametrize("words", [["lst"], ["dana.vcf", "list"], ["dana.vcf", "--nothing"], ["--data-dir"]])
def test_words_that_make_no_sense_are_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        read_arguments(words, version="1")

    assert ended.value.code == 2


@pytest.mark.parametrize("words", [["--data-dir", "d", "--sample", "check"], ["check", "--sample", "--data-dir", "d"]])
def test_where_the_data_is_can_be_said_before_a_subcommand_and_after_it(words: list[str]) -> None:
    request = read_arguments(words, version="1")

    assert (request.data_dir, request.is_sample) == (Path("d"), True)
