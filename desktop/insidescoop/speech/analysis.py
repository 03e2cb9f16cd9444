"""A recording of a run, listened to: the one way from a WAV file to its report."""

from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.rehearsal.counting_runs import QUIETEST_SOUND
from insidescoop.domain.rehearsal.rehearsals import script_of
from insidescoop.domain.rehearsal.reports import RecordingReport, SoundReport, Unaligned
from insidescoop.domain.values import frozen
from insidescoop.speech.activity import listen
from insidescoop.speech.alignment import align
from insidescoop.speech.wav import read_wav, wav_of

_STEPS = 3


@frozen
class Listened:
    """What a recording tells, and the recording as a small WAV file of our own form."""

    report: RecordingReport
    wav: bytes


def listen_to(data: bytes, text: str, report: Report = unheard) -> Listened:
    """What a WAV file tells of saying a text.

    Raises:
        Invalid: the file is none that can be read.
        Cancelled: the report called it off.
    """
    report(Progress(0, _STEPS, "Reading the recording"))
    sound = read_wav(data, report)
    report(Progress(1, _STEPS, "Listening for pauses"))
    heard = listen(sound)
    report(Progress(2, _STEPS, "Finding the sentences"))
    found = align(sound, script_of(text), heard) if heard.milliseconds else _without_speech(heard)
    report(Progress(_STEPS, _STEPS, "Finding the sentences"))
    return Listened(RecordingReport(heard, found), wav_of(sound.samples))


def _without_speech(heard: SoundReport) -> Unaligned:
    return Unaligned.NO_SPEECH if heard.loudness <= QUIETEST_SOUND else Unaligned.NOISE


def report_of_recording(data: bytes, text: str, report: Report = unheard) -> RecordingReport:
    """The report alone; raises as `listen_to` does."""
    return listen_to(data, text, report).report
