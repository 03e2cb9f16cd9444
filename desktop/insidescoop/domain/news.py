"""What has changed for users, version by version, read from the changelog."""

import re

from insidescoop.domain.values import frozen


@frozen
class Release:
    """A version with its day, as in "2026-11-28", and what changed in it as plain text."""

    version: str
    day: str
    text: str


def releases(changelog: str) -> tuple[Release, ...]:
    """The versions of a changelog, newest first; what is not released yet is left out."""
    parts = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    found = (re.match(r"(\d[\w.]*) - (\S+)\s*\n(.*)", part, re.DOTALL) for part in parts)
    return tuple(Release(one[1], one[2], _plain(one[3])) for one in found if one)


def since(all_releases: tuple[Release, ...], version: str) -> tuple[Release, ...]:
    """The versions newer than this one; of one that is not known, the newest alone."""
    if not _numbers(version):
        return all_releases[:1]
    return tuple(one for one in all_releases if is_newer(one.version, version))


def is_newer(version: str, other: str) -> bool:
    """True if a version comes after another one, as 0.10.0 comes after 0.9.1."""
    return _numbers(version) > _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


def _plain(markdown: str) -> str:
    """Headings and points without their marks, each point on one line."""
    text = re.sub(r"\n +", " ", markdown.strip())
    text = re.sub(r"^### +", "", text, flags=re.MULTILINE)
    text = re.sub(r"^- +", "• ", text, flags=re.MULTILINE)
    return re.sub(r"\*\*|`|\[([^\]]+)\]\([^)]*\)", lambda mark: mark[1] or "", text)
