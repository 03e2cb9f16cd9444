"""Signatures and business cards read into fields: a table of them, and rules for any text."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from examples import many, one_in
from insidescoop.domain.signatures.reading import MOST_READ, ReadSignature, read_signature
from signature_table import Signature, facts_of, score, signatures

LEAST_RIGHT = 0.9
FILES = (
    "first.txt",
    "second.txt",
    "third.txt",
    "held_out.txt",
    "fourth.txt",
    "fifth.txt",
    "sixth.txt",
    "seventh.txt",
    "eighth.txt",
)


@pytest.mark.parametrize("file_name", FILES)
def test_nine_of_ten_fields_are_read_right(file_name: str) -> None:
    right, wrong = score(signatures(file_name))

    assert right >= LEAST_RIGHT, f"{right:.1%} right\n{wrong}"


def test_a_field_read_wrong_is_counted_and_named() -> None:
    text = "Dana Okafor\nLibrarian\ndana@harbor.example"
    facts = facts_of(read_signature(text))
    case = Signature("Dana", text, (facts - {("title", "Librarian")}) | {("title", "Archivist")})

    right, wrong = score((case,))

    assert right == pytest.approx(3 / 5)
    assert "missed ('title', 'Archivist')" in wrong
    assert "wrong ('title', 'Librarian')" in wrong


def test_there_are_many_signatures_in_many_tongues() -> None:
    table = [case for name in FILES for case in signatures(name)]

    assert len(table) >= 60
    assert sum(any(ord(letter) > 0x370 and letter.isalpha() for letter in case.text) for case in table) >= 8


def test_degrees_and_what_fits_nowhere_are_in_the_notes() -> None:
    read = read_signature(
        "Dr. Jane Roe, MLIS\nLibrarian\nLikes maps, and 3 cats\njane@x.example\nBest,\nCONFIDENTIAL: delete it."
    )

    assert read.draft.notes == "Dr. Jane Roe, MLIS\nLikes maps, and 3 cats"
    assert read.name.post_nominals == ("MLIS",)
    assert read.passed_over == ("Best,", "CONFIDENTIAL: delete it.")


@pytest.mark.parametrize("joint", ["at", "chez", "bei"])
def test_the_word_between_a_title_and_an_organization_is_no_note(joint: str) -> None:
    read = read_signature(f"Samuel Ortiz, Cataloger {joint} Westbrook Museum, sam.ortiz@westbrook.example")

    assert (read.draft.title, read.draft.organization) == ("Cataloger", "Westbrook Museum")
    assert (read.draft.notes, read.leftover) == (None, ())


@pytest.mark.parametrize("email", ["info@harbor.example", "j.roe@harbor.example", "xk42@harbor.example"])
def test_a_mailbox_without_a_name_names_nobody(email: str) -> None:
    draft = read_signature(email).draft

    assert (draft.given_name, draft.organization) == (None, None)


def test_the_domain_of_an_address_is_no_organization() -> None:
    assert read_signature("Dana Okafor\ndana@harborlibrary.example").draft.organization is None


def test_numbers_are_dialled_at_home_or_where_the_address_is() -> None:
    at_home = read_signature("Jane Roe\n030 5550123", home_country="DE").draft.phones
    by_address = read_signature("Jane Roe\njane@roe.de\n030 5550123").draft.phones
    nowhere = read_signature("Jane Roe\nroom 12-345-6789-0").draft.phones

    assert [phone.value for phone in at_home + by_address] == ["030 5550123", "030 5550123"]
    assert nowhere == ()


def test_spans_lead_to_the_words_as_typed() -> None:
    text = "Dana Okafor | Archivist at City Archives\r\ndana@city.example\r\nT: 617-555-0134"

    read = read_signature(text)

    spelled = {field: [text[start:end] for start, end in spans] for field, spans in read.spans}
    assert spelled == {
        "given_name": ["Dana Okafor"],
        "family_name": ["Dana Okafor"],
        "title": ["Archivist"],
        "organization": ["City Archives"],
        "emails": ["dana@city.example"],
        "phones": ["617-555-0134"],
    }


_LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ("Dana Okafor, MLIS", "Head of Technical Services, Harbor University Library", "T: 617-555-0134 x12", "--",
         "Boston, MA 02110", "12 Main Street", "Best regards,", "she/her", "> quoted", "On Monday, Jane wrote:", "<br>",
         "a@b.example", "jane at roe dot example", "www.roe.example | @roe", "司書 佐藤美咲",
         "〒108-0075 東京都港区港南1-2-3",
         "CONFIDENTIAL notice", "\"Books are a uniquely portable magic.\"", "Name: Jane",
         "&nbsp;&amp;<a href='x.org'>x</a>",
         "> > twice quoted", "-----Original Message-----", "Von: Jane <j@roe.example>", "Gesendet: heute", "_" * 20,
         "Jane \"JR\" Roe", "山田 太郎 (Yamada Taro)", "i.A. Dr. Jane Roe", "Jane Roe, met at SAA 2026",
         "[cid:a.png@01]",
         "Jane Roe, fil.dr", "bob@nowhere", "Head of Maps        12 Main Street",
         "ORCID: 0000-0002-1694-233X", "\t\t", "Fax: +49 (0)30 / 1234-56", "\r", "\u2028", "1 (2 (3 4) 5-", "Dr."),
    ),
)  # fmt: skip
_TEXTS = st.lists(_LINES, max_size=12).map("\n".join)


def _is_accounted_for(text: str, read: ReadSignature) -> bool:
    kept = [*read.leftover, *read.passed_over]
    spans = [span for _, found in read.spans for span in found]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        is_used = any(first < end and start < last for first, last in spans)
        if line.strip() and not is_used and not any(line.strip() == piece.strip() for piece in kept):
            return False
        start = end + 1
    return True


@given(_TEXTS)
@example("Tel:\n617-555-0134")
@settings(max_examples=many(300))
def test_every_line_is_used_or_left_over_and_spans_lie_inside(text: str) -> None:
    read = read_signature(text)

    assert _is_accounted_for(text, read), read
    assert all(0 <= start < end <= len(text) for _, spans in read.spans for start, end in spans)


_EMAILS = st.from_regex(
    r"[a-z][a-z0-9._+-]{0,12}[a-z0-9]@[a-z][a-z0-9-]{0,10}[a-z0-9]\.(?:com|example|org|co\.uk)", fullmatch=True
)


@given(st.lists(st.text(st.characters(exclude_characters="@<>&"), max_size=40), max_size=6), _EMAILS, st.integers(0, 6))
def test_every_address_among_other_lines_is_found(lines: list[str], email: str, place: int) -> None:
    at = min(place, len(lines))
    text = "\n".join([*lines[:at], email, *lines[at:]])

    assert email in [entry.value for entry in read_signature(text).draft.emails]


def _steps(work: Callable[[], object]) -> int:
    """How many lines of this package run while `work` is done: a measure no busy machine changes."""
    count = 0

    def follow(frame: object, event: str, _argument: object) -> object:
        nonlocal count
        if "signature" not in frame.f_code.co_filename and "names" not in frame.f_code.co_filename:  # type: ignore[attr-defined]
            return None
        count += event == "line"
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


_AWKWARD = ("a", "a.", "@", "a@", "1 ", "(1", " at a dot ", "| ", "- ", ", ", "<a ", "&", "李", "www.", "x@y.z ",
            "she/", "\n", "Aa ", "a\n", "12 Main Street, ", "555-0134 ", "T: ", "\x01", "> ")  # fmt: skip


@pytest.mark.parametrize("piece", one_in(3, ((piece,) for piece in _AWKWARD)))
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    # Half of what is read shows the growth as well as all of it.
    few = (piece * MOST_READ)[: MOST_READ // 8]
    many = (piece * MOST_READ)[: MOST_READ // 2]

    small, large = _steps(lambda: read_signature(few)), _steps(lambda: read_signature(many))

    assert large <= 8 * small + 5_000


def test_text_beyond_what_is_read_goes_to_the_notes() -> None:
    text = "Dana Okafor\n" + "x" * MOST_READ + "\nlate@harbor.example"

    read = read_signature(text)

    assert read.draft.given_name == "Dana"
    assert "late@harbor.example" in read.leftover


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('Margaret "Peggy" Hale\nArchivist', 'Margaret "Peggy" Hale'),
        ("i.A. Eva Holm\nArchivarin", "i.A. Eva Holm"),
        ("Karl Ek, fil.dr\nArkivarie", "Karl Ek, fil.dr"),
        ("Taro Yamada (山田太郎)\nLibrarian", "Taro Yamada (山田太郎)"),
    ],
)
def test_what_stands_around_a_name_is_kept_in_the_notes(text: str, kept: str) -> None:
    assert kept in (read_signature(text).draft.notes or "")


def test_the_reading_of_a_name_in_han_is_how_it_is_said() -> None:
    draft = read_signature("山田 太郎 (Yamada Taro)\n司書").draft

    assert (draft.shown_name, draft.how_to_say) == ("山田太郎", "Yamada Taro")


def test_a_recipient_of_a_forwarded_mail_is_not_taken_for_its_writer() -> None:
    read = read_signature(
        "-----Original Message-----\nFrom: Jane Roe <jane@roe.example>\nTo: Sam <sam@x.example>\n\nJane Roe\nArchivist"
    )

    assert [email.value for email in read.draft.emails] == ["jane@roe.example"]
    assert "sam@x.example" in (read.draft.notes or "")


@pytest.mark.parametrize(("ending", "shown"), [("jp", "Mori Aya"), ("example", "Aya Mori")])
def test_where_a_name_is_at_home_says_in_which_order_it_is_shown(ending: str, shown: str) -> None:
    typed = "Mori Aya" if ending == "jp" else "Aya Mori"
    draft = read_signature(f"{typed}\nArchivist\naya.mori@museum.{ending}").draft

    assert draft.shown_name == shown
    assert (draft.given_name, draft.family_name) == ("Aya", "Mori")


_LENA = "Lena van der Meer\nArchivist, City Archives\n206-555-0142\n\n"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Thu, Nov 26, 2026 at 9:12 AM Rick Reader <rick@example.org> wrote:",
        "On Thu, Nov 26, 2026 at 9:12 AM Rick Reader <rick@example.org>\nwrote:",
        "On Thu, Nov 26, 2026 at 9:12 AM Rick Reader <\nrick@example.org> wrote:",
        "On Thursday, November 26th, 2026 at\n9:12 AM, Rick Reader\n<rick@example.org> wrote:",
        "Rick Reader <rick@example.org> wrote on 26/11/2026 09:12:11 AM:",
        "Rick Reader <rick@example.org> writes:",
        "Am Do., 26. Nov. 2026 um 09:12 Uhr schrieb Rick Reader <rick@example.org>:",
        "Rick Reader (rick@example.org) schrieb am 26.11.2026 um 09:12:",
        "Le jeu. 26 nov. 2026 à 09:12, Rick Reader <rick@example.org> a écrit :",
        "El jue, 26 nov 2026 a las 9:12, Rick Reader (<rick@example.org>) escribió:",
        "Em qui., 26 de nov. de 2026 às 09:12, Rick Reader <rick@example.org> escreveu:",
        "Il giorno gio 26 nov 2026 alle ore 09:12 Rick Reader <rick@example.org> ha scritto:",
        "Op do 26 nov 2026 om 09:12 schreef Rick Reader <rick@example.org>:",
        "tor. 26. nov. 2026 kl. 09:12 skrev Rick Reader <rick@example.org>:",
        "to 26. marrask. 2026 klo 9.12 Rick Reader (rick@example.org) kirjoitti:",
        "czw., 26 lis 2026 o 09:12 Rick Reader <rick@example.org> napisał(a):",
        "čt 26. 11. 2026 v 9:12 odesílatel Rick Reader <rick@example.org> napsal:",
        "Rick Reader <rick@example.org> ezt írta (időpont: 2026. nov. 26., Cs, 9:12):",
        "În joi, 26 nov. 2026 la 09:12, Rick Reader <rick@example.org> a scris:",
        "Rick Reader <rick@example.org>, 26 Kas 2026 Per, 09:12 tarihinde şunu yazdı:",
        "чт, 26 нояб. 2026 г. в 09:12, Rick Reader <rick@example.org>:",
        "Στις Πέμ 26 Νοε 2026 στις 9:12 π.μ., ο χρήστης Rick Reader <rick@example.org> έγραψε:",
        "2026年11月26日(木) 9:12 Rick Reader <rick@example.org>:",
        "Rick Reader <rick@example.org> 于2026年11月26日周四 09:12写道：",
        "2026년 11월 26일 (목) 오전 9:12, Rick Reader <rick@example.org>님이 작성:",
        "From: Rick Reader <rick@example.org>\nSent: Thursday, 26 November 2026 09:12\nTo: Meer, Lena van der",
        "보낸 사람: Rick Reader <rick@example.org>\n날짜: 2026년 11월 26일",
        "-------- Original Message --------\nOn Nov 26, 2026, at 9:12 AM, Rick Reader <rick@example.org> wrote:",
    ],
)
@pytest.mark.parametrize("quote", ["", "> "])
def test_nothing_from_the_mail_that_was_answered_is_a_fact_of_the_person(attribution: str, quote: str) -> None:
    answered = "Dear Lena,\nwe met at ALA Midwinter.\nRick Reader\nrick@example.org\nwww.rick.example"
    quoted = "\n".join(f"{quote}{line}" for line in f"{attribution}\n\n{answered}".split("\n"))

    draft = read_signature(f"{_LENA}{quoted}").draft

    assert (draft.shown_name, draft.emails, draft.links, draft.met_event) == ("Lena van der Meer", (), (), None)
    assert [phone.value for phone in draft.phones] == ["206-555-0142"]
    assert (draft.notes or "").split("\n") == [line.strip() for line in quoted.split("\n") if line.strip("> ")]


@pytest.mark.parametrize(
    "heading",
    [
        "From: Rick Reader <rick@example.org>\nTo: Lena van der Meer <lvdm@city.example>",
        "On Nov 26, 2026 Rick Reader <rick@example.org> wrote:\n> On Wed, Lena <lena.vandermeer@city.example> wrote:",
    ],
)
def test_an_address_of_the_persons_own_name_is_found_in_quoted_mail(heading: str) -> None:
    draft = read_signature(f"{_LENA}{heading}\n\nDear Lena").draft

    assert [email.value.rpartition("@")[2] for email in draft.emails] == ["city.example"]


@pytest.mark.parametrize("line", ["In 2019 she wrote Maps for All. Contact:", "2000 Main Street", "Hours 9:00-17:00"])
def test_a_line_that_only_looks_like_the_beginning_of_a_quotation_ends_nothing(line: str) -> None:
    draft = read_signature(f"Lena van der Meer\n{line}\nlena@city.example").draft

    assert [email.value for email in draft.emails] == ["lena@city.example"]


@pytest.mark.parametrize(
    "extension",
    [" ext. 317", " EXT. 317", ", Ext 317", " Extension 317", " EXTENSION: 317", " (Ext. 317)", " x317", " X 317",
     " #317", " ext #317", " Extn. 317", " ext. no. 317", "/ext.317", " - EXT 317", " POSTE 317", " Durchwahl 317",
     " extensión 317", " ramal 317", " toestel 317", " ДОБ. 317", " 内線317"],
)  # fmt: skip
def test_an_extension_stays_with_its_number_however_it_is_written(extension: str) -> None:
    draft = read_signature(
        f"ALEX KIM\n100 MAIN STREET, SEATTLE, WA 98101\nT: (206) 555-0142{extension} | F: 206-555-0143"
    ).draft

    assert draft.phones[0].value == f"(206) 555-0142{extension}"
    assert (draft.address, draft.notes) == ("100 MAIN STREET, SEATTLE, WA 98101", None)
