"""Both schemes can be read: every text on every ground it stands on."""

import os
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from insidescoop.ui.theme.palette import Appearance, Theme, colours
from insidescoop.ui.widgets.fields.auto_save import NumberBox, TimeBox
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.plain_text import PlainEdit
from windows import Opened

SCHEMES = ("light", "dark")
TEXTS = ("text", "muted", "accent", "due", "error", "good")
GROUNDS = ("window", "base", "raised")


def _luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [*product(TEXTS, GROUNDS), ("on_accent", "accent"), ("on_selection", "selection"), ("text", "hover")],
)
def test_every_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    named = colours(scheme)

    ratio = contrast(named[text], named[ground])

    assert ratio >= 4.5, f"{text} on {ground} is {ratio:.2f}:1"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("is_enabled", [True, False], ids=["enabled", "disabled"])
@pytest.mark.parametrize("kind", [QLineEdit, PlainEdit, SearchField, QComboBox, DayField])
def test_an_example_in_an_empty_field_can_be_read(
    qtbot: QtBot, theme: Theme, scheme: str, kind: type[QWidget], is_enabled: bool
) -> None:
    theme.choose(Appearance(scheme))
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    field = DayField("Day", date(2026, 11, 23)) if kind is DayField else kind()
    field.setParent(window)
    if isinstance(field, QComboBox):
        field.setEditable(True)
    editor = field if isinstance(field, PlainEdit | QLineEdit) else field.findChild(QLineEdit)
    editor.setPlaceholderText("▆▆▆▆▆▆")
    field.setEnabled(is_enabled)
    field.resize(200, 60)
    window.show()

    drawn = editor.grab().toImage()

    line = [drawn.pixelColor(x, y) for x in range(8, 70) for y in range(4, drawn.height() - 4)]
    counts = Counter(colour.name() for colour in line)
    ground, text = (colour for colour, _times in counts.most_common(2))
    assert contrast(text, ground) >= 4.5, f"{text} on {ground} is {contrast(text, ground):.2f}:1"


def test_both_schemes_name_the_same_colours() -> None:
    assert colours("light").keys() == colours("dark").keys()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_chosen_appearance_is_taken_up_at_once_and_by_the_icons(opened: Opened, scheme: str) -> None:
    opened.trigger(f"appearance_{scheme}")

    palette = opened.window.palette()
    icon = opened.registry.action("add_contact").icon().pixmap(20, 20).toImage()
    drawn = {icon.pixelColor(x, y).name() for x in range(20) for y in range(20) if icon.pixelColor(x, y).alpha() == 255}
    assert palette.window().color().name() == colours(scheme)["window"]
    assert colours(scheme)["text"] in drawn
    assert opened.window.state().appearance == Appearance(scheme)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_day_field_that_is_disabled_looks_like_the_ground_it_is_on(theme: Theme, qtbot: QtBot, scheme: str) -> None:
    theme.choose(Appearance(scheme))
    holder = QWidget()
    qtbot.addWidget(holder)
    theme.dress(holder)
    field = DayField("Due", date(2026, 11, 27))
    layout = QVBoxLayout(holder)
    layout.addWidget(field)
    holder.show()

    def ground() -> str:
        QApplication.processEvents()
        image = field.editor.grab().toImage()
        return image.pixelColor(image.width() // 2, image.height() - 5).name()

    enabled = ground()
    field.setEnabled(False)

    assert enabled == colours(scheme)["base"]
    assert ground() == colours(scheme)["window"]


@pytest.mark.parametrize("has_focus", [False, True])
def test_a_number_and_a_time_are_as_high_as_a_line_of_text_beside_them(
    theme: Theme, qtbot: QtBot, has_focus: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    row = QHBoxLayout(window)
    fields = (QLineEdit(), NumberBox(), TimeBox())
    for field in fields:
        row.addWidget(field)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)

    heights = []
    for field in fields:
        (field if has_focus else window).setFocus()
        heights.append(field.sizeHint().height())

    assert len(set(heights)) == 1


def test_the_list_of_a_field_with_the_focus_is_as_high_as_its_entries(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    field = QComboBox(window)
    field.addItems(["every length", "30 seconds and longer", "60 seconds only"])
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    field.showPopup()
    qtbot.waitUntil(field.view().isVisible)

    entries = field.view()
    assert entries.visualRect(entries.model().index(2, 0)).bottom() <= entries.viewport().rect().bottom()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("emphasis", ["", "primary", "quiet"])
def test_a_button_that_does_nothing_looks_so(theme: Theme, qtbot: QtBot, scheme: str, emphasis: str) -> None:
    theme.choose(Appearance(scheme))
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    button = QPushButton("▆▆▆▆▆▆", window)
    button.setProperty("emphasis", emphasis)
    button.setEnabled(False)
    window.show()

    drawn = button.grab().toImage()

    middle = [drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(8, drawn.height() - 8)]
    assert colours(scheme)["muted"] in middle
    assert colours(scheme)["accent"] not in middle


@pytest.mark.parametrize("is_checked", [False, True])
def test_a_check_box_keeps_its_size_when_the_focus_comes_and_shows_it(
    theme: Theme, qtbot: QtBot, is_checked: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    box = QCheckBox("Date and time are set", window)
    box.setChecked(is_checked)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)

    seen = []
    for focused in (window, box):
        focused.setFocus()
        words = QStyleOptionButton()
        box.initStyleOption(words)
        place = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, words, box)
        seen.append((place, box.grab().toImage().copy(0, 0, place.left(), box.height())))

    assert seen[0][0] == seen[1][0]
    edge = Counter(seen[1][1].pixelColor(9, y).name() for y in range(box.height()))
    assert edge[colours(theme.scheme)["text" if is_checked else "accent"]] >= 4


class _WithPictures(QProxyStyle):
    """Does what Qt does on a plain X11 desktop."""

    def styleHint(self, hint: QStyle.StyleHint, *rest: Any) -> int:
        if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
            return 1
        return super().styleHint(hint, *rest)


def test_a_button_of_qt_s_own_boxes_has_no_picture_as_ours_have_none(
    theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setStyle(_WithPictures("Fusion"))
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    question = QMessageBox(window)
    cancel = question.addButton(QMessageBox.StandardButton.Cancel)
    asking = QFileDialog(window, options=QFileDialog.Option.DontUseNativeDialog)

    question.show()
    asking.show()

    [buttons] = asking.findChildren(QDialogButtonBox)
    pictured = [button.text() for button in (cancel, *buttons.buttons()) if not button.icon().isNull()]
    question.close()
    asking.close()
    qapp.setStyle("Fusion")
    assert pictured == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system cannot be without fonts")
def test_a_system_without_fonts_still_shows_letters(tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    script = (
        "from PySide6.QtGui import QFontMetrics\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from insidescoop.ui.theme.palette import Theme\n"
        "application = QApplication([])\n"
        "theme = Theme(application)\n"
        "print(QFontMetrics(application.font()).inFont('a'))\n"
    )
    surroundings = os.environ | {"FONTCONFIG_FILE": str(settings), "QT_QPA_PLATFORM": "offscreen"}

    told = subprocess.run(
        [sys.executable, "-c", script], env=surroundings, capture_output=True, text=True, check=False
    ).stdout

    assert told == "True\n"
