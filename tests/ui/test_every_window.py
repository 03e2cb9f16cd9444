"""Every window and dialog fits small screens with large text, has each button in reach, and is read as it is shown."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import walk_packages
from shutil import copytree

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDesktopServices, QFont, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFileDialog,
    QPushButton,
    QWidget,
)

from builders import MONDAY, SetClock
from every_window import CHANGING, close_others, others_than, walk
from examples import is_searching
from insidescoop import ui
from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.domain.problems import Problem, WrongPassphrase
from insidescoop.domain.progress import Progress
from insidescoop.domain.questions.questions import QuestionDraft
from insidescoop.domain.questions.sharing import QuestionPlan
from insidescoop.domain.rehearsal.rehearsals import Limits
from insidescoop.domain.repairs import Repaired, repair_sentences
from insidescoop.ui.backups.dialog import BackupsDialog
from insidescoop.ui.backups.passphrase_dialog import ChangePassphraseDialog
from insidescoop.ui.drafts_dialog import DraftsDialog
from insidescoop.ui.error_messages import MessageBoxes
from insidescoop.ui.external_links import ExternalLinks
from insidescoop.ui.interviews.answers_window import AnswersWindow
from insidescoop.ui.preferences.follow_up_rules_panel import FollowUpRulesPanel
from insidescoop.ui.progress_window import ProgressWindow
from insidescoop.ui.question_bank.shared_questions_dialog import SharedQuestionsDialog
from insidescoop.ui.rehearsal.hear_dialog import HearDialog
from insidescoop.ui.rehearsal.limits import LimitsDialog
from insidescoop.ui.rehearsal.listening import ListeningDialog
from insidescoop.ui.rehearsal.log import RunsDialog
from insidescoop.ui.rehearsal.unsaved_run_dialog import UnsavedRunDialog
from insidescoop.ui.repair.dialogs import CannotOpenDialog, RepairedDialog, WayOut
from insidescoop.ui.theme.metrics import TIGHT, in_proportion
from insidescoop.ui.today.follow_up_dialog import DayDialog
from insidescoop.ui.unsaved_dialog import UnsavedDialog
from insidescoop.ui.widgets.dialogs.passphrase_dialogs import PassphraseDialog
from insidescoop.ui.widgets.dialogs.screen_room import room_for
from insidescoop.ui.widgets.fitting_column import FittingColumn
from insidescoop.ui.widgets.manage_panel import ManagePanel
from insidescoop.ui.widgets.plain_text import PlainLabel
from read_aloud import unread_in
from windows import Opened, Screen, ToldProblems, open_window

# Qt looks for the system's sound when a rehearsal is first shown, and says that none is there.
pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)

SCREENS = ((1440, 900), (1366, 768), (1024, 640)) if is_searching() else ((1440, 900), (1024, 640))
"""The largest first: a window made smaller for one screen stays as small on the next."""

FRAME = QSize(2, 34)
"""What a usual window manager puts around a window."""

BASES = {"FittedDialog", "TypedDialog", "AskingDialog"}
"""What others derive from."""

SHARED = QuestionPlan(
    new=(QuestionDraft("Which archives hire people who come from libraries, and how do they find them?"),),
    already_there=(QuestionDraft("How did you come to this work?"),),
    unread=("Question 3 has no text.",),
)
FILES = {
    "people.csv": "First Name,Last Name,Company\nDana,Okafor,Elsewhere Press\nBo,Berg,\n",
    "odd.csv": "Wer;Wo;Erreichbar;Farbe\nDana Okafor;Harbor;dana@harbor.example;teal\n",
    "invite.ics": (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:abc@calendar.example\r\nSUMMARY:A talk\r\n"
        "DTSTART:20261126T190000Z\r\nORGANIZER;CN=Dana Okafor:mailto:dana@harbor.example\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    ),
}
PROBLEM = Problem(
    "The file could not be written to the folder you chose, for the disk is full.",
    your_data="What you typed is still here, and nothing in the store was changed.",
    next_step="Make room on the disk, or choose another folder, and try again.",
)


@pytest.fixture(
    params=[
        pytest.param(1.0, id="usual text"),
        pytest.param(1.5, id="half as large again", marks=pytest.mark.thorough),
        pytest.param(2.0, id="twice as large"),
    ]
)
def sized(
    qapp: QApplication,
    request: pytest.FixtureRequest,
    folder: Path,
    sample_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Opened]:
    """The sample with one of three sizes of text."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: 0)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    copytree(sample_folder, folder)
    usual = QFont(qapp.font())
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * request.param)
    qapp.setFont(large)
    opened = open_window(qapp, folder, SetClock(), ToldProblems(), is_sample=True)
    yield opened
    opened.close_for_good()
    qapp.setFont(usual)


