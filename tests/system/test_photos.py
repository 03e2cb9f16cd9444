"""Pictures of people: small and plain, whatever came; anything else refused in words."""

import base64
import io
import struct
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from insidescoop.domain.problems import Invalid
from insidescoop.system.photos import LARGEST_FILE, SIDE, is_kept_photo, safe_photo


def picture(form: str, size: tuple[int, int] = (80, 60), colour: object = "teal", mode: str = "RGB", **options: object):  # type: ignore[no-untyped-def]
    kept = io.BytesIO()
    Image.new(mode, size, colour).save(kept, form, **options)  # type: ignore[arg-type]
    return kept.getvalue()


def opened(photo: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(photo)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(80, 60), (1, 1), (3000, 20)])
def test_a_picture_becomes_a_small_square_jpeg(form: str, size: tuple[int, int]) -> None:
    kept = opened(safe_photo(picture(form, size)))

    assert (kept.format, kept.size, kept.mode) == ("JPEG", (SIDE, SIDE), "RGB")


def test_where_it_was_taken_is_not_kept_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 0.0)}
    exif[0x010F] = "A telephone"
    taken = Image.new("RGB", (80, 40), "white")
    taken.paste("black", (0, 0, 40, 40))
    file = io.BytesIO()
    taken.save(file, "JPEG", exif=exif)

    kept = opened(safe_photo(file.getvalue()))

    assert not kept.getexif()
    assert b"telephone" not in base64.b64decode(safe_photo(file.getvalue()))
    # The black left half lies at the top once the picture is upright.
    assert sum(kept.getpixel((SIDE // 2, 5))) < 100 < sum(kept.getpixel((SIDE // 2, SIDE - 5)))


def test_what_can_be_seen_through_stands_on_white() -> None:
    kept = opened(safe_photo(picture("PNG", colour=(0, 0, 0, 0), mode="RGBA")))

    assert kept.getpixel((10, 10)) == (255, 255, 255)


def chunk(name: bytes, body: bytes) -> bytes:
    """A piece of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))


BOMB = (
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 90_000, 90_000, 1, 0, 0, 0, 0)) + chunk(b"IDAT", b"")
)
"""A hundred bytes that say they are a picture of a gigabyte."""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
        picture("GIF"),
        picture("BMP"),
        picture("JPEG", (400, 400))[:300],
        picture("PNG", (6000, 6000), colour=0, mode="1"),
        BOMB,
        b"\0" * (LARGEST_FILE + 1),
    ],
    ids=["empty", "text", "svg", "gif", "bmp", "cut off", "too many pixels", "a bomb", "too large"],
)
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Invalid, match="picture"):
        safe_photo(data)


PICTURES = {kind: picture(kind) for kind in ("PNG", "JPEG", "WEBP")}


@given(kind=st.sampled_from(sorted(PICTURES)), at=st.integers(0, 300), harm=st.binary(min_size=1, max_size=40))
def test_no_bytes_do_harm(kind: str, at: int, harm: bytes) -> None:
    data = bytearray(PICTURES[kind])
    data[at : at + len(harm)] = harm

    try:
        kept = safe_photo(bytes(data))
    except Invalid:
        return
    assert is_kept_photo(kept)
