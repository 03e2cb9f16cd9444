"""What a user sees when something went wrong: one dialog at a time; nothing they typed reaches the log."""

import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from builders import SetClock
from insidescoop.domain.problems import Problem, StoreBusy
from insidescoop.outputs.prep_sheets import make_prep_sheet
from insidescoop.queries.interview_board import next_interview_id
from insidescoop.system.log import LOG_FILE, redacted, start_log
from insidescoop.system.user_files import STORE_FILE
from insidescoop.ui import paper_preview, store_reader
from insidescoop.ui.error_messages import QUIET_SECONDS, MessageBoxes, UnexpectedErrors, install_excepthook
from insidescoop.ui.interviews.answers_model import AnswersModel
from insidescoop.ui.paper_preview import PaperPreview
from insidescoop.ui.widgets.record_table import RecordTableModel
from windows import Opened, button

DISK_FULL = Problem("The <b>disk</b> is full.", your_data="Nothing was lost.", next_step="Free some space.")
CANARY = "Dana Okafor +1-555-0134"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def dialogs(window: QWidget) -> MessageBoxes:
    return MessageBoxes(window)


@pytest.fixture
def restored_excepthook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


def boxes() -> list[QMessageBox]:
    """The message dialogs on the screen."""
    QApplication.processEvents()
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def failed() -> RuntimeError:
    """An error that was raised, so that it knows where."""
    try:
        raise RuntimeError(CANARY)
    except RuntimeError as error:
        return error


def test_a_problem_is_shown_in_its_three_sentences_and_as_plain_text(dialogs: MessageBoxes) -> None:
    dialogs.tell(DISK_FULL)

    (box,) = boxes()
    assert box.text() == "The <b>disk</b> is full.\n\nNothing was lost.\n\nFree some space."
    assert box.textFormat().name == "PlainText"  # type: ignore[attr-defined]
    button(box, "Close").click()


def test_messages_come_one_at_a_time_and_the_dialog_says_how_many_follow(dialogs: MessageBoxes) -> None:
    for what in ("First.", "Second.", "Third."):
        dialogs.tell(Problem(what, your_data="Nothing was lost.", next_step="Go on."))

    texts = []
    for _ in range(3):
        (box,) = boxes()
        texts.append(box.text())
        button(box, "Close").click()
    assert [text.split(".")[0] for text in texts] == ["First", "Second", "Third"]
    assert texts[0].endswith("2 more messages follow.")
    assert texts[1].endswith("1 more message follows.")
    assert boxes() == []


def test_the_same_message_again_is_counted_not_repeated(dialogs: MessageBoxes) -> None:
    for _ in range(5):
        dialogs.tell(DISK_FULL)

    (box,) = boxes()
    dialogs.tell(DISK_FULL)
    assert box.text().endswith("This happened 6 times.")
    button(box, "Close").click()
    assert boxes() == []


def test_what_follows_a_message_comes_after_it_was_read(dialogs: MessageBoxes) -> None:
    done: list[str] = []

    dialogs.tell(DISK_FULL, then=lambda: done.append("closed"))

    (box,) = boxes()
    assert done == []
    button(box, "Close").click()
    assert done == ["closed"]


def test_a_message_comes_over_the_dialog_in_use(dialogs: MessageBoxes, window: QWidget) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()

    dialogs.tell(DISK_FULL)

    (box,) = boxes()
    assert box.parent() is dialog
    button(box, "Close").click()
    dialog.close()


@pytest.mark.usefixtures("restored_excepthook")
def test_a_paint_that_fails_again_and_again_shows_one_dialog(dialogs: MessageBoxes, qtbot: QtBot) -> None:
    class Failing(QWidget):
        paints = 0

        def paintEvent(self, _event: QEvent) -> None:
            Failing.paints += 1
            raise ZeroDivisionError

    install_excepthook(UnexpectedErrors(dialogs).tell)
    failing = Failing()
    qtbot.addWidget(failing)
    failing.show()
    for _ in range(50):
        failing.update()
        QApplication.processEvents()
    shown = boxes()
    assert Failing.paints >= 10
    assert len(shown) == 1
    button(shown[0], "Close").click()
    for _ in range(5):
        failing.update()
        QApplication.processEvents()
    assert boxes() == []
    failing.close()


def test_a_defect_of_one_place_is_shown_once_a_minute(dialogs: MessageBoxes) -> None:
    time = [0.0]
    errors = UnexpectedErrors(dialogs, now=lambda: time[0])
    counts = []

    for seconds in (0.0, QUIET_SECONDS - 1, QUIET_SECONDS + 1):
        time[0] = seconds
        errors.tell(failed())
        counts.append(len(boxes()))
        for box in boxes():
            button(box, "Close").click()

    assert counts == [1, 0, 1]


def test_a_problem_that_no_one_caught_is_shown_as_a_problem(dialogs: MessageBoxes) -> None:
    UnexpectedErrors(dialogs).tell(DISK_FULL)

    (box,) = boxes()
    assert box.text().startswith("The <b>disk</b> is full.")
    button(box, "Close").click()


