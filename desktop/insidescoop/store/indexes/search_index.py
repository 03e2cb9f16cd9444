"""The search index: one FTS5 document for every record, kept in step by triggers, under undo and redo too.

A record's document holds everything the user typed about it, the texts of its parts (a contact's e-mail
addresses) and of what it borrows (the name of its organization). Letters are compared without case and marks.
"""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, MetaData, Table

from insidescoop.domain.changes import Kind
from insidescoop.domain.text import LETTERS_WITHOUT_MARKS
from insidescoop.store.base import marks_of
from insidescoop.store.indexes import touched

# A document's rowid is its record's id times this, plus the kind's number: the index needs no columns for them.
KINDS_A_ROWID_HOLDS = 16
_NUMBERS = {kind: number for number, kind in enumerate(Kind)}
_KINDS = {number: kind for kind, number in _NUMBERS.items()}

_NAME_WEIGHT, _WORD_WEIGHT = 10.0, 1.0

_TABLES = (
    "CREATE VIRTUAL TABLE search_index USING fts5 (names, words, tokenize = 'unicode61 remove_diacritics 2')",
    f"INSERT INTO search_index (search_index, rank) VALUES ('rank', 'bm25({_NAME_WEIGHT}, {_WORD_WEIGHT})')",
    # One row while bulk work writes; it indexes its rows in one statement at its end (6 to 12 times faster).
    "CREATE TABLE search_paused (id INTEGER PRIMARY KEY)",
)


def table_statements() -> tuple[str, ...]:
    """The statements that make the index's own tables."""
    return _TABLES


def trigger_statements(metadata: MetaData) -> Iterator[str]:
    """The statements that make the triggers of every table with text in a document."""
    for root in _roots(metadata):
        yield from _triggers(root.name, _searched(root), root, "{row}.id")
        for part in _parts(metadata, root):
            yield from _triggers(part.name, _searched(part), root, "{row}." + marks_of(part).record)
        for loan in marks_of(root).borrowed:
            borrowers = f"SELECT id FROM {root.name} WHERE {loan.through} = {{row}}.id"
            yield from _triggers(loan.table, (loan.column,), root, borrowers, verbs=("update",))


def _roots(metadata: MetaData) -> list[Table]:
    return [table for table in _tables(metadata) if marks_of(table).record == "id" and _has_text(metadata, table)]


def _tables(metadata: MetaData) -> list[Table]:
    # By name: in order of their references they would be sorted anew for each root, a tenth of a second in all.
    return sorted(metadata.tables.values(), key=lambda table: table.name)


def _parts(metadata: MetaData, root: Table) -> list[Table]:
    kind = marks_of(root).kind
    return [
        table for table in _tables(metadata) if table is not root and marks_of(table).kind is kind and _searched(table)
    ]


def _has_text(metadata: MetaData, root: Table) -> bool:
    return bool(_searched(root) or _parts(metadata, root))


def _searched(table: Table) -> tuple[str, ...]:
    marks = marks_of(table)
    return (*marks.names, *marks.words)


def _triggers(
    table: str,
    columns: tuple[str, ...],
    root: Table,
    records: str,
    verbs: tuple[str, ...] = ("insert", "update", "delete"),
) -> Iterator[str]:
    for verb in verbs:
        ids = records.format(row="old" if verb == "delete" else "new")
        of = f" OF {', '.join((*columns, *_loan_columns(root, table)))}" if verb == "update" else ""
        yield (
            f"CREATE TRIGGER search_{root.name}_by_{table}_{verb} AFTER {verb.upper()}{of} ON {table} "
            "WHEN NOT EXISTS (SELECT 1 FROM search_paused) BEGIN "
            f"{_forget(root, ids)}; {_remember(root, ids)}; END"
        )


def _loan_columns(root: Table, table: str) -> tuple[str, ...]:
    return tuple(loan.through for loan in marks_of(root).borrowed) if table == root.name else ()


def _rowid(root: Table, record: str) -> str:
    return f"{record} * {KINDS_A_ROWID_HOLDS} + {_NUMBERS[marks_of(root).kind]}"


def _forget(root: Table, ids: str) -> str:
    return f"DELETE FROM search_index WHERE rowid IN (SELECT {_rowid(root, 'id')} FROM ({_id_rows(ids)}))"


def _remember(root: Table, ids: str, parts: Sequence[Table] | None = None) -> str:
    return (
        "INSERT INTO search_index (rowid, names, words) "
        f"{_documents(root, f' WHERE record.id IN (SELECT id FROM ({_id_rows(ids)}))', parts)}"
    )


def _id_rows(ids: str) -> str:
    return ids if ids.startswith("SELECT") else f"SELECT {ids} AS id"


