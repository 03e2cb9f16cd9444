"""What the sections of a pitch are called."""

SECTION_TITLES = {
    "who_i_am": "Who I am",
    "what_i_can_do": "What I can do",
    "what_i_want_to_do": "What I want to do",
    "why_here": "Why here",
    "what_i_ask": "What I ask of you",
}
