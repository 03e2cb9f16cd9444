"""The headings of Outlook, Thunderbird and Yahoo as they stand in other languages, said in the English of Outlook.

Sources: for Outlook in French and Spanish the list by which Exchange's own import knows them (OutlookCsvLanguage, in
public copies of Microsoft.Exchange.Data.ImportContacts) and the header line of a bug report to Open-Xchange (9367); in
German the header lines several public converters write. "Titre" stands twice in French: first the form of address,
then the post. For Thunderbird the column names public converters expect of the German and the French program (its own
text: importMsgs.properties, 2100 to 2136, in each language). For Yahoo the list of Exchange's import again.
Only what has a field here is listed; every other column stays a note under the heading it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Language:
    """Headings of one program in one language; any of `known_by` tells that a table is of it."""

    known_by: frozenset[str]
    english: dict[str, str]


def _places(pieces: dict[str, str], places: dict[str, str]) -> dict[str, str]:
    """Each piece of an address with each way of saying whose it is: "{} (bureau)" and "rue" make "rue (bureau)"."""
    return {
        pattern.format(piece): f"{place} {english}"
        for pattern, place in places.items()
        for piece, english in pieces.items()
    }


_OUTLOOK_GERMAN = _Language(
    frozenset({"strasse geschaftlich", "e-mail: angezeigter name", "e-mail 2: adresse", "telefon geschaftlich 2"}),
    _places(
        {
            "strasse": "street", "ort": "city", "bundesland/kanton": "state", "region": "state",
            "postleitzahl": "postal code", "land/region": "country",
        },
        {"{} geschaftlich": "business", "{} privat": "home"},
    )
    | {
        "anrede": "salutation", "vorname": "first name", "weitere vornamen": "middle name", "nachname": "last name",
        "firma": "company", "position": "job title", "strasse geschaftlich 2": "business street 2",
        "strasse geschaftlich 3": "business street 3", "strasse privat 2": "home street 2",
        "strasse privat 3": "home street 3", "weitere strasse": "other street", "weitere strasse 2": "other street 2",
        "weitere strasse 3": "other street 3", "weiterer ort": "other city",
        "weiteres/r bundesland/kanton": "other state", "weitere postleitzahl": "other postal code",
        "weiteres/e land/region": "other country", "postfach geschaftlich": "business address po box",
        "postfach privat": "home address po box", "weiteres postfach": "other address po box",
        "telefon assistent": "assistant's phone", "fax geschaftlich": "business fax",
        "telefon geschaftlich": "business phone", "telefon geschaftlich 2": "business phone 2",
        "ruckmeldung": "callback", "autotelefon": "car phone", "telefon firma": "company main phone",
        "fax privat": "home fax", "telefon privat": "home phone", "telefon privat 2": "home phone 2",
        "telefon (privat)": "home phone", "telefon (privat 2)": "home phone 2", "mobiltelefon": "mobile phone",
        "mobiltelefon 2": "mobile phone", "weiteres fax": "other fax", "weiteres telefon": "other phone",
        "haupttelefon": "primary phone", "e-mail-adresse": "e-mail address", "e-mail 2: adresse": "e-mail 2 address",
        "e-mail 3: adresse": "e-mail 3 address", "kategorien": "categories", "notizen": "notes",
        "webseite": "web page",
    },
)  # fmt: skip
_OUTLOOK_FRENCH = _Language(
    frozenset({"rue (bureau)", "nom complet de l'adresse de messagerie", "telephone (bureau)", "adresse de messagerie",
               "adresse de courrier"}),
    _places(
        {
            "rue": "street", "ville": "city", "dep/region": "state", "code postal": "postal code",
            "pays/region": "country", "pays": "country",
        },
        {"{} (bureau)": "business", "{} (domicile)": "home", "{} (autre)": "other"},
    )
    | {
        "prenom": "first name", "deuxieme prenom": "middle name", "nom": "last name", "societe": "company",
        "rue (bureau) 2": "business street 2", "rue (bureau) 3": "business street 3",
        "rue (domicile) 2": "home street 2", "rue (domicile) 3": "home street 3", "rue (autre) 2": "other street 2",
        "rue (autre) 3": "other street 3", "b.p. professionnelle": "business address po box",
        "boite postale du domicile": "home address po box", "autre boite postale": "other address po box",
        "telephone de l'assistant(e)": "assistant's phone", "telecopie (bureau)": "business fax",
        "telephone (bureau)": "business phone", "telephone 2 (bureau)": "business phone 2", "rappel": "callback",
        "telephone (voiture)": "car phone", "telephone societe": "company main phone",
        "telecopie (domicile)": "home fax", "telephone (domicile)": "home phone",
        "telephone 2 (domicile)": "home phone 2", "tel. mobile": "mobile phone", "telecopie (autre)": "other fax",
        "telephone (autre)": "other phone", "recepteur de radiomessagerie": "pager",
        "telephone principal": "primary phone", "radio telephone": "radio phone",
        "adresse de messagerie": "e-mail address", "adresse de messagerie 2": "e-mail 2 address",
        "adresse de messagerie 3": "e-mail 3 address", "adresse de courrier": "e-mail address",
        "adresse de courrier 2": "e-mail 2 address", "adresse de courrier 3": "e-mail 3 address",
        "categories": "categories", "notes": "notes", "page web": "web page",
    },
)  # fmt: skip
_OUTLOOK_SPANISH = _Language(
    frozenset({"calle del trabajo", "nombre de pantalla de correo electronico", "telefono del trabajo 2",
               "codigo postal del trabajo", "ciudad de trabajo"}),
    {
        "tratamiento": "salutation", "nombre": "first name", "segundo nombre": "middle name",
        "apellidos": "last name", "organizacion": "company", "puesto": "job title",
        "calle del trabajo": "business street", "calle del trabajo 2": "business street 2",
        "calle del trabajo 3": "business street 3", "calle 2 del trabajo": "business street 2",
        "calle 3 del trabajo": "business street 3", "ciudad de trabajo": "business city",
        "provincia o estado de trabajo": "business state", "codigo postal del trabajo": "business postal code",
        "pais o region del trabajo": "business country",
        "apartado postal de la direccion del trabajo": "business address po box",
        "calle del domicilio": "home street", "calle del domicilio particular": "home street",
        "ciudad del domicilio": "home city", "ciudad de residencia": "home city",
        "provincia o estado del domicilio": "home state", "provincia o estado de residencia": "home state",
        "codigo postal del domicilio": "home postal code", "codigo postal de residencia": "home postal code",
        "pais o region del domicilio": "home country",
        "apartado postal de la direccion personal": "home address po box", "otra calle": "other street",
        "otra calle 2": "other street 2", "otra calle 3": "other street 3", "otra ciudad": "other city",
        "otra provincia o estado": "other state", "otro codigo postal": "other postal code",
        "otro pais o region": "other country", "otro apartado postal": "other address po box",
        "telefono del ayudante": "assistant's phone", "fax del trabajo": "business fax",
        "telefono del trabajo": "business phone", "telefono del trabajo 2": "business phone 2",
        "devolucion de llamada": "callback", "telefono del automovil": "car phone",
        "numero de centralita de la organizacion": "company main phone", "fax particular": "home fax",
        "particular": "home phone", "telefono particular": "home phone",
        "numero de telefono particular 2": "home phone 2", "telefono movil": "mobile phone", "otro fax": "other fax",
        "otro telefono": "other phone", "localizador": "pager", "telefono principal": "primary phone",
        "radiotelefono": "radio phone", "direccion de correo electronico": "e-mail address",
        "direccion de correo electronico 2": "e-mail 2 address",
        "direccion de correo electronico 3": "e-mail 3 address",
        "direccion del correo electronico 2": "e-mail 2 address",
        "direccion del correo electronico 3": "e-mail 3 address", "categorias": "categories", "notas": "notes",
        "pagina web": "web page",
    },
)  # fmt: skip
_THUNDERBIRD_GERMAN = _Language(
    frozenset({"primare e-mail-adresse", "mobil-tel.-nr.", "tel. dienstlich"}),
    _places(
        {
            "adresse": "address", "adresse 2": "address 2", "ort": "city", "bundesland": "state", "plz": "zipcode",
            "land": "country",
        },
        {"privat: {}": "home", "dienstlich: {}": "work"},
    )
    | {
        "vorname": "first name", "nachname": "last name", "anzeigename": "display name",
        "primare e-mail-adresse": "primary email", "sekundare e-mail-adresse": "secondary email",
        "tel. dienstlich": "work phone", "tel. privat": "home phone", "fax-nummer": "fax number",
        "pager-nummer": "pager number", "mobil-tel.-nr.": "mobile number", "arbeitstitel": "job title",
        "organisation": "organization", "webseite 1": "web page 1", "webseite 2": "web page 2", "notizen": "notes",
    },
)  # fmt: skip
_THUNDERBIRD_FRENCH = _Language(
    frozenset({"premiere adresse electronique", "nom a afficher"}),
    {
        "prenom": "first name", "nom de famille": "last name", "nom a afficher": "display name",
        "premiere adresse electronique": "primary email", "deuxieme adresse electronique": "secondary email",
        "adresse electronique secondaire": "secondary email", "tel. professionnel": "work phone",
        "tel. personnel": "home phone", "fax": "fax number", "portable": "mobile number",
        "adresse privee": "home address", "adresse privee 2": "home address 2", "ville": "home city",
        "region": "home state", "code postal": "home zipcode", "pays/etat": "home country",
        "profession": "job title", "societe": "organization", "page web 1": "web page 1",
        "page web 2": "web page 2", "notes": "notes",
    },
)  # fmt: skip
_YAHOO = _Language(
    frozenset({"yahoo! phone", "distribution lists", "messenger id"}),
    {
        "first": "first name", "middle": "middle name", "last": "last name", "category": "categories",
        "home": "home phone", "work": "work phone", "other": "other phone", "primary": "primary phone",
        "alternate email 1": "email 1", "alternate email 2": "email 2", "personal website": "personal web page",
        "business website": "web page", "title": "job title", "work zip": "work zipcode", "home zip": "home zipcode",
        "home town": "home city", "yahoo! phone": "phone",
    },
)  # fmt: skip
_LANGUAGES = (
    _OUTLOOK_GERMAN, _OUTLOOK_FRENCH, _OUTLOOK_SPANISH, _THUNDERBIRD_GERMAN, _THUNDERBIRD_FRENCH, _YAHOO,
)  # fmt: skip


def in_english(headings: Sequence[str]) -> list[str]:
    """Headings, without case and marks, as the same program writes them in English; those of no such table as they are.

    >>> in_english(["vorname", "nachname", "strasse geschaftlich", "hobby"])
    ['first name', 'last name', 'business street', 'hobby']
    """
    words = set(headings)
    language = next((each for each in _LANGUAGES if not words.isdisjoint(each.known_by)), None)
    if language is None:
        return list(headings)
    english = [language.english.get(word, word) for word in headings]
    if language is _OUTLOOK_FRENCH:
        titles = [place for place, word in enumerate(headings) if word in ("titre", "fonction")]
        for place in titles:
            english[place] = "salutation" if len(titles) > 1 and place == titles[0] else "job title"
    return english
