import pytest

from insidescoop.domain.news import is_newer, releases, since

CHANGELOG = """\
# Changelog

What changed.

## Unreleased

- Not yet.

## 0.10.0 - 2027-02-01

### Added
- **Pages**: print `one`,
  or [many](docs/many.md).

## 0.9.1 - 2027-01-01

### Fixed
- A fault.
"""


def test_a_changelog_is_read_as_plain_text_without_what_is_not_released() -> None:
    newest, older = releases(CHANGELOG)

    assert (newest.version, newest.day) == ("0.10.0", "2027-02-01")
    assert newest.text == "Added\n• Pages: print one, or many."
    assert older.text == "Fixed\n• A fault."


@pytest.mark.parametrize(
    ("last", "shown"),
    [("0.9.0", ["0.10.0", "0.9.1"]), ("0.9.1", ["0.10.0"]), ("0.10.0", []), ("?", ["0.10.0"])],
)
def test_only_versions_since_the_last_one_are_news(last: str, shown: list[str]) -> None:
    assert [one.version for one in since(releases(CHANGELOG), last)] == shown


def test_versions_are_compared_by_their_numbers() -> None:
    assert is_newer("0.10.0", "0.9.1")
    assert is_newer("0.5.0", "?")
    assert not is_newer("0.5.0", "0.5.0")
