"""The recording of a run: a device that may take a moment, may not answer, and may stop while it is used."""

from collections.abc import Callable

from insidescoop.domain.problems import Problem
from insidescoop.ui.sound.recorder import OpenRecorder, Recorder

_WAITING = "Waiting for the microphone…"


class RunRecording:
    """`say` is called with what the user should know, "" for nothing, whenever something has changed."""

    def __init__(self, open_recorder: OpenRecorder, say: Callable[[str], object]) -> None:
        self._open_recorder = open_recorder
        self._say = say
        self._recorder: Recorder | None = None
        self._has_begun = False

    @property
    def is_on(self) -> bool:
        """Whether the run is recorded."""
        return self._recorder is not None

    def switch(self) -> None:
        """Gets the device, or lets it go."""
        if self._recorder is not None:
            self.drop()
            self._say("")
            return
        try:
            recorder = self._recorder = self._open_recorder()
        except Problem as problem:
            self._tell(problem)
            return
        recorder.watch(lambda problem: self._changed(recorder, problem))
        self._say(_WAITING if recorder.is_waiting else "")

    def _changed(self, recorder: Recorder, problem: Problem | None) -> None:
        if recorder is not self._recorder:
            return
        if problem is None:
            self._say("")
        elif self._has_begun:
            self._say(f"{problem.what_happened} The run goes on; what was recorded so far will be saved.")
        else:
            self._recorder = None
            self._tell(problem)

    def _tell(self, problem: Problem) -> None:
        self._say(f"{problem.what_happened} {problem.next_step}")

    def start(self) -> bool:
        """Takes down from now on; False, with the reason said, if the clock must not start."""
        if self._recorder is None:
            return True
        if self._recorder.is_waiting:
            self._say(_WAITING)
            return False
        if self._has_begun:
            self._recorder.go_on()
            return True
        try:
            self._recorder.begin()
        except Problem as problem:
            self._recorder = None
            self._tell(problem)
            return False
        self._has_begun = True
        return True

    def hold(self) -> None:
        """Takes nothing down for a while."""
        if self._recorder is not None:
            self._recorder.hold()

    def level(self) -> float:
        """How loud it is right now, from 0 to 1."""
        return self._recorder.level() if self._recorder is not None else 0.0

    def finish(self) -> bytes | None:
        """Ends, and returns the sound; None if there is none."""
        recorder, self._recorder = self._recorder, None
        return recorder.finish() if recorder is not None else None

    def drop(self) -> None:
        """Ends, and keeps nothing."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.drop()
