"""The window. Whatever of it is imported first also takes PySide's hook off the import statement.

The hook serves `from __feature__ import ...`, which this program does not use. It reads the source of every module
that is imported after PySide, ours and SQLAlchemy's alike, and keeps it in memory (25 MiB).
"""

import builtins

_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
