"""What the program was asked to do on its command line."""

import sys
from collections.abc import Sequence

from insidescoop.system.requests import Request
from insidescoop.system.window_arguments import read_for_window


def read_arguments(arguments: Sequence[str] | None, *, version: str) -> Request:
    """The request in a list of arguments, or in the process's own; wrong usage ends the process with code 2."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    for_window = read_for_window(words)
    if for_window is not None:
        return for_window
    # Most starts are of the window, which waits neither for these words nor for what they stand for.
    from insidescoop.system.subcommand_arguments import read_subcommand

    return read_subcommand(words, version=version)
