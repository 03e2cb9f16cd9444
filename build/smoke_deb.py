"""Install the Debian package, use it from the desktop as a person would, and remove it: the data stays.

Run by root with the Python of `.venv` after `python3 build/dev.py deb`. It has a display and a window manager of its
own and a home folder that is thrown away. What it saw goes to out/smoke-deb.json.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from environment import OUT, SetUpError
from insidescoop import DESKTOP_ID, __version__
from screen import (
    MAIN_WINDOW,
    SmokeError,
    display,
    have_programs,
    press,
    until,
    window_after,
    window_called,
    windows_called,
    write,
    xdotool,
)

REPORT = OUT / "smoke-deb.json"
ENTRY = f"/usr/share/applications/{DESKTOP_ID}.desktop"
PACKAGE_BY_PROGRAM = {
    "Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox", "gio": "libglib2.0-bin", "xprop": "x11-utils",
    "update-desktop-database": "desktop-file-utils", "update-mime-database": "shared-mime-info",
    "desktop-file-validate": "desktop-file-utils", "appstreamcli": "appstream", "lintian": "lintian",
}  # fmt: skip
MEETINGS = "Import meetings"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Okafor;Dana;;;\r\nFN:Dana Okafor\r\nEND:VCARD\r\n"
MEETING = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\n"
    "DTSTART:20300301T140000Z\r\nDTEND:20300301T142000Z\r\nSUMMARY:Coffee with Dana Okafor\r\n"
    "ATTENDEE;CN=Dana Okafor:mailto:dana@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def main() -> int:
    """The exit code: 0 all went as it should, 1 something did not, and was said."""
    try:
        package = package_to_try()
        have_programs(PACKAGE_BY_PROGRAM)
        report: dict[str, object] = {}
        with tempfile.TemporaryDirectory(prefix="inside-scoop-home-") as home, _installed(package):
            report |= _use(Path(home))
            _remove()
            if Path("/usr/lib/inside-scoop").exists() or Path(ENTRY).exists():
                raise SmokeError("removing the package left something behind")
            report["remarks"] = _remarks(package)
            report["data_left"] = (Path(home) / ".local/share/inside-scoop/inside-scoop.sqlite3").stat().st_size
    except (SetUpError, SmokeError, OSError) as problem:
        print(f"The package did not pass: {problem}", file=sys.stderr)
        return 1
    REPORT.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(json.dumps(report, indent=1))
    return 0


def package_to_try() -> Path:
    """The package of this version.

    Raises:
        SetUpError: there is none, or this user may not install it.
    """
    found = sorted((OUT / "dist").glob(f"inside-scoop_{__version__}_*.deb"))
    if not found or os.geteuid() != 0:
        raise SetUpError("This needs a package (python3 build/dev.py deb), and root to install it.")
    return found[0]


def _remarks(package: Path) -> list[str]:
    """What the checkers of desktops and of Debian say, but for lintian's remarks of the lowest kind."""
    with tempfile.TemporaryDirectory() as folder:
        _run("dpkg-deb", "-x", str(package), folder)
        share = Path(folder) / "usr/share"
        said = [
            *_lines("desktop-file-validate", str(share / f"applications/{DESKTOP_ID}.desktop")),
            *_lines("appstreamcli", "validate", "--no-net", str(share / f"metainfo/{DESKTOP_ID}.metainfo.xml")),
            *_lines("lintian", "--allow-root", "--fail-on", "none", str(package)),
        ]
    return [line for line in said if re.match(r"[EW]:|.*(error|warning)", line)]


@contextmanager
def _installed(package: Path) -> Iterator[None]:
    _run("apt-get", "install", "-y", "-q", "--no-install-recommends", str(package))
    try:
        yield
    finally:
        _remove()


def _remove() -> None:
    subprocess.run(["dpkg", "-r", "inside-scoop"], capture_output=True, check=False)


