"""The program that speaks the pitches which the tests and the benchmark listen to."""

import shutil

import debian
from environment import SetUpError

PROGRAM = PACKAGE = "espeak-ng"


def is_here() -> bool:
    """True if it is installed."""
    return shutil.which(PROGRAM) is not None


def ensure() -> None:
    """Return once it is installed; at once if it is.

    Raises:
        SetUpError: it is missing and cannot be installed from here; the message says what to type.
    """
    if is_here() or (debian.may_install() and debian.install([PACKAGE])):
        return
    how = debian.command_to_type([PACKAGE]) if debian.has_apt() else f"install {PACKAGE} with your system's own tool"
    raise SetUpError(
        f"The tests of rehearsing listen to a synthesizer, {PROGRAM}, which is not here yet.\n"
        f"Type this, then the same command again:\n  {how}"
    )
