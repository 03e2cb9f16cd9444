"""What each column of a table nobody knows holds: guessed from its heading and its values, corrected by the user."""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from insidescoop.exchange.csv_columns import CsvColumn, Fact, is_profile, plain_heading, spellings
from insidescoop.exchange.csv_sheets import CsvSheet


class Meaning(StrEnum):
    """What the user can say a column holds, in the order it is offered."""

    NOTE = "note"
    LEAVE_OUT = "leave_out"
    AS_HEADED = "as_headed"
    GIVEN_NAME = "given_name"
    MIDDLE_NAME = "middle_name"
    FAMILY_NAME = "family_name"
    NAME = "name"
    FORM_OF_ADDRESS = "form_of_address"
    PRONOUNS = "pronouns"
    HOW_TO_SAY = "how_to_say"
    TITLE = "title"
    ORGANIZATION = "organization"
    EMAIL = "email"
    PHONE = "phone"
    MOBILE = "mobile"
    WORK_PHONE = "work_phone"
    HOME_PHONE = "home_phone"
    LINK = "link"
    LINKEDIN = "linkedin"
    ADDRESS = "address"
    STREET = "street"
    TOWN = "town"
    REGION = "region"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    TIME_ZONE = "time_zone"
    MET_AT = "met_at"
    MET_ON = "met_on"
    TAGS = "tags"
    NOTES = "notes"

    @property
    def words(self) -> str:
        """What the window says."""
        return _WORDS.get(self, self.value.replace("_", " ").capitalize())


_WORDS = {
    Meaning.NOTE: "A note, under its heading",
    Meaning.LEAVE_OUT: "Nothing, leave it out",
    Meaning.AS_HEADED: "What its heading says",
    Meaning.NAME: "Whole name",
    Meaning.EMAIL: "E-mail",
    Meaning.MOBILE: "Mobile phone",
    Meaning.LINKEDIN: "LinkedIn page",
    Meaning.ADDRESS: "Address as a whole",
    Meaning.STREET: "Address: street",
    Meaning.TOWN: "Address: town",
    Meaning.REGION: "Address: region",
    Meaning.POSTAL_CODE: "Address: postal code",
    Meaning.COUNTRY: "Address: country",
    Meaning.MET_ON: "Met on (a day as 2026-11-23)",
}
_FACTS: dict[Meaning, tuple[Fact, str | None, int]] = {
    Meaning.NOTE: (Fact.OTHER, None, 0),
    Meaning.LEAVE_OUT: (Fact.LEFT_OUT, None, 0),
    Meaning.GIVEN_NAME: (Fact.GIVEN_NAME, None, 0),
    Meaning.MIDDLE_NAME: (Fact.MIDDLE_NAME, None, 0),
    Meaning.FAMILY_NAME: (Fact.FAMILY_NAME, None, 0),
    Meaning.NAME: (Fact.NAME, None, 0),
    Meaning.FORM_OF_ADDRESS: (Fact.FORM_OF_ADDRESS, None, 0),
    Meaning.PRONOUNS: (Fact.PRONOUNS, None, 0),
    Meaning.HOW_TO_SAY: (Fact.HOW_TO_SAY, None, 0),
    Meaning.TITLE: (Fact.TITLE, None, 0),
    Meaning.ORGANIZATION: (Fact.ORGANIZATION, None, 0),
    Meaning.EMAIL: (Fact.EMAIL, None, 0),
    Meaning.PHONE: (Fact.PHONE, None, 0),
    Meaning.MOBILE: (Fact.PHONE, "mobile", 0),
    Meaning.WORK_PHONE: (Fact.PHONE, "work", 0),
    Meaning.HOME_PHONE: (Fact.PHONE, "home", 0),
    Meaning.LINK: (Fact.LINK, None, 0),
    Meaning.LINKEDIN: (Fact.LINK, "LinkedIn", 0),
    Meaning.ADDRESS: (Fact.ADDRESS, None, 0),
    Meaning.STREET: (Fact.ADDRESS_PART, "home", 2),
    Meaning.TOWN: (Fact.ADDRESS_PART, "home", 5),
    Meaning.REGION: (Fact.ADDRESS_PART, "home", 6),
    Meaning.POSTAL_CODE: (Fact.ADDRESS_PART, "home", 7),
    Meaning.COUNTRY: (Fact.ADDRESS_PART, "home", 8),
    Meaning.TIME_ZONE: (Fact.TIME_ZONE, None, 0),
    Meaning.MET_AT: (Fact.MET_AT, None, 0),
    Meaning.MET_ON: (Fact.MET_ON, None, 0),
    Meaning.TAGS: (Fact.TAGS, None, 0),
    Meaning.NOTES: (Fact.NOTES, None, 0),
}
_MEANING_BY_FACT = {(fact, label): meaning for meaning, (fact, label, part) in _FACTS.items() if not part}