def _documents(root: Table, where: str = "", parts: Sequence[Table] | None = None) -> str:
    """A SELECT of the rowid and the two texts of the documents of `root`, whose rows `where` calls `record`.

    `parts` are the tables looked into for each, all of its parts for None.
    """
    metadata, marks = root.metadata, marks_of(root)
    words = [f"coalesce(record.{name}, '')" for name in marks.words]
    for part in _parts(metadata, root) if parts is None else parts:
        texts = " || ' ' || ".join(f"coalesce(part.{name}, '')" for name in _searched(part))
        words.append(
            f"coalesce((SELECT group_concat({texts}, ' ') FROM {part.name} AS part "
            f"WHERE part.{marks_of(part).record} = record.id), '')"
        )
    for loan in marks.borrowed:
        words.append(
            f"coalesce((SELECT lender.{loan.column} FROM {loan.table} AS lender "
            f"WHERE lender.id = record.{loan.through}), '')"
        )
    names = [f"coalesce(record.{name}, '')" for name in marks.names]
    # With OFFSET, the texts are put together once, not once for each time they are spoken of.
    return (
        f"SELECT number, {_folded('names')}, {_folded('words')} FROM (SELECT {_rowid(root, 'record.id')} AS number, "
        f"{_joined(names)} AS names, {_joined(words)} AS words FROM {root.name} AS record{where} LIMIT -1 OFFSET 0)"
    )


def _joined(texts: list[str]) -> str:
    return " || ' ' || ".join(texts) or "''"


def _folded(text: str) -> str:
    # The tokenizer takes marks off letters; these letters have none to take off. Most texts hold none of them, and
    # looking through each for twenty letters takes as long as indexing it.
    folded = text
    for letter, plain in LETTERS_WITHOUT_MARKS.items():
        folded = f"replace({folded}, '{letter}', '{plain}')"
    return f"CASE WHEN {text} GLOB '*[^ -~]*' THEN {folded} ELSE {text} END"


def pause(connection: Connection) -> None:
    """Silences the triggers for the rest of bulk work; `catch_up` must end it in the same transaction."""
    connection.exec_driver_sql("INSERT INTO search_paused (id) VALUES (1)")


def catch_up(connection: Connection, metadata: MetaData) -> None:
    """Ends the silence and brings the documents of every touched record (see `touched`) up to date."""
    connection.exec_driver_sql("DELETE FROM search_paused")
    kinds = touched.kinds(connection)
    kind_by_table = {table.name: marks_of(table).kind for table in metadata.sorted_tables}
    for root in _roots(metadata):
        ids = [touched.records_of(marks_of(root).kind)] if marks_of(root).kind in kinds else []
        ids += [
            f"SELECT id FROM {root.name} WHERE {loan.through} IN ({touched.records_of(kind_by_table[loan.table])})"
            for loan in marks_of(root).borrowed
            if kind_by_table[loan.table] in kinds
        ]
        if ids:
            all_ids = " UNION ".join(ids)
            connection.exec_driver_sql(_forget(root, all_ids))
            # Looking into an empty table for each of 100,000 people takes a tenth of a second.
            parts = [part for part in _parts(metadata, root) if not _is_empty(connection, part)]
            connection.exec_driver_sql(_remember(root, all_ids, parts))


def _is_empty(connection: Connection, table: Table) -> bool:
    return connection.exec_driver_sql(f"SELECT 1 FROM {table.name} LIMIT 1").first() is None


def forget_what_was_deleted(connection: Connection) -> None:
    """Takes the words of deleted documents out of the file, where they would else wait for the next merge."""
    connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")


def rebuild_statements(metadata: MetaData) -> Iterator[str]:
    """The statements that make every document anew from the rows."""
    yield "DELETE FROM search_index"
    for root in _roots(metadata):
        yield f"INSERT INTO search_index (rowid, names, words) {_documents(root)}"


def differences(connection: Connection, metadata: MetaData) -> int:
    """The number of documents whose words are out of date, or that belong to no record.

    The order of the words says only in which order the parts of a record were indexed.
    """
    held = {
        rowid: texts for rowid, *texts in connection.exec_driver_sql("SELECT rowid, names, words FROM search_index")
    }
    different = 0
    for root in _roots(metadata):
        for rowid, *texts in connection.exec_driver_sql(_documents(root)):
            before = held.pop(rowid, None)
            different += before is None or any(
                sorted(now.split()) != sorted(then.split()) for now, then in zip(texts, before, strict=True)
            )
    return different + len(held)


RANKED_FROM_LETTERS = 3
"""Shorter words match so much that ranking costs a hundred times the search itself (measured at 100,000 contacts)."""

_WORD = re.compile(r"\w+")


def match_expression(typed: str) -> str | None:
    """The FTS5 expression that finds records holding, for every typed word, a word that begins so; None for no word."""
    words = _WORD.findall(_without_special_letters(typed).replace("_", " "))
    return " ".join(f'"{word}"*' for word in words) or None


def is_ranked(typed: str) -> bool:
    """True if matches for what was typed are put in order of fit; below three letters any order will do."""
    return all(len(word) >= RANKED_FROM_LETTERS for word in _WORD.findall(typed))


def _without_special_letters(typed: str) -> str:
    return "".join(LETTERS_WITHOUT_MARKS.get(letter, letter) for letter in typed)


def record_of(rowid: int) -> tuple[Kind, int]:
    """The kind and id of the record a document stands for."""
    record_id, number = divmod(rowid, KINDS_A_ROWID_HOLDS)
    return _KINDS[number], record_id


def number_of(kind: Kind) -> int:
    """The number that stands for `kind` in the rowids of its documents."""
    return _NUMBERS[kind]
