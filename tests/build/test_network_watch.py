import subprocess
import sys
from pathlib import Path

import pytest

from network_watch import insist_on_no_network, watched
from power_cuts import may_trace
from screen import SmokeError

pytestmark = pytest.mark.skipif(not may_trace(), reason="strace is not here, or may not look into processes")


def _noted(folder: Path, *families: str) -> Path:
    """What is noted of a program whose child asks for a socket of each family."""
    asking = "import socket; " + "; ".join(f"socket.socket(socket.{family})" for family in families)
    starting = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {asking!r}], check=True)"
    trace = folder / "sockets"
    subprocess.run([*watched(trace), sys.executable, "-c", starting], check=True)
    return trace


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_a_socket_of_the_internet_is_found_in_what_the_program_starts(family: str, tmp_path: Path) -> None:
    trace = _noted(tmp_path, "AF_UNIX", family)

    with pytest.raises(SmokeError, match=family):
        insist_on_no_network(trace)


def test_the_socket_of_the_display_is_none_of_the_internet(tmp_path: Path) -> None:
    insist_on_no_network(_noted(tmp_path, "AF_UNIX"))


def test_a_window_of_which_nothing_was_noted_does_not_pass(tmp_path: Path) -> None:
    trace = tmp_path / "sockets"
    trace.touch()

    with pytest.raises(SmokeError, match="not even that of the display"):
        insist_on_no_network(trace)
