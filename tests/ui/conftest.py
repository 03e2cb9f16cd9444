"""The fixtures of the window."""

from window_fixtures import application, desk, opened, sample, settle

__all__ = ["application", "desk", "opened", "sample", "settle"]
