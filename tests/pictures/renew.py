"""Remakes the golden pictures; the big ones are written to a folder to be looked at before the small ones are kept.

Run as `python tests/pictures/renew.py FOLDER`, with desktop/ on the path.
"""

import os
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication  # noqa: E402 - the platform is chosen first

from scenes import GOLDEN, reduced, scenes  # noqa: E402
from window_fixtures import use_own_font  # noqa: E402


def renew(big: Path) -> None:
    """Writes every picture whole into `big`, and reduced beside the tests."""
    application = QApplication([])
    use_own_font(application)
    big.mkdir(parents=True, exist_ok=True)
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in scenes(application, Path(folder)):
            picture.save(big / f"{name}.png")
            reduced(picture).save(GOLDEN / f"{name}.png", optimize=True)


if __name__ == "__main__":
    renew(Path(sys.argv[1]))
