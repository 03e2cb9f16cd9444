"""Tables in, tables out, and tables that mean harm."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from any_people import ANY_PERSON
from examples import many
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.imports import FoundPeople
from insidescoop.domain.problems import Problem
from insidescoop.exchange.contact_files import FileKind, source_file
from insidescoop.exchange.csv_reading import people_of_csv
from insidescoop.exchange.csv_writing import exact_csv, spreadsheet_csv
from insidescoop.exchange.formula_guard import guarded, unguarded
from insidescoop.exchange.text_decoding import decoded


def found(text: str | bytes, name: str = "people.csv") -> FoundPeople:
    return people_of_csv(decoded(text if isinstance(text, bytes) else text.encode()), name)


def table(headings: str, **cells: str) -> str:
    """A file with one row: `cells` under their headings, all others empty."""
    named = headings.split(",")
    made = io.StringIO(newline="")
    by_heading = {re.sub(r"[^a-z0-9]+", "_", heading.lower()): heading for heading in named}
    writer = csv.DictWriter(made, named)
    writer.writeheader()
    writer.writerow({by_heading[name]: cell for name, cell in cells.items()})
    return made.getvalue()


LINKEDIN = (
    'Notes:\r\n"When exporting your connection data, you may notice that some of the email addresses are missing."\r\n'
    "\r\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    'Priya,Sharma,https://www.linkedin.com/in/priya,,"Stripe, Inc.","Engineer ""Platform""",12 Mar 2024\r\n'
    ",,https://www.linkedin.com/in/nobody,,,,\r\n"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,Organization Title,"
    "Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
    "Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Website 1 - Label,"
    "Website 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Notes,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,"
    "Business Postal Code,Business Country/Region,Business Phone,Mobile Phone,Birthday,Categories,E-mail Address,"
    "E-mail Type,E-mail Display Name,E-mail 2 Address,Gender,Notes,Priority,Private,Sensitivity,Web Page"
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,Home Phone,"
    "Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,Home ZipCode,Home Country,"
    "Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,Notes"
)


def test_linkedin_s_connections_are_read_behind_their_preamble() -> None:
    people = found("\ufeff" + LINKEDIN)

    (priya,) = people.people
    assert (priya.line, priya.draft.shown_name) == (5, "Priya Sharma")
    assert (priya.draft.organization, priya.draft.title) == ("Stripe, Inc.", 'Engineer "Platform"')
    assert priya.draft.links == (Labelled("https://www.linkedin.com/in/priya", "LinkedIn"),)
    assert priya.draft.notes == "Connected On: 12 Mar 2024"
    assert [(each.line, each.reason) for each in people.unreadable] == [(6, "there is no name in it")]


def test_google_s_new_headings_are_known() -> None:
    (person,) = found(
        table(
            GOOGLE_NEW,
            first_name="Aisha",
            middle_name="Binti",
            last_name="Rahman",
            nickname="Kak",
            birthday="1980-01-15",
            organization_name="Kedai",
            organization_title="Owner",
            notes="Met in Penang",
            labels="* myContacts ::: Rotary",
            e_mail_1_label="* Work",
            e_mail_1_value="aisha@x.example ::: a@y.example",
            phone_1_label="Mobile",
            phone_1_value="+60 12-345 6789",
            address_1_formatted="12 Hill Road\nBristol",
            address_1_street="12 Hill",
            website_1_value="https://kedai.example",
            custom_field_1_label="Tea",
            custom_field_1_value="Oolong",
        )
    ).people

    draft = person.draft
    assert (draft.given_name, draft.family_name) == ("Aisha Binti", "Rahman")
    assert (draft.organization, draft.title, draft.tags) == ("Kedai", "Owner", ("Rotary",))
    assert draft.emails == (Labelled("aisha@x.example", "work"), Labelled("a@y.example", "work"))
    assert draft.phones == (Labelled("+60 12-345 6789", "mobile"),)
    assert draft.links == (Labelled("https://kedai.example"),)
    assert draft.address == "12 Hill Road\nBristol"
    assert draft.notes == "Met in Penang\nNickname: Kak\nBirthday: 1980-01-15\nTea: Oolong"


