"""The results of a step, and the steps that Undo and Redo would act on."""

from typing import Any

from insidescoop.domain.changes import Changes
from insidescoop.domain.problems import Problem
from insidescoop.domain.values import frozen


@frozen
class Done:
    """What a step did: its final label, what the command returned, what was touched, and whether Undo takes it back.

    `problem` is what could not be done after the step, which itself stands.
    """

    label: str
    result: Any
    changes: Changes
    can_undo: bool = True
    problem: Problem | None = None
    step_id: int = 0


@frozen
class History:
    """The labels of the steps that Undo and Redo would take; None where there is none. `newest` is the id of Undo's."""

    undo: str | None
    redo: str | None
    newest: int = 0
