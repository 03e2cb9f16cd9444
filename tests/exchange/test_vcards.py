"""Cards in, cards out, and cards that mean harm."""

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentlines

from any_people import ANY_PERSON
from examples import many
from insidescoop.domain.acquaintance import NameLeave, ReplyPattern, Tie
from insidescoop.domain.contacts import Closeness, ContactDraft, Labelled
from insidescoop.domain.imports import FoundPeople
from insidescoop.domain.progress import Cancelled, Progress
from insidescoop.exchange import unfolding, vcard_lines
from insidescoop.exchange.vcard_writing import CardToWrite, VCardVersion, vcards
from insidescoop.exchange.vcards import people_of_vcards


def found(text: str | bytes) -> FoundPeople:
    return people_of_vcards(text if isinstance(text, bytes) else text.encode(), "people.vcf")


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def draft(*lines: str, version: str = "3.0") -> ContactDraft:
    people = found(card(*lines, version=version))
    assert people.unreadable == ()
    return people.people[0].draft


def test_a_card_of_version_3_becomes_a_person_with_all_it_says() -> None:
    person = draft(
        "N:Okafor;Dana;Mae;Dr.;PhD",
        "FN:Dana Mae Okafor",
        "ORG:Harbor University\\, Inc.;Archives",
        "TITLE:Digital archivist",
        "ROLE:Keeper",
        "EMAIL;TYPE=HOME:dana@home.example",
        "EMAIL;TYPE=WORK,PREF:dana@harbor.example",
        "TEL;TYPE=cell:+1 212 555 0134",
        "item1.URL:https://harbor.example/dana",
        "item1.X-ABLabel:_$!<HomePage>!$_",
        "ADR;TYPE=work:;Room 5;1 Main St;Ghent;;9000;Belgium",
        "NOTE:Met at ALA\\nLikes maps",
        "CATEGORIES:alumni,archives",
        "BDAY:1980-01-15",
        "X-FAVOURITE-TEA:Oolong",
    )

    assert (person.given_name, person.family_name, person.display_name) == ("Dana Mae", "Okafor", None)
    assert (person.organization, person.title) == ("Harbor University, Inc.", "Digital archivist")
    assert person.emails == (Labelled("dana@harbor.example", "work"), Labelled("dana@home.example", "home"))
    assert person.phones == (Labelled("+1 212 555 0134", "mobile"),)
    assert person.links == (Labelled("https://harbor.example/dana", "HomePage"),)
    assert person.address == "Room 5\n1 Main St\nGhent 9000\nBelgium"
    assert person.tags == ("alumni", "archives")
    assert person.closeness is Closeness.NOT_YET
    assert (person.notes or "").split("\n") == [
        "Met at ALA", "Likes maps", "Name prefix: Dr.", "Name suffix: PhD", "Department: Archives",
        "Birthday: 1980-01-15", "Favourite tea: Oolong", "Role: Keeper",
    ]  # fmt: skip


def test_a_card_of_version_4_says_its_addresses_as_addresses() -> None:
    person = draft(
        "FN:Dana Okafor",
        "N:Okafor;Dana;;;",
        "TEL;VALUE=uri;TYPE=\"voice,work\":tel:+1-212-555-0134",
        "EMAIL;PREF=2:b@x.example",
        "EMAIL;PREF=1:mailto:a@x.example",
        "TZ:America/New_York",
        "PRONOUNS:she/her",
        version="4.0",
    )  # fmt: skip

    assert person.phones == (Labelled("+1-212-555-0134", "work"),)
    assert [email.value for email in person.emails] == ["a@x.example", "b@x.example"]
    assert (person.time_zone, person.pronouns) == ("America/New_York", "she/her")


