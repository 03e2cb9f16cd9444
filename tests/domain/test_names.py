"""Full names taken apart and put together."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from insidescoop.domain.contacts import name_in_order
from insidescoop.domain.names.parsing import join_name, split_name
from insidescoop.domain.text import tidy_line


@pytest.mark.parametrize(
    ("typed", "given_name", "family_name"),
    [
        ("Dana Okafor", "Dana", "Okafor"),
        ("Dana Mae Okafor", "Dana Mae", "Okafor"),
        ("Maria de la Cruz", "Maria", "de la Cruz"),
        ("Lucía Fernández de la Cruz", "Lucía", "Fernández de la Cruz"),
        ("Juan Martínez del Río", "Juan", "Martínez del Río"),
        ("Ana Inez de la Cruz", "Ana Inez", "de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Jan van den Berg", "Jan", "van den Berg"),
        ("Anna von der Leyen", "Anna", "von der Leyen"),
        ("Kees 't Hooft", "Kees", "'t Hooft"),
        ("Dick Van Dyke", "Dick", "Van Dyke"),
        ("Ursula K. Le Guin", "Ursula K.", "Le Guin"),
        ("José Ortega y Gasset", "José", "Ortega y Gasset"),
        ("Luiz Inácio da Silva", "Luiz Inácio", "da Silva"),
        ("Ana dos Santos", "Ana", "dos Santos"),
        ("Ahmad bin Zayed", "Ahmad", "bin Zayed"),
        ("Fatima al-Fihri", "Fatima", "al-Fihri"),
        ("Abd al-Rahman Munif", "Abd al-Rahman", "Munif"),
        ("محمد بن سلمان", "محمد", "بن سلمان"),
        ("דוד בן גוריון", "דוד", "בן גוריון"),
        ("J. R. R. Tolkien", "J. R. R.", "Tolkien"),
        ("Mary-Jane O'Neil", "Mary-Jane", "O'Neil"),
        ("Cher", "Cher", None),
        ("Roe, Jane", "Jane", "Roe"),
        ("García Márquez, Gabriel", "Gabriel", "García Márquez"),
        ("van den Berg, Jan", "Jan", "van den Berg"),
        ("李小龍", "小龍", "李"),
        ("欧阳修文", "修文", "欧阳"),
        ("김민수", "민수", "김"),
        ("남궁민수", "민수", "남궁"),
        ("山田太郎", "太郎", "山田"),
        ("山田 太郎", "太郎", "山田"),
        ("佐々木健", "健", "佐々木"),
        ("山田はなこ", "はなこ", "山田"),
        ("マイケル・ジョーダン", "マイケル", "ジョーダン"),
        ("Мария Петровна Иванова", "Мария Петровна", "Иванова"),
        ("Иванова Мария Петровна", "Мария Петровна", "Иванова"),
        ("JANE ROE", "Jane", "Roe"),
        ("JAN VAN DEN BERG", "Jan", "van den Berg"),
        ("MARY-JANE O'NEIL", "Mary-Jane", "O'Neil"),
        ("McDONALD", "McDonald", None),
        ("RONALD McDONALD", "Ronald", "McDonald"),
        ("RONALD MCDONALD", "Ronald", "McDonald"),
        ("JD Roe", "JD", "Roe"),
        ("Jean DUPONT", "Jean", "Dupont"),
        ("DUPONT Jean", "Jean", "Dupont"),
        ("bell hooks", "bell", "hooks"),
        ("Jack Ma", "Jack", "Ma"),
        ("", None, None),
        (" \n ", None, None),
    ],
)
def test_a_full_name_is_taken_apart(typed: str, given_name: str | None, family_name: str | None) -> None:
    name = split_name(typed)

    assert (name.given, name.family) == (given_name, family_name)


@pytest.mark.parametrize(
    ("typed", "given_name", "family_name"),
    [
        ("Nguyễn Văn An", "Văn An", "Nguyễn"),
        ("Bartók Béla", "Béla", "Bartók"),
        ("Nagy-Kovács Anna Mária", "Anna Mária", "Nagy-Kovács"),
    ],
)
def test_the_caller_may_know_that_the_family_name_comes_first(typed: str, given_name: str, family_name: str) -> None:
    name = split_name(typed, is_family_first=True)

    assert (name.given, name.family, name.is_family_first) == (given_name, family_name, True)
    assert join_name(name) == typed


@pytest.mark.parametrize(
    ("typed", "honorifics", "post_nominals", "given_name", "family_name"),
    [
        ("Dr. Jane Roe, MLIS, PhD", ("Dr.",), ("MLIS", "PhD"), "Jane", "Roe"),
        ("Prof. Ito", ("Prof.",), (), None, "Ito"),
        ("Rafael Levi, MLS", (), ("MLS",), "Rafael", "Levi"),
        ("Jane Roe MLIS", (), ("MLIS",), "Jane", "Roe"),
        ("Prof. Dr. Anna von der Leyen", ("Prof.", "Dr."), (), "Anna", "von der Leyen"),
        ("Roe, Dr. Jane, Ph.D.", ("Dr.",), ("Ph.D.",), "Jane", "Roe"),
        ("Martin Luther King, Jr.", (), ("Jr.",), "Martin Luther", "King"),
        ("Jane Roe, MA", (), ("MA",), "Jane", "Roe"),
        ("Ma, Jane", (), (), "Jane", "Ma"),
        ("dana okafor, mlis", (), ("mlis",), "dana", "okafor"),
        ("Dana Okafor, Msc, III", (), ("Msc", "III"), "Dana", "Okafor"),
        ("Dana Okafor, 3rd", (), ("3rd",), "Dana", "Okafor"),
        ("Dana Okafor, PhD candidate", (), ("PhD candidate",), "Dana", "Okafor"),
        ("Dana Okafor, MSc (Hons)", (), ("MSc (Hons)",), "Dana", "Okafor"),
        ("Dana Okafor, MSLS/MA", (), ("MSLS/MA",), "Dana", "Okafor"),
    ],
)
def test_titles_around_a_name_are_set_aside_and_not_lost(
    typed: str, honorifics: tuple[str, ...], post_nominals: tuple[str, ...], given_name: str, family_name: str
) -> None:
    name = split_name(typed)

    assert (name.honorifics, name.post_nominals) == (honorifics, post_nominals)
    assert (name.given, name.family) == (given_name, family_name)


_PARTS = """
    Dana Okafor JANE McDONALD Dr. Prof. MLIS PhD Jr. MA Ma van den de la y e bin al-Fihri O'Neil , ; 李 李小龍 山田
    김민수 はなこ ・ マイケル・ジョーダン Петровна d' - . Ünal ΣΊΣΥΦΟΣ İZMİR ﬁ ß بن
