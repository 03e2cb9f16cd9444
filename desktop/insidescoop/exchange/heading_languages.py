"""The headings of Outlook, Thunderbird and Yahoo as they stand in other languages, said in the English of Outlook.

Sources: for Outlook in French and Spanish the list by which Exchange's own import knows them (OutlookCsvLanguage, in
public copies of Microsoft.Exchange.Data.ImportContacts) and the header line of a bug report to Open-Xchange (9367); in
German the header lines several public converters write. "Titre" stands twice in French: first the form of address,
then the post. For Thunderbird the column names public converters expect of the German and the French program (its own
text: importMsgs.properties, 2100 to 2136, in each language). For Yahoo the list of Exchange's import again.
They are in resources/csv_headings.json. Only what has a field here is listed; every other column stays a note under
the heading it has.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from insidescoop.system.resources import resource_path


@cache
def known_headings() -> dict[str, Any]:
    """`by_meaning`: headings by what they mean; `in_english`: of each program and language, those headings in English.

    All without case and marks. A table with any heading of a program's `known_by` was written by it.
    """
    held: dict[str, Any] = json.loads(resource_path("csv_headings.json").read_text("utf-8"))
    return held


def in_english(headings: Sequence[str]) -> list[str]:
    """Headings, without case and marks, as the same program writes them in English; those of no such table as they are.

    >>> in_english(["vorname", "nachname", "strasse geschaftlich", "hobby"])
    ['first name', 'last name', 'business street', 'hobby']
    """
    words, languages = set(headings), known_headings()["in_english"]
    language = next((each for each in languages.values() if not words.isdisjoint(each["known_by"])), None)
    if language is None:
        return list(headings)
    english = [language["english"].get(word, word) for word in headings]
    if language is languages["outlook_french"]:
        titles = [place for place, word in enumerate(headings) if word in ("titre", "fonction")]
        for place in titles:
            english[place] = "salutation" if len(titles) > 1 and place == titles[0] else "job title"
    return english
