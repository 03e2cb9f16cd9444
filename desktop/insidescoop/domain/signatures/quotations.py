"""What of a mail was written by somebody else: the mail answered, quoted line by line or as a whole."""

import re
from collections.abc import Callable, Sequence
from unicodedata import normalize

from insidescoop.domain.signatures.text import Span
from insidescoop.domain.text import fold

QUOTED = "\x01"
"""The sign that the readable text has in place of a ">" at the beginning of a line."""

_WHEN = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} ?[月時时월])"
)
_WROTE = re.compile(
    r"(?:\b(?:wrote|writes|a ecrit|va escriure|escribio|escreveu|ha scritto|a scris|kirjoitti|kirjutas|rakstija|rase|"
    r"napisal|napisala|napsal|napsala|napisao|irta|yazdi|skrifadi|menulis|da viet|писал|писала|написал|написала|"
    r"написав|пише|пишет|εγραψε|כתב|כתבה)\b(?P<behind>.{0,90})|"
    r"\b(?:schrieb|schreef|skrev)\b.{0,90}|"
    r".*(?:さんは書きました|のメール|写道|寫道|님이 작성).{0,20})$"
)
"""The word for writing. The writer's name may follow it in German, Dutch, Swedish, Danish and Norwegian alone."""
_BEGINS_WROTE = re.compile(r"^(?:on|am|le|el|em|il|op|den|dne|w dniu|pa|на|στις|la|in)\b.{5,}")
_ENDS_WITH_ADDRESS = re.compile(r"[^\s@]@[^\s@]{3,}[\s)\]]{0,4}$")
_MOST_LETTERS_OF_ATTRIBUTION = 300
_MOST_LINES_OF_ATTRIBUTION = 3
"""A mail program breaks the line where it is long."""
_DIVIDER = re.compile(
    r"^[-_=*\s]{2,}(?:original message|forwarded message|ursprungliche nachricht|weitergeleitete nachricht|"
    r"message d.origine|message transfere|message original|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|wiadomosc oryginalna|"
    r"puvodni zprava|eredeti uzenet|reply message)\b.{0,30}$|^_{12,}$"
)
_SENDER = re.compile(
    r"^(?:from|von|de|de la|da|van|fra|fran|od|felado|lahettaja|kimden|gonderen|от|від|απο|מאת|من|"
    r"发件人|寄件人|寄件者|差出人|보낸 사람)\*?\s?[:：]\s?\S"
)
_HEADER = re.compile(
    r"^(?:sent|date|to|cc|bcc|subject|reply-to|gesendet|datum|an|kopie|betreff|envoye|a|objet|enviado(?: el)?|para|"
    r"asunto|assunto|data|inviato|oggetto|verzonden|aan|onderwerp|skickat|till|amne|sendt|til|emne|fecha|"
    r"wyslano|do|temat|odeslano|komu|predmet|elkuldve|cimzett|targy|lahetetty|vastaanottaja|aihe|trimis|catre|subiect|"
    r"gonderildi|gonderme tarihi|tarih|kime|konu|отправлено|дата|кому|тема|надіслано|σταλθηκε|ημερομηνια|προς|θεμα|"
    r"נשלח|תאריך|אל|נושא|تم الارسال|التاريخ|الى|الموضوع|"
    r"发送时间|日期|收件人|主题|寄件日期|收件者|主旨|送信日時|日付|宛先|件名|보낸 날짜|날짜|받는 사람|제목)"
    r"\*?\s?[:：]"
)
_MOST_HEADERS = 8
_RECIPIENT = re.compile(
    r"^(?:to|cc|bcc|an|kopie|a|para|aan|till|til|do|komu|cimzett|vastaanottaja|catre|kime|кому|προς|אל|الى|"
    r"收件人|收件者|宛先|받는 사람)\*?\s?[:：]"
)


def is_recipient(line: str) -> bool:
    """True for a line of a mail's heading that says whom it was sent to."""
    return bool(_RECIPIENT.match(normalize("NFC", fold(line.strip(f"{QUOTED}*> ")))))


def quoted_lines(text: str, lines: Sequence[Span], tells: Callable[[Span], bool]) -> frozenset[Span]:
    """The lines that are quoted, and those that say so. `tells(line)` is True for a line like those of a signature.

    A mail is read up to the first quotation if its own words hold a signature, else behind it. Where everything that
    tells of a person is quoted, the quotation is what the user pasted, and is read itself.
    """
    parts: list[list[Span]] = [[]]
    quotations: list[list[Span]] = [[]]
    at = 0
    while at < len(lines):
        count = _lines_of_heading(text, lines, at)
        if count:
            parts.append([])
            quotations.append([])
        else:
            (quotations if text.startswith(QUOTED, lines[at][0]) else parts)[-1].append(lines[at])
        at += count or 1
    own = next((part for part in (*parts, *quotations) if any(map(tells, part))), parts[0])
    return frozenset(lines) - frozenset(own)


def _lines_of_heading(text: str, lines: Sequence[Span], at: int) -> int:
    """How many lines from `at` on only say that a quotation follows: "On ..., Dana wrote:", "From: ... Sent: ..."."""
    line = _plain(text, lines[at])
    if _DIVIDER.match(line):
        return 1 + (_lines_of_header(text, lines, at + 1) if at + 1 < len(lines) else 0)
    return _lines_of_attribution(text, lines, at) or _lines_of_header(text, lines, at)


def _lines_of_attribution(text: str, lines: Sequence[Span], at: int) -> int:
    parts: list[str] = []
    for span in lines[at : at + _MOST_LINES_OF_ATTRIBUTION]:
        parts.append(_plain(text, span))
        if sum(map(len, parts)) > _MOST_LETTERS_OF_ATTRIBUTION:
            return 0
        if parts[-1].endswith((":", "：")):
            # What stands above a whole attribution is none of it, though it may hold a number like a year.
            whole, *ends = (" ".join(parts[first:]) for first in range(len(parts)))
            is_beginning = (_BEGINS_WROTE.match(whole) and _WHEN.search(parts[0])) or not any(
                map(_is_attribution, ends)
            )
            return len(parts) if is_beginning and _is_attribution(whole) else 0
    return 0


def _is_attribution(line: str) -> bool:
    """True for a line that says who wrote what follows: by the word for it, or by a day and an address at its end.

    >>> _is_attribution("on 3 nov 2026 dana okafor wrote:"), _is_attribution("чт, 26 нояб. 2026 г., rick@x.example:")
    (True, True)
    >>> _is_attribution("contact me: dana@harbor.example"), _is_attribution("books i wrote in the library:")
    (False, False)
    """
    said = line.rstrip(":： ")
    wrote = _WROTE.search(said)
    behind = (wrote and wrote.group("behind")) or ""
    if wrote and (not any(map(str.isalpha, behind)) or behind == "(a)" or _WHEN.search(behind)):
        return bool(_BEGINS_WROTE.match(line) or _WHEN.search(said) or "@" in said)
    return bool(_WHEN.search(said) and _ENDS_WITH_ADDRESS.search(said))


def _lines_of_header(text: str, lines: Sequence[Span], at: int) -> int:
    if not _SENDER.match(_plain(text, lines[at])):
        return 0
    count = 1
    while count < _MOST_HEADERS and at + count < len(lines) and _HEADER.match(_plain(text, lines[at + count])):
        count += 1
    return count if count > 1 else 0


def _plain(text: str, line: Span) -> str:
    # Folding takes Hangul apart.
    return normalize("NFC", fold(text[slice(*line)].strip(f"{QUOTED}*> "))).strip()
