"""One person on the screen: who they are, what is next, what was said, and the facts, changed where they stand."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from insidescoop.domain.contacts import Closeness, ContactDraft
from insidescoop.domain.moments import day_in_words
from insidescoop.domain.phones import phone_shown
from insidescoop.domain.profile import ProfileDraft
from insidescoop.queries.contact_card import ContactCard
from insidescoop.queries.vocabularies import KnownWords
from insidescoop.ui.contacts.form import ContactForm
from insidescoop.ui.contacts.history import History
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.widgets.avatar import Avatar
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.plain_text import PlainLabel, TitleLabel, heading, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm, show_or_hide
from insidescoop.ui.widgets.wrapped_row import WrappedRow


class ContactCardView(ScrolledForm):
    """A person's card.

    `edited(contact_id, draft)` is sent for facts that were changed, `step_done(follow_up_id)` for a next step,
    `plan_requested(id)` for the button that plans an interview with them, `entry_chosen(entry)` for a timeline entry
    that is to be changed, `introduction_chosen(row)` for an introduction, `outcome_chosen(outcome)` for an outcome.
    """

    edited = Signal(int, object)
    step_done = Signal(int)
    plan_requested = Signal(int)
    entry_chosen = Signal(object)
    introduction_chosen = Signal(object)
    outcome_chosen = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(spacing=SMALL_GAP, least_width=330, parent=parent)
        self._context = context
        self.shown_card: ContactCard | None = None
        self._shown: tuple[ContactCard, ProfileDraft, date] | None = None
        self.profile = ProfileDraft()
        self.avatar = Avatar()
        self.name = TitleLabel()
        self._detail = wrapped(PlainLabel(tone="muted"))
        self._reached = wrapped(PlainLabel(tone="muted"))
        self._tags = wrapped(PlainLabel(tone="accent"))
        self._trashed = wrapped(PlainLabel("This person is in the trash.", tone="due"))
        self._closed = wrapped(PlainLabel("Do not contact.", tone="due"))
        self._log = push_button("Log", name="Log a contact with this person")
        self._plan = QPushButton("Plan interview")
        self._write = push_button("E-mail", name="Write an e-mail to this person")
        self._restore = push_button("Restore", emphasis="primary", name="Take this person out of the trash")
        self._history = History(context)
        self.form = ContactForm()
        self._build()
        self._connect()

    def _build(self) -> None:
        head = Row(self.avatar, stretched(Column(self.name, self._detail, spacing=TIGHT)), spacing=GAP)
        self.column.add(head, self._reached, self._tags, self._trashed, self._closed)
        self._restore.hide()
        self.buttons = WrappedRow(self._restore, self._plan, self._log, self._write)
        self.column.add(self.buttons, self._history, SMALL_GAP, heading("Facts"), self.form, Stretch())

    def _connect(self) -> None:
        self.form.draft_changed.connect(self._keep)
        self._log.clicked.connect(self._context.registry.action("log_interaction").trigger)
        self._write.clicked.connect(self._context.registry.action("write_email").trigger)
        self._restore.clicked.connect(self._context.registry.action("restore_contact").trigger)
        self._plan.clicked.connect(self._ask_for_plan)
        self._history.entry_chosen.connect(self.entry_chosen)
        self._history.introduction_chosen.connect(self.introduction_chosen)
        self._history.outcome_chosen.connect(self.outcome_chosen)
        self._history.settled.connect(self.step_done)

    @property
    def contact_id(self) -> int | None:
        """The person shown; None if nobody is."""
        return self.shown_card.id if self.shown_card is not None else None

    @property
    def is_trashed(self) -> bool:
        """True if the person shown is in the trash."""
        return self.shown_card is not None and self.shown_card.is_trashed

    @property
    def has_next_step(self) -> bool:
        """True if something is to be done for the person shown."""
        return self.shown_card is not None and bool(self.shown_card.next_steps)

    def show_card(self, card: ContactCard) -> None:
        """Shows a person; whatever was typed about another one is kept first."""
        shown = (card, self.profile, self._context.clock.today())
        if shown == self._shown:
            return
        self._shown = shown
        is_other = self.shown_card is None or self.shown_card.id != card.id
        if is_other:
            self.form.commit()
            self.leave_fields()
        self.shown_card = card
        self._show_head(card)
        self.form.setEnabled(not card.is_trashed)
        for button in (self._log, self._plan):
            show_or_hide(button, not card.is_trashed)
        show_or_hide(self._write, bool(card.draft.emails) and not card.is_trashed)
        show_or_hide(self._restore, card.is_trashed)
        self.form.met_on.count_from(shown[2])
        if is_other:
            self.form.replace_draft(card.draft)
            self.verticalScrollBar().setValue(0)
        else:
            self.form.show_draft(card.draft)
        work_days = frozenset(self.profile.work_days)
        self.form.show_reply_pattern(card.found_reply_pattern(self._context.clock.today(), work_days=work_days))
        self._history.show_card(card)

    def forget(self) -> None:
        """Shows nobody any more."""
        self.form.commit()
        self.shown_card = self._shown = None

    def take_focus(self) -> None:
        """Puts the cursor into the person's first field."""
        self.form.take_focus()
        self.ensureWidgetVisible(self.form)

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        self.form.commit()

    def set_words(self, words: KnownWords) -> None:
        """Lets the fields complete what is known already."""
        self.form.set_words(words)

    def _show_head(self, card: ContactCard) -> None:
        draft, today = card.draft, self._context.clock.today()
        self.avatar.show_person(card.name, card.photo)
        self.name.show_title(card.name)
        last, tie = card.last_contact(), card.tie(today)
        told = (
            (self._detail, (draft.title, draft.organization, draft.pronouns)),
            (
                self._reached,
                (
                    *(email.value for email in draft.emails[:1]),
                    *(phone_shown(phone.value, self.profile.home_country) for phone in draft.phones[:1]),
                    # "Not in touch yet" would contradict the date of the last contact, even if there was no answer.
                    None if last is not None and draft.closeness is Closeness.NOT_YET else draft.closeness.words,
                    tie and f"{tie.words} tie",
                    last and f"last contact {day_in_words(last.happened.local.date(), today=today)}",
                ),
            ),
            (self._tags, draft.tags),
        )
        for label, parts in told:
            words = " · ".join(part for part in parts if part)
            label.setText(words)
            label.setVisible(bool(words))
        self._trashed.setVisible(card.is_trashed)
        self._closed.setVisible(draft.do_not_contact and not card.is_trashed)

    def _keep(self, draft: ContactDraft) -> None:
        if self.shown_card is not None and not draft.problems():
            self.edited.emit(self.shown_card.id, draft)

    def _ask_for_plan(self) -> None:
        if self.shown_card is not None:
            self.plan_requested.emit(self.shown_card.id)
