"""Sound and voice where the system has them, and one sentence where it has not."""

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Problem
from insidescoop.ui.pitches.hear_dialog import HearDialog
from insidescoop.ui.pitches.hearing import Hearing
from insidescoop.ui.pitches.rehearsal_microphone import Microphone, SampleForm
from insidescoop.ui.pitches.rehearsal_player import SoundPlayer, tone_of
from insidescoop.ui.pitches.rehearsal_voice import open_voice
from windows import ToldProblems

TEXT = "I mend catalogs. How did you begin?"

_WITHOUT = """
import sys
for name in ("PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "pocketsphinx"):
    sys.modules[name] = None
from PySide6.QtCore import QCoreApplication, QObject
application = QCoreApplication([])
from insidescoop.domain.problems import Problem
from insidescoop.ui.pitches import rehearsing, rehearsal_microphone, rehearsal_player, rehearsal_voice
rehearsal_player.play_tone(True)
for ask in (
    rehearsal_microphone.open_microphone,
    lambda: rehearsal_player.open_player(bytes(64), QObject()),
    lambda: rehearsal_voice.open_voice("One."),
):
    try:
        ask()
    except Problem as problem:
        print(problem.what_happened)
"""


def test_without_the_libraries_each_says_so_in_a_sentence_and_nothing_breaks() -> None:
    done = subprocess.run([sys.executable, "-c", _WITHOUT], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Sound is not available in this installation.",
        "Sound is not available in this installation.",
        "This system has no voice to read with.",
    ]


def test_the_window_loads_no_sound_before_it_is_asked_for() -> None:
    code = "import insidescoop.ui.pitches.page, sys; print(' '.join(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "pocketsphinx"} & set(done.stdout.split())


# The voice, with Qt's own engine that says nothing but behaves like one


@pytest.fixture
def heard(qtbot: QtBot) -> HearDialog:
    dialog = HearDialog("Hallway", TEXT, open_voice(TEXT, engine="mock"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.mark.skipif("mock" not in QTextToSpeech.availableEngines(), reason="this Qt has no engine for tests")
def test_the_sentence_being_read_is_marked_and_the_reading_ends(heard: HearDialog, qtbot: QtBot) -> None:
    marked = [heard.text.textCursor().selectedText()]
    heard._voice.begun.connect(lambda _place: marked.append(heard.text.textCursor().selectedText()))

    qtbot.waitUntil(lambda: heard.read.text() == "Read again", timeout=20_000)

    assert marked == ["I mend catalogs.", "How did you begin?"]
    assert heard.text.textCursor().selectedText() == ""


@pytest.mark.skipif("mock" not in QTextToSpeech.availableEngines(), reason="this Qt has no engine for tests")
def test_closing_the_box_ends_the_reading(heard: HearDialog) -> None:
    ended: list[bool] = []
    heard._voice.ended.connect(lambda: ended.append(True))

    heard.accept()

    assert ended == [True]


@pytest.mark.qt_log_ignore("is not supported", extend=True)
def test_a_system_without_a_voice_is_told() -> None:
    with pytest.raises(Problem, match="no voice"):
        open_voice(TEXT, engine="none of these")


# The voice is asked by another process first


class Asked:
    """A window's bench as far as hearing goes."""

    def __init__(self) -> None:
        self.messages = ToldProblems()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("print('asking', flush=True); import sys; sys.stdin.read()", "The voice of this system does not answer."),
        ("raise SystemExit(1)", "This system has no voice to read with."),
        ("import os; os.abort()", "This system has no voice to read with."),
    ],
    ids=["hangs", "has none", "crashes"],
)
def test_a_voice_that_does_not_answer_is_told_and_the_window_goes_on(qtbot: QtBot, code: str, told: str) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bench = Asked()
    hearing = Hearing(bench, page)  # type: ignore[arg-type]
    hearing.program = (sys.executable, "-c", code)
    hearing.answer_milliseconds = 50

    hearing.hear("Hallway", TEXT)
    came_back = hearing.is_asking
    qtbot.waitUntil(lambda: not hearing.is_asking, timeout=20_000)

    qtbot.waitUntil(lambda: not hearing.findChildren(QProcess), timeout=20_000)
    assert came_back
    assert [problem.what_happened for problem in bench.messages.problems] == [told]


def test_the_program_asks_for_a_voice_without_a_window_or_a_store(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "insidescoop", "--check-voice"],
        capture_output=True, text=True, check=False, timeout=60, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip

    assert done.stdout == "asking\n"
    assert done.returncode in (0, 1)
    assert list(tmp_path.iterdir()) == []


# The loudspeaker, without one


class SilentSink:
    """A loudspeaker that plays as far as a test says."""

    def __init__(self) -> None:
        self.played = 0
        self.is_playing = False

    def start(self, _device: object) -> None:
        self.is_playing = True

    def stop(self) -> None:
        self.is_playing = False

    def processedUSecs(self) -> int:
        return self.played


def test_a_recording_tells_where_it_is_and_when_it_ends(qapp: QApplication) -> None:
    sink, places, ends = SilentSink(), [], []
    player = SoundPlayer(sink, bytes(44 + 2 * 16_000), qapp)
    player.moved.connect(places.append)
    player.ended.connect(lambda: ends.append(True))
    player.begin()
    for played in (0, 500_000, 1_200_000):
        sink.played = played
        player._tell()

    assert places == [0, 500, 1_000]
    assert ends == [True]
    assert not sink.is_playing


def test_the_tone_is_soft_and_begins_and_ends_in_silence() -> None:
    samples = array("h", tone_of(is_low=False)[44:])

    assert abs(samples[0]) < 50
    assert abs(samples[-1]) < 50
    assert 3_000 < max(samples) <= 5_000


@pytest.mark.parametrize(
    ("form", "loud"),
    [
        (SampleForm(16_000, 1, 16), b"\x00\x40"),
        (SampleForm(16_000, 1, 8), b"\xc0"),
        (SampleForm(16_000, 1, 32), b"\x00\x00\x00\xc0"),
        (SampleForm(48_000, 2, 32, tag=3), b"\x00\x00\x00\x3f"),
    ],
)
def test_the_level_of_a_sound_half_as_loud_as_it_can_be(form: SampleForm, loud: bytes) -> None:
    class Given:
        def __init__(self) -> None:
            self.form = form

        def begin(self, receive: object) -> None:
            receive(loud * 100)  # type: ignore[operator]

        def end(self) -> None:
            pass

        hold = go_on = end

    recorder = Microphone(Given())
    recorder.begin()

    assert recorder.level() == pytest.approx(0.9, abs=0.01)
