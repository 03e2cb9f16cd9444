"""Sound and voice where the system has them, and one sentence where it has not."""

import os
import subprocess
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from insidescoop.domain.problems import Problem
from insidescoop.speech.wav import read_wav
from insidescoop.ui.rehearsal.hear_dialog import HearDialog
from insidescoop.ui.rehearsal.hearing import Hearing
from insidescoop.ui.sound.helper import Channel, Playing, open_speech
from insidescoop.ui.sound.microphone import AwaitedMicrophone, Microphone, SampleForm
from insidescoop.ui.sound.player import ProcessPlayer, Tones, tone_of
from insidescoop.ui.sound.process import Job, SoundProcess, own_program
from windows import ToldProblems

TEXT = "I mend catalogs. How did you begin?"

_WITHOUT = """
import sys
for name in ("PySide6.QtMultimedia", "PySide6.QtTextToSpeech"):
    sys.modules[name] = None
from insidescoop.start import main
sys.exit(main(["--sound", sys.argv[1]]))
"""


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (Job.RECORD, "Sound is not available in this installation."),
        (Job.PLAY, "Sound is not available in this installation."),
        (Job.VOICE, "This system has no voice to read with."),
    ],
)
def test_without_the_libraries_each_says_so_in_a_sentence(qtbot: QtBot, job: Job, told: str) -> None:
    process = SoundProcess(job, program=(sys.executable, "-c", _WITHOUT, job.value))

    with qtbot.waitSignal(process.failed, timeout=20_000) as failed:
        pass

    assert failed.args is not None
    assert failed.args[0].what_happened == told


def test_the_window_loads_no_sound_before_it_is_asked_for() -> None:
    code = "import insidescoop.ui.pitches.page, sys; print(' '.join(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "pocketsphinx"} & set(done.stdout.split())


# The voice, with Qt's own engine that says nothing but behaves like one

HANGS = "print('asking', flush=True); import sys; sys.stdin.read()"
needs_mock = pytest.mark.skipif(
    "mock" not in QTextToSpeech.availableEngines(), reason="this Qt has no engine for tests"
)


class Heard:
    """A window's bench as far as hearing goes, and what comes of a pitch that is to be heard."""

    def __init__(self, qtbot: QtBot, program: Sequence[str], *, milliseconds: int = 20_000) -> None:
        self.qtbot = qtbot
        self.messages = ToldProblems()
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.hearing = Hearing(self, self.page)  # type: ignore[arg-type]
        self.hearing.program = program
        self.hearing.answer_milliseconds = milliseconds
        self.hearing.hear("Hallway", TEXT)
        self.came_back = self.hearing.is_asking
        qtbot.waitUntil(lambda: not self.hearing.is_asking, timeout=20_000)

    @property
    def dialog(self) -> HearDialog:
        assert self.hearing.dialog is not None
        return self.hearing.dialog


def processes() -> list[QProcess]:
    application = QApplication.instance()
    assert application is not None
    return application.findChildren(QProcess)


@needs_mock
def test_the_sentence_being_read_is_marked_and_the_reading_ends(qtbot: QtBot) -> None:
    dialog = Heard(qtbot, [*own_program(Job.VOICE), "mock"]).dialog
    marked = [dialog.text.textCursor().selectedText()]
    dialog.voice.begun.connect(lambda _place: marked.append(dialog.text.textCursor().selectedText()))

    qtbot.waitUntil(lambda: dialog.read.text() == "Read again", timeout=20_000)

    assert marked == ["I mend catalogs.", "How did you begin?"]
    assert dialog.text.textCursor().selectedText() == ""


@needs_mock
def test_closing_the_dialog_ends_the_reading_and_the_other_process(qtbot: QtBot) -> None:
    heard = Heard(qtbot, [*own_program(Job.VOICE), "mock"])
    ended: list[bool] = []
    heard.dialog.voice.ended.connect(lambda: ended.append(True))

    heard.dialog.accept()

    assert ended == [True]
    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


@pytest.mark.qt_log_ignore("is not supported", extend=True)
def test_a_system_without_a_voice_is_told() -> None:
    with pytest.raises(Problem, match="no voice"):
        open_speech("none of these")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (HANGS, "The voice of this system does not answer."),
        ("raise SystemExit(1)", "This system has no voice to read with."),
        ("import os; os.abort()", "This system has no voice to read with."),
    ],
    ids=["hangs", "has none", "crashes"],
)
def test_a_voice_that_does_not_answer_is_told_and_the_window_goes_on(qtbot: QtBot, code: str, told: str) -> None:
    heard = Heard(qtbot, (sys.executable, "-c", code), milliseconds=50)

    assert heard.came_back
    assert [problem.what_happened for problem in heard.messages.problems] == [told]
    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


