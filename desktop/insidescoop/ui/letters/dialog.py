"""One letter: begun from a template, looked over while it is written, copied or opened, and logged once sent."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from insidescoop.domain.letters.checks import Remark, Weight, is_stopped, remarks_on
from insidescoop.domain.letters.templates import TemplateKind, begun, field_names, with_own_name
from insidescoop.domain.text import tidy_line
from insidescoop.queries.letter_fields import LetterStart
from insidescoop.queries.message_templates import TemplateRow
from insidescoop.ui.context import UiContext
from insidescoop.ui.letters.editor import LetterEdit
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, in_proportion
from insidescoop.ui.widgets.boxes import Column, Row, Stretch, stretched
from insidescoop.ui.widgets.buttons import push_button
from insidescoop.ui.widgets.cleared_layout import emptied
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import PlainLabel, caption, wrapped

_MARKS = {
    Weight.GOOD: ("✓", "muted"),
    Weight.LOOK: ("!", "due"),
    Weight.LONG: ("!", "error"),
    Weight.STOP: ("✗", "error"),
}
_MOST_ANSWERS = 4


class LetterDialog(AskingDialog):
    """A box for one letter.

    `copied(text)` is sent with words for the clipboard, `open_requested(subject, body)` for the mail program, and
    `log_requested(kind, subject, body, my_name)` once the user says it was sent; `my_name` is the user's own if it was
    asked for here, else None.
    """

    copied = Signal(str)
    open_requested = Signal(str, str)
    log_requested = Signal(object, str, str, object)

    def __init__(
        self,
        context: UiContext,
        start: LetterStart,
        rows: tuple[TemplateRow, ...],
        kind: TemplateKind,
        parent: QWidget | None = None,
    ) -> None:
        to = f"To {start.contact_name}" + (f" <{start.email}>" if start.email else "")
        super().__init__("Write", "I sent it", question=to, parent=parent)
        self._start = start
        self._row_by_id = {row.id: row for row in rows}
        self._written: dict[int, tuple[str, str]] = {}
        self._shown_id: int | None = None
        offered = _offered(rows, kind)
        self.template = ChoiceField("Begin from", [(_title(row), row.id) for row in offered])
        self.my_name = FormField("Your name, kept in your profile with this letter", hint="as you sign")
        self._given_name: str | None = None
        self.subject = LetterEdit(context.theme, "Subject", is_one_line=True)
        self.body = LetterEdit(context.theme, "Letter")
        self.copy_button = push_button("&Copy letter")
        self.subject_button = push_button("Copy &subject")
        self.open_button = push_button("&Open in mail program")
        self._remarks = Column(spacing=SMALL_GAP)
        self._fill()
        self._connect()
        self._begin(_likeliest(offered, kind, start))
        self.remember_untouched()
        self.resize(in_proportion(760, self.font()), 0)
        (self.subject if self.subject.choose_first() else self.body).setFocus()
        self.body.choose_first()

    def _fill(self) -> None:
        left = Column(self.template, self.my_name, spacing=TIGHT)
        self.my_name.setVisible(self._start.values.get("my_name") is None)
        for title, editor in (("Subject", self.subject), ("Letter", self.body)):
            label = caption(title)
            label.setBuddy(editor)
            left.add(label, stretched(editor) if editor is self.body else editor)
        right = Column(PlainLabel("Before it goes", is_bold=True), self._remarks, spacing=SMALL_GAP)
        if self._start.answers:
            right.add(SMALL_GAP, PlainLabel("What you noted", is_bold=True))
        right.add(*(wrapped(caption(f"“{answer[:160]}”")) for answer in self._start.answers[:_MOST_ANSWERS]))
        right.add(Stretch(), wrapped(caption("Nothing is sent from here.")))
        self.column.add(stretched(Row(stretched(left, 5), stretched(right, 2), spacing=GAP)))
        # Enter in the subject must not say that a letter was sent.
        self.verb.setDefault(False)
        self.verb.setToolTip("Keeps the letter on the timeline, and moves the talk on. Ctrl+Enter")
        for place, button in enumerate((self.open_button, self.copy_button, self.subject_button)):
            self.buttons.insertWidget(place, button)

    def _connect(self) -> None:
        self.template.chosen.connect(self._change_template)
        self.my_name.committed.connect(self._sign)
        self.subject.textChanged.connect(self._look_over)
        self.body.textChanged.connect(self._look_over)
        self.copy_button.clicked.connect(self._copy)
        self.subject_button.clicked.connect(self._copy_subject)
        self.open_button.clicked.connect(self._open)

    @property
    def kind(self) -> TemplateKind:
        """What the letter is for."""
        return self._row_by_id[self._shown_id or 0].draft.kind

    def remarks(self) -> tuple[Remark, ...]:
        """What is to be said of the letter as it stands."""
        return remarks_on(self._subject(), self.body.toPlainText(), self._start.facts(self.kind))

    def typed(self) -> object:
        # Another template chosen loses nothing; other words do.
        texts = dict(self._written)
        if self._shown_id is not None:
            texts[self._shown_id] = self._texts()
        is_changed = any(text != self._begun(template_id) for template_id, text in texts.items())
        return is_changed, self.my_name.text()

    def answer(self) -> str | None:
        stopped = self._stopped()
        if stopped is None:
            self.log_requested.emit(self.kind, self._subject(), self.body.toPlainText(), self._given_name)
        return stopped

    def _sign(self, typed: str) -> None:
        """Puts the user's name where a letter has its field, or had the name given before."""
        before, name = self._given_name, tidy_line(typed)
        self._given_name = name
        self._start = replace(self._start, values={**self._start.values, "my_name": name})
        for editor in (self.subject, self.body):
            text = editor.toPlainText()
            signed = with_own_name(text, before=before, name=name)
            if signed != text:
                editor.setPlainText(signed)
        self._written = {
            each: (with_own_name(subject, before=before, name=name), with_own_name(body, before=before, name=name))
            for each, (subject, body) in self._written.items()
        }

    def _subject(self) -> str:
        return " ".join(self.subject.toPlainText().split())

    def _texts(self) -> tuple[str, str]:
        return self.subject.toPlainText(), self.body.toPlainText()

    def _begun(self, template_id: int | None) -> tuple[str, str]:
        draft = self._row_by_id[template_id or 0].draft
        values = self._start.values_for(draft.kind)
        return begun(draft.subject or "", values), begun(draft.body or "", values)

    def _begin(self, template_id: int) -> None:
        self._shown_id = template_id
        self.template.show_value(template_id)
        subject, body = self._written.get(template_id) or self._begun(template_id)
        for editor, text in ((self.subject, subject), (self.body, body)):
            with QSignalBlocker(editor):
                editor.setPlainText(text)
        self._look_over()

    def _change_template(self, template_id: int) -> None:
        if self._shown_id is not None:
            self._written[self._shown_id] = self._texts()
        self._begin(template_id)
        self.say("")

    def _look_over(self) -> None:
        emptied(self._remarks)
        for remark in self.remarks():
            mark, tone = _MARKS[remark.weight]
            self._remarks.addWidget(wrapped(PlainLabel(f"{mark} {remark.sentence}", tone=tone)))

    def _stopped(self) -> str | None:
        """What to do first if the letter is not ready; the list above says what is wrong, and is not said twice."""
        self.my_name.commit()
        return "Fix the marked points above first." if is_stopped(self.remarks()) else None

    def _copy(self) -> None:
        stopped = self._stopped()
        if stopped is None:
            self.copied.emit(self.body.toPlainText())
        self.say(stopped or "Copied. Paste it where you write, and come back to say that you sent it.")

    def _copy_subject(self) -> None:
        self.copied.emit(self._subject())
        self.say("The subject is copied.")

    def _open(self) -> None:
        stopped = self._stopped()
        if stopped is None:
            self.open_requested.emit(self._subject(), self.body.toPlainText())
        else:
            self.say(stopped)

    def say(self, sentence: str) -> None:
        super().say(sentence)
        self.problem.set_tone("error" if sentence and is_stopped(self.remarks()) else "muted")


def _title(row: TemplateRow) -> str:
    return f"{row.draft.kind.words}: {row.draft.name}"


def _offered(rows: tuple[TemplateRow, ...], kind: TemplateKind) -> list[TemplateRow]:
    """The templates that are not hidden; of the kind asked for the hidden ones too if there is no other."""
    has_kind = any(row.draft.kind is kind and not row.is_hidden for row in rows)
    return [row for row in rows if not row.is_hidden or (row.draft.kind is kind and not has_kind)]


def _likeliest(rows: list[TemplateRow], kind: TemplateKind, start: LetterStart) -> int:
    """The template of a kind that suits: the one that names a referrer where there is one, else the first other."""
    has_referrer = bool(start.values.get("referrer_name"))

    def distance(row: TemplateRow) -> tuple[bool, bool]:
        names_referrer = "referrer_name" in field_names(f"{row.draft.subject}\n{row.draft.body}")
        return row.draft.kind is not kind, names_referrer != has_referrer

    return min(rows, key=distance).id
