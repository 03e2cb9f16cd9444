"""The window's own files: sizes that may vanish, and the lock that keeps one window on one store."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from insidescoop.ui.main_window import Tab
from insidescoop.ui.window_lock import WindowLock
from insidescoop.ui.window_state import WindowState, load_window_state, save_window_state
from pytestqt.qtbot import QtBot
from window_fixtures import Desk


def test_the_state_is_read_back_as_saved(tmp_path: Path) -> None:
    state = WindowState(geometry="00ff", layout="aa", tab=2, appearance="dark")

    save_window_state(tmp_path / "window.json", state)

    assert load_window_state(tmp_path / "window.json") == state


@given(st.binary() | st.builds(lambda value: json.dumps(value).encode(), st.recursive(
    st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["geometry", "layout", "tab", "appearance", "x"]), inner))))  # fmt: skip
def test_a_damaged_state_costs_sizes_only(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("state") / "window.json"
    path.write_bytes(content)

    state = load_window_state(path)

    assert isinstance(state.tab, int)
    bytes.fromhex(state.geometry)
    bytes.fromhex(state.layout)


def test_a_window_opens_where_it_was_left(desk: Desk) -> None:
    first = desk.open()
    first.window.show_tab(Tab.PITCHES)
    first.registry.action("show_today").trigger()
    first.window.close()

    second = desk.open()

    assert second.window.tabs.currentIndex() == Tab.PITCHES
    assert second.window.today_dock.isHidden()


_HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from insidescoop.ui.window_lock import WindowLock
application = QCoreApplication([])
lock = WindowLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
lock.show_requested.connect(lambda: print("asked", flush=True))
application.exec()
"""


def test_one_store_has_one_window_and_a_second_start_asks_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        second = WindowLock(tmp_path)

        assert not second.acquire()
        second.ask_first_to_show()
        assert holder.stdout.readline().strip() == "asked"

        holder.kill()
        holder.wait()
        qtbot.waitUntil(second.acquire, timeout=2000)
        second.release()
