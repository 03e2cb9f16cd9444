"""What can be done with pitches."""

from insidescoop.ui.actions import ActionSpec, Needs

PITCH_ACTIONS = (
    ActionSpec("add_pitch", "New pitch", "Pitch", "Begin a pitch with a text to fill in, or empty", Needs.STORE,
               "Ctrl+Shift+N", "add"),
    ActionSpec("add_variant", "Duplicate as variant…", "Pitch", "The same text for another audience", Needs.PITCH,
               "Ctrl+Shift+D"),
    ActionSpec("pitch_as_one_text", "As one text", "Pitch", "Write the sections as one free text", Needs.PITCH_SECTIONS,
               None, None, 1),
    ActionSpec("pitch_in_sections", "In sections", "Pitch", "Part the free text into its sections again",
               Needs.PITCH_ONE_TEXT, None, None, 1),
    ActionSpec("say_in_longer", "Only in longer cuts", "Pitch", "Leave the sentence at the cursor out of a shorter cut",
               Needs.PITCH, "Ctrl+]", "up", 1),
    ActionSpec("say_in_shorter", "In shorter cuts too", "Pitch", "Say the sentence at the cursor in a shorter cut too",
               Needs.PITCH, "Ctrl+[", "down", 1),
    ActionSpec("say_plainly", "Say it in plain words", "Pitch", "Replace a word of the trade by your plain words",
               Needs.PITCH, "Ctrl+Alt+P", None, 1),
    ActionSpec("pitch_versions", "Versions…", "Pitch", "Every text the pitch has had, and who heard it", Needs.PITCH,
               "Ctrl+Alt+V", "later", 2),
    ActionSpec("print_pitch_card", "Pitch card, A6…", "Pitch", "The length worked on, on a card to print or save",
               Needs.PITCH, "Ctrl+P", "print", 3),
    ActionSpec("print_index_card", "Index card, 3 × 5 in…", "Pitch", "The length worked on, on an index card",
               Needs.PITCH, None, "print", 3),
    ActionSpec("print_pitch_page", "All lengths on a page…", "Pitch", "Every length of the pitch on one page",
               Needs.PITCH, None, "print", 3),
    ActionSpec("delete_pitch", "Delete pitch", "Pitch", "Delete the pitch with its versions", Needs.PITCH, None,
               "delete", 9),
)  # fmt: skip
