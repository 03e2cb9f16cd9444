"""A passphrase for the store: set, changed, removed; everything works with one, and nothing does without it."""

from contextlib import closing
from pathlib import Path

import pytest

import builders
from builders import SetClock, add_contact, open_test_store
from insidescoop.commands.forgetting import ForgetContact, finish_forgetting
from insidescoop.domain.backups import BackupReason
from insidescoop.domain.dialog_drafts import DialogDraft, DraftKey
from insidescoop.domain.problems import PassphraseNeeded, Problem, StoreDamaged, WrongPassphrase
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.queries.contact_parts import contact_count
from insidescoop.queries.soundness import soundness
from insidescoop.store import passphrase as passphrase_module
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.encryption.connecting import connect, is_encrypted
from insidescoop.store.encryption.sealed_files import SealedFiles
from insidescoop.store.outside import OutsideChanges
from insidescoop.store.passphrase import ChangedPassphrase, change_passphrase, left_plain
from insidescoop.store.repair.repairing import can_be_repaired, repair
from insidescoop.store.store import Store
from insidescoop.system.draft_files import DraftFiles
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE

KEY, OTHER = Key.of("brick otter velvet canal"), Key.of("seven quiet lamps")
PAGE = 4096


@pytest.fixture
def worked(folder: Path, clock: SetClock, tmp_path: Path) -> Path:
    """A folder with a plain store, a backup of it, and a copy of that on a stick; the second contact came later."""
    (tmp_path / "stick").mkdir()
    store = open_test_store(folder, clock)
    store.backups.choose_second_folder(tmp_path / "stick")
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    store.copy_backups()
    add_contact(store, "Bo", "Berg")
    store.close()
    return folder


