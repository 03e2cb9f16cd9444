"""Tables in the shape that programs write which are met less often, or in another language."""

import csv
import io

import pytest

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.exchange.csv_columns import THUNDERBIRD
from insidescoop.exchange.csv_mapping import columns_of, guessed
from insidescoop.exchange.csv_reading import people_of_sheet
from insidescoop.exchange.csv_sheets import CsvSheet, csv_sheet
from insidescoop.exchange.text_decoding import decoded


def sheet_of(text: str) -> CsvSheet:
    return csv_sheet(decoded(text.encode()), "people.csv")


def person_of(text: str) -> ContactDraft:
    """The only person of a table, its columns read as a user is proposed to read them."""
    sheet = sheet_of(text)
    people = people_of_sheet(sheet, None if sheet.is_known else columns_of(sheet, guessed(sheet)))
    assert people.unreadable == ()
    (person,) = people.people
    return person.draft


def table(headings: str, row: str) -> str:
    made = io.StringIO(newline="")
    csv.writer(made).writerows([headings.split("|"), row.split("|")])
    return made.getvalue()


@pytest.mark.parametrize(
    "headings",
    [
        (
            "Anrede|Vorname|Weitere Vornamen|Nachname|Firma|Position|Straße geschäftlich|Ort geschäftlich|"
            "Postleitzahl geschäftlich|Land/Region geschäftlich|Ort privat|Telefon geschäftlich|Fax geschäftlich|"
            "E-Mail-Adresse|"
            "E-Mail 2: Adresse|Kategorien|Webseite|Priorität"
        ),
        (
            "Titre|Prénom|Deuxième prénom|Nom|Société|Titre|Rue (bureau)|Ville (bureau)|Code postal (bureau)|"
            "Pays/Région (bureau)|Ville (domicile)|Téléphone (bureau)|Télécopie (bureau)|Adresse de messagerie|"
            "Adresse de messagerie 2|Catégories|Page Web|Critère de diffusion"
        ),
        (
            "Tratamiento|Nombre|Segundo nombre|Apellidos|Organización|Puesto|Calle del trabajo|Ciudad de trabajo|"
            "Código postal del trabajo|País o región del trabajo|Ciudad de residencia|Teléfono del trabajo|"
            "Fax del trabajo|"
            "Dirección de correo electrónico|Dirección de correo electrónico 2|Categorías|Página Web|Prioridad"
        ),
    ],
    ids=["German", "French", "Spanish"],
)
def test_outlook_is_known_in_other_languages_without_a_question(headings: str) -> None:
    text = table(
        headings,
        "Dr.|Dana|Mae|Okafor|Harbor|Archivist|1 Main St|Ghent|9000|Belgium|Bruges|212 555 0134|212 555 0135|"
        "d@harbor.example|d@home.example|alumni;maps|harbor.example|Normal",
    )

    draft = person_of(text)

    assert sheet_of(text).is_known
    assert (draft.given_name, draft.family_name, draft.title) == ("Dana Mae", "Okafor", "Archivist")
    assert (draft.organization, draft.address) == ("Harbor", "1 Main St\nGhent 9000\nBelgium")
    assert draft.phones == (Labelled("212 555 0134", "work"), Labelled("212 555 0135", "work fax"))
    assert [email.value for email in draft.emails] == ["d@harbor.example", "d@home.example"]
    assert (draft.tags, draft.links) == (("alumni", "maps"), (Labelled("harbor.example"),))
    form_of_address = headings.partition("|")[0]
    assert draft.notes == f"{form_of_address}: Dr.\nAddress (home): Bruges"


