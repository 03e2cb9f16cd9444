"""Make the installer of this system in out/dist from the bundle that is there: of Windows with NSIS, of macOS a dmg.

Run by `python3 build/dev.py installer`, with the Python of `.venv`, after `build/make_app.py`. Neither has been run on
its system yet; Linux has build/make_deb.py.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import program_icons
from environment import OUT, ROOT, SetUpError
from insidescoop import __version__
from make_app import BUNDLE

SCRIPT = ROOT / "build/nsis/inside-scoop.nsi"
APPLICATION = OUT / "dist" / "Inside Scoop.app"


def main() -> int:
    """The exit code: 0 it is there, 1 something is missing, and was said."""
    try:
        made = _for_windows() if os.name == "nt" else _for_macos() if sys.platform == "darwin" else None
    except SetUpError as problem:
        print(problem, file=sys.stderr)
        return 1
    if made is None:
        print("On Linux the package is made instead: python3 build/dev.py deb", file=sys.stderr)
        return 1
    print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 2**20:.1f} MiB")
    return 0


def nsis_command(bundle: Path, icon: Path, target: Path) -> list[str]:
    """What makes the installer for Windows."""
    defined = {"VERSION": __version__, "BUNDLE": bundle, "ICON": icon, "TARGET": target}
    return ["makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in defined.items()), str(SCRIPT)]


def dmg_command(folder: Path, target: Path) -> list[str]:
    """What makes a disk image for macOS of a folder."""
    return ["hdiutil", "create", "-volname", "Inside Scoop", "-srcfolder", str(folder), "-format", "UDZO", "-ov",
            str(target)]  # fmt: skip


def _for_windows() -> Path:
    icon = program_icons.write_ico(OUT / "work/inside-scoop.ico")
    target = OUT / "dist" / f"inside-scoop-{__version__}-setup.exe"
    _run(nsis_command(BUNDLE, icon, target), "NSIS (https://nsis.sourceforge.io)")
    return target


def _for_macos() -> Path:
    folder, target = OUT / "work/dmg", OUT / "dist" / f"inside-scoop-{__version__}.dmg"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(APPLICATION, folder / APPLICATION.name, symlinks=True)
    # Next to it, so that dragging one onto the other installs it.
    (folder / "Applications").symlink_to("/Applications")
    _run(dmg_command(folder, target), "macOS")
    return target


def _run(command: list[str], from_whom: str) -> None:
    if shutil.which(command[0]) is None:
        raise SetUpError(f"{command[0]} is missing. It comes with {from_whom}.")
    if subprocess.run(command, check=False).returncode:
        raise SetUpError(f"{command[0]} failed; the words above say why.")


if __name__ == "__main__":
    sys.exit(main())
