"""Version 4: which organizations that look alike are two."""

import sqlite3

_STATEMENTS = (
    """CREATE TABLE distinct_organizations (
        organization_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_distinct_organizations PRIMARY KEY (id),
        CONSTRAINT fk_distinct_organizations_organization_id FOREIGN KEY(organization_id)
            REFERENCES organization (id) ON DELETE CASCADE,
        CONSTRAINT fk_distinct_organizations_other_id FOREIGN KEY(other_id)
            REFERENCES organization (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_distinct_organizations_organization_id ON distinct_organizations (organization_id)",
    "CREATE INDEX ix_distinct_organizations_other_id ON distinct_organizations (other_id)",
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the table, with nothing in it."""
    for statement in _STATEMENTS:
        connection.execute(statement)
