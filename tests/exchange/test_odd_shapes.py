"""Files in the very shape other programs give them, and what becomes of them when they are harmed."""

import random
from pathlib import Path

import pytest

from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.problems import Problem
from insidescoop.exchange.calendar_reading import meetings_of_calendar
from insidescoop.exchange.contact_files import FileKind, source_file
from insidescoop.exchange.csv_mapping import Meaning, columns_of, guessed
from insidescoop.exchange.csv_reading import people_of_sheet
from insidescoop.exchange.csv_sheets import csv_sheet
from insidescoop.exchange.text_decoding import decoded
from insidescoop.exchange.vcards import people_of_vcards

# Shapes as exported by iOS, Android (AOSP VCardComposer), Outlook ([MS-OXVCARD]) and Nextcloud Contacts.
IPHONE = (
    b"BEGIN:VCARD\n"
    b"VERSION:3.0\n"
    b"PRODID:-//Apple Inc.//iPhone OS 17.4//EN\n"
    b"N:Okafor;Dana;;Dr.;\n"
    b"FN:Dr. Dana Okafor\n"
    b"NICKNAME:Dee\n"
    b"ORG:Harbor University;Library\n"
    b"TITLE:Archivist\n"
    b"item1.EMAIL;type=INTERNET;type=pref:dana@harbor.example\n"
    b"item1.X-ABLabel:_$!<Work>!$_\n"
    b"TEL;type=CELL;type=VOICE;type=pref:+1 (212) 555-0134\n"
    b"item2.ADR;type=HOME:;;1 Main St\\nApt 2;Boston;MA;02110;USA\n"
    b"item2.X-ABADR:us\n"
    b"BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-01\n"
    b"X-SOCIALPROFILE;type=linkedin;x-user=dana:https://www.linkedin.com/in/dana\n"
    b"PHOTO;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&9&9&x==;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n"
    b" SkZJRg==\n"
    b"END:VCARD\n"
)
ANDROID = (
    b"BEGIN:VCARD\n"
    b"VERSION:2.1\n"
    b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=57=69=C5=9B;=C5=81ukasz;;;\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=81ukasz=20=57=69=C5=9B=\n"
    b"=6E\n"
    b"TEL;CELL;PREF:+48221234567\n"
    b"EMAIL;HOME:l@x.example\n"
    b"X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Luk;1;;;;;;;;;;;;;\n"
    b"END:VCARD\n"
)
OUTLOOK = (
    b"BEGIN:VCARD\n"
    b"VERSION:2.1\n"
    b"X-MS-SIGNATURE:YES\n"
    b"N;LANGUAGE=en-us:Levi;Rafael;;Mr.\n"
    b"FN:Rafael Levi\n"
    b"ORG:Museum;\n"
    b"TITLE:Curator\n"
    b"TEL;WORK;VOICE:(212) 555-0100\n"
    b"ADR;WORK;PREF:;;1 Main St;Boston;MA;02110;United States\n"
    b"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Main St=0D=0A=\n"
    b"Boston, MA  02110\n"
    b"X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\n"
    b"EMAIL;PREF;INTERNET:rafael@museum.example\n"
    b"X-MS-IMADDRESS:rafael\n"
    b"REV:20260101T000000Z\n"
    b"END:VCARD\n"
)
NEXTCLOUD = (
    b"BEGIN:VCARD\n"
    b"VERSION:4.0\n"
    b"PRODID:-//Nextcloud//Contacts v5\n"
    b"UID:1-2\n"
    b"FN:Bo Berg\n"
    b"N:Berg;Bo;;;\n"
    b'EMAIL;TYPE="work":bo@x.example\n'
    b'TEL;VALUE=uri;TYPE="voice,cell":tel:+1-212-555-0134;ext=5\n'
    b"GENDER:M\n"
    b"CATEGORIES:Friends,Work\n"
    b"PHOTO;ENCODING=b;TYPE=image/png:iVBORw0KGgo=\n"
    b"END:VCARD\n"
)


def people_of(data: bytes, folder: Path, name: str = "x.csv") -> tuple[ContactDraft, ...]:
    """Everybody in a file, unknown columns read as they are guessed."""
    path = folder / name
    path.write_bytes(data)
    source = source_file(path)
    if source.kind is FileKind.CARDS:
        return tuple(person.draft for person in people_of_vcards(source.data, name).people)
    if source.kind is FileKind.CALENDAR:
        meetings_of_calendar(source.data, name, zone="Europe/Warsaw")
        return ()
    sheet = csv_sheet(source.text, name)
    return tuple(person.draft for person in people_of_sheet(sheet, columns_of(sheet, guessed(sheet))).people)


