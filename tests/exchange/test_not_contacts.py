"""Files that hold no contacts: told what they are, whatever they are called, and nobody is made of their lines."""

from pathlib import Path

import pytest

from insidescoop.domain.problems import Problem
from insidescoop.exchange.contact_files import FileKind, source_file
from insidescoop.exchange.csv_mapping import columns_of, guessed
from insidescoop.exchange.csv_reading import people_of_sheet
from insidescoop.exchange.csv_sheets import csv_sheet

BODY = (
    "\nHello Dana, can we meet on Tuesday?\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Chat\nEND:VEVENT\nEND:VCALENDAR\n"
)
FROM = "From: Kim Moe <kim@moe.example>\nSubject: Talk, maps; and more\nDate: Mon, 3 Feb 2025 10:00:00 +0100\n"


def names_in(data: bytes | str, folder: Path, name: str) -> list[str]:
    """The names of everyone a file would bring in on the command line."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    source = source_file(path)
    assert source.kind is FileKind.TABLE
    sheet = csv_sheet(source.text, name)
    people = people_of_sheet(sheet, None if sheet.is_known else columns_of(sheet, guessed(sheet)))
    return [person.draft.shown_name for person in people.people]


@pytest.mark.parametrize("name", ["x.eml", "x.csv", "x.ics", "x.vcf", "x"])
@pytest.mark.parametrize(
    "beginning",
    [
        "",
        "DKIM-Signature: v=1; a=rsa-sha256; d=x;\n h=from:to;\n b=abc\n",
        "Content-Type: multipart/mixed; boundary=b\n",
        "X-Mozilla-Status: 0001\nX-Mozilla-Keys:                  \n",
        "Message-ID: <1@x.example>\n",
        "Received: from a.example (a.example [192.0.2.1])\n\tby b.example; Mon, 3 Feb 2025 10:00:00 +0100\n",
        "Return-Path: <kim@moe.example>\n",
        "ARC-Seal: i=1; a=rsa-sha256\n",
        "List-Id: <maps.lists.example>\n",
        "To: dana@roe.example\n",
        "Reply-To: kim@moe.example\n",
        "Organization: Acme, Inc.\n",
        "From - Fri Nov 27 10:00:00 2026\n",
        "From kim@moe.example  Fri Nov 27 10:00:00 2026\n",
        "1234      \n",
        "\n\nX-Received: by 2002:a05\n",
    ],
)
def test_a_message_is_known_by_its_headers_whichever_comes_first(beginning: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes((beginning + FROM + BODY).encode().replace(b"\n", b"\r\n"))

    with pytest.raises(Problem, match="is an e-mail message") as refused:
        source_file(path)

    assert "save the invitation" in refused.value.next_step


@pytest.mark.parametrize(
    "text",
    [
        "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n",
        "Message-ID: <1@x.example>\nSubject: One, two\n\n",
        "Von:\tKim Moe\nGesendet:\tFreitag, 27. November 2026\nAn:\tDana\nBetreff:\tKarten\n\nHallo\n",
        "\ufeffSubject: Maps\nTo: dana@roe.example\n\nName,Phone\n",
    ],
)
def test_a_message_of_a_few_headers_is_one(text: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is an e-mail message"):
        names_in(text, tmp_path, "x.txt")


@pytest.mark.parametrize(
    "text",
    [
        "dn: cn=Dana Roe,dc=x\ncn: Dana Roe\n",
        "dn:cn=Dana Roe,dc=x\ncn: Dana Roe\n",
        "dn:: Y249RGFuYQ==\ncn: Dana Roe\n",
        "version: 1\n\ndn: cn=Dana Roe\ncn: Dana Roe\n",
        "# extended LDIF\n#\n# LDAPv3\n# base <dc=x>\n#\n\n# Dana Roe, people, x\ndn: cn=Dana\nsn: Roe\n",
        "\n\n# a comment,\n# with, commas\nversion: 1\n# more\ndn: cn=Dana Roe\nmail: dana@roe.example\n",
        "# extended LDIF\n#\n# LDAPv3\n\n# search result\nsearch: 2\nresult: 0 Success\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_directory_is_known_behind_comments_and_blank_lines(text: str, end: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="LDIF"):
        names_in(text.replace("\n", end), tmp_path, "people.ldif")


PROSE = (
    "Dana Roe runs the archive at Harbor, and she knows everyone there.\n"
    "We met in Ghent, in 2019, when the maps were moved to the new building.\n\n"
    "She likes maps, tea, and long walks along the water.\n"
    "Kim Moe, her deputy, answers letters at kim@moe.example within a day or two.\n"
)
PYTHON = (
    "import csv\nimport sys\n\n\ndef read(path, name, email):\n    with open(path) as file:\n"
    "        first, last, email = next(csv.reader(file))\n    return {first: last, name: email}\n\n\n"
    "read(sys.argv[1], 2, 3)\n"
)
JAVASCRIPT = (
    "const name = 'Dana', email = 'dana@roe.example';\nfunction greet(name, greeting) {\n"
    "  console.log(greeting, name);\n}\ngreet(name, 'Hello');\n"
)
LOG = (
    "2026-11-27 10:00:00,123 INFO Started, waiting for dana@roe.example\n"
    "2026-11-27 10:00:01,456 WARNING Slow, very slow\n"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param("<html><body><table><tr><td>Dana</td></tr></table></body></html>", "a web page or XML", id="HTML"),
        pytest.param("<!-- list -->\n<div>Dana Roe, dana@roe.example</div>", "a web page or XML", id="HTML comment"),
        pytest.param("<?xml version='1.0'?><contacts/>", "a web page or XML", id="XML"),
        pytest.param(
            '<vcards xmlns="urn:ietf:params:xml:ns:vcard-4.0"><vcard/></vcards>', "a web page or XML", id="xCard"
        ),
        pytest.param('["vcard", [["fn", {}, "text", "Dana Roe"]]]', "JSON", id="jCard"),
        pytest.param('[\n  1,\n  "Dana Roe"\n]\n', "JSON", id="JSON of numbers"),
        pytest.param('{"name": "Dana, Roe"}\n{"name": "Kim, Moe"}\n', "JSON", id="JSON lines"),
        pytest.param("{\\rtf1\\ansi Dana Roe, archivist}", "RTF", id="RTF"),
        pytest.param("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "a key or", id="PEM"),
        pytest.param("[user]\n\tname = Dana Roe\n\temail = dana@roe.example\n", "a file of settings", id="settings"),
        pytest.param("#!/bin/sh\necho Dana, Kim\n", "a program", id="script"),
        pytest.param(PYTHON, "There is no table", id="Python"),
        pytest.param(JAVASCRIPT, "There is no table", id="JavaScript"),
        pytest.param(LOG, "a log", id="log"),
        pytest.param("[2026-11-27T10:00:00Z] GET /a, /b\n[2026-11-27T10:00:01Z] GET /c, /d\n", "a log", id="log in []"),
        pytest.param("Nov 27 10:00:00 host sshd[1]: a, b\nNov 27 10:00:01 host cron[2]: c, d\n", "a log", id="syslog"),
        pytest.param('192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1\n', "a log", id="web server"),
        pytest.param(PROSE, "There is no table", id="prose"),
        pytest.param(PROSE.replace("\n", " "), "There is no table", id="prose on one line"),
        pytest.param("Full name: Dana Roe\nMail: dana@roe.example\n", "no table: each", id="one form filled in"),
        pytest.param(
            "Name: Dana Roe\nE-mail: dana@roe.example\nPhone: 555\n\nName: Kim\n", "no table", id="name: value"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000) + "__properties_version1.0".encode("utf-16-le"),
            "an item saved by Outlook",
            id="msg",
        ),
        pytest.param(b"bplist00\xd1\x01\x02", "a property list of Apple's", id="abcdp"),
    ],
)
@pytest.mark.parametrize("name", ["x.csv", "x.txt"])
def test_texts_of_other_kinds_make_nobody(data: bytes | str, words: str, name: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=words) as refused:
        names_in(data, tmp_path, name)

    assert refused.value.next_step


@pytest.mark.parametrize(
    ("name", "words", "step"),
    [("My Contacts.abbu", "an archive of Apple's Contacts", "Export vCard"), ("People", "a folder", "choose a file")],
)
def test_a_folder_is_told_with_what_to_choose_instead(name: str, words: str, step: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()

    with pytest.raises(Problem, match=words) as refused:
        source_file(tmp_path / name)

    assert step in refused.value.next_step


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Name,Note\nDana Roe,Re: maps\nKim Moe,Subject: tea\n", ["Dana Roe", "Kim Moe"], id="in cells"),
        pytest.param("Date: 2026-11-27\nName,E-mail\nDana Roe,d@roe.example\n", ["Dana Roe"], id="a line above"),
        pytest.param("Subject: people\n\nName,E-mail\nDana Roe,d@roe.example\n", ["Dana Roe"], id="a title above"),
        pytest.param("From: 2024\nTo: 2026\n\nName,E-mail\nDana Roe,d@roe.example\n", ["Dana Roe"], id="a span"),
        pytest.param("# people, mine\nName,E-mail\nDana Roe,d@roe.example\n", ["Dana Roe"], id="a comment above"),
        pytest.param("Note: called,Dana Roe\nNote: wrote,Kim Moe\n", ["Note: wrote"], id="in each row"),
        pytest.param('Name,Note\nDana Roe,"Time: 10:00\nPlace: Hall\n\nAll: ok"\n', ["Dana Roe"], id="long cell"),
        pytest.param("From: whom,Name\nALA,Dana Roe\n", ["Dana Roe"], id="in a heading"),
        pytest.param("Who;When;How\nDana Roe;2026-11-27;She wrote back on Monday, at last, and was kind about it.\n",
                     ["Dana Roe"], id="prose in a cell"),
        pytest.param("2026-11-27 10:00:00,Dana Roe,d@roe.example\n", ["Dana Roe"], id="a time in front"),
        pytest.param("Dana Roe\nKim Moe\nAna de la Cruz\n", ["Kim Moe", "Ana de la Cruz"], id="names alone"),
        pytest.param("Name\nDana Roe\n", ["Dana Roe"], id="one column"),
        pytest.param("<kim@moe.example>\n<dana@roe.example>\n", ["kim@moe.example", "dana@roe.example"], id="in <>"),
    ],
)  # fmt: skip
def test_a_table_with_colons_or_prose_in_it_is_still_a_table(text: str, names: list[str], tmp_path: Path) -> None:
    assert names_in(text, tmp_path, "x.csv") == names


@pytest.mark.parametrize(
    "line", ["\n", "# x\n", " \n", "\r", "a: b\n", "<", "[2026-11-27 ", "a ", "version: 1\n", "From - "]
)
def test_the_same_line_over_and_over_is_looked_at_in_no_time(line: str, tmp_path: Path) -> None:
    # Nested repetitions would take years.
    with pytest.raises(Problem):
        names_in(line * 20_000, tmp_path, "x.csv")
