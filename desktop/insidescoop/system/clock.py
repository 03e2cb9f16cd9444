"""The time and the zone, handed to everything that needs them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import tzlocal


@dataclass(frozen=True, slots=True)
class Clock:
    """The machine's clock in the user's own zone; a test hands in another with the same two members."""

    zone: str

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present date on the user's wall calendar."""
        return self.now().astimezone(ZoneInfo(self.zone)).date()


def machine_clock() -> Clock:
    """The clock of this machine, in the zone the system is set to; UTC where the system does not say."""
    try:
        zone = tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        return Clock("UTC")
    return Clock(zone or "UTC")