def test_a_telephone_s_card_keeps_every_word(tmp_path: Path) -> None:
    (iphone,), (android,) = people_of(IPHONE, tmp_path, "a.vcf"), people_of(ANDROID, tmp_path, "b.vcf")

    assert iphone.shown_name == "Dr. Dana Okafor"
    assert iphone.emails == (Labelled("dana@harbor.example", "work"),)
    assert iphone.notes == "Nickname: Dee\nDepartment: Library\nBirthday: --05-01"
    assert (android.shown_name, android.phones) == ("Łukasz Wiśn", (Labelled("+48221234567", "mobile"),))
    assert "Luk" in (android.notes or "")


def test_a_desktop_s_card_keeps_every_word(tmp_path: Path) -> None:
    (outlook,), (nextcloud,) = people_of(OUTLOOK, tmp_path, "a.vcf"), people_of(NEXTCLOUD, tmp_path, "b.vcf")

    assert outlook.address == "1 Main St\nBoston MA 02110\nUnited States"
    assert "rafael" in (outlook.notes or "")
    assert (nextcloud.tags, nextcloud.emails) == (("Friends", "Work"), (Labelled("bo@x.example", "work"),))


@pytest.mark.parametrize(
    ("data", "name", "email"),
    [
        pytest.param("Vorname;Nachname;E-Mail-Adresse\nJürgen;Weiß;j@x.example\n".encode("cp1252"), "Jürgen Weiß",
                     "j@x.example", id="German semicolons in cp1252"),
        pytest.param("\ufeffFirst Name\tLast Name\tEmail\nDana\tOkafor\td@x.example\n".encode("utf-16-le"),
                     "Dana Okafor", "d@x.example", id="tabs in UTF-16"),
        pytest.param(b"EMAIL ADDRESS,last NAME,FIRST name\nd@x.example,Okafor,Dana\n", "Dana Okafor", "d@x.example",
                     id="another order and case"),
        pytest.param("\ufeff\n\nName,E-mail\n\nDana Okafor,d@x.example\n\n,,\n".encode(), "Dana Okafor",
                     "d@x.example", id="a mark and blank lines"),
        pytest.param("Prénom;Nom;Adresse e-mail\nÉlise;Durand;e@x.example\n".encode(), "Élise Durand", "e@x.example",
                     id="French"),
        pytest.param(b"Name,Email\rDana,d@x.example\r", "Dana", "d@x.example", id="bare carriage returns"),
        pytest.param(b"Dana Okafor,d@x.example\n", "Dana Okafor", "d@x.example", id="no headings"),
        pytest.param(b"d@x.example\n", "d@x.example", "d@x.example", id="nothing but an address"),
        pytest.param(b"Notes:\n" + b'"a, b"\n' * 6 + b"\nFirst Name,Last Name,URL,Email Address,Company,Position,"
                     b"Connected On\nA,B,https://www.linkedin.com/in/a,d@x.example,,,\n", "A B", "d@x.example",
                     id="a long preamble"),
    ],
)  # fmt: skip
def test_a_table_is_read_in_whatever_shape(data: bytes, name: str, email: str, tmp_path: Path) -> None:
    (person,) = people_of(data, tmp_path)

    assert (person.shown_name, person.emails[0].value) == (name, email)


def test_a_charset_with_a_nul_in_it_harms_nobody(tmp_path: Path) -> None:
    assert people_of(ANDROID.replace(b"UTF-8", b"U\0TF-8"), tmp_path, "a.vcf")[0].shown_name