@pytest.mark.parametrize("charset", ["UTF-8", "ISO-8859-1", "windows-1252"])
def test_old_quoted_printable_is_read_also_over_soft_line_ends(charset: str) -> None:
    quoted = quopri.encodestring("Zoë Müller, and a name that is long enough to be broken".encode(charset)).decode()
    folded = quoted[:20] + "=\r\n" + quoted[20:]

    person = draft(
        f"FN;ENCODING=QUOTED-PRINTABLE;CHARSET={charset}:{folded}", "N:X", "TEL;CELL;VOICE:5551234", version="2.1"
    )

    assert person.shown_name == "Zoë Müller, and a name that is long enough to be broken"
    assert person.phones == (Labelled("5551234", "mobile"),)


@pytest.mark.parametrize("mark", ["QUOTED-PRINTABLE", "quoted-printable", "ENCODING=quoted-printable"])
def test_quoted_printable_may_be_said_in_any_way(mark: str) -> None:
    assert draft(f"FN;{mark}:Zo=C3=AB").shown_name == "Zoë"


def test_an_unknown_charset_is_guessed_and_said() -> None:
    (person,) = found(card("FN;QUOTED-PRINTABLE;CHARSET=KLINGON:Zo=EB", version="2.1")).people

    assert person.draft.shown_name == "Zoë"
    assert "KLINGON" in person.remarks[0]


def test_a_bare_comma_cuts_nothing_off() -> None:
    person = draft("FN:Okafor, Dana", "N:Okafor", "NOTE:one, two,, three;four", "TITLE:Head, Maps", "ORG:Harbor, Inc.")

    assert (person.shown_name, person.title, person.organization) == ("Okafor, Dana", "Head, Maps", "Harbor, Inc.")
    assert person.notes == "one, two,, three;four"


def test_a_text_that_speaks_of_quoted_printable_swallows_nothing() -> None:
    person = draft("FN:Dana", "NOTE:quoted-printable ends lines with =", "TITLE:Archivist")

    assert (person.title, person.notes) == ("Archivist", "quoted-printable ends lines with =")


def test_the_order_of_the_name_is_found_out() -> None:
    person = draft("N:Nagy;Anna;;;", "FN:Nagy Anna")

    assert (person.shown_name, person.is_family_first, person.display_name) == ("Nagy Anna", True, None)


def test_a_card_of_an_organization_or_an_address_alone_is_kept_under_it() -> None:
    assert draft("ORG:Harbor University").shown_name == "Harbor University"
    assert draft("EMAIL:info@harbor.example").shown_name == "info@harbor.example"


@pytest.mark.parametrize(
    ("line", "name", "kept"),
    [
        ("IMPP;X-SERVICE-TYPE=Jabber:xmpp:dana@chat.example", "dana@chat.example", "xmpp:dana@chat.example"),
        ("X-SKYPE:dana.okafor", "dana.okafor", "dana.okafor"),
        ("X-SOCIALPROFILE;TYPE=twitter;X-USER=danaok:x-apple:danaok", "danaok", "danaok"),
        ("ADR;TYPE=home:;;12 Harbor Road;Leith;;EH6 6AA;Scotland", "12 Harbor Road", "Leith"),
        ("LABEL;TYPE=home:12 Harbor Road\\nLeith", "12 Harbor Road", "Leith"),
    ],
)
def test_someone_of_whom_only_a_chat_or_an_address_is_known_is_called_by_it(line: str, name: str, kept: str) -> None:
    person = draft(line)

    assert person.shown_name == name
    assert kept in f"{person.address}\n{person.notes}"


def test_a_picture_in_the_card_is_handed_on_and_one_elsewhere_never_fetched() -> None:
    inline = base64.b64encode(b"\xff\xd8 a picture").decode()

    people = found(
        card("FN:A", f"PHOTO;ENCODING=b;TYPE=JPEG:{inline}")
        + card("FN:B", "PHOTO;VALUE=uri:https://pictures.example/b.png", "LOGO:https://pictures.example/l.png")
        + card("FN:C", f"PHOTO:data:image/jpeg;base64,{inline}", version="4.0")
        + card("FN:D", "PHOTO;ENCODING=b:!!!")
        + card("FN:E", "PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQABAAAAACw=")
    ).people

    assert [person.photo for person in people] == [b"\xff\xd8 a picture", None, b"\xff\xd8 a picture", None, None]
    assert "https://pictures.example/b.png" in (people[1].draft.notes or "")
    assert people[3].remarks == people[4].remarks == ("its picture cannot be read and was left out",)


