"""What a disk may hold after a power cut, made from the system calls of a real process.

Stricter than most disks: what was written since the last fsync of a file is there or not, 512 bytes at a time, in any
choice; a name is only sure to be there, or gone, after an fsync of its folder.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from crash_model import USUAL, Model, State, judged

SECTOR = 512
USUAL_STEPS = (
    "add", "add", "run", "add", "undo", "redo", "backup", "bulk", "add", "forget", "add", "undo", "add", "backup",
    "run", "bulk", "undo", "redo", "restore", "add", "add", "undo", "backup", "add",
)  # fmt: skip
"""One session of work that holds every kind of step."""

_CALLS = (
    "openat,pwrite64,write,sendfile,ftruncate,fsync,fdatasync,"
    "unlink,unlinkat,rename,renameat,renameat2,mkdir,link,linkat"
)
_LINE = re.compile(r"^\d+ +(\w+)\((.*)\)\s+= (-?\d+|\?)")
_HEX = r"((?:\\x[0-9a-f]{2})*)"


def steps_of(seed: int) -> tuple[str, ...]:
    """Another session of the same length for each seed."""
    random = Random(seed)  # noqa: S311
    return tuple(random.choice(USUAL) for _step in USUAL_STEPS)


@dataclass(frozen=True)
class Call:
    """One system call: `kind` is made, written, cut, synced, deleted, renamed, linked, copied or said."""

    kind: str
    path: str = ""
    to: str = ""
    at: int | None = None
    content: bytes = b""


def may_trace() -> bool:
    """True if strace is here and may look into a process."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return tried.returncode == 0