def test_a_voice_that_hangs_once_it_has_answered_is_told_in_the_dialog(qtbot: QtBot) -> None:
    code = "print('asking'); print('ready', flush=True); import sys; sys.stdin.read()"
    heard = Heard(qtbot, (sys.executable, "-c", code), milliseconds=50)
    dialog = heard.dialog

    qtbot.waitUntil(dialog.problem.isVisible, timeout=20_000)

    assert dialog.problem.text().startswith("The voice of this system does not answer.")
    assert not dialog.read.isEnabled()
    assert heard.messages.problems == []
    dialog.accept()
    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


def test_the_other_process_needs_no_window_and_no_store_and_ends_with_its_input(tmp_path: Path) -> None:
    done = subprocess.run(
        [*own_program(Job.VOICE), "mock"], input='say 7 "Hello."\n', capture_output=True, text=True, check=False,
        timeout=60, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip

    assert done.stdout.startswith("asking\n")
    assert list(tmp_path.iterdir()) == []


# The microphone, in another process


def _written(line: str) -> str:
    return f"import sys; print('asking'); print({line!r}, flush=True)"


def test_a_microphone_that_hangs_is_told_and_the_window_goes_on(qtbot: QtBot) -> None:
    microphone = AwaitedMicrophone(program=(sys.executable, "-c", HANGS))
    microphone.process.answer_milliseconds = 50
    told: list[Problem | None] = []
    microphone.watch(told.append)
    waits = microphone.is_waiting

    qtbot.waitUntil(lambda: bool(told), timeout=20_000)

    assert waits
    assert [str(problem).partition(".")[0] for problem in told] == ["The microphone of this system does not answer"]
    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


def test_what_the_other_process_hears_is_recorded_from_the_beginning_on_and_not_while_held(qtbot: QtBot) -> None:
    code = _written("ready 16000 1 16 1") + (
        "\nfor line in sys.stdin.buffer:\n"
        "    sys.stdout.buffer.write(b'\\0\\x10' * 1_600 + b'\\1\\x10'); sys.stdout.buffer.flush()"
    )
    microphone = AwaitedMicrophone(program=(sys.executable, "-c", code))
    heard: list[bytes] = []
    microphone.process.heard.connect(heard.append)

    def a_tenth_of_a_second() -> None:
        heard.clear()
        microphone.process.send("go on")
        qtbot.waitUntil(lambda: sum(map(len, heard)) == 3_202, timeout=20_000)

    qtbot.waitUntil(lambda: not microphone.is_waiting, timeout=20_000)
    a_tenth_of_a_second()
    microphone.begin()
    a_tenth_of_a_second()
    microphone.hold()
    a_tenth_of_a_second()
    microphone.go_on()
    a_tenth_of_a_second()
    sound = microphone.finish()

    assert sound is not None
    assert len(read_wav(sound).samples) == 2 * 1_601
    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


def test_a_microphone_that_is_unplugged_is_told_and_what_it_heard_is_there(qtbot: QtBot) -> None:
    code = _written("ready 16000 1 16 1") + "\nsys.stdin.readline(); sys.stdout.write('ab' * 1_600)"
    microphone = AwaitedMicrophone(program=(sys.executable, "-c", code))
    told: list[Problem | None] = []
    microphone.watch(told.append)
    qtbot.waitUntil(lambda: not microphone.is_waiting, timeout=20_000)
    microphone.begin()
    microphone.process.send("end")

    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)

    assert told[0] is None
    assert "The microphone stopped working." in str(told[1])
    sound = microphone.finish()
    assert sound is not None
    assert len(read_wav(sound).samples) == 1_600


# The loudspeaker, in another process


def test_a_loudspeaker_that_hangs_is_told_and_the_window_goes_on(qtbot: QtBot, qapp: QApplication) -> None:
    player = ProcessPlayer(bytes(44), qapp, program=(sys.executable, "-c", HANGS))
    player.process.answer_milliseconds = 50
    player.begin()

    with qtbot.waitSignal(player.failed, timeout=20_000) as failed:
        pass

    assert failed.args is not None
    assert failed.args[0].what_happened == "The loudspeaker of this system does not answer."
    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


def test_tones_without_a_loudspeaker_are_silent(qtbot: QtBot) -> None:
    tones = Tones(program=(sys.executable, "-c", HANGS))
    tones(True)
    tones(False)

    tones.end()

    qtbot.waitUntil(lambda: not processes(), timeout=20_000)


def test_another_process_that_cannot_be_started_is_told(qtbot: QtBot) -> None:
    process = SoundProcess(Job.PLAY, program=("/no/such/program",))

    qtbot.waitUntil(lambda: not process.is_running, timeout=20_000)


# The loudspeaker, without one


class Written(Channel):
    """Takes down what the other process would write."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def write(self, data: bytes) -> None:
        self.lines += data.decode().splitlines()


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


def test_a_recording_tells_where_it_is_and_when_it_ends() -> None:
    sink = SilentSink()
    channel = Written()
    playing = Playing(sink, channel)
    channel.line.emit("sound 32044", bytes(44 + 2 * 16_000))
    for played in (0, 500_000, 1_200_000):
        sink.played = played
        playing.tell_place()

    assert channel.lines == ["ready", "at 0", "at 0", "at 500", "at 1000", "ended"]
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
