"""Backups of a real store: made, checked, thinned, and what they know of the store."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import builders
from builders import SetClock, add_contact, add_interview, open_test_store
from insidescoop.commands.contacts import AddContacts
from insidescoop.commands.forgetting import ForgetContact
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.rehearsals import DeleteAllRecordings, KeepRehearsal
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft
from insidescoop.speech.wav import wav_of
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.store import Store
from insidescoop.system.user_files import STORE_FILE
from sounds import a_run

pytestmark = pytest.mark.encrypted_too


def made(store: Store, reason: BackupReason = BackupReason.ASKED) -> Backup:
    backup = store.back_up(reason)
    assert backup is not None
    return backup


def keep_a_run(store: Store) -> bytes:
    """Keeps a recorded run of a pitch, and returns its sound."""
    text = "I mend catalogs."
    pitch_id = store.do(AddPitch(PitchDraft(name="Hallway", who_i_am=text))).result
    sound = wav_of(a_run())
    store.do(KeepRehearsal(RehearsalDraft(pitch_id, milliseconds=7_000, text=text, target_seconds=15), sound))
    return sound


def damage(path: Path, at: int, what: bytes = b"\xff") -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(what)


def test_a_backup_is_a_whole_store_with_a_note_of_what_is_in_it(store: Store, clock: SetClock, tmp_path: Path) -> None:
    add_contact(store)
    add_contact(store, "Bo", "Berg")

    backup = made(store)

    assert backup.facts is not None
    assert (backup.facts.rows["contact"], backup.facts.rows["interview"]) == (2, 0)
    assert backup.made_at == clock.now()
    assert store.backups.all() == (backup,)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / STORE_FILE).write_bytes(backup.path.read_bytes())
    opened = open_test_store(folder)
    assert opened.history().undo == "Add Bo Berg"
    opened.undo()
    assert opened.history().undo == "Add Dana Okafor"
    opened.close()


def test_nothing_new_makes_no_backup_and_every_change_does(store: Store) -> None:
    add_contact(store)
    first = made(store)

    unchanged = store.back_up(BackupReason.REGULAR)
    store.undo()
    second = made(store, BackupReason.CLOSING)

    assert unchanged is None
    assert (first.name.number, second.name.number) == (1, 2)
    assert [backup.name.reason for backup in store.backups.all()] == [BackupReason.CLOSING, BackupReason.ASKED]


def test_a_backup_is_compared_with_the_store_of_now(store: Store) -> None:
    def since() -> str:
        present = store.backups.present()
        assert present is not None
        return present.since(backup)

    add_contact(store)
    contact_id = add_contact(store, "Bo", "Berg")
    backup = made(store)
    said = [since()]
    store.undo()
    said.append(since())
    store.redo()
    add_interview(store, contact_id)
    said.append(since())
    store.do(ForgetContact(contact_id))

    said.append(since())

    assert said[:2] == ["nothing", "1 change undone, 1 contact fewer"]
    assert said[2].startswith("1 change, ")
    assert "1 more interview" in said[2]
    assert said[3] == "1 contact fewer", "the history was emptied, so nobody knows how many changes there were"


def test_the_folder_and_its_files_are_for_the_user_alone(store: Store) -> None:
    add_contact(store)

    backup = made(store)

    assert (backup.path.parent.stat().st_mode & 0o777, backup.path.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_damaged_store_is_not_backed_up_and_the_good_backup_stays(
    store: Store, folder: Path, clock: SetClock
) -> None:
    store.do(AddContacts(tuple(ContactDraft(given_name=f"N{number}", notes="x" * 500) for number in range(60))))
    good = made(store)
    add_contact(store)
    store.close()
    size = (folder / STORE_FILE).stat().st_size
    for page in range(8, size // 4096, 3):
        damage(folder / STORE_FILE, page * 4096, b"\xa5" * 64)

    with pytest.raises(Problem, match="damaged"):
        store.backups.make(BackupReason.CLOSING, now=clock.now())

    assert store.backups.all() == (good,)
    assert list(good.path.parent.glob("*.part")) == []


@pytest.mark.parametrize("place", [0, 100, 5_000, -1])
def test_a_single_byte_changed_in_a_backup_is_noticed(store: Store, place: int) -> None:
    add_contact(store)
    backup = made(store)
    backup.check()
    at = place % backup.path.stat().st_size
    before = backup.path.read_bytes()[at]
    damage(backup.path, at, bytes((before ^ 1,)))

    assert backup.is_damaged()
    with pytest.raises(Problem, match="is damaged"):
        backup.check()


def test_a_backup_without_its_note_is_still_a_backup(store: Store) -> None:
    add_contact(store)
    backup = made(store)
    backup.path.with_suffix(".json").write_text("[" * 5_000)

    (found,) = store.backups.all()

    assert found.facts is None
    assert not found.is_damaged()
    found.check()
    assert store.back_up(BackupReason.REGULAR) is not None, "what is in it is not known, so another is made"


def test_damage_is_noticed_without_a_note_too_unless_it_may_be_another_passphrase(store: Store) -> None:
    add_contact(store)
    backup = made(store)
    backup.path.with_suffix(".json").unlink()
    pages = backup.path.stat().st_size // 4096
    for page in range(pages // 2, pages, 3):
        damage(backup.path, page * 4096, b"\xa5" * 64)

    (found,) = store.backups.all()

    may_have_another_passphrase = store.key is not None
    assert found.is_damaged() is not may_have_another_passphrase


def test_other_files_in_the_folder_are_neither_listed_nor_touched(store: Store) -> None:
    add_contact(store)
    made(store)
    folder = store.folder / "backups"
    for name in ("notes.txt", "my own.sqlite3", "000001-20269999T000000Z-asked.sqlite3"):
        (folder / name).write_text("mine")

    add_contact(store, "Bo")
    made(store)

    assert len(store.backups.all()) == 2
    assert {each.name for each in folder.iterdir() if each.read_bytes() == b"mine"} == {
        "notes.txt", "my own.sqlite3", "000001-20269999T000000Z-asked.sqlite3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("times", "least", "most", "days"),
    [
        pytest.param(35, 15, 25, 90, id="four months"),
        pytest.param(120, 20, 33, 200, id="a year", marks=pytest.mark.thorough),
    ],
)
def test_months_of_work_leave_some_twenty_backups_and_always_the_newest(
    store: Store, clock: SetClock, times: int, least: int, most: int, days: int
) -> None:
    for _time in range(times):
        clock.pass_days(3)
        add_contact(store)
        newest = made(store, BackupReason.CLOSING)

    there = store.backups.all()

    assert there[0] == newest
    assert least <= len(there) <= most
    assert there[0].made_at - there[-1].made_at > timedelta(days=days)
    assert len(list((store.folder / "backups").glob("*.json"))) == len(there)


def test_a_clock_that_jumps_back_does_not_lose_the_newest(store: Store, clock: SetClock) -> None:
    clock.pass_days(4_000)
    add_contact(store)
    made(store)
    clock.pass_days(-4_000)
    add_contact(store, "Bo")

    newest = made(store)

    assert store.backups.all()[0] == newest
    assert newest.name.number == 2


def test_the_sounds_of_runs_are_kept_with_the_backups_that_name_them(store: Store) -> None:
    sound = keep_a_run(store)
    backup = made(store)
    assert backup.facts is not None
    (name,) = backup.facts.sounds
    kept = store.recordings.path_of(name)
    assert kept is not None
    kept.unlink()

    store.backups.bring_sounds(backup)

    assert store.recordings.path_of(name).read_bytes() == sound  # type: ignore[union-attr]


def test_recordings_deleted_for_good_are_gone_from_the_backups_too(store: Store) -> None:
    keep_a_run(store)
    made(store)

    store.do(DeleteAllRecordings())

    assert list(store.folder.rglob("*.wav")) == []


def test_where_there_are_no_links_sounds_are_copied(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_arguments: object, **_options: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    sound = keep_a_run(store)

    backup = made(store)

    assert backup.facts is not None
    assert [path.read_bytes() for path in (store.folder / "backups" / "recordings").iterdir()] == [sound]


def test_a_full_disk_leaves_no_half_backup(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_contact(store)
    good = made(store)
    add_contact(store, "Bo")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("insidescoop.store.backup.store_copy.replace_whole", full)
    with pytest.raises(Problem, match="No space left"):
        store.back_up(BackupReason.ASKED)

    assert store.backups.all() == (good,)
    assert sorted(path.suffix for path in good.path.parent.iterdir()) == [".json", ".sqlite3"]


def test_what_is_written_meanwhile_is_in_the_backup_or_not_but_never_by_half(store: Store, folder: Path) -> None:
    add_contact(store)
    with closing(connect(folder / STORE_FILE, builders.KEY)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE contact SET title = 'half'")

        backup = made(store)

        other.execute("ROLLBACK")
    with closing(connect(backup.path, builders.KEY)) as copy:
        assert copy.execute("SELECT title FROM contact").fetchall() == [(None,)]
