"""What the contact table shows of a contact, and what it can be sorted by."""

from datetime import date, datetime
from enum import StrEnum

from insidescoop.domain.contacts import Closeness
from insidescoop.domain.values import frozen


class ContactOrder(StrEnum):
    """What the table can be sorted by."""

    NAME = "name"
    TITLE = "title"
    ORGANIZATION = "organization"
    CLOSENESS = "closeness"
    LAST_CONTACT = "last_contact"
    NEXT_DUE = "next_due"
    ADDED = "added"


UNREADABLE = "(cannot be read)"
"""Shown instead of a name that cannot be read."""


@frozen
class ContactRow:
    """One person as the table shows them. `last_contact_at` and `added_at` are aware UTC instants; None for never."""

    id: int
    name: str
    title: str | None
    organization: str | None
    place: str | None
    email: str | None
    phone: str | None
    tags: str | None
    closeness: Closeness
    met_event: str | None
    last_contact_at: datetime | None
    next_due_on: date | None
    added_at: datetime
    do_not_contact: bool


@frozen
class FirstRows:
    """What can be shown of the contact table before the store is open.

    There are `count` contacts in order of the name; `rows` are those from place `start` on, counted from 0. `current`
    is the place of the contact that was shown last, 0 if it is gone. `home_country` is that of the profile.
    """

    count: int
    start: int
    rows: tuple[ContactRow, ...]
    current: int
    home_country: str