"""
_WORDS = st.sampled_from(_PARTS.split())
_NAMES = st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=7).map(" ".join))


def _letters(text: str | None) -> list[str]:
    return sorted(letter for letter in (text or "").casefold() if letter.isalnum())


@given(_NAMES, st.booleans())
@example("ŉŉ ŉŉ", False)
@example(",a", False)
def test_taking_apart_and_putting_together_keeps_every_letter(typed: str, is_family_first: bool) -> None:
    name = split_name(typed, is_family_first=is_family_first)

    assert _letters(join_name(name)) == _letters(tidy_line(typed))


@given(_NAMES, st.booleans())
def test_a_name_put_together_is_taken_apart_as_before(typed: str, is_family_first: bool) -> None:
    name = split_name(typed, is_family_first=is_family_first)

    assert split_name(join_name(name), is_family_first=is_family_first) == name


@pytest.mark.parametrize(
    "typed",
    [
        "Nguyễn Thị Minh Khai", "Tran Van Duc", "NGUYEN Thi Minh Khai", "Szabó Katalin", "Dr. Nagy István",
        "Wang Xiaoming", "ZHANG Wenjie", "Yamada Taro", "SATO Hanako", "Kim Min-jun", "Park Ji-hoon",
    ],
)  # fmt: skip
def test_a_name_written_family_name_first_is_shown_as_its_owner_wrote_it(typed: str) -> None:
    name = split_name(typed)

    written = name_in_order(name.given, name.family, is_family_first=name.is_family_first)
    assert name.is_family_first
    assert written.casefold() == typed.removeprefix("Dr. ").casefold()


@pytest.mark.parametrize(
    "typed",
    [
        "Katalin Szabó", "Xiaoming Wang", "Taro Yamada", "Min-jun Kim", "Kim Novak", "Lee Hanson", "Lin Anderson",
        "Jack Ma", "Jin Smith", "Anna Kovacs Berg", "Le Guin", "Chen Wei",
    ],
)  # fmt: skip
def test_a_name_in_the_usual_order_is_left_in_it(typed: str) -> None:
    assert not split_name(typed).is_family_first


@pytest.mark.parametrize(
    ("typed", "given_name", "family_name"),
    [
        ("Tomás Echeverría Ibáñez", "Tomás", "Echeverría Ibáñez"),
        ("María del Carmen Aguirre Solís", "María del Carmen", "Aguirre Solís"),
        ("Juan Carlos Pérez Gómez", "Juan Carlos", "Pérez Gómez"),
        ("Luís Filipe Carvalho dos Santos", "Luís Filipe", "Carvalho dos Santos"),
        ("María José García", "María José", "García"),
        ("Ana Paula de Souza", "Ana Paula", "de Souza"),
        ("Laura Ellen Price", "Laura Ellen", "Price"),
        ("Carlos Ray Norris", "Carlos Ray", "Norris"),
    ],
)
def test_spanish_and_portuguese_names_keep_both_family_names(typed: str, given_name: str, family_name: str) -> None:
    name = split_name(typed)

    assert (name.given, name.family) == (given_name, family_name)


@pytest.mark.parametrize(
    ("typed", "family_name"),
    [
        ("Prof. em. Rainer Holzapfel", "Holzapfel"), ("Univ.-Prof. Mag. Dr. Ulrike Stadlober", "Stadlober"),
        ("Dipl.-Ing. Cornelia Wiegand", "Wiegand"), ("Dr. rer. nat. Eva Holm", "Holm"), ("mw. drs. Anneke Vos", "Vos"),
        ("PhDr. Jana Dvořáková", "Dvořáková"), ("Dr. Phil Jones", "Jones"),
    ],
)  # fmt: skip
def test_titles_before_a_name_are_no_part_of_it(typed: str, family_name: str) -> None:
    name = split_name(typed)

    assert name.family == family_name
    assert "." not in (name.given or "")
