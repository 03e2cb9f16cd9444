"""Install the package in a Debian with nothing but a file manager, and do the main job there as a first-time user.

Run by root with the Python of `.venv` after `python3 build/dev.py deb`. The system is made by debootstrap from the
mirror of this one, in a folder that is thrown away; its user is not root. Display, window manager and keys are this
system's. What it saw goes to out/bare-debian.json.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from environment import OUT, SetUpError
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
    xdotool,
)
from smoke_deb import CARD, MEETING, MEETINGS, package_to_try, window_manager

REPORT = OUT / "bare-debian.json"
PACKAGE_BY_PROGRAM = {
    "Xvfb": "xvfb", "xdotool": "xdotool", "openbox": "openbox", "debootstrap": "debootstrap", "unshare": "util-linux",
}  # fmt: skip
FILE_MANAGER = ("pcmanfm", "libfm-modules", "lxmenu-data")
HOME = "home/rosa"
SECONDS_ALLOWED = 120
"""From the double-click to the sheet, for somebody who reads what is on the screen; keys alone take a small part."""


def main() -> int:
    """The exit code: 0 all went as it should, 1 something did not, and was said."""
    try:
        package = package_to_try()
        have_programs(PACKAGE_BY_PROGRAM)
        with tempfile.TemporaryDirectory(prefix="bare-debian-", ignore_cleanup_errors=True) as folder:
            report = _try(Path(folder) / "system", package)
    except (SetUpError, SmokeError, OSError) as problem:
        print(f"The package did not pass in a bare Debian: {problem}", file=sys.stderr)
        return 1
    REPORT.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(json.dumps(report, indent=1))
    return 0


def _try(system: Path, package: Path) -> dict[str, object]:
    suite, mirror = _suite_and_mirror()
    _run("debootstrap", "--variant=minbase", suite, str(system), mirror)
    shutil.copy("/etc/resolv.conf", system / "etc")
    _run(*_inside(system, "apt-get", "install", "-y", "-q", "--no-install-recommends", *FILE_MANAGER))
    before = _packages(system)
    shutil.copy(package, system)
    _run(*_inside(system, "apt-get", "install", "-y", "-q", "--no-install-recommends", f"/{package.name}"))
    report: dict[str, object] = {"packages_brought_along": sorted(_packages(system) - before)}
    _run(*_inside(system, "useradd", "--create-home", "--uid", "1000", "rosa"))
    with display(), window_manager():
        report |= _use(system)
    _run(*_inside(system, "dpkg", "-r", "inside-scoop"))
    report["data_left"] = (system / HOME / ".local/share/inside-scoop/inside-scoop.sqlite3").stat().st_size
    return report


def _use(system: Path) -> dict[str, object]:
    sheet = system / HOME / "sheet.pdf"
    with _double_clicked(system, "menu://applications/Office", "Office"):
        began = time.monotonic()
        window = window_called(MAIN_WINDOW)
        started = time.monotonic()
    box = window_after(window, "ctrl+n", "Add contact")
    write(box, "Marta Silva, curator at Harbor Museum")
    press_until(box, "ctrl+Return", partial(_is_closed, "Add contact"), "the new contact was not taken")
    box = window_after(window, "ctrl+i", "Plan interview")
    write(box, "Marta Silva")
    press_until(box, "Return", partial(_is_closed, "Plan interview"), "the interview was not taken")
    preview = window_after(window, "F6", "Prep sheet")
    press(preview, "ctrl+s")
    asking = window_called("Save")
    write(asking, f"/{HOME}/{sheet.name}")
    press(asking, "Return")
    until(lambda: sheet.exists() and sheet.read_bytes().startswith(b"%PDF-"), "the sheet was not written")
    saved = time.monotonic()
    press_until(preview, "Escape", partial(_is_closed, "Prep sheet"), "the preview did not close")
    for name, text, title, kind in (
        ("dana.vcf", CARD, "Import contacts", "contacts"),
        ("coffee.ics", MEETING, MEETINGS, "interviews"),
    ):
        folder = system / HOME / kind
        folder.mkdir()
        (folder / name).write_text(text, newline="")
        with _double_clicked(system, f"/{HOME}/{kind}", kind):
            box = window_called(title)
        press_until(box, "Return", partial(_is_closed, title), f"{name} was not taken in")
    press_until(window, "ctrl+q", partial(_is_closed, MAIN_WINDOW), "the window did not close")
    told = _run(*_inside(system, "inside-scoop", "list", "interviews", user="1000"))
    if not all(name in told for name in ("Marta Silva", "Dana Okafor")) or saved - began > SECONDS_ALLOWED:
        raise SmokeError(f"not all is there, or it took {saved - began:.0f} seconds:\n{told}")
    return {"start_seconds": round(started - began, 2), "sheet_seconds": round(saved - began, 2)}


def _is_closed(title: str) -> bool:
    return not windows_called(title)


@contextmanager
def _double_clicked(system: Path, place: str, title: str) -> Iterator[None]:
    """The first of what lies in a folder, opened by a double-click; the file manager ends afterwards."""
    words = _inside(system, "pcmanfm", place, user="1000")
    manager = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        window = window_called(f"^{title}$")
        time.sleep(2)  # its window comes before the list in it
        xdotool("mousemove", "--window", window, "206", "97", "click", "--repeat", "2", "--delay", "80", "1")
        yield
    finally:
        manager.terminate()
        manager.wait()


def _suite_and_mirror() -> tuple[str, str]:
    form = "$(ORIGIN) $(CODENAME) $(REPO_URI)"
    told = _run("apt-get", "indextargets", "--format", form, "Created-By: Packages", "Component: main")
    found = re.search(r"^Debian (\w+) (\S+)$", told, re.MULTILINE)
    if found is None:
        raise SetUpError("Apt knows no mirror of Debian; try `apt-get update`.")
    return found[1], found[2]


def _packages(system: Path) -> set[str]:
    return set(_run(*_inside(system, "dpkg-query", "-W", "-f", "${Package}\n")).split())


def _inside(system: Path, *words: str, user: str = "0") -> list[str]:
    """The command that does something in that system; what is mounted for it goes when it ends."""
    home = f"/{HOME}" if user != "0" else "/root"
    script = f'mount -t proc proc {system}/proc && exec chroot --userspec={user}:{user} {system} "$@"'
    surroundings = [f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"]
    kept = ["DEBIAN_FRONTEND=noninteractive", f"DISPLAY={os.environ.get('DISPLAY', '')}"]
    return ["unshare", "--mount", "sh", "-c", script, "sh", "env", "-i", *surroundings, *kept, *words]


def _run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=1200, check=False)
    if done.returncode:
        raise SmokeError(f"`{' '.join(words[-3:])}` ended with {done.returncode}: {done.stderr.strip()[-600:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
