"""What a rehearsal wants of the machine's sound: a recorder, whatever it is made of."""

from collections.abc import Callable
from typing import Protocol

from insidescoop.domain.problems import Problem


class Recorder(Protocol):
    """Takes down what is said, from `begin` on; it can be held and go on."""

    @property
    def is_waiting(self) -> bool:
        """Whether the device has not answered yet."""
        ...

    def watch(self, changed: Callable[[Problem | None], object]) -> None:
        """Has `changed` called once the device has answered, and with a Problem where it does not, or stops."""
        ...

    def begin(self) -> None:
        """Starts to take down.

        Raises:
            Problem: the device does not answer, or the system does not allow it.
        """
        ...

    def hold(self) -> None:
        """Takes nothing down for a while."""
        ...

    def go_on(self) -> None:
        """Takes down again."""
        ...

    def level(self) -> float:
        """How loud it is right now, from 0 to 1."""
        ...

    def finish(self) -> bytes | None:
        """Ends, and returns the sound as a WAV file of 16,000 samples a second; None if nothing came."""
        ...

    def drop(self) -> None:
        """Ends, and keeps nothing."""
        ...


OpenRecorder = Callable[[], Recorder]
"""Gets a recorder ready, at once: a device that takes a moment is waited for by the recorder.

Raises a Problem where there is none."""

PlayTone = Callable[[bool], None]
"""Plays a soft tone, a lower one for True; does nothing where there is no sound."""
