"""Which fact stands under which heading, for the programs whose exports are met most.

Sources of the headings, none of them published as a specification but Thunderbird's; those of Google and of Outlook on
the web were compared with the header lines that several public converters write and expect, and none differed:
LinkedIn: Connections.csv of "Get a copy of your data" (linkedin.com/help/linkedin/answer/a566336): a "Notes:" line, a
    sentence, an empty line, then First Name, Last Name, URL, Email Address, Company, Position, Connected On. Lists
    without the URL, and of names and days alone, are met too.
Google Contacts: "Google CSV". Until 2024 Name, Given Name … E-mail 1 - Type, E-mail 1 - Value … Organization 1 - Name,
    Group Membership; since then First Name … Labels, E-mail 1 - Label, E-mail 1 - Value … Organization Name. Several
    values of one cell are parted by " ::: ", and groups of Google's own begin with "* ".
Outlook: the desktop's headings (Title, First Name … E-mail Address, E-mail Type, E-mail Display Name … Web Page, 92 in
    all) and those of outlook.live.com (First Name, Middle Name, Last Name, Title, Suffix, Nickname, Given Yomi …
    Personal Web Page … Notes). In both "Title" is the form of address; the post is "Job Title".
    Google's "Outlook CSV" has the same words, its groups without "* " ("myContacts;starred"). What the German, French
    and Spanish programs write stands in heading_languages.
Thunderbird: mozilla/releases-comm-central, mail/locales/en-US/chrome/messenger/importMsgs.properties, 2100 to 2136.
    The British program says Organisation, County and Post Code. Tables without headings have its columns in order.
Salesforce, HubSpot: the fields of the standard contact (object reference "Contact"; "Default contact properties").
    Apple's Contacts writes vCards only; tools that turn those into CSV use the same words.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

from insidescoop.domain.text import fold
from insidescoop.domain.values import frozen
from insidescoop.exchange.heading_languages import in_english

TAGS_APART = " ::: "
"""What Google, and our own tables, put between several values of one cell."""
EXACT_HEADING = "Exact form"
"""The heading of the last column of our exact table: no cell of it has a guard to be taken away."""
FAMILY_FIRST = "family first"
"""What our tables say under "Name order" of a name said family name first."""


class Fact(Enum):
    """What a column tells of a person; OTHER stands in the notes under its own heading."""

    GIVEN_NAME = auto()
    MIDDLE_NAME = auto()
    FAMILY_NAME = auto()
    NAME = auto()
    FORM_OF_ADDRESS = auto()
    TITLE = auto()
    ORGANIZATION = auto()
    EMAIL = auto()
    PHONE = auto()
    LINK = auto()
    LABEL = auto()
    ADDRESS = auto()
    ADDRESS_PART = auto()
    TAGS = auto()
    NOTES = auto()
    PRONOUNS = auto()
    HOW_TO_SAY = auto()
    TIME_ZONE = auto()
    MET_AT = auto()
    MET_ON = auto()
    RELATION = auto()
    ROLE = auto()
    CHANNEL = auto()
    NAME_ORDER = auto()
    EXACT = auto()
    LEFT_OUT = auto()
    HEADING_OF_OTHER = auto()
    OTHER = auto()


@frozen
class CsvColumn:
    """A column: its heading as written, what it tells, and of which of several it is a part.

    Columns of one `group` belong together ("E-mail 1"); `label` is what the heading itself says of the value ("work").
    `part` orders the pieces of an address.
    """

    heading: str
    fact: Fact
    group: str = ""
    label: str | None = None
    part: int = 0


_PLAIN = {
    Fact.GIVEN_NAME: ("first name", "given name", "firstname", "forename", "first"),
    Fact.MIDDLE_NAME: ("middle name", "additional name"),
    Fact.FAMILY_NAME: ("last name", "family name", "lastname", "surname", "last"),
    Fact.NAME: ("name", "display name", "full name", "fullname", "contact name", "formatted name"),
    Fact.FORM_OF_ADDRESS: ("name prefix", "prefix", "salutation", "honorific"),
    Fact.TITLE: ("job title", "position", "organization title", "role title", "headline", "current position"),
    Fact.ORGANIZATION: (
        "company", "organization", "organisation", "organization name", "company name", "employer", "current company",
        "employer name", "companies", "account name", "associated company", "primary associated company", "school name",
    ),
    Fact.TAGS: ("labels", "group membership", "categories", "tags", "groups"),
    Fact.NOTES: ("notes", "note", "comments", "description"),
    Fact.ADDRESS: ("address", "postal address", "mailing address"),
    Fact.PRONOUNS: ("pronouns",),
    Fact.HOW_TO_SAY: ("how to say the name",),
    Fact.TIME_ZONE: ("time zone", "timezone"),
    Fact.MET_AT: ("met at",),
    Fact.MET_ON: ("met on",),
    Fact.RELATION: ("relation",),
    Fact.ROLE: ("role",),
    Fact.CHANNEL: ("preferred channel",),
    Fact.NAME_ORDER: ("name order",),
    Fact.EXACT: (EXACT_HEADING.lower(),),
}  # fmt: skip
_FACT_BY_HEADING = {heading: fact for fact, headings in _PLAIN.items() for heading in headings}

_EMAILS = {
    "email": None, "e-mail": None, "email address": None, "e-mail address": None, "mail": None, "primary email": None,
    "secondary email": None, "e-mail 2 address": None, "e-mail 3 address": None, "email 1": None, "email 2": None,
    "email 3": None, "email addresses": None, "alternate email": None, "other email": "other", "work email": "work",
    "business email": "work", "personal email": "home", "home email": "home", "private email": "home",
    "school email": "school", "university email": "university",
}  # fmt: skip
_PHONES = {
    "phone": None, "phone number": None, "telephone": None, "tel": None, "phones": None, "primary phone": None,
    "mobile": "mobile", "mobile phone": "mobile", "mobile number": "mobile", "cell": "mobile", "cell phone": "mobile",
    "home phone": "home", "home phone 2": "home", "business phone": "work", "business phone 2": "work",
    "work phone": "work", "company main phone": "work", "other phone": "other", "car phone": "car",
    "radio phone": "radio", "business fax": "work fax", "home fax": "home fax", "other fax": "fax", "fax": "fax",
    "fax number": "fax", "pager": "pager", "pager number": "pager", "assistant's phone": "assistant",
    "callback": "callback",
}  # fmt: skip
_LINKS = {
    "url": None, "website": None, "web page": None, "web page 1": None, "web page 2": None, "link": None,
    "personal web page": "personal", "linkedin": "LinkedIn", "linkedin url": "LinkedIn", "profile url": None,
}  # fmt: skip
_LABELLED = re.compile(
    r"^(e-mail|email|phone|website|address|organization|custom field|event|relation|im) (\d+) - (.+)$"
)
_SAYS_ITS_HEADING = ("custom field", "event", "relation", "im")
_PLACES = re.compile(r"^(home|work|business|other) (.+)$")
_ADDRESS_PARTS = {
    "po box": 0, "address po box": 0, "extended address": 1, "street": 2, "address": 2, "street 2": 3, "address 2": 3,
    "address2": 3, "street 3": 4, "city": 5, "region": 6, "state": 6, "county": 6, "postal code": 7, "zipcode": 7,
    "zip code": 7, "zip": 7, "post code": 7, "country": 8, "country/region": 8,
}  # fmt: skip
FIRST_OF_TOWN, COUNTRY = 5, 8
"""Where the pieces of the line with the town begin, and where the country's line begins, among an address's parts."""

_SPACES = re.compile(r"\s+")
_APART = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_OF_WHOM = re.compile(r"^(?:primary )?(?:contact|person|lead|candidate|recruiter|alumni|member|mailing)[ :'s]* ")
"""Whose facts a heading says to be under it, where that is everybody's in the table: "Contact E-mail"."""


