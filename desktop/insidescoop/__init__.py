"""Inside Scoop: contacts, pitches and informational interviews, kept offline."""

__version__ = "0.5.0"
"""0, the version of the store's schema, and a number that rises with each release of that schema."""

DESKTOP_ID = "org.insidescoop.InsideScoop"
"""How Linux desktops know the program: its menu entry, icon and windows. See docs/decisions/0043-installed.md."""
