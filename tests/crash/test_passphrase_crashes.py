"""A process that dies while the passphrase is set, changed or removed: the old store or the new, and every backup."""

import os
from contextlib import closing
from pathlib import Path

import pytest

import builders
from builders import SetClock, add_contact, open_test_store
from dying import dies
from examples import one_in
from insidescoop.domain.backups import BackupReason
from insidescoop.queries.contact_parts import contact_count
from insidescoop.store.backup.store_copy import is_sound
from insidescoop.store.encryption.connecting import connect, is_encrypted, opens_with
from insidescoop.store.passphrase import change_passphrase
from insidescoop.system.keys import Key
from insidescoop.system.user_files import STORE_FILE

KEY, OTHER = Key.of("brick otter velvet canal"), Key.of("seven quiet lamps")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that dies is a fork")

_MOMENTS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 28, 33, 40, 50, 60, 75, 90)
"""Before which file is opened, renamed or deleted; the last ones are behind the end."""

_CHANGES = {"set": (None, KEY), "changed": (KEY, OTHER), "removed": (KEY, None)}


@pytest.mark.parametrize(
    ("change", "moment"), one_in(9, [(change, moment) for change in _CHANGES for moment in _MOMENTS])
)
def test_dying_while_the_passphrase_changes_loses_nothing(
    folder: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch, change: str, moment: int
) -> None:
    old, new = _CHANGES[change]
    monkeypatch.setattr(builders, "KEY", old)
    store = open_test_store(folder, clock)
    for name in ("Dana", "Bo"):
        add_contact(store, name)
        store.back_up(BackupReason.ASKED)
    store.close()

    died = dies(lambda: change_passphrase(folder, old, new, now=clock.now()), below=folder, before=moment)

    key = new if opens_with(folder / STORE_FILE, new) else old
    assert died or key is new
    monkeypatch.setattr(builders, "KEY", key)
    store = open_test_store(folder, clock)
    with store.reading() as session:
        assert contact_count(session) == 2
    assert store.history().undo == "Add Bo Okafor"
    store.copy_backups()
    backups = store.backups.all()
    store.close()
    assert len(backups) == 2
    for backup in backups:
        opens = next(each for each in (old, new, None) if opens_with(backup.path, each))
        with closing(connect(backup.path, opens)) as connection:
            assert is_sound(connection)
    if key is not None:
        assert all(is_encrypted(backup.path) for backup in backups)
    assert [path.name for path in folder.rglob("*") if "unpacked" in path.name or ".new" in path.name] == []
