"""The signatures that the reader is held against: what they say, and what it is expected to find in them."""

from dataclasses import dataclass
from pathlib import Path

from insidescoop.domain.signatures.reading import ReadSignature, read_signature

FOLDER = Path(__file__).parent / "domain" / "signatures"
_FIELDS = {"given": "given_name", "family": "family_name", "pronouns": "pronouns", "title": "title",
           "organization": "organization", "address": "address", "met": "met_event"}  # fmt: skip


@dataclass(frozen=True)
class Signature:
    """One text of the table. A fact is the name of a field with its value; "phone" values carry their label."""

    name: str
    text: str
    expected: frozenset[tuple[str, str]]

    def found(self) -> frozenset[tuple[str, str]]:
        """The facts that are read from the text."""
        return facts_of(read_signature(self.text))


def facts_of(read: ReadSignature) -> frozenset[tuple[str, str]]:
    """What was read, as facts: an address on one line, its lines parted by " / "."""
    draft = read.draft
    facts = [(short, getattr(draft, field)) for short, field in _FIELDS.items() if getattr(draft, field)]
    facts = [(short, value.replace("\n", " / ")) for short, value in facts]
    facts += [("email", entry.value) for entry in draft.emails]
    facts += [("link", entry.value) for entry in draft.links]
    facts += [("phone", f"{entry.value} [{entry.label}]" if entry.label else entry.value) for entry in draft.phones]
    return frozenset(facts)


def signatures(file_name: str) -> tuple[Signature, ...]:
    """The signatures of one file, in order. "### " begins one, "⇒ " a fact expected of it."""
    found = []
    for block in (FOLDER / file_name).read_text("utf-8").split("### ")[1:]:
        name, _, body = block.partition("\n")
        lines = body.split("\n")
        text = "\n".join(line for line in lines if not line.startswith("⇒ ")).strip("\n")
        pairs = (line[2:].partition(": ") for line in lines if line.startswith("⇒ "))
        found.append(Signature(name, text, frozenset((field, value) for field, _, value in pairs)))
    return tuple(found)


def score(cases: tuple[Signature, ...]) -> tuple[float, str]:
    """Facts right over facts expected or found, and one line for each that is missing or wrong."""
    right, counted, wrong = 0, 0, []
    for case in cases:
        found = case.found()
        right += len(found & case.expected)
        counted += len(found | case.expected)
        wrong += [f"{case.name}: missed {fact}" for fact in sorted(case.expected - found)]
        wrong += [f"{case.name}: wrong {fact}" for fact in sorted(found - case.expected)]
    return right / counted, "\n".join(wrong)