def headed(headings: Sequence[str]) -> tuple[CsvColumn, ...]:
    """What each heading of a row stands for; an unknown one is OTHER."""
    plain = in_english([plain_heading(heading) for heading in headings])
    # Outlook's "Title" is Mr or Dr where the post has a column of its own (and Thunderbird has no "Title").
    title = Fact.FORM_OF_ADDRESS if "job title" in plain else Fact.TITLE
    return tuple(
        CsvColumn(heading, title) if word == "title" else _known_column(heading, word)
        for heading, word in zip(headings, plain, strict=True)
    )


def known(columns: Sequence[CsvColumn]) -> int:
    """How many of the columns are known: 0 for a row that is no heading row."""
    return sum(column.fact is not Fact.OTHER for column in columns)


def is_our_own(columns: Sequence[CsvColumn]) -> bool:
    """True for a table this program wrote: what stands in a cell is one value, in the words it was given."""
    return {Fact.HOW_TO_SAY, Fact.NAME_ORDER, Fact.CHANNEL} <= {column.fact for column in columns}


_WRITTEN_BY_OTHERS = (
    # LinkedIn, Google's new and old headings, Outlook's desktop, Outlook on the web, Thunderbird.
    {"first name", "last name", "connected on"},
    {"first name", "file as", "labels"},
    {"given name", "family name", "group membership"},
    {"e-mail address", "business street", "business phone"},
    {"e-mail address", "given yomi", "surname yomi"},
    {"display name", "primary email", "work phone"},
)
"""Headings that stand together in the tables of one program only; what else they hold goes into the notes."""


def is_of_a_known_program(columns: Sequence[CsvColumn]) -> bool:
    """True for a table of a program whose columns are all thought of."""
    words = set(in_english([plain_heading(column.heading) for column in columns]))
    return is_our_own(columns) or any(together <= words for together in _WRITTEN_BY_OTHERS)


