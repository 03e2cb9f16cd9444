"""The window of a run out loud: it moves without jumps, is led by keys alone, and says early, now and over."""

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.rehearsals import Limits, Span, script_of
from insidescoop.domain.rehearsal.run_kinds import RunKind
from insidescoop.queries.rehearsals import Subject
from insidescoop.ui.rehearsal.clock_face import ClockFace
from insidescoop.ui.rehearsal.limits import LimitsDialog
from insidescoop.ui.rehearsal.look import RehearsalLook, load_look, save_look
from insidescoop.ui.rehearsal.prompter import LARGEST_LETTERS, Prompter
from insidescoop.ui.rehearsal.window import FRAME_MILLISECONDS, FinishedRun, RehearsalWindow
from insidescoop.ui.theme.palette import colours

TEXT = (
    "Hello, I'm Dana Reyes, a circulation lead at Millbrook Public Library. My work there is keeping a busy desk "
    "running. Last winter I rewrote our hold-shelf routine, and waiting time fell from three days to one. People come "
    "to me for calm and for clear instructions. What does that job look like here?"
)
SUBJECT = Subject(1, "Elevator", TEXT, 30, 140, "Dana Reyes")


class HandClock:
    """Milliseconds that a test moves on."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def no_device() -> object:
    raise Problem("No microphone was found.", your_data="Nothing was lost.", next_step="Plug one in and try again.")


class Hall:
    """A rehearsal window, its clock, and all that it sent."""

    def __init__(self, qtbot: QtBot, subject: Subject = SUBJECT, look: RehearsalLook | None = None) -> None:
        self.qtbot = qtbot
        self.now = HandClock()
        self.look = look or RehearsalLook()
        self.tones: list[bool] = []
        self.window = RehearsalWindow(
            subject, self.look, now=self.now, open_recorder=no_device, play_tone=self.tones.append
        )  # type: ignore[arg-type]
        self.runs: list[FinishedRun] = []
        self.times_left = 0
        self.window.finished.connect(self.runs.append)
        self.window.left.connect(self._count)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _count(self) -> None:
        self.times_left += 1

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.window, key)

    def pass_time(self, milliseconds: float, *, frame: float = FRAME_MILLISECONDS) -> list[float]:
        """Lets frames pass and returns where the text stood at each, in pixels."""
        places = []
        end = self.now.now + milliseconds
        while self.now.now < end:
            self.now.now = min(self.now.now + frame, end)
            self.window.tick()
            places.append(self.window.prompter.offset())
        return places


@pytest.fixture
def hall(qtbot: QtBot) -> Hall:
    return Hall(qtbot)


# Smoothness


@pytest.mark.parametrize("letters", [18, 40, 96])
@pytest.mark.parametrize("frame", [1000 / 60, 1000 / 144, 33.0], ids=["60 a second", "144 a second", "30 a second"])
def test_the_text_moves_in_small_steps_that_follow_the_time(qtbot: QtBot, letters: int, frame: float) -> None:
    hall = Hall(qtbot, look=RehearsalLook(letters=letters))
    hall.press(Qt.Key.Key_Space)

    places = hall.pass_time(20_000, frame=frame)

    steps = [after - before for before, after in pairwise(places)]
    # A frame in which one sentence ends and the next begins has a bit of both.
    speeds = Counter(round(step * 1000 / frame, 3) for step in steps)
    assert len([speed for speed, times in speeds.items() if times > 2]) <= 5
    assert min(steps) >= 0
    assert max(steps) < (5 if frame < 20 else 10)
    assert places[-1] > letters * 2


def test_within_a_sentence_each_step_is_as_long_as_the_time_it_took(qtbot: QtBot) -> None:
    hall = Hall(qtbot)
    hall.press(Qt.Key.Key_Space)
    uneven = [16, 17, 16, 40, 8, 16, 16, 90, 16, 16]
    first = hall.window.prompter.offset()
    places, times = [], []

    for passed in uneven:
        hall.now.now += passed
        hall.window.tick()
        places.append(hall.window.prompter.offset() - first)
        times.append(hall.now.now - 1_000)

    speeds = [place / time for place, time in zip(places, times, strict=True)]
    assert max(speeds) == pytest.approx(min(speeds))


def test_a_frame_that_comes_late_loses_no_time(qtbot: QtBot) -> None:
    one, other = Hall(qtbot), Hall(qtbot)
    for hall in (one, other):
        hall.press(Qt.Key.Key_Space)

    steady = one.pass_time(5_000)[-1]
    late = other.pass_time(5_000, frame=1_700)[-1]

    assert late == pytest.approx(steady)


@pytest.mark.parametrize(
    "keys",
    [
        [Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left],
        [Qt.Key.Key_Space, Qt.Key.Key_Space],
        [Qt.Key.Key_Down],
    ],
    ids=["speed", "pause", "next sentence"],
)
def test_no_key_makes_the_text_jump(hall: Hall, keys: list[Qt.Key]) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(2_000)
    before = hall.window.prompter.offset()

    hall.press(*keys)
    hall.window.tick()

    assert hall.window.prompter.offset() == pytest.approx(before, abs=0.01)
    places = [before, *hall.pass_time(600)]
    assert max(after - now for now, after in pairwise(places)) < 40
    assert all(after >= now for now, after in pairwise(places))


def test_nothing_is_painted_while_nothing_changes(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(500)
    hall.press(Qt.Key.Key_Space)

    stands = set(hall.pass_time(2_000))

    assert len(stands) == 1
    assert not hall.window._frames.isActive()


def test_the_text_can_be_painted_a_hundred_times_while_a_frame_lasts_ten(qtbot: QtBot) -> None:
    prompter = Prompter(script_of("One long sentence of many words that goes on. " * 200))
    prompter.resize(1440, 800)
    qtbot.addWidget(prompter)
    prompter.set_look(letters=40, is_mirrored=False, has_key_words_only=False)

    shown = [layout for layout in prompter._layouts if layout is not None]
    prompter.show_words(900.0)
    picture = prompter.grab().toImage()

    assert len(shown) == 200
    assert any(picture.pixelColor(x, 300) != QColor(colours("dark")["base"]) for x in range(picture.width()))


# Keys


def test_space_starts_and_pauses_and_the_clock_stands(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(3_000)
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(9_000)
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(1_000)

    hall.press(Qt.Key.Key_Return)

    (run,) = hall.runs
    assert (run.kind, run.milliseconds, run.spans) == (RunKind.TIMED, 4_000, ())
    assert not hall.window.isVisible()
    assert hall.times_left == 0


def test_escape_leaves_at_once_before_anything_was_said(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Escape)

    assert (hall.times_left, hall.runs) == (1, [])
    assert not hall.window.isVisible()


def test_escape_in_a_run_asks_once_and_holds_the_clock(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(8_000)
    hall.press(Qt.Key.Key_Escape)
    hall.pass_time(5_000)
    asked = hall.window.isVisible(), hall.window.told.text()

    hall.press(Qt.Key.Key_Return)

    assert asked == (True, "Esc again leaves without keeping this run; Enter keeps it.")
    assert hall.runs[0].milliseconds == 8_000


def test_a_second_escape_leaves_without_a_run(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(8_000)

    hall.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)

    assert (hall.times_left, hall.runs) == (1, [])


def test_another_key_between_means_that_escape_asks_again(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(8_000)

    hall.press(Qt.Key.Key_Escape, Qt.Key.Key_M, Qt.Key.Key_Escape)

    assert hall.window.isVisible()


def test_enter_before_the_start_keeps_nothing(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Return)

    assert hall.runs == []
    assert hall.window.isVisible()


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        (Qt.Key.Key_K, "has_key_words_only", True),
        (Qt.Key.Key_M, "is_mirrored", True),
        (Qt.Key.Key_S, "has_sound", True),
        (Qt.Key.Key_Plus, "letters", 44),
        (Qt.Key.Key_Minus, "letters", 36),
    ],
)
def test_a_key_changes_the_look_and_it_is_told(hall: Hall, key: Qt.Key, name: str, value: object) -> None:
    with hall.qtbot.waitSignal(hall.window.look_changed):
        hall.press(key)

    assert getattr(hall.look, name) == value


def test_the_letters_do_not_grow_without_end(hall: Hall) -> None:
    hall.press(*[Qt.Key.Key_Plus] * 40)

    assert hall.look.letters == LARGEST_LETTERS


def test_the_mirror_turns_the_picture_round(qtbot: QtBot) -> None:
    def columns(*, is_mirrored: bool) -> list[int]:
        prompter = Prompter(script_of("Ill at the left."))
        qtbot.addWidget(prompter)
        prompter.resize(900, 300)
        prompter.set_look(letters=60, is_mirrored=is_mirrored, has_key_words_only=False)
        picture = prompter.grab().toImage()
        base = QColor(colours("dark")["base"]).rgb()
        middle = range(110, 185)
        return [sum(picture.pixel(x, y) != base for y in middle) for x in range(900)]

    plain, mirrored = columns(is_mirrored=False), columns(is_mirrored=True)

    apart = sum(abs(one - other) for one, other in zip(plain, reversed(mirrored), strict=True))
    assert sum(plain) > 1_000
    assert apart < sum(plain) * 0.1


def test_every_key_that_does_something_is_shown(hall: Hall) -> None:
    shown = hall.window.keys.text().replace("\u00a0", " ")

    for words in ("Space: start", "T: tap along", "R: record", "K: key words", "M: mirror", "S: tone", "L: limits",
                  "← →", "− +", "↑ ↓", "Esc: leave"):  # fmt: skip
        assert words in shown


# The clock


def test_the_clock_says_early_now_and_over_and_sounds_at_each_limit(hall: Hall) -> None:
    hall.look.has_sound = True
    hall.press(Qt.Key.Key_Space)
    said = []

    for _second in range(32):
        hall.pass_time(1_000, frame=1_000)
        said.append(hall.window.clock_face.accessibleDescription())

    assert (said[22], said[23], said[29], said[30]) == ("0:23, early", "0:24, now", "0:30, now", "0:31, over")
    assert hall.tones == [False, True]


def test_there_is_no_sound_until_it_is_asked_for(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(40_000, frame=1_000)

    assert hall.tones == []


def test_each_phase_has_a_shape_of_its_own(qtbot: QtBot) -> None:
    face = ClockFace(Limits(24, 30), target_seconds=30)
    qtbot.addWidget(face)
    shapes = set()

    for milliseconds in (0, 25_000, 31_000):
        face.show_time(milliseconds)
        picture = face.grab().toImage().convertToFormat(face.grab().toImage().Format.Format_Mono)
        shapes.add(bytes(picture.copy(148, 14, 34, 34).constBits()))

    assert len(shapes) == 3


def test_limits_can_be_set_and_are_kept_for_the_target(hall: Hall) -> None:
    hall.press(Qt.Key.Key_L)
    (box,) = hall.window.findChildren(LimitsDialog)
    box.now.setValue(10)
    box.over.setValue(9)
    box.verb.click()
    refused = box.problem.text()
    box.over.setValue(12)
    box.verb.click()

    hall.press(Qt.Key.Key_Space)
    hall.pass_time(11_000)

    assert "smaller first number" in refused
    assert hall.look.limits == {"30": [10, 12]}
    assert hall.window.clock_face.accessibleDescription() == "0:11, now"


def test_the_look_is_read_as_it_was_saved_and_nonsense_is_passed_over(tmp_path: object) -> None:
    path = tmp_path / "rehearsal.json"  # type: ignore[operator]
    look = RehearsalLook(letters=60, is_mirrored=True)
    look.set_limits(30, Limits(20, 28))

    save_look(path, look)

    assert load_look(path) == look
    for nonsense in ("", "[]", '{"letters": "x"}', '{"limits": {"30": [1]}}', '{"limits": {"30": ["a", 2]}}'):
        path.write_text(nonsense)
        assert load_look(path) == RehearsalLook()


# Tapping along


def tap_all(hall: Hall, seconds: list[float]) -> None:
    hall.press(Qt.Key.Key_T, Qt.Key.Key_Space)
    for long in seconds:
        hall.pass_time(long * 1_000)
        hall.press(Qt.Key.Key_Space)


def test_tapping_gives_the_time_of_each_sentence_and_ends_with_the_last(hall: Hall) -> None:
    tap_all(hall, [5, 4, 7, 5, 4])

    (run,) = hall.runs
    assert run.kind is RunKind.TAPPED
    assert run.milliseconds == 25_000
    assert run.spans == (
        Span(0, 5_000), Span(5_000, 9_000), Span(9_000, 16_000), Span(16_000, 21_000), Span(21_000, 25_000),
    )  # fmt: skip


def test_tapping_says_ahead_or_behind_with_a_shape(hall: Hall) -> None:
    tap_all(hall, [9])
    behind = hall.window.standing.text()
    hall.press(Qt.Key.Key_Backspace)
    taken_back = hall.window.standing.text()
    hall.press(Qt.Key.Key_Escape)

    assert behind.startswith("▼ ")
    assert behind.endswith("s behind")
    assert taken_back == ""
    early = Hall(hall.qtbot)
    tap_all(early, [3])
    assert early.window.standing.text().startswith("▲ ")


def test_the_text_waits_at_the_sentence_until_it_is_tapped(hall: Hall) -> None:
    tap_all(hall, [4])
    hall.pass_time(20_000)
    waiting = hall.window.prompter.sentence()

    hall.press(Qt.Key.Key_Space)
    hall.pass_time(500)

    assert waiting == 1
    assert hall.window.prompter.sentence() == 2


def test_enter_ends_the_last_sentence_and_what_was_not_reached_was_not_said(hall: Hall) -> None:
    tap_all(hall, [5, 4, 7, 5])
    hall.pass_time(4_000)
    hall.press(Qt.Key.Key_Return)
    broken_off = Hall(hall.qtbot)
    tap_all(broken_off, [5])
    broken_off.pass_time(2_000)

    broken_off.press(Qt.Key.Key_Return)

    assert hall.runs[0].spans[-1] == Span(21_000, 25_000)
    assert broken_off.runs[0].spans == (Span(0, 5_000), None, None, None, None)


def test_a_held_key_is_one_tap(hall: Hall) -> None:
    tap_all(hall, [3])
    hall.now.now += 500
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, "", True)
    hall.window.keyPressEvent(held)

    assert len(hall.window.clock.taps) == 1


def test_the_way_of_timing_is_not_changed_in_a_run(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(1_000)

    hall.press(Qt.Key.Key_T)
    told = hall.window.told.text()
    hall.press(Qt.Key.Key_Return)

    assert told == "Tapping along is chosen before a run begins."
    assert hall.runs[0].kind is RunKind.TIMED


# Without a microphone


def test_without_a_device_it_is_said_and_the_run_goes_on(hall: Hall) -> None:
    hall.press(Qt.Key.Key_R)
    told = hall.window.told.text()

    hall.press(Qt.Key.Key_Space)
    hall.pass_time(9_000)
    hall.press(Qt.Key.Key_Return)

    assert told == "No microphone was found. Plug one in and try again."
    assert hall.runs[0].sound is None


def test_everything_painted_has_a_name(hall: Hall) -> None:
    painted = [hall.window.prompter, hall.window.clock_face, hall.window.level]

    assert all(isinstance(widget, QWidget) and widget.accessibleName() for widget in painted)
    assert "Millbrook" in hall.window.prompter.accessibleDescription()


# Runs that are none


def test_taps_faster_than_anyone_speaks_are_no_taps(hall: Hall) -> None:
    tap_all(hall, [0.3] * 6)

    assert hall.runs == []
    assert hall.window.isVisible()
    hall.press(Qt.Key.Key_Escape)


def test_a_run_too_short_for_one_sentence_is_not_ended_but_goes_on(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(300)

    hall.press(Qt.Key.Key_Return)

    assert hall.runs == []
    assert hall.window.told.text() == "That was too short to be a run. Say the text, then press Enter."
    hall.press(Qt.Key.Key_Escape)


def test_a_run_that_ended_before_its_text_hands_over_how_far_it_was(hall: Hall) -> None:
    hall.press(Qt.Key.Key_Space)
    hall.pass_time(3_000)

    hall.press(Qt.Key.Key_Return)

    assert hall.runs[0].words == 7
