"""The runs of a pitch: what each was like, how they go on, and how far the pitch is from being rehearsed."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.moments import day_in_words
from insidescoop.domain.rehearsal.rehearsals import RUNS_TO_BE_REHEARSED
from insidescoop.domain.text import counted, first_line
from insidescoop.queries.rehearsals import RehearsalLog, Run
from insidescoop.system.clock import Clock
from insidescoop.ui.rehearsal.pictures import progress_plot
from insidescoop.ui.rehearsal.plot import RunPlot
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, WIDE_GAP
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped_low
from insidescoop.ui.widgets.record_column import WIDEST_DAY, TableColumn
from insidescoop.ui.widgets.record_table import RecordTable


class RunsDialog(FittedDialog):
    """The log. Its signals are wishes, with the id of a run."""

    report_requested = Signal(int)
    delete_requested = Signal(int)
    rehearse_requested = Signal()

    def __init__(self, log: RehearsalLog, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._log = log
        self.standing = wrapped_low(heading())
        self.plot = RunPlot(theme, name="Lengths of the runs")
        self.table = RecordTable(self._columns(), name="Runs")
        self.report = push_button("Open report")
        self.delete = push_button("Delete run")
        self.rehearse = push_button("Rehearse", emphasis="primary")
        self.close_button = push_button("Close")
        self._build()
        self._connect()
        self.show_log(log)

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("when", "When", self._when, share=3, is_sortable=False, widest=f"{WIDEST_DAY} 00:00"),
            TableColumn("length", "Length", lambda run: f"{run.milliseconds / 1000:.1f} of {run.target_seconds} s",
                        share=3, is_sortable=False),
            TableColumn("inside", "Limit", _limit_words, share=3, is_sortable=False),
            TableColumn("pace", "Words/min", _pace_words, share=3, is_sortable=False),
            TableColumn("kind", "How", lambda run: run.kind.words, share=3, is_sortable=False),
            TableColumn("mark", "Mark", lambda run: str(run.self_rating or "–"), share=1, is_sortable=False),
            TableColumn("text", "Text", self._which_text, share=2, is_sortable=False),
            TableColumn("note", "Note", lambda run: first_line(run.note), share=4, is_sortable=False),
        )  # fmt: skip

    def _when(self, run: Run) -> str:
        there = run.held_at.astimezone(ZoneInfo(self._clock.zone))
        return f"{day_in_words(there.date(), today=self._clock.today())} {there:%H:%M}"

    def _which_text(self, run: Run) -> str:
        return "present" if run.text == self._log.subject.text else "other"

    def _build(self) -> None:
        self.setWindowTitle("Runs of this pitch")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.table.horizontalHeader().setSortIndicatorShown(False)
        Column(
            wrapped_low(PlainLabel(self._log.subject.title, tone="muted")),
            self.standing,
            stretched(self.plot, 2),
            stretched(self.table, 3),
            Stretch(0),
            Row(self.report, self.delete, Stretch(), self.close_button, self.rehearse, spacing=SMALL_GAP),
            on=self,
            spacing=SMALL_GAP,
            margin=(WIDE_GAP, GAP),
        )
        self.resize(880, 560)

    def _connect(self) -> None:
        self.table.row_activated.connect(self.report_requested)
        self.report.clicked.connect(lambda: self._ask(self.report_requested))
        self.delete.clicked.connect(lambda: self._ask(self.delete_requested))
        self.close_button.clicked.connect(self.accept)
        self.rehearse.clicked.connect(self._rehearse)

    def show_log(self, log: RehearsalLog) -> None:
        """Shows the runs as they are now; the chosen place stays chosen."""
        self._log = log
        place = max(self.table.currentIndex().row(), 0)
        if log.is_rehearsed:
            words = f"✓ Rehearsed: {counted(log.counting, 'run')} inside the limit for the present text."
        else:
            missing = RUNS_TO_BE_REHEARSED - log.counting
            words = f"{counted(missing, 'more run')} inside the limit, and the present text is rehearsed."
        self.standing.setText(words)
        self.plot.show_plot(progress_plot(log, self._clock))
        self.table.set_rows(log.runs)
        for button in (self.report, self.delete):
            button.setEnabled(bool(log.runs))
        if log.runs:
            self.table.choose_place(min(place, len(log.runs) - 1))

    def _ask(self, wish: object) -> None:
        chosen = self.table.chosen_id()
        if chosen is not None:
            wish.emit(chosen)  # type: ignore[attr-defined]

    def _rehearse(self) -> None:
        self.accept()
        self.rehearse_requested.emit()


def _limit_words(run: Run) -> str:
    if run.why_not_counted is not None:
        return f"○ {run.why_not_counted.short_words}"
    return "✓ inside" if run.is_inside else "▲ too long"


def _pace_words(run: Run) -> str:
    return "–" if run.why_not_counted is not None else str(run.pace)
