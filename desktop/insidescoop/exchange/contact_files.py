"""A file of people, read by what stands in it: vCards or a table."""

from pathlib import Path

from insidescoop.domain.imports import FoundPeople
from insidescoop.domain.problems import Problem
from insidescoop.domain.progress import Report, unheard
from insidescoop.exchange.csv_reading import people_of_csv
from insidescoop.exchange.text_decoding import LARGEST_FILE, decoded
from insidescoop.exchange.vcards import people_of_vcards

SUFFIXES = (".vcf", ".vcard", ".csv", ".tsv")
"""How the names of files that can be read end."""


def people_of_file(path: Path, report: Report = unheard) -> FoundPeople:
    """Everybody a file tells of.

    Raises:
        Problem: the file cannot be read, is too large, or is no table with known headings.
        Cancelled: the report called it off.
    """
    try:
        with path.open("rb") as file:
            # One byte more than is read tells that there are more, whatever the file says of its size.
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Problem(
            f"“{path.name}” could not be read ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Look whether the file is still there and may be read, then try again.",
        ) from error
    text = decoded(data)
    # As much again as the text.
    del data
    is_cards = text.text[:4096].lstrip().upper().startswith("BEGIN:VCARD")
    if is_cards or path.suffix.lower() in (".vcf", ".vcard"):
        return people_of_vcards(text, path.name, report)
    return people_of_csv(text, path.name, report)
