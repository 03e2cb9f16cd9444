"""Version 2: how a person is known, what they carry of the field's words, their picture; targets; saved lists."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE contact ADD COLUMN is_family_first BOOLEAN NOT NULL DEFAULT 0",
    *(
        f"ALTER TABLE contact ADD COLUMN {name} TEXT"
        for name in (
            "how_to_say", "relation", "role", "tie", "preferred_channel", "name_leave", "own_reply_pattern",
        )
    ),
    "DROP INDEX ix_contact_trashed_at_sort_name",
    "DROP INDEX ix_contact_organization_id",
    "CREATE INDEX ix_contact_organization_id_trashed_at ON contact (organization_id, trashed_at)",
    "DROP INDEX ix_contact_tag_tag_key",
    "CREATE INDEX ix_contact_tag_tag_key_contact_id ON contact_tag (tag_key, contact_id)",
    # Never written to by version 1.
    "ALTER TABLE contact DROP COLUMN photo",
    *(
        statement
        for table in ("contact_email", "contact_phone", "contact_link")
        for statement in (
            f"ALTER TABLE {table} ADD COLUMN match_key TEXT",
            f"CREATE INDEX ix_{table}_match_key ON {table} (match_key)",
        )
    ),
    "ALTER TABLE organization ADD COLUMN setting TEXT",
    "ALTER TABLE organization ADD COLUMN motivation INTEGER",
    "ALTER TABLE organization ADD COLUMN posting INTEGER",
    "ALTER TABLE organization ADD COLUMN advocacy TEXT",
    # The first places of the old list become the strongest wishes of the new one.
    "UPDATE organization SET motivation = max(1, 6 - target_rank) WHERE target_rank IS NOT NULL",
    "ALTER TABLE organization DROP COLUMN target_rank",
    "ALTER TABLE introduction ADD COLUMN words_used TEXT",
    "ALTER TABLE profile ADD COLUMN home_country TEXT NOT NULL DEFAULT 'US'",
    "ALTER TABLE profile ADD COLUMN target_goal INTEGER NOT NULL DEFAULT 15",
    """CREATE TABLE contact_term (
        contact_id INTEGER NOT NULL,
        vocabulary TEXT NOT NULL,
        position INTEGER NOT NULL,
        value TEXT NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_contact_term PRIMARY KEY (id),
        CONSTRAINT fk_contact_term_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_contact_term_contact_id ON contact_term (contact_id)",
    """CREATE TABLE contact_photo (
        contact_id INTEGER NOT NULL,
        data TEXT NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_contact_photo PRIMARY KEY (id),
        CONSTRAINT fk_contact_photo_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE
    )""",
    "CREATE UNIQUE INDEX ix_contact_photo_contact_id ON contact_photo (contact_id)",
    """CREATE TABLE distinct_pair (
        contact_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_distinct_pair PRIMARY KEY (id),
        CONSTRAINT fk_distinct_pair_contact_id FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE,
        CONSTRAINT fk_distinct_pair_other_id FOREIGN KEY(other_id) REFERENCES contact (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_distinct_pair_contact_id ON distinct_pair (contact_id)",
    "CREATE INDEX ix_distinct_pair_other_id ON distinct_pair (other_id)",
    """CREATE TABLE vocabulary_term (
        vocabulary TEXT NOT NULL,
        built_in_id TEXT,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        short TEXT,
        note TEXT,
        is_edited BOOLEAN NOT NULL,
        is_retired BOOLEAN NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_vocabulary_term PRIMARY KEY (id),
        CONSTRAINT uq_vocabulary_term_built_in_id UNIQUE (built_in_id)
    )""",
    "CREATE INDEX ix_vocabulary_term_vocabulary ON vocabulary_term (vocabulary)",
    """CREATE TABLE saved_list (
        name TEXT NOT NULL,
        filter_text TEXT NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_saved_list PRIMARY KEY (id)
    )""",
    """CREATE TABLE contact_standing (
        contact_id INTEGER PRIMARY KEY,
        is_trashed INTEGER NOT NULL,
        name_key TEXT NOT NULL,
        title_key TEXT,
        organization_key TEXT,
        closeness_key INTEGER NOT NULL,
        last_at TEXT,
        due_on TEXT,
        added_at TEXT NOT NULL
    )""",
    "CREATE INDEX ix_contact_standing_name_key ON contact_standing (is_trashed, name_key)",
    *(
        f"CREATE INDEX ix_contact_standing_{key} ON contact_standing (is_trashed, {key}, name_key)"
        for key in ("title_key", "organization_key", "closeness_key", "last_at", "due_on", "added_at")
    ),
)  # fmt: skip


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the columns and tables of version 2."""
    for statement in _STATEMENTS:
        connection.execute(statement)
