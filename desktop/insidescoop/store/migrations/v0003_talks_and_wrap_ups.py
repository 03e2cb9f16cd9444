"""Version 3: talks as they go on, and what was made of them."""

import sqlite3

_STATEMENTS = (
    *(
        f"ALTER TABLE interview ADD COLUMN {name} TEXT"
        for name in (
            "talk_began_at", "talk_ended_at", "talk_notes", "closing_asked", "learned", "surprised", "fits",
            "still_to_know", "sources", "talk_again", "wrap_up_draft", "wrapped_up_at",
        )
    ),
    *(f"ALTER TABLE interview ADD COLUMN {name} INTEGER" for name in ("rapport", "energy", "fit_rating")),
    "CREATE INDEX ix_interview_talk_began_at ON interview (talk_began_at)",
    *(
        f"ALTER TABLE planned_question ADD COLUMN {name} BOOLEAN NOT NULL DEFAULT '0'"
        for name in ("was_skipped", "is_nothing_new")
    ),
    """ALTER TABLE introduction ADD COLUMN interview_id INTEGER
        CONSTRAINT fk_introduction_interview_id REFERENCES interview (id) ON DELETE SET NULL""",
    "CREATE INDEX ix_introduction_interview_id ON introduction (interview_id)",
    """CREATE TABLE interview_promise (
        interview_id INTEGER NOT NULL,
        promised_by TEXT NOT NULL,
        what TEXT NOT NULL,
        due_on TEXT,
        id INTEGER NOT NULL,
        CONSTRAINT pk_interview_promise PRIMARY KEY (id),
        CONSTRAINT fk_interview_promise_interview_id FOREIGN KEY(interview_id) REFERENCES interview (id)
            ON DELETE CASCADE
    )""",
    "CREATE INDEX ix_interview_promise_interview_id ON interview_promise (interview_id)",
)  # fmt: skip


def upgrade(connection: sqlite3.Connection) -> None:
    """Adds the columns and the table of version 3."""
    for statement in _STATEMENTS:
        connection.execute(statement)
