"""The project's own `.venv`: made from the hash-pinned lock, trusted only by its stamp, repaired when half-made."""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
LOCK = ROOT / "build" / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "inside-scoop-stamp.json"
IS_WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if IS_WINDOWS else "python")
# Smaller downloads pass too quickly to be worth a line.
DOWNLOAD_WORTH_TELLING_MB = 5.0


class SetUpError(Exception):
    """What stops the set-up, said in words for the person at the keyboard."""


def prepare() -> None:
    """Have a `.venv` with every package of the lock and the project itself; at once if it is there already.

    Raises:
        SetUpError: the interpreter lacks venv, or a package could not be fetched.
    """
    stamp = read_stamp(STAMP)
    packages, project = packages_key(LOCK, ROOT), project_key(ROOT / "pyproject.toml")
    for step in steps_due(stamp, packages=packages, project=project, has_python=PYTHON.exists()):
        if step == "packages":
            _make_anew()
            stamp = {"packages": packages}
        elif step == "project":
            _install_project()
            stamp = stamp | {"project": project}
        write_stamp(STAMP, stamp)


def steps_due(stamp: Mapping[str, str], *, packages: str, project: str, has_python: bool) -> tuple[str, ...]:
    """What is still to be done, in order: "packages" makes all anew, "project" installs only ourselves."""
    if stamp.get("packages") != packages or not has_python:
        return ("packages", "project")
    if stamp.get("project") != project:
        return ("project",)
    return ()


def packages_key(lock: Path, root: Path) -> str:
    """Changes with the lock, the interpreter and the project's place: any of them asks for a new `.venv`."""
    return _digest(lock.read_bytes(), sys.version.encode(), platform.machine().encode(), str(root).encode())


def project_key(pyproject: Path) -> str:
    """Changes with pyproject.toml, whose entry points and metadata the installed project repeats."""
    return _digest(pyproject.read_bytes())


def _digest(*parts: bytes) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def read_stamp(path: Path) -> dict[str, str]:
    """What was finished in this `.venv`; empty when it is missing, half-written or not ours."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(path: Path, stamp: Mapping[str, str]) -> None:
    """Whole or not at all: a stamp is the last thing written, so a half-made `.venv` has none."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    new.replace(path)


def remember(fact: str, path: Path = STAMP) -> None:
    """Keep a fact that holds as long as the packages stay the same, such as "Qt starts offscreen"."""
    write_stamp(path, read_stamp(path) | {fact: "yes"})


def is_remembered(fact: str, path: Path = STAMP) -> bool:
    """True if `remember` was told so since the packages were installed."""
    return read_stamp(path).get(fact) == "yes"


def give_back(root: Path = ROOT) -> None:
    """Run by the superuser in another user's checkout, hands what was made there to that user, for their next run."""
    if os.name != "posix" or os.geteuid() != 0 or root.stat().st_uid == 0:
        return
    owner = root.stat()
    for folder, names, files in os.walk(root):
        for name in (*names, *files):
            path = Path(folder) / name
            with contextlib.suppress(OSError):
                if path.lstat().st_uid == 0:
                    os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def script(name: str) -> str:
    """The path of a program that a package put into `.venv`."""
    return str(SCRIPTS / (f"{name}.exe" if IS_WINDOWS else name))


def missing_venv_sentence(missing: Iterable[str], system: str) -> str | None:
    """What to do about an interpreter without `venv` or `ensurepip`; None if both are there.

    Debian leaves `ensurepip` out of its python3 and puts it into a package of its own.
    """
    lacking = sorted(missing)
    if not lacking:
        return None
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    sentence = f"This Python ({sys.executable}) lacks {' and '.join(lacking)}, which the set-up needs.\n"
    if system == "debian":
        return f"{sentence}Type this, then the same command again: sudo apt-get install -y python{version}-venv"
    return f"{sentence}Install the full Python {version}, with its venv module, then type the same command again."


def _make_anew() -> None:
    missing = {name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None}
    sentence = missing_venv_sentence(missing, "debian" if shutil.which("apt-get") else "other")
    if sentence:
        raise SetUpError(sentence)
    STAMP.unlink(missing_ok=True)
    print("Setting up Inside Scoop in .venv (once; two or three minutes, mostly downloading).")
    # A `.venv` never makes itself anew from within: clearing would saw off the branch it sits on.
    interpreter = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [interpreter, "-I", "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if made.returncode:
        raise SetUpError(f"The environment .venv could not be made.\n{_tail(made.stdout + made.stderr)}")
    _pip("install", "--require-hashes", "--no-deps", "--requirement", str(LOCK))


def _install_project() -> None:
    print("Installing Inside Scoop itself.")
    # No index: whatever the build needs is in the lock, so nothing without a hash can slip in.
    _pip("install", "--no-index", "--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    print("Ready.\n")


def _pip(*words: str) -> None:
    """Run pip and tell only what a person waits for.

    Raises:
        SetUpError: pip failed; its last lines are in the message.
    """
    surroundings = os.environ | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_NO_COLOR": "1",
        "PIP_PROGRESS_BAR": "off",
        "PIP_USER": "0",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PYTHONIOENCODING": "utf-8",
    }
    said: list[str] = []
    with subprocess.Popen(
        # Isolated from PYTHONPATH and the user's own packages, not from pip's settings (mirrors, certificates).
        [str(PYTHON), "-I", "-m", "pip", *words],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        try:
            for line in pip.stdout or ():
                said.append(line)
                news = progress_news(line)
                if news:
                    print(f"  {news}")
        except BaseException:
            # Stopped, or no one is listening any more: an installer that went on alone would meet the next one.
            pip.terminate()
            raise
    if pip.returncode:
        raise SetUpError(
            "A package could not be installed. Is this machine online, and is there room on the disk?\n"
            f"The installer's last words:\n{_tail(''.join(said))}"
        )


def progress_news(line: str) -> str | None:
    """What a line of pip means to the person waiting; None if nothing."""
    download = re.match(r"\s*Downloading (?:\S*/)?([^/\s]+?)-\d\S* \(([\d.]+) (MB|GB)\)", line)
    if download:
        name, size, unit = download.groups()
        megabytes = float(size) * (1000 if unit == "GB" else 1)
        return f"downloading {name}, {megabytes:.0f} MB" if megabytes >= DOWNLOAD_WORTH_TELLING_MB else None
    if line.startswith("Installing collected packages"):
        return f"unpacking {line.count(',') + 1} packages" if "," in line else None
    return None


def _tail(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-12:])


def without_display(out: Path = OUT) -> dict[str, str]:
    """The environment for work no one watches: Qt draws offscreen and finds nothing to warn about."""
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    if sys.platform == "linux":
        # Qt warns of a locale that is not UTF-8, and of a runtime folder that is missing or open to others.
        surroundings["LC_ALL"] = "C.UTF-8"
        if "XDG_RUNTIME_DIR" not in surroundings:
            runtime = out / "runtime"
            runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
            surroundings["XDG_RUNTIME_DIR"] = str(runtime)
    return surroundings
