"""Rehearsing a pitch out loud: the window, its runs and their reports."""
