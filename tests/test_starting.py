"""The program started as a process: two at once, locks of any kind beside the store, problems before the window."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from builders import SetClock, add_contact, open_test_store
from insidescoop.domain.problems import Problem, StoreBusy
from insidescoop.start import main
from insidescoop.store import preparing
from insidescoop.store.preparing import LOCK_FILE
from insidescoop.store.seeding import SeedFiles
from insidescoop.store.store import Store
from insidescoop.system.file_lock import FileLock
from insidescoop.system.resources import resource_path
from insidescoop.system.user_files import STORE_FILE
from insidescoop.system.window_lock import WINDOW_LOCK_FILE, WindowLock, WindowRequest

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nN:{name};;;;\r\nEND:VCARD\r\n"

HOLD = """
import sys
from pathlib import Path
from insidescoop.system.file_lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.acquire(exclusive=sys.argv[2] == "alone"), flush=True)
sys.stdin.read()
"""


def start(*words: object, **options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "insidescoop", *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **options},
    )


def hold(path: Path, how: str) -> "subprocess.Popen[str]":
    """Another process that holds a lock until its input ends."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "True"
    return holder


def let_go(holder: "subprocess.Popen[str]") -> None:
    holder.communicate("", timeout=20)


# The lock


def test_many_share_and_one_is_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.lock"
    sharing = hold(path, "shared")
    lock = FileLock(path)

    beside = (lock.acquire(exclusive=False), FileLock(path).acquire(exclusive=True))
    lock.release()
    let_go(sharing)

    assert beside == (True, False)
    assert lock.acquire(exclusive=True)
    lock.release()


def test_a_killed_process_leaves_the_lock_free(tmp_path: Path) -> None:
    path = tmp_path / "store.lock"
    holder = hold(path, "alone")
    lock = FileLock(path)
    held = lock.acquire(exclusive=True)

    holder.kill()
    holder.communicate(timeout=20)

    assert not held
    assert lock.acquire(exclusive=True)
    lock.release()


LEFT_BEHIND: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "of another computer": lambda path: path.write_text("4242\ninside-scoop\nold-laptop\n"),
    "of another computer, ours": lambda path: path.write_text('{"pid": 4242, "host": "old-laptop"}'),
    "no text at all": lambda path: path.write_bytes(bytes(range(256))),
    "a folder": lambda path: path.mkdir(),
    "a folder with something in it": lambda path: (path.mkdir(), (path / "note").write_text("mine")),
    "read-only": lambda path: (path.write_bytes(b""), path.chmod(0o400)),
    "a link that leads nowhere": lambda path: path.symlink_to(path.with_name("gone")),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("left", LEFT_BEHIND)
@pytest.mark.parametrize("name", [WINDOW_LOCK_FILE, LOCK_FILE])
def test_a_lock_file_that_no_process_holds_never_keeps_the_window_from_opening(
    tmp_path: Path, name: str, left: str
) -> None:
    LEFT_BEHIND[left](tmp_path / name)
    first, second = WindowLock(tmp_path), WindowLock(tmp_path)

    taken = first.acquire(), second.acquire()

    assert taken == (True, False)
    first.release()
    store = open_test_store(tmp_path)
    assert add_contact(store)
    store.close()


def test_a_folder_where_the_lock_file_should_be_gives_way_with_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / WINDOW_LOCK_FILE
    path.mkdir()
    (path / "note").write_text("mine")
    lock = FileLock(path)

    taken = lock.acquire(exclusive=True)
    lock.sign()

    assert taken
    assert lock.holder() is not None
    assert (tmp_path / f"{WINDOW_LOCK_FILE}.folder-1" / "note").read_text() == "mine"
    lock.release()


