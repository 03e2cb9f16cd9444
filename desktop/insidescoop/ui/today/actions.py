"""What can be done with the list of Today and with one entry of it."""

from insidescoop.ui.actions import ActionSpec, Needs

TODAY_ACTIONS = (
    ActionSpec("go_to_today", "Go to Today", "Follow-up", "Put the cursor on the first entry of Today", Needs.STORE,
               "Ctrl+4", "today", changes=False),
    ActionSpec("show_week", "Day or week", "Follow-up", "Show Today as one day or as seven", Needs.STORE, "Ctrl+7",
               also="calendar", changes=False),
    ActionSpec("add_follow_up", "Add follow-up…", "Follow-up", "Put something to do for a person on the list",
               Needs.STORE, "F9", "add", 1, also="new reminder task"),
    ActionSpec("entry_do", "Do what the entry offers", "Follow-up", "What the first button of the entry does",
               Needs.TODAY_ENTRY, group=2),
    ActionSpec("entry_done", "Mark as done", "Follow-up", "Settle the chosen follow-up", Needs.FOLLOW_UP, None,
               "check", 2),
    ActionSpec("entry_later", "Snooze…", "Follow-up", "Choose a later day for the follow-up", Needs.FOLLOW_UP, None,
               "later", 2, also="postpone"),
    ActionSpec("entry_log", "Log for it…", "Follow-up", "Write down what was said, and mark it as done",
               Needs.FOLLOW_UP, None, "log", 2),
    ActionSpec("entry_edit", "Edit follow-up…", "Follow-up", "Change its day or its words", Needs.FOLLOW_UP, None,
               "edit", 2),
    ActionSpec("entry_open", "Open the person or the talk", "Follow-up", "Go to whom the entry is about",
               Needs.TODAY_ENTRY, group=2, changes=False),
    ActionSpec("entry_drop", "Drop follow-up", "Follow-up", "Take it off the list undone", Needs.FOLLOW_UP, None,
               "remove", 2),
    ActionSpec("accept_position", "I found a position…", "Follow-up", "Put on the list to tell everybody who helped",
               Needs.STORE, group=3, also="job offer hired"),
    ActionSpec("follow_up_rules", "Follow-up rules…", "Follow-up", "What puts follow-ups on the list, and when",
               Needs.STORE, group=4, also="reminders settings"),
    ActionSpec("days_off", "Days off…", "Follow-up", "Days on which you do not work", Needs.STORE, group=4,
               also="holidays vacation"),
)  # fmt: skip

ENTRY_KEYS = (
    ("Today", "Next or former entry", "Down, Up"),
    ("Today", "Do what the entry offers", "Enter"),
    ("Today", "Mark as done", "D"),
    ("Today", "Snooze", "S"),
    ("Today", "Log for it", "L"),
    ("Today", "Edit", "E"),
    ("Today", "Open the person or the talk", "O"),
    ("Today", "Drop", "Del"),
    ("Dialogs", "Do what the dialog is for", "Ctrl+Enter"),
    ("Week", "A day earlier or later", "Alt+Left, Alt+Right"),
    ("Week", "A week earlier or later", "Page Up, Page Down"),
)
"""The keys that belong to no action: those of an entry of the list while the cursor is on it, and of dialogs."""