def test_google_s_old_headings_are_known() -> None:
    (person,) = found(
        table(
            GOOGLE_OLD,
            name="Kim Lee",
            given_name="Kim",
            family_name="Lee",
            group_membership="* myContacts ::: Suppliers",
            e_mail_1_type="* Home",
            e_mail_1_value="kim@x.example",
            organization_1_name="Tech",
            organization_1_title="Head",
        )
    ).people

    assert (person.draft.display_name, person.draft.shown_name) == (None, "Kim Lee")
    assert person.draft.emails == (Labelled("kim@x.example", "home"),)
    assert (person.draft.organization, person.draft.title, person.draft.tags) == ("Tech", "Head", ("Suppliers",))


def test_outlook_s_title_is_a_form_of_address_and_its_defaults_say_nothing() -> None:
    (person,) = found(
        table(
            OUTLOOK,
            title="Dr.",
            first_name="Dana",
            last_name="Okafor",
            company="Harbor",
            job_title="Archivist",
            business_street="1 Main St",
            business_city="Ghent",
            business_postal_code="9000",
            business_phone="212 555 0134",
            mobile_phone="212 555 0135",
            birthday="0/0/00",
            categories="alumni;maps",
            e_mail_address="dana@harbor.example",
            e_mail_type="SMTP",
            gender="Unspecified",
            priority="Normal",
            private="False",
            sensitivity="Normal",
            e_mail_2_address="d@home.example",
            web_page="harbor.example",
        )
    ).people

    draft = person.draft
    assert (draft.title, draft.organization, draft.address) == ("Archivist", "Harbor", "1 Main St\nGhent 9000")
    assert draft.phones == (Labelled("212 555 0134", "work"), Labelled("212 555 0135", "mobile"))
    assert [email.value for email in draft.emails] == ["dana@harbor.example", "d@home.example"]
    assert draft.tags == ("alumni", "maps")
    assert draft.notes == "Title: Dr."


def test_thunderbird_s_headings_are_known() -> None:
    (person,) = found(
        table(
            THUNDERBIRD,
            display_name="Rory Williams",
            primary_email="r@x.example",
            secondary_email="r2@x.example",
            work_phone="555-3000",
            home_address="12 Leadworth Lane",
            home_city="Leadworth",
            home_zipcode="GL1 2AB",
            organization="Hospital",
            job_title="Nurse",
            web_page_1="https://rory.example",
            birth_year="1980",
        )
    ).people

    draft = person.draft
    assert (draft.shown_name, draft.title, draft.organization) == ("Rory Williams", "Nurse", "Hospital")
    assert [email.value for email in draft.emails] == ["r@x.example", "r2@x.example"]
    assert (draft.phones, draft.address) == ((Labelled("555-3000", "work"),), "12 Leadworth Lane\nLeadworth GL1 2AB")
    assert draft.notes == "Birth Year: 1980"


@pytest.mark.parametrize(
    ("family_name", "kept", "notes"),
    [
        ("Okafor, MLIS", "Okafor", "Name suffix: MLIS"),
        ("Okafor, Ph.D., C.A.", "Okafor", "Name suffix: Ph.D., C.A."),
        ("Okafor, Jr.", "Okafor", "Name suffix: Jr."),
        ("Okafor, Dana", "Okafor, Dana", None),
        (", MLIS", ", MLIS", None),
    ],
)
def test_a_degree_behind_a_family_name_is_noted_and_no_part_of_it(
    family_name: str, kept: str, notes: str | None
) -> None:
    (person,) = found(table("First Name,Last Name", first_name="Dana", last_name=family_name)).people

    assert (person.draft.family_name, person.draft.notes) == (kept, notes)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_delimiter_and_the_encoding_are_found(delimiter: str, codec: str) -> None:
    text = f"Name{delimiter}Email{delimiter}Favourite colour\r\nZoë{delimiter}zoe@x.example{delimiter}blue, green\r\n"
    if delimiter == ",":
        text = text.replace("blue, green", '"blue, green"')

    people = found(text.encode(codec))

    assert people.people[0].draft.shown_name == "Zoë"
    assert people.people[0].draft.notes == "Favourite colour: blue, green"
    assert bool(people.remarks) == (codec == "cp1252")


