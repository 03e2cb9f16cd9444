"""What the properties of one card tell of a person: known ones become facts, every other one a line of the notes.

Only what tells of the file and not of the person is passed over: VERSION, PRODID, REV, UID, SOURCE, PROFILE and the
marks Apple, Outlook ([MS-OXVCARD]) and Proton make of how they draw a card or send a letter.
"""

import re
from collections.abc import Callable

from insidescoop.domain.acquaintance import Channel, Relation, Role
from insidescoop.domain.contacts import Labelled
from insidescoop.domain.text import fold, tidy_line
from insidescoop.exchange.gathering import Gathered, NotAPerson
from insidescoop.exchange.vcard_properties import Property, texts, unescaped

OWN_PROPERTY = "X-INSIDE-SCOOP-"
"""How the properties begin that other programs have no word for."""

OWN_PRODUCT = "-//Inside Scoop//Contacts//EN"
"""The product that our cards name: what stands in them is taken word by word."""

FAMILY_FIRST = "family-first"

_PASSED_OVER = {
    "VERSION", "PRODID", "REV", "UID", "SOURCE", "PROFILE", "X-ABUID", "X-ABADR", "X-ABLABEL", "X-ABSHOWAS",
    "CLIENTPIDMAP", "X-IMAGETYPE", "X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF", "X-WALLPAPER", "X-MS-SIGNATURE",
    "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-CARDPICTURE", "X-PM-ENCRYPT", "X-PM-SIGN", "X-PM-SCHEME",
    "X-PM-MIMETYPE",
}  # fmt: skip
_KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS")
_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_ORDER = {"FN": 0, "ROLE": 2, "LABEL": 2}
_WORDS = {
    "BDAY": "Birthday", "IMPP": "Chat", "TEL": "Phone", "LANG": "Language", "X-MAIDENNAME": "Maiden name",
    "X-MS-MANAGER": "Manager", "X-MS-ASSISTANT": "Assistant", "X-MS-SPOUSE": "Spouse", "X-MS-CHILD": "Child",
    "X-MS-ANNIVERSARY": "Anniversary", "X-MS-IMADDRESS": "Chat", "X-MS-TEL": "Phone", "X-MANAGERSNAME": "Manager",
    "X-ASSISTANTSNAME": "Assistant", "X-ABRELATEDNAMES": "Relation", "X-ABDATE": "Day",
}  # fmt: skip
_CHATS = {
    "IMPP", "X-AIM", "X-DISCORD", "X-GADUGADU", "X-GOOGLE-TALK", "X-GROUPWISE", "X-ICQ", "X-JABBER", "X-MATRIX",
    "X-MS-IMADDRESS", "X-MSN", "X-QQ", "X-SIGNAL", "X-SKYPE", "X-SKYPE-USERNAME", "X-TELEGRAM", "X-TWITTER",
    "X-WHATSAPP", "X-YAHOO",
}  # fmt: skip
"""The handles of chats: IMPP (RFC 4770), and what programs wrote before it and beside it."""
_NO_LABEL = {"pref", "voice", "internet", "text", "x400", "postal", "parcel", "intl", "dom", "uri",
             "x-internet"}  # fmt: skip
_LABELS = {"cell": "mobile", "iphone": "mobile"}


def take_properties(properties: list[Property], gathered: Gathered) -> None:
    """Puts what the properties of a card say into the facts of its person.

    Raises:
        NotAPerson: the card is of a group of people.
    """
    labels = {
        each.group.casefold(): each.text if gathered.is_exact else _apple_label(each.text)
        for each in properties
        if each.name == "X-ABLABEL" and each.group
    }
    for each in properties:
        if each.name in _KINDS:
            kind = each.text.lower()
            if kind == "group":
                raise NotAPerson("it is a group of people, not a person")
            gathered.is_organization |= kind in ("org", "company")
    # The whole name first: what stands in it need not be noted, and a role is a title where no title is given.
    for each in sorted(properties, key=lambda each: (_ORDER.get(each.name, 1), _preference(each))):
        taker = _TAKERS.get(each.name)
        if taker is not None:
            taker(each, _label(each, labels), gathered)
        elif each.name not in _PASSED_OVER and not (each.name in _KINDS and each.text.lower() == "individual"):
            (gathered.say_chat if each.name in _CHATS else gathered.note)(
                _called(each, labels), _without_made_up_year(each)
            )


