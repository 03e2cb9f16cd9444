"""Watches a program for sockets of the internet, with strace. Linux only."""

from pathlib import Path

from screen import SmokeError


def watched(trace: Path) -> list[str]:
    """What to put before a command so that its sockets, and those of what it starts, are noted in a file."""
    # With --seccomp-bpf no other call waits for strace: the window is as quick as ever.
    return ["strace", "-f", "--seccomp-bpf", "-e", "trace=socket,connect", "-o", str(trace)]


def insist_on_no_network(trace: Path) -> None:
    """Reads what was noted of a program with a window.

    Raises:
        SmokeError: it asked for a socket of the internet, or nothing was noted, not even the socket of its display.
    """
    calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    asked = [call for call in calls if "AF_INET" in call]
    if asked:
        raise SmokeError(f"it asked for a socket of the internet: {asked[0]}")
    if not any("AF_UNIX" in call for call in calls):
        raise SmokeError("strace noted no socket, not even that of the display")
