"""The informational interview: its plan, its times, the meeting itself and the wrap-up."""