@pytest.mark.parametrize(
    ("lines", "given_name", "family_name", "shown_name"),
    [
        (["FN:Maria de la Cruz"], "Maria", "de la Cruz", "Maria de la Cruz"),
        (["FN:Dr. Maria de la Cruz, MLIS", "N:;;;;"], "Maria", "de la Cruz", "Dr. Maria de la Cruz, MLIS"),
        (["FN:山田 太郎"], "太郎", "山田", "山田太郎"),
        (["FN:Okafor, Dana", "N:Okafor;Dana;;;"], "Dana", "Okafor", "Dana Okafor"),
        (["FN:Madonna"], None, None, "Madonna"),
        (["FN:Harbor University", "ORG:Harbor University"], None, None, "Harbor University"),
        (["FN:Harbor University", "X-ABShowAs:COMPANY"], None, None, "Harbor University"),
        (["FN:Harbor University", "KIND:org"], None, None, "Harbor University"),
        (["FN:+49 171 1234567", "TEL:+49 171 1234567"], None, None, "+49 171 1234567"),
        (["FN:Ana Li", "N:;Ana Li;;;"], "Ana Li", None, "Ana Li"),
    ],
)
def test_a_whole_name_without_its_parts_is_taken_apart(
    lines: list[str], given_name: str | None, family_name: str | None, shown_name: str
) -> None:
    person = draft(*lines)

    assert (person.given_name, person.family_name, person.shown_name) == (given_name, family_name, shown_name)


def test_the_whole_name_of_a_card_of_ours_stays_whole() -> None:
    person = ContactDraft(display_name="Maria de la Cruz", closeness=Closeness.NOT_YET)

    (back,) = found(vcards([CardToWrite(person)])).people

    assert back.draft == person


def test_what_android_says_in_its_own_ways_is_understood() -> None:
    person = draft(
        "FN:Dana",
        "TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BC=72=6F):555 0100",
        "TEL;X-Frontdesk:555 0101",
        "EMAIL;X-INTERNET:d@x.example",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Dee;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Sam;14;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2019-10-19;0;First met;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/group_membership;Rotary;;;;;;;;;;;;;",
        version="2.1",
    )

    assert person.phones == (Labelled("555 0100", "Büro"), Labelled("555 0101", "Frontdesk"))
    assert person.emails == (Labelled("d@x.example"),)
    assert (person.notes, person.tags) == ("Nickname: Dee\nSpouse: Sam\nFirst met: 2019-10-19", ("Rotary",))


def test_what_tells_of_the_program_only_is_no_note_and_what_it_calls_in_its_own_way_is_one() -> None:
    person = draft(
        "FN:Dana",
        "ADR;WORK:;;1 Main St;Ghent;;9000;Belgium",
        "LABEL;WORK;QUOTED-PRINTABLE:1 Main St=0D=0A9000 Ghent",
        "X-MS-SIGNATURE:YES",
        'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://x"><fld prop="name"/></card>',
        "X-MS-MANAGER:Bo",
        "X-MAIDENNAME:Mensah",
        "X-IMAGETYPE:PHOTO",
        "X-ADDRESSBOOKSERVER-KIND:individual",
        "CATEGORIES:myContacts,Rotary",
    )

    assert person.notes == "Manager: Bo\nMaiden name: Mensah"
    assert person.tags == ("Rotary",)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        pytest.param(card("NOTE:nobody"), "no name", id="no name"),
        pytest.param("BEGIN:VCARD\r\n" * 3000, "no END:VCARD", id="nesting"),
        pytest.param(card("FN:A", "NOTE:" + "x" * (unfolding.LONGEST_LINE + 1)), "longer than", id="long line"),
        pytest.param(card("FN:A", "NOTE:" + "x\r\n " * (unfolding.LONGEST_LINE + 1)), "longer than", id="folds"),
        pytest.param(
            card("FN:A", *["NOTE:x"] * (vcard_lines.MOST_LINES + 1)), "more than 2,000 lines", id="many lines"
        ),
        pytest.param(card("FN:A", "NOTE:" + "x" * 300_000), "200,000 characters", id="long notes"),
        pytest.param(card("FN:A", "KIND:group", "MEMBER:mailto:a@b.example"), "group of people", id="group"),
        pytest.param("FN:Outside\r\n", "outside of any card", id="stray lines"),
    ],
)
def test_a_bad_card_is_listed_with_its_reason_and_the_others_come_in(bad: str, reason: str) -> None:
    people = found(card("FN:First") + bad + card("FN:Last"))

    assert [person.draft.shown_name for person in people.people] == ["First", "Last"]
    assert people.unreadable
    assert all(reason in each.reason for each in people.unreadable)
    assert people.unreadable[0].line == 5


