"""The guard that keeps every other test away from the network does bite, and the program itself opens no socket."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from power_cuts import may_trace


@pytest.mark.parametrize(
    "reach",
    [
        pytest.param(lambda: socket.socket(), id="a socket of the usual kind"),
        pytest.param(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM), id="a socket for datagrams"),
        pytest.param(lambda: socket.create_connection(("127.0.0.1", 9)), id="a connection"),
        pytest.param(lambda: socket.getaddrinfo("example.org", 80), id="a name"),
    ],
)
def test_no_test_reaches_a_network(reach: Callable[[], object]) -> None:
    with pytest.raises(pytest.fail.Exception, match="tried to reach a network"):
        reach()


@pytest.mark.skipif(not may_trace(), reason="strace is not here, or may not look into processes")
def test_neither_the_window_nor_a_subcommand_opens_a_network_socket(data_with_sample: Path, tmp_path: Path) -> None:
    trace = tmp_path / "trace"

    assert _sockets(trace, _WINDOW, str(data_with_sample)) == (3, [])
    assert _sockets(trace, _COMMANDS, str(data_with_sample)) == (0, [])
    assert _sockets(trace, "import socket; socket.socket()")[1] != []


_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from insidescoop.ui import application
from insidescoop.ui.paper_preview import PaperPreview
from insidescoop.start import main

real = application.Application.offer_unfinished

def then(opened):
    real(opened)
    opened.registry.action("show_interviews").trigger()
    opened.registry.action("make_prep_sheet").trigger()
    QTimer.singleShot(1_500, lambda: sheet_is_shown() and QApplication.exit(3))
    QTimer.singleShot(20_000, lambda: QApplication.exit(4))

def sheet_is_shown():
    return any(isinstance(each, PaperPreview) and each.isVisible() for each in QApplication.allWidgets())

application.Application.offer_unfinished = then
sys.exit(main(["--data-dir", sys.argv[1], "--sample"]))
"""
_COMMANDS = """
import sys
from insidescoop.start import main

folder = sys.argv[1]
main(["--data-dir", folder, "--sample", "prep-sheet", "--next", "-o", folder + "/sheet.pdf", "--overwrite"])
main(["--data-dir", folder, "--sample", "list", "due"])
main(["--data-dir", folder, "--sample", "backup"])
"""


def _sockets(trace: Path, code: str, *words: str) -> tuple[int, list[str]]:
    """How a program ended, and the calls by which it, or one it started, asked for a socket of the internet."""
    done = subprocess.run(
        ["strace", "-f", "-e", "trace=socket,connect", "-o", str(trace), sys.executable, "-c", code, *words],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, check=False, capture_output=True, timeout=120,
    )  # fmt: skip
    return done.returncode, [line for line in trace.read_text().splitlines() if "AF_INET" in line]
