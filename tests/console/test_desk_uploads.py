"""Photos that are uploaded at the desk: a photo is decoded and encoded anew, any other file is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from app.bootstrap.web import serve
from app.container import Container
from app.domain.identity import account_photos
from app.domain.identity.photo_images import LARGEST
from app.web.console.pages.desk.photos import LARGEST_UPLOAD, upload_allowance
from tests.console.desk_visit import desk, path, standing_on, written_down
from tests.console.driver import CSRF, Driver, text_of
from tests.database.holder import opened, prove
from tests.web.desk import photo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.fixture
def clerk(container: Container) -> Driver:
    return desk(container)


@pytest.fixture
def account_id(container: Container) -> str:
    made = opened(container)
    prove(container, made)
    return made


def upload(driver: Driver, account_id: str, image: bytes, *, field: str = "image", name: str = "x.jpg") -> TestResponse:
    """Send the form with a file, encoded as a browser does."""
    standing = standing_on(driver, account_id, "photo")
    assert driver.page is not None
    token = CSRF.search(driver.page.text)
    assert token is not None
    texts = {"csrf_token": token[1], "standing": standing, "seen_person": "yes"}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{each}"\r\n\r\n{text}\r\n' for each, text in texts.items()]
    said = f'form-data; name="{field}"; filename="{name}"'
    head = f"--x\r\nContent-Disposition: {said}\r\nContent-Type: image/jpeg\r\n\r\n"
    body = "".join([*parts, head]).encode() + image + b"\r\n--x--\r\n"
    answer = driver.client.post(path(account_id, "photo"), data=body, content_type="multipart/form-data; boundary=x")
    if answer.status_code != 303:
        driver.page = answer
    return answer


def kept(container: Container, account_id: str) -> bytes | None:
    with container.database.reading() as session:
        found = account_photos.find_photo(session, account_id)
        return found.image if found else None


def enormous() -> bytes:
    """A PNG of a few bytes whose header declares 60,000 x 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_a_photo_is_kept_shown_and_each_look_at_it_is_written_down(
    container: Container, clerk: Driver, account_id: str
) -> None:
    sent = photo() + b"<script>alert(1)</script>PK\x03\x04"
    assert "The photo is kept." in text_of(clerk.follow(upload(clerk, account_id, sent, name="../../x.php")))
    image = kept(container, account_id)
    assert image is not None
    assert b"script" not in image, "a polyglot is painted anew: nothing but its picture stays"
    before = written_down(container).count("account.photo_read")
    assert f'src="{path(account_id, "photo.jpg")}"' in clerk.get(path(account_id, "photo")).text
    shown = clerk.client.get(path(account_id, "photo.jpg"))
    assert shown.data == image
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Cache-Control"] == "no-store"
    assert written_down(container).count("account.photo_read") == before + 1


def test_what_is_no_photo_is_refused_and_nothing_is_kept(container: Container, clerk: Driver, account_id: str) -> None:
    corpus = {
        "empty": b"",
        "GIF": b"GIF89a" + bytes(400),
        "SVG": SVG,
        "SVG called JPEG": b"\xff\xd8\xff" + SVG,
        "truncated": photo()[:900],
        "too small": photo(size=(299, 400)),
        "huge": enormous(),
        "polyglot PDF": b"%PDF-1.7 " + photo(),
        "truncated PNG": photo(kind="PNG")[:60],
    }
    for name, image in corpus.items():
        refused = upload(clerk, account_id, image)
        assert refused.status_code == 422, name
        assert "There is a problem" in text_of(refused), name
        assert kept(container, account_id) is None, name


def test_wrong_fields_too_many_bytes_and_an_unproven_account(
    container: Container, clerk: Driver, account_id: str
) -> None:
    assert "Choose a photo." in text_of(upload(clerk, account_id, photo(), field="file"))
    standing = standing_on(clerk, account_id, "photo")
    plain = clerk.post(path(account_id, "photo"), standing=standing, seen_person="yes", image="text")
    assert "Choose a photo." in text_of(plain)
    assert upload(clerk, account_id, bytes(5 * 1024 * 1024)).status_code == 413
    assert upload(clerk, account_id, photo() + bytes(LARGEST)).status_code == 422
    unticked = clerk.post(path(account_id, "photo"), standing=standing, image=(BytesIO(photo()), "x.jpg"))
    assert "tick this" in text_of(unticked)
    unproven = opened(container, "29000002", phone="+254712000002")
    assert "not proven" in text_of(upload(clerk, unproven, photo()))
    assert kept(container, unproven) is None
    assert clerk.get(path(unproven, "photo.jpg")).status_code == 404


def test_a_forged_upload_changes_nothing(container: Container, clerk: Driver, account_id: str) -> None:
    clerk.get(path(account_id, "photo"))
    assert clerk.page is not None
    assert CSRF.search(clerk.page.text)
    forged = {"csrf_token": "forged", "seen_person": "yes", "image": (BytesIO(photo()), "x.jpg")}
    assert clerk.client.post(path(account_id, "photo"), data=forged).status_code == 400
    assert kept(container, account_id) is None


def test_the_server_takes_in_a_photo_of_this_route_and_no_more_of_any_other(clerk: Driver) -> None:
    """Without this allowance the server would not read a photo of more than a megabyte, and the view would get none."""
    allowed = serve(clerk.client.application)._allowed
    here = {"REQUEST_METHOD": "POST", "PATH_INFO": path("0" * 32, "photo")}
    found = allowed(here)
    assert found is not None
    assert found.largest == LARGEST_UPLOAD
    for other in (
        here | {"REQUEST_METHOD": "GET"},
        here | {"PATH_INFO": path("0" * 32, "proof")},
        here | {"PATH_INFO": "/console/desk/accounts/a/b/photo"},
    ):
        assert upload_allowance(other) is None
        assert allowed(other) is None


def test_a_photo_of_two_megabytes_that_the_form_allows_is_read(
    container: Container, clerk: Driver, account_id: str
) -> None:
    file = BytesIO()
    Image.effect_noise((1900, 1900), 90).convert("RGB").save(file, "JPEG", quality=70)
    image = file.getvalue()
    assert 1024 * 1024 < len(image) < LARGEST
    assert upload(clerk, account_id, image).status_code == 303
