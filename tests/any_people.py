"""Any person a user can write down, but for what never leaves in a file for other programs."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from insidescoop.domain.acquaintance import Channel, Relation, Role
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.moments import YEARS

_LETTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(";,:\\\"'=+-@|%*\n\t ")
_TEXT = st.text(_LETTERS, max_size=60)
_LINE = st.text(_LETTERS, max_size=80) | st.integers(81, 400).map(lambda count: "名" * count)
_LONG = _TEXT | st.integers(76, 6000).map(lambda count: "é,x\n" * count)
_TAG = _LINE.filter(lambda tag: ":::" not in tag)
_LABELS = (
    st.none() | st.sampled_from(["work", "home", "mobile", "fax", "other", "Home", "Summer house", "a;b,c"]) | _LINE
)


def _parts(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Labelled, ...]]:
    return st.lists(st.builds(Labelled, values, _LABELS), max_size=3).map(tuple)


_EMAILS = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True) | _LINE.map(lambda typed: f"a{typed}@x")
_PHONES = st.from_regex(r"\+[1-9][0-9 ]{4,12}[0-9]", fullmatch=True) | _LINE
_LINKS = st.from_regex(r"https://[a-z]{1,8}\.example/[a-z,;]{0,5}", fullmatch=True) | _LINE


def _settled(made: ContactDraft) -> ContactDraft:
    """The person without a whole name that says no more than its parts."""
    plain = replace(made, display_name=None)
    turned = replace(plain, is_family_first=not made.is_family_first)
    if made.display_name is None or not plain.shown_name:
        return made
    if made.display_name == plain.shown_name:
        return plain
    return turned if made.display_name == turned.shown_name else made


ANY_PERSON = (
    st.builds(
        ContactDraft,
        given_name=st.none() | _LINE,
        family_name=st.none() | _LINE,
        display_name=st.none() | _LINE,
        is_family_first=st.booleans(),
        how_to_say=st.none() | _LINE,
        pronouns=st.none() | _LINE,
        title=st.none() | _LINE,
        organization=st.none() | _LINE,
        emails=_parts(_EMAILS),
        phones=_parts(_PHONES),
        links=_parts(_LINKS),
        address=st.none() | _LONG,
        time_zone=st.none() | st.sampled_from(["Europe/Warsaw", "America/Argentina/Buenos_Aires"]),
        met_event=st.none() | _LINE,
        met_on=st.none() | st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)),
        tags=st.lists(_TAG, max_size=3).map(tuple),
        relation=st.none() | st.sampled_from(Relation),
        role=st.none() | st.sampled_from(Role),
        preferred_channel=st.none() | st.sampled_from(Channel),
        closeness=st.just(Closeness.NOT_YET),
        notes=st.none() | _LONG,
    )
    .map(_settled)
    .filter(lambda made: not made.problems())
)