@pytest.mark.parametrize(
    "headings",
    [
        (
            "Vorname|Nachname|Anzeigename|Primäre E-Mail-Adresse|Tel. dienstlich|Privat: Adresse|Privat: Ort|"
            "Arbeitstitel|Organisation"
        ),
        (
            "Prénom|Nom de famille|Nom à afficher|Première adresse électronique|Tél. professionnel|"
            "Adresse privée|Ville|Profession|Société"
        ),
    ],
    ids=["German", "French"],
)
def test_thunderbird_is_known_in_other_languages(headings: str) -> None:
    text = table(headings, "Rory|Williams|Rory Williams|r@x.example|555|12 Lane|Leadworth|Nurse|Hospital")

    draft = person_of(text)

    assert sheet_of(text).is_known
    assert (draft.shown_name, draft.title, draft.organization) == ("Rory Williams", "Nurse", "Hospital")
    assert (draft.phones, draft.address) == ((Labelled("555", "work"),), "12 Lane\nLeadworth")


@pytest.mark.parametrize("columns", [37, 38])
def test_thunderbird_s_tables_without_headings_are_known_by_their_columns(columns: int) -> None:
    cells = dict.fromkeys(THUNDERBIRD[:columns], "")
    cells |= {"First Name": "Rory", "Last Name": "Williams", "Primary Email": "r@x.example", "Work Phone": "555"}
    cells |= {"Home City": "Leadworth", "Job Title": "Nurse", "Organization": "Hospital", "Notes": "Met in 2020"}

    draft = person_of("|".join(cells.values()).replace("|", ",") + "\n")

    assert (draft.shown_name, draft.title, draft.organization) == ("Rory Williams", "Nurse", "Hospital")
    assert (draft.phones, draft.address, draft.notes) == ((Labelled("555", "work"),), "Leadworth", "Met in 2020")


def test_yahoo_s_columns_named_after_places_are_numbers() -> None:
    draft = person_of(
        table(
            "First|Middle|Last|Email|Category|Distribution Lists|Home|Work|Other|Alternate Email 1|Title|Company",
            "Ana|M.|Li|a@x.example|Rotary||1 212 555 0100|1 212 555 0101|1 212 555 0102|b@x.example|VP|Acme",
        )
    )

    assert (draft.shown_name, draft.title, draft.tags) == ("Ana M. Li", "VP", ("Rotary",))
    assert [phone.label for phone in draft.phones] == ["home", "work", "other"]
    assert [email.value for email in draft.emails] == ["a@x.example", "b@x.example"]


@pytest.mark.parametrize(
    ("headings", "row", "notes"),
    [
        pytest.param(
            "Salutation|First Name|Last Name|Title|Account Name|Mailing Street|Mailing City|Mailing Zip/Postal Code|"
            "Mobile|Email|Lead Source",
            "Ms.|Ana|Li|VP|Acme|1 Main|Oslo|0150|415 555 0102|a@x.example|Web",
            "Salutation: Ms.\nLead Source: Web",
            id="Salesforce's report",
        ),
        pytest.param(
            "Id|LastName|FirstName|Title|AccountName|MailingStreet|MailingCity|MailingPostalCode|MobilePhone|Email",
            "003|Li|Ana|VP|Acme|1 Main|Oslo|0150|415 555 0102|a@x.example",
            "Id: 003",
            id="Salesforce's data",
        ),
        pytest.param(
            "Record ID|First Name|Last Name|Job Title|Associated Company|Street Address|City|Postal Code|"
            "Mobile Phone Number|Email|Lead Status",
            "55|Ana|Li|VP|Acme|1 Main|Oslo|0150|415 555 0102|a@x.example|Open",
            "Record ID: 55\nLead Status: Open",
            id="HubSpot",
        ),
        pytest.param(
            "Employer Name|Contact First Name|Contact Last Name|Contact Title|Contact Email|Contact Mobile|"
            "Contact Address|City|Zip",
            "Acme|Ana|Li|VP|a@x.example|415 555 0102|1 Main|Oslo|0150",
            None,
            id="a career office",
        ),
    ],
)
def test_lists_of_customers_and_employers_are_guessed(headings: str, row: str, notes: str | None) -> None:
    draft = person_of(table(headings, row))

    assert (draft.given_name, draft.family_name, draft.title) == ("Ana", "Li", "VP")
    assert (draft.organization, draft.address) == ("Acme", "1 Main\nOslo 0150")
    assert (draft.phones, draft.emails) == ((Labelled("415 555 0102", "mobile"),), (Labelled("a@x.example"),))
    assert draft.notes == notes


