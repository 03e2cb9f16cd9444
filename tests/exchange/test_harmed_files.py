"""Cards, calendars and tables that were put together, cut, or converted wrongly: everyone in them is read."""

import base64
import re
from pathlib import Path

import pytest

from insidescoop.domain.contacts import Labelled
from insidescoop.domain.imports import FoundPeople
from insidescoop.exchange import unfolding
from insidescoop.exchange.calendar_reading import meetings_of_calendar
from insidescoop.exchange.contact_files import FileKind, source_file
from insidescoop.exchange.csv_reading import people_of_csv
from insidescoop.exchange.text_decoding import decoded
from insidescoop.exchange.vcards import people_of_vcards

PICTURE = b"\xff\xd8" + bytes(range(256)) * 40
BASE64 = re.sub("(.{72})", r"\1\n", base64.b64encode(PICTURE).decode())


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def found(data: bytes | str) -> FoundPeople:
    return people_of_vcards(data if isinstance(data, bytes) else data.encode(), "people.vcf")


def names(people: FoundPeople) -> list[str]:
    return [person.draft.shown_name for person in people.people]


UNSEEN = ["\ufeff", "\u200b", "\u200e", "\u2060", "\u200b\ufeff", "\u00ad"]
BETWEEN = [*UNSEEN, "\x1a", "\x00", "\u00a0", "\u3000", "\u2028", "\ufffe", "ï»¿", "\t "]


