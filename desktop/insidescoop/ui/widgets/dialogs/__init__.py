"""Dialogs that fit the screen and lose nothing typed."""
