"""Version 3: pitches in several cuts, what was said to whom, and the user's own words about words."""

import sqlite3

_STATEMENTS = (
    "ALTER TABLE pitch ADD COLUMN why_here TEXT",
    "ALTER TABLE pitch ADD COLUMN is_one_text BOOLEAN NOT NULL DEFAULT 0",
    "UPDATE pitch SET is_one_text = 1 WHERE free_text IS NOT NULL",
    "ALTER TABLE pitch_version ADD COLUMN seconds INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE pitch_version ADD COLUMN source TEXT",
    "UPDATE pitch_version SET seconds = (SELECT target_seconds FROM pitch WHERE pitch.id = pitch_id)",
    "ALTER TABLE interview ADD COLUMN opening_pitch_seconds INTEGER",
    """CREATE TABLE pitch_sentence (
        pitch_id INTEGER NOT NULL,
        section TEXT NOT NULL,
        position INTEGER NOT NULL,
        from_seconds INTEGER NOT NULL,
        home TEXT,
        id INTEGER NOT NULL,
        CONSTRAINT pk_pitch_sentence PRIMARY KEY (id),
        CONSTRAINT fk_pitch_sentence_pitch_id FOREIGN KEY(pitch_id) REFERENCES pitch (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_pitch_sentence_pitch_id ON pitch_sentence (pitch_id)",
    """CREATE TABLE pitch_wording (
        pitch_id INTEGER NOT NULL,
        section TEXT NOT NULL,
        position INTEGER NOT NULL,
        seconds INTEGER NOT NULL,
        text TEXT NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_pitch_wording PRIMARY KEY (id),
        CONSTRAINT fk_pitch_wording_pitch_id FOREIGN KEY(pitch_id) REFERENCES pitch (id) ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_pitch_wording_pitch_id ON pitch_wording (pitch_id)",
    """CREATE TABLE pitch_telling (
        pitch_id INTEGER NOT NULL,
        pitch_version_id INTEGER NOT NULL,
        interview_id INTEGER,
        note TEXT NOT NULL,
        told_at TEXT NOT NULL,
        id INTEGER NOT NULL,
        CONSTRAINT pk_pitch_telling PRIMARY KEY (id),
        CONSTRAINT fk_pitch_telling_pitch_id FOREIGN KEY(pitch_id) REFERENCES pitch (id) ON DELETE CASCADE,
        CONSTRAINT fk_pitch_telling_pitch_version_id FOREIGN KEY(pitch_version_id)
            REFERENCES pitch_version (id) ON DELETE CASCADE,
        CONSTRAINT fk_pitch_telling_interview_id FOREIGN KEY(interview_id)
            REFERENCES interview (id) ON DELETE SET NULL
    )""",
    *(
        f"CREATE INDEX ix_pitch_telling_{column} ON pitch_telling ({column})"
        for column in ("pitch_id", "pitch_version_id", "interview_id")
    ),
    *(
        statement
        for table, columns in (
            ("silenced_check", "name TEXT NOT NULL"),
            ("plain_word", "term TEXT NOT NULL, plain TEXT NOT NULL"),
            ("known_word", "word TEXT NOT NULL"),
        )
        for statement in (
            f"""CREATE TABLE {table} (
                profile_id INTEGER NOT NULL,
                {columns},
                id INTEGER NOT NULL,
                CONSTRAINT pk_{table} PRIMARY KEY (id),
                CONSTRAINT fk_{table}_profile_id FOREIGN KEY(profile_id) REFERENCES profile (id) ON DELETE CASCADE
            )""",
            f"CREATE INDEX ix_{table}_profile_id ON {table} (profile_id)",
        )
    ),
)


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the columns and tables of version 3; texts that are there are in every cut."""
    for statement in _STATEMENTS:
        connection.execute(statement)