def opened(folder: Path, key: Key | None, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(builders, "KEY", key)
    return open_test_store(folder)


def change(folder: Path, old: Key | None, new: Key | None) -> ChangedPassphrase:
    return change_passphrase(folder, old, new, now=SetClock().now())


def readable(folder: Path) -> list[str]:
    """The files below a folder in which a name can be read."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if b"Okafor" in path.read_bytes())


def test_a_passphrase_makes_everything_unreadable_and_takes_nothing_away(
    worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(worked, None, monkeypatch)
    history = store.history()
    store.close()
    assert len(readable(tmp_path)) == 3

    done = change(worked, None, KEY)

    assert (done.done, done.problems, done.is_waiting) == (1, [], False)
    assert readable(tmp_path) == []
    store = opened(worked, KEY, monkeypatch)
    assert store.history() == history
    for backup in store.backups.all():
        backup.check()
    store.undo()
    with store.reading() as session:
        assert contact_count(session) == 1
    store.close()


@pytest.mark.parametrize(("key", "problem"), [(None, PassphraseNeeded), (OTHER, WrongPassphrase)])
def test_without_its_passphrase_it_opens_neither_to_write_nor_to_read(
    worked: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, key: Key | None, problem: type[Problem]
) -> None:
    change(worked, None, KEY)
    before = (worked / STORE_FILE).read_bytes()

    with pytest.raises(problem):
        opened(worked, key, monkeypatch)
    with pytest.raises(problem):
        Store.open_read_only(worked, clock=clock, key=key)

    assert (worked / STORE_FILE).read_bytes() == before


def test_it_is_changed_and_removed(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(worked, None, KEY)
    with pytest.raises(WrongPassphrase):
        change(worked, OTHER, None)

    change(worked, KEY, OTHER)
    with pytest.raises(WrongPassphrase):
        opened(worked, KEY, monkeypatch)
    opened(worked, OTHER, monkeypatch).close()
    change(worked, OTHER, None)

    store = opened(worked, None, monkeypatch)
    for backup in store.backups.all():
        backup.check()
    assert len(readable(tmp_path)) == 3
    store.close()


def test_it_says_how_far_it_has_come_and_leaves_no_backup_out_once_the_data_is_rewritten(
    worked: Path, tmp_path: Path
) -> None:
    told: list[str] = []

    def stop(progress: Progress) -> None:
        told.append(progress.sentence())
        if progress.doing == "Rewriting backups":
            raise Cancelled

    change_passphrase(worked, None, KEY, now=SetClock().now(), report=stop)

    assert told[-2:] == ["Rewriting backups: 0 of 1", "Copying backups to the second folder"]
    assert readable(tmp_path) == []


def test_a_stick_that_is_plugged_in_later_is_encrypted_then(
    worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (worked / "backups").iterdir():
        if path.is_file():
            path.unlink()
    (tmp_path / "stick").rename(tmp_path / "away")
    assert change(worked, None, KEY).is_waiting
    (tmp_path / "away").rename(tmp_path / "stick")
    assert len(readable(tmp_path / "stick")) == 1

    store = opened(worked, KEY, monkeypatch)
    store.copy_backups()

    assert readable(tmp_path) == []
    second = store.backups.second()
    assert second is not None
    second.own()[0].check()
    store.close()


def test_a_passphrase_that_was_set_halfway_is_finished_at_the_next_start(
    worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(passphrase_module, "_rewrite", lambda *_words: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            change(worked, None, KEY)
    assert is_encrypted(worked / STORE_FILE)
    assert readable(worked / "backups") != []

    store = opened(worked, KEY, monkeypatch)
    store.copy_backups()

    assert readable(tmp_path) == []
    store.close()


def test_a_full_disk_leaves_the_store_as_it_was(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (worked / STORE_FILE).read_bytes()

    def full(*_paths: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(passphrase_module, "replace_whole", full)
        with pytest.raises(Problem, match="No space left"):
            change(worked, None, KEY)

    assert (worked / STORE_FILE).read_bytes() == before
    assert list(worked.glob("*.new*")) == []


def test_a_plain_backup_that_is_restored_is_as_encrypted_as_the_store(
    worked: Path, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    for path in (worked / "backups").glob("0*"):
        (plain / path.name).write_bytes(path.read_bytes())
    change(worked, None, KEY)

    restore(worked, next(plain.glob("*.sqlite3")), now=clock.now(), key=KEY)

    assert is_encrypted(worked / STORE_FILE)
    assert readable(worked) == []
    store = opened(worked, KEY, monkeypatch)
    with store.reading() as session:
        assert contact_count(session) == 1
    store.close()


def test_a_backup_is_restored_with_the_undo_history(
    worked: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(worked, None, KEY)

    done = restore(worked, 1, now=clock.now(), key=KEY)

    store = opened(worked, KEY, monkeypatch)
    with store.reading() as session:
        assert contact_count(session) == 1
    assert store.history().undo == "Add Dana Okafor"
    assert done.before is not None
    done.before.check()
    store.close()


def test_whoever_lost_the_passphrase_can_restore_a_plain_backup_and_the_encrypted_file_is_kept(
    worked: Path, tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    for path in (worked / "backups").glob("0*"):
        (plain / path.name).write_bytes(path.read_bytes())
    change(worked, None, KEY)
    locked = (worked / STORE_FILE).read_bytes()

    done = restore(worked, next(plain.glob("*.sqlite3")), now=clock.now())

    assert done.put_aside is not None
    assert (done.put_aside / STORE_FILE).read_bytes() == locked
    assert left_plain(worked) == ()
    opened(worked, None, monkeypatch).close()


def harm(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[page * PAGE + 100 : page * PAGE + 200] = b"\xa5" * 100
    path.write_bytes(bytes(content))


def test_a_damaged_beginning_is_told_from_a_wrong_passphrase_and_leads_to_a_backup(
    worked: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(worked, None, KEY)
    harm(worked / STORE_FILE, 0)

    with pytest.raises(StoreDamaged, match="beginning"):
        opened(worked, KEY, monkeypatch)
    assert not can_be_repaired(worked, KEY)
    restore(worked, 1, now=clock.now(), key=KEY)

    opened(worked, KEY, monkeypatch).close()


def test_a_damaged_page_is_repaired_through_the_key_and_the_result_is_encrypted(
    worked: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(worked, None, KEY)
    with closing(connect(worked / STORE_FILE, KEY)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'contact'").fetchone()
    harm(worked / STORE_FILE, page - 1)
    with pytest.raises(StoreDamaged):
        opened(worked, KEY, monkeypatch)

    done = repair(worked, now=clock.now(), key=KEY)

    assert is_encrypted(worked / STORE_FILE)
    assert readable(worked) == []
    store = opened(worked, KEY, monkeypatch)
    with store.reading() as session:
        assert contact_count(session) == 2
    assert dict(done.repaired.lost) == {}
    store.close()


def test_the_command_line_beside_the_window_is_noticed(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(worked, None, KEY)
    store = opened(worked, KEY, monkeypatch)
    outside = OutsideChanges(worked / STORE_FILE, KEY)
    beside = opened(worked, KEY, monkeypatch)

    add_contact(beside, "Cy", "Cole")

    assert outside.are_there()
    with store.reading() as session:
        assert contact_count(session) == 3
    outside.close()
    beside.close()
    store.close()


@pytest.mark.parametrize("tried_first", [None, OTHER], ids=["at once", "after a wrong passphrase"])
def test_an_interrupted_step_is_taken_back(
    worked: Path, monkeypatch: pytest.MonkeyPatch, tried_first: Key | None
) -> None:
    change(worked, None, KEY)
    path = worked / STORE_FILE
    with closing(connect(path, KEY)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE question SET text = text || text")
        left = {each: each.read_bytes() for each in path.parent.glob(f"{path.name}*")}
        connection.execute("ROLLBACK")
    for each, content in left.items():
        each.write_bytes(content)
    assert len(left) == 2
    if tried_first is not None:
        with pytest.raises(WrongPassphrase):
            opened(worked, tried_first, monkeypatch)

    store = opened(worked, KEY, monkeypatch)

    with store.reading() as session:
        assert contact_count(session) == 2
        assert soundness(session).faults == ()
    store.close()


def test_somebody_is_forgotten_in_the_encrypted_backups(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(worked, None, KEY)
    store = opened(worked, KEY, monkeypatch)

    store.do(ForgetContact(1))
    finish_forgetting(store)

    (backup,) = [each for each in store.backups.all() if each.name.number == 1]
    backup.check()
    with closing(connect(backup.path, KEY)) as connection:
        assert connection.execute("SELECT display_name FROM contact").fetchall() == []
    store.close()


def test_drafts_are_encrypted_those_before_the_passphrase_too_and_are_there_after_it_is_removed(
    worked: Path, clock: SetClock
) -> None:
    draft = DialogDraft(DraftKey("log", (1,)), "Log a contact", clock.now(), "Okafor hires in May.", {})
    DraftFiles(worked).keep(draft)
    sealed = DraftFiles(worked, sealing=SealedFiles(KEY))

    assert sealed.all() == (draft,)
    assert readable(worked / "drafts") == []
    sealed.keep(draft)
    assert readable(worked / "drafts") == []
    assert DraftFiles(worked, sealing=SealedFiles(OTHER)).all() == ()
    change(worked, None, KEY)
    change(worked, KEY, OTHER)
    assert DraftFiles(worked, sealing=SealedFiles(OTHER)).all() == (draft,)
    change(worked, OTHER, None)
    assert DraftFiles(worked).all() == (draft,)
    DraftFiles(worked).remove(draft.key)
    assert list((worked / "drafts").iterdir()) == []


def test_a_new_backup_of_an_encrypted_store_is_due_after_a_change_only(
    worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(worked, None, KEY)
    store = opened(worked, KEY, monkeypatch)

    assert store.back_up(BackupReason.ASKED) is not None
    assert store.back_up(BackupReason.ASKED) is None
    add_contact(store, "Cy", "Cole")
    assert store.back_up(BackupReason.ASKED) is not None
    assert Backups(worked / STORE_FILE, KEY).present() is not None
    store.close()
