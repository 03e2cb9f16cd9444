from window_fixtures import empty_folder, messages, opened, same_font, sample, sample_folder

__all__ = ["empty_folder", "messages", "opened", "same_font", "sample", "sample_folder"]
