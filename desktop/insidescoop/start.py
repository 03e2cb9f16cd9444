"""The composition root: the only place that builds a store and hands it to the window or to the command line.

Imports are inside the functions here: the command line must not load Qt, and the window must be on the screen before
the store's libraries are loaded.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from insidescoop import __version__
from insidescoop.domain.backups import RESTORED
from insidescoop.domain.problems import Problem, StoreDamaged, StoreFault
from insidescoop.domain.step_words import UPGRADED
from insidescoop.system.arguments import read_arguments
from insidescoop.system.clock import Clock
from insidescoop.system.folders import act_as_owner_of, data_folder, only_for_me, private_folder, sample_folder
from insidescoop.system.log import defect, start_log
from insidescoop.system.requests import (
    SOUND,
    AboutRequest,
    AddRequest,
    BackupRequest,
    ImportRequest,
    LogRequest,
    NoteRequest,
    PassphraseRequest,
    RepairRequest,
    Request,
    RestoreRequest,
)
from insidescoop.system.resources import resource_path
from insidescoop.system.window_lock import WindowLock, WindowRequest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from insidescoop.domain.contact_rows import FirstRows
    from insidescoop.domain.progress import Report
    from insidescoop.store.store import Store
    from insidescoop.system.keys import Key

Answer = TypeVar("Answer")

_WRITING = ImportRequest | BackupRequest | AddRequest | LogRequest | NoteRequest
"""Subcommands that are of no use where nothing may be written."""

_SOON = timedelta(days=7)
"""The talk of the sample is on the day after it was made."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code: 0 done, 1 a problem that was told, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [SOUND] and len(given) > 1:
        from insidescoop.ui.sound.helper import run_sound

        return run_sound(given[1:])
    if os.name == "posix":
        os.umask(0o077)
    request = read_arguments(arguments, version=__version__)
    _ignore_settings_of_reportlab()
    try:
        return _run(request)
    except Problem as problem:
        return _report(problem, request)
    except BrokenPipeError:
        # Whoever read the output has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except MemoryError as error:
        return _report(_out_of_memory(), request, error)
    except Exception as error:
        return _report(defect(error), request, error)


def _ignore_settings_of_reportlab() -> None:
    """Keeps ReportLab from running files of these names that lie in the home folder or on Python's path."""
    # Its __init__.py and rl_config.py look for the modules first, and for ~/.reportlab_... only where there are none.
    for name in ("reportlab_mods", "reportlab_settings"):
        sys.modules[name] = ModuleType(name)


def _run(request: Request) -> int:
    folder = folder_of(request)
    if isinstance(request.subcommand, AboutRequest):
        # It makes nothing: neither the folder nor the store.
        from insidescoop import cli
        from insidescoop.queries.about import about

        cli.show(request, cli.told_about(about(folder)))
        return 0
    act_as_owner_of(folder)
    private_folder(folder)
    if request.data_dir is None:
        # A folder that the user chose keeps the rights they gave it.
        only_for_me(folder)
    start_log(folder)
    if request.subcommand is None:
        return _run_window(request, folder, None if request.passphrase_file is None else _key_to(request, folder))
    comes_first = RestoreRequest | RepairRequest | PassphraseRequest
    if isinstance(request.subcommand, comes_first) and request.subcommand.then_opens:
        return _do_and_open(request, folder)
    _run_subcommand(request, folder, _key_to(request, folder))
    return 0


def _key_to(request: Request, folder: Path) -> Key | None:
    from insidescoop.cli_passphrase import key_to

    return key_to(folder, request.passphrase_file)


def _do_and_open(request: Request, folder: Path) -> int:
    """Restores a backup, repairs the store or changes its passphrase, and opens the window, whether it worked or not.

    Without a file with the passphrase nobody is asked: it may be lost, and a backup restored for that.
    """
    key = None if request.passphrase_file is None else _key_to(request, folder)
    for_window = replace(request, subcommand=None, passphrase_file=None)
    if isinstance(request.subcommand, RepairRequest):
        # In the window, which shows how far it has come and what was saved.
        return _run_window(for_window, folder, key, repairs_first=True)
    if isinstance(request.subcommand, PassphraseRequest):
        changes = partial(_change_passphrase, folder, request.subcommand, key)
        return _run_window(for_window, folder, key, changes_passphrase=changes)
    told = ""
    try:
        _run_subcommand(request, folder, key)
        told = RESTORED if isinstance(request.subcommand, RestoreRequest) else ""
    except Problem as problem:
        _report(problem, for_window)
    return _run_window(for_window, folder, key, told=told)


