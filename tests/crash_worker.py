"""A process that works on a store and says so, to be watched from outside: crash_worker.py FOLDER SEED STEP..."""

import os
import sys
from pathlib import Path
from random import Random

from crash_model import Work, begin, do_steps


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    folder, random = Path(sys.argv[1]), Random(int(sys.argv[2]))  # noqa: S311
    begin(folder)
    _say("begun")
    work = Work(folder, random, first=0, backups=(), say=_say)
    do_steps(work, random, sys.argv[3:])
    work.close()
    _say("end")
