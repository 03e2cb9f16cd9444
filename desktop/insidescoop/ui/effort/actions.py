"""What can be done about the effort as a whole."""

from insidescoop.ui.actions import ActionSpec, Needs

EFFORT_ACTIONS = (
    ActionSpec("show_effort", "What the effort has led to", "View", "Weeks, answers, introductions and outcomes",
               Needs.STORE, "Ctrl+5", None, 4, also="progress statistics", changes=False),
    ActionSpec("effort_report", "Report on the effort…", "View", "The same numbers as a PDF", Needs.STORE, None,
               "print", 4, also="print", changes=False),
    ActionSpec("edit_goals", "My weekly goals…", "Edit", "How much you mean to do each week", Needs.STORE, None, None,
               2, also="targets"),
    ActionSpec("show_research", "What research says about networking", "Help", "Claims, and where they come from",
               Needs.NOTHING, None, "info", 1, changes=False),
)  # fmt: skip
