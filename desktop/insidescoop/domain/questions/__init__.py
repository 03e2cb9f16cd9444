"""The bank of questions and which of them to ask."""
