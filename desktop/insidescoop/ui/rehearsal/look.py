"""How the rehearsal window was left: size of the letters, mirror, key words, sound, and the limits of each target."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from insidescoop.domain.problems import Problem
from insidescoop.domain.rehearsal.rehearsals import Limits, limits_for
from insidescoop.system.atomic_file import keep_damaged, write_whole
from insidescoop.ui.rehearsal.prompter import USUAL_LETTERS

LOOK_FILE = "rehearsal.json"


@dataclass(slots=True)
class RehearsalLook:
    """The look. `limits` are seconds of now and over by the target's seconds, as text: JSON knows no other keys."""

    letters: int = USUAL_LETTERS
    is_mirrored: bool = False
    has_key_words_only: bool = False
    has_sound: bool = False
    limits: dict[str, list[int]] = field(default_factory=dict)

    def limits_of(self, target_seconds: int) -> Limits:
        """The limits for a target: the user's own, else the usual ones."""
        own = self.limits.get(str(target_seconds))
        return Limits(*own) if own else limits_for(target_seconds)

    def set_limits(self, target_seconds: int, limits: Limits) -> None:
        """Keeps the user's own limits for a target."""
        self.limits[str(target_seconds)] = [limits.now_seconds, limits.over_seconds]


def load_look(path: Path) -> RehearsalLook:
    """The look last saved; the usual one where there is none, or where the file makes no sense: that is kept too."""
    try:
        content = path.read_bytes()
    except OSError:
        return RehearsalLook()
    look = _look_of(content)
    if look is None:
        keep_damaged(path, content)
    return look or RehearsalLook()


def _look_of(content: bytes) -> RehearsalLook | None:
    try:
        found = json.loads(content.decode("utf-8"))
        known = {each.name for each in fields(RehearsalLook)}
        look = RehearsalLook(**{name: value for name, value in found.items() if name in known})
        if any(type(getattr(look, name)) is not type(getattr(RehearsalLook(), name)) for name in known):
            return None
        if not all(_is_pair(pair) for pair in look.limits.values()):
            return None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return look


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(type(number) is int for number in pair)


def save_look(path: Path, look: RehearsalLook) -> None:
    """Saves the look; a disk that does not take it costs the settings, nothing else."""
    try:
        write_whole(path, json.dumps(asdict(look)).encode())
    except Problem:
        return