# Headings of address books in other languages (German, French, Spanish, Italian, Dutch, Portuguese, Polish, Swedish,
# Czech, Russian, Greek, Turkish, Arabic, Hebrew, Chinese, Japanese, Korean),
# and of lists people keep themselves; without case and marks.
_HEADINGS: dict[Meaning, tuple[str, ...]] = {
    Meaning.GIVEN_NAME: ("vorname", "prenom", "voornaam", "imie", "fornamn", "fornavn", "first", "given"),
    Meaning.FAMILY_NAME: (
        "nachname", "familienname", "nom de famille", "apellido", "apellidos", "cognome", "achternaam", "sobrenome",
        "nazwisko", "efternamn", "etternavn", "last", "family",
    ),
    Meaning.NAME: (
        "vollstandiger name", "anzeigename", "kontakt", "nom complet", "nombre completo", "nome completo", "naam",
        "nazwa", "namn", "navn", "contact", "person", "who", "wer", "qui",
    ),
    Meaning.TITLE: (
        "berufsbezeichnung", "beruf", "poste", "fonction", "titre", "cargo", "puesto", "ruolo", "functie", "funktion",
        "stanowisko", "titel", "occupation", "designation", "job", "current title",
    ),
    Meaning.ORGANIZATION: (
        "firma", "unternehmen", "entreprise", "societe", "empresa", "azienda", "societa", "bedrijf", "organisatie",
        "organizacja", "foretag", "institution", "library", "affiliation", "workplace", "works at", "school", "org",
    ),
    Meaning.EMAIL: (
        "e-mail-adresse", "adresse e-mail", "adresse mail", "courriel", "correo electronico", "correo", "adres e-mail",
        "epost", "e-post", "e-postadress", "e-mail 2: adresse", "e-mail 3: adresse", "indirizzo email",
        "indirizzo e-mail", "e-mailadres", "mail address",
    ),
    Meaning.PHONE: (
        "telefon", "telefonnummer", "rufnummer", "telefono", "telefoon", "telefone", "tel.", "numero de telephone",
        "numer telefonu", "contact number", "number",
    ),
    Meaning.MOBILE: (
        "handy", "mobil", "mobiltelefon", "mobilnummer", "portable", "movil", "celular", "cellulare", "mobiel",
        "komorka", "telefono movil", "telefon mobilny", "telephone mobile", "telephone portable", "tel. mobile",
    ),
    Meaning.WORK_PHONE: ("telefon geschaftlich", "telephone (bureau)", "telefono del trabajo", "office phone"),
    Meaning.HOME_PHONE: ("telefon privat", "telephone (domicile)", "telefono particular", "private phone"),
    Meaning.LINK: ("webseite", "website url", "site web", "sitio web", "sito web", "homepage", "web", "profile"),
    Meaning.LINKEDIN: ("linkedin profile", "linkedin page", "linkedin link", "profil linkedin"),
    Meaning.ADDRESS: ("adresse", "anschrift", "direccion", "indirizzo", "adres", "endereco", "location"),
    Meaning.STREET: (
        "strasse", "strasse geschaftlich", "rue", "calle", "via", "straat", "rua", "ulica", "street",
        "street address", "address line 1", "address 1",
    ),
    Meaning.TOWN: (
        "ort", "ort geschaftlich", "stadt", "ville", "ciudad", "citta", "plaats", "cidade", "miasto", "city",
    ),
    Meaning.REGION: (
        "bundesland", "region geschaftlich", "provincia", "provincie", "estado", "wojewodztwo", "state", "state/region",
        "state/province", "county", "province",
    ),
    Meaning.POSTAL_CODE: (
        "plz", "postleitzahl geschaftlich", "postleitzahl", "code postal", "codigo postal", "cap", "postcode",
        "kod pocztowy", "zip", "zip code", "zipcode", "postal code", "zip/postal code", "post code",
    ),
    Meaning.COUNTRY: (
        "land", "land/region geschaftlich", "pays", "pais", "paese", "kraj", "country",
        "country/region", "country/territory",
    ),
    Meaning.TAGS: ("kategorien", "gruppe", "gruppen", "schlagworter", "categorie", "etiquetas", "tag", "group"),
    Meaning.NOTES: (
        "notizen", "bemerkungen", "bemerkung", "remarques", "notas", "observaciones", "nota", "opmerkingen", "uwagi",
        "anteckningar", "remarks", "comment",
    ),
    Meaning.MET_AT: ("where we met", "how we met", "event", "met"),
}  # fmt: skip
_HEADINGS_ELSEWHERE: dict[Meaning, tuple[str, ...]] = {
    Meaning.FAMILY_NAME: (
        "příjmení", "фамилия", "прізвище", "επώνυμο", "soyad", "soyadı", "اسم العائلة", "שם משפחה", "姓", "姓氏", "성",
    ),
    Meaning.NAME: (
        "фио", "ф.и.о.", "полное имя", "ονοματεπώνυμο", "ad soyad", "الاسم", "الاسم الكامل", "שם", "שם מלא", "姓名",
        "氏名", "名前", "联系人", "聯絡人", "성명", "ชื่อ",
    ),
    Meaning.TITLE: (
        "pozice", "должность", "посада", "θέση", "unvan", "الوظيفة", "المسمى الوظيفي", "תפקיד", "职位", "职务", "職位",
        "職稱", "役職", "직책", "직위", "ตำแหน่ง",
    ),
    Meaning.ORGANIZATION: (
        "společnost", "компания", "организация", "організація", "компанія", "εταιρεία", "şirket", "الشركة", "חברה",
        "公司", "单位", "会社", "会社名", "회사", "회사명", "บริษัท",
    ),
    Meaning.EMAIL: (
        "эл. почта", "электронная почта", "почта", "ел. пошта", "البريد الإلكتروني", "דוא\"ל", "אימייל", "电子邮件",
        "邮箱", "電子郵件", "メール", "メールアドレス", "이메일", "อีเมล",
    ),
    Meaning.PHONE: (
        "телефон", "τηλέφωνο", "الهاتف", "טלפון", "电话", "電話", "電話番号", "전화", "전화번호", "โทรศัพท์",
    ),
    Meaning.MOBILE: (
        "мобильный", "мобильный телефон", "κινητό", "cep telefonu", "الجوال", "נייד", "手机", "手機", "携帯",
        "携帯電話", "휴대폰", "휴대전화", "มือถือ",
    ),
    Meaning.ADDRESS: ("адрес", "адреса", "διεύθυνση", "العنوان", "כתובת", "地址", "住所", "주소", "ที่อยู่"),
    Meaning.TOWN: ("город", "місто", "město", "城市", "市区町村"),
    Meaning.POSTAL_CODE: ("индекс", "psč", "邮编", "郵便番号", "우편번호"),
    Meaning.COUNTRY: ("страна", "країна", "země", "国家", "国"),
    Meaning.NOTES: (
        "заметки", "примечание", "примечания", "poznámky", "notlar", "ملاحظات", "הערות", "备注", "備註", "備考", "메모",
        "หมายเหตุ",
    ),
}  # fmt: skip
_MEANING_BY_HEADING = {
    plain_heading(heading): meaning
    for headings_by_meaning in (_HEADINGS, _HEADINGS_ELSEWHERE)
    for meaning, headings in headings_by_meaning.items()
    for heading in headings
}
_FIRST_OR_WHOLE = set(
    map(plain_heading, ("nombre", "nome", "jméno", "имя", "ім'я", "όνομα", "ad", "名", "名字", "이름"))
)
_LAST_OR_WHOLE = {"nom"}
"""Headings that say a given or family name beside the other one, and the whole name alone."""