@pytest.mark.parametrize("line", ['TEL;TYPE="x:1', "END:VCALENDAR", "TEL;Büro:1", "X-A B:1", "item 1.TEL:1"])
def test_a_line_that_cannot_be_read_stands_in_the_notes_and_its_card_is_not_lost(line: str) -> None:
    (person,) = found(card("FN:Dana Okafor", line, "TITLE:Archivist")).people

    assert (person.draft.shown_name, person.draft.title) == ("Dana Okafor", "Archivist")
    assert person.draft.notes == f"Line 4: {line}"
    assert person.remarks == ("line 4 cannot be read; it stands in the notes",)


def test_no_part_of_a_list_is_lost() -> None:
    person = draft(
        "FN:Dana Okafor",
        "N:Okafor;Dana;;;;Mensah;Jr.",
        "ADR;TYPE=home:;;1 Main St;Ghent;;9000;BE;1 Main St\\nGhent",
        'ADR;LABEL="At the back":;;2 Elm St;Ghent;;9000;BE;3rd floor',
        "NICKNAME:Dee,Dan",
        "GEO:51.05,3.72",
        "IMPP;X-SERVICE-TYPE=Matrix:@dana",
        "RELATED;TYPE=friend;VALUE=text:Sam",
        "X-ABRELATEDNAMES;type=assistant:Bo",
        "X-SOCIALPROFILE;TYPE=mastodon;x-user=dee:",
    )

    assert person.address == "1 Main St\nGhent 9000\nBE"
    assert set((person.notes or "").split("\n")) == {
        "Name, further part: Mensah", "Name, further part: Jr.", "Address: 2 Elm St", "Ghent 9000", "BE",
        "Address as printed: 3rd floor", "Address as printed: At the back", "Nickname: Dee,Dan", "Geo: 51.05,3.72",
        "Chat (Matrix): @dana", "Related (friend): Sam", "Assistant: Bo", "Profile (mastodon): dee",
    }  # fmt: skip


def test_text_in_base64_is_read_and_what_is_none_is_kept_as_it_stands() -> None:
    (person,) = found(card("FN;ENCODING=B:Wm/Dqw==", "NOTE;BASE64:%%%")).people

    assert person.draft.shown_name == "Zoë"
    assert person.draft.notes == "Line 4: NOTE;BASE64:%%%"
    assert person.remarks == ("line 4 cannot be read; it stands in the notes",)


def test_parameters_that_say_nothing_do_no_harm() -> None:
    person = draft("FN;;:Dana", "TEL;TYPE=;PREF=:5551234", "EMAIL;TYPE=WORK;:d@x.example")

    assert person.phones == (Labelled("5551234"),)
    assert person.emails == (Labelled("d@x.example", "work"),)


def test_an_assistant_s_card_inside_a_card_goes_into_the_notes() -> None:
    person = draft("FN:Dana", "AGENT:", "BEGIN:VCARD", "FN:Bo", "END:VCARD", "TITLE:Archivist", version="2.1")

    assert person.title == "Archivist"
    assert "Assistant's card: FN:Bo" in (person.notes or "")


