"""Irregular input of agencies' systems: repeated names, pasted blanks, phone numbers in many spellings."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.identity import passwords
from app.domain.shared.errors import NotFound, RuleViolation
from app.platform.phone_numbers import read_kenyan_mobile
from app.web.api import problems
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, alerts, recorded, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SERVICES = "/api/v1/services"


# Numbers in a query

ODD = [
    "00000199999",
    "0",
    "51",
    "199999",
    "-1",
    "+5",
    "5.0",
    "5e0",
    "05",
    "0x5",
    " 5",
    "5 ",
    "",
    "\u0665",
    "\uff15",
    "\u00b2",
    "many",
    "5,0",
    "5_0",
    "9" * 18,
    "9" * 5000,
    "0" * 5000 + "5",
    "None",
    "\u200b5",
    "5%00",
    "NaN",
    "5&limit=5",
    "5&limit=6",
]


def test_a_limit_is_a_whole_number_within_its_bounds_once(dis: Agency) -> None:
    for limit in ODD:
        assert "limit" in refusal(dis.get(f"{SERVICES}?q=passport&limit={limit}".replace("+", "%2B")), 400), limit


def test_the_bounds_themselves_are_within(dis: Agency) -> None:
    for limit in (1, 50):
        assert 1 <= len(dis.get(f"{SERVICES}?q=passport&limit={limit}").get_json()["services"]) <= limit


def test_words_that_come_twice_are_refused(dis: Agency) -> None:
    refusal(dis.get(f"{SERVICES}?q=passport&q=licence"), 400)


def test_the_simulators_inbox_reads_its_number_the_same_way(client: FlaskClient) -> None:
    for after in ("-1", "9" * 19, "9" * 5000, "01", "1.5", "", "\u0661", "x", "0&after=0", str(2**63)):
        assert client.get(f"/phone/messages?phone=0700000001&after={after}").status_code == 400, after
    for after in ("0", "1", str(2**31), str(2**63 - 1)):
        assert client.get(f"/phone/messages?phone=0700000001&after={after}").status_code == 200, after


# JSON

TWICE = [
    (f"{APPLICATIONS}/{REFERENCE}/status", '{"status": "processing", "status": "rejected"}'),
    (f"{APPLICATIONS}/{REFERENCE}/status", '{"status": "processing", "status": "processing"}'),
    (f"{APPLICATIONS}/{REFERENCE}/status", '{"status": "processing", "st\\u0061tus": "rejected"}'),
    (
        f"{APPLICATIONS}/status",
        '{"changes": [{"reference": "EPP1-A1B2C3D4", "status": "processing", "status": "done"}]}',
    ),
    (f"{APPLICATIONS}/status", '{"changes": [], "changes": [{"reference": "EPP1-A1B2C3D4", "status": "processing"}]}'),
    (APPLICATIONS, json.dumps(NEW)[:-1] + ', "phone": "0711111111"}'),
    (APPLICATIONS, json.dumps(NEW)[:-1] + ', "answers": {"a": [{"b": {"c": 1, "c": 2}}]}}'),
    (APPLICATIONS, json.dumps(NEW)[:-1] + ', "answers": {"": 1, "": 1}}'),
]


@pytest.mark.parametrize(("path", "body"), TWICE)
def test_a_name_twice_in_an_object_is_refused_at_any_depth(
    container: Container, dis: Agency, path: str, body: str
) -> None:
    dis.record(reference=REFERENCE)
    for key in ({}, {"idempotency_key": "k1"}):
        told = refusal(dis.send(path, body.encode(), **key), 400)
        assert "twice" in told
        assert any(told.endswith(f": {name}") for name in ("status", "changes", "phone", "c")) or '"": 1' in body
    assert (recorded(container), alerts(container, REFERENCE)) == (1, 1)


def test_the_same_name_in_two_objects_is_no_repetition(dis: Agency) -> None:
    assert dis.post(APPLICATIONS, NEW | {"answers": {"a": {"a": [{"a": 1}, {"a": 2}]}, "phone": 1}}).status_code == 201


def test_a_byte_order_mark_is_passed_by(container: Container, dis: Agency) -> None:
    body = json.dumps(NEW).encode()
    assert dis.send(APPLICATIONS, b"\xef\xbb\xbf" + body).status_code == 201
    for wrong in (b"\xef\xbb\xbf" * 2 + body, body + b"\xef\xbb\xbf", b"\xff\xfe" + body, b"\xef\xbb\xbf"):
        refusal(dis.send(APPLICATIONS, wrong), 400)
    assert recorded(container) == 1


@pytest.mark.parametrize(
    "body",
    [b'{"answers": ' + b"[" * depth + b"]" * depth + b"}" for depth in (150, 1000, 100_000)]
    + [b'{"version": ' + b"9" * 5000 + b"}", b'{"answers": {"n": ' + b"9" * 5000 + b"}}", b'{"a":1e9999}'],
)
def test_depth_and_length_end_in_a_refusal(dis: Agency, body: bytes) -> None:
    answer = dis.send(APPLICATIONS, body)
    refusal(answer, answer.status_code)
    assert answer.status_code in (400, 422)


def test_a_version_is_a_number_of_nine_digits_at_most(dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    odd: list[Any] = [0, -1, 10**9, 10**40, int("9" * 4000), 1.0, True, "1"]
    changes = [{"reference": REFERENCE, "status": "processing", "version": version} for version in odd]
    answer = dis.post(f"{APPLICATIONS}/status", {"changes": changes})
    assert [each["code"] for each in answer.get_json()["results"]] == [422] * len(odd)


# Characters that come with a pasted value

AROUND = [
    "\u200b{}\u200b", "\u202a{}\u202c", "\u00a0{} ", "\ufeff{}", "\t{}\n", "\u2066{}\u2069", "\u3000{}\u00ad",
    "\u201c{}\u201d", "'{}'", "({})", "<{}>", "{}.", "{},", "\u00ab{}\u00bb\u200b",
]  # fmt: skip


@pytest.mark.parametrize("around", AROUND, ids=ascii)
def test_blanks_and_invisible_signs_around_a_value_are_not_part_of_it(
    container: Container, dis: Agency, around: str
) -> None:
    given = NEW | {"reference": REFERENCE, "email": "ann@example.com"}
    answer = dis.post(
        APPLICATIONS, {name: around.format(value) for name, value in (given | {"account_type": "citizen"}).items()}
    )
    assert answer.status_code == 201, answer.text
    assert answer.get_json()["reference"] == REFERENCE
    with container.database.reading() as session:
        [made] = session.scalars(select(Application))
        assert made.phone_number == "+254700000001"
        assert made.email_address == "ann@example.com"
        assert made.id_number == "29000001"
    change = {
        "reference": around.format(REFERENCE),
        "status": around.format("processing"),
        "stage": around.format("printed"),
    }
    told = dis.post(f"{APPLICATIONS}/status", {"changes": [change]}).get_json()["results"]
    assert [each["code"] for each in told] == [200]


@pytest.mark.parametrize("empty", ["", " ", "\u200b", "\u00a0\ufeff"], ids=ascii)
def test_a_field_that_may_be_left_out_may_be_empty(container: Container, dis: Agency, empty: str) -> None:
    given = {"email": empty, "reference": empty}
    answer = dis.post(APPLICATIONS, NEW | given)
    assert answer.status_code == 201, answer.text
    assert alerts(container, answer.get_json()["reference"]) == 1, "an SMS, no e-mail"
    path = f"{APPLICATIONS}/{answer.get_json()['reference']}/status"
    assert dis.post(path, {"status": "processing", "stage": empty, "note": "", "place": " "}).status_code == 200


@pytest.mark.parametrize("field", ["service", "id_number", "phone"])
def test_a_field_that_is_needed_may_not(dis: Agency, field: str) -> None:
    for empty in ("", " ", "\u200b"):
        refusal(dis.post(APPLICATIONS, NEW | {field: empty}), 422, f"/{field}")


ADDRESSES = [
    "a nn@example.com",
    "ann@exam\u3164ple.com",
    "\u00e4nn@example.com",
    "ann@ex\u00e4mple.com",
    "ann@example.com, b@example.com",
    "Ann ann@example.com",
    "Ann <ann@example.com>",
    "my email is ann@example.com",
    "ann\u2013b@example.com",
    "ann@example",
    "a..b@example.com",
    "\uff41nn@example.com",
]


def test_an_address_is_never_made_into_another(container: Container, dis: Agency) -> None:
    for email in ADDRESSES:
        refusal(dis.post(APPLICATIONS, NEW | {"email": email}), 422, "/email")
    assert recorded(container) == 0


NUMBERS = ["29O00001", "2900000l", "29000001a", "\u00b29000001", "\uff2129000001", "29000001 29000002", "002900013"]


def test_a_document_number_is_never_made_into_another(container: Container, dis: Agency) -> None:
    for number in NUMBERS:
        refusal(dis.post(APPLICATIONS, NEW | {"id_number": number}), 422, "/id_number")
    assert recorded(container) == 0


# Phones

SPELT = [
    "+254712345678",
    "254712345678",
    "00254712345678",
    "0712345678",
    "712345678",
    "+254 712 345 678",
    "+254 (0)712 345678",
    "0712-345-678",
    "0712\u2013345\u2013678",
    "0712\u00a0345\u00a0678",
    "\u202a+254712345678\u202c",
    "+254\u200b712345678",
    "(0712) 345.678",
    "+2540712345678",
    "\u0660712345678",
    "\uff10\uff17\uff11\uff12345678",
    "tel:+254712345678",
    "\u201c0712345678\u201d.",
]
NOT_ONE = [
    "+25471234567",
    "071234567",
    "71234567",
    "+2547123456789",
    "07123456789",
    "+254900123456",
    "0900123456",
    "+254202345678",
    "0202345678",
    "+447911123456",
    "+88216123456",
    "00447911123456",
    "254",
    "+254",
    "0",
    "++254712345678",
    "+0712345678",
    "+712345678",
    "000254712345678",
    "0254712345678",
    "07l2345678",
    "\u00b2712345678",
    "0712345678x1",
    "0712345678/0712345679",
    "+254712345678;ext=1",
    "",
    "222222",
]


def test_nine_digits_behind_254_however_they_are_spelt(container: Container, dis: Agency) -> None:
    for phone in SPELT:
        dis.record(phone=phone)
    with container.database.reading() as session:
        phones = [made.phone_number for made in session.scalars(select(Application))]
        assert phones == ["+254712345678"] * len(SPELT)


def test_anything_else_is_no_kenyan_mobile(container: Container, dis: Agency) -> None:
    for phone in NOT_ONE:
        refusal(dis.post(APPLICATIONS, NEW | {"phone": phone}), 422, "/phone")
        assert read_kenyan_mobile(phone) is None
    assert recorded(container) == 0


# Refusals of classes that the API does not know


def kinds(of: type[RuleViolation] = RuleViolation) -> list[type[RuleViolation]]:
    """RuleViolation and all its subclasses."""
    return [of, *(each for kind in of.__subclasses__() for each in kinds(kind))]


def test_every_kind_of_refusal_is_an_answer_and_no_failure(client: FlaskClient) -> None:
    class Odd(RuleViolation):
        """A refusal that the API does not know."""

    class OddlyNotFound(NotFound):
        """A subclass of a refusal that it knows."""

    assert passwords.Busy in kinds()
    for kind in kinds():
        assert 400 <= problems.of_refusal(kind("a rule says no")).status < 500, kind
    assert problems.of_refusal(Odd("field: says no")).status == 409
    assert problems.of_refusal(OddlyNotFound("not there")).status == 404


@pytest.mark.parametrize("word", ["{}", "{}.", " {}\u00a0", "\u201c{}\u201d", "\u200b{}\ufffc"])
def test_a_word_out_of_a_list_is_read_in_capitals_too(dis: Agency, word: str) -> None:
    for spelt in (str.upper, str.capitalize):
        made = dis.record(account_type=word.format(spelt("citizen")), service=word.format(spelt("passport-renew-34")))
        moved = dis.move(made["reference"], word.format(spelt("processing")), stage=word.format(spelt("printed")))
        assert (moved.get_json()["status"], moved.get_json()["stage"]) == ("processing", "printed")


def test_no_letter_of_another_script_stands_for_one_in_a_word(dis: Agency) -> None:
    for wrong in ("pa\u017f\u017fport-renew-34", "\uff50assport-renew-34", "passport\u0441renew-34"):
        assert "service" in refusal(dis.post(APPLICATIONS, NEW | {"service": wrong}), 422)
    refusal(dis.post(APPLICATIONS, NEW | {"account_type": "c\u0131tizen"}), 422, "/account_type")