def test_harmed_files_raise_nothing_but_problems(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    pieces = (b'"', b"\r\n", b";", b"=", b"\\", b":", b",", b"\0", b"\xff\xfe", b"BEGIN:VCARD\r\n", b"END:VEVENT\n")
    meeting = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20261126T190000\nEND:VEVENT\n"

    for _round in range(300):
        data = bytearray(
            chance.choice((IPHONE, ANDROID, OUTLOOK, NEXTCLOUD, meeting, b"Name,Email\nDana,d@x.example\n"))
        )
        for _harm in range(chance.randint(1, 8)):
            place = chance.randrange(len(data) + 1)
            if chance.random() < 0.6:
                data[place:place] = chance.choice(pieces)
            else:
                del data[place : place + chance.randint(1, 30)]
        try:
            found = people_of(bytes(data), tmp_path, chance.choice(("x.csv", "x.vcf", "x.ics")))
        except Problem:
            continue
        assert not any(draft.problems() for draft in found)


@pytest.mark.parametrize("day", ["12.05.2026", "2026-05-12", "5/12/26", "12. 5. 2026", "2026-05-12 14:30"])
def test_a_column_of_days_is_no_column_of_phones(day: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"Wer,Seit,Erreichbar\nDana Okafor,{day},01.23.45.67.89\n", "utf-8")
    sheet = csv_sheet(source_file(path).text, path.name)

    assert guessed(sheet) == (Meaning.NAME, Meaning.NOTE, Meaning.PHONE)


def cards(text: str) -> list[ContactDraft]:
    found = people_of_vcards(text.encode(), "people.vcf")
    assert found.unreadable == ()
    return [person.draft for person in found.people]


@pytest.mark.parametrize("between", ["\n", " ", "", "\r\n\r\n", "\r"])
def test_a_card_that_begins_behind_another_is_no_less_a_card(between: str) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD"

    found = cards(between.join(card.format(name) for name in ("Ann", "Bo", "Cher")))

    assert [draft.shown_name for draft in found] == ["Ann", "Bo", "Cher"]


def test_what_apple_says_in_labels_only_is_not_lost() -> None:
    (draft,) = cards(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Dana\nitem1.X-ABDATE:2015-06-01\nitem1.X-ABLabel:_$!<Anniversary>!$_\n"
        "item2.X-ABRELATEDNAMES:Sam\nitem2.X-ABLabel:_$!<Spouse>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05\n"
        "item3.URL:https\\://dana.example\nitem3.X-ABLabel:_$!<HomePage>!$_\nEND:VCARD\n"
    )

    assert draft.notes == "Anniversary: 2015-06-01\nSpouse: Sam\nBirthday: --03-05"
    assert draft.links == (Labelled("https://dana.example", "HomePage"),)


def test_a_telephone_address_of_the_newer_cards_is_a_number_with_its_extension() -> None:
    (draft,) = cards(
        "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Taro\nTEL;VALUE=uri;TYPE=cell:tel:+81-3-1234-5678;ext=12\n"
        "CLIENTPIDMAP:1;urn:uuid:53e374d9\nEND:VCARD\n"
    )

    assert draft.phones == (Labelled("+81-3-1234-5678 ext. 12", "mobile"),)
    assert draft.notes is None


def test_outlook_in_german_is_understood_down_to_the_address_at_work() -> None:
    sheet = csv_sheet(
        decoded(
            b"\xff\xfe"
            + '"Vorname";"Nachname";"Straße geschäftlich";"Ort geschäftlich";"Postleitzahl geschäftlich";'
            '"E-Mail 2: Adresse"\r\n'
            '"Jürgen";"Weiß";"Domplatz 1";"Köln";"50667";"j@koeln.example"\r\n'.encode("utf-16-le")
        ),
        "kontakte.csv",
    )

    (person,) = people_of_sheet(sheet, columns_of(sheet, guessed(sheet))).people

    assert person.draft.address == "Domplatz 1\nKöln 50667"
    assert (person.draft.shown_name, person.draft.emails) == ("Jürgen Weiß", (Labelled("j@koeln.example"),))


@pytest.mark.parametrize(
    ("beginning", "words"),
    [
        pytest.param(b"PK\x03\x04\x14\0[Content_Types].xml", "workbook of a spreadsheet or a packed folder", id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old workbook", id="xls"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\n", "a PDF", id="pdf"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture", id="jpeg"),
        pytest.param(b"SQLite format 3\0" + bytes(600), "a database", id="database"),
        pytest.param(b"dn: cn=Ana Li\ngivenName: Ana\nmail: a@x.example\n", "LDIF", id="ldif"),
        pytest.param(b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page", id="web page"),
        pytest.param(b'{"contacts": [{"name": "Ana"}]}', "JSON, and not of Inside Scoop", id="json"),
        pytest.param(b"From: ana@x.example\nContent-Type: text/calendar\n\nx\n", "an e-mail message", id="message"),
        pytest.param(bytes(range(32)) * 20, "no text", id="no text"),
    ],
)
@pytest.mark.parametrize("name", ["x.csv", "x.vcf"])
def test_a_file_of_another_kind_is_refused_with_what_to_do_instead(
    beginning: bytes, words: str, name: str, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match=words) as refused:
        people_of(beginning, tmp_path, name)

    assert refused.value.next_step.endswith((".", "Connections.csv."))
