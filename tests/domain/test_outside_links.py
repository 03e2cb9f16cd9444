"""What may be opened outside the program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insidescoop.domain.contact_text import contact_text
from insidescoop.domain.contacts import ContactDraft, Labelled
from insidescoop.domain.mail_links import mail_link
from insidescoop.domain.problems import Invalid
from insidescoop.domain.web_links import web_address
from insidescoop.system.file_names import LONGEST_NAME, safe_file_name


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("harbor.example", "https://harbor.example"),
        ("www.linkedin.com/in/dana?x=1#y", "https://www.linkedin.com/in/dana?x=1#y"),
        ("HTTP://Harbor.Example:8080/A b".replace(" ", "%20"), "http://harbor.example:8080/A%20b"),
        ("harbor.example:8080/x", "https://harbor.example:8080/x"),
        ("https://harbor.example/zoë", "https://harbor.example/zo%C3%AB"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_web_pages_are_opened_under_the_host_that_is_asked_for(typed: str, url: str) -> None:
    assert web_address(typed).url == url


def test_a_password_in_a_link_is_named_as_the_reason() -> None:
    with pytest.raises(Invalid, match="name or password"):
        web_address("https://user:password@harbor.example")


def test_a_look_alike_is_known_by_its_real_name() -> None:
    address = web_address("https://аррӏе.com")

    assert (address.host, address.is_as_written) == ("xn--80ak6aa92e.com", False)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ms-msdt:/id", "search-ms:query=x", "smb://a/b",
        "//evil/share", "\\\\evil\\share", "https://user:password@harbor.example", "https://harbor.example@evil.example",
        "https://", "https:harbor.example", "http://localhost", "http://127.0.0.1/", "http://[::1]/", "dana", "",
        "https://harbor.example:99999", "https://har bor.example", "https://harbor.example/\u202egnp.exe",
        "https://harbor.example\\@evil.example", "https://evil.com／.harbor.example",
        "mailto:a@b.example?attach=/etc/x",
        "tel:+12125550134", "https://harbor.example/\r\nHost: x", "vbscript:x", "JaVaScRiPt://harbor.example/%0aalert(1)",
        "https://xn--.example", "https://" + "a" * 300 + ".example",
    ],
)  # fmt: skip
def test_nothing_else_is_opened(typed: str) -> None:
    with pytest.raises(Invalid):
        web_address(typed)


@given(
    st.text(max_size=40)
    | st.sampled_from(["https://", "javascript:", "file:"]).flatmap(lambda s: st.text().map(s.__add__))
)
def test_whatever_is_opened_is_a_plain_web_page(typed: str) -> None:
    try:
        address = web_address(typed)
    except Invalid:
        return
    assert address.url.isascii()
    assert address.url.startswith((f"https://{address.host}", f"http://{address.host}"))
    assert "@" not in address.url.split("/")[2]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("dana@harbor.example", "mailto:dana@harbor.example"),
        ("mailto:dana@harbor.example", "mailto:dana@harbor.example"),
        ("d+list@harbor.example", "mailto:d%2Blist@harbor.example"),
        ("a&b%c@harbor.example", "mailto:a%26b%25c@harbor.example"),
    ],
)
def test_a_letter_goes_to_exactly_one_address(address: str, link: str) -> None:
    assert mail_link(address) == link


@pytest.mark.parametrize(
    "address",
    [
        "", "dana", "a@b@c.example", "dana@harbor.example?attach=/etc/passwd", "dana@harbor.example,evil@x.example",
        "dana@harbor.example\r\nBcc: evil@x.example", "Dana <dana@harbor.example>", "dana@har bor.example",
    ],
)  # fmt: skip
def test_nothing_but_an_address_becomes_a_letter(address: str) -> None:
    with pytest.raises(Invalid):
        mail_link(address)


@given(
    subject=st.text(st.characters(exclude_categories=("Cs",))), body=st.text(st.characters(exclude_categories=("Cs",)))
)
def test_no_words_bring_in_a_field_of_their_own(subject: str, body: str) -> None:
    link = mail_link("dana@harbor.example", subject=subject, body=body)

    fields = link.partition("?")[2].split("&") if "?" in link else []
    assert [field.split("=")[0] for field in fields] == [
        name for name, said in (("subject", subject), ("body", body)) if said
    ]


def test_a_person_as_text_holds_nothing_private() -> None:
    draft = ContactDraft(
        given_name="Dana", family_name="Okafor", title="Archivist", organization="Harbor", notes="slow to answer",
        emails=(Labelled("d@x.example", "work"),), phones=(Labelled("555"),), links=(Labelled("x.example"),),
        address="1 Main St\nGhent", tags=("alumni",),
    )  # fmt: skip

    assert (
        contact_text(draft) == "Dana Okafor\nArchivist · Harbor\nd@x.example (work)\n555\nx.example\n1 Main St\nGhent"
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dana Okafor", "Dana-Okafor.vcf"),
        ("../../etc/passwd", "etcpasswd.vcf"),
        ("C:\\x", "Cx.vcf"),
        ("CON", "contacts-CON.vcf"),
        ("con.txt", "contacts-con.txt.vcf"),
        ("\u202egpj.exe", "gpj.exe.vcf"),
        (" . ", "contacts.vcf"),
        ("李小龍", "李小龍.vcf"),
    ],
)
def test_a_name_becomes_a_file_name_of_one_part(words: str, name: str) -> None:
    assert safe_file_name(words, ".vcf") == name


@given(st.text())
def test_no_words_leave_the_folder(words: str) -> None:
    name = safe_file_name(words, ".vcf")

    assert name not in (".vcf", "..vcf")
    assert not set('/\\:*?"<>|\0\r\n') & set(name)
    assert len(name.encode()) <= LONGEST_NAME
