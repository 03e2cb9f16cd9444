"""Inside Scoop: contacts, pitches and informational interviews, kept offline."""

__version__ = "0.1.0"

DESKTOP_ID = "org.insidescoop.InsideScoop"
"""How Linux desktops know the program: its menu entry, icon and windows. See docs/decisions/0043-installed.md."""