def _called(each: Property, labels: dict[str, str]) -> str:
    """What a property without a field is called in the notes: its name, and whose or of which kind it is."""
    label = _label(each, labels)
    if each.name.startswith("X-AB") and label:
        # Apple says only in the label whose day or which relation it is.
        return label[:1].upper() + label[1:]
    name = _WORDS.get(each.name) or each.name.removeprefix("X-").replace("-", " ").capitalize()
    kinds = [*each.params.get("X-SERVICE-TYPE", []), *([label] if label else [])]
    return f"{name} ({', '.join(kinds)})" if kinds else name


def _without_made_up_year(each: Property) -> str:
    """The text of a property; of a day whose year Apple made up, as in 1604-03-05, without the year."""
    said = each.text
    year = each.params.get("X-APPLE-OMIT-YEAR", [""])[0]
    return f"--{said.removeprefix(year).lstrip('-')}" if year and said.startswith(year) else said


def _preference(each: Property) -> int:
    """Properties in their order, but for those that say they are preferred: PREF, TYPE=pref, or PREF=1 to 100."""
    said = each.params.get("PREF", [""])[0]
    if said.isdecimal():
        return int(said[:3])
    return 50 if "pref" in _types(each) else 101


def _types(each: Property) -> list[str]:
    if not each.params:
        # Most properties say nothing but their value.
        return []
    said = [word.strip() for value in each.params.get("TYPE", []) for word in value.split(",") if word.strip()]
    # A label of the user's own has its capitals.
    return [f"x-{word[2:]}" if word[:2] in ("x-", "X-") else word.lower() for word in said]


def _apple_label(said: str) -> str:
    label = _APPLE_LABEL.sub(r"\1", said)
    return label.lower() if label in ("Home", "Work", "Mobile", "Other") else label


def _label(each: Property, labels: dict[str, str]) -> str | None:
    if each.group and each.group.casefold() in labels:
        return labels[each.group.casefold()]
    words = [_LABELS.get(word, word.removeprefix("x-")) for word in _types(each) if word.lower() not in _NO_LABEL]
    return " ".join(dict.fromkeys(words)) or None


def _further_parts(parts: list[str], usual: int, name: str, gathered: Gathered) -> None:
    """Parts that vCard 3.0 does not have: RFC 9554 adds some to a name, and Google a whole address."""
    known = set(fold(" ".join(map(unescaped, parts[:usual]))).split())
    for part in parts[usual:]:
        said = unescaped(part)
        if not set(fold(said).split()) <= known:
            gathered.note(name, said)


def _take_name(each: Property, _label: str | None, gathered: Gathered) -> None:
    parts = each.parts()
    _further_parts(parts, 5, "Name, further part", gathered)
    family, given, additional, prefix, suffix = [*(" ".join(texts(part)) for part in parts[:5]), *[""] * 5][:5]
    gathered.say("given_name", " ".join(filter(None, (given, additional))))
    gathered.say("family_name", family)
    for words, part in (("Name prefix", prefix), ("Name suffix", suffix)):
        affix = tidy_line(part)
        # What the name as a whole says need not be said again.
        if affix and affix not in gathered.facts.get("display_name", ""):
            gathered.note(words, affix)


def _take_address(each: Property, label: str | None, gathered: Gathered) -> None:
    parts = each.parts()
    _further_parts(parts, 7, "Address as printed", gathered)
    pieces = [*map(unescaped, parts[:7]), *[""] * 7][:7]
    town = " ".join(filter(None, pieces[3:6]))
    lines = (*pieces[:3], town, pieces[6])
    gathered.say_address("\n".join(line for line in lines if line.strip()), label)
    for printed in each.params.get("LABEL", []):
        said = printed.replace("\\n", "\n")
        if not set(fold(said).split()) <= set(fold(" ".join(lines)).split()):
            gathered.note("Address as printed", said)


def _take_organization(each: Property, _label: str | None, gathered: Gathered) -> None:
    name, *units = map(unescaped, each.parts())
    gathered.say("organization", name)
    gathered.note("Department", ", ".join(unit for unit in units if unit.strip()))


def _take_role(each: Property, _label: str | None, gathered: Gathered) -> None:
    if "title" in gathered.facts:
        gathered.note("Role", each.text)
    else:
        gathered.say("title", each.text)


def _take_tags(each: Property, _label: str | None, gathered: Gathered) -> None:
    tags = texts(each.value)
    # Google's group of everybody who is no group of the user's.
    gathered.tags += [tag for tag in tags if gathered.is_exact or tag.strip().lower() != "mycontacts"]


def _take_zone(each: Property, _label: str | None, gathered: Gathered) -> None:
    said = each.text
    if "/" in said:
        gathered.say("time_zone", said)
    else:
        gathered.note("Time zone", said)