def _change_passphrase(folder: Path, request: PassphraseRequest, key: Key | None, report: Report) -> str:
    """What the status line says of it.

    Raises:
        Problem: nothing was changed, or a backup could not be.
    """
    from insidescoop.cli_passphrase import change_as_asked

    done = change_as_asked(folder, request, key, Clock(), report)
    if done.problems:
        raise done.problems[0]
    return "Removed the passphrase" if request.is_removed else "Set the new passphrase"


def _report(problem: Problem, request: Request, error: Exception | None = None) -> int:
    """Prints a problem, and shows it to whoever asked for a window and sees no terminal; the exit code."""
    if error is not None:
        logging.getLogger(__name__).error("the program could not go on", exc_info=error)
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"inside-scoop: {problem}\n")
    if request.subcommand is None and _has_display() and not (sys.stderr and sys.stderr.isatty()):
        from insidescoop.system.window_libraries import LibraryMissing, show_without_qt

        if isinstance(problem, LibraryMissing):
            show_without_qt(str(problem))
            return 1
        from insidescoop.ui.error_messages import show_before_window

        show_before_window(problem)
    return 1


def _out_of_memory() -> Problem:
    return Problem(
        "There is not enough memory.",
        your_data="Nothing was changed.",
        next_step="Close other programs or take a smaller file, then try again.",
    )


def folder_of(request: Request) -> Path:
    """The folder the request's data is in; sample data has one of its own."""
    if request.data_dir is None:
        return sample_folder() if request.is_sample else data_folder()
    return request.data_dir / "sample" if request.is_sample else request.data_dir


def open_store(folder: Path, *, clock: Clock, is_sample: bool, key: Key | None = None) -> Store:
    """The store in a folder; a sample store is filled when it is new, and anew when its days have passed unused.

    Raises:
        Problem: the store may not be opened.
    """
    from insidescoop.store.seeding import SeedFiles
    from insidescoop.store.store import Store

    store = Store.open(folder, clock=clock, seeds=SeedFiles(resource_path()), key=key)
    if is_sample and (store.is_empty() or _is_stale(store, clock)):
        from insidescoop.commands.sample_data import FillWithSampleData

        store.do(FillWithSampleData())
        store.forget_history()
    return store


def _is_stale(store: Store, clock: Clock) -> bool:
    # Nobody has changed anything in it, and the talk that it is about is over, or far ahead: it was made while the
    # clock was wrong.
    from insidescoop.queries.interview_board import interview_page, next_interview_id

    history = store.history()
    with store.reading() as session:
        next_id = next_interview_id(session, now=clock.now())
        page = None if next_id is None else interview_page(session, next_id)
    starts = None if page is None else page.draft.starts
    has_talk_soon = starts is not None and starts.instant < clock.now() + _SOON
    return history.undo is None and history.redo is None and not has_talk_soon


class _StoreReader:
    def __init__(self, store: Store) -> None:
        self._store = store

    def read(self, query: Callable[[Session], Answer]) -> Answer:
        """The answer of a query, in its own short session."""
        with self._store.reading() as session:
            return query(session)

    def do(self, command: Any) -> Any:
        """What a command returns, once it is done."""
        return self._store.do(command).result


