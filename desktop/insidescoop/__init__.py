"""Inside Scoop: contacts, pitches and informational interviews, kept offline."""

__version__ = "0.1.0"
