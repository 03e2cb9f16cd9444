"""The files beside the store: a damaged window state costs the sizes only, and one person has one window."""

import gc
import json
import signal
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from builders import SetClock, open_test_store
from insidescoop.commands.contacts import EditContact
from insidescoop.domain.contacts import ContactDraft
from insidescoop.system.window_lock import WindowLock
from insidescoop.ui.application import Application
from insidescoop.ui.window_state import STATE_FILE, WindowState, load_window_state, save_window_state
from windows import Opened, Screen, ToldProblems, open_window

ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from insidescoop.system.window_lock import WindowLock, WindowRequest
from insidescoop.ui.window_requests import WindowRequests

application = QCoreApplication([])
lock = WindowLock(Path(sys.argv[1]))
has_it = lock.acquire()
print("has it" if has_it else "too late", flush=True)
if not has_it:
    lock.ask_first(WindowRequest((Path("dana.vcf"),)))
    sys.exit(3)
requests = WindowRequests(lock)
def show(request):
    print("shown", *(path.name for path in request.files), flush=True)
    application.quit()
requests.requested.connect(show)
QTimer.singleShot(10_000, application.quit)
application.exec()
lock.release()
"""


def _start(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT / "desktop",
    )


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


# The window's state


@given(st.binary(max_size=200))
def test_any_bytes_in_the_state_file_give_the_usual_window(
    tmp_path_factory: pytest.TempPathFactory, found: bytes
) -> None:
    path = tmp_path_factory.mktemp("state") / "window.json"
    path.write_bytes(found)

    assert isinstance(load_window_state(path), WindowState)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["geometry", "layout", "tab", "appearance", "other"]), JSON))
def test_any_values_in_the_state_file_give_a_state_that_can_be_used(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("state") / "window.json"
    path.write_text(json.dumps(found), "utf-8")

    state = load_window_state(path)

    assert isinstance(state.geometry, str)
    assert isinstance(state.layout, str)
    assert isinstance(state.tab, int)
    assert isinstance(state.appearance, str)
    bytes.fromhex(state.geometry), bytes.fromhex(state.layout)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param('{"tab": 99, "appearance": "pink"}', id="values out of range"),
        pytest.param('{"geometry": "00ff", "layout": "beef"}', id="bytes that are no geometry"),
        pytest.param('{"geometry": 7, "tab": "1"}', id="other kinds of values"),
        pytest.param("[]", id="no object"),
        pytest.param("[" * 100_000, id="a deep hole"),
        pytest.param("", id="nothing"),
    ],
)
def test_the_window_opens_whatever_its_state_file_holds(
    qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock, found: str
) -> None:
    copytree(empty_folder, folder)
    (folder / "window.json").write_text(found, "utf-8")

    opened = open_window(qapp, folder, clock)

    assert opened.window.isVisible()
    assert opened.window.tabs.currentIndex() in (0, 1, 2)
    opened.close_for_good()


@pytest.mark.parametrize("found", [b'{"tab": "one"}', b"\xff\x00", b'{"geometry": "'])
def test_a_damaged_state_file_is_kept_beside_the_one_that_is_written_anew(
    qapp: QApplication, folder: Path, empty_folder: Path, clock: SetClock, found: bytes
) -> None:
    copytree(empty_folder, folder)
    (folder / "window.json").write_bytes(found)

    open_window(qapp, folder, clock).close_for_good()
    open_window(qapp, folder, clock).close_for_good()

    assert (folder / "window.json.damaged").read_bytes() == found
    assert json.loads((folder / "window.json").read_bytes())["appearance"] == "system"


def test_today_opens_on_the_week_if_it_was_left_there(qapp: QApplication, folder: Path, clock: SetClock) -> None:
    first = open_window(qapp, folder, clock)
    first.trigger("show_week")
    first.close_for_good()

    opened = open_window(qapp, folder, clock)

    assert opened.controller.today.switch.currentIndex() == 1
    opened.close_for_good()


TITLE_BAR = 34
"""Pixels that a usual window manager puts over a window."""


def is_in_sight(window: QWidget, screen: Screen) -> bool:
    """Whether a window and its title bar, which Qt puts at its place, are inside a screen and clear of its panel."""
    whole = QRect(window.pos(), window.size() + QSize(2, TITLE_BAR))
    return screen.availableGeometry().contains(whole)


@pytest.mark.parametrize(
    "screen", [Screen(1366, 768), Screen(1366, 768, panel=32), Screen(1024, 640), Screen(720, 450)]
)
def test_the_first_window_fits_the_screen_with_its_title_bar(
    qapp: QApplication, folder: Path, clock: SetClock, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QWidget, "screen", lambda _self: screen)
    opened = Application(qapp, folder, open_store=lambda _key: open_test_store(folder), clock=clock, is_sample=False)
    opened.window.show()

    fits = is_in_sight(opened.window, screen)

    opened.window.close()
    assert fits


@pytest.mark.parametrize("place", [(3000, 2000), (-2900, -1900), (700, 650)])
def test_a_window_left_on_a_screen_that_is_gone_comes_back(
    qapp: QApplication, folder: Path, clock: SetClock, place: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen(1366, 768, panel=32)
    monkeypatch.setattr(QWidget, "screen", lambda _self: screen)
    first = Application(qapp, folder, open_store=lambda _key: open_test_store(folder), clock=clock, is_sample=False)
    first.window.show()
    first.window.resize(2500, 1400)
    first.window.move(*place)
    first.window.close()
    folder.mkdir(exist_ok=True)
    save_window_state(folder / STATE_FILE, first.window.state())

    again = Application(qapp, folder, open_store=lambda _key: open_test_store(folder), clock=clock, is_sample=False)
    again.window.show()
    fits = is_in_sight(again.window, screen)

    again.window.close()
    assert fits


def test_a_state_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    state = WindowState(geometry="00ff", layout="ab", tab=2, appearance="dark")

    save_window_state(tmp_path / "window.json", state)

    assert load_window_state(tmp_path / "window.json") == state


def test_the_chosen_look_is_remembered_before_the_program_ends(opened: Opened, folder: Path) -> None:
    opened.trigger("appearance_dark")

    assert load_window_state(folder / "window.json").appearance == "dark"


def test_garbage_is_looked_for_again_once_the_window_is_complete(
    qapp: QApplication, folder: Path, clock: SetClock
) -> None:
    gc.disable()
    try:
        opened = open_window(qapp, folder, clock)
        is_looked_for = gc.isenabled()
    finally:
        gc.enable()

    assert is_looked_for
    opened.close_for_good()


def test_the_window_comes_back_with_its_tab_and_its_look(qapp: QApplication, folder: Path, clock: SetClock) -> None:
    first = open_window(qapp, folder, clock)
    first.trigger("show_pitches")
    first.trigger("appearance_dark")
    first.close_for_good()

    second = open_window(qapp, folder, clock)

    shown = second.window.tabs.currentIndex(), second.theme.scheme
    second.close_for_good()
    assert shown == (1, "dark")


# The lock


def test_a_second_start_is_turned_away_and_the_first_window_is_asked_to_show(tmp_path: Path) -> None:
    with _start(tmp_path) as first:
        first_said = _line(first)

        with _start(tmp_path) as second:
            second_said = _line(second)

        assert (first_said, second_said) == ("has it", "too late")
        assert second.returncode == 3
        assert _line(first) == "shown dana.vcf"
    assert first.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_a_killed_holder_leaves_the_store_free(tmp_path: Path) -> None:
    with _start(tmp_path) as first:
        assert _line(first) == "has it"
        first.send_signal(signal.SIGKILL)
    lock = WindowLock(tmp_path)

    is_taken = lock.acquire()

    assert is_taken
    lock.release()


@pytest.mark.usefixtures("qapp")
def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    first, second = WindowLock(tmp_path), WindowLock(tmp_path)
    taken = first.acquire(), second.acquire()

    first.release()

    assert taken == (True, False)
    assert second.acquire()
    second.release()


def test_a_command_that_meets_a_problem_is_told_and_changes_nothing(opened: Opened, messages: ToldProblems) -> None:
    opened.runner.do(EditContact(99, ContactDraft(given_name="Nobody")))
    opened.finish()

    assert len(messages.problems) == 1
    assert not opened.registry.action("undo").isEnabled()
    messages.problems.clear()
