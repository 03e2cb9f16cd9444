"""One person on the screen: the name, the facts, what is next, and the timeline."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from insidescoop.commands.contacts import EditContact
from insidescoop.commands.follow_ups import SettleFollowUp
from insidescoop.domain.contacts import ContactDraft
from insidescoop.domain.moments import day_in_words
from insidescoop.queries.contact_card import ContactCard, IntroducedPerson, TimelineEntry
from insidescoop.ui.contacts.form import ContactForm
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT, TypeSize
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm
from insidescoop.ui.workbench import Workbench

MOST_ENTRIES = 100
"""Timeline entries shown; a person met more often is looked up by searching."""


_WIDEST_DAY = "28 May 2027"
_BUTTON_PADDING = 6


class ContactCardView(ScrolledForm):
    """A person's card.

    `plan_requested(id)` is sent for the button that plans an interview with them, `entry_chosen(entry)` for a
    timeline entry that is to be changed.
    """

    plan_requested = Signal(int)
    entry_chosen = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(spacing=SMALL_GAP, parent=parent)
        self._bench = bench
        self._card: ContactCard | None = None
        self._name = wrapped(PlainLabel(size=TypeSize.TITLE, is_bold=True))
        self._detail = wrapped(PlainLabel(tone="muted"))
        self._trashed = wrapped(PlainLabel("This person is in the trash.", tone="due"))
        self._log = QPushButton("Log")
        self._plan = QPushButton("Plan interview")
        self._form = ContactForm()
        self._history = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setMinimumWidth(330)
        layout = self.column
        layout.addWidget(self._name)
        layout.addWidget(self._detail)
        layout.addWidget(self._trashed)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL_GAP)
        self._log.setAccessibleName("Log a contact with this person")
        buttons.addWidget(self._plan)
        buttons.addWidget(self._log)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        layout.addSpacing(TIGHT)
        layout.addWidget(self._form)
        layout.addSpacing(SMALL_GAP)
        self._history.setSpacing(TIGHT)
        layout.addLayout(self._history)
        layout.addStretch(1)

    def _connect(self) -> None:
        self._form.draft_changed.connect(self._keep)
        self._log.clicked.connect(self._bench.registry.action("log_interaction").trigger)
        self._plan.clicked.connect(self._ask_for_plan)

    @property
    def contact_id(self) -> int | None:
        """The person shown; None if nobody is."""
        return self._card.id if self._card is not None else None

    @property
    def is_trashed(self) -> bool:
        """True if the person shown is in the trash."""
        return self._card is not None and self._card.is_trashed

    def show_card(self, card: ContactCard) -> None:
        """Shows a person; whatever was typed about another one is kept first."""
        is_other = self._card is None or self._card.id != card.id
        if is_other:
            self._form.commit()
        self._card = card
        self._name.setText(card.name)
        detail = " · ".join(part for part in (card.draft.title, card.draft.organization) if part)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._trashed.setVisible(card.is_trashed)
        self._form.setEnabled(not card.is_trashed)
        self._log.setEnabled(not card.is_trashed)
        self._plan.setEnabled(not card.is_trashed)
        if is_other:
            self._form.replace_draft(card.draft)
            self.verticalScrollBar().setValue(0)
        else:
            self._form.show_draft(card.draft)
        self._show_history(card)

    def forget(self) -> None:
        """Shows nobody any more."""
        self._form.commit()
        self._card = None

    def take_focus(self) -> None:
        """Puts the cursor into the person's first field."""
        self._form.take_focus()

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self._form.commit()

    def _keep(self, draft: ContactDraft) -> None:
        if self._card is not None and not draft.problems():
            self._bench.runner.do(EditContact(self._card.id, draft))

    def _ask_for_plan(self) -> None:
        if self._card is not None:
            self.plan_requested.emit(self._card.id)

    def _show_history(self, card: ContactCard) -> None:
        _empty(self._history)
        today = self._bench.clock.today()
        people = [*_introductions("Introduced by", card.introduced_by), *_introductions("Led to", card.introduced_to)]
        if people:
            self._section("How we know each other")
            for sentence in people:
                self._history.addWidget(wrapped(PlainLabel(sentence)))
        if card.next_steps:
            self._section("Next")
        for step in card.next_steps:
            due = PlainLabel(day_in_words(step.due_on, today=today), tone="due" if step.due_on <= today else "muted")
            done = QPushButton("Done")
            done.setAccessibleName(f"Done: {step.what}")
            done.clicked.connect(lambda _checked=False, step_id=step.id: self._settle(step_id))
            self._history.addLayout(self._dated(due, step.what, done))
        self._section("Timeline")
        for entry in card.timeline[:MOST_ENTRIES]:
            self._history.addLayout(self._entry(entry))
        if not card.timeline:
            self._history.addWidget(PlainLabel("Nothing yet. Log what was said while it is fresh.", tone="muted"))
        if card.outcomes:
            self._section("What came of it")
        for outcome in card.outcomes:
            self._history.addWidget(wrapped(PlainLabel(" · ".join(p for p in (outcome.words, outcome.note) if p))))

    def _entry(self, entry: TimelineEntry) -> QHBoxLayout:
        day = PlainLabel(day_in_words(entry.happened.local.date(), today=self._bench.clock.today()), tone="muted")
        words = " · ".join(part for part in (entry.kind.words, entry.summary) if part)
        edit = QPushButton("Edit")
        edit.setAccessibleName(f"Edit: {words}")
        edit.clicked.connect(lambda _checked=False: self.entry_chosen.emit(entry))
        return self._dated(day, words if entry.notes is None else f"{words}\n{entry.notes}", edit)

    def _dated(self, day: PlainLabel, words: str, button: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL_GAP)
        text = wrapped(PlainLabel(words))
        button.setProperty("emphasis", "quiet")
        day.setFixedWidth(self.fontMetrics().horizontalAdvance(_WIDEST_DAY))
        for label in (day, text):
            # As far down as the word on the button beside it.
            label.setContentsMargins(0, _BUTTON_PADDING, 0, 0)
        row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _section(self, title: str) -> None:
        self._history.addSpacing(SMALL_GAP)
        self._history.addWidget(PlainLabel(title, size=TypeSize.SECTION, is_bold=True))

    def _settle(self, follow_up_id: int) -> None:
        self._bench.runner.do(SettleFollowUp(follow_up_id))


def _introductions(words: str, people: tuple[IntroducedPerson, ...]) -> list[str]:
    return [f"{words} {person.name}" for person in people]


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            _empty(inner)
            inner.deleteLater()
