"""The keys by which two spellings of one address, number or link are known to be the same."""

import sqlite3
from collections.abc import Callable
from functools import partial

from insidescoop.domain.emails import email_key
from insidescoop.domain.links import link_key
from insidescoop.domain.phones import HOME_COUNTRY, phone_key


def fill_match_keys(connection: sqlite3.Connection) -> None:
    """Gives a key to every row that was kept before there were keys, in the open transaction."""
    (home_country,) = connection.execute("SELECT home_country FROM profile").fetchone() or (HOME_COUNTRY,)
    key_by_table: dict[str, Callable[[str], str | None]] = {
        "contact_email": email_key,
        "contact_phone": partial(phone_key, home_country=home_country),
        "contact_link": link_key,
    }
    for table, key_of in key_by_table.items():
        rows = connection.execute(f"SELECT id, value FROM {table} WHERE match_key IS NULL").fetchall()  # noqa: S608
        keys = [(key_of(value), row_id) for row_id, value in rows]
        connection.executemany(f"UPDATE {table} SET match_key = ? WHERE id = ?", keys)  # noqa: S608
