"""The time and the zone, handed to everything that needs them."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


class Clock:
    """This machine's clock in the user's own zone; a test hands in another with the same members."""

    def __init__(self) -> None:
        self._zone: str | None = None

    @property
    def zone(self) -> str:
        """The zone that the system was set to when it was first asked for; UTC where the system does not say."""
        if self._zone is None:
            self._zone = _zone_of_machine()
        return self._zone

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present date on the user's wall calendar."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()

    def look_at_zone(self) -> bool:
        """Takes the zone the system is set to now, as after a flight; True if it is another one."""
        before, self._zone = self.zone, _zone_of_machine()
        return self._zone != before


def _zone_of_machine() -> str:
    # Loaded when the first day is shown, after the window.
    import tzlocal

    if hasattr(time, "tzset"):
        # tzlocal compares what it finds with what the C library knows, which looks only when it is told to.
        time.tzset()
    try:
        tzlocal.reload_localzone()
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"