_EMAIL = re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
_LINK = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
_PHONE = re.compile(r"^\+?[\d\s()./-]{7,}$")
_DAY = re.compile(r"^(\d{1,2}[./-] ?\d{1,2}[./-] ?(\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b(?![./-])")
"""A day as it is written, which has the signs of a phone number."""


_WORDS_APART = re.compile(r"[^\w]+")
_PLACES = {
    "work": {"work", "business", "office", "geschaftlich", "dienstlich", "bureau", "professionnel", "trabajo"},
    "home": {"home", "personal", "private", "privat", "domicile", "personnel", "particular"},
    "mobile": {"mobile", "cell", "handy", "mobil", "portable", "movil"},
}
"""Words of a heading that say where an address or a number leads."""


def guessed(sheet: CsvSheet) -> tuple[Meaning, ...]:
    """What each column seems to hold: by its heading, else by its first values; a line of the notes for the rest."""
    meanings = [_by_heading(column) for column in sheet.columns]
    for place, word in enumerate(spellings(column.heading)[-1] for column in sheet.columns):
        if word in _FIRST_OR_WHOLE:
            meanings[place] = Meaning.GIVEN_NAME if Meaning.FAMILY_NAME in meanings else Meaning.NAME
        elif word in _LAST_OR_WHOLE:
            meanings[place] = Meaning.FAMILY_NAME if Meaning.GIVEN_NAME in meanings else Meaning.NAME
        elif meanings[place] is Meaning.NOTE:
            meanings[place] = _by_values(sheet.examples[place])
    if not {Meaning.NAME, Meaning.GIVEN_NAME, Meaning.FAMILY_NAME} & set(meanings):
        _guess_names(sheet, meanings)
    return tuple(meanings)


