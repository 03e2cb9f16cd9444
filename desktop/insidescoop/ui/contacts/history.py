"""What happened with a person and what is to come: next steps, interviews, timeline, introductions, outcomes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.changes import Kind
from insidescoop.domain.interactions import Direction
from insidescoop.domain.interviews.interviews import awaits_time
from insidescoop.domain.moments import clock, day_in_words
from insidescoop.queries.contact_card import ContactCard, TimelineEntry
from insidescoop.queries.network import ContactIntroductions, IntroductionRow, day_of
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Column, Row, aligned, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.cleared_layout import emptied, keys_kept
from insidescoop.ui.widgets.folded_text import FoldedText
from insidescoop.ui.widgets.plain_text import PlainLabel, heading, wrapped

FIRST_ENTRIES = 6
"""Timeline entries shown at first: more would push the facts out of sight, and each takes time to draw."""

MOST_ENTRIES = 200
"""Timeline entries shown on demand; a person met more often is looked up by searching."""

_BUTTON_PADDING = 6
_TOP = Qt.AlignmentFlag.AlignTop


class History(QWidget):
    """The history under a person's name.

    `entry_chosen(entry)` is sent for a timeline entry that is to be changed, `settled(follow_up_id)` for a next step
    that is done, `introduction_chosen(IntroductionRow)` for an introduction that is to be changed, and
    `outcome_chosen(CardOutcome)` for an outcome.
    """

    entry_chosen = Signal(object)
    introduction_chosen = Signal(object)
    outcome_chosen = Signal(object)
    settled = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._card: ContactCard | None = None
        self._is_whole = False
        self._unfolded: set[int] = set()
        self._days: list[PlainLabel] = []
        self._column = Column(on=self, spacing=TIGHT)

    def show_card(self, card: ContactCard) -> None:
        """Shows a person's history; another person's begins with the latest entries."""
        if self._card is None or self._card.id != card.id:
            self._is_whole = False
            self._unfolded.clear()
        self._card = card
        with keys_kept(self._column):
            self._rebuild(card)

    def _rebuild(self, card: ContactCard) -> None:
        self._days.clear()
        emptied(self._column)
        self._show_introductions(card.introductions)
        self._show_next(card)
        self._show_interviews(card)
        self._show_timeline(card)
        if card.outcomes:
            self.section("What came of it")
        for outcome in card.outcomes:
            day = PlainLabel(day_in_words(outcome.came_on, today=self._context.clock.today()), tone="muted")
            words = " · ".join(part for part in (outcome.kind.words, outcome.note) if part)
            edit = self._change("Edit", words, partial(self.outcome_chosen.emit, outcome))
            self._column.addLayout(self._dated(day, wrapped(PlainLabel(words)), edit))
        widest = max((day.sizeHint().width() for day in self._days), default=0)
        for day in self._days:
            day.setFixedWidth(widest)

    def section(self, title: str) -> None:
        """Begins a part with a title."""
        self._column.addSpacing(SMALL_GAP)
        self._column.addWidget(heading(title))

    def _show_introductions(self, introductions: ContactIntroductions) -> None:
        if not introductions.introduced_by and not introductions.led_to and not introductions.named_again:
            return
        self.section("How we know each other")
        if len(introductions.chain) > 1:
            self._column.addWidget(wrapped(PlainLabel(" → ".join(("Me", *introductions.chain)))))
        for words, rows in (
            ("Introduced by", introductions.introduced_by),
            ("Named again by", introductions.named_again),
            ("Led me to", introductions.led_to),
        ):
            for row in rows:
                self._column.addLayout(self._introduction(words, row))

    def _introduction(self, words: str, row: IntroductionRow) -> Row:
        draft, today = row.draft, self._context.clock.today()
        day = day_of(draft)
        leave = {True: "you may say so", False: "do not say so", None: None}[draft.may_use_name]
        told = (
            f"{words} {row.name}",
            draft.status.words.lower() + (f" {day_in_words(day, today=today)}" if day is not None else ""),
            leave,
            f"“{draft.words_used}”" if draft.words_used else None,
            draft.note,
        )
        text = wrapped(PlainLabel(" · ".join(part for part in told if part)))
        text.setContentsMargins(0, _BUTTON_PADDING, 0, 0)
        edit = self._change("Edit", told[0], partial(self.introduction_chosen.emit, row))
        return Row(stretched(text, 1, _TOP), aligned(edit, _TOP), spacing=SMALL_GAP)

    def _show_next(self, card: ContactCard) -> None:
        today = self._context.clock.today()
        if card.next_steps:
            self.section("Next")
        for step in card.next_steps:
            due = PlainLabel(day_in_words(step.due_on, today=today), tone="due" if step.due_on <= today else "muted")
            done = self._change("Done", step.what, partial(self.settled.emit, step.id))
            self._column.addLayout(self._dated(due, wrapped(PlainLabel(step.what)), done))

    def _show_interviews(self, card: ContactCard) -> None:
        if card.interviews:
            self.section("Interviews")
        for interview in card.interviews:
            words, starts = interview.stage.words, interview.starts
            if starts is None:
                day = PlainLabel("no time yet" if awaits_time(interview.stage) else "", tone="muted")
            else:
                day = PlainLabel(day_in_words(starts.local.date(), today=self._context.clock.today()), tone="muted")
                words = f"{words} · {clock(starts.local)}"
            go_to = partial(self._context.navigator.go_to, Kind.INTERVIEW, interview.id)
            button = _quiet("Open", f"Open the interview: {words}", go_to)
            self._column.addLayout(self._dated(day, wrapped(PlainLabel(words)), button))

    def _show_timeline(self, card: ContactCard) -> None:
        self.section("Timeline")
        if not card.timeline:
            nothing = "Nothing was logged." if card.is_trashed else "Nothing yet. Log what was said while it is fresh."
            self._column.addWidget(wrapped(PlainLabel(nothing, tone="muted")))
        shown = card.timeline[: MOST_ENTRIES if self._is_whole else FIRST_ENTRIES]
        for entry in shown:
            self._column.addLayout(self._entry(entry))
        if len(card.timeline) > len(shown) and not self._is_whole:
            words = f"Show all {len(card.timeline):,} entries"
            more = _quiet(words, words, self._show_whole)
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_whole(self) -> None:
        if self._card is not None:
            self._is_whole = True
            self.show_card(self._card)

    def _entry(self, entry: TimelineEntry) -> Row:
        day = PlainLabel(day_in_words(entry.happened.local.date(), today=self._context.clock.today()), tone="muted")
        kind = f"{entry.kind.words} from them" if entry.direction is Direction.TO_ME else entry.kind.words
        words = " · ".join(part for part in (kind, entry.summary) if part)
        edit = self._change("Edit", words, lambda: self.entry_chosen.emit(entry))
        if entry.notes is None:
            return self._dated(day, wrapped(PlainLabel(words)), edit)
        text = FoldedText(f"{words}\n{entry.notes}", about=words, is_unfolded=entry.id in self._unfolded)
        text.unfolded.connect(partial(self._remember_unfolded, entry.id))
        return self._dated(day, text, edit)

    def _remember_unfolded(self, entry_id: int, is_unfolded: bool) -> None:
        (self._unfolded.add if is_unfolded else self._unfolded.discard)(entry_id)

    def _change(self, verb: str, what: str, pressed: Callable[[], object]) -> QPushButton:
        """The button that changes something; out of sight for somebody in the trash, whose card is only read."""
        button = _quiet(verb, f"{verb}: {what}", pressed)
        if self._card is not None and self._card.is_trashed:
            button.hide()
        return button

    def _dated(self, day: PlainLabel, text: QWidget, button: QPushButton) -> Row:
        self._days.append(day)
        for part in (day, text):
            # As far down as the word on the button beside it.
            part.setContentsMargins(0, _BUTTON_PADDING, 0, 0)
        return Row(aligned(day, _TOP), stretched(text, 1, _TOP), aligned(button, _TOP), spacing=SMALL_GAP)


def _quiet(words: str, name: str, pressed: Callable[[], object]) -> QPushButton:
    return push_button(words, lambda _checked=False: pressed(), emphasis="quiet", name=name)
