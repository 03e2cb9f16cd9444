"""What can be done with pitches."""

from insidescoop.ui.actions import ActionSpec, Needs

PITCH_ACTIONS = (
    ActionSpec("add_pitch", "New pitch", "Pitch", "Begin a pitch", Needs.STORE, "Ctrl+Shift+N", "add"),
    ActionSpec("delete_pitch", "Delete pitch", "Pitch", "Delete the pitch with its versions", Needs.PITCH, None,
               "delete", 1),
)  # fmt: skip