def _use(home: Path) -> dict[str, object]:
    os.environ.update(HOME=str(home), XDG_DATA_HOME=str(home / ".local/share"), XDG_CONFIG_HOME=str(home / ".config"))
    with display(), window_manager():
        began = time.monotonic()
        _start("gio", "launch", ENTRY)
        window = window_called(MAIN_WINDOW)
        report: dict[str, object] = {"first_start_seconds": round(time.monotonic() - began, 2)}
        report["window_class"] = _lines("xprop", "-id", window, "WM_CLASS")[0]
        if DESKTOP_ID not in str(report["window_class"]):
            raise SmokeError("the desktop does not know whose window it is")
        box = _clicked_open(window, "Add contact")
        write(box, "Wilhelmina Teststart")
        press(box, "ctrl+Return")
        until(lambda: not windows_called("Add contact"), "the box for a new contact did not close")
        until(lambda: "Wilhelmina" in _told("list", "contacts"), "the new contact is not in the store")
        report |= {"card_shown_seconds": _opened_by_type(home, "dana.vcf", CARD, "Import contacts")}
        press(windows_called("Import contacts")[-1], "Return")
        until(lambda: "Dana Okafor" in _told("list", "contacts"), "the card was not taken in")
        report |= {
            "meeting_shown_seconds": _opened_by_type(home, "coffee.ics", MEETING, "Meetings|Interviews|calendar")
        }
        press(windows_called(MEETINGS)[-1], "Return")
        until(lambda: "Dana Okafor" in _told("list", "interviews"), "the meeting was not taken in")
        report |= {"sheet_bytes": _printed(window, home / "sheet.pdf")}
        press(window, "ctrl+q")
        until(lambda: not windows_called(MAIN_WINDOW), "the window did not close")
    return report


def _clicked_open(window: str, name: str) -> str:
    """The box that a click on the button in the middle of an empty page, beside Today, opens."""
    size = dict(re.findall(r"(WIDTH|HEIGHT)=(\d+)", xdotool("getwindowgeometry", "--shell", window).stdout))
    x, y = int(int(size["WIDTH"]) * 0.38), int(int(size["HEIGHT"]) * 0.541)
    for _try in range(60):
        xdotool("mousemove", "--window", window, str(x), str(y), "click", "1")
        time.sleep(1)
        if windows_called(name):
            return windows_called(name)[-1]
    raise SmokeError(f"a click on the button opened no {name!r}")


def _opened_by_type(home: Path, file_name: str, text: str, title: str) -> float:
    """The seconds until a file opened by its type is shown in the window that is open."""
    path = home / file_name
    path.write_text(text, newline="")
    told = _lines("gio", "info", "-a", "standard::content-type", str(path))
    kind = next(line.split(": ")[1] for line in told if "content-type" in line)
    _run("gio", "mime", kind, f"{DESKTOP_ID}.desktop")
    began = time.monotonic()
    _start("gio", "open", str(path))
    window_called(title)
    return round(time.monotonic() - began, 2)


def _printed(window: str, target: Path) -> int:
    """The size of the sheet that the preview saves to a file."""
    press(window, "ctrl+3")
    preview = window_after(window, "F6", "Prep sheet")
    press(preview, "ctrl+s")
    asking = window_called("Save")
    write(asking, str(target))
    press(asking, "Return")
    until(target.exists, "the sheet was not written")
    if not target.read_bytes().startswith(b"%PDF-"):
        raise SmokeError("the sheet is no PDF")
    press(preview, "Escape")
    return target.stat().st_size


@contextmanager
def window_manager() -> Iterator[None]:
    """A window manager for as long as it is used."""
    manager = subprocess.Popen(["openbox"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        manager.terminate()
        manager.wait()


def _told(*words: str) -> str:
    return "\n".join(_lines("inside-scoop", *words))


def _lines(*words: str) -> list[str]:
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    return (done.stdout + done.stderr).splitlines()


def _start(*words: str) -> None:
    """Has the desktop start a program, which goes on after the starter has ended: nothing may wait for its output."""
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=False)
    if done.returncode:
        raise SmokeError(f"`{' '.join(words)}` ended with {done.returncode}")


def _run(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise SmokeError(f"`{' '.join(words)}` ended with {done.returncode}: {done.stderr.strip()[-400:]}")


if __name__ == "__main__":
    sys.exit(main())
