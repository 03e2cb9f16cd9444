"""Whether lines are the rows of a table at all: source code, logs and prose have commas too."""

import re
from collections import Counter
from collections.abc import Sequence

_VALUE = re.compile(
    r"(?:mailto:)?[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|.*<[^\s@<>]+@[^\s@<>]+>|https?://\S+|\+?[\d ()./-]{7,}"
)
"""An address, a link or a number, which no line of prose or of a program consists of."""
_CODE = re.compile(
    r"[{};]\s*$|[^\W\d]\(.*\)\s*:?\s*$|^\s*(?:#include|#!|import |from \S+ import |def |class |return\b|var |let |"
    r"const |function |public |private |static |package |using |//|/\*|--|</?\w)|\s(?:==?|:=|=>|->|\+=)\s"
)
_NOT_IN_A_NAME = re.compile(r"[={}\[\]\\^~`|*_#]|[^\W\d]\(|\.\.\.|[.!?:;,]$")
_MOST_WORDS_OF_A_NAME = 6
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S*[.!?:,]$|(?:\S+\s+){15}")
"""Eight words up to a mark that ends them, or sixteen without one."""


def are_rows(rows: Sequence[Sequence[str]], *, are_headed: bool, may_be_prose: bool = True) -> bool:
    """True if rows look like those of a table; below headings all known only their number of cells counts.

    >>> are_rows([["Dana Roe", "Acme"], ["Kim Moe", "Beta"]], are_headed=False)
    True
    >>> are_rows([["import csv"], ["reader = csv.reader(file)"], ["print(reader)"]], are_headed=False)
    False
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return True
    width, count = Counter(map(len, filled)).most_common(1)[0]
    if 2 * count < len(filled):
        return False
    alike = [[cell.strip() for cell in row] for row in filled if len(row) == width]
    if are_headed or (width > 1 and _has_a_column_of_values(alike)):
        return True
    if width == 1:
        return _most([_VALUE.fullmatch(cell) is not None or _may_be_a_name(cell) for (cell,) in alike])
    lines = [", ".join(cells) for cells in alike]
    is_code = _most([_CODE.search(line) is not None for line in lines])
    return not is_code and not (may_be_prose and _most([_SENTENCE.match(line) is not None for line in lines]))


def _may_be_a_name(line: str) -> bool:
    return (
        len(line.split()) <= _MOST_WORDS_OF_A_NAME
        and any(map(str.isalpha, line))
        and _NOT_IN_A_NAME.search(line) is None
        and _CODE.search(line) is None
    )


def _has_a_column_of_values(rows: Sequence[Sequence[str]]) -> bool:
    """True if, below a first row that may be headings, some column holds nothing but addresses, links or numbers."""
    below = rows[1:] or rows
    columns = ([cell for cell in cells if cell] for cells in zip(*below, strict=True))
    return any(2 * len(cells) > len(below) and all(map(_VALUE.fullmatch, cells)) for cells in columns)


def _most(found: Sequence[bool]) -> bool:
    return 2 * sum(found) > len(found)
