"""A backup in one encrypted file: everything comes back, nothing can be read without the passphrase."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from builders import SetClock, add_contact, kept_store, open_test_store
from insidescoop.commands.pitches import AddPitch
from insidescoop.commands.rehearsals import KeepRehearsal
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.pitch.pitches import PitchDraft
from insidescoop.domain.problems import Problem, WrongPassphrase
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.domain.rehearsal.rehearsals import RehearsalDraft
from insidescoop.queries.contact_parts import contact_count
from insidescoop.speech.wav import wav_of
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.encrypted_backup import bring_unpacked_here, is_encrypted, save_encrypted, unpack
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.entities import Contact
from insidescoop.store.store import Store
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE
from sounds import a_run

PASSPHRASE = "brick otter vélvet canal"
KEY = Key.of(PASSPHRASE)
"""Derived once for each file: with a key of its own, each test would take a second more."""


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with a contact, and a recorded run of a pitch."""
    add_contact(store)
    pitch_id = store.do(AddPitch(PitchDraft(name="Hallway", who_i_am="I mend catalogs."))).result
    run = RehearsalDraft(pitch_id, milliseconds=7_000, text="I mend catalogs.", target_seconds=15)
    store.do(KeepRehearsal(run, wav_of(a_run())))
    return store


@pytest.fixture
def file(filled: Store, tmp_path: Path) -> Path:
    """The encrypted backup of that store."""
    path = tmp_path / "copy.isbackup"
    filled.back_up(BackupReason.ASKED)
    save_encrypted(filled.backups.all()[0], path, KEY)
    return path


def restored(file: Path, folder: Path, clock: SetClock) -> Store:
    """A store in a new folder, restored from an encrypted file."""
    backup = bring_unpacked_here(unpack(file, KEY, folder), Backups(folder / STORE_FILE))
    restore(folder, backup.name.number, now=clock.now())
    return open_test_store(folder, clock)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if "unpacked" in path.name or path.name.endswith(".part"))


def test_everything_comes_back_the_undo_history_and_the_recordings_too(
    filled: Store, file: Path, tmp_path: Path, clock: SetClock
) -> None:
    (recording,) = (filled.folder / "recordings").glob("*.wav")

    store = restored(file, tmp_path / "new computer", clock)

    with store.reading() as session:
        assert contact_count(session) == 1
    assert store.history() == filled.history()
    assert (store.folder / "recordings" / recording.name).read_bytes() == recording.read_bytes()
    assert left_in(store.folder) == []
    store.undo()
    store.undo()
    store.undo()
    assert store.is_empty()
    store.close()


def test_nothing_in_the_file_can_be_read_and_nothing_lies_beside_it(file: Path) -> None:
    content = file.read_bytes()

    assert is_encrypted(file)
    assert [word for word in (b"SQLite", b"Okafor", b"RIFF", b"contact", b"catalogs") if word in content] == []
    assert {path.name for path in file.parent.iterdir()} == {"data", file.name}
    assert file.stat().st_mode & 0o077 == 0


def test_the_file_opens_with_the_passphrase_in_every_other_program_of_sqlcipher(file: Path) -> None:
    with closing(sqlcipher.connect(str(file))) as connection:
        connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
        names = connection.execute("SELECT display_name FROM contact").fetchall()

    assert names == [("Dana Okafor",)]


def test_an_accent_that_is_typed_as_two_signs_is_the_same_passphrase(file: Path, tmp_path: Path) -> None:
    unpacked = unpack(file, Key.of(PASSPHRASE.replace("é", "e\u0301")), tmp_path / "new")

    assert unpacked.backup.facts is not None
    assert unpacked.backup.facts.rows["contact"] == 1


def test_a_wrong_passphrase_is_said_and_leaves_nothing(
    file: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WrongPassphrase):
        unpack(file, Key.of("not the one"), tmp_path / "new")

    assert list((tmp_path / "new").iterdir()) == []
    assert capfd.readouterr().err == ""


