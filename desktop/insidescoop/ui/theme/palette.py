"""Light and dark: colours by what they are for, following the system or the user's choice."""

import tomllib
from enum import StrEnum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from insidescoop.system.resources import resource_path
from insidescoop.ui.theme.letters import ensure_letters


class Appearance(StrEnum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@cache
def colours(scheme: str) -> dict[str, str]:
    """The colours of "light" or "dark" by role, as "#rrggbb"."""
    text = resource_path("palette.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(text)[scheme]
    return found


class Theme(QObject):
    """The application's look. `changed` is sent after the palette became another."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        ensure_letters()
        application.setStyle(QStyleFactory.create("Fusion"))
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def appearance(self) -> Appearance:
        """What the user chose."""
        return self._appearance

    @property
    def scheme(self) -> str:
        """The scheme in use: "light" or "dark"."""
        if self._appearance is Appearance.SYSTEM:
            is_dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return "dark" if is_dark else "light"
        return self._appearance.value

    def colour(self, role: str) -> QColor:
        """The colour of a role in the scheme in use."""
        return QColor(colours(self.scheme)[role])

    def choose(self, appearance: Appearance) -> None:
        """Takes up the user's choice."""
        self._appearance = appearance
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Gives a window, and whatever opens over it, this look for good.

        Not the application: every part put into another would then be looked over again, with all its own parts,
        while it is built (a fifth of the time it takes to fill the window).
        """
        dress = _Dress(self, window)
        dress.put_on()
        self.changed.connect(dress.put_on)

    def _apply(self) -> None:
        self._application.setPalette(palette_of(self.scheme))
        self.changed.emit()


class _Dress(QObject):
    """The look of one window, which goes with it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window

    def put_on(self) -> None:
        """Gives the window the look of now."""
        self._window.setStyleSheet(_sheet_of(self._theme.scheme))


def appearance_called(name: str) -> Appearance:
    """The appearance of a name; that of the system for any other."""
    return Appearance(name) if name in list(Appearance) else Appearance.SYSTEM


def palette_of(scheme: str) -> QPalette:
    """Qt's palette in the colours of a scheme."""
    named = {role: QColor(value) for role, value in colours(scheme).items()}
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "base",
        QPalette.ColorRole.AlternateBase: "window",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Button: "raised",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "on_selection",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.BrightText: "error",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "muted",
        QPalette.ColorRole.Midlight: "hover",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        palette.setColor(role, named[name])
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, named["muted"])
    return palette


def _sheet_of(scheme: str) -> str:
    named = colours(scheme)
    rules = """
        QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{
            background: {base}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 4px;
            placeholder-text-color: {muted};
            selection-background-color: {selection}; selection-color: {on_selection};
        }}
        QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
            border: 2px solid {accent}; padding: 3px;
        }}
        QComboBox:focus {{ padding: 4px 3px; }}
        QAbstractSpinBox {{ padding: 2px 4px 3px 4px; }}
        QAbstractSpinBox:focus {{ padding: 1px 3px 2px 3px; }}
        QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0px 3px; background: transparent; }}
        QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
            background: {window}; color: {muted};
        }}
        QComboBox::drop-down {{
            subcontrol-origin: border; subcontrol-position: center right; border: none; width: 24px;
        }}
        QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
            subcontrol-origin: border; border: none; width: 24px;
        }}
        QSpinBox::up-button, QTimeEdit::up-button {{ subcontrol-position: top right; }}
        QSpinBox::down-button, QTimeEdit::down-button {{ subcontrol-position: bottom right; }}
        QSpinBox::up-button:hover, QSpinBox::down-button:hover {{ background: {hover}; }}
        QTimeEdit::up-button:hover, QTimeEdit::down-button:hover {{ background: {hover}; }}
        QComboBox::down-arrow, QSpinBox::down-arrow, QTimeEdit::down-arrow, QToolButton::down-arrow {{
            image: url("{down}"); width: 12px; height: 12px;
        }}
        QSpinBox::up-arrow, QTimeEdit::up-arrow {{ image: url("{up}"); width: 12px; height: 12px; }}
        QComboBox QAbstractItemView {{ background: {base}; border: 1px solid {line}; outline: none; }}
        QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{
            width: 16px; height: 16px; border: 1px solid {muted}; border-radius: 3px; background: {base};
        }}
        QCheckBox::indicator:focus {{ width: 14px; height: 14px; border: 2px solid {accent}; }}
        QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
            background: {accent}; border-color: {accent}; image: url("{tick}");
        }}
        QCheckBox::indicator:checked:focus {{ border-color: {text}; }}
        QRadioButton {{ outline: none; }}
        QRadioButton::indicator {{
            width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 8px; background: {base};
        }}
        QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
        QRadioButton::indicator:focus {{ width: 12px; height: 12px; border: 2px solid {accent}; }}
        QRadioButton::indicator:checked:focus {{ width: 6px; height: 6px; border: 5px solid {text}; }}
        QPushButton {{
            background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 5px 12px;
        }}
        QPushButton:hover {{ background: {hover}; }}
        QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
        QPushButton, QToolButton, QCheckBox, QTabBar::tab {{ outline: none; }}
        QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}
        QPushButton:disabled {{ color: {muted}; }}
        QPushButton[emphasis="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
        QPushButton[emphasis="primary"]:focus {{ border: 2px solid {text}; }}
        QPushButton[emphasis="primary"]:disabled {{ background: {hover}; color: {muted}; border-color: {line}; }}
        QPushButton[emphasis="quiet"] {{ background: transparent; border-color: transparent; color: {accent}; }}
        QPushButton[emphasis="quiet"]:focus {{ border: 2px solid {accent}; }}
        QPushButton[emphasis="quiet"]:disabled {{ color: {muted}; }}
        QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 5px 12px; }}
        QToolButton[shape="icon"] {{ padding: 5px; border-color: {line}; background: {raised}; }}
        QToolButton[shape="wordy"] {{ padding: 4px 8px; border-color: {line}; background: {raised}; }}
        QToolButton[shape]:focus {{ border: 2px solid {accent}; padding: 4px; }}
        QToolButton[shape="drop-down"] {{ padding: 0px; }}
        QToolButton:hover {{ background: {hover}; }}
        QToolButton:checked {{ background: {selection}; color: {on_selection}; }}
        QProgressBar {{ background: {base}; border: 1px solid {line}; border-radius: 4px; max-height: 8px; }}
        QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
        QFileDialog QToolButton {{ padding: 2px; }}
        QLabel[tone="muted"] {{ color: {muted}; }}
        QLabel[tone="due"] {{ color: {due}; }}
        QLabel[tone="error"] {{ color: {error}; }}
        QLabel[tone="good"] {{ color: {good}; }}
        QLabel[tone="accent"] {{ color: {accent}; }}
        QTableView, QListView, QTreeView, QScrollArea#page {{
            background: {base}; border: 1px solid {line}; border-radius: 4px; outline: none;
        }}
        QTableView:focus, QListView:focus, QTreeView:focus, QScrollArea#page:focus {{ border: 2px solid {accent}; }}
        QTableView::item {{ padding: 2px 6px; }}
        QListView::item, QTreeView::item {{ padding: 4px 6px; }}
        QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {{
            background: {selection}; color: {on_selection};
        }}
        QCalendarWidget QTableView::item {{ padding: 0px; }}
        QHeaderView::section {{
            background: {base}; color: {muted}; border: none; border-bottom: 1px solid {line}; padding: 6px;
        }}
        QHeaderView::section:vertical {{ border: none; }}
        QTableCornerButton::section {{ background: {base}; border: none; border-bottom: 1px solid {line}; }}
        QTabWidget::pane {{ border: none; border-top: 1px solid {line}; }}
        QTabBar::tab {{
            padding: 8px 16px; margin-right: 2px; border: none; border-bottom: 3px solid transparent; color: {muted};
        }}
        QTabBar::tab:selected {{ color: {text}; border-bottom: 3px solid {accent}; }}
        QTabBar::tab:focus {{ background: {hover}; }}
        QDockWidget::title {{ padding: 8px; }}
        QStatusBar {{ padding: 2px 10px; }}
        QStatusBar::item {{ border: none; }}
        QFrame#card {{ background: {base}; border: 1px solid {line}; border-radius: 6px; }}
        QToolBar#notice {{ background: {base}; border: none; border-bottom: 1px solid {line}; padding: 6px 12px; }}
        QFrame#entry {{ border: 2px solid transparent; border-radius: 6px; }}
        QFrame#entry:focus {{ border-color: {accent}; background: {hover}; }}
        QFrame#entry QPushButton {{ padding: 4px 8px; }}
        QFrame#entry QPushButton:focus {{ padding: 3px 7px; }}
        QSplitter::handle {{ background: {window}; }}
        QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
    """
    pictures = {"tick": "tick", "down": "chevron-down", "up": "chevron-up"}
    paths = {key: resource_path("icons", f"{name}-{scheme}.svg").as_posix() for key, name in pictures.items()}
    return rules.format_map({**named, **paths})