def settle() -> None:
    for _pass in range(4):
        QApplication.processEvents()


def out_of_reach(window: QWidget) -> Iterator[str]:
    """The buttons of a window that are cut off, and that no scroll bar brings into sight."""
    for button in window.findChildren(QAbstractButton):
        part: QWidget = button
        seen = button.rect()
        while button.isVisible() and not part.isWindow():
            holder = part.parentWidget()
            seen = seen.translated(part.pos())
            area = holder.parentWidget()
            scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is holder
            across = scrolls and area.horizontalScrollBar().isVisible()
            down = scrolls and area.verticalScrollBar().isVisible()
            is_cut_across = seen.left() < 0 or seen.right() >= holder.width()
            is_cut_down = seen.top() < 0 or seen.bottom() >= holder.height()
            if (is_cut_across and not across) or (is_cut_down and not down):
                yield f"{button.text() or button.accessibleName()!r} is cut off in a {type(holder).__name__}"
                break
            if across or down:
                break
            part = holder


def cut_off(window: QWidget) -> Iterator[str]:
    """The labels of a window that have less room than their words need."""
    for label in window.findChildren(PlainLabel):
        room = label.contentsRect()
        flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextSingleLine
        needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 0), flags, label.text())
        if (
            label.isVisible()
            and label.text()
            and (needed.width() > room.width() + 1 or needed.height() > room.height() + 1)
        ):
            yield f"{label.text()!r} needs {needed.width()}x{needed.height()} and has {room.width()}x{room.height()}"


def out_of_shape(window: QWidget) -> Iterator[str]:
    """The titles that are not as near to their fields as elsewhere, and the buttons to close that are drawn wide."""
    for title in window.findChildren(PlainLabel):
        field = title.buddy()
        if field is not None and title.isVisible() and field.isVisible():
            below = title.mapTo(window, title.rect().bottomLeft()) + QPoint(0, 1)
            place = field.mapTo(window, QPoint(0, 0))
            if abs(place.x() - below.x()) < TIGHT and place.y() - below.y() != TIGHT:
                yield f"{title.text()!r} is {place.y() - below.y()} pixels above its field"
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.text() == "Close" and button.width() > button.sizeHint().width():
            yield "Close is drawn wide"


def scrolled_in_vain(window: QWidget) -> Iterator[str]:
    """The parts of a window with a scroll bar that they would not need if the window were as large as it may be."""
    usual, room = window.size(), room_for(window)
    areas = [area for area in window.findChildren(QAbstractScrollArea) if area.isVisible()]
    for bar_of, whole in (
        (QAbstractScrollArea.verticalScrollBar, QSize(usual.width(), room.height())),
        (QAbstractScrollArea.horizontalScrollBar, QSize(room.width(), usual.height())),
    ):
        scrolled = [area for area in areas if bar_of(area).isVisible()]
        if scrolled:
            window.resize(whole)
            settle()
            in_vain = (area for area in scrolled if not bar_of(area).isVisible() or not bar_of(area).maximum())
            yield from (f"a {type(area).__name__} is scrolled in vain" for area in in_vain)
            window.resize(usual)
            settle()


def our_kinds_of(kind: type[QWidget]) -> set[str]:
    """The names of all classes of the program that derive from one of Qt's."""
    for module in walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(module.name)
    return {each.__name__ for each in _deriving_from(kind) if each.__module__.startswith(f"{ui.__name__}.")}


def _deriving_from(kind: type[QWidget]) -> set[type[QWidget]]:
    return set(kind.__subclasses__()).union(*(_deriving_from(each) for each in kind.__subclasses__()))


class NoVoice(QObject):
    """A voice that takes its time."""

    begun, ended, failed = Signal(int), Signal(), Signal(object)

    def begin(self) -> None: ...

    def close(self) -> None: ...