def _take_profile(each: Property, label: str | None, gathered: Gathered) -> None:
    said = each.text or " ".join(each.params.get("X-USER", []))
    if said.lower().startswith(("http://", "https://")):
        gathered.say_link(said, label)
    else:
        gathered.say_chat(f"Profile ({label})" if label else "Profile", said)


def _take_printed_address(each: Property, label: str | None, gathered: Gathered) -> None:
    """The address as a label for letters, where it says more than the address in its parts, or is the only one."""
    if gathered.address is None:
        gathered.say_address(each.text, label)
    elif not set(fold(each.text).split()) <= set(fold(gathered.address or "").split()):
        gathered.note(f"Address as printed ({label})" if label else "Address as printed", each.text)


_EVENTS = {"1": "Anniversary", "3": "Birthday"}
_RELATIONS = dict(enumerate(
    ("Assistant", "Brother", "Child", "Domestic partner", "Father", "Friend", "Manager", "Mother", "Parent", "Partner",
     "Referred by", "Relative", "Sister", "Spouse"), start=1,
))  # fmt: skip


def _take_of_android(each: Property, _label: str | None, gathered: Gathered) -> None:
    """A row of Android's own tables (ContactsContract.CommonDataKinds): its kind, the value, a number, a label."""
    kind, value, number, label = [*(part.strip() for part in each.text.split(";")), "", "", "", ""][:4]
    kind = kind.rpartition("/")[2]
    if kind == "nickname":
        gathered.say_nickname(value)
    elif kind == "contact_event":
        gathered.note(label or _EVENTS.get(number, "Day"), value)
    elif kind == "relation":
        gathered.note(label or _RELATIONS.get(int(number) if number.isdecimal() else 0, "Relation"), value)
    elif kind == "group_membership" and value:
        gathered.tags.append(value)
    else:
        gathered.note("Android custom", each.text)


def _take_name_order(each: Property, _label: str | None, gathered: Gathered) -> None:
    gathered.is_family_first = each.text == FAMILY_FIRST


def _saying(name: str) -> "Taker":
    return lambda each, _label, gathered: gathered.say(name, each.text)


def _choosing(name: str, words: type[Relation] | type[Role] | type[Channel]) -> "Taker":
    def take(each: Property, _label: str | None, gathered: Gathered) -> None:
        said = each.text
        if said in [word.value for word in words]:
            setattr(gathered, name, words(said))
        else:
            gathered.note(name.replace("_", " ").capitalize(), said)

    return take


Taker = Callable[[Property, str | None, Gathered], None]

_TAKERS: dict[str, Taker] = {
    "FN": _saying("display_name"),
    "N": _take_name,
    "NICKNAME": lambda each, _label, gathered: gathered.say_nickname(each.text),
    "ORG": _take_organization,
    "TITLE": _saying("title"),
    "ROLE": _take_role,
    "EMAIL": lambda each, label, gathered: gathered.say_email(each.text, label),
    "TEL": lambda each, label, gathered: gathered.say_phone(each.text, label),
    "URL": lambda each, label, gathered: gathered.say_link(each.text, label),
    "X-SOCIALPROFILE": _take_profile,
    "SOCIALPROFILE": _take_profile,
    "ADR": _take_address,
    "NOTE": lambda each, _label, gathered: gathered.notes.append(each.text),
    "CATEGORIES": _take_tags,
    "LABEL": _take_printed_address,
    "X-ANDROID-CUSTOM": _take_of_android,
    "TZ": _take_zone,
    # RFC 9554 section 3.4
    "PRONOUNS": _saying("pronouns"),
    f"{OWN_PROPERTY}PRONOUNS": _saying("pronouns"),
    f"{OWN_PROPERTY}HOW-TO-SAY": _saying("how_to_say"),
    f"{OWN_PROPERTY}MET-AT": _saying("met_event"),
    f"{OWN_PROPERTY}MET-ON": lambda each, _label, gathered: gathered.say_met_on(each.text),
    f"{OWN_PROPERTY}NAME-ORDER": _take_name_order,
    f"{OWN_PROPERTY}RELATION": _choosing("relation", Relation),
    f"{OWN_PROPERTY}ROLE": _choosing("role", Role),
    f"{OWN_PROPERTY}CHANNEL": _choosing("preferred_channel", Channel),
}


def known_label(entry: Labelled) -> str | None:
    """The TYPE that says a label, if one does and reads back as the same label."""
    return {"home": "HOME", "work": "WORK", "mobile": "CELL", "fax": "FAX", "other": "OTHER"}.get(entry.label or "")
