"""A person forgotten for good is gone from the backups too, wherever they are and whenever the process ends."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.contacts import DeleteContact
from insidescoop.commands.forgetting import ForgetContact, finish_forgetting
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.forgotten import BackupFate
from insidescoop.domain.problems import Problem
from insidescoop.store import forgetting
from insidescoop.store.backup.backup_files import BackupFolder
from insidescoop.store.forgetting import FORGETTING_FILE, Forgetter
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE

SECRET = b"Quillfeather"


def holding(*folders: Path) -> list[str]:
    """The files that hold the person, whatever they are called."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if SECRET in path.read_bytes())


def back_up(store: Store) -> None:
    assert store.back_up(BackupReason.ASKED) is not None


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT display_name FROM contact ORDER BY id")]


@pytest.fixture
def person(store: Store, tmp_path: Path) -> int:
    """A person in two backups, next to the store and on a stick."""
    (tmp_path / "stick").mkdir()
    store.backups.choose_second_folder(tmp_path / "stick")
    contact_id = add_contact(store, "Xanthippe", "Quillfeather", emails=(Labelled("x@quill.example"),))
    back_up(store)
    add_contact(store, "Bo", "Berg")
    back_up(store)
    store.copy_backups()
    assert len(holding(store.folder / "backups", tmp_path / "stick")) == 4
    return contact_id


def test_every_backup_is_rewritten_without_the_person_and_is_still_a_good_one(
    store: Store, person: int, tmp_path: Path
) -> None:
    store.do(ForgetContact(person))

    result = finish_forgetting(store)

    assert (result.done, result.problems, result.is_waiting) == (2, [], False)
    assert holding(tmp_path) == []
    assert [names_in(backup.path) for backup in store.backups.all()] == [["Bo Berg"], []]
    for backup in (*store.backups.all(), *BackupFolder(tmp_path / "stick" / "inside-scoop-backups").all()):
        backup.check()
        assert backup.facts is not None
        assert backup.facts.replaces == ""
    assert list(store.folder.glob("*forgetting*.json")) == []
    assert list(store.folder.glob(".forgetting-*")) == []


def test_the_backups_can_be_deleted_instead(store: Store, person: int, tmp_path: Path) -> None:
    store.do(ForgetContact(person, BackupFate.DELETE))

    result = finish_forgetting(store)

    assert result.problems == []
    assert holding(tmp_path) == []
    assert [backup.name.reason for backup in store.backups.all()] == [BackupReason.AFTER_DELETION]
    assert len(list((tmp_path / "stick").rglob("*.sqlite3"))) == 1


def test_unfinished_copies_old_copies_and_stores_put_aside_go(store: Store, person: int) -> None:
    aside = store.folder / "replaced-1"
    aside.mkdir()
    others = (
        aside / STORE_FILE,
        store.folder / "backups" / "before-upgrade-1-to-5-20261101T000000Z.sqlite3",
        store.folder / "backups" / "000009-20261101T000000Z-asked.sqlite3.part",
    )
    for path in others:
        path.write_bytes(SECRET)
    store.do(ForgetContact(person))

    finish_forgetting(store)

    assert [path for path in others if path.exists()] == []


def test_a_stick_that_is_not_plugged_in_forgets_once_it_is_back(store: Store, person: int, tmp_path: Path) -> None:
    stick = tmp_path / "stick" / "inside-scoop-backups"
    shutil.move(stick, tmp_path / "unplugged")
    store.do(ForgetContact(person))
    result = finish_forgetting(store)
    assert (result.done, result.is_waiting, result.problems) == (2, True, [])
    assert SECRET not in (store.folder / FORGETTING_FILE).read_bytes()
    assert holding(store.folder) == []
    store.backups.all()[-1].path.unlink()
    shutil.move(tmp_path / "unplugged", stick)

    result = finish_forgetting(store)

    assert (result.is_waiting, result.problems) == (False, [])
    assert holding(tmp_path) == []
    for backup in BackupFolder(stick).all():
        backup.check()
    assert not (store.folder / FORGETTING_FILE).exists()


def test_somebody_else_of_that_name_or_with_that_id_stays_in_the_backups(store: Store, clock: SetClock) -> None:
    twin = add_contact(store, "Ann", "Twin")
    clock.pass_days(1)
    add_contact(store, "Gone", "Soon")
    back_up(store)
    store.undo()
    clock.pass_days(1)
    again = add_contact(store, "Ann", "Twin")
    store.do(ForgetContact(again))

    finish_forgetting(store)

    (backup,) = store.backups.all()
    assert again != twin
    assert names_in(backup.path) == ["Ann Twin", "Gone Soon"]


def test_a_record_that_was_merged_into_the_person_is_forgotten_in_the_backups(store: Store, clock: SetClock) -> None:
    kept = add_contact(store, "Xanthippe", "Quillfeather", emails=(Labelled("x@quill.example"),))
    clock.pass_days(1)
    merged = add_contact(store, "X.", "Quillfeather", emails=(Labelled("X@Quill.example"),))
    back_up(store)
    store.do(DeleteContact(merged))
    with closing(sqlite3.connect(store.folder / STORE_FILE)) as connection, connection:
        connection.execute("DELETE FROM contact WHERE id = ?", (merged,))
    store.do(ForgetContact(kept))

    finish_forgetting(store)

    assert holding(store.folder) == []


