"""What the plots of a run and of all runs show, from what was kept and heard."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from insidescoop.domain.moments import day_in_words
from insidescoop.domain.rehearsal.rehearsals import Script, Span, pace_of
from insidescoop.domain.rehearsal.reports import pace_over_time
from insidescoop.domain.text import counted
from insidescoop.queries.rehearsals import RehearsalLog
from insidescoop.system.clock import Clock
from insidescoop.ui.rehearsal.plot import Plotted

_MARK_EVERY = 5_000


def pace_plot(
    script: Script, spans: Sequence[Span | None], word_starts: Sequence[int], *, target_seconds: int
) -> Plotted | None:
    """Words a minute over the time of a run; None where nobody knows when the sentences were said."""
    points = pace_over_time(script, spans, word_starts)
    if len(points) < 2:
        return None
    target = pace_of(script.words, target_seconds * 1000)
    begin, end = points[0][0], points[-1][0]
    paces = [pace for _at, pace in points]
    marks = tuple((float(begin + passed), f"{passed // 1000} s") for passed in range(0, end - begin + 1, _MARK_EVERY))
    return Plotted(
        points=tuple((float(at), float(pace)) for at, pace in points),
        target=float(target),
        target_words=f"the pace that fits {target_seconds} s",
        y_unit="Words a minute",
        x_marks=marks,
        told=f"From {min(paces)} to {max(paces)} words a minute; the target asks for {target}.",
        is_line=True,
    )


def progress_plot(log: RehearsalLog, clock: Clock) -> Plotted | None:
    """The lengths of the runs of the present text that count, oldest first; None while there are none."""
    runs = [run for run in reversed(log.runs) if run.text == log.subject.text and run.why_not_counted is None]
    if not runs:
        return None
    zone, today = ZoneInfo(clock.zone), clock.today()
    inside = sum(run.is_inside for run in runs)
    return Plotted(
        points=tuple((float(place), run.milliseconds / 1000) for place, run in enumerate(runs)),
        target=float(log.subject.target_seconds),
        target_words=f"the target of {log.subject.target_seconds} s",
        y_unit="Seconds of each run of this text",
        x_marks=tuple(
            (float(place), day_in_words(run.held_at.astimezone(zone).date(), today=today))
            for place, run in enumerate(runs)
        ),
        told=f"{counted(len(runs), 'run')} of the present text, {inside} inside the target.",
        is_line=False,
    )
