"""A photo as somebody sends it becomes a plain JPEG: its bytes tell what it is, and nothing but its picture stays.

A picture file is a program for its reader: it may say that it is a million pixels wide in a kilobyte, hide another file
behind its end, and name the house where it was taken. So its size is looked at before a pixel is, one is read at a time
while few wait (a thread that waits serves nobody on a phone), and what is kept is painted anew (threat T34).
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
"""What is read, and how each begins."""
WANTED: Final = "a photo is wanted, as JPEG or PNG"
MOST_WAIT: Final = 3
_ROOM: Final = BoundedSemaphore(1 + MOST_WAIT)
_ONE_BY_ONE: Final = BoundedSemaphore(1)


def read_photo(sent: bytes) -> bytes:
    """The picture that was sent as a JPEG of its own, upright, at most 1,200 pixels a side, with no word beside it.

    Raises Invalid for what is neither JPEG nor PNG, damaged, too large or too small, and never says what stands in it;
    Busy where others are read and wait.
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
    except Exception:  # whatever a reader of pictures stumbles over, it is the picture that is wrong
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
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read no finer than it is kept
        picture.load()
        upright = ImageOps.exif_transpose(picture)
    plain = _on_white(upright)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Its pixels alone, on a new picture that has never had a comment, a profile or a place."""
    layered = picture.convert("RGBA") if picture.has_transparency_data else None
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(layered or picture.convert("RGB"), mask=layered)
    return plain