@pytest.mark.usefixtures("restored_excepthook")
def test_an_interrupt_from_the_keyboard_is_not_shown_as_a_defect(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[BaseException] = []
    install_excepthook(told.append)

    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


# Nothing that was typed, in the log or in the details


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    ours, root = logging.getLogger("insidescoop"), logging.getLogger()
    before = list(ours.handlers), list(root.handlers)
    start_log(tmp_path)
    yield lambda: (tmp_path / LOG_FILE).read_text(encoding="utf-8") if (tmp_path / LOG_FILE).exists() else ""
    for logger, handlers in zip((ours, root), before, strict=True):
        for added in [each for each in logger.handlers if each not in handlers]:
            added.close()
            logger.removeHandler(added)


@pytest.mark.usefixtures("restored_excepthook")
def test_the_log_names_the_error_and_its_place_but_nothing_typed(log: Callable[[], str]) -> None:
    install_excepthook(lambda _error: None)
    try:
        try:
            StoreBusy(CANARY)  # type: ignore[call-arg]
        except TypeError as error:
            raise ValueError(f"invalid literal: '{CANARY}'") from error
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)

    written = log()
    assert "ValueError" in written
    assert "TypeError" in written
    assert not any(part in written for part in CANARY.split())


def test_the_log_names_the_lines_of_our_own_files(log: Callable[[], str]) -> None:
    try:
        redacted("no error")  # type: ignore[arg-type]
    except AttributeError as error:
        text = redacted(error)

    assert "system/log.py:" in text
    assert "redacted" in text
    assert "test_error_messages" not in text
    assert log() == ""


def test_what_libraries_log_is_left_out(log: Callable[[], str]) -> None:
    logging.getLogger("icalendar").warning("cannot parse %s", CANARY)
    logging.getLogger("insidescoop.store").warning("the index was rebuilt")

    assert "Okafor" not in log()
    assert "the index was rebuilt" in log()


def test_the_details_that_can_be_copied_hold_nothing_typed(dialogs: MessageBoxes) -> None:
    dialogs.tell_defect(failed())

    (box,) = boxes()
    button(box, "Copy details").click()
    copied = QApplication.clipboard().text()
    assert "RuntimeError" in copied
    assert not any(part in copied for part in CANARY.split())


# A store that another program holds


@pytest.fixture
def held(sample: Opened) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(sample.runner.data_folder() / STORE_FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_a_read_waits_for_the_file_while_the_window_goes_on(sample: Opened, held: sqlite3.Connection) -> None:
    ticks: list[float] = []
    ticking = QTimer()
    ticking.timeout.connect(lambda: ticks.append(monotonic()))
    ticking.start(10)
    QTimer.singleShot(400, lambda: held.execute("ROLLBACK"))

    undo = sample.runner.history().undo

    ticking.stop()
    assert undo is None
    assert len(ticks) >= 4, "the event loop stood still"


def test_a_read_that_cannot_wait_longer_is_a_problem(
    sample: Opened, held: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_reader, "READ_WAIT_SECONDS", 0.2)

    with pytest.raises(StoreBusy):
        sample.runner.history()

    held.execute("ROLLBACK")
    assert sample.runner.history().redo is None


def test_rows_that_could_not_be_fetched_are_painted_once_the_file_is_free(
    sample: Opened, held: sqlite3.Connection
) -> None:
    table = sample.controller.contacts.people.table
    table.set_rows(type(table.records._rows)(14, sample.controller.contacts.people._fetch))

    blank = table.text_at(0, 0)
    held.execute("ROLLBACK")

    assert blank == ""
    assert table._again.isActive()
    assert table.text_at(0, 0)


# Models


def test_a_model_that_fails_reports_it_and_the_program_goes_on(sample: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: told.append(error))
    model = sample.controller.contacts.people.table.records
    monkeypatch.setattr(model, "_rows", None)

    assert model.rowCount() == 0
    assert [type(each) for each in told] == [TypeError]


def test_a_header_outside_the_table_is_no_error(sample: Opened) -> None:
    table = sample.controller.contacts.people.table
    model = table.model()

    assert model.headerData(99, table.horizontalHeader().orientation()) is None


def test_every_model_method_that_qt_asks_is_guarded() -> None:
    asked = {"rowCount", "columnCount", "data", "headerData", "flags", "index", "parent"}
    models = [RecordTableModel, AnswersModel]
    unguarded = [
        f"{model.__name__}.{name}"
        for model in models
        for name in asked & vars(model).keys()
        if not hasattr(vars(model)[name], "__wrapped__")
    ]

    assert set(QAbstractTableModel.__subclasses__()) >= set(models)
    assert unguarded == []


# Printers


def test_a_preview_asks_for_printers_only_when_print_is_pressed(
    sample: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(paper_preview.QPrinterInfo, "availablePrinterNames", lambda: asked.append("asked") or [])
    monkeypatch.setattr(paper_preview, "QPrinter", lambda *_: pytest.fail("a printer was opened"))
    interview_id = sample.runner.read(lambda session: next_interview_id(session, now=SetClock().now()))
    assert interview_id is not None
    made = sample.runner.read(lambda session: make_prep_sheet(session, interview_id, zone="UTC"))

    preview = PaperPreview(made, sample.icons, title="Prep sheet", parent=sample.window)
    preview.show()
    before = list(asked)
    button(preview, "Print…").click()

    assert before == []
    assert asked == ["asked"]
    assert "No printer is set up" in preview._note.text()
    preview.close()
