"""Restoring a backup: whole, with the undo history, and gone on from wherever it was cut off."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import builders
from builders import SetClock, add_contact, open_store_anew, open_test_store
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.rehearsals import KeepRehearsal
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem, StoreGone
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft
from insidescoop.queries.contact_list import contact_ids, contact_rows
from insidescoop.speech.wav import wav_of
from insidescoop.store.backup import restoring
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.store import Store
from insidescoop.system.user_files import RESTORE_FILE, STORE_FILE
from sounds import a_run

pytestmark = pytest.mark.encrypted_too


def names(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(row.name for row in contact_rows(session, contact_ids(session, today=SetClock().today())))


@pytest.fixture
def worked(folder: Path, clock: SetClock) -> Path:
    """A data folder whose backup 1 knows Dana, and whose store knows Bo too."""
    store = open_test_store(folder, clock)
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    add_contact(store, "Bo", "Berg")
    store.close()
    return folder


def opened(folder: Path) -> list[str]:
    store = open_test_store(folder)
    found = names(store)
    store.close()
    return found


def test_a_backup_is_put_in_place_and_what_was_there_is_a_backup_itself(worked: Path, clock: SetClock) -> None:
    done = restore(worked, 1, now=clock.now(), key=builders.KEY)

    assert opened(worked) == ["Dana Okafor"]
    assert done.before is not None
    assert (done.before.name.number, done.before.name.reason) == (2, BackupReason.BEFORE_RESTORE)
    restore(worked, 2, now=clock.now(), key=builders.KEY)
    assert opened(worked) == ["Bo Berg", "Dana Okafor"]


def test_the_undo_history_comes_with_the_backup(worked: Path, clock: SetClock) -> None:
    restore(worked, 1, now=clock.now(), key=builders.KEY)

    store = open_test_store(worked)
    assert store.history().undo == "Add Dana Okafor"
    store.undo()
    assert names(store) == []
    store.close()


def test_the_recordings_of_the_backup_are_there_again(folder: Path, clock: SetClock) -> None:
    store = open_test_store(folder, clock)
    text = "I mend catalogs."
    pitch_id = store.do(AddPitch(PitchDraft(name="Hallway", who_i_am=text))).result
    store.do(KeepRehearsal(RehearsalDraft(pitch_id, milliseconds=7_000, text=text, target_seconds=15), wav_of(a_run())))
    store.back_up(BackupReason.ASKED)
    store.close()
    (sound,) = (folder / "recordings").glob("*.wav")
    sound.unlink()

    restore(folder, 1, now=clock.now(), key=builders.KEY)

    assert sound.read_bytes() == wav_of(a_run())


def test_a_damaged_store_is_put_aside_whole_and_the_backup_takes_its_place(worked: Path, clock: SetClock) -> None:
    damaged = b"SQLite format 3\0" + b"\xa5" * 9_000
    (worked / STORE_FILE).write_bytes(damaged)

    done = restore(worked, 1, now=clock.now(), key=builders.KEY)

    assert opened(worked) == ["Dana Okafor"]
    assert done.put_aside == worked / "replaced-1"
    assert (worked / "replaced-1" / STORE_FILE).read_bytes() == damaged


def test_a_store_damaged_since_its_newest_backup_is_put_aside_too(worked: Path, clock: SetClock) -> None:
    """SQLite's count of transactions is the same: only looking through the file shows that it is another one."""
    store = open_test_store(worked, clock)
    store.back_up(BackupReason.CLOSING)
    store.close()
    content = bytearray((worked / STORE_FILE).read_bytes())
    for place in range(4096 * 3, len(content), 4096 * 2):
        content[place : place + 200] = b"\xa5" * 200
    (worked / STORE_FILE).write_bytes(bytes(content))

    done = restore(worked, 2, now=clock.now(), key=builders.KEY)

    assert done.put_aside == worked / "replaced-1"
    assert (worked / "replaced-1" / STORE_FILE).read_bytes() == bytes(content)
    assert opened(worked) == ["Bo Berg", "Dana Okafor"]


def test_where_the_store_is_gone_the_backup_takes_its_place(worked: Path, clock: SetClock) -> None:
    (worked / STORE_FILE).unlink()

    done = restore(worked, 1, now=clock.now(), key=builders.KEY)

    assert (done.before, done.put_aside) == (None, None)
    assert opened(worked) == ["Dana Okafor"]