def test_a_line_that_tells_excel_the_delimiter_is_passed_over() -> None:
    assert found("sep=;\r\nName;Email\r\nBo;bo@x.example\r\n").people[0].draft.shown_name == "Bo"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "", "\x00\x01", "Company,Phone\nHarbor,555\n"])
def test_a_table_without_a_known_name_or_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(Problem, match=r"No column in “sums\.csv” is known|There is no table in “sums\.csv”"):
        found(text, "sums.csv")


@pytest.mark.parametrize(
    ("rows", "reason", "line"),
    [
        pytest.param("A,B,a@x.example,extra\n", "4 cells, and there are 3 headings", 2, id="too many cells"),
        pytest.param('"Open,B,a@x.example\n', "never closed", 2, id="open quote"),
        pytest.param(",,\n,,nobody\n", "no name", 3, id="no name"),
        pytest.param(f"A,B,{'x' * 4_200_000}\n", "longer than 4 million", 2, id="huge cell"),
        pytest.param(f"A,{'B' * 300_000},a@x.example\n", "200,000 characters", 2, id="huge name"),
    ],
)
def test_a_bad_row_is_kept_aside_and_the_others_come_in(rows: str, reason: str, line: int) -> None:
    people = found(f"First Name,Last Name,Email\n{rows}Bo,Berg,bo@x.example\nCy,Cole,cy@x.example\n")

    assert [person.draft.shown_name for person in people.people] == ["Bo Berg", "Cy Cole"]
    assert [(each.line, reason in each.reason) for each in people.unreadable] == [(line, True)]


def test_cells_of_several_lines_and_short_rows_are_no_faults() -> None:
    people = found('Name,Notes,Email\nBo,"one\ntwo, ""three""",bo@x.example\nCy\n')

    assert people.unreadable == ()
    assert [(person.line, person.draft.notes) for person in people.people] == [(2, 'one\ntwo, "three"'), (4, None)]


def test_a_note_longer_than_the_csv_module_s_own_bound_is_read() -> None:
    (person,) = found(f"Name,Notes\nBo,{'x' * 150_000}\n").people

    assert len(person.draft.notes or "") == 150_000
    assert csv.field_size_limit() == 131_072


def test_many_open_quotation_marks_are_given_up() -> None:
    people = found("Name,Email\n" + '"Bo,x\n' * 5000)

    assert people.unreadable[-1].reason == "too many quotation marks are never closed; the rest was not read"


def test_ten_thousand_columns_are_read() -> None:
    wide = ",".join(f"Column {n}" for n in range(10_000))
    (person,) = found(f"Name,{wide}\nBo,{','.join('x' for _ in range(10_000))}\n").people

    assert "Column 9999: x" in (person.draft.notes or "")


def test_nul_is_no_letter() -> None:
    assert found("Name,Email\nB\x00o,bo@x.example\n").people[0].draft.shown_name == "Bo"


def test_what_is_in_a_file_decides_not_its_name(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("BEGIN:VCARD\nFN:Bo\nEND:VCARD\n", "utf-8")

    assert source_file(file).kind is FileKind.CARDS


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1", "-5", "@x", "|x", "%x", "\t=1", "\rx", "\nx", "\0x", " =1", "＝1", "\u3000=1"]
)
def test_what_a_spreadsheet_might_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Dana", "", "'quoted'", "1-2", "d@x.example", "’=", "it's"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


