"""The system libraries Qt needs and its wheels do not bring: found out by trying, installed or named."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable

import debian
import environment
from environment import PYTHON, SetUpError

# What the window, the preview and the printer dialog load; QtSvg draws the icons.
MODULES = ("QtGui", "QtWidgets", "QtSvg", "QtPdf", "QtPdfWidgets", "QtPrintSupport")
PROBE = f"from PySide6 import {', '.join(MODULES)}; QtGui.QGuiApplication([]); print('Qt starts')"
OFFSCREEN_LIBRARIES = (*(f"lib/libQt6{name[2:]}.so.6" for name in MODULES), "plugins/platforms/libqoffscreen.so")
WINDOW_LIBRARIES = (*OFFSCREEN_LIBRARIES, "lib/libQt6XcbQpa.so.6", "plugins/platforms/libqxcb.so")
# What recording and the voice load, later and only if they are there: see rehearsal_microphone and rehearsal_voice.
SOUND_LIBRARIES = ("lib/libQt6Multimedia.so.6", "lib/libQt6TextToSpeech.so.6")
VOICE_LIBRARIES = ("plugins/texttospeech/libqtexttospeech_speechd.so",)
# From `readelf -d` over the libraries above and `dpkg -S` on Debian 12. QtPdf links QtNetwork, and that Kerberos.
_TABLE = json.loads((environment.ROOT / "resources/qt_libraries.json").read_text(encoding="utf-8"))
PACKAGE_BY_LIBRARY: dict[str, str] = {library: packages["apt"] for library, packages in _TABLE.items()}


def has_display() -> bool:
    """True if a window can be expected to open."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure_offscreen() -> None:
    """Return once Qt starts without a display; at once if it is known to.

    Raises:
        SetUpError: libraries are missing and cannot be installed from here; the message holds what to type.
    """
    _ensure("Qt starts offscreen", environment.without_display(), OFFSCREEN_LIBRARIES)


def ensure_for_tests() -> None:
    """Return once Qt starts without a display and its sound can be loaded; at once if they are known to.

    Raises:
        SetUpError: as for `ensure_offscreen`.
    """
    ensure_offscreen()
    if not environment.is_remembered("Qt's sound loads"):
        _have_all(SOUND_LIBRARIES)
        environment.remember("Qt's sound loads")


def ensure_for_window() -> None:
    """Return once Qt starts on this display; at once if it is known to.

    Raises:
        SetUpError: as for `ensure_offscreen`, or the display does not answer.
    """
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or "the desktop"
    _ensure(f"Qt starts on {display}", dict(os.environ), WINDOW_LIBRARIES)


def ensure_for_bundle() -> None:
    """Return once all that a window needs is here to be copied into the bundle, though no display may be.

    Raises:
        SetUpError: as for `ensure_offscreen`.
    """
    ensure_offscreen()
    _have_all((*WINDOW_LIBRARIES, *SOUND_LIBRARIES, *VOICE_LIBRARIES))


def _have_all(libraries: Iterable[str]) -> None:
    missing = missing_libraries(_words_of_ldd(libraries))
    if missing and not (debian.may_install() and debian.install(packages_for(missing))):
        raise SetUpError(advice("", missing=missing, has_apt=debian.has_apt()))


def _ensure(fact: str, surroundings: dict[str, str], libraries: Iterable[str]) -> None:
    if environment.is_remembered(fact):
        return
    tried: set[str] = set()
    while True:
        words = _words_of_a_failed_start(surroundings)
        if words is None:
            environment.remember(fact)
            return
        missing = missing_libraries(words + _words_of_ldd(libraries))
        # The loader names some libraries only once others are there, so this goes round while it finds new ones.
        packages = packages_for(missing) - tried
        if not packages or not debian.may_install() or not debian.install(packages):
            raise SetUpError(advice(words, missing=missing, has_apt=debian.has_apt()))
        tried |= packages


def _words_of_a_failed_start(surroundings: dict[str, str]) -> str | None:
    """What Qt or the loader said when it could not start; None if it started."""
    try:
        tried = subprocess.run(
            [str(PYTHON), "-I", "-c", PROBE],
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=120,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "Qt did not start within two minutes."
    if tried.returncode == 0 and "Qt starts" in tried.stdout:
        return None
    return tried.stderr or f"Qt ended with code {tried.returncode}."


def _words_of_ldd(libraries: Iterable[str]) -> str:
    """What the loader misses for these of Qt's libraries, all at once; empty where there is no ldd."""
    if shutil.which("ldd") is None:
        return ""
    folder = next((environment.VENV / "lib").glob("python3*/site-packages/PySide6/Qt"), None)
    if folder is None:
        return ""
    paths = [str(folder / name) for name in libraries if (folder / name).exists()]
    return subprocess.run(["ldd", *paths], capture_output=True, text=True, check=False).stdout


def missing_libraries(words: str) -> set[str]:
    """The libraries that the loader or ldd call missing in their words.

    Not Qt: it says "libxcb-cursor0 is needed" whenever a display does not answer, also where it is installed.
    """
    found = set(re.findall(r"(\S+\.so[.\d]*): cannot open shared object file", words))
    found |= set(re.findall(r"^\s*(\S+) => not found", words, re.MULTILINE))
    return found


def packages_for(libraries: Iterable[str]) -> set[str]:
    """Debian's packages for the libraries; a library we do not know has none."""
    return {PACKAGE_BY_LIBRARY[name] for name in libraries if name in PACKAGE_BY_LIBRARY}


def advice(words: str, *, missing: set[str], has_apt: bool) -> str:
    """What to type or look for, from what Qt said and the libraries that are missing."""
    packages = packages_for(missing)
    if has_apt and packages:
        return (
            "Qt, which draws the window, needs some system libraries that are not here yet.\n"
            f"Type this, then the same command again:\n  {debian.command_to_type(packages)}"
        )
    if missing:
        return (
            "Qt, which draws the window, needs some system libraries that are not here yet.\n"
            f"Install the packages of your system that hold {', '.join(sorted(missing))}, then try again."
        )
    if "could not connect to display" in words:
        return (
            "The display does not answer. Type this in a terminal on the desktop, or without a display: env -u DISPLAY"
        )
    last = "\n".join(f"  {line}" for line in words.strip().splitlines()[-6:])
    return f"Qt, which draws the window, does not start here. It said:\n{last}"