def test_the_oldest_backup_can_be_restored_though_it_was_next_to_be_thinned_out(folder: Path, clock: SetClock) -> None:
    store = open_test_store(folder, clock)
    for number in range(13):
        add_contact(store, f"N{number}")
        assert store.back_up(BackupReason.ASKED) is not None
        clock.pass_days(40)
    add_contact(store, "Last")
    store.close()
    oldest = Backups(folder / STORE_FILE, builders.KEY).all()[-1]

    done = restore(folder, oldest.name.number, now=clock.now(), key=builders.KEY)

    assert done.backup == oldest
    assert len(opened(folder)) == oldest.facts.rows["contact"]  # type: ignore[union-attr]


def test_a_damaged_backup_is_refused_and_nothing_is_changed(worked: Path, clock: SetClock) -> None:
    (backup,) = Backups(worked / STORE_FILE, builders.KEY).all()
    content = bytearray(backup.path.read_bytes())
    content[6_000] ^= 1
    backup.path.write_bytes(bytes(content))
    before = (worked / STORE_FILE).read_bytes()

    with pytest.raises(Problem, match="is damaged"):
        restore(worked, 1, now=clock.now(), key=builders.KEY)

    assert (worked / STORE_FILE).read_bytes() == before
    assert not (worked / RESTORE_FILE).exists()


def test_a_backup_that_is_not_there_is_said(worked: Path, clock: SetClock) -> None:
    with pytest.raises(Problem, match="There is no backup 7"):
        restore(worked, 7, now=clock.now(), key=builders.KEY)


class Cut(BaseException):
    """The power."""


STEPS: dict[str, tuple[object, str]] = {
    "before the damaged store is put aside": (restoring, "_move_set"),
    "before the copy": (shutil, "copyfile"),
    "before the copy has its name": (restoring, "replace_whole"),
    "before the sounds": (Backups, "bring_sounds"),
    "before the note goes": (Path, "unlink"),
}


@pytest.mark.parametrize("is_damaged", [False, True], ids=["sound", "damaged"])
@pytest.mark.parametrize("step", STEPS)
def test_a_restore_cut_off_at_any_step_is_gone_on_from_at_the_next_start(
    worked: Path, clock: SetClock, step: str, is_damaged: bool
) -> None:
    damaged = b"SQLite format 3\0" + b"\xa5" * 9_000
    if is_damaged:
        (worked / STORE_FILE).write_bytes(damaged)
    where, name = STEPS[step]

    def cut(*_arguments: object, **_options: object) -> None:
        raise Cut

    with pytest.MonkeyPatch.context() as patched:
        real: Callable[..., object] = getattr(where, name)
        if name == "unlink":
            patched.setattr(
                where, name, lambda path, **options: cut() if path.name == RESTORE_FILE else real(path, **options)
            )
        else:
            patched.setattr(where, name, cut)
        try:
            restore(worked, 1, now=clock.now(), key=builders.KEY)
            was_cut = False
        except Cut:
            was_cut = True

    assert was_cut or (name == "_move_set" and not is_damaged)
    assert opened(worked) == ["Dana Okafor"]
    assert not (worked / RESTORE_FILE).exists()
    assert list(worked.glob("*.new")) == []
    if is_damaged:
        assert (worked / "replaced-1" / STORE_FILE).read_bytes() == damaged
    else:
        assert [backup.name.number for backup in Backups(worked / STORE_FILE, builders.KEY).all()] == [2, 1]


def test_a_note_nobody_understands_stops_the_start_and_changes_nothing(worked: Path) -> None:
    (worked / RESTORE_FILE).write_text('{"backup": "../../etc/passwd", "aside": "/tmp"}')
    before = (worked / STORE_FILE).read_bytes()

    with pytest.raises(Problem, match="no longer known which backup"):
        open_test_store(worked)

    assert (worked / STORE_FILE).read_bytes() == before


def test_a_restored_store_is_backed_up_again_though_it_equals_an_old_backup(store: Store, clock: SetClock) -> None:
    folder = store.folder
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    add_contact(store, "Bo", "Berg")
    store.close()
    restore(folder, 1, now=clock.now(), key=builders.KEY)
    restore(folder, 2, now=clock.now(), key=builders.KEY)

    again = open_test_store(folder, clock)
    made = again.back_up(BackupReason.CLOSING)
    second = again.back_up(BackupReason.CLOSING)
    again.close()

    assert made is not None
    assert made.facts is not None
    assert made.facts.rows["contact"] == 2
    assert second is None


def test_a_store_that_is_gone_is_not_taken_for_a_first_start(store: Store, clock: SetClock) -> None:
    folder = store.folder
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    store.close()
    (folder / STORE_FILE).unlink()

    with pytest.raises(StoreGone, match="backups are still in"):
        open_store_anew(folder, clock)

    assert not (folder / STORE_FILE).exists()
    restore(folder, 1, now=clock.now(), key=builders.KEY)
    open_store_anew(folder, clock).close()
