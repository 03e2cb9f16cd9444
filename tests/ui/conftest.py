from window_fixtures import messages, opened, same_font, sample

__all__ = ["messages", "opened", "same_font", "sample"]
