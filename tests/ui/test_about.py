"""Help > About: the window and the command line say the same."""

import json
import sqlite3

import pytest
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTableWidget
from sqlcipher3 import dbapi2

from insidescoop import __version__
from insidescoop.start import main
from insidescoop.ui.search.help_windows import AboutDialog
from windows import Opened, button


def about_of(opened: Opened) -> AboutDialog:
    opened.trigger("about")
    (box,) = opened.window.findChildren(AboutDialog)
    return box


def test_about_says_every_version_that_a_report_of_a_fault_needs(opened: Opened) -> None:
    box = about_of(opened)

    told = "\n".join(label.text() for label in box.findChildren(QLabel))
    with dbapi2.connect(":memory:") as connection:
        (sqlcipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    assert f"Inside Scoop {__version__}" in told
    assert f"Qt {qVersion()}" in told
    assert f"PySide {pyside_version}" in told
    assert f"SQLite {sqlite3.sqlite_version}" in told
    assert f"SQLCipher {sqlcipher.split()[0]}" in told
    assert str(opened.folder) in told


def test_about_lists_libraries_with_version_and_licence(opened: Opened) -> None:
    (table,) = about_of(opened).findChildren(QTableWidget)

    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert rows[0][0] == "Python"
    assert all(all(row) for row in rows)
    assert all(table.columnWidth(column) >= table.sizeHintForColumn(column) for column in range(3))


def test_the_command_line_says_the_same_as_the_window(opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    button(about_of(opened), "Copy all").click()

    main(["--data-dir", str(opened.folder), "about"])

    printed = capsys.readouterr().out
    assert all(line in printed for line in QGuiApplication.clipboard().text().splitlines())
    main(["--data-dir", str(opened.folder), "about", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data["qt"] == qVersion()
    assert {"name": "SQLAlchemy", "license": "MIT"}.items() <= next(
        part.items() for part in data["libraries"] if part["name"] == "SQLAlchemy"
    )
