"""The boxes that begin a pitch: from a template or empty, or as a variant of another; and the one for a length."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from insidescoop.domain.pitch.cuts import Audience, is_job_talk
from insidescoop.domain.pitch.pitches import LONGEST_SECONDS, SHORTEST_SECONDS
from insidescoop.domain.pitch.templates import PitchTemplate
from insidescoop.ui.widgets.dialogs.asking_dialog import AskingDialog
from insidescoop.ui.widgets.fields.auto_save import as_field
from insidescoop.ui.widgets.fields.choice_field import ChoiceField
from insidescoop.ui.widgets.fields.form_field import FormField
from insidescoop.ui.widgets.plain_text import caption, wrapped

_AUDIENCES: list[tuple[str, Any]] = [(each.value, each.value) for each in Audience]


class NewPitchDialog(AskingDialog):
    """Asks for a template, an audience and a name. `begun(template, name, audience)` is sent; no template is None."""

    begun = Signal(object, str, object)

    def __init__(self, templates: Sequence[PitchTemplate], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__("New pitch", "Begin", question="Begin with a text to fill in?", parent=parent)
        self._own_name = name
        choices: list[tuple[str, Any]] = [(each.name, each) for each in templates]
        self.template = ChoiceField("Begin with", [*choices, ("An empty page", None)])
        self.audience = ChoiceField("For whom", _AUDIENCES, none="Not said yet")
        self.name = FormField("Name of this pitch")
        self._preview = wrapped(caption())
        self._preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._preview.setMinimumHeight(self._preview.fontMetrics().lineSpacing() * 6)
        self.column.add(self.template, self._preview, self.audience, self.name)
        self.setMinimumWidth(440)
        self.template.show_value(next((each for each in templates if each.seconds == 30), None))
        self.template.chosen.connect(self._show_template)
        self._show_template()
        self.template.setFocus()
        self.remember_untouched()

    def typed(self) -> object:
        return self.name.text()

    def answer(self) -> str | None:
        name = self.name.text().strip()
        if not name:
            return self.at(self.name, "Give the pitch a name.")
        self.begun.emit(self.template.value(), name, self.audience.value())
        return None

    def _show_template(self, *_chosen: object) -> None:
        template = self.template.value()
        if template is None:
            self._preview.setText("Five sections to write as you like, or one free text.")
        else:
            sentences = (sentence.text for section in template.sections.values() for sentence in section)
            self._preview.setText(" ".join(sentences) + "\n\nTab goes from one field in braces to the next.")
        # A name the user typed stays.
        untouched = self.name.text() == (self._untouched or "")
        if untouched:
            self.name.replace_text(self._own_name if template is None else template.name)
            self.remember_untouched()


class VariantDialog(AskingDialog):
    """Asks for whom a variant is. `wanted(name, audience)` is sent."""

    wanted = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Duplicate as variant", "Duplicate", question=f"“{name}” for somebody else", parent=parent)
        self._pitch = name
        self.audience = ChoiceField("For whom", _AUDIENCES)
        self.name = FormField("Name of the variant")
        self._note = wrapped(caption())
        self.column.add(self.audience, self.name, self._note)
        self.setMinimumWidth(400)
        self.audience.chosen.connect(self._show_audience)
        self._show_audience()
        self.audience.setFocus()

    def typed(self) -> object:
        return self.name.text()

    def answer(self) -> str | None:
        name = self.name.text().strip()
        if not name:
            return self.at(self.name, "Give the variant a name.")
        self.wanted.emit(name, self.audience.value())
        return None

    def _show_audience(self, *_chosen: object) -> None:
        audience = self.audience.value()
        if self.name.text() == (self._untouched or ""):
            self.name.replace_text(f"{self._pitch}, {audience}")
            self.remember_untouched()
        self._note.setText(
            "A sentence that says you are not asking for a position is not said there; it stays in the text."
            if is_job_talk(audience)
            else "The texts and lengths are copied; what you change in one does not change the other."
        )


class LengthDialog(AskingDialog):
    """Asks for a length. `wanted(seconds)` is sent."""

    wanted = Signal(int)

    def __init__(self, seconds: int, parent: QWidget | None = None) -> None:
        super().__init__("Another length", "Use this length", question="How long may it be?", parent=parent)
        self.seconds = QSpinBox()
        self.seconds.setRange(SHORTEST_SECONDS, LONGEST_SECONDS)
        self.seconds.setSingleStep(5)
        self.seconds.setSuffix(" seconds")
        self.seconds.setValue(seconds)
        self.seconds.setAccessibleName("Length in seconds")
        as_field(self.seconds)
        self.column.addWidget(self.seconds)
        self.seconds.setFocus()
        self.remember_untouched()

    def typed(self) -> object:
        return self.seconds.value()

    def answer(self) -> str | None:
        self.wanted.emit(self.seconds.value())
        return None
