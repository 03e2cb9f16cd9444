"""What the Help menu opens: the actions by their words, the keys, the versions, and what is new."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from insidescoop.ui.actions import ActionRegistry
from insidescoop.ui.today.actions import ENTRY_KEYS


class HelpController(QObject):
    """Opens windows over `window`; each is loaded when it is asked for."""

    def __init__(self, registry: ActionRegistry, window: QWidget, data_folder: Path) -> None:
        super().__init__(window)
        self._registry = registry
        self._window = window
        self._data_folder = data_folder
        registry.bind("find_action", self._open_palette)
        registry.bind("about", self._open_about)
        registry.bind("whats_new", self.open_news)
        registry.bind("shortcuts", self._open_shortcuts)
        registry.action("shortcuts").setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)

    def open_news(self, last: str | None = None) -> None:
        """Opens what has changed, of all versions or of those since `last`."""
        from insidescoop.ui.search.help_windows import NewsDialog

        NewsDialog(last, self._window).open()

    def _open_palette(self) -> None:
        from insidescoop.ui.search.action_palette import ActionPalette

        ActionPalette(self._registry, parent=self._window).open()

    def _open_about(self) -> None:
        from insidescoop.queries.about import about
        from insidescoop.ui.search.help_windows import AboutDialog

        AboutDialog(about(self._data_folder), self._window).open()

    def _open_shortcuts(self) -> None:
        from insidescoop.ui.search.help_windows import ShortcutsDialog

        # Over whatever window asks: the keys of a talk, or of the effort, are asked for there.
        ShortcutsDialog([*self._registry.shortcuts(), *ENTRY_KEYS], QApplication.activeWindow() or self._window).open()