def flip(at: int) -> Callable[[Path], object]:
    def harm(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[at] ^= 1
        path.write_bytes(bytes(content))

    return harm


@pytest.mark.parametrize(
    "harm",
    [flip(5), flip(3_000), flip(100_000), flip(-1), lambda path: path.write_bytes(path.read_bytes()[:-5_000])],
    ids=["its beginning", "its first page", "its middle", "its end", "cut off"],
)
def test_one_changed_bit_is_noticed_and_leaves_nothing(
    file: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    harm(file)

    with pytest.raises(Problem, match=r"is damaged|does not open"):
        unpack(file, KEY, tmp_path / "new")

    assert list((tmp_path / "new").iterdir()) == []


def changed(file: Path, statement: str) -> None:
    with closing(connect(file, KEY)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("PRAGMA user_version = 999", "newer Inside Scoop"),
        ("UPDATE encrypted_backup SET format = 2", "newer Inside Scoop"),
        ("PRAGMA application_id = 1", "is not a backup of Inside Scoop"),
        ("DROP TABLE encrypted_backup", "is not a backup of Inside Scoop"),
        ("UPDATE encrypted_backup SET name = '../../away'", "is not a backup of Inside Scoop"),
        ("UPDATE encrypted_backup SET facts = '[]'", "is damaged"),
        ("CREATE VIEW spy AS SELECT * FROM contact", "is damaged"),
        ("CREATE VIRTUAL TABLE spy USING fts4(words)", "is damaged"),
        ("CREATE TABLE spy (id INTEGER PRIMARY KEY)", "is damaged"),
    ],
)
def test_a_file_that_is_no_backup_of_ours_is_refused_whoever_knows_the_passphrase(
    file: Path, tmp_path: Path, statement: str, said: str
) -> None:
    changed(file, statement)

    with pytest.raises(Problem, match=said):
        unpack(file, KEY, tmp_path / "new")

    assert list((tmp_path / "new").iterdir()) == []


def test_a_recording_that_is_not_what_its_name_says_is_left_out(file: Path, tmp_path: Path, clock: SetClock) -> None:
    changed(file, "UPDATE encrypted_backup_sound SET bytes = x'00'")
    changed(file, "INSERT INTO encrypted_backup_sound (name, bytes) VALUES ('../../../away.wav', x'00')")

    store = restored(file, tmp_path / "new", clock)

    assert list(tmp_path.rglob("*.wav")) == list((tmp_path / "data").rglob("*.wav"))
    assert not list(tmp_path.glob("*.wav"))
    store.close()


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_this_one(tmp_path: Path, clock: SetClock) -> None:
    older = kept_store(2, tmp_path / "older")
    with closing(sqlite3.connect(older)) as connection:
        (people,) = connection.execute("SELECT count(*) FROM contact").fetchone()
    backup = Backups(older).make(BackupReason.ASKED, now=clock.now())
    save_encrypted(backup, tmp_path / "copy.isbackup", KEY)

    store = restored(tmp_path / "copy.isbackup", tmp_path / "new", clock)

    with store.reading() as session:
        assert session.query(Contact).count() == people
    store.close()


def test_what_was_there_becomes_a_backup_and_no_backup_is_written_over(
    filled: Store, file: Path, clock: SetClock
) -> None:
    add_contact(filled, "Bo", "Berg")
    filled.back_up(BackupReason.ASKED)
    before = {backup.name.number: backup.path.read_bytes() for backup in filled.backups.all()}
    filled.close()

    store = restored(file, filled.folder, clock)

    with store.reading() as session:
        assert contact_count(session) == 1
    after = {backup.name.number: backup.path.read_bytes() for backup in store.backups.all()}
    assert {number: after[number] for number in before} == before
    assert store.backups.all()[0].name.reason is BackupReason.BEFORE_RESTORE
    store.close()


def test_calling_it_off_leaves_the_older_file_as_it_is(filled: Store, file: Path) -> None:
    before = file.read_bytes()

    def stop(progress: Progress) -> None:
        if progress.doing == "Encrypting recordings":
            raise Cancelled

    with pytest.raises(Cancelled):
        save_encrypted(filled.backups.all()[0], file, KEY, report=stop)

    assert file.read_bytes() == before
    assert {path.name for path in file.parent.iterdir()} == {"data", file.name}


def test_calling_off_the_unpacking_leaves_nothing(file: Path, tmp_path: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        unpack(file, KEY, tmp_path / "new", report=stop)

    assert list((tmp_path / "new").iterdir()) == []


def test_the_program_s_own_files_are_not_written_over(filled: Store, file: Path) -> None:
    assert file.exists()

    with pytest.raises(Problem, match="belongs to Inside Scoop"):
        save_encrypted(filled.backups.all()[0], filled.folder / STORE_FILE, KEY)


def test_a_key_shows_nothing_of_its_passphrase() -> None:
    KEY.raw(b"s" * 16)

    assert "otter" not in repr(KEY)
    assert KEY.raw(b"s" * 16) not in repr(KEY)