@pytest.mark.parametrize(
    ("headings", "row", "name"),
    [
        ("姓|名|会社名|役職|メールアドレス", "山田|太郎|ヤマダ|部長|t@x.example", "山田太郎"),
        ("姓名|邮箱|公司|职位", "王小明|w@x.example|腾讯|工程师", "王小明"),
        ("Имя|Фамилия|Организация|Должность|Эл. почта", "Иван|Петров|Завод|Инженер|i@x.example", "Иван Петров"),
        ("الاسم|البريد الإلكتروني|الشركة|الوظيفة", "محمد علي|m@x.example|شركة|مدير", "محمد علي"),
    ],
)
def test_headings_in_other_writings_are_guessed(headings: str, row: str, name: str) -> None:
    draft = person_of(table(headings, row))

    assert draft.shown_name == name
    assert draft.given_name
    assert draft.family_name
    assert draft.organization
    assert draft.title
    assert draft.emails
    assert draft.notes is None


def test_what_a_heading_says_of_an_address_is_its_label_and_a_firm_s_page_is_not_the_person_s() -> None:
    draft = person_of(
        table(
            "Full Name|Work Email|Personal Email|Office Phone No|Person Linkedin Url|Company Linkedin Url",
            "Ana Li|a@w.example|a@p.example|415 555 0100|https://www.linkedin.com/in/ana|"
            "https://www.linkedin.com/company/acme",
        )
    )

    assert draft.emails == (Labelled("a@w.example", "work"), Labelled("a@p.example", "home"))
    assert draft.phones == (Labelled("415 555 0100", "work"),)
    assert [link.label for link in draft.links] == ["LinkedIn", None]


def test_google_s_days_relations_and_pieces_of_an_address_keep_what_they_are_called() -> None:
    draft = person_of(
        table(
            "First Name|Last Name|File As|Labels|Event 1 - Label|Event 1 - Value|Relation 1 - Label|Relation 1 - Value|"
            "IM 1 - Label|IM 1 - Value|Address 1 - Label|Address 1 - Formatted|Address 1 - Street|Address 1 - City",
            "Ana|Li|||Anniversary|2001-02-03|* Spouse|Bo|Skype|ana.li|Summer house|1 Main|1 Main|Oslo",
        )
    )

    assert draft.address == "1 Main"
    assert draft.notes == (
        "Anniversary: 2001-02-03\nSpouse: Bo\nSkype: ana.li\nAddress: Summer house\nAddress 1 - City: Oslo"
    )


@pytest.mark.parametrize(
    ("cell", "name", "emails"),
    [
        ("Ana Li <a@x.example>", "Ana Li", ["a@x.example"]),
        ('"Berg, Bo" <b@x.example>', "Bo Berg", ["b@x.example"]),
        ("a@x.example; b@x.example", "a@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example, b@x.example", "a@x.example", ["a@x.example", "b@x.example"]),
    ],
)
def test_addresses_as_a_letter_has_them_are_taken_apart(cell: str, name: str, emails: list[str]) -> None:
    draft = person_of(table("E-mail", cell))

    assert (draft.shown_name, [email.value for email in draft.emails]) == (name, emails)


def test_spaces_behind_commas_are_no_part_of_a_cell_nor_do_they_hide_its_quotation_marks() -> None:
    draft = person_of('Name, Email, Company, Notes\nAna Li, a@x.example, "Acme, Inc.", "two\nlines"\n')

    assert (draft.organization, draft.notes) == ("Acme, Inc.", "two\nlines")


def test_marks_of_direction_around_a_name_are_no_part_of_it() -> None:
    draft = person_of("Name,Phone\n\u200fمحمد علي\u200f,\u202a+1 212 555 0100\u202c\n")

    assert (draft.given_name, draft.family_name) == ("محمد", "علي")
    assert draft.phones == (Labelled("+1 212 555 0100"),)
