"""Start the bundle as a person would: add a contact, make a sheet, close, and look into the store afterwards.

It is started under an odd name too, among modules that must not be run, and once watched by strace: neither the program
nor what it starts may ask for a socket of the internet.
Run with the Python of `.venv` after `python3 build/dev.py app`. Where there is no display it starts one of its own.
Only Linux: it presses keys with xdotool. What it saw goes to out/smoke.json.
"""

import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from environment import OUT, SetUpError
from make_app import BUNDLE, weigh
from network_watch import insist_on_no_network, watched
from screen import (
    MAIN_WINDOW,
    SmokeError,
    display,
    have_programs,
    press,
    press_until,
    until,
    window_after,
    window_called,
    windows_called,
    write,
)

PROGRAM = BUNDLE / "inside-scoop"
REPORT = OUT / "smoke.json"
NAME = "Wilhelmina Teststart"
PACKAGE_BY_PROGRAM = {"Xvfb": "xvfb", "xdotool": "xdotool", "strace": "strace"}
WARM_STARTS = 5
STRANGE_MODULES = ("reportlab_settings", "reportlab_mods", "json", "sqlite3", "insidescoop", "PySide6", "sitecustomize")


def main() -> int:
    """The exit code: 0 all went as it should, 1 something did not, and was said."""
    try:
        _have_programs()
        with display(), tempfile.TemporaryDirectory(prefix="inside-scoop-smoke-") as folder:
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
        box = window_after(window, "ctrl+n", "Add contact")
        write(box, NAME)
        press(box, "ctrl+Return")
        until(lambda: not windows_called("Add contact"), "the box for a new contact did not close")
        until(lambda: NAME in _told(words, "list", "contacts", "--json"), "the new contact is not in the store")
        _make_sheet(window)
    trace = folder / "sockets"
    with _running(words, by=watched(trace)) as (window, _seconds):
        _make_sheet(window)
    insist_on_no_network(trace)
    _insist_on_sound()
    _start_in_an_odd_place(folder / "odd ü %41 #x?")
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


def _insist_on_sound() -> None:
    """There may be no microphone here, but there must be what asks for one."""
    asked = subprocess.run(
        [str(PROGRAM), "--sound", "record"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    if b"not available" in asked.stdout or not asked.stdout:
        raise SmokeError(f"the bundle cannot record: {asked.stdout.decode()} {asked.stderr.decode()}")


def _start_in_an_odd_place(place: Path) -> None:
    """The window and a sheet, without a folder for temporary files, where modules lie about that must not be run."""
    place.mkdir()
    ran = place / "ran"
    for name in STRANGE_MODULES:
        (place / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r})", encoding="utf-8")
    (place / ".reportlab_settings").write_text(f"open({str(ran)!r}, 'a').write('dot')", encoding="utf-8")
    strange = {"HOME": str(place), "PYTHONPATH": str(place), "TMPDIR": str(place / "none")}
    words = ["--data-dir", str(place / "d ä %2F #?"), "--sample"]
    with _environment(strange), contextlib.chdir(place):
        with _running(words) as (window, _seconds):
            _make_sheet(window)
        _told(words, "prep-sheet", "--next", "-o", "sheet #1.pdf")
        _told(words, "check")
    if ran.exists():
        raise SmokeError(f"it ran modules of the folder it was started in: {ran.read_text()}")


@contextmanager
def _environment(changed: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(changed)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _make_sheet(window: str) -> None:
    press(window, "ctrl+3")
    preview = window_after(window, "F6", "Prep sheet")
    press_until(preview, "Escape", lambda: not windows_called("Prep sheet"), "the preview of the sheet did not close")


def _have_programs() -> None:
    if not PROGRAM.exists():
        raise SetUpError("there is no bundle yet. Make it with: python3 build/dev.py app")
    have_programs(PACKAGE_BY_PROGRAM)


@contextmanager
def _running(words: list[str], by: Sequence[str] = ()) -> Iterator[tuple[str, float]]:
    """The window of a started program and the seconds until it was mapped; at the end it is told to quit.

    `by` is the command that starts it, if another one does.
    """
    began = time.monotonic()
    program = subprocess.Popen([*by, str(PROGRAM), *words], stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        window = window_called(MAIN_WINDOW, while_running=program)
        seconds = time.monotonic() - began
        yield window, seconds
        press_until(window, "ctrl+q", lambda: program.poll() is not None, "it did not close with Ctrl+Q")
        if program.returncode:
            raise SmokeError(f"it ended with exit code {program.returncode}")
    finally:
        if program.poll() is None:
            # With what started it, and all that it has started.
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _told(words: list[str], *further: str) -> str:
    done = subprocess.run(
        [str(PROGRAM), *words, *further], capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    if done.returncode:
        raise SmokeError(f"`{' '.join(further)}` ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
