"""Going to a record across tabs, so that tabs need not know each other."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from insidescoop.domain.changes import Kind


class Navigator(QObject):
    """Takes the user to a record, whichever page shows its kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show_by_kind: dict[Kind, Callable[[int], None]] = {}

    def register(self, kind: Kind, show: Callable[[int], None]) -> None:
        """Names what shows records of a kind."""
        self._show_by_kind[kind] = show

    def go_to(self, kind: Kind, record_id: int) -> None:
        """Shows a record; a kind that no page shows is passed over."""
        show = self._show_by_kind.get(kind)
        if show is not None:
            show(record_id)