@pytest.mark.parametrize(
    ("number", "written"),
    [("+46 70 123", "+46 70 123"), ("+1 (212) 555-0134", "+1 (212) 555-0134"), ("+1+1", "'+1+1"), ("-5", "'-5")],
)
def test_a_phone_number_in_its_own_column_needs_no_guard(number: str, written: str) -> None:
    assert guarded(number, is_phone=True) == written


_RISKY = st.text(st.sampled_from("'=+-@|%\t\r\n\0 ＝﹢x1") | st.characters(exclude_categories=("Cs",)), max_size=12)


@given(cell=_RISKY, is_phone=st.booleans())
@example(cell="'x", is_phone=False)
@example(cell="'=x", is_phone=False)
def test_the_reader_takes_exactly_the_guard_away(cell: str, is_phone: bool) -> None:
    assert unguarded(guarded(cell, is_phone=is_phone), is_phone=is_phone) == cell


@pytest.mark.parametrize("write", [spreadsheet_csv, exact_csv])
@settings(max_examples=many(60), deadline=None)
@given(people=st.lists(ANY_PERSON, min_size=1, max_size=3))
def test_a_table_of_ours_comes_back_as_it_was(
    people: list[ContactDraft], write: Callable[[Sequence[ContactDraft]], bytes]
) -> None:
    assert [person.draft for person in people_of_csv(decoded(write(people)), "x.csv").people] == people


def test_the_exact_table_has_no_guards_and_is_read_without_looking_for_any() -> None:
    written = exact_csv([ContactDraft(given_name="'=1+1", title="=2+2")])

    (person,) = people_of_csv(decoded(written), "x.csv").people

    assert b",=2+2," in written
    assert (person.draft.given_name, person.draft.title) == ("'=1+1", "=2+2")


def test_every_cell_of_our_table_is_guarded_and_nothing_private_is_in_it() -> None:
    written = spreadsheet_csv(
        [ContactDraft(given_name="=1+1", notes="@sum", phones=(Labelled("+1 212 555 0134", "=x"),))]
    )

    cells = next(iter(list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))[1:]))
    assert not [
        cell for cell in cells if cell[:1] in ("=", "-", "@") or (cell[:1] == "+" and cell != "+1 212 555 0134")
    ]
    assert not [word for word in ("reply", "closeness", "tie") if word in written.decode().lower()]


@given(st.text(st.sampled_from('Nameil,;"\n\t=a@x.'), max_size=200))
def test_no_table_raises_anything_but_a_problem(text: str) -> None:
    try:
        people = found("Name,Email\n" + text)
    except Problem:
        return
    assert all(not person.draft.problems() for person in people.people)


@pytest.mark.parametrize("heading", ["Name", "Full name", "Contact Name"])
@pytest.mark.parametrize(
    ("whole", "given", "family", "shown"),
    [
        ("Dana Okafor", "Dana", "Okafor", "Dana Okafor"),
        ("Okafor, Dana", "Dana", "Okafor", "Dana Okafor"),
        ("Maria de la Cruz", "Maria", "de la Cruz", "Maria de la Cruz"),
        ("Dr. Jane Roe, PhD", "Jane", "Roe", "Dr. Jane Roe, PhD"),
        ("Cher", None, None, "Cher"),
        ("山田太郎", "太郎", "山田", "山田太郎"),
        ("a, b, c, d", None, None, "a, b, c, d"),
    ],
)
def test_a_whole_name_is_read_in_its_parts_and_kept_whole_where_it_is_not_understood(
    heading: str, whole: str, given: str | None, family: str | None, shown: str
) -> None:
    text = f'{heading},Email,Company\n"{whole}",d@x.example,Harbor\n"Harbor",h@x.example,Harbor\n'

    person, firm = (each.draft for each in found(text).people)

    assert (person.given_name, person.family_name, person.shown_name) == (given, family, shown)
    assert (firm.given_name, firm.shown_name) == (None, "Harbor")


