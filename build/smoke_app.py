"""Start the bundle as a person would: add a contact, make a sheet, close, and look into the store afterwards.

Run with the Python of `.venv` after `python3 build/dev.py app`. Where there is no display it starts one of its own.
Only Linux: it presses keys with xdotool. What it saw goes to out/smoke.json.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import debian
from environment import OUT, SetUpError
from make_app import BUNDLE, weigh

PROGRAM = BUNDLE / "inside-scoop"
REPORT = OUT / "smoke.json"
MAIN_WINDOW = "^Inside Scoop"
NAME = "Wilhelmina Teststart"
PACKAGE_BY_PROGRAM = {"Xvfb": "xvfb", "xdotool": "xdotool"}
# Generous: a slow machine is no fault of the bundle, and a wait ends as soon as there is something to see.
PATIENCE_SECONDS = 30.0
SECONDS_BEFORE_PRESSING_AGAIN = 2.0
WARM_STARTS = 5


class SmokeError(Exception):
    """What did not happen, in words."""


def main() -> int:
    """The exit code: 0 all went as it should, 1 something did not, and was said."""
    try:
        _have_programs()
        with _display(), tempfile.TemporaryDirectory(prefix="inside-scoop-smoke-") as folder:
            report = weigh(BUNDLE) | _smoke(Path(folder))
    except (SetUpError, SmokeError) as problem:
        print(f"The bundle did not pass: {problem}", file=sys.stderr)
        return 1
    REPORT.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(json.dumps(report, indent=1))
    return 0


def _smoke(folder: Path) -> dict[str, object]:
    words = ["--data-dir", str(folder), "--sample"]
    with _running(words) as (window, first_start):
        box = _window_after(window, "ctrl+n", "Add contact")
        _type(box, NAME)
        _press(box, "ctrl+Return")
        _until(lambda: not _windows("Add contact"), "the box for a new contact did not close")
        _until(lambda: NAME in _told(words, "list", "contacts", "--json"), "the new contact is not in the store")
        _press(window, "ctrl+3")
        preview = _window_after(window, "F6", "Prep sheet")
        _press(preview, "Escape")
        _until(lambda: not _windows("Prep sheet"), "the preview of the sheet did not close")
    sheet = folder / "sheet.pdf"
    _told(words, "prep-sheet", "--next", "-o", str(sheet))
    if not sheet.read_bytes().startswith(b"%PDF-"):
        raise SmokeError("the sheet from the command line is no PDF")
    _told(words, "check")
    if NAME not in _told(words, "list", "contacts", "--json"):
        raise SmokeError("the new contact is gone after closing")
    starts = []
    for _ in range(WARM_STARTS):
        with _running(words) as (_window_id, seconds):
            starts.append(seconds)
    return {
        "first_start_seconds": round(first_start, 3),
        "warm_start_seconds": round(statistics.median(starts), 3),
        "warm_starts": [round(seconds, 3) for seconds in starts],
    }


def _have_programs() -> None:
    if not PROGRAM.exists():
        raise SetUpError("there is no bundle yet. Make it with: python3 build/dev.py app")
    missing = {package for program, package in PACKAGE_BY_PROGRAM.items() if shutil.which(program) is None}
    if missing and not (debian.may_install() and debian.install(missing)):
        raise SetUpError(f"programs are missing. Type this, then try again: {debian.command_to_type(missing)}")


@contextmanager
def _display() -> Iterator[None]:
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


@contextmanager
def _running(words: list[str]) -> Iterator[tuple[str, float]]:
    """The window of a started program and the seconds until it was mapped; at the end it is told to quit."""
    began = time.monotonic()
    program = subprocess.Popen([str(PROGRAM), *words], stdin=subprocess.DEVNULL)
    try:
        window = _window(MAIN_WINDOW, while_running=program)
        seconds = time.monotonic() - began
        yield window, seconds
        _press(window, "ctrl+q")
        try:
            code = program.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            raise SmokeError("it did not close with Ctrl+Q") from None
        if code:
            raise SmokeError(f"it ended with exit code {code}")
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()


def _told(words: list[str], *further: str) -> str:
    done = subprocess.run(
        [str(PROGRAM), *words, *further], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    if done.returncode:
        raise SmokeError(f"`{' '.join(further)}` ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def _windows(name: str) -> list[str]:
    found = _xdotool("search", "--onlyvisible", "--name", name)
    return found.stdout.split()


def _window(name: str, while_running: subprocess.Popen[bytes] | None = None) -> str:
    """The newest visible window of that name, once there is one."""

    def is_there() -> bool:
        if while_running is not None and while_running.poll() is not None:
            raise SmokeError(f"the program ended by itself with code {while_running.returncode}")
        return bool(_windows(name))

    _until(is_there, f"no window called {name!r} appeared")
    return _windows(name)[-1]


def _window_after(window: str, keys: str, name: str) -> str:
    """The window that the keys open; they are pressed again, as the store opens only after the window shows."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        _press(window, keys)
        again = time.monotonic() + SECONDS_BEFORE_PRESSING_AGAIN
        while time.monotonic() < again:
            if _windows(name):
                return _windows(name)[-1]
            time.sleep(0.01)
        if len(_windows(MAIN_WINDOW)) > 1:
            raise SmokeError(f"a box with a problem came up instead of {name!r}; its log tells more")
    raise SmokeError(f"no window called {name!r} came after {keys}")


def _press(window: str, keys: str) -> None:
    # Without a window manager nobody hands out the focus: each key is preceded by taking it.
    _xdotool("windowfocus", "--sync", window)
    _xdotool("key", "--clearmodifiers", keys)


def _type(window: str, text: str) -> None:
    _xdotool("windowfocus", "--sync", window)
    _xdotool("type", "--delay", "15", text)


def _xdotool(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)


def _until(is_so: Callable[[], bool], complaint: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > end:
            raise SmokeError(f"{complaint} within {PATIENCE_SECONDS:.0f} seconds")
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
