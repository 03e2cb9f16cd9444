"""What of a mail was written by somebody else: the mail answered, quoted line by line or as a whole."""

import re
from collections.abc import Callable, Sequence

from insidescoop.domain.signatures.text import Span
from insidescoop.domain.text import fold

QUOTED = "\x01"
"""The sign that the readable text has in place of a ">" at the beginning of a line."""

_WROTE = re.compile(
    r"(?:\b(?:wrote|schrieb(?: am .{4,60})?|a ecrit|escribio|escreveu|ha scritto|schreef|skrev|kirjoitti|napisal|"
    r"napisala|napsal|napsala|irta|писал|пишет)\b.{0,90}|"
    r".*(?:さんは書きました|のメール|写道|님이 작성).{0,20})\s?[:：]$"
)
_BEGINS_WROTE = re.compile(r"^(?:on|am|le|el|em|il|op|den|dne|w dniu|pa|на|\d)\b.{5,}")
_DIVIDER = re.compile(
    r"^[-_=*\s]{2,}(?:original message|forwarded message|ursprungliche nachricht|weitergeleitete nachricht|"
    r"message d.origine|message transfere|message original|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|wiadomosc oryginalna|"
    r"puvodni zprava|eredeti uzenet|reply message)\b.{0,30}$|^_{12,}$"
)
_SENDER = re.compile(
    r"^(?:from|von|de|da|van|fra|fran|od|felado|lahettaja|от|发件人|寄件者|差出人|보낸 사람)\s?[:：]\s?\S"
)
_HEADER = re.compile(
    r"^(?:sent|date|to|cc|bcc|subject|reply-to|gesendet|datum|an|kopie|betreff|envoye|a|objet|enviado(?: el)?|para|"
    r"asunto|assunto|data|inviato|oggetto|verzonden|aan|onderwerp|skickat|till|amne|sendt|til|emne|fecha|"
    r"wyslano|do|temat|odeslano|komu|predmet|elkuldve|cimzett|targy|"
    r"发送时间|收件人|主题|送信日時|宛先|件名|날짜|받는 사람|제목)"
    r"\s?[:：]"
)
_MOST_HEADERS = 8
_RECIPIENT = re.compile(r"^(?:to|cc|bcc|an|kopie|a|para|aan|till|til|do|komu|cimzett|收件人|宛先|받는 사람)\s?[:：]")


def is_recipient(line: str) -> bool:
    """True for a line of a mail's heading that says whom it was sent to."""
    return bool(_RECIPIENT.match(fold(line.strip(f"{QUOTED}*> "))))


def quoted_lines(text: str, lines: Sequence[Span], tells: Callable[[str], bool]) -> frozenset[Span]:
    """The lines that are quoted, and those that say so. `tells(line)` is True for a line like those of a signature.

    A mail is read up to the first quotation if its own words hold a signature, else behind it. Where everything that
    tells of a person is quoted, the quotation is what the user pasted, and is read itself.
    """
    parts: list[list[Span]] = [[]]
    said: list[Span] = []
    quoted: list[Span] = []
    at = 0
    while at < len(lines):
        count = _lines_of_heading(text, lines, at)
        if count:
            said += lines[at : at + count]
            parts.append([])
            at += count
        else:
            (quoted if text.startswith(QUOTED, lines[at][0]) else parts[-1]).append(lines[at])
            at += 1
    if not said and not quoted:
        return frozenset()
    own = next((part for part in parts if any(tells(text[slice(*line)]) for line in part)), None)
    if own is None and any(tells(text[slice(*line)].strip(f"{QUOTED} ")) for line in quoted):
        own = quoted
    if own is None:
        own = parts[0]
    return frozenset({*said, *quoted, *(line for part in parts for line in part)} - set(own))


def _lines_of_heading(text: str, lines: Sequence[Span], at: int) -> int:
    """How many lines from `at` on only say that a quotation follows: "On ..., Dana wrote:", "From: ... Sent: ..."."""
    line = _plain(text, lines[at])
    if _DIVIDER.match(line):
        return 1 + (_lines_of_header(text, lines, at + 1) if at + 1 < len(lines) else 0)
    if _BEGINS_WROTE.match(line) or _WROTE.match(line):
        # A mail program breaks the line where it is long.
        for count in (1, 2, 3):
            whole = " ".join(_plain(text, each) for each in lines[at : at + count])
            if len(whole) <= 300 and _WROTE.search(whole):
                return min(count, len(lines) - at)
    return _lines_of_header(text, lines, at)


def _lines_of_header(text: str, lines: Sequence[Span], at: int) -> int:
    if not _SENDER.match(_plain(text, lines[at])):
        return 0
    count = 1
    while count < _MOST_HEADERS and at + count < len(lines) and _HEADER.match(_plain(text, lines[at + count])):
        count += 1
    return count if count > 1 else 0


def _plain(text: str, line: Span) -> str:
    return fold(text[slice(*line)].replace("\x00", "x").strip(f"{QUOTED}*> "))
