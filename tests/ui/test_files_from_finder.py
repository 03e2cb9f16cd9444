from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from insidescoop.ui.files_to_open import FilesFromFinder


def test_a_file_that_macos_hands_over_is_opened(qapp: QApplication, tmp_path: Path) -> None:
    finder = FilesFromFinder()
    qapp.installEventFilter(finder)
    opened: list[Path] = []
    finder.opened.connect(opened.extend)

    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "people.vcf"))))

    qapp.removeEventFilter(finder)
    assert opened == [tmp_path / "people.vcf"]
