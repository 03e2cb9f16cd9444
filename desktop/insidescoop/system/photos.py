"""Pictures of people: whatever was given becomes a small plain JPEG, or is refused in words."""

import base64
import io
import warnings
from pathlib import Path

from insidescoop.domain.problems import Invalid, Problem

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file that is looked at; a telephone's picture has about a quarter."""

MOST_PIXELS = 24_000_000
"""Pixels of a picture that is decoded: 6,000 by 4,000, some 70 MB in memory."""

SIDE = 320
"""Pixels of the kept square: sharp at the size it is shown, on a screen of twice the density."""

_FORMATS = ("PNG", "JPEG", "WEBP")
_NEXT_STEP = "Choose a PNG, JPEG or WebP picture of up to 24 megapixels."


def read_photo(file: Path) -> bytes:
    """The bytes of a picture, not looked at yet; of a file too large only so many that `safe_photo` refuses it.

    Raises:
        Problem: the file cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Problem(
            f"The picture could not be read ({error.strerror}).",
            your_data="Nothing was changed.",
            next_step="Check that the file is still there, and choose it again.",
        ) from error


def safe_photo(data: bytes) -> str:
    """A picture's square middle as base64 text of a JPEG that holds nothing but the pixels.

    Where it was taken and with what (EXIF) is not kept, and no other format is ever decoded.

    Raises:
        Invalid: it is no such picture, it is damaged, or it is too large.
    """
    # Loaded when the first picture is looked at.
    from PIL import Image, ImageOps

    if len(data) > LARGEST_FILE:
        raise Invalid("This file is too large for a picture of a person.", next_step=_NEXT_STEP)
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that unpacks to hundreds of megabytes.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Invalid("This picture has too many pixels.", next_step=_NEXT_STEP)
                opened.draft("RGB", (2 * SIDE, 2 * SIDE))
                upright = ImageOps.exif_transpose(opened)
                plain = Image.new("RGB", upright.size, "white")
                whole = upright.convert("RGBA")
                plain.paste(whole, mask=whole.getchannel("A"))
    except Invalid:
        raise
    except Exception as error:  # whatever a damaged file makes the decoder raise
        raise Invalid("This file is not a picture that can be shown.", next_step=_NEXT_STEP) from error
    square = ImageOps.fit(plain, (SIDE, SIDE))
    kept = io.BytesIO()
    square.save(kept, "JPEG", quality=85, optimize=True)
    return base64.b64encode(kept.getvalue()).decode("ascii")


def is_kept_photo(text: str) -> bool:
    """True for a picture as `safe_photo` makes it; nothing is decoded but its first lines."""
    # Loaded when the first picture is looked at.
    from PIL import Image

    try:
        with Image.open(io.BytesIO(base64.b64decode(text, validate=True)), formats=("JPEG",)) as opened:
            return max(opened.size) <= SIDE
    except Exception:  # whatever a damaged file makes the decoder raise
        return False
