"""Make the bundle in out/dist, say what it weighs, and refuse one that holds what it must not.

Run by `python3 build/dev.py app`, with the Python of `.venv`. The only place that starts PyInstaller: its default
work folder would be this one.
"""

import ctypes
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import debian
from environment import OUT, ROOT, SetUpError, without_display

BUNDLE = OUT / "dist" / "inside-scoop"
REPORT = OUT / "app.json"
FORBIDDEN_FILES = re.compile(
    r"(^|/)((lib)?Qt6?(Sql|Qml|Quick|WebEngine|WebView|WebSockets|MultimediaWidgets|SpatialAudio)\w*[.-]"
    r"|QtNetworkAuth\.|libav(codec|format|util)|libportaudio"
    r"|[\w-]+\.lm\.bin$|plugins/(tls|sqldrivers|multimedia)/)"
)
FORBIDDEN_MODULES = frozenset(
    {"tkinter", "reportlab.lib.fontfinder", "pip", "setuptools", "pytest", "hypothesis", "sounddevice"}
)


def main() -> int:
    """The exit code: 0 a bundle as it should be, 1 none, or one that holds what it must not."""
    try:
        _make()
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    report = weigh(BUNDLE)
    report["sqlite"] = _sqlite_version()
    REPORT.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(
        f"{BUNDLE.relative_to(ROOT)}: {report['mebibytes']} MiB in {report['files']} files, SQLite {report['sqlite']}."
    )
    files = (path.relative_to(BUNDLE).as_posix() for path in BUNDLE.rglob("*"))
    faults = [*forbidden_files(files), *forbidden_modules(_modules())]
    for fault in faults:
        print(f"It must not hold {fault}.", file=sys.stderr)
    return 1 if faults else 0


def _make() -> None:
    # On Linux, PyInstaller reads libraries with objdump; strip takes 15 MiB off libpython.
    if sys.platform == "linux" and shutil.which("objdump") is None:
        if not debian.may_install() or not debian.install(["binutils"]):
            raise SetUpError(
                f"The bundle needs objdump. Type this, then try again: {debian.command_to_type(['binutils'])}"
            )
    for folder in (BUNDLE, OUT / "work"):
        shutil.rmtree(folder, ignore_errors=True)
    made = subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--workpath", str(OUT / "work"), "--distpath", str(OUT / "dist"), str(ROOT / "installer.spec")),
        ],
        cwd=ROOT,
        env=without_display(),
        check=False,
    )
    if made.returncode:
        raise SetUpError("The bundle could not be made; the words above say why.")


def weigh(folder: Path) -> dict[str, object]:
    """Size in MiB, to a tenth, and the number of files; a link counts as what it points to only once."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return {"mebibytes": round(sum(sizes) / 2**20, 1), "files": len(sizes)}


def forbidden_files(names: Iterable[str]) -> list[str]:
    """Those of the bundle's files, with forward slashes, that must not be in it."""
    return sorted(name for name in names if FORBIDDEN_FILES.search(name))


def forbidden_modules(names: Iterable[str]) -> list[str]:
    """Those of the bundle's Python modules that must not be in it, with all below them."""
    return sorted(name for name in names if any(f"{name}.".startswith(f"{no}.") for no in FORBIDDEN_MODULES))


def _modules() -> list[str]:
    """The Python modules of the bundle by name; each is a file of its own."""
    found = [path.relative_to(BUNDLE / "_internal") for path in (BUNDLE / "_internal").rglob("*.pyc")]
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in found]
    if "insidescoop.start" not in names:
        raise SetUpError("The modules of the program are not where they are looked for in the bundle.")
    return names


def _sqlite_version() -> str:
    """The version of the SQLite inside the bundle, or of the interpreter it was copied from if linked into that."""
    library = next(
        (path for path in BUNDLE.rglob("*sqlite3*") if re.match(r"(lib)?sqlite3\.(so|dll|dylib|\d)", path.name)), None
    )
    if library is None:
        return sqlite3.sqlite_version
    version = ctypes.CDLL(str(library)).sqlite3_libversion
    version.restype = ctypes.c_char_p
    found: bytes = version()
    return found.decode()


if __name__ == "__main__":
    sys.exit(main())
