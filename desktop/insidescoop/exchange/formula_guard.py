"""Cells that a spreadsheet would take for a formula, and the sign that keeps it from doing so.

OWASP's list of leading signs (ASVS 5.0, 1.2.10), widened by what spreadsheets also read: full-width signs, a sign after
spaces, "|" and "%". Quotation marks around a cell stop none of them.
"""

import re
import unicodedata

_SIGNS = frozenset("=+-@|%")
_CONTROLS = ("\t", "\r", "\n", "\0")
_PHONE = re.compile(r"^\+[0-9 ()./-]{5,}$")
GUARD = "'"
"""The sign by which a spreadsheet knows text; our reader takes it away again."""


def guarded(cell: str, *, is_phone: bool = False) -> str:
    """The cell with one guard before it if a spreadsheet might run it; a phone number in its own column stays as it is.

    A cell that already begins with guards before such a sign gets one more, so that `unguarded` gives it back.
    """
    return GUARD + cell if _is_risky(cell.lstrip(GUARD), is_phone=is_phone) else cell


def unguarded(cell: str, *, is_phone: bool = False) -> str:
    """The cell without the one guard that `guarded` put there; any other cell as it is."""
    bare = cell.lstrip(GUARD)
    return cell[1:] if bare != cell and _is_risky(bare, is_phone=is_phone) else cell


def _is_risky(cell: str, *, is_phone: bool) -> bool:
    if is_phone and _PHONE.match(cell):
        return False
    beginning = unicodedata.normalize("NFKC", cell[:64]).lstrip()[:1]
    return cell.startswith(_CONTROLS) or (beginning != "" and beginning in _SIGNS)
