"""The system libraries that Qt needs to open a window on Linux, looked for before Qt ends the process for one.

Qt itself names libxcb-cursor0 whatever is missing, and then aborts.
"""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.system.resources import resource_path

_INSTALLING = {"apt": "sudo apt install", "dnf": "sudo dnf install"}
# What shows a sentence on a desktop without Qt. A text is never read as markup, nor as an option.
_BOXES = (
    ("zenity", "--error", "--no-markup", "--title=Inside Scoop", "--text={}"),
    ("kdialog", "--title", "Inside Scoop", "--error", "{}"),
    ("xmessage", "-center", "{}"),
)


class LibraryMissing(Problem):
    """A library of the system is missing or broken, so that Qt can open no window and show no box."""


def insist_on_libraries() -> None:
    """Returns if Qt can open a window with the libraries that are here; at once on Windows and macOS.

    Raises:
        LibraryMissing: it cannot; the problem names the packages to install.
    """
    if sys.platform != "linux":
        return
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        return
    plugins = Path(spec.origin).parent / "Qt/plugins/platforms"
    insist_on_one_of([plugins / f"libq{name}.so" for name in platforms(os.environ)])


def platforms(environment: Mapping[str, str]) -> list[str]:
    """The names of Qt's plug-ins that can open a window here, as in ["wayland", "xcb"]."""
    chosen = environment.get("QT_QPA_PLATFORM")
    if chosen:
        return [name.partition(":")[0] for name in chosen.split(";")]
    names = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
    return [name for variable, name in names.items() if environment.get(variable)]


def insist_on_one_of(plugins: Iterable[Path], load: Callable[[str], object] = ctypes.CDLL) -> None:
    """Returns if one of the plug-ins can be loaded, or none of them is there: Qt may know others.

    Raises:
        LibraryMissing: none can; the first one says why.
    """
    failed: list[tuple[Path, str]] = []
    for plugin in filter(Path.exists, plugins):
        try:
            # What is loaded here Qt need not load again, so it costs nothing.
            load(str(plugin))
        except OSError as error:
            # In a bundle PyInstaller puts words of its own over those of the loader.
            failed.append((plugin, str(error.__cause__ or error)))
        else:
            return
    if failed:
        raise _problem(*failed[0])


def _problem(plugin: Path, words: str) -> LibraryMissing:
    # The loader names the first library that is missing, ldd all of them.
    missing = missing_libraries(words + _words_of_ldd(plugin))
    managers = [name for name in _INSTALLING if shutil.which(name)]
    return LibraryMissing(
        f"Qt, which draws the window, cannot be loaded ({words}).",
        your_data="Nothing was changed.",
        next_step=advice(missing, managers),
    )


def missing_libraries(words: str) -> list[str]:
    """The libraries that the loader or ldd call missing or broken, by name."""
    found = set(re.findall(r"(\S+\.so[.\d]*): (?:cannot open shared object file|file too short|invalid ELF)", words))
    found |= set(re.findall(r"^\s*(\S+) => not found", words, re.MULTILINE))
    return sorted({Path(name).name for name in found})


def advice(missing: Collection[str], managers: Collection[str]) -> str:
    """What to type for these libraries with the first of the package managers; without one, what to look for."""
    table = json.loads(resource_path("qt_libraries.json").read_text(encoding="utf-8"))
    known = {manager: sorted({table[name][manager] for name in missing if name in table}) for manager in _INSTALLING}
    if not missing:
        return "Start Inside Scoop on a newer system, or install the package made for yours."
    for manager in managers:
        if known[manager]:
            return f"Type this, then start Inside Scoop again: {_INSTALLING[manager]} {' '.join(known[manager])}"
    named = "; ".join(
        f"on {system}: {' '.join(known[manager])}"
        for manager, system in (("apt", "Debian"), ("dnf", "Fedora"))
        if known[manager]
    )
    return f"Install what holds {', '.join(missing)}{f' ({named})' if named else ''}, then start Inside Scoop again."


def show_without_qt(text: str) -> None:
    """Shows a text with a program of the desktop, if there is one, until it is closed."""
    for program, *words in _BOXES:
        if shutil.which(program):
            subprocess.run([program, *(word.format(text) for word in words)], check=False)  # noqa: S603
            return


def _words_of_ldd(plugin: Path) -> str:
    if shutil.which("ldd") is None:
        return ""
    return "\n" + subprocess.run(["ldd", str(plugin)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607
