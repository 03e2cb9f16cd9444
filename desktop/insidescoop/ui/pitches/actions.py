"""What can be done with pitches."""

from insidescoop.ui.actions import ActionSpec, Needs

PITCH_ACTIONS = (
    ActionSpec("add_pitch", "New pitch", "Pitch", "Begin a pitch", Needs.STORE, "Ctrl+Shift+N", "add"),
    ActionSpec("delete_pitch", "Delete pitch", "Pitch", "Delete the pitch with its versions", Needs.PITCH, None,
               "delete", 1),
    ActionSpec("rehearse", "Rehearse", "Pitch", "Say the pitch out loud, with its text and a clock", Needs.PITCH, "F5",
               "clock", 2),
    ActionSpec("show_runs", "Runs of this pitch…", "Pitch", "Every run out loud, and how far it is from rehearsed",
               Needs.PITCH, "Ctrl+F5", "log", 2),
    ActionSpec("use_recording", "Use a recording…", "Pitch", "Hear about a sound file in which you say this pitch",
               Needs.PITCH, None, None, 2),
    ActionSpec("hear_pitch", "Hear it", "Pitch", "Have the system's voice read the pitch", Needs.PITCH, None, None, 2),
    ActionSpec("delete_recordings", "Delete all recordings…", "Pitch", "Delete the sound of all runs for good",
               Needs.STORE, None, None, 3),
)  # fmt: skip
