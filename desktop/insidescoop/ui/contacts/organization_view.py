"""One organization on the screen: what it is, how much the user wants it, who is there, what was learned."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from insidescoop.domain.changes import Kind
from insidescoop.domain.moments import day_in_words
from insidescoop.domain.organizations import (
    MOST_MOTIVATION,
    MOST_POSTING,
    Advocacy,
    OrganizationDraft,
    OrganizationKind,
)
from insidescoop.domain.problems import Problem
from insidescoop.domain.text import counted, first_line
from insidescoop.domain.vocabularies import Vocabulary
from insidescoop.queries.organization_page import OrganizationPage
from insidescoop.queries.vocabularies import KnownWords
from insidescoop.ui.context import UiContext
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, aligned, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.cleared_layout import emptied, keys_kept
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.word_completer import WordCompleter
from insidescoop.ui.widgets.plain_text import PlainLabel, TitleLabel, heading, plain_tip, wrapped
from insidescoop.ui.widgets.scrolled_form import ScrolledForm

_FIRST_PEOPLE, _FIRST_MEETINGS, _FIRST_LEARNED = 12, 6, 8
_NAME_WIDTH = 132
_MOTIVATION = [(f"{stars} of {MOST_MOTIVATION}", stars) for stars in range(MOST_MOTIVATION, 0, -1)]
_POSTING = [
    ("A good opening now", MOST_POSTING), ("An opening that might do", 2), ("Openings of another sort", 1),
    ("No opening", 0),
]  # fmt: skip


class OrganizationView(ScrolledForm):
    """An organization's page.

    `edited(organization_id, field, draft)` is sent for a field that was changed: the name of a field of the draft, and
    all that is said now. `people_requested(id)` asks for its people in the list.
    """

    edited = Signal(int, str, object)
    people_requested = Signal(int)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(spacing=SMALL_GAP, least_width=330, parent=parent)
        self._context = context
        self._page: OrganizationPage | None = None
        self._draft = OrganizationDraft()
        self.title = TitleLabel()
        self._detail = wrapped(PlainLabel(tone="muted"))
        self.fields = {
            "name": FormField("Name", keeps_on_pause=False),
            "setting": FormField("Setting"),
            "place": FormField("Place"),
            "website": FormField("Website"),
            "research_notes": FormField("Research notes, one fact a line", lines=4, most_lines=14),
        }
        self.choices = {
            "kind": ChoiceField("Kind", choices_of(OrganizationKind), none="Not said"),
            "motivation": ChoiceField("Wish to work there", _MOTIVATION, none="Not a target"),
            "posting": ChoiceField("Opening", _POSTING, none="Not looked yet"),
            "advocacy": ChoiceField("Advocate inside", choices_of(Advocacy), none="Not known"),
        }
        setting = self.fields["setting"].editor
        self._settings = WordCompleter(setting)  # type: ignore[arg-type]
        self._known = Column(spacing=TIGHT)
        self._build()
        self._connect()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(SMALL_GAP)
        cells = (
            (self.fields["name"], 0, 0, 2), (self.choices["kind"], 1, 0, 1), (self.fields["setting"], 1, 1, 1),
            (self.fields["place"], 2, 0, 1), (self.fields["website"], 2, 1, 1),
            (self.choices["motivation"], 3, 0, 1), (self.choices["posting"], 3, 1, 1),
            (self.choices["advocacy"], 4, 0, 1), (self.fields["research_notes"], 5, 0, 2),
        )  # fmt: skip
        for control, row, column, span in cells:
            grid.addWidget(control, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.add(self.title, self._detail, grid, self._known, Stretch())

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.committed.connect(lambda typed, name=name: self._write(name, typed))
        for name, choice in self.choices.items():
            choice.chosen.connect(lambda value, name=name: self._write(name, value))

    @property
    def organization_id(self) -> int | None:
        """The organization shown; None if none is."""
        return self._page.id if self._page is not None else None

    def name(self) -> str:
        """The name of the organization shown; "" if none is."""
        return (self._page.draft.name or "") if self._page is not None else ""

    def set_words(self, words: KnownWords) -> None:
        """Lets the setting be completed."""
        self._settings.set_words(words.terms[Vocabulary.SETTING])

    def show_page(self, page: OrganizationPage) -> None:
        """Shows an organization; whatever was typed about another one is kept first."""
        is_other = self._page is None or self._page.id != page.id
        if is_other:
            self.commit()
            self.leave_fields()
            self.verticalScrollBar().setValue(0)
        self._page, self._draft = page, page.draft
        self.title.show_title(self.name())
        parts = (page.draft.kind and page.draft.kind.words, page.draft.setting, page.draft.place,
                 counted(page.people_count, "contact") + " there")  # fmt: skip
        self._detail.setText(" · ".join(part for part in parts if part))
        for name, field in self.fields.items():
            (field.replace_text if is_other else field.show_text)(getattr(page.draft, name))
            if is_other:
                field.show_problem(None)
        for name, choice in self.choices.items():
            choice.show_value(getattr(page.draft, name))
        with keys_kept(self._known):
            self._show_known(page)

    def forget(self) -> None:
        """Shows none any more."""
        self.commit()
        self._page = None

    def commit(self) -> None:
        """Keeps whatever is typed and not kept yet."""
        for field in self.fields.values():
            field.commit()

    def take_focus(self) -> None:
        """Puts the caret into the first field."""
        self.fields["name"].take_caret()

    def _write(self, name: str, value: Any) -> None:
        changed: dict[str, Any] = {name: value}
        draft = replace(self._draft, **changed)
        problem = next((each.sentence for each in draft.problems() if each.field == name), None)
        if name in self.fields:
            self.fields[name].show_problem(problem)
        if self._page is None or problem is not None or draft == self._draft:
            return
        self._draft = draft
        self.edited.emit(self._page.id, name, draft)

    def show_problem(self, organization_id: int, name: str, problem: Problem) -> None:
        """Says why a field of an organization could not be saved: under it, if it can be written in and is shown."""
        if name in self.fields and organization_id == self.organization_id:
            self.fields[name].show_problem(problem.what_happened)
        else:
            self._context.messages.tell(problem)

    def _show_known(self, page: OrganizationPage) -> None:
        emptied(self._known)
        today = self._context.clock.today()
        self._section("People there")
        for person in page.people[:_FIRST_PEOPLE]:
            words = " · ".join(part for part in (person.title, person.closeness.words) if part)
            self._line(person.name, words, Kind.CONTACT, person.contact_id)
        if not page.people:
            self._say("Nobody yet. Who could introduce you?")
        elif page.people_count > _FIRST_PEOPLE:
            more = push_button(
                f"Show all {page.people_count:,} in the list",
                lambda: self.people_requested.emit(page.id),
                emphasis="quiet",
            )
            self._known.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if page.meetings:
            self._section("Meetings")
        for meeting in page.meetings[:_FIRST_MEETINGS]:
            day = day_in_words(meeting.happened.local.date(), today=today)
            kind, record = (
                (Kind.CONTACT, meeting.contact_id)
                if meeting.interview_id is None
                else (Kind.INTERVIEW, meeting.interview_id)
            )
            self._line(meeting.name, f"{day} · {meeting.words}", kind, record)
        if page.learned:
            self._section("What was learned")
        for learned in page.learned[:_FIRST_LEARNED]:
            self._line(learned.name, f"{first_line(learned.about)}: {learned.words}", Kind.CONTACT, learned.contact_id)

    def _section(self, title: str) -> None:
        self._known.addSpacing(SMALL_GAP)
        self._known.addWidget(heading(title))

    def _say(self, words: str) -> None:
        self._known.addWidget(wrapped(PlainLabel(words, tone="muted")))

    def _line(self, name: str, words: str, kind: Kind, record_id: int) -> None:
        # A name of any length leaves the page as narrow as it is.
        room = in_proportion(_NAME_WIDTH, self.font())
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        go = push_button(
            shown.replace("&", "&&"),
            lambda: self._context.navigator.go_to(kind, record_id),
            emphasis="quiet",
            name=f"Open {name}",
            tip=plain_tip(name),
        )
        label = wrapped(PlainLabel(words, tone="muted"))
        label.setContentsMargins(0, 6, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        self._known.add(Row(aligned(go, top), stretched(label, 1, top), spacing=SMALL_GAP))
