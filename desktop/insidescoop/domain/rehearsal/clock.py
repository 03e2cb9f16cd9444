"""The clock of a run out loud, and where its text stands: both follow from the instants they are told, nothing else."""

from dataclasses import dataclass, field

from insidescoop.domain.profile import FASTEST_PACE, SLOWEST_PACE
from insidescoop.domain.rehearsal.rehearsals import Span, spans_of_taps

SLOWEST_SCROLL, FASTEST_SCROLL, PACE_STEP = SLOWEST_PACE - 30, FASTEST_PACE + 40, 5
"""Words a minute: a text may be let pass slower and quicker than anybody plans to speak."""


@dataclass(slots=True)
class RunClock:
    """The time a run has taken without its pauses, and the taps at the ends of its sentences.

    Every `now` is in milliseconds of one monotonic clock and never goes back.
    """

    taps: list[int] = field(default_factory=list)
    _begun_at: float | None = None
    _before: float = 0.0

    @property
    def is_running(self) -> bool:
        """True while the time counts."""
        return self._begun_at is not None

    def elapsed(self, now: float) -> float:
        """Milliseconds run so far."""
        return self._before + (now - self._begun_at if self._begun_at is not None else 0.0)

    def begin(self, now: float) -> None:
        """Starts the time, or goes on with it; nothing if it runs."""
        if self._begun_at is None:
            self._begun_at = now

    def pause(self, now: float) -> None:
        """Stops the time; nothing if it stands."""
        self._before = self.elapsed(now)
        self._begun_at = None

    def tap(self, now: float) -> int:
        """Marks the end of a sentence and returns its milliseconds; a tap at the instant of the last one is none."""
        at = round(self.elapsed(now))
        if not self.taps or at > self.taps[-1]:
            self.taps.append(at)
        return at

    def untap(self) -> None:
        """Takes the last tap back; nothing if there is none."""
        if self.taps:
            self.taps.pop()

    def spans(self) -> tuple[Span, ...]:
        """When each tapped sentence was said."""
        return spans_of_taps(self.taps)


GLIDE_MILLISECONDS = 260
"""How long the text takes to a place it is sent to: quick, and still followed by the eye."""


@dataclass(slots=True)
class Scroll:
    """How many words of a text have passed the eye, as a fraction; it moves at `pace` words a minute while it runs.

    The place follows from the time passed since an anchor, so that a late frame is late and never lost, and a change
    of pace or a pause only moves the anchor. A jump is a glide: what it skips melts away within a quarter second.
    """

    pace: float
    most: float
    _words: float = 0.0
    _anchor: float | None = None
    _slip: float = 0.0
    _slipped_at: float = 0.0

    @property
    def is_running(self) -> bool:
        """True while the text moves by itself."""
        return self._anchor is not None

    def is_gliding(self, now: float) -> bool:
        """True while a jump is not over."""
        return self._slip != 0 and now - self._slipped_at < GLIDE_MILLISECONDS

    def at(self, now: float) -> float:
        """The words passed, from 0 to `most`."""
        left = min(max(1.0 - (now - self._slipped_at) / GLIDE_MILLISECONDS, 0.0), 1.0)
        return min(max(self._aimed_at(now) + self._slip * left * left, 0.0), self.most)

    def begin(self, now: float) -> None:
        """Lets the text move on from where it is."""
        self._words = self._aimed_at(now)
        self._anchor = now

    def pause(self, now: float) -> None:
        """Holds the text where it is."""
        self._words = self._aimed_at(now)
        self._anchor = None

    def change_pace(self, now: float, pace: float) -> None:
        """Lets the text move at another pace from here on, kept between the slowest and the fastest."""
        self._words = self._aimed_at(now)
        if self._anchor is not None:
            self._anchor = now
        self.pace = min(max(pace, SLOWEST_SCROLL), FASTEST_SCROLL)

    def jump(self, now: float, words: float, *, most: float | None = None) -> None:
        """Glides to a place in the text, which from now on may go as far as `most`, if given."""
        before = self.at(now)
        self.most = self.most if most is None else most
        self._words = min(max(words, 0.0), self.most)
        if self._anchor is not None:
            self._anchor = now
        self._slip, self._slipped_at = before - self._words, now

    def _aimed_at(self, now: float) -> float:
        passed = (now - self._anchor) * self.pace / 60_000 if self._anchor is not None else 0.0
        return min(max(self._words + passed, 0.0), self.most)
