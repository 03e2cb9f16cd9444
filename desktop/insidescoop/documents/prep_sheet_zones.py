"""The zones of the prep sheet: how tall each is with so much in it, and how it is drawn.

Points from the bottom left, as PDF counts. Heights and drawing come from the same measurements, so that what was
measured to fit does fit.
"""

from collections.abc import Sequence
from datetime import date, datetime

from reportlab.pdfgen.canvas import Canvas

from insidescoop.documents.fonts import width
from insidescoop.documents.lines import Lines, Style, draw_line, draw_lines, draw_right, set_lines
from insidescoop.documents.page import (
    ACCENT,
    BODY,
    BODY_BOLD,
    FOOTER,
    HINT,
    INK,
    LABEL,
    LEAD,
    NUMBER,
    QUESTION,
    RULE,
    SOFT,
    TINT,
)
from insidescoop.documents.safe_text import LONGEST_TEXT
from insidescoop.documents.time_bar import TIME_BAR_HEIGHT, draw_time_bar
from insidescoop.domain.moments import clock, exact_day
from insidescoop.domain.pitch.pitches import key_words
from insidescoop.domain.prep_sheets import PrepSheet, SheetQuestion
from insidescoop.domain.questions.questions import minutes_words
from insidescoop.domain.values import frozen

GAP = 8.0
GUTTER = 18.0
WRITING_LINE = 23.0
"""8 mm, the least a hand can write in (domain section 7)."""
INDENT = 18.0
RIGHT_SHARE = 0.38
OPENING_SHARE = 0.32
_BETWEEN = 2.0
"""Between the lines to tick off."""

_NAME = Style(22, INK, is_bold=True)
_TITLE = Style(11, SOFT)
_WHEN = Style(12, INK, is_bold=True)

_AIM = "To find out"
_CLOSING = ("Who else should I talk to?", "May I say you sent me?", "May I write again? What can I do for you?")


@frozen
class Fill:
    """How much of what may give way is drawn; `text_lines` bounds the longer texts, 1 to 6."""

    ask_too: int
    if_time: int
    writing_lines: int
    organization_points: int
    person_points: int
    text_lines: int


