"""What was said in a held interview, to be read above its plan."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from insidescoop.domain.changes import Kind
from insidescoop.domain.moments import exact_day
from insidescoop.queries.interview_record import InterviewRecord
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Column
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.cleared_layout import emptied, keys_kept
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import show_or_hide


class RecordView(QFrame):
    """The record of one interview; hidden while there is none."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: InterviewRecord | None = None
        self._answers: dict[int, PlainLabel] = {}
        self.setObjectName("card")
        self._column = Column(on=self, spacing=TIGHT, margin=(GAP, SMALL_GAP, GAP, GAP))
        self.hide()

    def show_record(self, record: InterviewRecord | None) -> None:
        """Shows what was said; None for an interview still to come."""
        show_or_hide(self, record is not None)
        if record is None or record == self._shown:
            return
        self._shown = record
        with keys_kept(self._column):
            self._rebuild(record)

    def _rebuild(self, record: InterviewRecord) -> None:
        self._answers.clear()
        emptied(self._column)
        self._column.addWidget(heading("What was said"))
        self._show_texts((("I learned", record.learned), ("What surprised me", record.surprised)))
        for answer in record.answers:
            self._answers[answer.planned_question_id] = self._part(answer.question, answer.answer)
        self._show_texts((("Notes", record.notes),))
        for promise in record.promises:
            day = f", by {exact_day(promise.due_on, with_weekday=False)}" if promise.due_on is not None else ""
            self._part(promise.by.words, f"{promise.what}{day}")
        self._show_names(record)
        self._show_texts(
            (("How it fits me", record.fits), ("Still to find out", record.still_to_know), ("Sources", record.sources))
        )
        if self._column.count() == 1:
            words = "Nothing was noted." if record.is_wrapped_up else "Nothing noted yet. Wrap up while it is fresh."
            self._column.addWidget(wrapped(PlainLabel(words, tone="muted")))

    def answer_label(self, planned_question_id: int) -> PlainLabel | None:
        """Where the answer to a question is shown; None if it has none."""
        return self._answers.get(planned_question_id)

    def _show_texts(self, texts: tuple[tuple[str, str | None], ...]) -> None:
        for title, text in texts:
            if text:
                self._part(title, text)

    def _show_names(self, record: InterviewRecord) -> None:
        if record.names:
            self._title("They named")
        for contact_id, name in record.names:
            button = push_button(
                name.replace("&", "&&"),
                partial(self._context.navigator.go_to, Kind.CONTACT, contact_id),
                emphasis="quiet",
                name=f"Open {name}",
            )
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _title(self, title: str) -> None:
        self._column.addSpacing(TIGHT)
        self._column.addWidget(wrapped(caption(title)))

    def _part(self, title: str, text: str) -> PlainLabel:
        self._title(title)
        label = wrapped(PlainLabel(text))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)
        return label
