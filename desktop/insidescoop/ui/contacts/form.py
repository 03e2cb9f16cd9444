"""The facts of a person as fields; each keeps what is typed by itself."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from insidescoop.domain.acquaintance import Channel, NameLeave, Relation, ReplyPattern, Role, Tie
from insidescoop.domain.contacts import LONGEST_CADENCE_DAYS, Closeness, ContactDraft
from insidescoop.domain.moments import zone_names
from insidescoop.domain.typed_days import Looking
from insidescoop.domain.vocabularies import Term, Vocabulary
from insidescoop.queries.vocabularies import KnownWords
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT
from insidescoop.ui.widgets.boxes import Column, aligned
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.fields.auto_save import AutoSave, NumberBox
from insidescoop.ui.widgets.fields.choice_field import ChoiceField, choices_of
from insidescoop.ui.widgets.fields.day_field import DayField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.fields.labelled_field import LabelledField
from insidescoop.ui.widgets.fields.word_completer import WordCompleter
from insidescoop.ui.widgets.plain_text import caption

_SEVERAL = "several with ;"
_TERM_FIELDS = {
    "settings": (Vocabulary.SETTING, "Settings"),
    "functions": (Vocabulary.FUNCTION, "Functions"),
    "level": (Vocabulary.LEVEL, "Level"),
    "associations": (Vocabulary.ASSOCIATION, "Associations"),
}
_MAIN = (
    ("given_name", "family_name"), ("title", "organization"), ("emails",), ("phones",), ("links",),
    ("tags", "met_event"), ("closeness", "do_not_contact"), ("notes",),
)  # fmt: skip
_MORE = (
    ("met_on", "time_zone"), ("pronouns", "cadence_days"), ("how_to_say",), ("display_name",), ("is_family_first",),
    ("relation", "role"), ("tie", "preferred_channel"), ("name_leave",), ("settings", "functions"),
    ("level", "associations"), ("own_reply_pattern",), ("address",),
)  # fmt: skip


_BEFORE_ANYONE_IS_SHOWN = date(2000, 1, 1)
"""The day counted from until the form is given the present one."""


class ContactForm(QWidget):
    """The fields of one person. `draft_changed(draft)` is sent when a field was filled in and left, or paused at.

    `edited()` is sent with every keystroke. What is seldom needed waits behind "More facts".
    """

    draft_changed = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = ContactDraft()
        self.fields: dict[str, FormField | LabelledField] = {
            "given_name": FormField("Given name"),
            "family_name": FormField("Family name"),
            "title": FormField("Title"),
            "organization": FormField("Organization", keeps_on_pause=False),
            "emails": LabelledField("E-mail", ("work", "home", "other")),
            "phones": LabelledField("Phone", ("work", "mobile", "home", "other")),
            "links": LabelledField("Web", ("LinkedIn", "website", "ORCID", "other")),
            "tags": FormField("Tags", hint="archives, alumni"),
            "met_event": FormField("Met at"),
            "notes": FormField("Notes", lines=3),
            "pronouns": FormField("Pronouns"),
            "how_to_say": FormField("How to say the name"),
            "display_name": FormField("Shown as", hint="as the names above make it"),
            **{name: FormField(title, hint=_SEVERAL) for name, (_list, title) in _TERM_FIELDS.items()},
            "time_zone": FormField("Time zone", hint="America/New_York"),
            "address": FormField("Address", lines=2),
        }
        self.choices = {
            "closeness": ChoiceField("Closeness", choices_of(Closeness)),
            "relation": ChoiceField("Known from", choices_of(Relation), none="Not said"),
            "role": ChoiceField("Role for me", choices_of(Role), none="Not said"),
            "tie": ChoiceField("Tie", [(tie.words, tie) for tie in (Tie.STRONG, Tie.WEAK)], none="Not said"),
            "preferred_channel": ChoiceField("Best reached by", choices_of(Channel), none="Not said"),
            "name_leave": ChoiceField("May I say their name", choices_of(NameLeave), none="Not asked"),
            "own_reply_pattern": ChoiceField(
                "Answers (private)", choices_of(ReplyPattern)[:-1], none="As the timeline tells"
            ),
        }
        self._ticks = {
            "do_not_contact": QCheckBox("Do not contact"),
            "is_family_first": QCheckBox("Family name first"),
        }
        self.met_on = DayField("Met on", _BEFORE_ANYONE_IS_SHOWN, looking=Looking.BACK, is_optional=True)
        self._days = NumberBox()
        self._cadence = AutoSave(self._days, self._days.value)
        self.more = push_button("More facts ▸", emphasis="quiet")
        self._rest = QWidget()
        self.completers = {
            "tags": WordCompleter(self._line("tags"), ","),
            "organization": WordCompleter(self._line("organization")),
            "met_event": WordCompleter(self._line("met_event")),
            "time_zone": WordCompleter(self._line("time_zone")),
            **{name: WordCompleter(self._line(name), ";") for name in _TERM_FIELDS},
        }
        self._build()
        self._connect()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            # Where nothing can be typed, an example looks just like a fact.
            for field in (*self.fields.values(), self.met_on):
                if isinstance(field, FormField | DayField):
                    field.show_example(self.isEnabled())

    def _line(self, name: str) -> QLineEdit:
        editor = self.fields[name].editor
        assert isinstance(editor, QLineEdit)  # noqa: S101 - only fields of one line complete their words
        return editor

    def _build(self) -> None:
        self._days.setRange(0, LONGEST_CADENCE_DAYS)
        self._days.setSpecialValueText("by closeness")
        self._days.setPrefix("every ")
        self._days.setSuffix(" days")
        self._days.setAccessibleName("Keep in touch")
        # Its widest words must not make a narrow card wider than its page.
        self._days.setMinimumWidth(96)
        self.more.setCheckable(True)
        main = QWidget()
        self._fill(main, _MAIN)
        self._fill(self._rest, _MORE)
        Column(main, aligned(self.more, Qt.AlignmentFlag.AlignLeft), self._rest, on=self, spacing=SMALL_GAP)
        self._rest.hide()

    def _fill(self, holder: QWidget, rows: tuple[tuple[str, ...], ...]) -> None:
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(SMALL_GAP)
        for row, cells in enumerate(rows):
            for column, name in enumerate(cells):
                span = 2 if len(cells) == 1 else 1
                # At the top: what is wrong with one field must not push its neighbour out of line.
                grid.addWidget(
                    self._control(name, is_beside=len(cells) > 1), row, column, 1, span, Qt.AlignmentFlag.AlignTop
                )
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _control(self, name: str, *, is_beside: bool) -> QWidget:
        if name in self.fields:
            return self.fields[name]
        if name in self.choices:
            return self.choices[name]
        if name == "met_on":
            return self.met_on
        if name in self._ticks and not is_beside:
            return self._ticks[name]
        holder = QWidget()
        label = caption("Keep in touch" if name == "cadence_days" else " ")
        inner = Column(label, on=holder, spacing=TIGHT)
        if name == "cadence_days":
            label.setBuddy(self._days)
            inner.addWidget(self._days)
        else:
            inner.addWidget(self._ticks[name])
        return holder

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.committed.connect(lambda typed, name=name: self._write(name, typed))
            field.edited.connect(lambda _typed: self.edited.emit())
        for name, choice in self.choices.items():
            choice.chosen.connect(lambda value, name=name: self._write_value(name, value))
        for name, tick in self._ticks.items():
            tick.clicked.connect(lambda is_on, name=name: self._write_value(name, is_on))
        self.met_on.edited.connect(self.edited)
        self.met_on.chosen.connect(lambda day: self._write_value("met_on", day))
        self._cadence.kept.connect(lambda days: self._write_value("cadence_days", days or None))
        self.more.toggled.connect(self._show_more)

    def set_words(self, words: KnownWords) -> None:
        """Lets the fields complete what is known already."""
        offered = {
            "tags": words.tags,
            "organization": words.organizations,
            "met_event": words.events,
            **{name: words.terms[vocabulary] for name, (vocabulary, _title) in _TERM_FIELDS.items()},
        }
        for name, completer in self.completers.items():
            completer.set_words(offered.get(name, ()))

    def show_draft(self, draft: ContactDraft) -> None:
        """Shows a person's facts as kept; a field being typed in at this moment stays as it is."""
        self._draft = draft
        self._show(is_other=False)

    def replace_draft(self, draft: ContactDraft) -> None:
        """Shows another person's facts."""
        self._draft = draft
        self._show(is_other=True)

    def draft(self) -> ContactDraft:
        """The facts as they stand in the fields, kept or not."""
        values: dict[str, Any] = {}
        terms = [term for term in self._draft.terms if term.vocabulary is Vocabulary.EVENT]
        for name, field in self.fields.items():
            if name in _TERM_FIELDS:
                is_shown = field.text() == (_text_of(self._draft, name) or "")
                terms += self._terms_of(name) if is_shown else _terms(name, field.text())
            elif isinstance(field, LabelledField):
                values[name] = field.entries()
            elif name != "tags" or field.text() != (_text_of(self._draft, name) or ""):
                values[name] = _value(name, field.text())
        return replace(self._draft, **values, met_on=self.met_on.value(), terms=_in_order(terms))

    def _terms_of(self, name: str) -> list[Term]:
        return [term for term in self._draft.terms if term.vocabulary is _TERM_FIELDS[name][0]]

    def show_reply_pattern(self, pattern: ReplyPattern) -> None:
        """Says how the person answers as far as the timeline tells."""
        self.choices["own_reply_pattern"].show_none(f"Timeline: {pattern.words[0].lower()}{pattern.words[1:]}")

    def commit(self) -> None:
        """Keeps whatever stands in a field and is not kept yet."""
        for field in self.fields.values():
            field.commit()
        self._cadence.commit()
        self.met_on.commit()

    def show_problems(self, draft: ContactDraft) -> str:
        """Says under each field what is wrong with it; returns what no field can say, "" for nothing."""
        sentences = {problem.field: problem.sentence for problem in draft.problems()}
        for name, field in self.fields.items():
            field.show_problem(sentences.pop(name, None))
        return next(iter(sentences.values()), "")

    def take_focus(self) -> None:
        """Puts the caret into the first field."""
        first = self.fields["given_name"]
        if isinstance(first, FormField):
            first.take_caret()

    def faulty_field(self) -> QWidget | None:
        """The first field something is said to be wrong with; None for none."""
        return next((field for field in (*self.fields.values(), self.met_on) if field.has_problem), None)

    def unfold(self, field: QWidget) -> None:
        """Shows the facts that are seldom needed if a field is among them."""
        if self._rest.isAncestorOf(field):
            self.more.setChecked(True)

    def _show_more(self, is_on: bool) -> None:
        self._rest.setVisible(is_on)
        if is_on:
            # Read when they can be needed for the first time, not at the start.
            self.completers["time_zone"].set_words(zone_names())
        self.more.setText("More facts ▾" if is_on else "More facts ▸")

    def _show(self, *, is_other: bool) -> None:
        draft = self._draft
        for name, field in self.fields.items():
            if isinstance(field, LabelledField):
                show_entries = field.replace_entries if is_other else field.show_entries
                show_entries(getattr(draft, name))
            else:
                show_text = field.replace_text if is_other else field.show_text
                show_text(_text_of(draft, name))
        for name, choice in self.choices.items():
            choice.show_value(getattr(draft, name))
        for name, tick in self._ticks.items():
            tick.setChecked(getattr(draft, name))
        self.met_on.show_value(draft.met_on, is_other=is_other)
        self._cadence.show(lambda: self._days.setValue(draft.cadence_days or 0), is_other=is_other)
        # What could not be kept still stands in its field; a person begun a moment ago need not have a name yet.
        standing = draft if is_other else self.draft()
        self.show_problems(standing if draft.shown_name else replace(standing, given_name="-"))

    def _written(self, draft: ContactDraft, name: str, typed: Any) -> ContactDraft:
        if name in _TERM_FIELDS:
            others = [term for term in draft.terms if term.vocabulary is not _TERM_FIELDS[name][0]]
            return replace(draft, terms=_in_order([*others, *_terms(name, typed)]))
        value: dict[str, Any] = {name: _value(name, typed)}
        return replace(draft, **value)

    def _write(self, name: str, typed: Any) -> None:
        # All that stands in the fields, if it can be kept together; else this field alone, so that what is wrong
        # with another one does not hold it back.
        everything = self.draft()
        self.show_problems(everything)
        draft = everything if not everything.problems() else self._written(self._draft, name, typed)
        if draft != self._draft and not draft.problems():
            self._draft = draft
            self.draft_changed.emit(draft)

    def _write_value(self, name: str, value: object) -> None:
        changed: dict[str, Any] = {name: value}
        self._draft = replace(self._draft, **changed)
        self.draft_changed.emit(self._draft)


def _terms(name: str, typed: str) -> list[Term]:
    return [Term(_TERM_FIELDS[name][0], part) for part in typed.split(";")]


def _value(name: str, typed: Any) -> Any:
    return tuple(typed.split(",")) if name == "tags" else typed


def _in_order(terms: list[Term]) -> tuple[Term, ...]:
    order = list(Vocabulary)
    return tuple(sorted(terms, key=lambda term: order.index(term.vocabulary)))


def _text_of(draft: ContactDraft, name: str) -> str | None:
    if name in _TERM_FIELDS:
        return "; ".join(draft.terms_of(_TERM_FIELDS[name][0])) or None
    if name == "tags":
        return ", ".join(draft.tags) or None
    value: str | None = getattr(draft, name)
    return value