class Zones:
    """The zones of one sheet in a given width."""

    def __init__(self, sheet: PrepSheet, *, width_points: float) -> None:
        self._sheet = sheet
        self._width = width_points
        self._right_width = (width_points - GUTTER) * RIGHT_SHARE
        self._left_width = width_points - GUTTER - self._right_width
        self._half = (width_points - GUTTER) / 2
        self._aim_width = width(_AIM, LABEL.face, LABEL.size) + 8

    def height(self, fill: Fill) -> float:
        """The height of the whole sheet in points."""
        return max(self.left_height(fill), self.right_height(fill))

    def left_height(self, fill: Fill) -> float:
        """The height of the sheet as its left column has it."""
        promises = LABEL.leading + 4 * WRITING_LINE
        return self._upper_height(fill) + LABEL.leading + 2 + self._asked_height(fill) + GAP + promises

    def _asked_height(self, fill: Fill) -> float:
        if not self._sheet.must_ask:
            return BODY.leading * 2 + fill.writing_lines * WRITING_LINE
        return sum(
            self._question(question, fill).height + fill.writing_lines * WRITING_LINE + 3
            for question in self._sheet.must_ask
        )

    def right_height(self, fill: Fill) -> float:
        """The height of the sheet as its right column has it."""
        height = self._upper_height(fill)
        for _title, questions in self._other_questions(fill):
            height += LABEL.leading + 2 + sum(lines.height + _BETWEEN for lines in questions) + GAP / 2
        height += LABEL.leading + 2 + sum(lines.height + _BETWEEN for lines in self._closing()) + 2 * WRITING_LINE + GAP
        height += LABEL.leading + 2 + sum(lines.height + _BETWEEN for lines in self._after())
        return height

    def draw(self, canvas: Canvas, fill: Fill, *, left: float, top: float, bottom: float) -> list[str]:
        """Draws everything and returns, in sentences, which texts were shortened."""
        self._cut: list[str] = []
        y = self._draw_head(canvas, left, top)
        y = self._draw_purpose(canvas, fill, left, y)
        y = self._draw_points(canvas, fill, left, y)
        y = self._draw_spoken(canvas, fill, left, y)
        right = left + self._left_width + GUTTER
        self._draw_left_column(canvas, fill, left, y, bottom)
        self._draw_right_column(canvas, fill, right, y)
        footer = f"Prep sheet{f' of {self._sheet.own_name}' if self._sheet.own_name else ''}"
        text = set_lines(f"{footer} for {self._sheet.contact_name}", FOOTER, width_points=self._width, at_most=1)
        draw_lines(canvas, text, x=left, top=bottom - 4)
        return list(dict.fromkeys(self._cut))

    # The upper zones

    def _upper_height(self, fill: Fill) -> float:
        return (
            self._head_height()
            + self._purpose(fill).height
            + GAP
            + max(self._points_height(self._person(fill)), self._points_height(self._organization(fill)))
            + GAP
            + self._spoken_height(fill)
            + GAP
        )

    def _head_height(self) -> float:
        return _NAME.leading + _TITLE.leading + 6 + _WHEN.leading + BODY.leading + 8 + TIME_BAR_HEIGHT + GAP

    def _draw_head(self, canvas: Canvas, left: float, top: float) -> float:
        sheet = self._sheet
        name = self._one_line(sheet.contact_name, _NAME, "The name")
        y = draw_lines(canvas, name, x=left, top=top)
        detail = " · ".join(
            part for part in (sheet.contact_title, sheet.organization_name, sheet.contact_pronouns) if part
        )
        y = draw_lines(canvas, self._one_line(detail, _TITLE, "The line of title and organization"), x=left, top=y)
        if not detail:
            y -= _TITLE.leading
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.6)
        canvas.line(left, y - 1, left + self._width, y - 1)
        y -= 6
        when = self._one_line(self._when(), _WHEN, "The time")
        y = draw_lines(canvas, when, x=left, top=y)
        told = (sheet.format_name, sheet.place or sheet.missing_place, sheet.contact_phone, sheet.logistics)
        where = " · ".join(part for part in told if part)
        y = draw_lines(canvas, self._one_line(where, BODY, "The line of place and logistics"), x=left, top=y)
        y -= 8
        draw_time_bar(canvas, sheet.phases, x=left, top=y, width_points=self._width)
        return y - TIME_BAR_HEIGHT - GAP

    def _when(self) -> str:
        sheet = self._sheet
        if sheet.starts_at is None:
            return f"No time agreed yet · {sheet.minutes} minutes"
        end = sheet.phases[-1].starts_at
        until = "" if end is None else f"–{clock(_after_minutes(sheet))}"
        zone = sheet.starts_at.tzname() or ""
        text = f"{exact_day(sheet.starts_at.date())} · {clock(sheet.starts_at)}{until} {zone} · {sheet.minutes} minutes"
        for whose, other in (("my", sheet.own_zone_starts_at), ("their", sheet.their_starts_at)):
            if other is not None:
                day = "" if other.date() == sheet.starts_at.date() else f"{exact_day(other.date())} "
                text += f" · {whose} time {day}{clock(other)} {other.tzname() or ''}"
        return text

    def _purpose(self, fill: Fill) -> Lines:
        purpose, style = self._sheet.purpose, LEAD
        if purpose is None:
            purpose, style = "What do I want to know after this talk?", HINT
        room = self._width - self._aim_width
        return set_lines(purpose, style, width_points=room, at_most=min(fill.text_lines, 2))

    def _draw_purpose(self, canvas: Canvas, fill: Fill, left: float, top: float) -> float:
        lines = self._purpose(fill)
        draw_line(canvas, _AIM, LABEL, x=left, baseline=top - lines.style.size)
        self._note_cut(lines, "The purpose")
        return draw_lines(canvas, lines, x=left + self._aim_width, top=top) - GAP

    def _person(self, fill: Fill) -> list[Lines]:
        return self._points(self._sheet.person_points[: fill.person_points], fill, "Nothing noted about the person yet")

    def _organization(self, fill: Fill) -> list[Lines]:
        points = self._sheet.organization_points[: fill.organization_points]
        return self._points(points, fill, "Nothing noted about the organization yet")

    def _points(self, points: Sequence[str], fill: Fill, hint: str) -> list[Lines]:
        room, at_most = self._half - 10, min(fill.text_lines, 2)
        if not points:
            return [set_lines(hint, HINT, width_points=room, at_most=at_most)]
        return [set_lines(point, BODY, width_points=room, at_most=at_most) for point in points]

    def _points_height(self, points: list[Lines]) -> float:
        return LABEL.leading + sum(lines.height + 1 for lines in points)

    def _draw_points(self, canvas: Canvas, fill: Fill, left: float, top: float) -> float:
        person, organization = self._person(fill), self._organization(fill)
        for title, points, x in (
            ("The person", person, left),
            (self._sheet.organization_name or "The organization", organization, left + self._half + GUTTER),
        ):
            y = self._label(canvas, title, x, top, self._half)
            for lines in points:
                self._note_cut(lines, f"A point under “{title}”")
                if lines.style is not HINT:
                    canvas.setFillColor(ACCENT)
                    canvas.circle(x + 2.5, y - lines.style.size + 3.4, 1.5, stroke=0, fill=1)
                y = draw_lines(canvas, lines, x=x + (0 if lines.style is HINT else 10), top=y) - 1
        return top - max(self._points_height(person), self._points_height(organization)) - GAP

    # What is said at the beginning

    def _spoken(self, fill: Fill) -> tuple[Lines, Lines, Lines]:
        inner = self._width - 2 * 8
        opening_width = inner * OPENING_SHARE - GUTTER / 2
        pitch_width = inner - opening_width - GUTTER
        opening = set_lines(self._sheet.opening, BODY, width_points=opening_width, at_most=fill.text_lines + 1)
        pitch = self._sheet.pitch
        if pitch is None or not pitch.text:
            none = "No pitch chosen yet" if pitch is None else "The pitch has no text yet"
            hint = set_lines(none, HINT, width_points=pitch_width, at_most=1)
            return opening, hint, Lines((), BODY, was_cut=False)
        return (
            opening,
            self._key_words(pitch.text, pitch_width),
            set_lines(pitch.text, BODY, width_points=pitch_width, at_most=fill.text_lines),
        )

    def _key_words(self, text: str, room: float) -> Lines:
        # Fewer of each sentence rather than none of the last.
        own_name, tried = self._sheet.own_name or "", []
        for a_sentence in (2, 1):
            words = key_words(text[:LONGEST_TEXT], own_name=own_name, a_sentence=a_sentence)
            tried.append(set_lines(" · ".join(words), BODY_BOLD, width_points=room, at_most=1))
        return next((line for line in tried if not line.was_cut), tried[-1])

    def _spoken_height(self, fill: Fill) -> float:
        opening, words, pitch = self._spoken(fill)
        return LABEL.leading + max(opening.height, words.height + pitch.height) + 10

    def _draw_spoken(self, canvas: Canvas, fill: Fill, left: float, top: float) -> float:
        opening, words, pitch = self._spoken(fill)
        height = self._spoken_height(fill)
        canvas.setFillColor(TINT)
        canvas.roundRect(left, top - height, self._width, height, 4, stroke=0, fill=1)
        x, y = left + 8, top - 4
        pitch_x = x + (self._width - 16) * OPENING_SHARE + GUTTER / 2
        below = self._label(canvas, "Opening", x, y)
        draw_lines(canvas, opening, x=x, top=below)
        chosen = self._sheet.pitch
        title = "Pitch" if chosen is None else f"Pitch · {chosen.name} · {chosen.target_seconds} s"
        below = self._label(canvas, title, pitch_x, y, left + self._width - 8 - pitch_x)
        draw_lines(canvas, pitch, x=pitch_x, top=draw_lines(canvas, words, x=pitch_x, top=below))
        self._note_cut(opening, "The opening")
        self._note_cut(pitch, "The pitch")
        return top - height - GAP

    # The left column: questions and promises

    def _question(self, question: SheetQuestion, fill: Fill) -> Lines:
        room = self._left_width - INDENT - 34
        return set_lines(question.text, QUESTION, width_points=room, at_most=min(fill.text_lines, 3))

    def _draw_left_column(self, canvas: Canvas, fill: Fill, left: float, top: float, bottom: float) -> None:
        y = self._label(canvas, "Must ask", left, top) - 2
        if not self._sheet.must_ask:
            words = "No question must be asked" if self._sheet.questions else "No questions planned yet"
            hint = set_lines(words, HINT, width_points=self._left_width, at_most=1)
            y = draw_lines(canvas, hint, x=left, top=y) - BODY.leading
            y = self._writing_lines(canvas, fill.writing_lines, left, y, self._left_width)
        promises_top = bottom + LABEL.leading + 4 * WRITING_LINE
        spare_lines = self._spare_lines(fill, y - promises_top - GAP)
        each, more = divmod(spare_lines, len(self._sheet.must_ask) or 1)
        for place, question in enumerate(self._sheet.must_ask, start=1):
            lines = self._question(question, fill)
            count = fill.writing_lines + each + (place <= more)
            self._note_cut(lines, f"Question {place}")
            draw_line(canvas, str(place), NUMBER, x=left, baseline=y - NUMBER.size)
            if question.minutes is not None:
                minutes = minutes_words(question.minutes)
                draw_right(canvas, minutes, HINT, x=left + self._left_width, baseline=y - QUESTION.size)
            y = draw_lines(canvas, lines, x=left + INDENT, top=y)
            y = self._writing_lines(canvas, count, left + INDENT, y, self._left_width - INDENT) - 3
        self._draw_promises(canvas, left, promises_top)

    def _spare_lines(self, fill: Fill, room: float) -> int:
        """The lines to write on for which the left column has room beyond those of the fill."""
        return max(int((room - self._asked_height(fill)) // WRITING_LINE), 0)

    def _draw_promises(self, canvas: Canvas, left: float, top: float) -> None:
        half = (self._left_width - GUTTER) / 2
        for title, x in (("I promised, by when", left), ("They promised, by when", left + half + GUTTER)):
            self._writing_lines(canvas, 4, x, self._label(canvas, title, x, top), half)

    def _writing_lines(self, canvas: Canvas, count: int, x: float, top: float, room: float) -> float:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        for _ in range(count):
            top -= WRITING_LINE
            canvas.line(x, top + 3, x + room, top + 3)
        return top

    # The right column: the other questions, closing, after

    def _other_questions(self, fill: Fill) -> list[tuple[str, list[Lines]]]:
        """The parts of the right column with questions in them: a title, and the questions."""
        planned = self._sheet.ask_too[: fill.ask_too]
        # The same minutes for all are said once, which saves lines.
        is_even = len(planned) > 1 and len({q.minutes for q in planned}) == 1
        each = f" · {minutes_words(planned[0].minutes)} each" if is_even else ""
        parts = (
            (f"Also planned{each}", [q.text if each else f"{q.text} ({minutes_words(q.minutes)})" for q in planned]),
            ("If time allows", [q.text for q in self._sheet.if_time[: fill.if_time]]),
        )
        room, at_most = self._right_width - INDENT, min(fill.text_lines, 3)
        return [
            (title, [set_lines(text, BODY, width_points=room, at_most=at_most) for text in texts])
            for title, texts in parts
            if texts
        ]

    def _closing(self) -> list[Lines]:
        return [set_lines(ask, BODY, width_points=self._right_width - INDENT, at_most=2) for ask in _CLOSING]

    def _after(self) -> list[Lines]:
        room = self._right_width - INDENT
        return [
            set_lines(f"{task.what}{self._by(task.due_on)}", BODY, width_points=room, at_most=2)
            for task in self._sheet.after
        ]

    def _by(self, day: date | None) -> str:
        if day is None:
            return ""
        starts_at = self._sheet.starts_at
        words = exact_day(day)
        if starts_at is not None and starts_at.year == day.year:
            words = words.removesuffix(f" {day.year}")
        return f" · {words}"

    def _draw_right_column(self, canvas: Canvas, fill: Fill, left: float, top: float) -> None:
        y = top
        for title, questions in self._other_questions(fill):
            y = self._label(canvas, title, left, y) - 2
            for place, lines in enumerate(questions, start=1):
                self._note_cut(lines, f"Question {place} under “{title}”")
                y = self._ticked(canvas, lines, left, y) - _BETWEEN
            y -= GAP / 2
        y = self._label(canvas, "Before I go", left, y) - 2
        for lines in self._closing():
            y = self._ticked(canvas, lines, left, y) - _BETWEEN
        y = self._writing_lines(canvas, 2, left + INDENT, y, self._right_width - INDENT) - GAP
        y = self._label(canvas, "Afterwards", left, y) - 2
        for lines in self._after():
            y = self._ticked(canvas, lines, left, y) - _BETWEEN

    def _ticked(self, canvas: Canvas, lines: Lines, x: float, top: float) -> float:
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(0.9)
        canvas.roundRect(x, top - lines.style.size - 0.5, 9, 9, 1.5, stroke=1, fill=0)
        return draw_lines(canvas, lines, x=x + INDENT, top=top)

    # Small pieces

    def _label(self, canvas: Canvas, text: str, x: float, top: float, room: float | None = None) -> float:
        lines = set_lines(text, LABEL, width_points=room or self._width, at_most=1)
        return draw_lines(canvas, lines, x=x, top=top)

    def _one_line(self, text: str, style: Style, what: str) -> Lines:
        lines = set_lines(text, style, width_points=self._width, at_most=1) if text else Lines((), style, was_cut=False)
        self._note_cut(lines, what)
        return lines

    def _note_cut(self, lines: Lines, what: str) -> None:
        if lines.was_cut:
            self._cut.append(f"{what} was shortened to fit.")


def _after_minutes(sheet: PrepSheet) -> datetime:
    last = sheet.phases[-1]
    assert last.starts_at is not None  # noqa: S101 - the caller looked
    minute = last.starts_at.hour * 60 + last.starts_at.minute + last.minutes
    return last.starts_at.replace(hour=minute // 60 % 24, minute=minute % 60)
