"""The second folder of backups: it gets what is missing, whole, and nothing in it that is not ours is touched."""

import os
import shutil
from pathlib import Path

import pytest

import builders
from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.rehearsals import KeepRehearsal
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft
from insidescoop.speech.wav import wav_of
from insidescoop.store.backup import backup_files
from insidescoop.store.backup.backup_files import sha256_of
from insidescoop.store.backup.backup_state import BACKUP_STATE_FILE
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.backup.second_folder import SECOND_FOLDER
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from sounds import a_run

pytestmark = pytest.mark.encrypted_too


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


def back_up(store: Store, name: str) -> None:
    add_contact(store, name)
    assert store.back_up(BackupReason.ASKED) is not None


def copies(stick: Path) -> list[str]:
    return sorted(path.name for path in (stick / SECOND_FOLDER).glob("*.sqlite3"))


def own(store: Store) -> list[str]:
    return sorted(backup.path.name for backup in store.backups.all())


def test_every_backup_there_is_and_every_new_one_is_copied_with_its_note(store: Store, stick: Path) -> None:
    back_up(store, "Dana")
    store.backups.choose_second_folder(stick)
    assert store.copy_backups()
    back_up(store, "Bo")

    store.copy_backups()

    assert copies(stick) == own(store)
    for backup in store.backups.all():
        copy = stick / SECOND_FOLDER / backup.path.name
        assert copy.read_bytes() == backup.path.read_bytes()
        assert copy.with_suffix(".json").exists()
        assert copy.stat().st_mode & 0o077 == 0
    assert list((stick / SECOND_FOLDER).glob("*.part")) == []


def test_a_stick_that_is_not_plugged_in_is_no_fault_and_gets_what_it_missed(
    store: Store, stick: Path, clock: SetClock
) -> None:
    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    store.copy_backups()
    first = clock.now()
    shutil.move(stick / SECOND_FOLDER, stick.parent / "unplugged")
    clock.pass_days(1)
    back_up(store, "Bo")

    assert store.copy_backups() is False

    told = store.backups.second_folder()
    assert told is not None
    assert (told.is_there, told.copied_at) == (False, first)
    assert list(stick.iterdir()) == [], "an empty mount point takes nothing"
    shutil.move(stick.parent / "unplugged", stick / SECOND_FOLDER)
    assert store.copy_backups()
    assert copies(stick) == own(store)
    told = store.backups.second_folder()
    assert told is not None
    assert (told.is_there, told.copied_at) == (True, clock.now())


def test_files_of_others_are_neither_overwritten_nor_thinned_out(store: Store, stick: Path, clock: SetClock) -> None:
    folder = stick / SECOND_FOLDER
    other = open_test_store(stick.parent / "other", clock)
    other.backups.choose_second_folder(stick)
    for name in ("Ann", "Bob"):
        back_up(other, name)
    other.copy_backups()
    theirs = copies(stick)
    other.close()
    clock.pass_days(2_000)
    (folder / "letter.txt").write_text("mine")
    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    taken = folder / store.backups.all()[0].path.name
    taken.write_text("mine")

    with pytest.raises(Problem, match="there is another file"):
        store.copy_backups()
    back_up(store, "Bo")
    with pytest.raises(Problem):
        store.copy_backups()

    assert (taken.read_text(), (folder / "letter.txt").read_text()) == ("mine", "mine")
    assert set(theirs) < set(copies(stick))
    assert store.backups.all()[0].path.name in copies(stick)


@pytest.mark.parametrize("times", [24, pytest.param(60, marks=pytest.mark.thorough)])
def test_the_copies_are_thinned_out_as_the_backups_are(store: Store, stick: Path, clock: SetClock, times: int) -> None:
    store.backups.choose_second_folder(stick)
    for number in range(times):
        clock.pass_days(4)
        back_up(store, f"N{number}")
        store.copy_backups()

    assert copies(stick) == own(store)
    assert len(list((stick / SECOND_FOLDER).glob("*.json"))) == len(copies(stick)) < min(times, 40)


@pytest.mark.parametrize("has_links", [True, False])
def test_sounds_go_too_and_are_copied_where_there_are_no_links(
    store: Store, stick: Path, has_links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_arguments: object, **_options: object) -> None:
        raise OSError(1, "Operation not permitted")

    pitch_id = store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend."))).result
    run = RehearsalDraft(pitch_id, milliseconds=7_000, text="I mend.", target_seconds=15)
    store.do(KeepRehearsal(run, wav_of(a_run())))
    store.back_up(BackupReason.ASKED)
    store.backups.choose_second_folder(stick)
    if not has_links:
        monkeypatch.setattr(os, "link", no_links)

    store.copy_backups()

    (sound,) = (stick / SECOND_FOLDER / "recordings").iterdir()
    assert sound.read_bytes() == wav_of(a_run())


