"""The callback URLs of Africa's Talking: the keys that they accept, what they refuse, the answers to odd requests."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from pydantic import SecretStr

from app.bootstrap.web import create_app
from app.container import Container
from tests.conftest import CALLBACK_KEY, settings
from tests.web.callbacks import CITIZEN, FORM, REFERENCE, SOUND, URLS, count, hop, new_session, post, shown

VERBS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
ODD_TEXTS = [
    "%00", "a%00b", "caf%E9", "%FF%FE", "%", "%zz", "%E2%80%9CNg%E2%80%99ombe%E2%80%9D", "%F0%9F%98%80", "***",
    "+++", "%0A%0D", "1*" * 900, "%ED%A0%80", "%1B%1B", "0*0*0", "98*99*00", quote_plus("Ω" * 500), "9" * 2000,
]  # fmt: skip
ODD_SMS = [
    {"date": "yesterday"}, {"date": ""}, {"date": "2017-05-03T06:04"}, {"date": "9999-12-31 23:59:59"}, {"to": ""},
    {"date": "0001-01-01T00:00:00+14:00"}, {"date": "0001-01-01 00:00:00"}, {"text": ""}, {"text": "\x00😀“”"},
    {"text": "x" * 12_000}, {"from": "+256700000001"}, {"id": "i" * 128}, {"id": "😀"}, {"linkId": "x" * 900},
    {"networkCode": "Safaricom"}, {"from": "MTN"}, {"from": "40404"}, {"from": "x" * 500},
]  # fmt: skip


@pytest.fixture
def elsewhere(redis_url: str, tmp_path: Path) -> FlaskClient:
    """A client of the web of an installation whose database is out of reach."""
    missing = f"sqlite:///{tmp_path}/no/such/folder/lango.db"
    return create_app(Container.of(settings(database_url=missing, redis_url=redis_url))).test_client()


@pytest.fixture
def session() -> str:
    """A session id of this test's own."""
    return new_session()


# Who may call back


def bodies() -> Iterator[dict[str, Any]]:
    yield {}
    yield {"data": urlencode(SOUND["ussd"]).encode(), "content_type": FORM}
    yield {"data": b"x" * 17_000, "content_type": FORM}
    yield {"json": {"sessionId": "s"}}
    yield chunked()


def chunked() -> dict[str, Any]:
    return {
        "input_stream": io.BytesIO(b"text="),
        "headers": {"Transfer-Encoding": "chunked"},
        "content_type": FORM,
    }


@pytest.mark.parametrize("verb", VERBS)
def test_a_wrong_key_is_a_wrong_path_whatever_is_sent(elsewhere: FlaskClient, verb: str) -> None:
    def seen(path: str, number: int) -> tuple[int, bytes, list[tuple[str, str]]]:
        body = list(bodies())[number]
        answer = elsewhere.open(path, method=verb, **body)
        return answer.status_code, answer.data, sorted(answer.headers)

    for number in range(5):
        nothing = seen("/at/wrong-key/nothing", number)
        assert nothing[0] == 404
        assert nothing == seen("/nothing", number)
        for url in URLS:
            assert seen(f"/at/wrong-key/{url}", number) == nothing, url


def test_a_key_is_the_whole_key(elsewhere: FlaskClient) -> None:
    ends = ["x", "%20", ",", "%2F", "%00"]
    near = ["", " ", "dev", "é", "%E9", "%00", "..", CALLBACK_KEY[:-1], CALLBACK_KEY.upper()]
    for key in [*near, *(CALLBACK_KEY + end for end in ends)]:
        assert post(elsewhere, "ussd", SOUND["ussd"], key=key).status_code == 404, key


def test_every_key_of_the_setting_is_live(redis_url: str) -> None:
    keys = {"at_callback_keys": SecretStr("the-first-key, the-second-key")}
    made = settings(database_url="sqlite://", redis_url=redis_url).model_copy(update=keys)
    client = create_app(Container.of(made)).test_client()
    for key, status in [
        ("the-first-key", 200),
        ("the-second-key", 200),
        (CALLBACK_KEY, 404),
        ("the-first-key,", 404),
    ]:
        assert post(client, "ussd/events", SOUND["ussd/events"], key=key).status_code == status, key


