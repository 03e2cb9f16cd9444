"""The lock: every package with its exact version and the hashes of all its files, for all systems we know."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from environment import IS_WINDOWS, LOCK, OUT, ROOT, SetUpError

TOOLS = OUT / "lock-tools"
RESOLVER = "uv==0.13.9"
HEADER = """\
# Every package for running, testing and bundling Inside Scoop, pinned by version and hash,
# for Linux, macOS and Windows and Python 3.11 to 3.13.
# Made from pyproject.toml by: python3 build/dev.py lock
"""


def make(words: Sequence[str]) -> None:
    """Write build/requirements.lock anew; versions stay where they are unless the words hold `--upgrade`.

    Raises:
        SetUpError: the resolver could not be fetched, failed, or wrote what does not belong in the lock.
    """
    resolver = TOOLS / ("Scripts/uv.exe" if IS_WINDOWS else "bin/uv")
    python = TOOLS / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
    _run([sys.executable, "-I", "-m", "venv", str(TOOLS)])
    _run([str(python), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", RESOLVER])
    draft = OUT / "requirements.lock"
    # The resolver keeps the versions that it finds in the file it is to write.
    draft.write_text(LOCK.read_text(encoding="utf-8") if LOCK.exists() else "", encoding="utf-8")
    _run(
        [
            *(str(resolver), "pip", "compile", "--no-config", "--quiet"),
            *("--universal", "--python-version", "3.11", "--generate-hashes", "--all-extras"),
            # Whose mirror answered is nobody's business, and no address is to be trusted: the hashes are.
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
            *("--output-file", str(draft), *words, "pyproject.toml"),
        ],
        without=("UV_FIND_LINKS", "UV_INDEX", "UV_EXTRA_INDEX_URL"),
    )
    text = HEADER + draft.read_text(encoding="utf-8")
    faults = faults_of(text)
    if faults:
        raise SetUpError("The new lock is not used:\n" + "\n".join(f"  {fault}" for fault in faults))
    LOCK.write_text(text, encoding="utf-8", newline="\n")
    print(f"{LOCK.relative_to(ROOT)}: {len(entries(text))} packages.")


def entries(lock: str) -> dict[str, list[str]]:
    """The hashes of each `name==version`, in the order of the lock."""
    found: dict[str, list[str]] = {}
    for entry in re.sub(r"\\\n", " ", lock).splitlines():
        if entry.strip() and not entry.lstrip().startswith("#"):
            found[entry.split()[0]] = re.findall(r"--hash=sha256:([0-9a-f]{64})(?![0-9a-f])", entry)
    return found


def faults_of(lock: str) -> list[str]:
    """What a lock must not hold: an address, a path of this machine, a loose version, an entry without hashes."""
    faults = [f"line {number}: an address" for number, line in enumerate(lock.splitlines(), 1) if "://" in line]
    faults += [f"a path of this machine: {path}" for path in (str(ROOT), str(Path.home())) if path in lock]
    for entry, hashes in entries(lock).items():
        if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._!+-]+", entry):
            faults.append(f"not an exact version: {entry}")
        if not hashes:
            faults.append(f"no hash: {entry}")
    return faults


def _run(command: list[str], without: Sequence[str] = ()) -> None:
    surroundings = {name: value for name, value in os.environ.items() if name not in without}
    if "SSL_CERT_FILE" not in surroundings and surroundings.get("PIP_CERT"):
        surroundings["SSL_CERT_FILE"] = surroundings["PIP_CERT"]
    if subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode:
        raise SetUpError("The lock could not be made; the words above say why. The old one is untouched.")
