from held_talk import meeting, planned, talk_folder
from window_fixtures import (
    empty_folder,
    filled_by,
    messages,
    opened,
    opening,
    same_font,
    sample,
    sample_folder,
)

__all__ = [
    "empty_folder", "filled_by", "meeting", "messages", "opened", "opening", "planned", "same_font", "sample",
    "sample_folder", "talk_folder",
]  # fmt: skip