@pytest.mark.parametrize("url", URLS)
def test_another_verb_is_405_and_says_which_one_is_right(elsewhere: FlaskClient, url: str) -> None:
    for verb in ("GET", "HEAD", "PUT", "PATCH", "DELETE"):
        answer = elsewhere.open(f"/at/{CALLBACK_KEY}/{url}", method=verb, data=b"", content_type=FORM)
        assert answer.status_code == 405
        assert "POST" in answer.headers["Allow"]


def test_nothing_redirects_whatever_its_slashes(elsewhere: FlaskClient) -> None:
    for key in (CALLBACK_KEY, "wrong"):
        for path in ("/at//{}/ussd/events", "//at/{}/ussd/events", "/at/{}//ussd/events", "/at/{}/ussd//events"):
            assert elsewhere.post(path.format(key), data=b"", content_type=FORM).status_code == 404, path
    assert post(elsewhere, "ussd/events/", SOUND["ussd/events"]).status_code == 404


# What is refused


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (413, {"data": b"text=" + b"x" * (16 * 1024 - 4), "content_type": FORM}),
        (415, {"data": b"sessionId=s"}),
        (415, {"json": {"sessionId": "s"}}),
        (415, {"data": b"<a/>", "content_type": "text/xml"}),
        (415, {"data": {"sessionId": "s"}, "content_type": "multipart/form-data"}),
        (415, {"data": b"sessionId=s", "content_type": "text/plain"}),
        (400, {"data": b"", "content_type": FORM}),
        (400, {"data": b"&&&===", "content_type": FORM}),
        (400, {"data": b'{"sessionId": "s"}', "content_type": FORM}),
        (400, {"data": b"a=1&a=2", "content_type": FORM}),
    ],
)
def test_what_the_provider_never_sends_is_refused_with_a_reason(
    elsewhere: FlaskClient, url: str, status: int, sent: dict[str, Any]
) -> None:
    answer = elsewhere.post(f"/at/{CALLBACK_KEY}/{url}", **sent)
    assert answer.status_code == status
    assert answer.content_type == "text/plain; charset=utf-8"
    assert len(answer.get_data(as_text=True).split()) >= 3
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("url", URLS)
def test_a_body_whose_length_is_not_told_is_refused(elsewhere: FlaskClient, url: str) -> None:
    answer = elsewhere.post(f"/at/{CALLBACK_KEY}/{url}", **chunked())
    assert (answer.status_code, answer.get_data(as_text=True)) == (411, "a Content-Length is wanted\n")


def test_16_kib_are_taken(client: FlaskClient) -> None:
    for url in URLS:
        body = urlencode(SOUND[url] | {"padding": ""}).encode()
        full = body + b"x" * (16 * 1024 - len(body))
        assert post(client, url, full).status_code == 200
        assert post(client, url, full + b"x").status_code == 413


@pytest.mark.parametrize(
    ("url", "field"),
    [
        ("ussd", "sessionId"), ("ussd", "phoneNumber"), ("ussd/events", "sessionId"),
        ("ussd/events", "phoneNumber"), ("sms", "id"), ("sms", "from"), ("sms/reports", "id"),
        ("sms/optouts", "senderId"), ("sms/optouts", "phoneNumber"),
    ],
)  # fmt: skip
def test_a_request_without_its_name_or_phone_is_refused_by_that_field(
    elsewhere: FlaskClient, url: str, field: str
) -> None:
    answer = post(elsewhere, url, {name: value for name, value in SOUND[url].items() if name != field})
    assert (answer.status_code, answer.get_data(as_text=True)) == (400, f"{field} is missing\n")


@pytest.mark.parametrize("url", URLS)
def test_a_field_twice_is_refused_and_nothing_of_it_repeated(elsewhere: FlaskClient, url: str) -> None:
    for field in SOUND[url]:
        answer = post(elsewhere, url, f"{urlencode(SOUND[url])}&{field}=0712345678".encode())
        assert (answer.status_code, answer.get_data(as_text=True)) == (400, "a field is there twice\n"), field


