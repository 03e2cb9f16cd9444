"""Takes each protection that tests/faults.toml names out of a copy of the program, and sees a test of its row fail.

The copy is used with the packages of this `.venv`, but with its own sources, also by the processes that tests start.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import tomllib
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT

LONGEST_SECONDS = 300
"""How long the tests of one entry may take; what takes longer hangs, and that is noticed too."""

BITES, DOES_NOT_BITE, NOT_THERE, WAS_SKIPPED = "bites", "DOES NOT BITE", "NOT THERE ONCE", "skipped here"
_NOT_COPIED = shutil.ignore_patterns(".venv", ".git", "out", "__pycache__", ".*_cache", ".hypothesis")
_FAILED, _HANGS = 1, "hangs"


@dataclass(frozen=True, slots=True)
class Without:
    """One protection of a row taken out: in `file`, `old` becomes `new`, and one of `tests` must fail."""

    row: int
    file: Path
    old: str
    new: str
    tests: tuple[str, ...]


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 if every protection is seen by a test, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python3 build/dev.py protections", description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, metavar="ROW", help="rows of tests/faults.toml; all if not said")
    rows = parser.parse_args(arguments).rows
    with tempfile.TemporaryDirectory(prefix="protections-") as folder:
        tree = _Tree(Path(folder).resolve())
        entries = [each for each in read_faults(tree.root) if not rows or each.row in rows]
        if missing := sorted(set(rows) - {each.row for each in entries}):
            parser.error(f"nothing is taken out in row {missing[0]}")
        outcomes, failed = [], set()
        for each in entries:
            outcome, test, seconds = tree.without(each)
            outcomes.append(outcome)
            failed |= {test} - {"", _HANGS}
            print(
                f"row {each.row:2}  {outcome:<14} {seconds:6.1f} s  {each.file}  {test.rpartition('::')[2]}", flush=True
            )
        return verdict(outcomes, is_right_otherwise=not failed or tree.passes(sorted(failed)))


def read_faults(root: Path) -> list[Without]:
    """Every protection that can be taken out, row by row."""
    faults = tomllib.loads((root / "tests" / "faults.toml").read_text(encoding="utf-8"))["fault"]
    return [
        Without(
            fault["row"],
            Path("desktop", "insidescoop", each["file"]),
            each["old"],
            each["new"],
            tuple(f"tests/{test}" for test in each.get("tests", fault.get("tests", ()))),
        )
        for fault in faults
        for each in fault.get("without", ())
    ]


def verdict(outcomes: Sequence[str], *, is_right_otherwise: bool) -> int:
    """The exit code, with the figures told; `is_right_otherwise` if the tests pass with everything in place."""
    toothless = sum(each not in (BITES, WAS_SKIPPED) for each in outcomes)
    print(f"{len(outcomes)} protections taken out, {outcomes.count(BITES)} missed by a test, {toothless} by none.")
    if not is_right_otherwise:
        print("With all of them in place those tests fail too, and so show nothing.")
    return 1 if toothless or not is_right_otherwise else 0


class _Tree:
    """A copy of this project, and an interpreter that imports from there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "tree"
        self._temporary = folder / "tests"
        shutil.copytree(ROOT, self.root, ignore=_NOT_COPIED, symlinks=True)
        environment = folder / "environment"
        venv.create(environment, symlinks=os.name == "posix")
        self._python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        # Lines of a .pth file are no places for further .pth files: the one of this project's own install has no say.
        places = [str(self.root / "desktop"), *dict.fromkeys(map(sysconfig.get_path, ("purelib", "platlib")))]
        site = sysconfig.get_path("purelib", vars={"base": str(environment), "platbase": str(environment)})
        (Path(site) / "borrowed.pth").write_text("\n".join(places) + "\n", encoding="utf-8")
        code = "import insidescoop; print(insidescoop.__file__)"
        found = subprocess.run([self._python, "-c", code], capture_output=True, text=True, check=True).stdout
        if not Path(found.strip()).is_relative_to(self.root):
            raise RuntimeError(f"{found.strip()} would be tested, not the copy of the program.")

    def without(self, entry: Without) -> tuple[str, str, float]:
        """What came of taking a protection out, the test that failed, and the seconds it took."""
        if (self.root / entry.file).read_bytes().count(entry.old.encode()) != 1:
            return NOT_THERE, "", 0.0
        began = time.monotonic()
        with self._changed(entry):
            code, said = self._pytest(entry.tests)
        seconds = time.monotonic() - began
        if code is None:
            return BITES, _HANGS, seconds
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.MULTILINE)
        if code == _FAILED or code < 0:
            return BITES, failed[1].partition("[")[0] if failed else "", seconds
        if code == 0 and "skipped" in said and "passed" not in said:
            return WAS_SKIPPED, "", seconds
        return (DOES_NOT_BITE if code == 0 else f"pytest ended with {code}"), "", seconds

    def passes(self, tests: Sequence[str]) -> bool:
        """True if those tests pass with everything in place."""
        code, said = self._pytest(tests, seconds=LONGEST_SECONDS * 4)
        if code != 0:
            print(said)
        return code == 0

    @contextmanager
    def _changed(self, entry: Without) -> Iterator[None]:
        path = self.root / entry.file
        held = path.read_bytes()
        times = path.stat()
        path.write_bytes(held.replace(entry.old.encode(), entry.new.encode()))
        try:
            yield
        finally:
            path.write_bytes(held)
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def _pytest(self, tests: Sequence[str], *, seconds: float = LONGEST_SECONDS) -> tuple[int | None, str]:
        """The exit code, None for one that had to be stopped, and what was written."""
        words = [
            "-q",
            "-x",
            "-p",
            "no:cacheprovider",
            "--hypothesis-profile=seeing",
            f"--basetemp={self._temporary}",
            *tests,
        ]
        # Compiled files would outlive what was taken out.
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
        surroundings.pop("PYTHONPATH", None)
        running = subprocess.Popen(
            [self._python, "-m", "pytest", *words],
            cwd=self.root,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        try:
            said, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None, ""
        finally:
            _end(running)
        return running.returncode, said


def _end(running: "subprocess.Popen[str]") -> None:
    with suppress(OSError):
        if os.name == "posix":
            # With the programs that its tests have started.
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.communicate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
