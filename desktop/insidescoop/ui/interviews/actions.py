"""What can be done with interviews."""

from insidescoop.ui.actions import ActionSpec, Needs

INTERVIEW_ACTIONS = (
    ActionSpec("plan_interview", "Plan interview…", "Interview", "Choose whom to talk to", Needs.STORE, "Ctrl+I",
               "interview"),
    ActionSpec("make_prep_sheet", "Prep sheet", "Interview", "Make the sheet and look at it", Needs.INTERVIEW, "F6",
               "prep-sheet"),
    ActionSpec("plan_core_questions", "Plan the core questions", "Interview",
               "Put the questions that suit the length into the plan", Needs.INTERVIEW_IN_SIGHT, "Ctrl+Shift+Q",
               "star", 1),
    ActionSpec("pick_questions", "Pick questions…", "Interview", "A proposal that closes the gaps, with reasons",
               Needs.INTERVIEW_IN_SIGHT, "Ctrl+Alt+Q", "search", 1),
    ActionSpec("add_own_question", "Add own question", "Interview", "Write a question of your own into the plan",
               Needs.INTERVIEW_IN_SIGHT, "Ctrl+Shift+O", "add", 1),
    ActionSpec("question_up", "Move question up", "Interview", "Ask the question earlier", Needs.PLANNED_QUESTION,
               "Alt+Up", "up", 1),
    ActionSpec("question_down", "Move question down", "Interview", "Ask the question later", Needs.PLANNED_QUESTION,
               "Alt+Down", "down", 1),
    ActionSpec("remove_question", "Remove question", "Interview", "Take the question out of the plan",
               Needs.PLANNED_QUESTION, "Ctrl+Shift+R", "remove", 1),
    ActionSpec("write_letter", "Write…", "Interview", "The letter that comes next, filled as far as it can be",
               Needs.SOMEBODY, "Ctrl+Shift+W", "edit", 3),
    ActionSpec("write_request", "Write a request…", "Interview", "Ask for twenty minutes", Needs.SOMEBODY,
               "Ctrl+Alt+W", None, 3),
    ActionSpec("write_thanks", "Write a thank-you…", "Interview", "Say thank you for a talk", Needs.SOMEBODY,
               "Ctrl+Alt+Y", None, 3),
    ActionSpec("edit_templates", "Message templates…", "Interview", "The letters yours begin from", Needs.STORE, None,
               None, 3),
    ActionSpec("delete_interview", "Delete interview", "Interview", "Delete the interview with its plan",
               Needs.INTERVIEW_IN_SIGHT, None, "delete", 2),
)  # fmt: skip
