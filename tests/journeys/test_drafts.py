"""What is typed into a dialog outlives the process, and is offered at the next start."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from builders import MONDAY, SetClock, add_contact, at, open_test_store
from insidescoop.commands.contacts import EditContact
from insidescoop.commands.interactions import LogInteraction
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.domain.interactions import InteractionDraft, InteractionKind
from insidescoop.domain.problems import StoreBusy
from insidescoop.store.store import Store
from insidescoop.system.draft_files import DraftFiles
from insidescoop.ui.contacts.add_dialog import AddContactDialog
from insidescoop.ui.contacts.forget_dialog import ForgetDialog
from insidescoop.ui.contacts.log_dialog import LogDialog
from insidescoop.ui.contacts.step_dialogs import NextStepDialog, OutcomeDialog
from insidescoop.ui.drafts_dialog import DraftsDialog
from insidescoop.ui.interviews.plan_dialog import PlanDialog
from insidescoop.ui.letters.dialog import LetterDialog
from insidescoop.ui.today.follow_up_dialog import FollowUpDialog
from insidescoop.ui.widgets.dialogs.typed_dialog import TypedDialog
from insidescoop.ui.widgets.dialogs.typed_fields import fields_in
from windows import Opened, ToldProblems, box_of, fill, open_window


def kept(opened: Opened) -> list[str]:
    """The drafts on the disk, after a look at what is open."""
    assert opened.drafts is not None
    opened.drafts.look()
    opened.drafts.settle()
    return sorted(path.stem for path in (opened.folder / "drafts").glob("*"))


def log(opened: Opened, qtbot: QtBot, words: str) -> LogDialog:
    opened.controller.contacts.go_to(1)
    opened.trigger("log_interaction")
    dialog = box_of(qtbot, opened, LogDialog)
    fill(qtbot, dialog, "Notes", words)
    return dialog


@pytest.fixture
def with_dana(folder: Path, clock: SetClock) -> Path:
    store = open_test_store(folder, clock)
    contact_id = add_contact(store)
    call = InteractionDraft((contact_id,), InteractionKind.CALL, at(MONDAY - timedelta(days=2)), summary="A call")
    store.do(LogInteraction(call))
    store.close()
    return folder


@pytest.fixture
def reopen(
    qapp: QApplication, with_dana: Path, clock: SetClock, messages: ToldProblems
) -> Iterator[Callable[[], Opened]]:
    """Opens the window; as after a crash where it is called again."""
    stood: list[Opened] = []

    def open_again() -> Opened:
        for before in stood:
            before.close_for_good()
        stood[:] = [open_window(qapp, with_dana, clock, messages)]
        stood[0].offer_unfinished()
        stood[0].finish()
        return stood[0]

    yield open_again
    for left in stood:
        left.close_for_good()


def test_nothing_is_written_until_something_is_typed(reopen: Callable[[], Opened], qtbot: QtBot) -> None:
    opened = reopen()
    opened.controller.contacts.go_to(1)
    opened.trigger("log_interaction")
    box_of(qtbot, opened, LogDialog)

    assert kept(opened) == []
    assert not (opened.folder / "drafts").exists()


def test_what_is_typed_is_on_the_disk_for_the_user_alone(reopen: Callable[[], Opened], qtbot: QtBot) -> None:
    opened = reopen()
    log(opened, qtbot, "Two of them retire in May")

    assert kept(opened) == ["log-1"]
    (path,) = (opened.folder / "drafts").iterdir()
    assert "retire in May" in path.read_text("utf-8")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("saves", [True, False])
def test_a_draft_goes_once_it_is_saved_or_thrown_away(reopen: Callable[[], Opened], qtbot: QtBot, saves: bool) -> None:
    opened = reopen()
    dialog = log(opened, qtbot, "Two of them retire in May")
    assert kept(opened) == ["log-1"]

    if saves:
        dialog.verb.click()
    else:
        dialog.reject()
        assert dialog.question is not None
        next(each for each in dialog.question.buttons() if each.text() == "Discard").click()
    opened.finish()

    assert kept(opened) == []


def test_a_draft_stays_while_the_store_does_not_take_it(
    reopen: Callable[[], Opened], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> None:
        raise StoreBusy

    opened = reopen()
    dialog = log(opened, qtbot, "Two of them retire in May")
    with monkeypatch.context() as patched:
        patched.setattr(Store, "do", busy)
        dialog.verb.click()
        opened.finish()
    assert dialog.isVisible()
    assert kept(opened) == ["log-1"]

    dialog.verb.click()
    opened.finish()

    assert kept(opened) == []


def test_it_is_offered_at_the_next_start_and_typed_again(reopen: Callable[[], Opened], qtbot: QtBot) -> None:
    opened = reopen()
    dialog = log(opened, qtbot, "Two of them retire in May")
    qtbot.keyClick(dialog.notes.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.notes.editor, "-> send the article by Fri")
    fill(qtbot, dialog, "In a few words", "Archives hire in spring")
    dialog.kind.setCurrentIndex(2)
    before = fields_in(dialog)
    typed = dialog.typed()

    opened = reopen()
    offer = box_of(qtbot, opened, DraftsDialog)
    assert offer.list.item(0).text() == (
        "Log a contact · With Dana Okafor (Mon 23 Nov 2026, 09:00)\nIn a few words: Archives hire in spring"
    )
    offer.go_on.click()
    opened.finish()

    again = box_of(qtbot, opened, LogDialog)
    assert again.typed() == typed
    assert fields_in(again) == before
    again.verb.click()
    opened.finish()
    assert kept(opened) == []


DIALOGS: dict[str, tuple[str, type[TypedDialog]]] = {
    "add_contact": ("add_contact", AddContactDialog),
    "next step": ("add_next_step", NextStepDialog),
    "outcome": ("record_outcome", OutcomeDialog),
    "follow-up": ("add_follow_up", FollowUpDialog),
    "plan": ("plan_interview", PlanDialog),
    "letter": ("write_letter", LetterDialog),
}


def settled(dialog: TypedDialog) -> TypedDialog:
    if isinstance(dialog, AddContactDialog):
        # What is typed into its first field fills the others after a pause.
        dialog.filler.finish()
    return dialog


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_of_more_than_a_line_comes_back(reopen: Callable[[], Opened], qtbot: QtBot, name: str) -> None:
    action, kind = DIALOGS[name]
    opened = reopen()
    opened.controller.contacts.go_to(1)
    opened.trigger(action)
    dialog = box_of(qtbot, opened, kind)
    editors = [each for each in dialog.findChildren(QPlainTextEdit) if each.isVisible() and not each.isReadOnly()]
    editors += [each for each in dialog.findChildren(QLineEdit) if each.isVisible() and not each.text()]  # type: ignore[misc]
    for editor in editors[:2]:
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.keyClicks(editor, "Bartholomew")
    assert dialog.has_typed()
    typed = settled(dialog).typed()
    assert len(kept(opened)) == 1

    opened = reopen()
    box_of(qtbot, opened, DraftsDialog).go_on.click()
    opened.finish()

    assert settled(box_of(qtbot, opened, kind)).typed() == typed


def test_a_draft_can_wait_be_copied_and_be_discarded(reopen: Callable[[], Opened], qtbot: QtBot) -> None:
    opened = reopen()
    log(opened, qtbot, "Two of them retire in May")
    opened = reopen()
    box_of(qtbot, opened, DraftsDialog).later.click()

    opened = reopen()
    offer = box_of(qtbot, opened, DraftsDialog)
    offer.copy_text.click()
    assert "retire in May" in QGuiApplication.clipboard().text()
    offer.discard.click()

    assert not offer.isVisible()
    assert kept(opened) == []


def test_a_draft_that_waits_is_not_overwritten_by_another_one(reopen: Callable[[], Opened], qtbot: QtBot) -> None:
    opened = reopen()
    log(opened, qtbot, "Two of them retire in May")
    opened = reopen()
    box_of(qtbot, opened, DraftsDialog).later.click()
    log(opened, qtbot, "Something else")
    assert len(kept(opened)) == 2

    opened = reopen()
    offer = box_of(qtbot, opened, DraftsDialog)
    assert offer.list.count() == 2
    offer.go_on.click()
    opened.finish()
    box_of(qtbot, opened, LogDialog).verb.click()
    opened.finish()

    assert len(kept(opened)) == 1


def test_of_someone_who_is_gone_the_text_is_copied(reopen: Callable[[], Opened], qtbot: QtBot, with_dana: Path) -> None:
    DraftFiles(with_dana).keep(
        DialogDraft(DraftKey("log", (77,)), "Log a contact", SetClock().now(), "Notes: retire in May", {})
    )
    opened = reopen()

    box_of(qtbot, opened, DraftsDialog).go_on.click()
    opened.finish()

    assert QGuiApplication.clipboard().text() == "Notes: retire in May"
    assert opened.window.findChild(LogDialog) is None


def test_files_that_are_no_drafts_are_left_alone(reopen: Callable[[], Opened], with_dana: Path) -> None:
    folder = with_dana / "drafts"
    folder.mkdir()
    for name, text in (("log-1.json", "[" * 9_000), ("letter.json", "{}"), ("../x", "mine"), ("notes.txt", "mine")):
        (folder / name).write_text(text)

    opened = reopen()

    assert opened.window.findChild(DraftsDialog) is None
    assert (folder / "notes.txt").read_text() == "mine"


def test_drafts_that_name_a_person_are_forgotten_with_them(
    reopen: Callable[[], Opened], qtbot: QtBot, with_dana: Path
) -> None:
    files = DraftFiles(with_dana)
    now = SetClock().now()
    files.keep(DialogDraft(DraftKey("log", (1,)), "Log a contact", now, "retire in May"))
    files.keep(DialogDraft(DraftKey("question"), "A question of your own", now, "What does dana  Okafor do?"))
    files.keep(DialogDraft(DraftKey("plan", (0,)), "Plan interview", now, "Name: Bo"))
    opened = reopen()
    box_of(qtbot, opened, DraftsDialog).later.click()
    opened.controller.contacts.go_to(1)
    opened.trigger("forget_contact")

    box_of(qtbot, opened, ForgetDialog).verb.click()
    opened.finish()

    assert kept(opened) == ["plan-0"]


def test_changes_the_store_does_not_take_are_kept_until_it_does(
    reopen: Callable[[], Opened], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, messages: ToldProblems
) -> None:
    def busy(*_arguments: object) -> None:
        raise StoreBusy

    opened = reopen()
    with monkeypatch.context() as patched:
        patched.setattr(Store, "do", busy)
        opened.runner.do(EditContact(1, ContactDraft(given_name="Dana", notes="typed at the last moment")))
        opened.finish()
        messages.problems.clear()
        assert len(kept(opened)) == 1
        opened = reopen()

    offer = box_of(qtbot, opened, DraftsDialog)
    assert offer.list.item(0).text().startswith("1 change that could not be saved")
    assert not offer.go_on.isEnabled()
    offer.copy_text.click()
    assert "typed at the last moment" in QGuiApplication.clipboard().text()
    messages.problems.clear()


_PROGRAM = """
import sys
from PySide6.QtTest import QTest
from insidescoop import start
from insidescoop.ui import application

class Typing(application.Application):
    def complete(self):
        super().complete()
        self.controller.contacts.go_to(1)
        self.controller._context.registry.action("log_interaction").trigger()
        from insidescoop.ui.contacts.log_dialog import LogDialog
        dialog = self.window.findChild(LogDialog)
        QTest.keyClicks(dialog.notes.editor, "typed at the last moment")
        print("typed", flush=True)

application.Application = Typing
sys.exit(start.main(["--data-dir", sys.argv[1], "--sample"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals end programs on POSIX systems")
@pytest.mark.parametrize("told", [signal.SIGKILL, signal.SIGTERM])
def test_what_is_typed_into_a_dialog_survives_the_process(tmp_path: Path, told: signal.Signals) -> None:
    words = [sys.executable, "-c", _PROGRAM, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "typed"
        began = time.monotonic()
        while told is signal.SIGKILL and not DraftFiles(tmp_path / "sample").all() and time.monotonic() < began + 20:
            pass
        program.send_signal(told)
        program.wait(timeout=20)

    (draft,) = DraftFiles(tmp_path / "sample").all()
    assert draft.text.splitlines()[-1] == "Notes: typed at the last moment"
