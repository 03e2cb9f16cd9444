"""What the rehearsal window says of a run: how it stands, and what each key does now."""

from insidescoop.domain.values import frozen


@frozen
class RunState:
    """How a run stands, as far as words go. `behind` is in milliseconds, None before the first tap."""

    is_running: bool
    has_begun: bool
    is_tapping: bool
    is_recording: bool
    sentence: int
    sentences: int
    pace: int
    behind: int | None


def state_words(state: RunState) -> str:
    """One sentence on what to do, or on what is going on."""
    recording = " It is recorded." if state.is_recording else ""
    if not state.has_begun:
        how = "press Space at the end of each sentence" if state.is_tapping else "say it out loud as it passes"
        return f"Space starts the clock; {how}.{recording}"
    if not state.is_running:
        return "Paused."
    if state.is_tapping:
        return f"Sentence {state.sentence} of {state.sentences}.{recording}"
    return f"{state.pace} words a minute.{recording}"


def standing_words(behind: int | None) -> str:
    """Ahead, behind or on time, with a shape; "" before the first tap. Half a second is on time."""
    if behind is None:
        return ""
    if abs(behind) < 500:
        return "● On time"
    return f"▲ {-behind / 1000:.1f} s ahead" if behind < 0 else f"▼ {behind / 1000:.1f} s behind"


def key_hints(state: RunState) -> str:
    """Every key that does something now, and what."""
    if state.is_tapping and state.is_running:
        first = ["Space: end of sentence", "Backspace: take the last one back", "P: pause"]
    else:
        first = [f"Space: {'pause' if state.is_running else 'go on' if state.has_begun else 'start'}"]
    if state.has_begun:
        first.append("Enter: done, keep it")
    else:
        tap, record = "on" if state.is_tapping else "off", "on" if state.is_recording else "off"
        first += [f"T: tap along ({tap})", f"R: record ({record})"]
    looks = ["← →: slower, quicker", "− +: letters", "K: key words only", "M: mirror", "S: tone", "L: limits"]
    if not state.is_tapping:
        looks.insert(0, "↑ ↓: sentence back, on")
    # A key and what it does stay on one line.
    return "   ·   ".join(words.replace(" ", "\u00a0") for words in (*first, *looks, "Esc: leave"))
