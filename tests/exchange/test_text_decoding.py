"""Bytes to text, whoever wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.problems import Problem
from insidescoop.exchange.text_decoding import LARGEST_FILE, decoded

WORDS = "Łukasz Wiśniewski, Zoë, 李小龍, Дана"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(WORDS.encode(), "UTF-8", id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), "UTF-8", id="utf-8 with mark"),
        pytest.param(WORDS.encode("utf-16"), "UTF-16", id="utf-16 with mark"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), "UTF-16", id="utf-16 the other way"),
    ],
)
def test_what_says_its_encoding_or_can_only_be_one_is_read_exactly(data: bytes, encoding: str) -> None:
    text = decoded(data)

    assert (text.text, text.encoding, text.is_guessed) == (WORDS, encoding, False)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark_are_found(codec: str) -> None:
    assert decoded("BEGIN:VCARD\r\nFN:Zoë\r\n".encode(codec)).text == "BEGIN:VCARD\r\nFN:Zoë\r\n"


@pytest.mark.parametrize("data", ["Zoë “the archivist”".encode("cp1252"), b"Zo\xeb \x81"])
def test_anything_else_is_western_and_said_to_be_a_guess(data: bytes) -> None:
    text = decoded(data)

    assert text.text.startswith("Zoë")
    assert text.is_guessed


def test_a_file_past_the_bound_is_refused() -> None:
    with pytest.raises(Problem, match="larger than 64 MB"):
        decoded(bytes(LARGEST_FILE + 1))


@given(st.binary(max_size=200))
def test_any_bytes_become_some_text(data: bytes) -> None:
    assert isinstance(decoded(data).text, str)