class Looking:
    """Looks over the windows in sight on every screen and closes them; `faults` says what is wrong with which.

    With text of the usual size, it asks for what a screen reader would say of them too.
    """

    def __init__(self, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
        self._opened = opened
        self._monkeypatch = monkeypatch
        self.faults: dict[str, None] = {}
        self.seen: set[str] = set()
        self._be_on(SCREENS[0])

    def __call__(self, where: str = "") -> None:
        settle()
        if in_proportion(100, QApplication.font()) == 100:
            self._listen(where)
        for window in others_than(self._opened.window):
            self.seen.add(type(window).__name__)
            self.seen.update(type(panel).__name__ for panel in window.findChildren(ManagePanel))
            # A menu scrolls by itself, and a rehearsal fills the screen.
            if window.windowType() != Qt.WindowType.Popup and not window.isFullScreen():
                for screen in SCREENS:
                    self._look_over(window, screen)
        close_others(self._opened)
        self._be_on(SCREENS[0])

    def _listen(self, where: str) -> None:
        main = [self._opened.window] if where.endswith("the page") else []
        for window in (*main, *others_than(self._opened.window)):
            unread = (f"{where}: {type(window).__name__}: {fault}" for fault in unread_in(window))
            self.faults.update(dict.fromkeys(unread))

    def _be_on(self, screen: tuple[int, int]) -> None:
        self._monkeypatch.setattr(QWidget, "screen", lambda _self: Screen(*screen))

    def _look_over(self, window: QWidget, screen: tuple[int, int]) -> None:
        self._be_on(screen)
        # As it is when it opens. Hidden first, some dialogs would take it for their end.
        window.showEvent(QShowEvent())
        settle()
        room, name = QSize(*screen) - FRAME, f"{type(window).__name__} on {screen[0]}x{screen[1]}"
        if window.width() > room.width() or window.height() > room.height():
            self.faults[f"{name} is {window.width()}x{window.height()}"] = None
        faults = (*out_of_reach(window), *cut_off(window), *out_of_shape(window), *scrolled_in_vain(window))
        self.faults.update(dict.fromkeys(f"{name}: {fault}" for fault in faults))
        has_room = screen == SCREENS[0] and in_proportion(100, QApplication.font()) == 100
        for column in window.findChildren(FittingColumn):
            if column.horizontalScrollBar().isVisible() or (has_room and column.verticalScrollBar().isVisible()):
                self.faults[f"{name}: its fields have to be scrolled to"] = None


def other_windows(opened: Opened, folder: Path) -> Iterator[Callable[[], object]]:
    """Ways to the windows that no action opens at once."""
    contacts, pitching = opened.controller.contacts, opened.controller.pitches_controller
    importing, exporting = opened.controller.importing, opened.controller.exporting

    def choose_people(count: int) -> None:
        opened.trigger("show_everybody")
        table = contacts.people.table
        choose = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.choose_place(0)
        for place in range(1, count):
            table.selectionModel().select(table.model().index(place, 0), choose)

    def show_answers_as_pages() -> None:
        opened.trigger("show_answers")
        next(each for each in opened.window.findChildren(AnswersWindow) if each.isVisible()).show_pages()

    def show_rules_where_there_is_a_tray() -> None:
        opened.trigger("follow_up_rules")
        next(each for each in opened.window.findChildren(FollowUpRulesPanel) if each.isVisible()).offer_notices(
            is_on=True, is_possible=True
        )

    def show_report() -> None:
        opened.trigger("show_runs")
        runs = next(each for each in opened.window.findChildren(RunsDialog) if each.isVisible())
        runs.table.choose_place(0)
        runs.report.click()

    def ask_before_restoring() -> None:
        opened.trigger("back_up_now")
        opened.trigger("show_backups")
        next(each for each in opened.window.findChildren(BackupsDialog) if each.isVisible()).restore.click()

    yield ask_before_restoring
    yield show_rules_where_there_is_a_tray
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8", newline="")
        yield partial(importing.import_files, (folder / name,))
    exporting.export_everything_to(folder / "all.json")
    opened.finish()
    yield partial(importing.import_files, (folder / "all.json",))
    yield lambda: (choose_people(2), opened.trigger("merge_selected"))
    yield lambda: (choose_people(3), opened.trigger("delete_contact"))
    yield show_answers_as_pages
    opened.trigger("show_pitches")
    yield pitching.choose_length
    yield pitching.choose_checks
    yield show_report
    yield ListeningDialog(opened.window).open
    yield HearDialog("Archives", "I ran a library for nine years. " * 20, NoVoice(), opened.window).open  # type: ignore[arg-type]
    yield SharedQuestionsDialog("questions.json", SHARED, opened.window).open
    yield UnsavedDialog([f"Edit contact number {number}" for number in range(9)], parent=opened.window).open
    draft = DialogDraft(
        DraftKey("log", (1,)), "Log a contact · With Dana Okafor", SetClock().now(), "They hire in May."
    )
    yield DraftsDialog([draft] * 9, "America/New_York", bool, opened.window).open
    backup = "The newest backup is of Mon 23 Nov 2026, 09:00, with 1,200 contacts, 31 interviews, 4 pitches."
    yield CannotOpenDialog(PROBLEM, tuple(WayOut), backup=backup, parent=opened.window).open
    lost = Repaired({"contact": 1_200}, {"interaction": 12}, {"rehearsal": 4}, ("pitch", "holiday"), 3, 2)
    yield RepairedDialog(repair_sentences(lost, "Mon 23 Nov 2026, 09:00"), opened.window).open
    yield partial(opened.controller.backups.files.ask_for_new_passphrase, folder / "inside scoop 2026-11-23.isbackup")
    asking = PassphraseDialog(
        "Restore from a file", "Open", question="Passphrase of copy.isbackup", parent=opened.window
    )
    yield partial(asking.show_problem, WrongPassphrase("copy.isbackup"))
    at_start = PassphraseDialog(
        "Inside Scoop",
        "Open",
        question="Passphrase for your data",
        sentences=("Your data is in /home/maya/.local/share/inside-scoop",),
        refusal="Quit",
        way_out="Restore from a f&ile…",
        parent=opened.window,
    )
    yield partial(at_start.show_problem, WrongPassphrase("your data"))
    changing = ProgressWindow("Changing the passphrase of your data")
    changing.show_progress(Progress(3, 20, "Rewriting backups"))
    yield changing.open
    yield ChangePassphraseDialog(lambda _typed: False, parent=opened.window).open
    yield UnsavedRunDialog(PROBLEM, b"RIFF", SetClock().now(), opened.window).open
    yield LimitsDialog(Limits(50, 60), opened.window).open
    yield DayDialog("Send the article on how archives hire", MONDAY, proposed=MONDAY, parent=opened.window).open
    yield partial(MessageBoxes(opened.window).tell, PROBLEM)
    yield partial(ExternalLinks(opened.window).open_link, "https://b\u00fccher.example")
    yield opened.controller.interviews_controller.meetings.offer_to_go_on
    yield opened.show_quick_add


def test_every_window_fits_the_screen_has_its_buttons_in_reach_and_is_read_as_it_is_shown(
    sized: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    look = Looking(sized, monkeypatch)

    walk(sized, look, also=CHANGING)
    for open_one in other_windows(sized, tmp_path):
        open_one()
        sized.finish()
        look()

    assert not look.faults, "\n".join(look.faults)
    assert (our_kinds_of(QDialog) | our_kinds_of(ManagePanel)) - BASES - look.seen == set()


def test_every_page_has_its_buttons_in_reach_and_its_labels_whole(sized: Opened) -> None:
    faults: dict[str, None] = {}
    contacts = sized.controller.contacts
    pages: dict[str, Callable[[], object]] = {
        "contacts": lambda: sized.trigger("show_everybody"),
        "organizations": lambda: sized.trigger("show_targets"),
        "pitches": lambda: sized.trigger("show_pitches"),
        "interviews": lambda: sized.trigger("show_interviews"),
    }

    for screen, (page, show) in product(SCREENS, pages.items()):
        sized.window.resize(QSize(*screen) - FRAME)
        show()
        for place in range(0, contacts.people.table.row_count() if page == "contacts" else 1, 4):
            if page == "contacts":
                contacts.people.table.choose_place(place)
            settle()
            wrong = (*out_of_reach(sized.window), *cut_off(sized.window), *out_of_shape(sized.window))
            faults.update(dict.fromkeys(f"{page} on {screen}: {fault}" for fault in wrong))

    assert not faults, "\n".join(faults)
