"""The time and the zone, handed to everything that needs them."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import tzlocal


@dataclass(slots=True)
class Clock:
    """The machine's clock in the user's own zone; a test hands in another with the same members."""

    zone: str

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present date on the user's wall calendar."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()

    def look_at_zone(self) -> bool:
        """Takes the zone the system is set to now, as after a flight; True if it is another one."""
        before, self.zone = self.zone, _zone_of_machine()
        return self.zone != before


def machine_clock() -> Clock:
    """The clock of this machine, in the zone the system is set to; UTC where the system does not say."""
    return Clock(_zone_of_machine())


def _zone_of_machine() -> str:
    if hasattr(time, "tzset"):
        # tzlocal compares what it finds with what the C library knows, which looks only when it is told to.
        time.tzset()
    try:
        tzlocal.reload_localzone()
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"
