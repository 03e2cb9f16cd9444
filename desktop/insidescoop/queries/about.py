"""What the program says of itself. Loaded only when someone asks: it loads SQLCipher and looks at every package."""

import sqlite3
from pathlib import Path

from insidescoop import __version__
from insidescoop.domain.about import About
from insidescoop.store.encryption.sqlcipher import sqlcipher_version
from insidescoop.store.migrations import STEPS
from insidescoop.store.upgrade import newest_version
from insidescoop.system.folders import who_else_can_look
from insidescoop.system.libraries import libraries, python


def about(folder: Path) -> About:
    """What is known of the program with its data in this folder, which need not be there."""
    parts = libraries()
    # PySide's packages bring the Qt of the same version.
    qt = next((part.version for part in parts if part.name.startswith("PySide6_Essentials") and part.version), None)
    return About(
        version=__version__,
        schema=newest_version(STEPS),
        versions={
            "Python": python().version or "",
            **({} if qt is None else {"Qt": qt, "PySide": qt}),
            "SQLite": sqlite3.sqlite_version,
            "SQLCipher": sqlcipher_version(),
        },
        data_folder=str(folder),
        remark=who_else_can_look(folder) or None,
        libraries=parts,
    )
