"""The clock of a talk: the time that has passed, what is left, and the time plan as a bar."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from insidescoop.domain.interviews.meeting import TalkClock, TalkPhase, clock_of, minutes_talked, phases_of
from insidescoop.domain.moments import clock, local_zone_of
from insidescoop.domain.text import counted
from insidescoop.queries.talks import Talk
from insidescoop.ui.theme.metrics import GAP, SMALL_GAP, TIGHT, TypeSize, sized
from insidescoop.ui.theme.palette import Theme
from insidescoop.ui.widgets.boxes import Column, Row, stretched
from insidescoop.ui.widgets.plain_text import PlainLabel, wrapped

_BIG = 2.6
"""The clock is read at a glance from beside the table: multiples of the body's size."""


class TimePlanBar(QWidget):
    """The phases of a talk, each as wide as its minutes; a mark stands where the talk is.

    What has passed is filled, the phase of the moment has bold letters, and time over the plan is a striped piece of
    its own: colour, shape and word say the same.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._phases: tuple[TalkPhase, ...] = ()
        self._zone = "UTC"
        self._now: datetime | None = None
        self.setAccessibleName("Time plan")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_time(self, phases: tuple[TalkPhase, ...], now: datetime, *, zone: str) -> None:
        """Shows the phases with the clock of `zone` and the mark at `now`."""
        self._phases, self._now, self._zone = phases, now, zone
        self.setAccessibleDescription(
            "; ".join(f"{phase.part.words} from {self._told(phase.begins)}" for phase in phases)
        )
        self.update()

    def _told(self, instant: datetime) -> str:
        return clock(local_zone_of(instant, self._zone))

    def _heights(self) -> tuple[int, int]:
        line = self.fontMetrics().height()
        return line + 2 * SMALL_GAP, line

    def sizeHint(self) -> QSize:
        bar, line = self._heights()
        return QSize(480, SMALL_GAP + bar + TIGHT + line)

    def _edges(self) -> list[float]:
        """Where each phase begins, and where the last ends, in pixels; a phase is never narrower than its name."""
        ends = self._phases[-1].ends
        over = max((self._now - ends).total_seconds(), 0.0) if self._now is not None else 0.0
        room = float(self.width() - 1)
        names = [self._bold_width(phase.part.words) for phase in self._phases]
        over_room = 0.0
        if over > 0:
            over_room = min(max(room * over / (over + self._total()), self._bold_width("over time")), room / 3)
        shares = [(room - over_room) * phase.minutes / (self._total() / 60) for phase in self._phases]
        widths = [max(share, name) for share, name in zip(shares, names, strict=True)]
        longest = shares.index(max(shares))
        widths[longest] -= sum(widths) - (room - over_room)
        if widths[longest] < names[longest]:
            widths = shares
        edges = [0.0]
        for width in widths:
            edges.append(edges[-1] + width)
        return [*edges, room] if over > 0 else edges

    def _total(self) -> float:
        return (self._phases[-1].ends - self._phases[0].begins).total_seconds()

    def _bold_width(self, text: str) -> int:
        return QFontMetrics(sized(self.font(), TypeSize.BODY, is_bold=True)).horizontalAdvance(text) + 2 * SMALL_GAP

    def _place_of_now(self, edges: list[float]) -> float:
        now = self._now
        if now is None or now <= self._phases[0].begins:
            return 0.0
        for place, phase in enumerate(self._phases):
            if now < phase.ends:
                passed = (now - phase.begins) / timedelta(minutes=phase.minutes)
                return edges[place] + passed * (edges[place + 1] - edges[place])
        return edges[-1]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._phases or self._now is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edges, (bar, _line) = self._edges(), self._heights()
        place = self._place_of_now(edges)
        for number, phase in enumerate(self._phases):
            self._paint_phase(painter, phase, QRectF(edges[number], SMALL_GAP, edges[number + 1] - edges[number], bar))
        if len(edges) > len(self._phases) + 1:
            self._paint_over(painter, QRectF(edges[-2], SMALL_GAP, edges[-1] - edges[-2], bar))
        self._paint_times(painter, edges, SMALL_GAP + bar + TIGHT)
        self._paint_mark(painter, place, bar)
        painter.end()

    def _paint_phase(self, painter: QPainter, phase: TalkPhase, box: QRectF) -> None:
        colour, now = self._theme.colour, self._now
        has_passed, is_now = now >= phase.ends, phase.begins <= now < phase.ends  # type: ignore[operator]
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("hover") if has_passed else colour("selection") if is_now else colour("base"))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(sized(self.font(), TypeSize.BODY, is_bold=is_now))
        painter.setPen(colour("on_selection") if is_now else colour("muted") if has_passed else colour("text"))
        text = painter.fontMetrics().elidedText(phase.part.words, Qt.TextElideMode.ElideRight, int(box.width()) - TIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_over(self, painter: QPainter, box: QRectF) -> None:
        colour = self._theme.colour
        painter.setPen(QPen(colour("error"), 1))
        painter.setBrush(QBrush(colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(sized(self.font(), TypeSize.BODY, is_bold=True))
        painter.setPen(colour("error"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "over time")

    def _paint_times(self, painter: QPainter, edges: list[float], top: float) -> None:
        painter.setFont(sized(self.font(), TypeSize.SMALL))
        painter.setPen(self._theme.colour("muted"))
        line, free_from = painter.fontMetrics().height(), 0.0
        ends = self._told(self._phases[-1].ends)
        ends_at = edges[len(self._phases)] - painter.fontMetrics().horizontalAdvance(ends) - 1
        painter.drawText(QPointF(ends_at, top + painter.fontMetrics().ascent()), ends)
        for number, phase in enumerate(self._phases):
            text = self._told(phase.begins)
            width = painter.fontMetrics().horizontalAdvance(text) + TIGHT
            # Where two times would touch, the earlier one and the end stand.
            if edges[number] >= free_from and edges[number] + width < ends_at:
                painter.drawText(QRectF(edges[number], top, width, line), Qt.AlignmentFlag.AlignLeft, text)
                free_from = edges[number] + width + TIGHT

    def _paint_mark(self, painter: QPainter, place: float, bar: int) -> None:
        role = "error" if self._now > self._phases[-1].ends else "accent"  # type: ignore[operator]
        painter.setPen(QPen(self._theme.colour(role), 2))
        place = min(max(place, 6.0), self.width() - 6.0)
        painter.drawLine(QPointF(place, SMALL_GAP), QPointF(place, SMALL_GAP + bar))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(role))
        painter.drawPolygon(QPolygonF([QPointF(place - 6, 0), QPointF(place + 6, 0), QPointF(place, SMALL_GAP + 1)]))


class MeetingClock(QWidget):
    """The big clock over the time plan. `show_now` puts it where the talk stands at an instant."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passed = PlainLabel("0:00")
        self.left = PlainLabel(size=TypeSize.TITLE, is_bold=True)
        self.phase = wrapped(PlainLabel(tone="muted"))
        self.bar = TimePlanBar(theme)
        font = sized(self.passed.font(), TypeSize.BODY, is_bold=True)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * _BIG)
        self.passed.setFont(font)
        self.phase.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        Column(
            Row(self.passed, stretched(Column(self.left, self.phase, spacing=0)), spacing=2 * GAP),
            self.bar,
            on=self,
            spacing=TIGHT,
        )

    def show_now(self, talk: Talk, *, now: datetime, zone: str) -> None:
        """Shows where an interview is at `now`; one that has ended stays where it ended, one not begun is left out."""
        began, ended = talk.began, talk.ended
        if began is None:
            return
        at = ended or now
        shown = clock_of(talk.minutes, began=began, now=at, pitch_seconds=talk.pitch_seconds)
        self.passed.setText(shown.elapsed)
        # The figure alone does not say what it is; a name without the figure would keep it from a screen reader.
        self.passed.setAccessibleName(f"Time passed: {shown.elapsed}")
        if ended is not None:
            talked = minutes_talked(talk.minutes, began=began, ended=ended)
            self.left.setText("The talk is over")
            self.left.set_tone("muted")
            self.phase.setText(f"{counted(talked, 'minute')}, ended at {clock(local_zone_of(ended, zone))}")
        else:
            self.left.setText(f"⚠ {shown.left}" if shown.is_over else shown.left)
            self.left.set_tone(_tone(shown))
            self.phase.setText(_what_now(shown, zone))
        phases = phases_of(talk.minutes, began=began, pitch_seconds=talk.pitch_seconds)
        self.bar.show_time(phases, max(at, began), zone=zone)


def _tone(shown: TalkClock) -> str | None:
    return "error" if shown.is_over else "due" if shown.is_closing else None


def _what_now(shown: TalkClock, zone: str) -> str:
    until = clock(local_zone_of(shown.phase.ends, zone))
    if shown.is_over:
        return f"The minutes you asked for were over at {until}: thank them, and offer to stop"
    return f"{shown.phase.part.words} until {until}"
