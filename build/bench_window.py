"""One window in a process of its own, which says when it stands: python build/bench_window.py empty|ours [FOLDER].

The parent takes the time at which each line arrives, so that the start of Python counts too.
"""

import sys
from pathlib import Path

# First, as in the program itself: nothing may be loaded that a start does not load.
SIZE = (1200, 800)


def empty() -> None:
    """The floor: a QMainWindow with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    _paint(application, window)
    _say("window")
    _say(f"peak {peak_mebibytes()}")


def ours(folder: Path) -> None:
    """The program's own window on the store in a folder."""
    from PySide6.QtWidgets import QApplication

    from insidescoop.start import open_store
    from insidescoop.system.clock import machine_clock
    from insidescoop.ui.application import Application

    application = QApplication(sys.argv[:1])
    clock = machine_clock()
    opened = Application(
        application,
        folder,
        open_store=lambda _key: open_store(folder, clock=clock, is_sample=False),
        clock=clock,
        is_sample=False,
    )
    opened.window.resize(*SIZE)
    opened.window.show()
    _paint(application, opened.window)
    _say("window")
    # In the order of the program itself: the contacts, and the other pages once they are painted.
    opened.show_contacts()
    assert opened.controller is not None  # noqa: S101 - the line above makes it
    table = opened.controller.contacts.people.table
    _paint(application, table.viewport())
    if not table.row_count():
        sys.exit("the table of contacts is empty")
    _say("contacts")
    opened.complete()
    for _ in range(20):
        application.processEvents()
    _say(f"peak {peak_mebibytes()}")
    opened.window.close()


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


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        ours(Path(sys.argv[2]))