def _run_subcommand(request: Request, folder: Path, key: Key | None) -> None:
    from insidescoop import cli
    from insidescoop.cli_backups import backed_up, listed, repaired, restored
    from insidescoop.cli_passphrase import changed_passphrase
    from insidescoop.commands.forgetting import finish_forgetting

    clock = Clock()
    if isinstance(request.subcommand, PassphraseRequest):
        cli.show(request, changed_passphrase(folder, request.subcommand, key, clock))
        return
    if isinstance(request.subcommand, RestoreRequest):
        # The store is not opened: a damaged one could not be, and restoring and repairing need it alone.
        which, passphrase_file = request.subcommand.which, request.subcommand.passphrase_file
        cli.show(
            request, listed(folder, key) if which is None else restored(folder, which, clock, key, passphrase_file)
        )
        return
    if isinstance(request.subcommand, RepairRequest):
        cli.show(request, repaired(folder, clock, key))
        return
    store = _open_to_serve(request, folder, clock, key)
    if store.was_upgraded:
        sys.stderr.write(f"inside-scoop: {UPGRADED}\n")
    try:
        for problem in finish_forgetting(store).problems:
            sys.stderr.write(f"inside-scoop: {problem}\n")
        if isinstance(request.subcommand, BackupRequest):
            cli.show(request, backed_up(store, request.subcommand))
        else:
            cli.run(request, _StoreReader(store), clock=clock, folder=folder)
    finally:
        store.close()


def _open_to_serve(request: Request, folder: Path, clock: Clock, key: Key | None) -> Store:
    """The store for a subcommand; where it may not be written to, for reading, if that is all that is asked for."""
    try:
        return open_store(folder, clock=clock, is_sample=request.is_sample, key=key)
    except StoreDamaged:
        raise
    except StoreFault as problem:
        if isinstance(request.subcommand, _WRITING):
            raise
        try:
            store = _open_read_only(folder, clock, key)
        except Problem:
            raise problem from None
        sys.stderr.write(f"inside-scoop: {problem.what_happened} It was opened read-only.\n")
        return store


def _open_read_only(folder: Path, clock: Clock, key: Key | None) -> Store:
    from insidescoop.store.store import Store

    return Store.open_read_only(folder, clock=clock, key=key)


def _run_window(
    request: Request,
    folder: Path,
    key: Key | None,
    *,
    repairs_first: bool = False,
    told: str = "",
    changes_passphrase: Callable[[Report], str] | None = None,
) -> int:
    lock = WindowLock(folder)
    if not lock.acquire():
        # Asked before Qt is loaded: a file that was double-clicked is shown at once.
        lock.ask_first(WindowRequest(request.files, request.is_quick_add))
        return 0
    _insist_on_display()
    from insidescoop.system.window_libraries import insist_on_libraries

    insist_on_libraries()
    if request.is_quick_add:
        return _run_quick_add(request, lock, key)
    from insidescoop.ui.run_window import AtFirst, run_window

    clock = Clock()
    return run_window(
        lock,
        open_store=lambda key: open_store(folder, clock=clock, is_sample=request.is_sample, key=key),
        open_read_only=lambda key: _open_read_only(folder, clock, key),
        # Opening the sample may refill it, so its rows could change a moment later.
        first_rows=lambda person: None if request.is_sample else rows_at_first(folder, person),
        clock=clock,
        is_sample=request.is_sample,
        at_first=AtFirst(repairs_first, told, request.files, key, changes_passphrase),
    )


def rows_at_first(folder: Path, person: int | None) -> FirstRows | None:
    """The contacts to show until the store is open, as `first_rows` finds them."""
    from insidescoop.store.first_look import first_rows

    return first_rows(folder, person)


def _run_quick_add(request: Request, lock: WindowLock, key: Key | None) -> int:
    from insidescoop.ui.run_quick_add import run_quick_add

    clock, is_sample = Clock(), request.is_sample
    return run_quick_add(
        lock,
        open_store=lambda key: open_store(lock.folder, clock=clock, is_sample=is_sample, key=key),
        clock=clock,
        is_sample=is_sample,
        key=key,
    )


def _insist_on_display() -> None:
    # Qt would end the process with a core dump and advise to install the program again.
    if not _has_display():
        raise Problem(
            "There is no display to open the window on.",
            your_data="Nothing was changed.",
            next_step="Start it on a desktop, or see what works without one: inside-scoop --help.",
        )


def _has_display() -> bool:
    is_x_or_wayland = os.name == "posix" and sys.platform != "darwin"
    return not is_x_or_wayland or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


if __name__ == "__main__":
    sys.exit(main())
