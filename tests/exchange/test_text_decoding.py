"""Bytes to text, whoever wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.problems import Problem
from insidescoop.exchange.text_decoding import LARGEST_FILE, decoded

WORDS = "Łukasz Wiśniewski, Zoë, 李小龍, Дана"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WORDS.encode(), id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(WORDS.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), id="utf-16 the other way"),
        pytest.param(WORDS.encode("utf-32"), id="utf-32 with mark"),
    ],
)
def test_what_says_its_encoding_or_can_only_be_one_is_read_exactly(data: bytes) -> None:
    text = decoded(data)

    assert (text.text, text.remarks) == (WORDS, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark_are_found(codec: str) -> None:
    assert decoded("BEGIN:VCARD\r\nFN:Zoë\r\n".encode(codec)).text == "BEGIN:VCARD\r\nFN:Zoë\r\n"


@pytest.mark.parametrize("data", ["Zoë “the archivist”".encode("cp1252"), b"Zo\xeb \x81"])
def test_anything_else_is_western_and_said_to_be_a_guess(data: bytes) -> None:
    text = decoded(data)

    assert text.text.startswith("Zoë")
    assert text.remarks


def test_a_file_past_the_bound_is_refused() -> None:
    with pytest.raises(Problem, match="larger than 64 MB"):
        decoded(bytes(LARGEST_FILE + 1))


@given(st.binary(max_size=200))
def test_any_bytes_become_some_text(data: bytes) -> None:
    assert isinstance(decoded(data).text, str)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp932", "姓,名,会社名\n山田,太郎,ヤマダ\nメールアドレス"),
        ("gb18030", "姓名,公司,职位,电子邮件\n王小明,腾讯,工程师"),
        ("cp949", "이름,회사,직책,이메일\n김철수,삼성,부장"),
        ("cp950", "姓名,公司,職稱,電子郵件\n王小明,台積電,工程師"),
        ("cp1251", "Имя;Фамилия;Организация\nИван;Петров;Завод"),
        ("cp1251", "Ім'я;Прізвище\nОлена;Шевченко;Київ"),
        ("cp1253", "Όνομα;Επώνυμο;Εταιρεία\nΓιώργος;Παπαδόπουλος"),
        ("cp1255", "שם פרטי,שם משפחה\nדוד,כהן\nשרה,לוי"),
        ("cp1256", "الاسم,الشركة\nمحمد علي,شركة النور"),
        ("cp1250", "Imię;Nazwisko\nŁukasz;Wiśniewski;Zakład"),
        ("cp1250", "Jméno;Příjmení\nJiří;Dvořák\nZdeněk"),
        ("cp1252", "Müller;Jürgen;Straße;Köln;Größe;Übung;Ärger"),
        ("cp1252", "José Nuñez ¿Qué tal? “£5 per m³” – Dana’s, 1¼ ©"),
        ("cp1252", "Åse Ødegård, Ærø, Þórður Guðmundsson Ýr"),
        ("cp1252", "São Paulo, João, Conceição, È é à ù ì perché"),
    ],
)
def test_the_older_encodings_of_spreadsheets_are_told_apart_and_said_to_be_guesses(codec: str, text: str) -> None:
    read = decoded(text.encode(codec))

    assert (read.text, len(read.remarks)) == (text, 1)
