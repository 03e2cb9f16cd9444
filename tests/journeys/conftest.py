from held_talk import meeting, planned
from window_fixtures import empty_folder, messages, opened, same_font, sample, sample_folder

__all__ = ["empty_folder", "meeting", "messages", "opened", "planned", "same_font", "sample", "sample_folder"]