def is_of_linkedin(columns: Sequence[CsvColumn]) -> bool:
    """True for the list of connections that LinkedIn writes."""
    return _WRITTEN_BY_OTHERS[0] <= {plain_heading(column.heading) for column in columns}


def plain_heading(heading: str) -> str:
    """A heading without case, marks, needless space and the star of a field that must be filled."""
    return _SPACES.sub(" ", fold(heading)).strip(" *")


def is_profile(address: str) -> bool:
    """True for a page of LinkedIn's that is one person's, and not a firm's or a school's."""
    plain = address.lower()
    if "linkedin.com/" not in plain:
        return False
    return "/in/" in plain or not any(part in plain for part in ("/company/", "/school/", "/showcase/"))


def spellings(heading: str) -> tuple[str, ...]:
    """A heading as it may be known: as it is, its words taken apart, and without whose it says to be.

    >>> spellings("Contact E-mail"), spellings("FirstName"), spellings("job_title")
    (('contact e-mail', 'e-mail'), ('firstname', 'first name'), ('job_title', 'job title'))
    """
    word = plain_heading(heading)
    apart = word if " " in word else plain_heading(_APART.sub(" ", heading.strip()))
    return tuple(dict.fromkeys((word, apart, _OF_WHOM.sub("", apart))))


def tells_who(columns: Sequence[CsvColumn]) -> bool:
    """True if a column holds a name or an e-mail address, without which nobody can be kept."""
    who = {Fact.GIVEN_NAME, Fact.FAMILY_NAME, Fact.NAME, Fact.EMAIL}
    return any(column.fact in who for column in columns)


def _known_column(heading: str, word: str) -> CsvColumn:
    """A column by the first of its heading's spellings that is known."""
    columns = [_column(heading, each) for each in dict.fromkeys((word, *spellings(heading)))]
    return next((column for column in columns if column.fact is not Fact.OTHER), columns[0])


def _column(heading: str, word: str) -> CsvColumn:
    if word == "title":
        return CsvColumn(heading, Fact.TITLE)
    if word in _FACT_BY_HEADING:
        return CsvColumn(heading, _FACT_BY_HEADING[word])
    if word in _EMAILS:
        return CsvColumn(heading, Fact.EMAIL, group=word, label=_EMAILS[word])
    if word in _PHONES:
        return CsvColumn(heading, Fact.PHONE, group=word, label=_PHONES[word])
    if word in _LINKS:
        return CsvColumn(heading, Fact.LINK, group=word, label=_LINKS[word])
    numbered = _LABELLED.match(word)
    if numbered is not None:
        return _numbered(heading, *numbered.groups())
    place = _PLACES.match(word)
    if place is not None and place.group(2) in _ADDRESS_PARTS:
        where = "work" if place.group(1) == "business" else place.group(1)
        return CsvColumn(heading, Fact.ADDRESS_PART, f"address {where}", where, _ADDRESS_PARTS[place.group(2)])
    return CsvColumn(heading, Fact.OTHER)


THUNDERBIRD = tuple(
    "First Name|Last Name|Display Name|Nickname|Primary Email|Secondary Email|Screen Name|Work Phone|Home Phone|"  # noqa: SIM905
    "Fax Number|Pager Number|Mobile Number|Home Address|Home Address 2|Home City|Home State|Home ZipCode|Home Country|"
    "Work Address|Work Address 2|Work City|Work State|Work ZipCode|Work Country|Job Title|Department|Organization|"
    "Web Page 1|Web Page 2|Birth Year|Birth Month|Birth Day|Custom 1|Custom 2|Custom 3|Custom 4|Notes|".split("|")
)
"""The columns of Thunderbird's tables, which older ones have no headings over; the last is empty and not in all."""


def _numbered(heading: str, kind: str, number: str, piece: str) -> CsvColumn:
    group = f"{kind} {number}"
    if kind == "organization":
        fact = {"name": Fact.ORGANIZATION, "title": Fact.TITLE}.get(piece, Fact.OTHER)
        return CsvColumn(heading, fact, group if fact is not Fact.OTHER else "")
    if piece in ("label", "type"):
        return CsvColumn(heading, Fact.HEADING_OF_OTHER if kind in _SAYS_ITS_HEADING else Fact.LABEL, group)
    if kind == "address":
        if piece == "formatted":
            return CsvColumn(heading, Fact.ADDRESS, group)
        part = _ADDRESS_PARTS.get(piece)
        return (
            CsvColumn(heading, Fact.OTHER) if part is None else CsvColumn(heading, Fact.ADDRESS_PART, group, part=part)
        )
    facts = {"e-mail": Fact.EMAIL, "email": Fact.EMAIL, "phone": Fact.PHONE, "website": Fact.LINK}
    return CsvColumn(heading, facts.get(kind, Fact.OTHER) if piece == "value" else Fact.OTHER, group)
