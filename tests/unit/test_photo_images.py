"""Photos that are uploaded: a plain JPEG of the picture is kept, without metadata, and any other file is refused."""

import random
import struct
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from app.domain.identity import photo_images
from app.domain.identity.passwords import Busy
from app.domain.identity.photo_images import LARGEST, MOST_PIXELS, WANTED, read_photo
from app.domain.shared.errors import Invalid

CANARY: Final = b"Nyumba-ya-Kibichiku"
"""Text that is put into all metadata of a picture, and must not be kept."""
GPS: Final = 0x8825
SCRIPT: Final = b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"


def face(width: int = 400, height: int = 500, mode: str = "RGB") -> Image.Image:
    """A picture that is red above and blue below, so that it can be seen which way is up."""
    picture = Image.new("RGB", (width, height), "blue")
    ImageDraw.Draw(picture).rectangle((0, 0, width, height // 2), fill="red")
    return picture.convert(mode)


def written(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def seen(image: bytes) -> Image.Image:
    """A photo as it is kept, which must be a JPEG."""
    picture = Image.open(BytesIO(image))
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    return picture


def is_red(picture: Image.Image, where: tuple[int, int]) -> bool:
    pixel = picture.getpixel(where)
    assert isinstance(pixel, tuple)
    red, _, blue = pixel
    return red > 200 and blue < 60


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG (its specification, 5.3)."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    """A PNG whose header declares so many pixels, whatever its data hold."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows or bytes(1000), 9))
    return photo_images.KINDS["PNG"] + head + b"".join(chunks) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA", "CMYK"])
def test_a_picture_of_any_colours_is_kept_as_a_plain_one(kind: str, mode: str) -> None:
    fits = {"JPEG": ("RGB", "L", "CMYK"), "PNG": ("RGB", "L", "P", "1", "RGBA", "LA")}
    sent = face(mode=mode if mode in fits[kind] else "RGB")
    kept = seen(read_photo(written(sent, kind)))
    assert kept.size == (400, 500)
    top, bottom = kept.convert("L").getpixel((200, 50)), kept.convert("L").getpixel((200, 450))
    assert top != bottom


def test_the_bytes_tell_what_it_is() -> None:
    for kind in ("GIF", "WEBP", "BMP", "TIFF", "PPM", "ICO", "PDF"):
        with pytest.raises(Invalid, match=WANTED):
            read_photo(written(face(), kind))
    for other in (b"", b"\xff\xd8\xff", SCRIPT, b"<html>", b"MZ" + bytes(999), photo_images.KINDS["PNG"] + SCRIPT):
        with pytest.raises(Invalid, match=WANTED):
            read_photo(other)


def test_nothing_stays_beside_the_picture() -> None:
    """Neither position, author, comments or colour profile, nor another file appended to it."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY.decode()
    exif.get_ifd(GPS)[29] = CANARY.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + CANARY
    words = PngInfo()
    words.add_text("Author", CANARY.decode())
    words.add_text("Where", CANARY.decode(), zip=True)
    words.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    options: dict[str, Any] = {"exif": exif, "icc_profile": profile, "dpi": (97, 97)}
    both = {
        "JPEG": written(face(), "JPEG", comment=CANARY, xmp=CANARY, **options),
        "PNG": written(face(), "PNG", pnginfo=words, **options),
    }
    for kind, sent in both.items():
        assert CANARY in sent, kind
        kept = read_photo(sent + SCRIPT + b"PK\x03\x04" + CANARY)
        assert not any(each in kept for each in (CANARY, SCRIPT, b"Exif", b"ICC_PROFILE", b"ns.adobe", b"PK\x03\x04"))
        assert set(seen(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not seen(kept).getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_the_camera_held_sideways_is_kept_upright(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be shown, it is rotated by 90 degrees clockwise
    sent = face().transpose(Image.Transpose.ROTATE_90)
    kept = seen(read_photo(written(sent, kind, exif=exif)))
    assert kept.size == (400, 500)
    assert (is_red(kept, (200, 50)), is_red(kept, (200, 450))) == (True, False)


def test_what_can_be_seen_through_is_white() -> None:
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    assert seen(read_photo(written(clear, "PNG"))).getpixel((9, 9)) == (255, 255, 255)


def test_a_large_picture_is_kept_as_large_as_it_is_printed() -> None:
    assert seen(read_photo(written(face(2400, 1800), "JPEG"))).size == (1200, 900)
    assert seen(read_photo(written(face(1000, 2000), "PNG"))).size == (600, 1200)
    assert seen(read_photo(written(face(300, 300), "PNG"))).size == (300, 300)
    for size in ((299, 500), (500, 299), (1, 1)):
        with pytest.raises(Invalid, match="at least 300 pixels"):
            read_photo(written(face(*size), "PNG"))


@pytest.mark.parametrize(
    "size", [(4001, 4000), (13_000, 13_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (2**31 - 1, 1)]
)
def test_a_bomb_is_refused_by_its_head(size: tuple[int, int]) -> None:
    """A file of a kilobyte that declares so many pixels would fill the memory."""
    assert size[0] * size[1] > MOST_PIXELS
    begun = time.monotonic()
    with pytest.raises(Invalid):
        read_photo(png(*size))
    assert time.monotonic() - begun < 1


def refusal_of(sent: bytes) -> str:
    """The text of the refusal and of its cause; empty if the photo is accepted."""
    try:
        seen(read_photo(sent))
    except Invalid as refused:
        return f"{refused}{refused.__cause__ or ''}"
    return ""


def test_a_bomb_among_its_words_is_refused_too() -> None:
    """Pillow decompresses at most a megabyte of each text or profile."""
    swollen = zlib.compress(bytes(8 * 1024 * 1024), 9)
    rows = bytes((300 * 3 + 1) * 300)
    for each in (chunk(b"zTXt", b"Comment\0\0" + swollen), chunk(b"iCCP", b"p\0\0" + swollen)):
        begun = time.monotonic()
        assert refusal_of(png(300, 300, each * 20, rows=rows)) in ("", WANTED)
        assert time.monotonic() - begun < 1


def test_more_rows_than_it_has_room_for_are_not_read() -> None:
    assert seen(read_photo(png(300, 300, rows=bytes(5_000_000)))).size == (300, 300)


def test_whatever_is_damaged_is_refused_and_nothing_of_it_is_said() -> None:
    """A file that is cut off, or has changed bytes, gives a plain JPEG or a refusal that repeats nothing of it."""
    picked = random.Random(14)
    for kind in ("JPEG", "PNG"):
        whole = written(face(320, 320), kind, comment=CANARY) if kind == "JPEG" else written(face(320, 320), kind)
        for number in range(60):
            sent = bytearray(whole)
            if number % 2:
                del sent[picked.randrange(8, len(sent)) :]
            for _ in range(picked.randrange(1, 9)):
                sent[picked.randrange(4, len(sent))] = picked.randrange(256)
            said = refusal_of(bytes(sent))
            assert said == "" or ("wanted" in said and CANARY.decode() not in said)


def test_more_bytes_than_two_megabytes_are_not_looked_at() -> None:
    whole = written(face(), "JPEG")
    assert read_photo(whole.ljust(LARGEST, b"\0"))
    with pytest.raises(Invalid):
        read_photo(whole.ljust(LARGEST + 1, b"\0"))


def test_one_is_read_at_a_time_few_wait_and_the_rest_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that wait for many photos would serve no phones meanwhile."""
    go_on, reading = threading.Event(), 0

    def standing(sent: bytes, kind: str) -> bytes:
        nonlocal reading
        reading += 1
        assert reading == 1
        go_on.wait(10)
        reading -= 1
        return sent

    turned_away: list[int] = []

    def send(number: int) -> str:
        try:
            return read_photo(photo_images.KINDS["PNG"]).decode("latin-1") and "read"
        except Busy:
            turned_away.append(number)
            if len(turned_away) == 11 - photo_images.MOST_WAIT:
                go_on.set()
            return "busy"

    monkeypatch.setattr(photo_images, "_painted_anew", standing)
    with ThreadPoolExecutor(12) as threads:
        told = [*threads.map(send, range(1, 13))]
    assert (told.count("read"), told.count("busy")) == (1 + photo_images.MOST_WAIT, 11 - photo_images.MOST_WAIT)
    assert send(0) == "read", "there is room again"
