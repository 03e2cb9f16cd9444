"""A recording of a run, listened to: the one way from a WAV file to its report."""

from insidescoop.domain.progress import Progress, Report, unheard
from insidescoop.domain.rehearsals import script_of
from insidescoop.domain.run_reports import RecordingReport, Unaligned
from insidescoop.speech.activity import listen
from insidescoop.speech.alignment import align
from insidescoop.speech.wav import read_wav

_STEPS = 3


def report_of_recording(data: bytes, text: str, report: Report = unheard) -> RecordingReport:
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
    if not heard.milliseconds:
        return RecordingReport(heard, Unaligned.NO_SPEECH)
    found = align(sound, script_of(text), heard)
    report(Progress(_STEPS, _STEPS, "Finding the sentences"))
    return RecordingReport(heard, found)
