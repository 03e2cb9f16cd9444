"""Backups in the window: made by themselves and when asked for, listed, restored."""
