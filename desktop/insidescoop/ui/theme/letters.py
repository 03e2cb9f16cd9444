"""Letters on a system that has no font."""

from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication

from insidescoop.system.resources import resource_path


def ensure_letters() -> None:
    """Takes the fonts of the printed sheets where the system has none, as each letter would be an empty box."""
    if not QFontMetrics(QGuiApplication.font()).inFont("a"):
        for name in ("NotoSans-Regular", "NotoSans-Bold"):
            QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{name}.ttf")))
