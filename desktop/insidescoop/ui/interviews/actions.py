"""What can be done with interviews."""

from insidescoop.ui.actions import ActionSpec, Needs

INTERVIEW_ACTIONS = (
    ActionSpec("plan_interview", "Plan interview…", "Interview", "Choose whom to talk to", Needs.STORE, "Ctrl+I",
               "interview"),
    ActionSpec("make_prep_sheet", "Prep sheet", "Interview", "Make the sheet and look at it", Needs.INTERVIEW, "F6",
               "prep-sheet"),
    ActionSpec("start_talk", "Start meeting", "Interview", "The clock, the question, and one box for notes",
               Needs.INTERVIEW, "F7", "clock"),
    ActionSpec("wrap_up", "Wrap up…", "Interview", "What you learned, who was named, what was promised",
               Needs.INTERVIEW, "Shift+F7", "check"),
    ActionSpec("start_talk_now", "Start a talk now…", "Interview", "A talk nobody planned, with a person kept or new",
               Needs.STORE, "Ctrl+F7", None),
    ActionSpec("plan_core_questions", "Plan the core questions", "Interview",
               "Put the questions that suit the length into the plan", Needs.INTERVIEW_IN_SIGHT, "Ctrl+Shift+Q",
               "star", 1),
    ActionSpec("add_own_question", "Add own question", "Interview", "Write a question of your own into the plan",
               Needs.INTERVIEW_IN_SIGHT, "Ctrl+Shift+O", "add", 1),
    ActionSpec("question_up", "Move question up", "Interview", "Ask the question earlier", Needs.PLANNED_QUESTION,
               "Alt+Up", "up", 1),
    ActionSpec("question_down", "Move question down", "Interview", "Ask the question later", Needs.PLANNED_QUESTION,
               "Alt+Down", "down", 1),
    ActionSpec("remove_question", "Remove question", "Interview", "Take the question out of the plan",
               Needs.PLANNED_QUESTION, "Ctrl+Shift+R", "remove", 1),
    ActionSpec("show_answers", "Answers…", "Interview", "What everybody said: questions by people", Needs.STORE,
               "Ctrl+Shift+A", "log", 1),
    ActionSpec("delete_interview", "Delete interview", "Interview", "Delete the interview with its plan",
               Needs.INTERVIEW_IN_SIGHT, None, "delete", 2),
)  # fmt: skip
