"""The list index: what the contact table is sorted by, one row a contact, kept in step by triggers.

The table of 100,000 people is read a screenful at a time, in any of its orders, from an index that holds the order:
nobody waits for all of them to be sorted. Like the search index it can be made anew from the rows at any time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy import Connection, column, table

from insidescoop.domain.changes import Kind
from insidescoop.domain.contacts import Closeness
from insidescoop.domain.interactions import InteractionKind
from insidescoop.store.indexes import touched


class ListKey(StrEnum):
    """A column of `contact_standing` by which the table can be sorted; `NAME` is never NULL."""

    NAME = "name_key"
    TITLE = "title_key"
    ORGANIZATION = "organization_key"
    CLOSENESS = "closeness_key"
    LAST_CONTACT = "last_at"
    NEXT_DUE = "due_on"
    ADDED = "added_at"


STANDING = table(
    "contact_standing", column("contact_id"), column("is_trashed"), *(column(key.value) for key in ListKey)
)
"""The index's table, for queries."""

_PAUSED = "NOT EXISTS (SELECT 1 FROM search_paused)"
_NOT_CONTACT = ", ".join(f"'{kind.value}'" for kind in InteractionKind if not kind.is_contact)
_CLOSENESS = " ".join(f"WHEN '{closeness.value}' THEN {place}" for place, closeness in enumerate(Closeness))

_TABLE = """CREATE TABLE contact_standing (
        contact_id INTEGER PRIMARY KEY,
        is_trashed INTEGER NOT NULL,
        name_key TEXT NOT NULL,
        title_key TEXT,
        organization_key TEXT,
        closeness_key INTEGER NOT NULL,
        last_at TEXT,
        due_on TEXT,
        added_at TEXT NOT NULL
    )"""
_ORDERS = tuple(
    f"CREATE INDEX ix_contact_standing_{key} ON contact_standing (is_trashed, {key}, name_key)"
    if key is not ListKey.NAME
    else "CREATE INDEX ix_contact_standing_name_key ON contact_standing (is_trashed, name_key)"
    for key in ListKey
)

_STANDING = f"""INSERT INTO contact_standing
    (contact_id, is_trashed, name_key, title_key, organization_key, closeness_key, last_at, due_on, added_at)
    SELECT person.id, person.trashed_at IS NOT NULL, person.sort_name, lower(person.title),
        (SELECT name_key FROM organization WHERE organization.id = person.organization_id),
        CASE person.closeness {_CLOSENESS} ELSE {len(Closeness)} END,
        (SELECT max(interaction.happened_at) FROM interaction_contact JOIN interaction
            ON interaction.id = interaction_contact.interaction_id
            WHERE interaction_contact.contact_id = person.id AND interaction.kind NOT IN ({_NOT_CONTACT})),
        (SELECT min(follow_up.due_on) FROM follow_up
            WHERE follow_up.contact_id = person.id AND follow_up.settled_on IS NULL),
        person.added_at
    FROM contact AS person"""


def closeness_key(closeness: Closeness) -> int:
    """What stands in the index for a closeness: the closest is the smallest."""
    return list(Closeness).index(closeness)


def table_statements() -> tuple[str, ...]:
    """The statements that make the index's own table."""
    return _TABLE, *_ORDERS


def trigger_statements() -> Iterator[str]:
    """The statements that make the triggers of every table whose rows decide where a contact stands."""
    columns = "sort_name, title, organization_id, closeness, added_at, trashed_at"
    yield _trigger("contact_insert", "INSERT ON contact", "new.id")
    yield _trigger("contact_update", f"UPDATE OF {columns} ON contact", "new.id")
    yield (
        f"CREATE TRIGGER standing_contact_delete AFTER DELETE ON contact WHEN {_PAUSED} BEGIN "
        "DELETE FROM contact_standing WHERE contact_id = old.id; END"
    )
    people = "SELECT id FROM contact WHERE organization_id = new.id"
    yield _trigger("organization_update", "UPDATE OF name_key ON organization", people)
    people = "SELECT contact_id FROM interaction_contact WHERE interaction_id = new.id"
    yield _trigger("interaction_update", "UPDATE OF kind, happened_at ON interaction", people)
    for part in ("interaction_contact", "follow_up"):
        yield _trigger(f"{part}_insert", f"INSERT ON {part}", "new.contact_id")
        yield _trigger(f"{part}_update", f"UPDATE ON {part}", "old.contact_id, new.contact_id")
        yield _trigger(f"{part}_delete", f"DELETE ON {part}", "old.contact_id")


def _trigger(name: str, when: str, people: str) -> str:
    # Deleted first, for REPLACE means nothing in a trigger that a cascade fires: the cascade's own rule is used.
    body = f"DELETE FROM contact_standing WHERE contact_id IN ({people}); {_STANDING} WHERE person.id IN ({people})"
    return f"CREATE TRIGGER standing_{name} AFTER {when} WHEN {_PAUSED} BEGIN {body}; END"


MANY = 5_000
"""Contacts touched from which on the orders are made anew afterwards, if they are a half of all."""


def catch_up(connection: Connection, step_id: int) -> None:
    """Brings the standing of every contact that step `step_id` touched (see `touched`) up to date, after bulk work."""
    images = [
        f"SELECT json_extract({image}, '$.contact_id') FROM undo_change WHERE step_id = {int(step_id)} "
        f"AND table_name = '{table}' AND {image} IS NOT NULL"
        for kind, table in ((Kind.INTERACTION, "interaction_contact"), (Kind.FOLLOW_UP, "follow_up"))
        if kind in touched.kinds(connection)
        for image in ("before", "after")
    ]
    parts = (
        touched.records_of(Kind.CONTACT),
        f"SELECT id FROM contact WHERE organization_id IN ({touched.records_of(Kind.ORGANIZATION)})",
        f"SELECT contact_id FROM interaction_contact WHERE interaction_id IN ({touched.records_of(Kind.INTERACTION)})",
    )
    ids = " UNION ".join((*parts, *images))
    with _orders_aside(connection):
        connection.exec_driver_sql(f"DELETE FROM contact_standing WHERE contact_id IN ({ids})")
        connection.exec_driver_sql(f"{_STANDING} WHERE person.id IN ({ids})")


@contextmanager
def _orders_aside(connection: Connection) -> Iterator[None]:
    """Where most contacts are touched, their orders are made anew at the end: four times as fast as row by row."""
    count = connection.exec_driver_sql(f"SELECT count(*) FROM ({touched.records_of(Kind.CONTACT)})").scalar_one()
    others = connection.exec_driver_sql("SELECT count(*) FROM contact_standing").scalar_one()
    is_worth_it = count >= MANY and count * 2 >= others
    if is_worth_it:
        for key in ListKey:
            connection.exec_driver_sql(f"DROP INDEX ix_contact_standing_{key}")
    yield
    if is_worth_it:
        for statement in _ORDERS:
            connection.exec_driver_sql(statement)


def differences(connection: Connection) -> int:
    """How many contacts do not stand in the index as they would now, or are not there any more."""
    made = _STANDING[_STANDING.index("SELECT") :]
    held = "SELECT * FROM contact_standing"
    statement = (
        f"SELECT count(DISTINCT id) FROM (SELECT * FROM ({made} EXCEPT {held}) "
        f"UNION ALL SELECT * FROM ({held} EXCEPT {made}))"
    )
    count: int = connection.exec_driver_sql(statement).scalar_one()
    return count


def rebuild_statements() -> Iterator[str]:
    """The statements that make the whole index anew from the rows."""
    yield "DELETE FROM contact_standing"
    yield _STANDING
