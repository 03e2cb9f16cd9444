"""Which of the encodings before Unicode a file is in, told by where its bytes above 127 stand.

Spreadsheets still write them: Excel's "CSV" is in the encoding of the country its Windows is set to. Counted on lists
of names and headings in each language; whoever reads a file by one of these tells the user that it is a guess.
"""

import re

WESTERN = "Windows-1252 (Western European)"
PAIRS = ("cp932", "cp949", "gb18030", "cp950")
"""The codecs in which a letter is two bytes."""
_LOOKED_AT = 64 * 1024
_FEWEST = 4
"""Letters of another writing than Latin by which it is known."""

_RUNS = re.compile(rb"[\x80-\xff]+")
_JAPANESE = re.compile(rb"([\x81-\x98][\x40-\x7e\x80-\xfc])|[\x99-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]|[\x80-\xff]")
_KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]")
_TWO_BYTES = re.compile(rb"([\xb0-\xd7\xa1-\xa3][\xa1-\xfe])|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x80-\xff]")
_HANGUL = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")
_BIG5 = re.compile(rb"(?:[\xa4-\xc6][\x40-\x7e\xa1-\xfe]){2,}")
_IN_WORDS = re.compile(rb"[\xc0-\xff\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf]")
_CYRILLIC, _GREEK = re.compile(rb"[\xc0\xc8\xce\xe0\xe8\xee]"), re.compile(rb"[\xc1\xc9\xcf\xe1\xe9\xef]")
"""The commonest vowels of the one, which are rare letters of the other."""
_CENTRAL = re.compile(
    rb"(?<=[A-Za-z\xc0-\xff])[\xb3\xb9\xbe\xbf](?=[a-z\xc0-\xff])|(?<![A-Za-z\xc0-\xff])[\xa3\xaf](?=[a-z\xc0-\xff])|"
    rb"(?<=[a-z])\xb9(?![A-Za-z\xc0-\xff])"
)
"""Letters of Polish that are signs in Western European: no sign stands in the midst of a word there."""


def older_encoding(data: bytes) -> tuple[str, str] | None:
    """The codec that bytes seem to be written in and the words for it; None for Western European.

    >>> older_encoding("Иван Петров".encode("cp1251"))
    ('cp1251', 'Windows-1251 (Cyrillic)')
    >>> older_encoding("Zoë Müller".encode("cp1252")) is None
    True
    """
    sample = data[:_LOOKED_AT]
    found = _found(sample)
    if found is None:
        return None
    try:
        data.decode(found[0])
    except UnicodeDecodeError:
        return None
    return found


def _found(sample: bytes) -> tuple[str, str] | None:
    runs = _RUNS.findall(sample)
    high = sum(map(len, runs))
    if high >= _FEWEST:
        if _share(_JAPANESE, sample) >= 0.85 and len(_KANA.findall(sample)) >= 2:
            return "cp932", "Shift JIS (Japanese)"
        if high >= 2.5 * len(runs) and len(_IN_WORDS.findall(b"".join(runs))) >= 0.92 * high:
            return _of_words(b" ".join(runs))
        if _share(_TWO_BYTES, sample) >= 0.85:
            pairs = _TWO_BYTES.findall(sample)
            hangul = sum(_HANGUL.fullmatch(pair) is not None for pair in pairs)
            is_korean = hangul >= 0.97 * len(pairs)
            return ("cp949", "EUC-KR (Korean)") if is_korean else ("gb18030", "GB 18030 (Chinese)")
        if sum(map(len, _BIG5.findall(sample))) >= 1.2 * high:
            return "cp950", "Big5 (Chinese)"
    is_czech = b"\xec" in sample and b"\xf8" in sample
    if is_czech or _CENTRAL.search(sample):
        return "cp1250", "Windows-1250 (Central European)"
    return None


def _share(pattern: re.Pattern[bytes], sample: bytes) -> float:
    """How many of the letters above 127 are the usual ones of an encoding, as a part of one."""
    letters = pattern.findall(sample)
    return sum(map(bool, letters)) / len(letters) if letters else 0.0


def _of_words(words: bytes) -> tuple[str, str]:
    """Which of the alphabets with one byte a letter: capitals stand before small letters, and not behind them."""
    if not re.search(rb"[\xc0-\xdf\xfb-\xff]", words):
        return "cp1255", "Windows-1255 (Hebrew)"
    if len(re.findall(rb"[\xe0-\xff][\xc0-\xdb]", words)) * 20 > len(words):
        return "cp1256", "Windows-1256 (Arabic)"
    if len(_GREEK.findall(words)) > len(_CYRILLIC.findall(words)):
        return "cp1253", "Windows-1253 (Greek)"
    return "cp1251", "Windows-1251 (Cyrillic)"
