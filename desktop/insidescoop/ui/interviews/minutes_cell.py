"""The minutes of one planned question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.questions.questions import LONGEST_QUESTION_MINUTES
from insidescoop.queries.interview_board import PlannedQuestionRow
from insidescoop.ui.theme.metrics import TIGHT
from insidescoop.ui.widgets.boxes import Column, aligned
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox


class MinutesCell(QWidget):
    """The minutes of one question, in the middle of its row. `kept(question_id, minutes)` is sent for a change."""

    kept = Signal(int, int)

    def __init__(self, row: PlannedQuestionRow) -> None:
        super().__init__()
        self.question_id = row.id
        self.box = NumberBox()
        self.box.setRange(0, LONGEST_QUESTION_MINUTES)
        self.box.setSpecialValueText("if time")
        self.box.setSuffix(" min")
        self._keeper = AutoSave(self.box, self.box.value)
        self._keeper.kept.connect(lambda minutes: self.kept.emit(self.question_id, minutes))
        Column(aligned(self.box, Qt.AlignmentFlag.AlignVCenter), on=self, margin=(0, 0, TIGHT, 0))
        self.setFocusProxy(self.box)
        self.show_row(row)

    def show_row(self, row: PlannedQuestionRow) -> None:
        """Shows the minutes as kept, unless they are being changed at this moment."""
        self.box.setAccessibleName(f"Minutes for: {row.text}")
        self._keeper.show(lambda: self.box.setValue(row.minutes or 0))

    def commit(self) -> None:
        """Keeps the minutes as they stand."""
        self._keeper.commit()