def test_a_whole_name_beside_its_parts_is_left_as_it_is() -> None:
    text = "Name,Given Name,Family Name\nDana M. Okafor,Dana,Okafor\n"

    (person,) = found(text).people

    assert (person.draft.given_name, person.draft.family_name) == ("Dana", "Okafor")
    assert person.draft.shown_name == "Dana M. Okafor"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "20261123x"])
def test_a_day_outside_the_years_of_days_goes_into_the_notes(day: str) -> None:
    (person,) = people_of_csv(decoded(f"Name,Met on\nDana,{day}\n".encode()), "x.csv").people

    assert (person.draft.met_on, person.draft.notes) == (None, f"Met on: {day}")


@pytest.mark.parametrize(
    ("given", "family", "plain", "pronouns", "notes"),
    [
        (
            "Dr. Dana 🎓",
            "Roe, PhD, MLIS (she/her)",
            ("Dana", "Roe"),
            "she/her",
            "Name prefix: Dr.\nName suffix: PhD, MLIS",
        ),
        ("🌟 Dana [they/them]", "Roe, MA, ✨", ("Dana", "Roe"), "they/them", "Name suffix: MA"),
        ("Prof. Dr. Dana", "de la Cruz 🇵🇱", ("Dana", "de la Cruz"), None, "Name prefix: Prof. Dr."),
        ("Dana (Dee)", "Roe, Archivist", ("Dana (Dee)", "Roe, Archivist"), None, None),
        ("Dean", "Roe-Li Jr", ("Dean", "Roe-Li Jr"), None, None),
        ("Dr.", "🎓", ("Dr.", "🎓"), None, None),
    ],
)
def test_titles_degrees_pronouns_and_emoji_are_no_part_of_a_name(
    given: str, family: str, plain: tuple[str, str], pronouns: str | None, notes: str | None
) -> None:
    (person,) = found(table("First Name,Last Name", first_name=given, last_name=family)).people

    assert (person.draft.given_name, person.draft.family_name) == plain
    assert (person.draft.pronouns, person.draft.notes) == (pronouns, notes)


@pytest.mark.parametrize("whole", ["Dana Roe 🎓", "🌟Dana Roe (she/her)", "Dana Roe, PhD [she/her]"])
def test_a_whole_name_is_split_without_its_signs(whole: str) -> None:
    (person,) = people_of_csv(decoded(f'Name,Email\n"{whole}",a@b.example\n'.encode()), "x.csv").people

    assert (person.draft.given_name, person.draft.family_name) == ("Dana", "Roe")
    assert "she" not in person.draft.shown_name
    assert person.draft.pronouns == ("she/her" if "she" in whole else None)


def test_numbers_guarded_for_a_spreadsheet_are_plain_and_those_it_has_cut_are_told() -> None:
    text = 'Name,Phone,Mobile,Notes\nDana Roe,1.55501E+10,"=""+15550125""","=""a """"b"""""""\nKim Moe,\'+15550126,,\n'

    dana, kim = people_of_csv(decoded(text.encode()), "x.csv").people

    assert [phone.value for phone in dana.draft.phones] == ["1.55501E+10", "+15550125"]
    assert dana.draft.notes == 'a "b"'
    assert dana.remarks == ("a spreadsheet has cut the digits of its number 1.55501E+10",)
    assert [phone.value for phone in kim.draft.phones] == ["+15550126"]


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("IFLA, Archives", ("IFLA", "Archives")),
        ("Maps, old; Archives", ("Maps, old", "Archives")),
        ("Maps, old ::: Archives", ("Maps, old", "Archives")),
    ],
)
def test_tags_are_parted_by_the_strongest_sign_in_the_cell(cell: str, tags: tuple[str, ...]) -> None:
    (person,) = people_of_csv(decoded(f'FIRST NAME*,* Tags *\nDana,"{cell}"\n'.encode()), "x.csv").people

    assert (person.draft.given_name, person.draft.tags) == ("Dana", tags)
