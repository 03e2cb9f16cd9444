"""Takes a picture of the window with sample data, without a display: python build/window_picture.py TARGET.png."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from insidescoop.domain.problems import Problem
from insidescoop.start import open_store
from insidescoop.system.clock import Clock
from insidescoop.system.folders import act_as_owner_of, private_folder, sample_folder
from insidescoop.system.resources import resource_path
from insidescoop.system.user_files import refuse_own_files, write_user_file
from insidescoop.ui.application import Application
from insidescoop.ui.main_window import Tab

SIZE = (1440, 900)


def main(words: Sequence[str]) -> int:
    """Writes the picture of the interviews tab; returns the exit code: 0 written, 1 it could not be, 2 wrong usage."""
    if len(words) != 1:
        sys.stderr.write("Name one file: python build/window_picture.py TARGET.png\n")
        return 2
    try:
        write_picture(Path(words[0]))
    except (Problem, OSError) as problem:
        sys.stderr.write(f"No picture was made. {problem}\n")
        return 1
    return 0


def write_picture(target: Path) -> None:
    """Writes the picture to `target`, a PNG.

    Raises:
        Problem: the sample store cannot be opened, or the file is one of the program's own.
        OSError: the file cannot be written.
    """
    refuse_own_files(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    application = application_with_own_font()
    folder = sample_folder()
    act_as_owner_of(folder)
    private_folder(folder)
    with sample_window(application, folder, Clock()) as opened:
        opened.window.show_tab(Tab.INTERVIEWS)
        for _ in range(10):
            application.processEvents()
        picture = QBuffer()
        picture.open(QIODevice.OpenModeFlag.WriteOnly)
        opened.window.grab().save(picture, "PNG")
        write_user_file(target, bytes(picture.data().data()))


def application_with_own_font() -> QApplication:
    """The application; a machine without a display often has no fonts either, so the sheet's own are used."""
    application = QApplication(sys.argv[:1])
    for face in ("NotoSans-Regular", "NotoSans-Bold"):
        QFontDatabase.addApplicationFont(str(resource_path("fonts", f"{face}.ttf")))
    application.setFont(QFont("Noto Sans", 10))
    return application


@contextmanager
def sample_window(application: QApplication, folder: Path, clock: Clock) -> Iterator[Application]:
    """The window with everything in it, on the sample store in `folder`; closed at the end."""
    opened = Application(
        application,
        folder,
        open_store=lambda _key: open_store(folder, clock=clock, is_sample=True),
        clock=clock,
        is_sample=True,
    )
    opened.window.resize(*SIZE)
    opened.window.show()
    try:
        opened.furnish()
        yield opened
    finally:
        opened.window.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