def columns_of(sheet: CsvSheet, meanings: Sequence[Meaning]) -> tuple[CsvColumn, ...]:
    """The table's columns read as was said of them."""
    return tuple(
        _column(column, meaning, place)
        for place, (column, meaning) in enumerate(zip(sheet.columns, meanings, strict=True))
    )


def as_text(meanings: Sequence[Meaning]) -> str:
    """Meanings as they are kept."""
    return "\t".join(meanings)


def of_text(text: str | None, sheet: CsvSheet) -> tuple[Meaning, ...] | None:
    """Meanings as they were kept for the headings of this table; None if there are none, or not for these columns."""
    words = (text or "").split("\t")
    known = set(Meaning)
    if len(words) != len(sheet.columns) or not all(word in known for word in words):
        return None
    return tuple(map(Meaning, words))


def _by_heading(column: CsvColumn) -> Meaning:
    if column.fact is not Fact.OTHER:
        return _MEANING_BY_FACT.get((column.fact, column.label), Meaning.AS_HEADED)
    known = (word for word in spellings(column.heading) if word in _MEANING_BY_HEADING)
    return _MEANING_BY_HEADING.get(next(known, ""), Meaning.NOTE)


def _by_values(examples: tuple[str, ...]) -> Meaning:
    for pattern, meaning in ((_EMAIL, Meaning.EMAIL), (_LINK, Meaning.LINK), (_PHONE, Meaning.PHONE)):
        if examples and all(pattern.match(example) and not _DAY.match(example) for example in examples):
            is_of_linkedin = meaning is Meaning.LINK and all(map(is_profile, examples))
            return Meaning.LINKEDIN if is_of_linkedin else meaning
    return Meaning.NOTE


def _guess_names(sheet: CsvSheet, meanings: list[Meaning]) -> None:
    """The first column of words is a whole name; without headings, one of single words a given or family name."""
    texts = [
        place
        for place, examples in enumerate(sheet.examples)
        if meanings[place] is Meaning.NOTE and examples and not any(map(str.isdigit, "".join(examples)))
    ]
    if not texts:
        return
    is_whole = any(" " in example for example in sheet.examples[texts[0]])
    if is_whole or (not sheet.has_headings and (len(texts) == 1 or texts[1] != texts[0] + 1)):
        meanings[texts[0]] = Meaning.NAME
    elif not sheet.has_headings:
        meanings[texts[0]], meanings[texts[1]] = Meaning.GIVEN_NAME, Meaning.FAMILY_NAME


def _column(column: CsvColumn, meaning: Meaning, place: int) -> CsvColumn:
    if meaning is Meaning.AS_HEADED:
        return column
    fact, label, part = _FACTS[meaning]
    if (column.fact, column.label) == (fact, label) and column.group:
        # Another column may say its label.
        return column
    if label is None and fact in (Fact.EMAIL, Fact.PHONE):
        said = set(_WORDS_APART.split(spellings(column.heading)[0]))
        label = next((place for place, words in _PLACES.items() if said & words), None)
    group = "address home" if fact is Fact.ADDRESS_PART else f"column {place}"
    return replace(column, fact=fact, label=label, group=group, part=part)