def test_one_damaged_backup_is_named_and_harms_no_other(store: Store, person: int, tmp_path: Path) -> None:
    newest, oldest = store.backups.all()
    content = bytearray(oldest.path.read_bytes())
    content[-1] ^= 1
    oldest.path.write_bytes(bytes(content))
    store.do(ForgetContact(person))

    result = finish_forgetting(store)

    assert [problem.what_happened for problem in result.problems] == [
        f"The backup {oldest.path.name} is damaged, so no one could be forgotten in it."
    ]
    assert names_in(newest.path) == ["Bo Berg"]
    assert not (store.folder / FORGETTING_FILE).exists()
    # The copy on the stick is whole: it forgets, whatever has become of the one beside the data.
    assert holding(tmp_path / "stick") == []


def test_a_full_disk_is_told_and_tried_again(
    store: Store, person: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    store.do(ForgetContact(person))
    with monkeypatch.context() as patched:
        patched.setattr(BackupFolder, "swap", full)
        result = finish_forgetting(store)
    assert "No space left" in result.problems[0].what_happened
    for backup in store.backups.all():
        backup.check()

    assert finish_forgetting(store).problems == []

    assert holding(tmp_path) == []


class Cut(BaseException):
    """The power."""


STEPS: dict[str, tuple[object, str, int]] = {
    "before the store is written anew": (forgetting, "write_anew", 1),
    "before the first backup": (Forgetter, "_rewrite", 1),
    "before the second backup": (Forgetter, "_rewrite", 2),
    "before a rewritten one takes its place": (BackupFolder, "swap", 1),
    "between its notes": (forgetting.BackupFolder, "swap", 2),
    "before the stick": (forgetting.Backups, "second", 2),
    "before the mark goes": (Forgetter, "_write", 4),
}


@pytest.mark.parametrize("step", STEPS)
def test_forgetting_cut_off_at_any_step_is_finished_at_the_next_start(
    store: Store, person: int, tmp_path: Path, clock: SetClock, step: str
) -> None:
    where, name, at = STEPS[step]
    real: Callable[..., object] = getattr(where, name)
    calls: list[int] = []

    def cut(*arguments: object, **options: object) -> object:
        calls.append(1)
        if len(calls) == at:
            raise Cut
        return real(*arguments, **options)

    def forget() -> None:
        store.do(ForgetContact(person))
        finish_forgetting(store)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(where, name, cut)
        with pytest.raises(Cut):
            forget()
    store.close()

    again = open_test_store(store.folder, clock)
    result = finish_forgetting(again)
    again.close()

    assert result.problems == []
    assert holding(tmp_path) == []
    for backup in again.backups.all():
        backup.check()
    assert list(store.folder.glob("*forgetting*.json")) == []


@pytest.mark.parametrize("at", [1, 2, 3])
def test_whenever_the_swap_of_a_backup_is_cut_off_a_whole_one_is_there(
    store: Store, person: int, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from insidescoop.store.backup import backup_files

    calls: list[int] = []

    def cut_at(real: Callable[..., object]) -> Callable[..., object]:
        def cut(*arguments: object) -> object:
            calls.append(1)
            if len(calls) == at:
                raise Cut
            return real(*arguments)

        return cut

    store.do(ForgetContact(person))
    with monkeypatch.context() as patched:
        for name in ("write_facts", "replace_whole"):
            patched.setattr(backup_files, name, cut_at(getattr(backup_files, name)))
        with pytest.raises(Cut):
            finish_forgetting(store)

    for backup in store.backups.all():
        backup.check()
    finish_forgetting(store)
    assert holding(store.folder) == []


def test_a_process_that_ended_before_the_person_was_deleted_changes_no_backup(
    store: Store, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = store.folder / FORGETTING_FILE
    with monkeypatch.context() as patched:
        patched.setattr(ForgetContact, "run", lambda *_arguments: held.append(mark.read_bytes()))
        held: list[bytes] = []
        store.do(ForgetContact(person))
    mark.write_bytes(held[0])

    result = finish_forgetting(store)

    assert result.done == 0
    assert names_in(store.backups.all()[0].path) == ["Xanthippe Quillfeather", "Bo Berg"]
    assert not mark.exists()


def test_the_store_is_written_anew_at_the_next_start_if_it_could_not_be(
    store: Store, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_engine: object) -> None:
        raise Problem("The disk is full.", your_data="", next_step="Free some space, then do it again.")

    written: list[object] = []
    with monkeypatch.context() as patched:
        patched.setattr(forgetting, "write_anew", full)
        assert store.do(ForgetContact(person)).problem is not None
    monkeypatch.setattr(forgetting, "write_anew", written.append)

    finish_forgetting(store)

    assert written[0] == store._engine


def test_a_forgetting_that_was_refused_leaves_no_mark(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise Problem("The disk is full.", your_data="", next_step="")

    contact_id = add_contact(store)
    back_up(store)
    monkeypatch.setattr(ForgetContact, "run", full)
    with pytest.raises(Problem):
        store.do(ForgetContact(contact_id))

    assert finish_forgetting(store).done == 0
    assert names_in(store.backups.all()[0].path) == ["Dana Okafor"]
    assert not (store.folder / FORGETTING_FILE).exists()