@pytest.mark.parametrize("mark", BETWEEN)
def test_a_mark_that_is_not_seen_before_any_card_loses_nobody(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    path.write_text("".join(mark + card(f"FN:Dana Roe{n}") for n in range(50)), "utf-8", newline="")

    source = source_file(path)

    assert source.kind is FileKind.CARDS
    assert names(found(source.data)) == [f"Dana Roe{n}" for n in range(50)]
    assert found(source.data).unreadable == ()


@pytest.mark.parametrize("mark", UNSEEN)
def test_a_mark_that_is_not_seen_may_be_before_every_line_and_behind_a_begin(mark: str) -> None:
    text = card("FN:Dana Roe", "TEL:+1 555 0100").replace("\r\n", f"\r\n{mark}").replace("VCARD\r", f"VCARD{mark}\r")

    (person,) = found(text + card("FN:Kim Moe")).people[:1]

    assert person.draft.phones == (Labelled("+1 555 0100"),)
    assert (person.draft.notes, person.remarks) == (None, ())


def test_files_of_utf_16_put_together_lose_nobody() -> None:
    data = b"".join(card(f"FN:Zoë{n}").encode("utf-16") for n in range(3))

    assert names(found(data)) == ["Zoë0", "Zoë1", "Zoë2"]


@pytest.mark.parametrize(
    "codecs", [("utf-16", "utf-8"), ("utf-8", "utf-16"), ("utf-8-sig", "utf-16", "utf-8", "utf-16")]
)
def test_files_in_different_letters_put_together_lose_nobody(codecs: tuple[str, ...]) -> None:
    people = found(b"".join(card(f"FN:Zoë{n}").encode(codec) for n, codec in enumerate(codecs)))

    assert names(people) == [f"Zoë{n}" for n in range(len(codecs))]
    assert (people.unreadable, people.remarks) == ((), ())


def test_a_card_without_a_begin_is_read_and_that_is_told() -> None:
    people = found(card("FN:Kim Moe") + card("FN:Dana Roe").removeprefix("BEGIN:VCARD\r\n") + card("FN:Bo Berg"))

    assert names(people) == ["Kim Moe", "Dana Roe", "Bo Berg"]
    assert people.people[1].remarks == ("it has no BEGIN:VCARD line: look whether something is missing",)


@pytest.mark.parametrize("mark", ["begin:vcard|end:vcard", "BEGIN: VCARD|END: VCARD", "Begin:vCard|End:vCard;"])
def test_a_begin_and_an_end_are_known_however_they_are_written(mark: str) -> None:
    begin, end = mark.split("|")

    people = found(f"{begin}\r\nFN:Dana Roe\r\n{end}\r\n" * 2)

    assert (names(people), people.people[0].remarks, people.unreadable) == (["Dana Roe"] * 2, (), ())


def test_every_card_in_text_that_is_thrown_away_is_counted() -> None:
    people = found(
        card("FN:Dana Roe") + "".join(f"> {line}\n" for line in (card("FN:Kim Moe", end="\n") * 3).split("\n"))
    )

    assert names(people) == ["Dana Roe"]
    assert [each.reason for each in people.unreadable] == ["it is outside of any card"] * 3


def folded(line: str) -> bytes:
    """A line folded after 75 octets, through letters too, as old exporters do."""
    data = line.encode()
    return b"\r\n ".join(data[place : place + 75] for place in range(0, len(data), 75)) + b"\r\n"


@pytest.mark.parametrize("shift", range(4))
def test_a_letter_cut_by_a_fold_is_whole_and_nothing_is_guessed(shift: int) -> None:
    note = "x" * shift + "Bücherei in Köln, źdźbło, 山田太郎, 🎓 " * 6
    data = (
        card("FN:Zoë Müller", "NOTE:@", "TITLE:Lehrerin für Musik")
        .encode()
        .replace(b"NOTE:@\r\n", folded(f"NOTE:{note}"))
    )

    people = found(data)

    assert (people.people[0].draft.shown_name, people.people[0].draft.notes) == ("Zoë Müller", note.strip())
    assert people.remarks == ()


ODD = ["Uwe Gärtner".encode("cp1252"), b"Uwe G\xff\xferda", "Zoë".encode() + b" \xe4", b"Kim \x81"]


@pytest.mark.parametrize("odd", ODD)
def test_one_odd_byte_changes_no_other_name_of_a_file(odd: bytes) -> None:
    others = card("FN:Zoë Müller") + card("FN:Jiří Šimek") + card("FN:山田太郎")

    people = found(others.encode() + card("FN:@").encode().replace(b"@", odd) + others.encode())

    assert names(people)[:3] == names(people)[4:] == ["Zoë Müller", "Jiří Šimek", "山田太郎"]
    (remark,) = people.remarks
    assert remark.startswith("1 line (15) is not in UTF-8 like the rest; read as Windows-1252 (Western European): look")


@pytest.mark.parametrize(
    "said", ["hex", "base64", "zlib", "rot13", "idna", "punycode", "undefined", "unicode_escape", "x y"]
)
@pytest.mark.parametrize("how", ["", ";ENCODING=QUOTED-PRINTABLE", ";ENCODING=B"])
def test_letters_named_after_what_has_no_letters_harm_nobody(said: str, how: str) -> None:
    odd = card(f"NOTE;CHARSET={said}{how}:@ \\u0", "FN:Kim Moe", version="2.1").encode().replace(b"@", b"\xe4=E4")

    assert names(found(card("FN:Dana Roe").encode() + odd)) == ["Dana Roe", "Kim Moe"]


def test_a_line_with_one_odd_byte_keeps_its_other_letters() -> None:
    assert names(found(card("FN:Zoë Müller @").encode().replace(b"@", b"M\xf8")))[0] == "Zoë Müller Mø"


def test_rows_are_read_one_by_one_and_calendars_too() -> None:
    rows = (
        "Name,Company\nZoë Müller,Bücherei\n".encode() + "Uwe Gärtner,Büro\n".encode("cp1252") + "Jiří,Škola\n".encode()
    )
    event = "BEGIN:VEVENT\r\nUID:{0}\r\nSUMMARY:Café {0}\r\nDTSTART:20261124T190000Z\r\nEND:VEVENT\r\n"
    events = event.format(1).encode() + event.format(2).encode("cp1252")

    people = people_of_csv(decoded(rows), "x.csv")
    meetings = meetings_of_calendar(
        b"BEGIN:VCALENDAR\r\n" + events + b"END:VCALENDAR\r\n", "x.ics", zone="Europe/Warsaw"
    )

    assert [(each.draft.shown_name, each.draft.organization) for each in people.people] == [
        ("Zoë Müller", "Bücherei"), ("Uwe Gärtner", "Büro"), ("Jiří", "Škola")
    ]  # fmt: skip
    assert people.remarks[0].startswith("1 line (3) is not in UTF-8")
    assert [meeting.title for meeting in meetings.meetings] == ["Café 1", "Café 2"]


@pytest.mark.parametrize(
    ("codec", "odd"),
    [
        ("cp1252", "Jürgen Groß"),
        ("cp1250", "Łucja Książnica Gdańska"),
        ("cp1251", "Иван Петров"),
        ("cp932", "山田メール太郎カナ"),
    ],
)
@pytest.mark.parametrize(("good", "bad"), [(1, 9), (3, 12), (10, 2)])
def test_however_many_rows_are_odd_the_others_are_as_they_were(codec: str, odd: str, good: int, bad: int) -> None:
    name = "山田太郎" if codec == "cp932" else "Jiří Šimek"
    rows = f"{name} 1,Škola\n".replace("Škola", "学校" if codec == "cp932" else "Škola").encode() * good
    data = b"Name,Company\n" + rows + f"{odd},x\n".encode(codec) * bad + rows

    people = people_of_csv(decoded(data), "x.csv")

    assert [each.draft.shown_name for each in people.people] == [f"{name} 1"] * good + [odd] * bad + [
        f"{name} 1"
    ] * good
    assert len(people.remarks) == 1


@pytest.mark.parametrize("mark", ["", "\ufeff", "ï»¿"])
def test_tables_put_together_have_nobody_called_by_the_headings(mark: str) -> None:
    table = f"{mark}Name,Company\nDana Roe,Acme\n"

    people = people_of_csv(decoded((table + table.replace("Dana", "Kim")).encode()), "x.csv")

    assert [each.draft.shown_name for each in people.people] == ["Dana Roe", "Kim Roe"]


@pytest.mark.parametrize("mark", BETWEEN)
def test_a_mark_that_is_not_seen_before_any_calendar_or_entry_loses_no_meeting(mark: str, tmp_path: Path) -> None:
    event = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Chat\r\nDTSTART:20261124T190000Z\r\nEND:VEVENT\r\n"
    path = tmp_path / "all.txt"
    text = "".join(f"{mark}BEGIN:VCALENDAR\r\n{mark}{event.format(n)}END:VCALENDAR{mark}\r\n" for n in range(3))
    path.write_text(text, "utf-8", newline="")

    source = source_file(path)
    meetings = meetings_of_calendar(source.data, "x.ics", zone="Europe/Warsaw")

    assert source.kind is FileKind.CALENDAR
    assert ([each.uid for each in meetings.meetings], meetings.unreadable) == (["0", "1", "2"], ())


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_in_its_last_letter_keeps_every_name(cut: int) -> None:
    rows = "Name,Company\nZoë Müller,Bücherei\n山田太郎,会".encode()[:-cut]

    people = people_of_csv(decoded(rows), "x.csv")

    assert [each.draft.shown_name for each in people.people] == ["Zoë Müller", "山田太郎"]
    assert people.remarks == ("The file ends in the middle of a letter: look whether its end is missing.",)


def test_a_file_in_an_older_encoding_is_still_read_as_a_whole() -> None:
    for codec, name in (("cp1251", "Иван Петров"), ("cp932", "山田メール太郎カナ"), ("cp1252", "Jürgen Groß")):
        people = found("".join(card(f"FN:{name}", f"NOTE:{name}, {n}") for n in range(3)).encode(codec))

        assert [person.draft.notes for person in people.people] == [f"{name}, {n}" for n in range(3)]
        assert "The letters were read as" in people.remarks[0]


@pytest.mark.parametrize("head", ["PHOTO;ENCODING=BASE64;JPEG:", "PHOTO;JPEG;BASE64:", "PHOTO:data:image/jpeg;base64,",
                                  "PHOTO;ENCODING=b;TYPE=JPEG:\n", "PHOTO;JPEG:", "photo:", "PHOTO;ENCODING=B64:",
                                  "a.PHOTO;VALUE=uri:data:image/jpeg;base64\\,", "PHOTO;VALUE=BINARY:"])  # fmt: skip
@pytest.mark.parametrize("behind", ["\n\nTEL:5551234", "\nTEL:5551234"])
def test_picture_lines_without_a_blank_are_the_picture_s_and_none_of_the_notes(head: str, behind: str) -> None:
    (person,) = found(card("FN:Dana Roe", head + BASE64 + behind, version="2.1", end="\n")).people

    assert (person.photo, person.draft.notes, person.remarks) == (PICTURE, None, ())
    assert person.draft.phones == (Labelled("5551234"),)


@pytest.mark.parametrize(
    "head", ["X-PHOTO;ENCODING=BASE64:", "X-ICON:data:image/jpeg;base64,", "X-MS-CARDPICTURE;BASE64:"]
)
def test_a_picture_under_another_name_is_told_and_none_of_the_notes(head: str) -> None:
    (person,) = found(card("FN:Dana Roe", head + BASE64, "TEL:5551234", end="\n")).people

    assert (person.draft.notes, person.draft.phones) == (None, (Labelled("5551234"),))
    assert person.remarks == ("line 4 holds a file and was left out",)


def test_a_picture_at_an_address_takes_no_other_line() -> None:
    (person,) = found(card("FN:Dana Roe", "PHOTO;VALUE=URI:https://x.example/dana.jpg", "Lost", "TEL:5551234")).people

    assert (person.draft.notes or "").split("\n") == ["Photo: https://x.example/dana.jpg", "Line 5: Lost"]


def test_a_huge_picture_is_left_out_and_its_person_is_not() -> None:
    line = "A" * 76 + "\n"
    lines = line * (unfolding.LONGEST_PICTURE_LINE // 76 + 100)

    (person,) = found(card("FN:Dana Roe", "PHOTO;ENCODING=b:" + lines, "TEL:5551234", end="\n")).people

    assert (person.draft.shown_name, person.photo, person.draft.notes) == ("Dana Roe", None, None)
    assert person.draft.phones == (Labelled("5551234"),)
    assert person.remarks == ("its picture cannot be read and was left out",)


def test_three_signs_are_one_line_end() -> None:
    photo = "PHOTO;ENCODING=b:" + BASE64.replace("\n", "\n ")
    text = card("FN:Dana Roe", "NOTE:first half\n  of a long sentence", photo, end="\n")

    (person,) = found(text.replace("\n", "\r\r\n")).people
    (row,) = people_of_csv(decoded(b'Name,Notes\r\r\nDana Roe,"a\r\r\nb"\r\r\n'), "x.csv").people

    assert (person.draft.notes, person.photo) == ("first half of a long sentence", PICTURE)
    assert (person.remarks, row.draft.notes) == ((), "a\nb")


@pytest.mark.parametrize("blanks", [" ", "\t", "   "])
def test_a_fold_behind_a_soft_line_end_adds_no_blank(blanks: str) -> None:
    soft = f"=\r\n{blanks}"
    text = f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2{soft}=D0=B0=D0=BD=20=D0=9F=D0{soft}=B5=D1=82"

    assert names(found(card(text, version="2.1"))) == ["Иван Пет"]


def test_blanks_may_stand_behind_the_sign_of_a_soft_line_end() -> None:
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:one= \r\ntwo=\t\r\nthree"

    assert found(card("FN:Dana Roe", text, version="2.1")).people[0].draft.notes == "onetwothree"


def test_a_blank_behind_a_soft_line_end_is_one_where_the_lines_are_not_folded() -> None:
    text = "NOTE;ENCODING=QUOTED-PRINTABLE:one two=\r\n three=\r\n, four"

    assert found(card("FN:Dana Roe", text, version="2.1")).people[0].draft.notes == "one two three, four"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("NICKNAME:Sunny", "Sunny"),
        ("item1.NICKNAME:Sunny\r\nORG:Acme", "Sunny"),
        ("ORG:Acme;Maps\r\nEMAIL:a@x.example", "Acme"),
        ("EMAIL:a@x.example\r\nTEL:+1 555 0105", "a@x.example"),
        ("TEL:+1 555 0105\r\nURL:https://x.example", "+1 555 0105"),
        ("N:;;;;\r\nFN:\r\nTEL:+1 555 0105", "+1 555 0105"),
        ("URL:https://x.example/dana", "https://x.example/dana"),
    ],
)
def test_a_card_without_a_name_is_called_by_what_is_known(line: str, name: str) -> None:
    people = found(card(line))

    assert names(people) == [name]
    assert "Nickname" not in (people.people[0].draft.notes or "")


