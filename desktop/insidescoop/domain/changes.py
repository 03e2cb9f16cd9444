"""What one step touched, in the domain's own kinds: the only thing a view needs to know whether to read again."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from insidescoop.domain.values import frozen


class Kind(StrEnum):
    """The kinds of record a user knows; rows that only belong to one (an e-mail address) count as their owner."""

    PROFILE = "profile"
    CONTACT = "contact"
    ORGANIZATION = "organization"
    INTRODUCTION = "introduction"
    INTERACTION = "interaction"
    FOLLOW_UP = "follow_up"
    FOLLOW_UP_RULE = "follow_up_rule"
    HOLIDAY = "holiday"
    OUTCOME = "outcome"
    PITCH = "pitch"
    QUESTION = "question"
    INTERVIEW = "interview"
    TEMPLATE = "template"
    TERM = "term"
    SAVED_LIST = "saved_list"
    COLUMN_MAPPING = "column_mapping"


@frozen
class Changes:
    """The records one step added, changed or deleted, by kind."""

    ids_by_kind: Mapping[Kind, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, touched: Iterable[tuple[Kind, int]]) -> "Changes":
        """Changes made of pairs of kind and id, in any order, repeats allowed."""
        return cls.of_ids((kind, (record_id,)) for kind, record_id in touched)

    @classmethod
    def of_ids(cls, touched: Iterable[tuple[Kind, Iterable[int]]]) -> "Changes":
        """Changes made of pairs of kind and ids, in any order, repeats allowed."""
        ids: dict[Kind, set[int]] = {}
        for kind, record_ids in touched:
            ids.setdefault(kind, set()).update(record_ids)
        return cls({kind: frozenset(found) for kind, found in ids.items()})

    def touch(self, *kinds: Kind) -> bool:
        """True if any record of one of these kinds was touched."""
        return any(kind in self.ids_by_kind for kind in kinds)

    def ids(self, kind: Kind) -> frozenset[int]:
        """The ids touched of one kind; empty if none."""
        return self.ids_by_kind.get(kind, frozenset())

    def __bool__(self) -> bool:
        return bool(self.ids_by_kind)
