"""A virtual display with keyboard and mouse, to use the program as a person does. Linux only."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import debian
from environment import SetUpError

# Generous: a slow machine is no fault of the program, and a wait ends as soon as there is something to see.
PATIENCE_SECONDS = 30.0
MAIN_WINDOW = "^Inside Scoop"
SECONDS_BEFORE_PRESSING_AGAIN = 2.0


class SmokeError(Exception):
    """Something expected did not happen; the message says what."""


def have_programs(package_by_program: dict[str, str]) -> None:
    """Installs what is missing, where that may be done.

    Raises:
        SetUpError: it may not; the message holds what to type.
    """
    missing = {package for program, package in package_by_program.items() if shutil.which(program) is None}
    if missing and not (debian.may_install() and debian.install(missing)):
        raise SetUpError(f"programs are missing. Type this, then try again: {debian.command_to_type(missing)}")


@contextmanager
def display() -> Iterator[None]:
    """The display that is there, or one made for this run and taken away after it."""
    if os.environ.get("DISPLAY"):
        yield
        return
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise SmokeError("the virtual display did not start")
        os.environ["DISPLAY"] = f":{number}"
        yield
    finally:
        os.environ.pop("DISPLAY", None)
        server.terminate()
        server.wait()


def windows_called(name: str) -> list[str]:
    """The numbers of the visible windows whose title matches a regular expression, in the order of the display."""
    found = xdotool("search", "--onlyvisible", "--name", name)
    return found.stdout.split()


def window_called(name: str, while_running: subprocess.Popen[bytes] | None = None) -> str:
    """The newest visible window of that name, once there is one."""

    def is_there() -> bool:
        if while_running is not None and while_running.poll() is not None:
            raise SmokeError(f"the program ended by itself with code {while_running.returncode}")
        return bool(windows_called(name))

    until(is_there, f"no window called {name!r} appeared")
    return windows_called(name)[-1]


def window_after(window: str, keys: str, name: str) -> str:
    """The window that the keys open; they are pressed again, as the store opens only after the window shows."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        press(window, keys)
        again = time.monotonic() + SECONDS_BEFORE_PRESSING_AGAIN
        while time.monotonic() < again:
            if windows_called(name):
                return windows_called(name)[-1]
            time.sleep(0.01)
        if len(windows_called(MAIN_WINDOW)) > 1:
            raise SmokeError(f"a box with a problem came up instead of {name!r}; its log tells more")
    raise SmokeError(f"no window called {name!r} came after {keys}")


def press_until(window: str, keys: str, is_so: Callable[[], bool], complaint: str) -> None:
    """Presses keys in a window until something is so; again and again, as a busy window may miss the first.

    Raises:
        SmokeError: it is not within PATIENCE_SECONDS; the message begins with the complaint.
    """
    pressed_at = -SECONDS_BEFORE_PRESSING_AGAIN

    def is_so_now() -> bool:
        nonlocal pressed_at
        if time.monotonic() - pressed_at >= SECONDS_BEFORE_PRESSING_AGAIN:
            press(window, keys)
            pressed_at = time.monotonic()
        return is_so()

    until(is_so_now, complaint)


def press(window: str, keys: str) -> None:
    """Presses keys as xdotool names them ("ctrl+n") in a window."""
    # Without a window manager, nothing assigns the focus, so it is set before each key.
    xdotool("windowfocus", "--sync", window)
    xdotool("key", "--clearmodifiers", keys)


def write(window: str, text: str) -> None:
    """Types a text into what has the focus of a window."""
    xdotool("windowfocus", "--sync", window)
    xdotool("type", "--delay", "15", text)


def xdotool(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs xdotool with these words; what it says of a failure is in the answer."""
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)


def until(is_so: Callable[[], bool], complaint: str) -> None:
    """Waits until something is so.

    Raises:
        SmokeError: it is not within PATIENCE_SECONDS; the message begins with the complaint.
    """
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > end:
            raise SmokeError(f"{complaint} within {PATIENCE_SECONDS:.0f} seconds")
        time.sleep(0.01)
