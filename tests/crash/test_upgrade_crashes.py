"""A process that dies in the middle of an upgrade: the old store whole, or the new one, and the backup there."""

import lzma
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from builders import SetClock, open_test_store
from dying import ends_with_nine
from examples import one_in
from insidescoop.queries.soundness import soundness
from insidescoop.store import upgrade
from insidescoop.store.backup.backups import Backups
from insidescoop.system.user_files import STORE_FILE

KEPT_STORES = Path(__file__).parents[1] / "store" / "kept_stores"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that dies is a fork")


class _Dying(sqlite3.Connection):
    """A connection whose process dies before one of its statements."""

    left = 0

    def execute(self, *arguments: object) -> sqlite3.Cursor:  # type: ignore[override]
        _Dying.left -= 1
        if _Dying.left < 0:
            os._exit(9)
        return super().execute(*arguments)  # type: ignore[arg-type]


def _upgrade_and_die(folder: Path, statement: int) -> bool:
    """True if the upgrade died before a statement, by number; False if it came to its end."""

    def open_and_die() -> None:
        real = sqlite3.connect
        _Dying.left = statement
        upgrade.sqlite3.connect = lambda *words, **named: real(*words, **{"factory": _Dying, **named})  # type: ignore[attr-defined]
        open_test_store(folder).close()

    return ends_with_nine(open_and_die)


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


STATEMENTS = (0, 1, 2, 3, 5, 8, 13, 20, 30, 45, 60, 80, 110, 150, 200, 260, 320, 380, 440)
"""From before the first statement of the upgrade to behind the last."""


@pytest.mark.parametrize("statement", one_in(6, [(number,) for number in STATEMENTS]))
def test_dying_before_any_statement_of_an_upgrade(folder: Path, clock: SetClock, statement: int) -> None:
    folder.mkdir()
    path = folder / STORE_FILE
    path.write_bytes(lzma.decompress((KEPT_STORES / "version_1.sqlite3.xz").read_bytes()))
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT count(*) FROM contact").fetchone()[0]

    died = _upgrade_and_die(folder, statement)
    version = _version(path)
    store = open_test_store(folder, clock)

    with store.reading() as session:
        found = soundness(session)
    assert found.faults == ()
    assert found.rows["contact"] == before
    assert version == 1 or not died or Backups(path).all()
    store.close()
