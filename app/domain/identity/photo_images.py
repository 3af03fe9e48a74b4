"""Converts an uploaded photo to a plain JPEG without metadata.

An image file is untrusted input: a kilobyte may declare a million pixels of width (decompression bomb), another file
may follow its end, and metadata may name the place where it was taken. So the size is checked before a pixel is
decoded, one image is decoded at a time while few wait (a waiting thread serves no USSD hop), and the result is encoded
anew (threat T34).
"""

from io import BytesIO
from threading import BoundedSemaphore
from typing import Final

from PIL import Image, ImageOps

from app.domain.identity.passwords import Busy
from app.domain.shared.errors import Invalid

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a photo that is sent (interface: limits)."""
MOST_PIXELS: Final = 16_000_000
"""Of a photo that is sent: a phone's camera makes 12 million. In memory it is four bytes a pixel at most."""
SHORTEST_SIDE: Final = 300
"""Pixels: a face on less cannot be printed on a document (35 mm at 220 dots an inch)."""
LONGEST_SIDE: Final = 1200
"""Pixels of what is kept: 45 mm at 600 dots an inch, and room around it."""
QUALITY: Final = 88
KINDS: Final = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n"}
"""The accepted file types, and the first bytes of each."""
WANTED: Final = "a photo is wanted, as JPEG or PNG"
MOST_WAIT: Final = 3
_ROOM: Final = BoundedSemaphore(1 + MOST_WAIT)
_ONE_BY_ONE: Final = BoundedSemaphore(1)


def read_photo(sent: bytes) -> bytes:
    """The uploaded picture as a new JPEG: upright, at most 1,200 pixels a side, without metadata.

    Raises Invalid for what is neither JPEG nor PNG, damaged, too large or too small, and never repeats its content;
    Busy where too many others wait.
    """
    kind = next((name for name, start in KINDS.items() if sent.startswith(start)), None)
    if kind is None or len(sent) > LARGEST:
        raise Invalid(WANTED)
    if not _ROOM.acquire(blocking=False):
        raise Busy("other photos are being read")
    try:
        with _ONE_BY_ONE:
            return _painted_anew(sent, kind)
    except Invalid:
        raise
    except Exception:  # whatever error the decoder raises, the file is at fault
        raise Invalid(WANTED) from None
    finally:
        _ROOM.release()


def _painted_anew(sent: bytes, kind: str) -> bytes:
    with Image.open(BytesIO(sent), formats=(kind,)) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Invalid(f"a photo of at most {MOST_PIXELS // 1_000_000} million pixels is wanted")
        if min(width, height) < SHORTEST_SIDE:
            raise Invalid(f"a photo of at least {SHORTEST_SIDE} pixels a side is wanted")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded no finer than it is stored
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    plain = _on_white(upright)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """The pixels alone, on a new white picture: without comment, colour profile or location."""
    layered = picture.convert("RGBA") if picture.has_transparency_data else None
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(layered or picture.convert("RGB"), mask=layered)
    return plain
