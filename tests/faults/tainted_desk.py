"""Requests of a desk, full of canaries: a person is found, proven, refused, and photographed with the place."""

import json
from io import BytesIO
from typing import Final

from PIL import Image

from app.domain.staff import api_keys
from app.domain.staff.api_keys import HUDUMA, Scope, Terms
from tests.faults.canaries import Canary
from tests.faults.tainted_forms import HOLDER, PASSWORD, PHONE
from tests.stories.telling import Teller

PLACE: Final = "Nyumba ya Kibiribiri"
"""What the camera wrote into the metadata of the photo."""
WRONG: Final = "0712000079"
"""A phone that is said to be the account's, and is not."""
SURNAME: Final = "Mwanakombowa"
"""A correction that is asked for, and that the register does not confirm."""
AT_A_DESK: Final = frozenset(
    (
        Canary("photo", PLACE),
        Canary("photo", "\0\x10JFIF\0\x01\x01"),  # how every photo that is kept begins
        Canary("phone", WRONG[1:]),
        Canary("name", SURNAME),
    )
)
"""What must be found nowhere, beside the number and the phone of the person who is served."""


def serve(teller: Teller) -> list[tuple[str, str]]:
    """Every request that a desk may make for the holder of an account, right and wrong; the API key made for it."""
    with teller.container.database.transaction() as session:
        terms = Terms(scopes=frozenset({Scope.WRITE_ACCOUNTS}))
        key = api_keys.issue_key(session, HUDUMA, actor="test", terms=terms)
    sought = {"account_type": "citizen", "id_number": HOLDER}
    account_id = json.loads(ask(teller, key, "POST", "find", sought, 200))["id"]
    ask(teller, key, "POST", "find", sought | {PASSWORD: PLACE}, 422)
    for phone in (WRONG, PHONE):
        ask(teller, key, "POST", f"{account_id}/proof", {"phone": phone}, 409)  # it is proven already
    ask(teller, key, "PUT", f"{account_id}/photo", photo(), 200)
    ask(teller, key, "PUT", f"{account_id}/photo", photo()[:400], 422)
    assert ask(teller, key, "GET", f"{account_id}/photo", None, 200).startswith(b"\xff\xd8")
    for details in ({"surname": SURNAME}, {"birth": "1990-04-12"}):
        ask(teller, key, "POST", f"{account_id}/corrections", details, 409)
    ask(teller, key, "POST", f"{account_id}/close", {"phone": WRONG}, 409)
    return [("API key", key)]


def ask(teller: Teller, key: str, verb: str, path: str, body: object, status: int) -> bytes:
    """Make one request; its answer must have this status."""
    named = f"{verb} {path} {len(repr(body))} {body!r}"[:200]
    headers = {"Authorization": f"Bearer {key}", "Lango-Clerk": "HK-20417", "Idempotency-Key": named}
    data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
    kind = "image/jpeg" if isinstance(body, bytes) else "application/json"
    told = teller.client.open(f"/api/v1/accounts/{path}", method=verb, data=data, content_type=kind, headers=headers)
    assert told.status_code == status, told.data[:300]
    return bytes(told.data)


def photo() -> bytes:
    """A photo with the place where it was taken."""
    exif, file = Image.Exif(), BytesIO()
    exif[0x010E] = PLACE
    Image.new("RGB", (320, 400), "teal").save(file, "JPEG", exif=exif, comment=PLACE.encode())
    return file.getvalue()
