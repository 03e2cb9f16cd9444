"""File names made of what people are called, safe on every system."""

import re

LONGEST_NAME = 120
"""Bytes of a made file name: a folder's path still fits beside it under the 255 bytes a name may have."""

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def safe_file_name(words: str, suffix: str, *, otherwise: str = "contacts") -> str:
    """A file name of one part for some words, spaces as hyphens, ending in `suffix` (".vcf").

    `otherwise` stands for words of which nothing is left, and before names that Windows keeps for devices.
    """
    name = _SPACES.sub("-", _UNFIT.sub("", words)).strip(".-_")
    if not name:
        name = otherwise
    elif _RESERVED.match(name):
        name = f"{otherwise}-{name}"
    room = LONGEST_NAME - len(suffix.encode())
    return name.encode()[:room].decode(errors="ignore").rstrip(" .-_") + suffix
