"""Sizes, splitters and the chosen look, in a file that may vanish at any time."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.system.atomic_file import keep_damaged, write_whole

STATE_FILE = "window.json"


@dataclass(slots=True)
class WindowState:
    """How the window was left.

    Geometry and layout are Qt's own bytes as hexadecimal text, contact_layout is JSON, notices_given one key a line.
    `place_told` is what was said of where the data lies, one remark a line. `has_board` says that the interviews are
    shown as a board, `has_week` that Today shows the week. `version_run` is the version of the program that saved this:
    "" if none did, "?" if it did not say so yet.
    """

    geometry: str = ""
    layout: str = ""
    tab: int = 0
    appearance: str = "system"
    contact_layout: str = ""
    is_giving_notices: bool = False
    notices_given: str = ""
    place_told: str = ""
    has_board: bool = False
    has_week: bool = False
    version_run: str = ""


def load_window_state(path: Path) -> WindowState:
    """The state last saved; the defaults where there is none, or where the file makes no sense.

    Of such a file a copy is kept beside it, for saving the state writes over it.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return WindowState()
    state = _state_of(content)
    if state is None:
        keep_damaged(path, content)
    return state or WindowState()


def _state_of(content: bytes) -> WindowState | None:
    """The state that a file holds; None if it makes no sense."""
    try:
        found = json.loads(content.decode("utf-8"))
        known = {field.name for field in fields(WindowState)}
        state = WindowState(**{"version_run": "?"} | {name: value for name, value in found.items() if name in known})
        if any(type(getattr(state, name)) is not type(getattr(WindowState(), name)) for name in known):
            return None
        bytes.fromhex(state.geometry), bytes.fromhex(state.layout)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return state


def save_window_state(path: Path, state: WindowState) -> None:
    """Saves the state; a disk that does not take it costs the sizes, nothing else."""
    try:
        write_whole(path, json.dumps(asdict(state)).encode())
    except Problem:
        return
