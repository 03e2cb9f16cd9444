"""Kills a process at random moments and compares what is stored with what it had acknowledged."""

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from crash_model import Model, Work, begin, do_steps, judged, open_anew


@dataclass
class Kills:
    """What came of it: how many kills, acknowledged steps and interrupted ones, and every fault."""

    kills: int = 0
    acknowledged: int = 0
    interrupted: int = 0
    in_flight_kept: int = 0
    faults: list[str] = field(default_factory=list)


def kill_often(folder: Path, *, seed: int, kills: int, longest_ms: int = 600) -> Kills:
    """Lets a process work in `folder` and kills it, `kills` times, each time going on with what the last one left.

    The process is a fork of this one, which must hold no store: starting Python anew would take longer than the work.
    """
    random = Random(seed)  # noqa: S311
    begin(folder)
    done, model, number = Kills(), Model(), 0
    for _kill in range(kills):
        said = _work_and_kill(folder, random.randrange(10**9), number, model, random.randrange(3, longest_ms) / 1000)
        done.kills += 1
        pending = ""
        for line in said:
            word, _, step = line.partition(" ")
            if word == "try":
                pending = step
                number = (
                    max([number, *map(int, step.split()[1:])]) if step.split()[0] in ("add", "bulk", "run") else number
                )
            elif word == "ok":
                model, pending = model.after(step), ""
                done.acknowledged += 1
            else:
                done.faults.append(line)
        interrupted = model.after(pending) if pending else model
        done.interrupted += bool(pending)
        verdict = judged(folder, model.state, interrupted.state)
        if verdict.fault:
            done.faults.append(f"kill {done.kills} of seed {seed}, after {said}: {verdict.fault}")
            break
        if pending and verdict.state == interrupted.state != model.state:
            done.in_flight_kept += 1
            model = interrupted
        elif pending.startswith(("undo", "redo", "restore", "forget")) and verdict.state == interrupted.state:
            # The same is in it either way, but where undo stands is not known: the next ones begin anew.
            model = Model((verdict.state,), 0, {})
            _forget_history(folder)
    return done


def _forget_history(folder: Path) -> None:
    store = open_anew(folder)
    store.forget_history()
    store.close()


def _work_and_kill(folder: Path, seed: int, first: int, model: Model, seconds: float) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            random = Random(seed)  # noqa: S311
            work = Work(folder, random, first=first, backups=model.backups,
                        say=lambda line: _write(writing, line))  # fmt: skip
            _write(writing, "begun")
            do_steps(work, random)
        except BaseException as error:
            _write(writing, f"failed {type(error).__name__}: {error}")
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        first_line = said.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        lines = [first_line.strip(), *(line.strip() for line in said)]
    os.waitpid(child, 0)
    return [line for line in lines if line != "begun"]


def _write(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


if __name__ == "__main__":
    print(kill_often(Path(sys.argv[1]), seed=int(sys.argv[2]), kills=int(sys.argv[3])))
