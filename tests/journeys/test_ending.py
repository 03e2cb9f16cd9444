"""The program in a process of its own: asked to end, it keeps what was typed and ends in order."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from examples import one_in
from insidescoop.start import main

_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from PySide6.QtTest import QTest
from insidescoop import start
from insidescoop.ui import application

class Typing(application.Application):
    def complete(self):
        super().complete()
        contacts = self.controller.contacts
        contacts.go_to(1)
        QTest.keyClicks(contacts.card.form.fields["notes"].editor, "typed at the last moment")
        print("typed", flush=True)
        if sys.argv[2] == "exit":
            QApplication.exit(3)

application.Application = Typing
sys.exit(start.main(["--data-dir", sys.argv[1], "--sample"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals end programs on POSIX systems")
@pytest.mark.parametrize("told", one_in(2, [(signal.SIGTERM,), (signal.SIGINT,)]))
def test_a_program_told_to_end_keeps_what_was_typed(
    data_with_sample: Path, capsys: pytest.CaptureFixture[str], told: signal.Signals
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(data_with_sample), "wait"],
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "typed"
        program.send_signal(told)
        code = program.wait(timeout=20)

    assert code == 0
    assert "Dana Okafor" in _found(data_with_sample, capsys)


def test_a_program_ended_with_its_window_open_keeps_what_was_typed_and_does_not_crash(
    data_with_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = subprocess.run([sys.executable, "-c", _PROGRAM, str(data_with_sample), "exit"], timeout=60, check=False)

    assert program.returncode == 3
    assert "Dana Okafor" in _found(data_with_sample, capsys)


def _found(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["--data-dir", str(folder), "--sample", "search", "last moment"]) == 0
    return capsys.readouterr().out
