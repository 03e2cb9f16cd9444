"""What everybody said: questions by people, searched, marked, opened, and taken to paper."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHeaderView, QPlainTextEdit, QTableView, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.interviews.answers import AnswerFilter, AnswerMatrix, narrowed
from insidescoop.domain.text import counted
from insidescoop.outputs.answer_matrices import MadeAnswers, make_answers
from insidescoop.queries.answers import answer_matrix
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.answers_model import AnswersModel, categories, told
from insidescoop.ui.paper_preview import PaperPreview
from insidescoop.ui.theme.icons import Icons
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.search_field import SearchField
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped_low
from insidescoop.ui.widgets.wrapped_row import WrappedRow

_KEYS = "Arrows: from answer to answer · Enter: open the talk · N: nothing new · Ctrl+F: search · Ctrl+P: as pages"
_COLUMN, _QUESTIONS = 260, 240
_LEAST_ROW, _MOST_ROW = 44, 190
_SEARCH_PAUSE = 150


class AnswersWindow(FittedDialog):
    """The table in a window of its own. `preview` holds the pages shown last; None before the first.

    `nothing_new_marked(planned_question_id, is_nothing_new)` is sent for the mark on an answer.
    """

    nothing_new_marked = Signal(int, bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._all = AnswerMatrix()
        self._fitted: set[int] = set()
        self.preview: AnswersPreview | None = None
        self.model = AnswersModel()
        self.table = QTableView()
        self.search = SearchField()
        self.category = ChoiceField("Category", categories(), none="every category")
        self.only_answered = QCheckBox("Only what was answered")
        self.whole = QPlainTextEdit()
        self.facts = wrapped_low(PlainLabel(tone="muted"))
        self.open_button = push_button("Open the talk")
        self.nothing_new = push_button("Nothing new")
        self.pages = push_button("As pages…")
        self._searching = QTimer(self, singleShot=True, interval=_SEARCH_PAUSE)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()
        self.refresh()

    # How it is built

    def _build(self) -> None:
        self.setWindowTitle("Answers")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build_table()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("The whole answer")
        self.whole.setPlaceholderText("The whole answer stands here.")
        self.whole.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 2 * SMALL_GAP)
        close = push_button("Close", self.reject)
        buttons = (self.nothing_new, self.open_button, self.pages, close)
        Column(
            self._filters(),
            stretched(self.table),
            self.whole,
            wrapped_low(caption(_KEYS)),
            WrappedRow(*buttons, is_at_the_right=True),
            on=self,
            spacing=SMALL_GAP,
            margin=(WIDE_GAP, GAP),
        )
        self.resize(in_proportion(1100, self.font()), 760)

    def _filters(self) -> Row:
        self.search.setAccessibleName("Search the answers")
        self.search.setPlaceholderText("Search what was said, asked, and by whom")
        self.only_answered.setChecked(True)
        return Row(
            stretched(Column(Stretch(), self.search), 3),
            stretched(self.category, 2),
            Column(Stretch(), self.only_answered, SMALL_GAP),
            stretched(Column(Stretch(), self.facts, SMALL_GAP), 2),
            spacing=GAP,
        )

    def _build_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("Answers")
        self.table.setWordWrap(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.setCornerButtonEnabled(False)
        across, down = self.table.horizontalHeader(), self.table.verticalHeader()
        across.setDefaultSectionSize(in_proportion(_COLUMN, self.font()))
        across.setHighlightSections(False)
        across.setStretchLastSection(True)
        across.setFixedHeight(2 * self.fontMetrics().lineSpacing() + 2 * SMALL_GAP)
        down.setFixedWidth(in_proportion(_QUESTIONS, self.font()))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_LEAST_ROW)
        down.setHighlightSections(False)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._searching.start)
        self.search.list_wished.connect(self._go_to_found)
        self._searching.timeout.connect(self._narrow)
        self.category.chosen.connect(lambda _category: self._narrow())
        self.only_answered.toggled.connect(self._narrow)
        self._fitting.timeout.connect(self._fit_rows)
        self.table.verticalScrollBar().valueChanged.connect(self._fitting.start)
        self.table.selectionModel().currentChanged.connect(self._choose)
        self.table.activated.connect(self._open_at)
        self.open_button.clicked.connect(self.open_talk)
        self.nothing_new.clicked.connect(self.mark_nothing_new)
        self.pages.clicked.connect(self.show_pages)
        for keys, do in (("N", self.mark_nothing_new), ("Return", self.open_talk), ("Enter", self.open_talk)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self._focus_search)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.show_pages)
        self._context.reader.store_changed.connect(self._store_changed)

    # What the user can do

    def wanted(self) -> AnswerFilter:
        """What part of the answers is looked at."""
        return AnswerFilter(self.category.value(), self.search.text(), self.only_answered.isChecked())

    def open_talk(self) -> None:
        """Goes to the talk of the chosen answer."""
        self._open_at(self.table.currentIndex())

    def mark_nothing_new(self) -> None:
        """Marks the chosen answer as one that said nothing new, or takes the mark away."""
        cell = self.model.cell(self.table.currentIndex())
        if cell is not None and cell.planned_question_id is not None:
            self.nothing_new_marked.emit(cell.planned_question_id, not cell.is_nothing_new)

    def show_pages(self) -> None:
        """Makes pages of what is looked at, and shows them."""
        wanted, zone = self.wanted(), self._context.clock.zone
        self._context.reader.ask(lambda session: make_answers(session, wanted, zone=zone), then=self._show_preview)

    # What is shown

    def refresh(self) -> None:
        """Reads all answers again, on the store's thread."""
        zone = self._context.clock.zone
        self._context.reader.ask(lambda session: answer_matrix(session, zone=zone), then=self._show)

    def _show(self, matrix: AnswerMatrix) -> None:
        self._all = matrix
        self._narrow()

    def _narrow(self) -> None:
        chosen = self.model.cell(self.table.currentIndex())
        shown = narrowed(self._all, self.wanted())
        self.model.show_matrix(shown)
        self._unfit_rows()
        if self._all.columns:
            talks, questions = counted(len(shown.columns), "talk"), counted(len(shown.rows), "question")
            self.facts.setText(f"{questions}, {talks}" if shown.rows else "Nothing matches.")
        else:
            self.facts.setText("Nothing noted yet: what you note in a talk stands here.")
        place = self._place_of(chosen)
        if place.isValid():
            self.table.setCurrentIndex(place)
        else:
            self._choose(QModelIndex())
        self.pages.setEnabled(bool(shown.rows))

    def _place_of(self, chosen: object) -> QModelIndex:
        """Where the chosen answer stands now, else the first there is."""
        first = QModelIndex()
        for number, row in enumerate(self.model.matrix.rows):
            for column, cell in enumerate(row.cells):
                if cell is None:
                    continue
                if not first.isValid():
                    first = self.model.index(number, column)
                if chosen is not None and _is_same(cell, chosen):
                    return self.model.index(number, column)
        return first

    def _choose(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        self.whole.setPlainText(told(cell))
        self.open_button.setEnabled(cell is not None)
        self.nothing_new.setEnabled(cell is not None and cell.planned_question_id is not None)
        is_marked = cell is not None and cell.is_nothing_new
        self.nothing_new.setText("Something new after all" if is_marked else "Nothing new")

    def _fit_columns(self) -> None:
        """Gives the talks the width there is, and at least what a few words need."""
        bar = 0 if self.table.verticalScrollBar().isVisible() else self.table.verticalScrollBar().sizeHint().width()
        # As if the bar at the side were there: it comes once the rows are high, and takes its room from them.
        count, room = self.model.columnCount(), self.table.viewport().width() - bar
        width = max(in_proportion(_COLUMN, self.font()), room // count if count else 0)
        header = self.table.horizontalHeader()
        for column in range(count):
            header.resizeSection(column, width)

    def _unfit_rows(self) -> None:
        self._fitted = set()
        self._fitting.start()

    def _fit_rows(self) -> None:
        """Gives the rows in sight the height of their texts; measuring all of them would take too long."""
        if not self._fitted:
            self._fit_columns()
        header = self.table.verticalHeader()
        row, bottom = max(self.table.rowAt(0), 0), self.table.viewport().height()
        while row < self.model.rowCount() and self.table.rowViewportPosition(row) < bottom:
            if row not in self._fitted:
                self._fitted.add(row)
                header.resizeSection(row, min(max(self._height_of(row), _LEAST_ROW), _MOST_ROW))
            row += 1

    def _height_of(self, row: int) -> int:
        shown, metrics = self.model.matrix.rows[row], self.table.fontMetrics()
        texts = [(shown.question, self.table.verticalHeader().width())]
        texts += [
            (told(cell)[: 2 * _MOST_ROW * 10], self.table.columnWidth(column))
            for column, cell in enumerate(shown.cells)
            if cell is not None
        ]
        flags = Qt.TextFlag.TextWordWrap
        return GAP + max(
            metrics.boundingRect(QRect(0, 0, width - 2 * GAP, 0), flags, text).height() for text, width in texts
        )

    def _show_preview(self, made: MadeAnswers) -> None:
        preview = AnswersPreview(made, self._context.icons, parent=self)
        preview.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        preview.problem_met.connect(self._context.messages.tell)
        self.preview = preview
        preview.open()

    # What happens

    def _open_at(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell is not None:
            self.accept()
            self._context.navigator.go_to(Kind.INTERVIEW, cell.interview_id)

    def _go_to_found(self) -> None:
        if self._searching.isActive():
            self._searching.stop()
            self._narrow()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._unfit_rows()

    def _store_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touch(Kind.INTERVIEW, Kind.CONTACT, Kind.QUESTION):
            self.refresh()


def _is_same(cell: object, chosen: object) -> bool:
    # The mark may have changed; the answer is the same.
    return replace(cell, is_nothing_new=False) == replace(chosen, is_nothing_new=False)  # type: ignore[type-var]


class AnswersPreview(PaperPreview):
    """The answers as pages: to be looked at, printed, or saved."""

    def __init__(self, made: MadeAnswers, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(made, icons, title="Answers as pages", parent=parent)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName(f"Answers, {counted(self.document.pageCount(), 'page')}")
        self.resize(980, 780)
