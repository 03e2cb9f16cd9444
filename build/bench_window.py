"""One window in a process of its own, which says when it stands.

python build/bench_window.py empty|furnished|ours [FOLDER]. At each moment it prints the milliseconds of processor time
it has used; the parent takes the time at which the line arrives, so that the start of Python counts in both.
"""

import sys
import time
from pathlib import Path

# First, as in the program itself: nothing may be loaded that a start does not load.
SIZE = (1200, 800)
_MENUS, _ACTIONS = 4, 8


def empty() -> None:
    """The floor: a QMainWindow with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    _show(application, window)
    _tell("peak", peak_mebibytes())


def furnished() -> None:
    """A floor like what the program shows first: three empty tabs, a dock, four menus of eight actions."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabWidget, QWidget

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    tabs = QTabWidget()
    for title in ("One", "Two", "Three"):
        tabs.addTab(QWidget(), title)
    window.setCentralWidget(tabs)
    for place in range(_MENUS):
        menu = window.menuBar().addMenu(f"Menu {place}")
        for action in range(_ACTIONS):
            menu.addAction(f"Action {action}").setShortcut(f"Ctrl+F{action + 1}")
    dock = QDockWidget("Dock", window)
    dock.setWidget(QWidget())
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    _show(application, window)


def ours(folder: Path) -> None:
    """The program's own window on the store in a folder, as `run_window` shows it.

    The folder holds how the window was left, so that the first contacts can be shown before the store is open.
    """
    import gc

    import insidescoop.ui  # noqa: F401 - before PySide, whose import hook it takes off

    gc.disable()
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from insidescoop.start import open_store, rows_at_first
    from insidescoop.system.clock import Clock
    from insidescoop.ui import run_window  # noqa: F401 - what the program loads before its window
    from insidescoop.ui.application import Application

    application = QApplication(sys.argv[:1])
    clock = Clock()
    opened = Application(
        application,
        folder,
        open_store=lambda _key: open_store(folder, clock=clock, is_sample=False),
        first_rows=lambda person: rows_at_first(folder, person),
        clock=clock,
        is_sample=False,
    )
    opened.backs_up = False
    _show(application, opened.window)
    if opened.show_first_look():
        _paint(application, opened.window.tabs)
        _say("contacts")
    opened.show_contacts()
    assert opened.controller is not None  # noqa: S101 - the line above makes it
    table = opened.controller.contacts.people.table
    _paint(application, table.viewport())
    if not table.row_count():
        sys.exit("the table of contacts is empty")
    application.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
    _paint(application, table.viewport())
    _say("key")
    opened.complete()
    opened.offer_unfinished()
    for _ in range(20):
        application.processEvents()
    _say("complete")
    _tell("peak", peak_mebibytes())
    for place, name in ((1, "pitches"), (2, "interviews")):
        began = time.perf_counter()
        opened.window.tabs.setCurrentIndex(place)
        _paint(application, opened.window.tabs)
        _tell(name, (time.perf_counter() - began) * 1000)
    _tell("peak_of_all", peak_mebibytes())
    opened.window.tabs.setCurrentIndex(0)
    opened.window.close()


def _show(application: object, window: object) -> None:
    from PySide6.QtWidgets import QMainWindow

    assert isinstance(window, QMainWindow)  # noqa: S101
    window.resize(*SIZE)
    window.show()
    _paint(application, window)
    _say("window")


def _paint(application: object, widget: object) -> None:
    """Handles events until the widget has been painted."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(application, QApplication)  # noqa: S101
    assert isinstance(widget, QWidget)  # noqa: S101

    class Painted(QObject):
        is_painted = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.is_painted = self.is_painted or event.type() == QEvent.Type.Paint
            return False

    watcher = Painted()
    widget.installEventFilter(watcher)
    widget.update()
    while not watcher.is_painted:
        application.processEvents()
    widget.removeEventFilter(watcher)


def peak_mebibytes() -> float:
    """The most memory this process has held at once, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not ru_maxrss: that is handed down from the parent, which may be larger than we are.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def _say(moment: str) -> None:
    """Tells of a moment, with the milliseconds of processor time until then."""
    _print(f"moment {moment} {time.process_time() * 1000}")


def _tell(figure: str, value: float) -> None:
    _print(f"figure {figure} {value}")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    elif sys.argv[1] == "furnished":
        furnished()
    else:
        ours(Path(sys.argv[2]))
