"""Repairing a damaged store: what can be read of it goes into a new one, and the damaged file is kept."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from insidescoop.domain.backups import BackupReason
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.everything import Row
from insidescoop.domain.interviews.interviews import USUAL_MINUTES, Format, Stage
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.repairs import Repaired
from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.store.backup.backup_files import Backup
from insidescoop.store.backup.backups import Backups
from insidescoop.store.backup.restoring import restore
from insidescoop.store.base import Base, InstantText
from insidescoop.store.encryption.connecting import connect
from insidescoop.store.engine import open_engine, writer_of
from insidescoop.store.health import schema_version_of
from insidescoop.store.indexes import search_index
from insidescoop.store.migrations import STEPS
from insidescoop.store.preparing import make_store
from insidescoop.store.repair.salvage import Found, salvaged, usable_row
from insidescoop.store.upgrade import newest_version, rebuild_indexes
from insidescoop.system.folders import only_for_me
from insidescoop.system.keys import Key
from insidescoop.system.user_files import SQLITE_MAGIC, STORE_FILE

RECOVERED = "Recovered"
"""The name of a placeholder for a record that could not be read."""

_HEADER = 100
_PAGE_SIZE_AT, _PAGE_SIZE, _PAGES_AT, _FREE_LIST = 16, 4096, 28, slice(32, 40)
"""The header of a file of SQLite (sqlite.org/fileformat2.html, 1.3); the page size is the one it makes files with."""

_AT_ONCE = 500


@frozen
class Repair:
    """What a repair did, and the folder that the damaged file was moved to."""

    repaired: Repaired
    put_aside: Path


def can_be_repaired(folder: Path, key: Key | None = None) -> bool:
    """True if there is a file that may hold something, and that is not of another version."""
    store = folder / STORE_FILE
    version = schema_version_of(store, key)
    # Of an encrypted file nothing can be read without its first page.
    is_known = version == newest_version(STEPS) or (version is None and key is None)
    return _size_of(store) > _PAGE_SIZE and is_known


def can_be_read(folder: Path, key: Key | None = None) -> bool:
    """True if the file says that it is a store of this version."""
    return schema_version_of(folder / STORE_FILE, key) == newest_version(STEPS)


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def repair(folder: Path, *, now: datetime, report: Report = unheard, key: Key | None = None) -> Repair:
    """Replaces the store in `folder` with a new one made from what can be read of it.

    Called by who has the store alone, with no connection to it open. It works on a copy; the damaged file is moved to a
    folder beside it as it is. Rows that cannot be read are taken from the undo journal or the newest sound backup. The
    undo history begins anew.

    Raises:
        Problem: nothing of a store can be read, it is of another version, or the disk is full; nothing was changed.
        Cancelled: the report called it off; nothing was changed.
    """
    store = folder / STORE_FILE
    work = store.with_name(f"{STORE_FILE}.repaired.new")
    try:
        _insist_on_this_version(store, key)
        make_store(work, key, version=newest_version(STEPS))
        found = _best_reading(store, key, work.read_bytes()[:_HEADER], report)
        if not any(each.rows for table, each in found.items() if table in _USERS_OWN):
            raise Problem(
                "Nothing of your data could be read from this file.",
                your_data=f"It was not changed: {store}",
                next_step="Restore a backup, or copy the data folder somewhere safe and start with another one.",
            )
        repaired = _fill(work, key, found, Backups(store, key), now, report)
        backup = Backups(store, key).make(BackupReason.REPAIRED, now=now, of=work)
        done = restore(folder, backup.name.number, now=now, puts_aside=True, key=key)
    except (OSError, sqlite3.Error) as error:
        raise Problem(
            f"The repair could not be finished ({error}).",
            your_data=f"Your data was not changed: {store}",
            next_step="Free some space or check the disk, then try again.",
        ) from error
    finally:
        for left in folder.glob(f"{STORE_FILE}*.new*"):
            left.unlink(missing_ok=True)
    assert done.put_aside is not None  # noqa: S101 - it was asked for
    return Repair(repaired, done.put_aside)


_USERS_OWN = frozenset({"contact", "organization", "interaction", "pitch", "interview", "follow_up"})
"""Tables that are empty in a new store."""


def _insist_on_this_version(store: Path, key: Key | None) -> None:
    version = schema_version_of(store, key)
    if version is not None and version != newest_version(STEPS):
        raise Problem(
            "This file was last used with another version of Inside Scoop, and only that one can repair it.",
            your_data=f"It was not changed: {store}",
            next_step="Restore a backup, or use the version that you had.",
        )


def _best_reading(store: Path, key: Key | None, header: bytes, report: Report) -> dict[str, Found]:
    """What is read of the store: after its interrupted step was rolled back, or without, whichever holds more rows.

    A journal that belongs to another file breaks what it is rolled back into.
    """
    journal = store.with_name(f"{STORE_FILE}-journal")
    has_journal = journal.exists() and journal.stat().st_size > 0
    readings = [_reading(store, key, header, report, journal if with_journal else None)
                for with_journal in ((True, False) if has_journal else (False,))]  # fmt: skip
    if key is None and store.stat().st_size % _PAGE_SIZE:
        readings += [_reading(store, key, header, report, None, shift=shift) for shift in _shifts(store.stat().st_size)]
    return max(readings, key=lambda found: (_is_whole(found), sum(len(each.rows) for each in found.values())))


def _shifts(size: int) -> tuple[int, int]:
    """By how many bytes the pages may have moved: some were put in near the beginning, or some taken out."""
    return size % _PAGE_SIZE, size % _PAGE_SIZE - _PAGE_SIZE


def _is_whole(found: Mapping[str, Found]) -> bool:
    return all(each.is_whole for each in found.values())


def _reading(
    store: Path, key: Key | None, header: bytes, report: Report, journal: Path | None, *, shift: int = 0
) -> dict[str, Found]:
    copy = store.with_name(f"{STORE_FILE}.damaged.new")
    for part in (copy, copy.with_name(f"{copy.name}-journal")):
        part.unlink(missing_ok=True)
    shutil.copyfile(store, copy)
    if shift:
        _move_pages(copy, shift)
    only_for_me(copy)
    if journal is not None:
        shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))
    if key is None:
        _mend_header(copy, header)
    return salvaged(copy, Base.metadata, report=report, key=key)


def _move_pages(copy: Path, shift: int) -> None:
    """Has all pages but the first begin where they did before `shift` bytes were put in, or taken out, in the first."""
    with copy.open("r+b") as file:
        content = file.read()
        first = content[:_PAGE_SIZE] if shift > 0 else content[: _PAGE_SIZE + shift].ljust(_PAGE_SIZE, b"\0")
        file.seek(0)
        file.write(first + content[_PAGE_SIZE + shift :])
        file.truncate()


def _mend_header(copy: Path, header: bytes) -> None:
    """Gives a file whose first bytes are not those of SQLite the header of a new store of the same size."""
    with copy.open("r+b") as file:
        held = file.read(_HEADER)
        page_size = int.from_bytes(held[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 2], "big")
        if held.startswith(SQLITE_MAGIC) and page_size == _PAGE_SIZE and held[18:24] == header[18:24]:
            return
        mended = bytearray(header)
        pages = copy.stat().st_size // _PAGE_SIZE
        mended[_PAGES_AT : _PAGES_AT + 4] = pages.to_bytes(4, "big")
        mended[_FREE_LIST] = bytes(8)
        # The count of changes that the page count is valid for is the count of changes.
        mended[92:96] = mended[24:28]
        file.seek(0)
        file.write(mended)


def _fill(
    work: Path, key: Key | None, found: dict[str, Found], backups: Backups, now: datetime, report: Report
) -> Repaired:
    taken, backup = _complete_from_backup(found, backups)
    engine = open_engine(work, key)
    try:
        with writer_of(engine).begin() as connection:
            # Rows of one table may refer to each other in any order; all of it is looked at in the end.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            search_index.pause(connection)
            for done, table in enumerate(Base.metadata.sorted_tables):
                report(Progress(done, len(Base.metadata.sorted_tables), "Writing tables"))
                _insert(connection, table, list(found[table.name].rows.values()))
            unnamed = _stand_in(connection, now)
            _drop_broken_references(connection)
            connection.exec_driver_sql("DELETE FROM search_paused")
            rebuild_indexes(connection, Base.metadata)
            held = {
                table.name: connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one()  # noqa: S608
                for table in Base.metadata.sorted_tables
            }
    finally:
        engine.dispose()
    return _counted(found, taken, held, unnamed, backup)


def _counted(
    found: Mapping[str, Found],
    taken: Mapping[str, int],
    held: Mapping[str, int],
    unnamed: Mapping[str, int],
    backup: Backup | None,
) -> Repaired:
    # Of these it is not known how many were the user's own.
    unsure = {name for name, each in found.items() if not each.has_all_ids or (name in _PLANTED and each.unread)}
    lost = {name: len(each.unread) + max(0, len(each.rows) + unnamed.get(name, 0) - held[name])
            for name, each in found.items()}  # fmt: skip
    saved = {name: held[name] - taken.get(name, 0) - unnamed.get(name, 0) for name in found}
    return Repaired(
        saved={name: count for name, count in saved.items() if count > 0 and name not in _PLANTED},
        from_backup={name: count for name, count in taken.items() if count},
        lost={
            name: count - unnamed.get(name, 0)
            for name, count in lost.items()
            if count > unnamed.get(name, 0) and name not in _PLANTED
        },
        unsure=tuple(sorted(unsure)),
        emptied=sum(each.emptied for each in found.values()),
        unnamed=sum(unnamed.values()),
        backup_of=backup.made_at if backup is not None and any(taken.values()) else None,
    )


_PLANTED = frozenset({"question", "template", "follow_up_rule", "vocabulary_term", "profile"})
"""Tables that a new store has rows in: what is built in and missing is planted again when the store is opened."""


def _complete_from_backup(found: dict[str, Found], backups: Backups) -> tuple[dict[str, int], Backup | None]:
    """Adds rows that could not be read from the newest sound backup; how many by table, and the backup."""
    if _is_whole(found):
        return {}, None
    for backup in backups.all():
        if backup.facts is None or backup.facts.schema_version != newest_version(STEPS):
            continue
        with suppress(Problem, sqlite3.Error, OSError):
            backup.check()
            with closing(connect(backup.path, backup.key, mode="ro", is_immutable=True)) as held:
                taken = {table.name: _take(held, table, found[table.name]) for table in Base.metadata.sorted_tables}
            return taken, backup
    return {}, None


def _take(backup: sqlite3.Connection, table: Table, found: Found) -> int:
    if found.is_whole:
        return 0
    taken = 0
    names = [column.name for column in table.columns]
    for values in backup.execute(f"SELECT {', '.join(names)} FROM {table.name}"):  # noqa: S608
        held = dict(zip(names, values, strict=True))
        row_id = held["id"]
        is_missing = row_id not in found.rows and row_id not in found.deleted
        if not is_missing or (found.has_all_ids and row_id not in found.unread):
            continue
        row, _emptied = usable_row(table, held)
        if row is not None:
            found.rows[row_id] = row
            found.unread.discard(row_id)
            # Unedited built-in rows are restored at the next start anyway.
            taken += table.name not in _PLANTED or not row.get("built_in_id") or bool(row.get("is_edited"))
    return taken


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    names = [column.name for column in table.columns]
    places = ", ".join("?" for _name in names)
    # A second row with what must be there once is left out, and counted with what is lost.
    statement = f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) VALUES ({places})"  # noqa: S608
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        connection.exec_driver_sql(statement, [tuple(row[name] for name in names) for row in some])


def _stand_in(connection: Connection, now: datetime) -> dict[str, int]:
    """Puts records called "Recovered" where rows refer to some that could not be read; how many by table."""
    unnamed: dict[str, int] = {}
    instant = InstantText().process_bind_param(now, connection.dialect)
    for table, values in _stand_ins(instant).items():
        missing = {row_id for row_id in _missing(connection, table) if row_id > 0}
        for row_id in sorted(missing):
            name = f"{RECOVERED} {row_id}"
            named = {key: value.format(name=name, folded=fold(name)) if isinstance(value, str) else value
                     for key, value in values.items()}  # fmt: skip
            keys = ("id", *named)
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({', '.join(keys)}) VALUES ({', '.join('?' for _key in keys)})",  # noqa: S608
                (row_id, *named.values()),
            )
        unnamed[table] = len(missing)
    alone = "SELECT id FROM interview WHERE id NOT IN (SELECT interview_id FROM interview_contact)"
    interviews = connection.exec_driver_sql(alone).scalars().all()
    if interviews:
        person = {**_stand_ins(instant)["contact"], "display_name": RECOVERED, "given_name": RECOVERED,
                  "sort_name": fold(RECOVERED)}  # fmt: skip
        contact_id = connection.exec_driver_sql(
            f"INSERT INTO contact ({', '.join(person)}) VALUES ({', '.join('?' for _key in person)}) RETURNING id",  # noqa: S608
            tuple(person.values()),
        ).scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO interview_contact (interview_id, contact_id, position) VALUES (?, ?, 0)",
            [(interview_id, contact_id) for interview_id in interviews],
        )
        unnamed["contact"] += 1
    return unnamed


def _stand_ins(instant: str | None) -> dict[str, dict[str, Any]]:
    return {
        "contact": {"given_name": "{name}", "display_name": "{name}", "sort_name": "{folded}", "is_family_first": 0,
                    "closeness": Closeness.UNKEPT.value, "do_not_contact": 0, "added_at": instant},
        "interview": {"purpose": "{name}", "stage": Stage.TO_ASK.value, "format": Format.OPEN.value,
                      "minutes": USUAL_MINUTES, "planned_at": instant},
        "pitch": {"name": "{name}", "target_seconds": 60, "is_one_text": 0},
    }  # fmt: skip


def _missing(connection: Connection, table: str) -> Iterator[int]:
    """The ids that rows refer to and that are not there, where such a row could not be kept without."""
    for referring in Base.metadata.sorted_tables:
        for column in referring.columns:
            if not column.nullable and any(key.column.table.name == table for key in column.foreign_keys):
                yield from connection.exec_driver_sql(
                    f"SELECT DISTINCT {column.name} FROM {referring.name} "  # noqa: S608
                    f"WHERE {column.name} NOT IN (SELECT id FROM {table})"
                ).scalars()


def _drop_broken_references(connection: Connection) -> None:
    """Empties the references to what is not there; a row that must have one goes."""
    while broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        for table, row_id, _parent, number in broken:
            keys = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all()
            name = next(key[3] for key in keys if key[0] == number)
            column = Base.metadata.tables[table].columns[name]
            if column.nullable:
                connection.exec_driver_sql(f"UPDATE {table} SET {name} = NULL WHERE id = ?", (row_id,))  # noqa: S608
            else:
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