# What is answered


def test_whatever_is_typed_the_phone_shows_a_screen(client: FlaskClient, session: str) -> None:
    for number, typed in enumerate(ODD_TEXTS):
        form = f"sessionId={session}{number}&phoneNumber=%2B254722000333&serviceCode=%2A222%23&text={typed}".encode()
        first = shown(post(client, "ussd", form))
        assert first.startswith("CON "), typed
        assert shown(post(client, "ussd", form)) == first, typed


def test_2000_characters_are_read_and_2001_refused(client: FlaskClient, session: str) -> None:
    assert hop(client, "7" * 2000, session=session).startswith("CON Please answer with a number")
    answer = post(client, "ussd", SOUND["ussd"] | {"text": "7" * 2001})
    assert (answer.status_code, answer.get_data(as_text=True)) == (400, "text is longer than 2000 characters\n")


def test_a_phone_of_another_country_is_told_so_politely(client: FlaskClient, session: str) -> None:
    for phone in ("+256700100104", "+919800000001", "+14155550100", "+255712345678"):
        answer = hop(client, "", session=session, phone=phone)
        assert answer.startswith("END This service is for phones of Kenyan networks.")
        assert "Huduma hii ni ya simu za mitandao ya Kenya." in answer


def test_a_kenyan_phone_is_the_same_phone_however_it_is_written(client: FlaskClient, session: str) -> None:
    assert hop(client, "", session=session).startswith("CON Welcome")
    for phone in (CITIZEN, "254722000333", " 254722000333", "0722000333", "+254 722-000-333"):
        assert hop(client, "1", session=session, phone=phone).startswith("CON Enter your reference"), phone


def test_a_session_belongs_to_the_phone_that_began_it(client: FlaskClient, session: str) -> None:
    hop(client, "", session=session)
    assert hop(client, "1", session=session, phone="+254722000999").startswith("END This session has ended.")
    assert hop(client, "1", session=session).startswith("CON Enter your reference")


def test_an_odd_sms_is_taken_once(client: FlaskClient, container: Container) -> None:
    for number, odd in enumerate(ODD_SMS, 1):
        for _ in range(2):
            answer = post(client, "sms", SOUND["sms"] | {"id": f"sms {number}"} | odd)
            assert (answer.status_code, answer.data) == (200, b""), odd
        assert count(container, "inbound") == number, odd
    unanswered = 6  # two names, a short code, a phone abroad; and chatter is answered once an hour
    assert count(container, "messages") == len(ODD_SMS) - unanswered


def test_an_sms_without_text_or_date_is_taken(client: FlaskClient, container: Container) -> None:
    assert post(client, "sms", {"id": "i", "from": CITIZEN}).status_code == 200
    assert count(container, "inbound") == 1


# Generated requests


NAMES = st.sampled_from(sorted({field for form in SOUND.values() for field in form} | {"failureReason", "x", ""}))
VALUES = st.text(max_size=60) | st.sampled_from(["", CITIZEN, "0722000333", "1", f"1*{REFERENCE}", "*222#", "Failed"])
ODD_FORMS = st.tuples(st.sampled_from(URLS), st.lists(st.tuples(NAMES, VALUES)))
NEARLY_RIGHT = st.sampled_from(URLS).flatmap(
    lambda url: st.tuples(
        st.just(url),
        st.dictionaries(st.sampled_from(sorted(SOUND[url])), VALUES).map(lambda odd: [*(SOUND[url] | odd).items()]),
    )
)
NOISE = st.tuples(st.sampled_from(URLS), st.binary(max_size=200))


def sent(form: list[tuple[str, str]] | bytes) -> bytes:
    if isinstance(form, bytes):
        return form
    return urlencode([(name, value.encode("utf-8", "replace")) for name, value in form]).encode()


@budget(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NEARLY_RIGHT | ODD_FORMS | NOISE)
def test_no_form_is_a_failure_of_ours(client: FlaskClient, posted: tuple[str, Any]) -> None:
    url, form = posted
    answer = post(client, url, sent(form))
    assert answer.status_code in (200, 400)
    if url == "ussd" and answer.status_code == 200:
        shown(answer)