def test_more_cards_than_the_bound_are_told_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard_lines, "MOST_CARDS", 3)

    people = found(card("FN:A") * 5)

    assert len(people.people) == 3
    assert "more than 3 cards" in people.unreadable[0].reason


def test_reading_can_be_called_off() -> None:
    def report(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        people_of_vcards(card("FN:A").encode(), "people.vcf", report)


# What may stand in a name or a note: any script, signs of the format itself, marks, emoji.
@pytest.mark.parametrize("version", VCardVersion)
@settings(max_examples=many(60), deadline=None)
@given(made=ANY_PERSON)
def test_what_is_written_is_read_back_as_it_was(made: ContactDraft, version: VCardVersion) -> None:
    written = vcards([CardToWrite(made)], version)

    people = people_of_vcards(written, "people.vcf")

    assert people.unreadable == ()
    assert [person.draft for person in people.people] == [made]
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


@pytest.mark.parametrize("version", VCardVersion)
@settings(max_examples=many(60), deadline=None)
@given(made=ANY_PERSON)
def test_a_reader_that_is_not_ours_reads_what_is_written(made: ContactDraft, version: VCardVersion) -> None:
    written = vcards([CardToWrite(made)], version).decode()

    said: dict[str, list[str]] = {}
    for line in filter(None, Contentlines.from_ical(written)):
        name, _params, value = line.parts()
        said.setdefault(name.rpartition(".")[2], []).append(value)

    assert (said["BEGIN"], said["FN"], said["END"]) == (["VCARD"], [made.shown_name], ["VCARD"])
    assert said.get("NOTE", [None]) == [made.notes]
    assert said.get("EMAIL", []) == [email.value for email in made.emails]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\\n", "\u2028", "\x85"])
def test_no_name_can_bring_in_a_property_of_its_own(end: str) -> None:
    raw = ContactDraft(given_name=f"Dana{end}EMAIL:evil@x.example", notes=f"one{end}TEL:666{end}END:VCARD")

    (person,) = people_of_vcards(vcards([CardToWrite(raw)]), "people.vcf").people

    assert (person.draft.emails, person.draft.phones) == ((), ())
    written = vcards([CardToWrite(raw)]).replace(b"\r\n ", b"").split(b"\r\n")
    assert sum(line.startswith((b"EMAIL", b"TEL", b"END")) for line in written) == 1


def test_what_is_private_is_never_written() -> None:
    private = ContactDraft(
        given_name="Dana", own_reply_pattern=ReplyPattern.SILENT, closeness=Closeness.ACTIVE, cadence_days=17,
        tie=Tie.WEAK, name_leave=NameLeave.NO, do_not_contact=True,
    )  # fmt: skip
    plain = ContactDraft(given_name="Dana")

    assert vcards([CardToWrite(private)]) == vcards([CardToWrite(plain)])


@pytest.mark.parametrize("version", VCardVersion)
def test_a_picture_goes_out_in_the_card_and_comes_back(version: VCardVersion) -> None:
    written = vcards([CardToWrite(ContactDraft(given_name="Dana"), b"\xff\xd8 a picture" * 50)], version)

    (person,) = people_of_vcards(written, "people.vcf").people

    assert person.photo == b"\xff\xd8 a picture" * 50


@given(st.lists(st.sampled_from([
    "BEGIN:VCARD\n", "END:VCARD\n", "FN:A\n", "N:;;;\n", " fold\n", "NOTE;QUOTED-PRINTABLE:=\n", "TEL;TYPE=\"x\n",
    ":\n", "item1.\n", "PHOTO:=\n", "ADR:,,,\n", "\x00\n", "AGENT:\n", "N;CHARSET=x;QUOTED-PRINTABLE:=FF\n", "ORG\n",
    "\n",
]), max_size=30))  # fmt: skip
def test_no_mixture_of_lines_raises(lines: list[str]) -> None:
    people = found("".join(lines))

    assert all(not person.draft.problems() for person in people.people)
    assert all(each.reason for each in people.unreadable)