def test_a_soft_line_end_before_an_end_or_another_property_swallows_neither() -> None:
    text = (
        card("FN:Kim Moe", "NOTE;ENCODING=QUOTED-PRINTABLE:one=", version="2.1")
        + card("FN:Dana Roe", "NOTE;ENCODING=QUOTED-PRINTABLE:two=", "TEL:5551234", version="2.1")
    )  # fmt: skip

    kim, dana = found(text).people

    assert (kim.draft.notes, dana.draft.notes, dana.draft.phones) == ("one", "two", (Labelled("5551234"),))
    assert found(text).unreadable == ()


def test_a_card_without_an_end_is_read_and_that_is_told() -> None:
    people = found("BEGIN:VCARD\r\nFN:Kim Moe\r\nTEL:1\r\n" + card("FN:Dana Roe") + "BEGIN:VCARD\r\nFN:Bo Berg\r\n")

    assert names(people) == ["Kim Moe", "Dana Roe", "Bo Berg"]
    said = "it has no END:VCARD line: look whether something is missing"
    assert [person.remarks for person in people.people] == [(said,), (), (said,)]


def test_a_meeting_without_an_end_is_read_and_that_is_told() -> None:
    event = "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Chat\r\nDTSTART:20261124T190000Z\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\n"
    text = "BEGIN:VCALENDAR\r\n" + event.format(1) + event.format(2) + "END:VCALENDAR\r\n"

    meetings = meetings_of_calendar(text.encode(), "x.ics", zone="Europe/Warsaw")

    assert [(each.uid, each.remarks[:1]) for each in meetings.meetings] == [
        (uid, ("it has no END:VEVENT line: look whether something is missing",)) for uid in ("1", "2")
    ]


