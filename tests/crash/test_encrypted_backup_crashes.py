"""A process that dies while it writes or unpacks an encrypted backup: a file is whole, and nothing is left plain."""

import os
from pathlib import Path

import pytest

from builders import SetClock, add_contact, open_test_store
from dying import dies
from examples import one_in
from insidescoop.domain.backups import BackupReason
from insidescoop.queries.contact_parts import contact_count
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.encrypted_backup import bring_unpacked_here, save_encrypted, unpack
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE

KEY = Key.of("brick otter velvet canal")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that dies is a fork")

_MOMENTS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 50, 60, 80, 100)
"""Before which file is opened, renamed or deleted; the last ones are behind the end."""


@pytest.mark.parametrize("moment", one_in(7, [(moment,) for moment in _MOMENTS]))
def test_dying_while_writing_leaves_the_older_file_or_the_new_one(tmp_path: Path, moment: int) -> None:
    store = open_test_store(tmp_path / "data")
    add_contact(store)
    store.back_up(BackupReason.ASKED)
    (backup,) = store.backups.all()
    store.close()
    target = tmp_path / "stick" / "copy.isbackup"
    target.parent.mkdir()
    save_encrypted(backup, target, KEY)

    dies(lambda: save_encrypted(backup, target, KEY), below=tmp_path, before=moment)

    unpacked = unpack(target, KEY, tmp_path / "new")
    assert unpacked.backup.facts is not None
    assert unpacked.backup.facts.rows["contact"] == 1
    assert [path for path in target.parent.iterdir() if b"Okafor" in path.read_bytes()] == []
    save_encrypted(backup, target, KEY)
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("moment", one_in(7, [(moment,) for moment in _MOMENTS]))
def test_dying_while_restoring_leaves_the_old_data_or_the_new_and_no_copy(
    tmp_path: Path, clock: SetClock, moment: int
) -> None:
    store = open_test_store(tmp_path / "other")
    add_contact(store)
    add_contact(store, "Bo", "Berg")
    store.back_up(BackupReason.ASKED)
    save_encrypted(store.backups.all()[0], tmp_path / "copy.isbackup", KEY)
    store.close()
    data = tmp_path / "data"
    store = open_test_store(data)
    add_contact(store)
    store.close()

    def work() -> None:
        backup = bring_unpacked_here(unpack(tmp_path / "copy.isbackup", KEY, data), Backups(data / STORE_FILE))
        restore(data, backup.name.number, now=clock.now())

    died = dies(work, below=tmp_path, before=moment)

    store = open_test_store(data, clock)
    with store.reading() as session:
        assert contact_count(session) in ((1, 2) if died else (2,))
    store.close()
    assert [path.name for path in data.iterdir() if path.name.startswith(".unpacked")] == []
    assert list((data / "backups").glob("*.part")) == []