def test_a_lock_can_be_had_where_no_file_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = os.open

    def full(path: object, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(28, "No space left on device")
        return real_open(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", full)
    first, second = FileLock(tmp_path / "window.lock"), FileLock(tmp_path / "window.lock")

    taken = first.acquire(exclusive=True), second.acquire(exclusive=True)

    assert taken == (True, False)
    first.release()


@pytest.mark.usefixtures("qapp")
def test_a_read_only_disk_without_lock_files_leaves_the_store_its_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    def read_only(path: object, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT:
            raise OSError(30, "Read-only file system")
        return real_open(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", read_only)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    window, store = WindowLock(tmp_path), FileLock(tmp_path / "store.lock")

    taken = window.acquire(), store.acquire(exclusive=False)

    assert taken == (True, True)
    window.release()
    store.release()


# A second window


@pytest.mark.usefixtures("qapp")
def test_a_window_that_does_not_answer_is_a_problem(tmp_path: Path) -> None:
    holder = hold(tmp_path / WINDOW_LOCK_FILE, "alone")
    lock = WindowLock(tmp_path)

    assert not lock.acquire()
    with pytest.raises(Problem, match="does not answer"):
        lock.ask_first(WindowRequest(), seconds=0.2)
    let_go(holder)


@pytest.mark.usefixtures("qapp")
def test_a_window_on_another_computer_is_named(tmp_path: Path) -> None:
    (tmp_path / WINDOW_LOCK_FILE).write_text('{"pid": 7, "host": "old-laptop"}')
    holder = hold(tmp_path / WINDOW_LOCK_FILE, "alone")
    lock = WindowLock(tmp_path)

    assert not lock.acquire()
    with pytest.raises(Problem, match="old-laptop"):
        lock.ask_first(WindowRequest())
    let_go(holder)


def test_quick_add_starts_by_itself_answers_a_second_start_and_ends_when_told(tmp_path: Path) -> None:
    quick = start("--data-dir", tmp_path, "--quick-add")
    while quick.poll() is None and not (tmp_path / STORE_FILE).exists():
        # The store is opened once the window is on the screen.
        with suppress(subprocess.TimeoutExpired):
            quick.wait(timeout=0.1)

    second = start("--data-dir", tmp_path, "--quick-add")
    said = second.communicate(timeout=60)
    quick.terminate()
    ended = quick.communicate(timeout=60)

    assert (second.returncode, said) == (0, ("", ""))
    assert quick.returncode == 0
    assert "Traceback" not in ended[1]


# Problems before the window


def test_a_problem_before_the_window_is_shown_in_a_dialog_until_it_is_closed(tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file")

    program = start("--data-dir", in_the_way)

    assert program.stderr is not None
    assert "cannot be used" in program.stderr.readline()
    # Whoever clicked an icon sees no terminal: the dialog keeps the process until it is closed.
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(timeout=3)
    program.kill()
    program.communicate(timeout=20)


@pytest.mark.parametrize("words", [(), ("--sample",)])
def test_the_dialog_says_what_stderr_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    from insidescoop.ui import error_messages

    shown: list[Problem] = []
    monkeypatch.setattr(error_messages, "show_before_window", shown.append)
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file")

    code = main(["--data-dir", str(in_the_way), *words])

    assert code == 1
    assert [each.what_happened in capsys.readouterr().err for each in shown] == [True]


def test_an_unexpected_error_is_a_sentence_and_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("insidescoop.cli.soundness", lambda _session, _recordings: 1 // 0)

    code = main(["--data-dir", str(tmp_path), "check"])

    said = capsys.readouterr().err
    assert code == 1
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in said
    assert "ZeroDivisionError" in (tmp_path / "inside-scoop.log").read_text()


def test_too_little_memory_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def exhausted(_session: object, _recordings: object) -> None:
        raise MemoryError

    monkeypatch.setattr("insidescoop.cli.soundness", exhausted)

    assert main(["--data-dir", str(tmp_path), "check"]) == 1
    assert "not enough memory" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "-3"])
def test_an_id_that_no_interview_can_have_is_wrong_usage(tmp_path: Path, number: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--data-dir", str(tmp_path), "prep-sheet", "--interview", number, "-o", str(tmp_path / "x.pdf")])
    assert ended.value.code == 2


# Two at once


def test_two_first_starts_at_once_both_work_and_lose_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    programs = []
    for name in ("Alpha", "Beta", "Gamma"):
        (tmp_path / f"{name}.vcf").write_text(CARD.format(name=name), newline="")
        programs.append(start("--data-dir", data, "import", tmp_path / f"{name}.vcf"))

    ended = [(program.communicate(timeout=120), program.returncode) for program in programs]

    assert [code for _, code in ended] == [0, 0, 0], ended
    done = start("--data-dir", data, "list", "contacts")
    listed = done.communicate(timeout=60)[0]
    assert all(name in listed for name in ("Alpha", "Beta", "Gamma"))
    assert [each.name for each in data.iterdir() if each.name.endswith(".new")] == []


def test_a_store_that_appeared_meanwhile_is_not_replaced_by_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and making, another process may make the store and add somebody: the lock is in the way."""
    real = preparing.make_store
    threads: list[threading.Thread] = []

    def slow(path: Path, _key: object = None, *, version: int) -> None:
        threads.append(threading.Thread(target=add_meanwhile))
        threads[0].start()
        threads[0].join(0.3)
        real(path, version=version)

    def open_here() -> Store:
        return Store.open(tmp_path, clock=SetClock(), seeds=SeedFiles(resource_path()))

    def add_meanwhile() -> None:
        store = open_here()
        add_contact(store)
        store.close()

    monkeypatch.setattr(preparing, "make_store", slow)

    store = open_here()
    threads[0].join(30)

    with store.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM contact").scalar() == 1
    assert len(threads) == 1
    store.close()


def test_a_store_that_another_process_upgrades_too_long_is_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "LOCK_SECONDS", 0.1)
    holder = hold(tmp_path / LOCK_FILE, "alone")

    with pytest.raises(StoreBusy):
        open_test_store(tmp_path)
    let_go(holder)