@pytest.mark.parametrize("step", ["_copied", "write_facts", "replace_whole"])
def test_a_copy_cut_off_is_none_and_the_next_one_is_whole(
    store: Store, stick: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    with monkeypatch.context() as patched:
        patched.setattr(backup_files, step, full)
        with pytest.raises(Problem, match="No space left"):
            store.copy_backups()
    told = store.backups.second_folder()
    assert told is not None
    assert told.copied_at is None
    assert copies(stick) == []
    assert list((stick / SECOND_FOLDER).glob("*.part")) == []

    store.copy_backups()

    assert copies(stick) == own(store)


def test_what_a_killed_copy_left_is_swept(store: Store, stick: Path) -> None:
    store.backups.choose_second_folder(stick)
    store.copy_backups()
    held = (store.folder / BACKUP_STATE_FILE).read_text()
    mark = held.split('"store": "')[1].split('"')[0]
    left = stick / SECOND_FOLDER / f"000009-20261128T060500Z-closing.{mark}.part"
    others = stick / SECOND_FOLDER / "000009-20261128T060500Z-closing.0123456789abcdef.part"
    for path in (left, others):
        path.write_bytes(b"half")

    store.copy_backups()

    assert (left.exists(), others.exists()) == (False, True)


def test_a_damaged_backup_is_not_copied_and_the_others_are(store: Store, stick: Path) -> None:
    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    damaged = store.backups.all()[0].path
    back_up(store, "Bo")
    content = bytearray(damaged.read_bytes())
    content[6_000] ^= 1
    damaged.write_bytes(bytes(content))

    with pytest.raises(Problem, match="is damaged"):
        store.copy_backups()

    assert copies(stick) == [store.backups.all()[0].path.name]


def test_the_folder_with_the_data_is_no_second_folder(store: Store) -> None:
    for chosen in (store.folder, store.folder / "backups"):
        with pytest.raises(Problem, match="cannot be in the folder with your data"):
            store.backups.choose_second_folder(chosen)

    assert store.backups.second_folder() is None


def test_a_state_file_nobody_understands_is_as_good_as_none(store: Store) -> None:
    for held in ("", "[" * 9_000, '{"store": 3}', '{"store": "a", "second_folder": "/x", "copied_at": "yesterday"}'):
        (store.folder / BACKUP_STATE_FILE).write_text(held)

        assert store.backups.second_folder() is None


def test_a_backup_whose_data_folder_is_gone_is_restored_from_the_second_folder(
    store: Store, stick: Path, clock: SetClock, tmp_path: Path
) -> None:
    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    store.copy_backups()
    store.close()
    clock.pass_days(1)
    new = tmp_path / "new computer"
    fresh = open_test_store(new, clock)
    back_up(fresh, "Test")
    fresh.backups.choose_second_folder(stick)
    (found,) = fresh.backups.elsewhere()
    fresh.close()

    done = restore(new, found.path, now=clock.now(), key=builders.KEY)

    assert done.backup.facts is not None
    assert sha256_of(new / STORE_FILE) == done.backup.facts.sha256
    after = Backups(new / STORE_FILE, builders.KEY)
    assert after.copy_to_second_folder(now=clock.now())
    assert len(after.all()) == 3, "the one restored, the one made before, and the one of what was there"
    reopened = open_test_store(new)
    assert reopened.history().undo == "Add Dana Okafor"
    reopened.close()


def _damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[6_000] ^= 1
    path.write_bytes(bytes(content))


def test_of_a_damaged_backup_the_good_copy_in_the_second_folder_is_restored(
    store: Store, stick: Path, clock: SetClock
) -> None:
    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    store.copy_backups()
    (backup,) = store.backups.all()
    _damage(backup.path)
    store.close()

    done = restore(store.folder, 1, now=clock.now(), key=builders.KEY)

    assert done.backup.path == backup.path
    assert not backup.is_damaged()
    reopened = open_test_store(store.folder)
    assert reopened.history().undo == "Add Dana Okafor"
    reopened.close()


def test_a_damaged_copy_is_not_restored(store: Store, stick: Path, clock: SetClock) -> None:
    store.backups.choose_second_folder(stick)
    back_up(store, "Dana")
    store.copy_backups()
    (backup,) = store.backups.all()
    backup.path.unlink()
    copy = stick / SECOND_FOLDER / backup.path.name
    _damage(copy)
    store.close()

    with pytest.raises(Problem, match="is damaged"):
        restore(store.folder, 1, now=clock.now(), key=builders.KEY)

    assert Backups(store.folder / STORE_FILE, builders.KEY).all() == ()
