"""The interviews as a board: one column a stage, cards moved by dragging or with keys."""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QScrollArea, QWidget

from insidescoop.domain.interviews.interviews import Stage
from insidescoop.queries.interview_board import InterviewRow
from insidescoop.ui.context import UiContext
from insidescoop.ui.interviews.row_words import row_lines
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, WIDE_GAP, TypeSize, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, plain_tip

CARD = "application/x-inside-scoop-interview"
_ROW = Qt.ItemDataRole.UserRole
_COLUMN_WIDTH = 138


class BoardColumn(QListWidget):
    """The talks of one stage. `dropped(interview_id)` is sent for a card of another column that may come here."""

    dropped = Signal(int)

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self._welcome: frozenset[int] = frozenset()
        self.setAccessibleName(stage.words)
        self.setWordWrap(True)
        self.setSpacing(TIGHT // 2)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(in_proportion(_COLUMN_WIDTH, self.font()))

    def show_rows(self, rows: list[InterviewRow], lines: dict[int, list[str]], welcome: frozenset[int]) -> None:
        """Shows the talks of the stage; `welcome` are the ids of those that may be moved here."""
        self._welcome = welcome
        self.clear()
        for row in rows:
            words = lines[row.id]
            item = QListWidgetItem("\n".join(words), self)
            item.setData(_ROW, row.id)
            item.setToolTip(plain_tip("\n".join(words)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(words))
        self.fit()

    def fit(self) -> None:
        """Gives each card the height its words take."""
        room = self.viewport().width() - WIDE_GAP
        for place in range(self.count()):
            item = self.item(place)
            if item is not None:
                bounds = self.fontMetrics().boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, item.text())
                item.setSizeHint(QSize(room, bounds.height() + GAP))

    def place_of(self, interview_id: int) -> int:
        """The row of a talk; -1 if it is not here."""
        items = [self.item(place) for place in range(self.count())]
        return next((p for p, item in enumerate(items) if item is not None and item.data(_ROW) == interview_id), -1)

    def chosen_id(self) -> int | None:
        """The talk chosen in this column; None for none."""
        item = self.currentItem()
        return None if item is None else int(item.data(_ROW))

    def mimeTypes(self) -> list[str]:
        return [CARD]

    def mimeData(self, items: object) -> QMimeData:
        data = QMimeData()
        ids = [item.data(_ROW) for item in items]  # type: ignore[attr-defined]
        data.setData(CARD, QByteArray(str(ids[0]).encode() if ids else b""))
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)

    def dropEvent(self, event: QDropEvent) -> None:
        card = _card(event.mimeData())
        if card in self._welcome:
            # The card itself is moved by the store's answer, not by Qt.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(card)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _judge(self, event: QDragMoveEvent) -> None:
        if _card(event.mimeData()) in self._welcome:
            event.acceptProposedAction()
        else:
            event.ignore()


class BoardView(QWidget):
    """All columns. `chosen(id)` is sent for a card chosen, `opened(id)` for one to be planned,

    `move_requested(id, stage)` for a card dropped, `add_requested()` for the button above.
    """

    chosen = Signal(int)
    opened = Signal(int)
    move_requested = Signal(int, object)
    add_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.columns = {stage: BoardColumn(stage) for stage in Stage}
        self._heads = {stage: PlainLabel(size=TypeSize.SMALL, is_bold=True) for stage in Stage}
        self._scroll = QScrollArea()
        self._add = push_button("Plan interview", emphasis="primary")
        self._build()

    def _build(self) -> None:
        self._add.clicked.connect(self.add_requested)
        hint = PlainLabel("Enter opens the plan. Alt+Right and Alt+Left move a talk.", tone="muted")
        body = QWidget()
        across = Row(on=body, spacing=SMALL_GAP)
        for stage, column in self.columns.items():
            part = Column(self._heads[stage], stretched(column), spacing=TIGHT)
            across.addLayout(part, 1)
            column.installEventFilter(self)
            column.currentItemChanged.connect(lambda _now, _before, column=column: self._choose(column))
            column.itemActivated.connect(lambda item: self.opened.emit(int(item.data(_ROW))))
            column.dropped.connect(lambda card, stage=stage: self.move_requested.emit(card, stage))
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        Column(Row(self._add, GAP, stretched(hint)), stretched(self._scroll), on=self, spacing=SMALL_GAP)

    def show_rows(self, rows: tuple[InterviewRow, ...], chosen: int | None) -> None:
        """Shows all talks, one of them chosen; the keys stay with the chosen one if they were on the board."""
        has_keys = any(column.hasFocus() for column in self.columns.values())
        today = self._context.clock.today()
        lines = {row.id: row_lines(row, today=today) for row in rows}
        for stage, column in self.columns.items():
            of_stage = [row for row in rows if row.stage is stage]
            welcome = frozenset(row.id for row in rows if stage in row.moves)
            with QSignalBlocker(column):
                column.show_rows(of_stage, lines, welcome)
                place = column.place_of(chosen) if chosen is not None else -1
                column.setCurrentRow(place)
            self._heads[stage].setText(f"{stage.words}  {len(of_stage)}" if of_stage else stage.words)
            if place >= 0 and has_keys:
                self._go_to(column)

    def take_focus(self) -> None:
        """Puts the keys on the chosen card, else on the first."""
        chosen = [column for column in self.columns.values() if column.currentRow() >= 0]
        filled = [column for column in self.columns.values() if column.count()]
        for column in (*chosen, *filled):
            self._go_to(column)
            return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_plain = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers()
        if is_plain and isinstance(watched, BoardColumn):
            by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))  # type: ignore[attr-defined]
            if by is not None:
                self._step(watched, by)
                return True
        return super().eventFilter(watched, event)

    def _step(self, column: BoardColumn, by: int) -> None:
        """Goes to the next column with cards on one side."""
        columns = list(self.columns.values())
        place = columns.index(column) + by
        while 0 <= place < len(columns) and not columns[place].count():
            place += by
        if 0 <= place < len(columns):
            self._go_to(columns[place])

    def _go_to(self, column: BoardColumn) -> None:
        if column.currentRow() < 0 and column.count():
            column.setCurrentRow(0)
        column.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(column, SMALL_GAP, 0)
        self._choose(column)

    def _choose(self, column: BoardColumn) -> None:
        interview_id = column.chosen_id()
        if interview_id is None:
            return
        for other in self.columns.values():
            if other is not column:
                with QSignalBlocker(other):
                    other.setCurrentRow(-1)
        self.chosen.emit(interview_id)


def _card(data: QMimeData) -> int:
    text = bytes(data.data(CARD).data()).decode("ascii", "replace")
    return int(text) if text.isdecimal() else 0
