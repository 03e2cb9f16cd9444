"""A finished PDF on the screen: to be looked at, printed, or saved."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPageLayout, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.problems import Problem
from insidescoop.outputs.papers import MadePaper, save_paper
from insidescoop.ui.file_dialogs import ask_where_to_write
from insidescoop.ui.theme.icons import Icons
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_PRINT_DPI = 300
_TITLE_BAR = 40


class PaperPreview(FittedDialog):
    """One PDF called `title`; `note` leads what is told of it.

    `saved(path)` is sent after it was written, `problem_met(problem)` if it could not be.
    """

    saved = Signal(str)
    problem_met = Signal(object)

    def __init__(
        self, made: MadePaper, icons: Icons, *, title: str, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.made = made
        self._title = title
        self._told = f"{note}{' '.join(made.cut)}" if made.cut else ""
        self._bytes = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.print_button = QPushButton(icons.icon("print"), "Print…")
        self.save_button = QPushButton(icons.icon("save", "on_accent"), "Save as PDF…")
        self._note = wrapped(PlainLabel(tone="muted"))
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(self._title)
        self._bytes.setData(QByteArray(self.made.pdf))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        self.view.setDocument(self.document)
        # None above and below: Qt fits the page into the view as if there were none, and it would scroll (6.11.3).
        self.view.setDocumentMargins(QMargins(SMALL_GAP, 0, SMALL_GAP, 0))
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.view.setAccessibleName(f"{self._title}, as it will be printed")
        self._note.setText(self._told)
        self._note.setVisible(bool(self._told))
        close = push_button("Close", self.accept)
        self.print_button.clicked.connect(self.print_sheet)
        self.save_button.clicked.connect(self.choose_and_save)
        self.save_button.setProperty("emphasis", "primary")
        Column(
            stretched(self.view),
            self._note,
            Row(Stretch(), close, self.print_button, self.save_button),
            on=self,
            spacing=SMALL_GAP,
            margin=GAP,
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_sheet)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.choose_and_save)
        self.resize(720, 860)

    def choose_and_save(self) -> None:
        """Asks where the PDF should go and writes it there."""
        title = f"Save the {self._title.lower()}"
        target = ask_where_to_write(self, title, self.made.file_name, ending=".pdf", kind="PDF")
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Writes the PDF to a file the user named."""
        try:
            save_paper(self.made, target)
        except Problem as problem:
            self.problem_met.emit(problem)
            return
        self._show_note(f"Saved {target}")
        self.saved.emit(str(target))

    def _show_note(self, words: str) -> None:
        self._note.setText(words)
        self._note.show()

    def print_sheet(self) -> None:
        """Asks for a printer and prints the page; where no printer is set up, says so."""
        # Not before the button is pressed: asking for printers connects to the print server, which may be another host.
        if not QPrinterInfo.availablePrinterNames():
            self._show_note("No printer is set up on this computer. Save the PDF and print it elsewhere.")
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.made.file_name)
        if QPrintDialog(printer, self).exec():
            self.paint_on(printer)

    def paint_on(self, printer: QPrinter) -> None:
        """Paints the pages onto a printer at 300 dots an inch, in their own size or smaller, as its paper lets them."""
        printer.setFullPage(True)
        points = self.document.pagePointSize(0)
        lies = points.width() > points.height()
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)
        painter = QPainter(printer)
        for page in range(self.document.pageCount()):
            if page:
                printer.newPage()
            points = self.document.pagePointSize(page)
            dots = QSizeF(points.width() * _PRINT_DPI / 72, points.height() * _PRINT_DPI / 72).toSize()
            paper = printer.paperRect(QPrinter.Unit.DevicePixel).size()
            scaled = points * (printer.resolution() / 72)
            if scaled.width() > paper.width() or scaled.height() > paper.height():
                scaled = scaled.scaled(QSizeF(paper), Qt.AspectRatioMode.KeepAspectRatio)
            corner = QPointF((paper.width() - scaled.width()) / 2, (paper.height() - scaled.height()) / 2)
            # The printer scales: at its own 1200 dots an inch the picture would take half a gigabyte.
            painter.drawImage(QRectF(corner, scaled), self.document.render(page, dots))
        painter.end()
