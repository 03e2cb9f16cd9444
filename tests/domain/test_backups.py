"""Which backups are kept, and what they are called."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.backups import (
    ALL_OF,
    DAILY,
    MONTHLY,
    WEEKLY,
    BackupName,
    BackupReason,
    backup_name,
    backups_to_remove,
)

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)


def named(number: int, days_ago: float) -> BackupName:
    return BackupName(number, NOW - timedelta(days=days_ago), BackupReason.CLOSING)


def kept_days_ago(*days_ago: float) -> list[float]:
    """Of backups made so many days ago, oldest first, those that stay."""
    names = [named(number, ago) for number, ago in enumerate(days_ago, 1)]
    removed = backups_to_remove(names)
    return [ago for name, ago in zip(names, days_ago, strict=True) if name not in removed]


def test_all_of_the_last_two_days_stay() -> None:
    hours = [ago / 24 for ago in range(47, -1, -1)]

    assert kept_days_ago(*hours) == hours


def test_of_each_day_before_the_last_one_stays() -> None:
    assert kept_days_ago(5.4, 5.3, 5.2, 4.4, 4.3, 0) == [5.2, 4.3, 0]


def test_a_year_of_daily_backups_is_thinned_to_days_weeks_and_months() -> None:
    kept = kept_days_ago(*range(400, -1, -1))

    assert len(kept) <= 2 + DAILY + WEEKLY + MONTHLY
    assert kept[-DAILY:] == list(range(DAILY - 1, -1, -1))
    assert max(kept) > 230, "the months go back further than the weeks"


def test_of_few_backups_the_last_twelve_stay_however_old() -> None:
    assert kept_days_ago(*range(600, -1, -40)) == list(range(440, -1, -40))


MOMENTS = st.integers(0, 7_226_582_400).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
"""Of 1970 to 2199."""
NAMES = st.lists(
    MOMENTS,
    min_size=1,
    max_size=80,
).map(lambda moments: [BackupName(n, each, BackupReason.REGULAR) for n, each in enumerate(moments, 1)])


@given(NAMES)
def test_whatever_the_clock_did_the_newest_stays_and_thinning_twice_removes_no_more(names: list[BackupName]) -> None:
    removed = backups_to_remove(names)

    left = [name for name in names if name not in removed]
    assert names[-1] in left
    assert [name for name in names if abs(names[-1].made_at - name.made_at) < ALL_OF and name in removed] == []
    assert len(left) >= min(len({name.made_at.date() for name in names}), DAILY)
    assert backups_to_remove(left) == ()


@given(NAMES)
def test_one_more_backup_never_costs_the_ones_of_yesterday_their_place_all_at_once(names: list[BackupName]) -> None:
    """A clock that jumps ahead and back: the backups before the jump are thinned, not swept away."""
    far = BackupName(len(names) + 1, datetime(2199, 1, 1, tzinfo=UTC), BackupReason.REGULAR)

    left = set(names) - set(backups_to_remove([*names, far]))

    assert len(left) >= min(len({name.made_at.date() for name in names}), DAILY) - 1


@given(st.integers(1, 10**9), MOMENTS, st.sampled_from(BackupReason))
def test_a_name_is_read_back_as_it_was(number: int, moment: datetime, reason: BackupReason) -> None:
    name = BackupName(number, moment, reason)

    assert backup_name(name.stem) == name
