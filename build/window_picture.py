"""Takes a picture of the window with sample data, without a display: python build/window_picture.py TARGET.png."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from insidescoop.start import open_store
from insidescoop.system.clock import machine_clock
from insidescoop.system.folders import private_folder, sample_folder
from insidescoop.system.resources import resource_path
from insidescoop.ui.main_window import Tab
from insidescoop.ui.opening import OpenedWindow

SIZE = (1440, 900)


def main(target: Path) -> int:
    """Writes the picture of the interviews tab and returns the exit code."""
    application = QApplication(sys.argv[:1])
    # A machine without a display often has no fonts either: the sheet's own are used.
    for face in ("NotoSans-Regular", "NotoSans-Bold"):
        QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{face}.ttf")))
    application.setFont(QFont("Noto Sans", 10))
    clock = machine_clock()
    folder = private_folder(sample_folder())
    opened = OpenedWindow(
        application,
        folder,
        open_store=lambda: open_store(folder, clock=clock, is_sample=True),
        clock=clock,
        is_sample=True,
    )
    opened.window.resize(*SIZE)
    opened.window.show()
    opened.furnish()
    opened.window.show_tab(Tab.INTERVIEWS)
    for _ in range(10):
        application.processEvents()
    target.parent.mkdir(parents=True, exist_ok=True)
    is_written = opened.window.grab().save(str(target))
    opened.window.close()
    return 0 if is_written else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