def record(folder: Path, *, seed: int, steps: Sequence[str] = USUAL_STEPS) -> list[Call]:
    """The system calls of a process that does `steps` on a new store in `folder`.

    Raises:
        RuntimeError: the process failed.
    """
    trace = folder.with_name(f"{folder.name}.trace")
    worker = Path(__file__).with_name("crash_worker.py")
    done = subprocess.run(
        ["strace", "-f", "-xx", "-yy", "-s", "2000000", "-e", f"trace={_CALLS}", "-o", str(trace),
         sys.executable, str(worker), str(folder), str(seed), *steps],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    calls = list(_read(trace, str(folder)))
    trace.unlink()
    return calls


def _read(trace: Path, root: str) -> Iterator[Call]:
    with trace.open() as lines:
        for line in lines:
            found = _LINE.match(line)
            if found and not found[3].startswith(("-", "?")):
                call = _call(found[1], found[2], int(found[3]))
                if call is not None and (call.kind == "said" or root in (call.path[: len(root)], call.to[: len(root)])):
                    yield call


def _call(name: str, words: str, result: int) -> Call | None:
    if name == "openat":
        opened = re.match(rf'AT_FDCWD<{_HEX}>, "{_HEX}", ([A-Z_|]+)', words)
        if opened is None or "O_CREAT" not in opened[3]:
            return None
        path = os.path.join(_text(opened[1]), _text(opened[2]))  # noqa: PTH118
        return Call("made", path, at=0 if "O_TRUNC" in opened[3] else None)
    if name in ("pwrite64", "write"):
        written = re.match(rf'(\d+)<{_HEX}[^>]*>, "{_HEX}"(\.\.\.)?, \d+(?:, (\d+))?', words)
        if written is None:
            return None
        content = _bytes(written[3])
        if written[1] == "1":
            return Call("said", content=content)
        return Call("written", _text(written[2]), at=int(written[5]) if written[5] else None, content=content)
    if name == "ftruncate":
        cut = re.match(rf"\d+<{_HEX}[^>]*>, (\d+)", words)
        return None if cut is None else Call("cut", _text(cut[1]), at=int(cut[2]))
    if name in ("fsync", "fdatasync"):
        synced = re.match(rf"\d+<{_HEX}", words)
        return None if synced is None else Call("synced", _text(synced[1]))
    if name == "sendfile":
        copied = re.match(rf"\d+<{_HEX}[^>]*>, \d+<{_HEX}", words)
        return None if copied is None else Call("copied", _text(copied[1]), _text(copied[2]), at=result)
    paths = [_text(each) for each in re.findall(rf'"{_HEX}"', words)]
    kind = {"unlink": "deleted", "unlinkat": "deleted", "mkdir": "folder", "link": "linked", "linkat": "linked"}.get(
        name, "renamed"
    )
    return Call(kind, paths[0], paths[1] if len(paths) > 1 else "")


def _bytes(shown: str) -> bytes:
    return bytes.fromhex(shown.replace("\\x", ""))


def _text(shown: str) -> str:
    return _bytes(shown).decode("utf-8", "replace")


def without_syncs(calls: Sequence[Call]) -> list[Call]:
    """The same work of a program that never waits for the disk."""
    return [call for call in calls if call.kind != "synced"]


def without_folder_syncs(calls: Sequence[Call]) -> list[Call]:
    """The same work of a program that waits for files only, and not for their names."""
    return [call for call in calls if call.kind != "synced" or "." in Path(call.path).name]


@dataclass(eq=False)
class _File:
    """What is on the disk for sure, and what was written since."""

    sure: bytearray = field(default_factory=bytearray)
    unsure: list[Call] = field(default_factory=list)
    end: int = 0

    def now(self) -> bytes:
        """What a process reads."""
        content = bytearray(self.sure)
        for call in self.unsure:
            _apply(content, call)
        return bytes(content)


class _Disk:
    def __init__(self) -> None:
        self.live: dict[str, _File] = {}
        self.sure: dict[str, _File] = {}
        self.unsure: list[tuple[str, str, str, _File | None]] = []

    def do(self, call: Call) -> None:
        file = self.live.get(call.path)
        if call.kind == "made":
            if file is None:
                file = self.live[call.path] = _File()
                self.unsure.append(("made", call.path, "", file))
            elif call.at == 0:
                file.unsure.append(Call("cut", at=0))
            file.end = 0
        elif call.kind in ("written", "cut") and file is not None:
            at = file.end if call.kind == "written" and call.at is None else call.at
            if call.kind == "written" and call.at is None:
                file.end += len(call.content)
            file.unsure.append(Call(call.kind, at=at, content=call.content))
        elif call.kind == "copied" and file is not None and call.to in self.live:
            source = self.live[call.to].now()
            content = source[file.end : file.end + (call.at or 0)]
            file.unsure.append(Call("written", at=file.end, content=content))
            file.end += len(content)
        elif call.kind == "synced":
            self._sync(call.path, file)
        elif call.kind == "deleted":
            self.live.pop(call.path, None)
            self.unsure.append(("deleted", call.path, "", None))
        elif call.kind in ("renamed", "linked") and file is not None:
            if call.kind == "renamed":
                del self.live[call.path]
            self.live[call.to] = file
            self.unsure.append((call.kind, call.path, call.to, file))

    def _sync(self, path: str, file: _File | None) -> None:
        if file is not None:
            for call in file.unsure:
                _apply(file.sure, call)
            file.unsure = []
            return
        waiting = self.unsure
        self.unsure = []
        for entry in waiting:
            if str(Path(entry[2] or entry[1]).parent) == path:
                _name(self.sure, entry)
            else:
                self.unsure.append(entry)

    def after_a_cut(self, random: Random) -> dict[str, bytes]:
        """The files by path: of what is unsure, a random choice."""
        share = random.choice((0.0, 0.5, 0.9, 1.0))
        names = random.choice(("none", "all", "first ones", "some"))
        kept = {
            "none": [],
            "all": self.unsure,
            "first ones": self.unsure[: random.randrange(len(self.unsure) + 1)],
            "some": [entry for entry in self.unsure if random.random() < 0.5],
        }[names]
        there = dict(self.sure)
        for entry in kept:
            _name(there, entry)
        return {path: _left(file, share, random) for path, file in there.items()}


def _name(there: dict[str, _File], entry: tuple[str, str, str, _File | None]) -> None:
    kind, path, to, file = entry
    if kind == "made" and file is not None:
        there[path] = file
    elif kind == "deleted":
        there.pop(path, None)
    elif file is not None:
        if kind == "renamed":
            there.pop(path, None)
        there[to] = file


def _left(file: _File, share: float, random: Random) -> bytes:
    content = bytearray(file.sure)
    for call in file.unsure:
        if call.kind == "cut":
            if random.random() < share:
                _apply(content, call)
            continue
        for start in range(0, len(call.content), SECTOR):
            if random.random() < share:
                sector = call.content[start : start + SECTOR]
                _apply(content, Call("written", at=(call.at or 0) + start, content=sector))
    return bytes(content)


def _apply(content: bytearray, call: Call) -> None:
    at = call.at or 0
    if call.kind == "cut":
        if len(content) > at:
            del content[at:]
        else:
            content.extend(bytes(at - len(content)))
        return
    end = at + len(call.content)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[at:end] = call.content


@dataclass
class Cuts:
    """What came of it: how many cuts, those that left the step under way done, and every fault."""

    cuts: int = 0
    in_flight_kept: int = 0
    faults: list[str] = field(default_factory=list)


def cut_often(calls: Sequence[Call], root: Path, scratch: Path, *, seed: int, cuts: int) -> Cuts:
    """Cuts the power at random calls of recorded work in `root`, and opens what is left, in `scratch`, as users do."""
    random, done = Random(seed), Cuts()  # noqa: S311
    begun = next(place for place, call in enumerate(calls) if call.content.startswith(b"begun"))
    disk, model, pending, place = _Disk(), Model(), "", 0
    for upto in sorted(random.randrange(begun + 1, len(calls) + 1) for _cut in range(cuts)):
        for call in calls[place:upto]:
            if call.kind != "said":
                disk.do(call)
                continue
            for line in call.content.decode().splitlines():
                word, _, step = line.partition(" ")
                if word == "try":
                    pending = step
                elif word == "ok":
                    model, pending = model.after(step), ""
        place = upto
        _write(disk.after_a_cut(random), root, scratch)
        allowed: tuple[State, ...] = (model.state, model.after(pending).state) if pending else (model.state,)
        verdict = judged(scratch, *allowed)
        done.cuts += 1
        if verdict.fault:
            done.faults.append(f"cut at call {upto} of {len(calls)}, seed {seed}, during “{pending}”: {verdict.fault}")
        done.in_flight_kept += verdict.state != model.state and not verdict.fault
    return done


def _write(files: dict[str, bytes], root: Path, scratch: Path) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    for path, content in files.items():
        target = scratch / os.path.relpath(path, root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    scratch.mkdir(exist_ok=True)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    recorded = record(folder / "data", seed=int(sys.argv[2]))
    print(len(recorded), "calls")
    print(cut_often(recorded, folder / "data", folder / "cut", seed=int(sys.argv[2]), cuts=int(sys.argv[3])))