def test_colons_carets_and_named_letters_are_read_as_they_are_meant() -> None:
    latin2 = card("FN:@", "ORG;CHARSET=ISO-8859-2:Książnica Śląska", version="2.1").encode("iso-8859-2")
    japanese = card("FN;CHARSET=ISO-2022-JP:山田", "ORG;CHARSET=SHIFT_JIS:#", version="2.1").encode("iso-2022-jp")

    (person,) = found(
        card("N:Rp\\: Wr;Z;;;", "NOTE:Hours\\: M-F\\:9A\\, C\\\\:x", "TEL;TYPE=cell:TEL:+1-555-0132",
             "EMAIL:MAILTO:dana@roe.example", 'ADR;LABEL="1 Elm St^nThe ^^ ^\'Barn^\'":;;1 Elm St;;;;', version="4.0")
    ).people  # fmt: skip

    assert (person.draft.family_name, person.draft.phones[0].value) == ("Rp: Wr", "+1-555-0132")
    assert person.draft.emails[0].value == "dana@roe.example"
    assert person.draft.notes == 'Hours: M-F:9A, C\\:x\nAddress as printed: 1 Elm St\nThe ^ "Barn"'
    assert found(latin2).people[0].draft.organization == "Książnica Śląska"
    assert found(latin2).remarks == ()
    assert found(japanese.replace(b"#", "会社".encode("shift_jis"))).people[0].draft.organization == "会社"
    assert names(found(japanese)) == ["山田"]
