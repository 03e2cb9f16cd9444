"""The page on what the effort has led to, in a window of its own beside the others."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QScrollArea, QSplitter, QStackedWidget, QWidget

from insidescoop.domain.changes import Changes, Kind
from insidescoop.domain.effort.counts import USUAL_WEEKS, WEEK_CHOICES, Deed
from insidescoop.domain.effort.figures import (
    Figure,
    days_in_words,
    median_words,
    open_figures,
    outcome_figures,
    reply_figures,
    step_figures,
    week_figures,
)
from insidescoop.domain.effort.report import Effort, effort_sentences
from insidescoop.outputs.effort_reports import MadeEffortReport, make_effort_report
from insidescoop.queries.effort import effort
from insidescoop.ui.context import UiContext
from insidescoop.ui.effort.figure_views import FigureView, RowsView, WeeksView, wide
from insidescoop.ui.effort.introductions_view import IntroductionsView
from insidescoop.ui.effort.people_pane import PeoplePane
from insidescoop.ui.theme.metrics import GAP, PAGE_MARGIN, SMALL_GAP, WIDE_GAP, TypeSize, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.dialogs.fitted_dialog import FittedDialog
from insidescoop.ui.widgets.empty_state import EmptyState
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.plain_text import PlainLabel

_PANE, _WIDEST_PANE, _SENTENCE = 240, 300, 380
_STEPS = (
    "On my list is everyone you planned an interview with or were pointed to. Answers are counted out of those you "
    "asked, agreed times out of all on the list, the last three out of those you talked with. "
    "Thanks that still have time are not counted yet."
)
_COUNTED = (
    Kind.CONTACT,
    Kind.INTERACTION,
    Kind.INTERVIEW,
    Kind.INTRODUCTION,
    Kind.ORGANIZATION,
    Kind.OUTCOME,
    Kind.PROFILE,
)


class EffortWindow(FittedDialog):
    """The page. `left` is sent when it gave way to a person, `shown` whenever other numbers stand on it."""

    left = Signal()
    shown = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What the effort has led to")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._context = context
        self._is_stale = True
        self.effort: Effort | None = None
        self.preview: QWidget | None = None
        self.weeks_choice = ChoiceField("Weeks shown", [(f"Last {count} weeks", count) for count in WEEK_CHOICES])
        self.as_tables = QCheckBox("As &tables")
        self.with_names = QCheckBox("With &names")
        self._goals = QPushButton("&Goals…")
        self.report = QPushButton("&Report…")
        # From the outside in: whatever gets another parent is styled anew, with all that is in it.
        self._stack = QStackedWidget(self)
        self._body = QSplitter(self._stack)
        self._area = QScrollArea(self._body)
        page = QWidget(self._area)
        self.told = [wide(PlainLabel(parent=page), _SENTENCE) for _ in range(6)]
        self.weeks = WeeksView(context.theme, "Week by week", parent=page)
        self.steps = RowsView(context.theme, "Where people stand", _STEPS, numbers="People", parent=page)
        self.answers = RowsView(context.theme, "Of those you asked", numbers="People", parent=page)
        self.replies = RowsView(
            context.theme,
            "Answers, by how you came to them",
            "For you alone: how they answer is never printed by name.",
            numbers="Answered",
            parent=page,
        )
        self.introductions = IntroductionsView(page)
        self.outcomes = RowsView(
            context.theme, "What came of it", "Finding out that something is not for you counts as well.",
            numbers="Times", parent=page,
        )  # fmt: skip
        self.people = PeoplePane(self._body)
        self.empty = EmptyState(
            "", "Plan interview", icon=context.icons.icon("interview", "accent"), parent=self._stack
        )
        self._build(page)
        self._connect()

    @property
    def _figure_views(self) -> tuple[FigureView, ...]:
        return (self.weeks, self.steps, self.answers, self.replies, self.outcomes)

    def _build(self, page: QWidget) -> None:
        layout = Column(on=self, spacing=GAP, margin=PAGE_MARGIN)
        self._add_head(layout)
        self._body.setChildrenCollapsible(False)
        self._fill(page)
        self._body.addWidget(self._area)
        self._body.addWidget(self.people)
        self.people.setMinimumWidth(min(in_proportion(_PANE, self.font()), _WIDEST_PANE))
        self._body.setStretchFactor(0, 1)
        self._body.setStretchFactor(1, 0)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._body)
        layout.addWidget(self._stack, 1)
        self.setMinimumSize(760, 480)
        self.resize(1080, 780)

    def _add_head(self, layout: Column) -> None:
        row = Row(spacing=GAP)
        self.weeks_choice.show_value(USUAL_WEEKS)
        self.with_names.setToolTip("Write the names of people into the report")
        close = push_button("Close", self.reject)
        self.weeks_choice.box.setMinimumContentsLength(len("Last 12 weeks"))
        for part in (self.weeks_choice, self.as_tables, self._goals, self.report, self.with_names, close):
            if part is close:
                row.addStretch(1)
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
            if isinstance(part, QPushButton):
                part.setAutoDefault(False)
        layout.addLayout(row)
        # Not before they are in the window: what it looks like is what a button's height comes from.
        for part in (self.weeks_choice, self.as_tables, self.with_names):
            part.setMinimumHeight(max(close.sizeHint().height(), part.minimumSizeHint().height()))

    def _fill(self, page: QWidget) -> None:
        area = self._area
        area.setWidget(page)
        told = Column(
            wide(PlainLabel(self.windowTitle(), size=TypeSize.TITLE, is_bold=True), _SENTENCE), spacing=SMALL_GAP
        )
        for label in self.told:
            told.addWidget(label)
        Column(
            told,
            *self._figure_views[:-1],
            self.introductions,
            self.outcomes,
            Stretch(),
            on=page,
            spacing=WIDE_GAP,
            margin=GAP,
        )
        area.setObjectName("page")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        registry = self._context.registry
        self.weeks_choice.chosen.connect(lambda _count: self.refresh())
        self.as_tables.toggled.connect(self._show_as_tables)
        self._goals.clicked.connect(registry.action("edit_goals").trigger)
        self.report.clicked.connect(self.make_report)
        self.empty.chosen.connect(self._plan)
        self.people.person_chosen.connect(self._open)
        self.introductions.person_chosen.connect(self._open)
        for view in self._figure_views:
            view.figure_chosen.connect(self._show_behind)
        self._context.reader.store_changed.connect(self._store_changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.make_report)

    def refresh(self) -> None:
        """Counts everything again, on the store's thread."""
        self._is_stale = False
        clock, weeks = self._context.clock, self.weeks_choice.value()
        self._context.reader.ask(partial(effort, now=clock.now(), zone=clock.zone, weeks=weeks), self._show)

    def make_report(self) -> None:
        """Makes the report as a PDF and shows it; names stand on it only where the user ticked them."""
        clock, weeks = self._context.clock, self.weeks_choice.value()
        made = partial(
            make_effort_report,
            now=clock.now(), zone=clock.zone, weeks=weeks, with_names=self.with_names.isChecked(),
        )  # fmt: skip
        self._context.reader.ask(made, self._show_report)

    def _show(self, counted: Effort) -> None:
        was_empty = self.effort is None or self.effort.is_empty
        self.effort = counted
        sentences = effort_sentences(counted)
        self._stack.setCurrentWidget(self.empty if counted.is_empty else self._body)
        self.empty.say(sentences[0])
        self.report.setEnabled(not counted.is_empty)
        for place, label in enumerate(self.told):
            label.setVisible(place < len(sentences))
            label.setText(sentences[place] if place < len(sentences) else "")
        self.weeks.show_weeks(week_figures(counted))
        self.steps.show_figures(step_figures(counted))
        self.answers.show_figures(open_figures(counted))
        self.answers.say(median_words(counted))
        self.replies.show_figures(reply_figures(counted, is_private=True))
        self.outcomes.show_figures(outcome_figures(counted))
        self.outcomes.setVisible(bool(counted.outcomes))
        self.introductions.show_effort(counted)
        # Where the keys were may be gone: the list is empty now, or the page has taken the button's place.
        has_lost_keys = was_empty or counted.is_empty or self.people.people.hasFocus()
        self.people.forget()
        if has_lost_keys:
            self._begin()
        self.shown.emit()

    def _begin(self) -> None:
        """Puts the keys on the newest week, or on the one button of an empty page."""
        is_empty = self.effort is not None and self.effort.is_empty
        page = self.weeks.table if self.as_tables.isChecked() else self.weeks.plots[Deed.TALK]
        first = self.empty.button if is_empty or page is None else page
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_as_tables(self, is_table: bool) -> None:
        for view in self._figure_views:
            view.show_as_table(is_table)

    def _show_behind(self, figure: Figure) -> None:
        if self.effort is None:
            return
        details = {}
        if self.sender() in (self.answers, self.replies):
            days = self.effort.days_by_id
            details = {each: f"after {days_in_words(days[each])}" for each in figure.tally.people if each in days}
        focused = QApplication.focusWidget()
        self.people.show_people(figure.words, figure.tally.people, self.effort.name_by_id, details=details)
        self.people.take_focus(focused)

    def _show_report(self, made: MadeEffortReport) -> None:
        # QtPdf and the printer are loaded for the first paper only.
        from PySide6.QtPdfWidgets import QPdfView

        from insidescoop.ui.paper_preview import PaperPreview

        preview = PaperPreview(made, self._context.icons, title="Report", parent=self)
        preview.view.setPageMode(QPdfView.PageMode.MultiPage)
        preview.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        preview.saved.connect(lambda path: self._context.reader.show_written(f"Saved {path}", Path(path)))
        preview.problem_met.connect(self._context.messages.tell)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.destroyed.connect(self._forget_preview)
        self.preview = preview
        preview.open()

    def _forget_preview(self) -> None:
        self.preview = None

    def _open(self, contact_id: int) -> None:
        self.hide()
        self.left.emit()
        self._context.navigator.go_to(Kind.CONTACT, contact_id)

    def _plan(self) -> None:
        self.hide()
        self.left.emit()
        self._context.registry.action("plan_interview").trigger()

    def _store_changed(self, changes: Changes) -> None:
        if not changes.touch(*_COUNTED):
            return
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A page left open over midnight shows a new week.
        is_old = self.effort is not None and self.effort.today != self._context.clock.today()
        if self._is_stale or is_old:
            self.refresh()
