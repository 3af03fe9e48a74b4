"""SIM swap checks: the provider's answers to our question, and what may be posted to its callback URL."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity.recovery.sim_swap_checks import SimAnswer
from app.platform.config.settings import Settings
from app.providers.africastalking.sim_swaps import SimSwaps
from app.providers.ports import Accepted, Outcome, Refused, Unknown
from tests.conftest import CALLBACK_KEY, NO_DISK, settings
from tests.outgoing import listening
from tests.standin import Kind, Standin
from tests.standin_sims import SIM_SWAP, body
from tests.standin_wire import closed_port, silence
from tests.web.callbacks import FORM
from tests.web.test_outage import is_drained, wait_until

PHONE = "+254711000001"
SHORT = (0.15, 0.4)
URL = f"/at/{CALLBACK_KEY}/sim-swaps"
SOUND = {"status": "NotSwapped", "lastSimSwapDate": "01-01-1900", "requestId": "ATSwpid_1", "transactionId": "t"}


@pytest.fixture
def provider() -> Iterator[Standin]:
    with Standin() as standin:
        yield standin


@pytest.fixture
def elsewhere() -> FlaskClient:
    """A client of the web of an installation whose database, Redis and disk are out of reach."""
    nowhere = settings(database_url="sqlite:////nowhere/at/all.db", redis_url="unix:///nowhere/at/all.sock")
    return create_app(Container.of(nowhere)).test_client()


def asking(provider: Standin) -> SimSwaps:
    return SimSwaps("lango", provider.api_key, provider.url, timeout=SHORT)


def post(client: FlaskClient, content: object, *, kind: str = "application/json", url: str = URL) -> TestResponse:
    sent = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(url, data=sent, content_type=kind, environ_overrides={"CONTENT_LENGTH": str(len(sent))})


def answers(container: Container) -> dict[str, str]:
    """The stored verdicts, by the ids of the provider's requests."""
    with container.database.reading() as session:
        return {each.request_id: str(each.verdict) for each in session.scalars(select(SimAnswer))}


# Asking


def test_a_question_that_is_taken_has_the_providers_name(provider: Standin) -> None:
    outcome = asking(provider).ask(PHONE)
    [question] = provider.sims.asked
    assert (question.phone, outcome) == (PHONE, Accepted(question.id, "", 0))


@pytest.mark.parametrize(
    ("deed", "value", "outcome"),
    [
        ("refuse", "InvalidPhoneNumber", Refused("InvalidPhoneNumber", "the provider does not ask", temporary=False)),
        ("refuse", "", Refused("no word", "the provider does not ask", temporary=False)),
        ("refuse", "no +254711000001", Refused("no #", "the provider does not ask", temporary=False)),
        ("http", 400, Refused("HTTP 400", "the question was not taken", temporary=False)),
        ("http", 401, Refused("HTTP 401", "the question was not taken", temporary=False, for_all=True)),
        ("http", 429, Refused("HTTP 429", "the question was not taken", temporary=True, for_all=True)),
        ("redirect", "http://127.0.0.1:1/", Refused("HTTP 302", "the question was not taken", False, for_all=True)),
        ("http", 500, Unknown("HTTP 500 without an answer that can be read")),
        ("html", None, Unknown("HTTP 200 without an answer that can be read")),
        ("empty", None, Unknown("HTTP 201 without an answer that can be read")),
        ("truncated", None, Unknown("HTTP 201 without an answer that can be read")),
        ("say", (200, "[]"), Unknown("HTTP 200 without an answer that can be read")),
        ("say", (200, '{"responses": [7]}'), Unknown("HTTP 200 without an answer that can be read")),
        ("say", (200, '{"responses": [{"status": "Queued"}]}'), None),
        ("say", (200, '{"responses": [{"status": "Queued", "requestId": 7}]}'), None),
        ("say", (200, '{"responses": [{"status": "Queued", "requestId": "%s"}]}' % ("x" * 129)), None),
        ("say", (200, '{"responses": [], "status": "InsufficientBalance"}'), None),
        ("say", (200, "[" * 100_000), Unknown("HTTP 200 without an answer that can be read")),
        ("drop", None, Unknown("ConnectionError")),
        ("cut", None, Unknown("ChunkedEncodingError")),
        ("hang", 0.8, Unknown("ReadTimeout")),
    ],
)
def test_each_answer_is_what_it_is(provider: Standin, deed: Kind, value: Any, outcome: Outcome | None) -> None:
    provider.will(deed, value, phone=PHONE, text=SIM_SWAP)
    found = asking(provider).ask(PHONE)
    assert found == outcome if outcome else isinstance(found, Refused)


def test_a_provider_that_cannot_be_reached_is_unknown() -> None:
    with silence() as port:
        assert SimSwaps("lango", "k", f"http://127.0.0.1:{port}", timeout=SHORT).ask(PHONE) == Unknown("ReadTimeout")
    nobody = SimSwaps("lango", "k", f"http://127.0.0.1:{closed_port()}", timeout=SHORT)
    assert nobody.ask(PHONE) == Unknown("ConnectionError")


def test_a_number_that_is_none_is_not_asked_about(provider: Standin) -> None:
    assert isinstance(asking(provider).ask("0711000001"), Refused)
    assert provider.sims.asked == []


def test_without_another_host_the_username_decides_whom_to_ask() -> None:
    assert SimSwaps("lango", "k")._question._baseUrl == "https://insights.africastalking.com/v1"
    assert SimSwaps("sandbox", "k")._question._baseUrl == "https://insights.sandbox.africastalking.com/v1"


@pytest.mark.parametrize(("key", "url"), [("a b", ""), ("k", "ftp://host"), ("k", "http://host?x")])
def test_settings_that_cannot_be_sent_are_refused(key: str, url: str) -> None:
    with pytest.raises(ValueError, match="AT_"):
        SimSwaps("lango", key, url)


def test_asking_needs_an_account_to_ask_with() -> None:
    with pytest.raises(ValidationError, match="AT_SIM_SWAP is set, AT_USERNAME is not: there is nobody to ask"):
        Settings(_env_file=None, at_sim_swap=True)
    here = Settings(_env_file=None, at_sim_swap=True, at_username="lango", at_api_key=SecretStr("k"), data_dir=NO_DISK)
    assert here.at_sim_swap
    assert not settings(database_url="sqlite://", redis_url="unix:///nowhere").at_sim_swap


# The callback


def test_the_provider_calls_back_over_http(container: Container, provider: Standin) -> None:
    with listening(container) as url:
        provider.sims.tells(f"{url}{URL}", "NotSwapped", when="before")
        outcome = asking(provider).ask(PHONE)
    assert isinstance(outcome, Accepted)
    assert (provider.sims.told, answers(container)) == ([200], {outcome.provider_id: "fine"})


def test_the_first_word_counts_and_the_others_are_answered_like_it(container: Container, client: FlaskClient) -> None:
    for status in ("NotSwapped", "Swapped", "Failed", "NotSwapped"):
        answer = post(client, SOUND | {"status": status, "lastSimSwapDate": None})
        assert (answer.status_code, answer.data) == (200, b"")
    assert answers(container) == {"ATSwpid_1": "fine"}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"status": " not swapped "}, "fine"),
        ({"status": "SWAPPED", "lastSimSwapDate": "23-11-2026"}, "swapped"),
        ({"status": "SWAPPED", "lastSimSwapDate": " 19-11-2026 "}, "fine"),
        ({"status": "NotSwapped", "lastSimSwapDate": "2026-11-23"}, "fine"),
        ({"status": "Swapped", "lastSimSwapDate": "31-02-2026"}, "swapped"),
        ({"status": "Swapped", "lastSimSwapDate": "31-12-9999"}, "swapped"),
        ({"status": "Swapped", "lastSimSwapDate": "01-01-0001"}, "fine"),
        ({"status": ""}, "unknown"),
        ({"status": None}, "unknown"),
        ({"status": "x" * 9000}, "unknown"),
        ({"requestId": "ATSwpid_1\u0000\ud800"}, "fine"),
    ],
)
def test_what_is_odd_is_taken(container: Container, client: FlaskClient, told: dict[str, str], verdict: str) -> None:
    assert post(client, SOUND | told).status_code == 200
    assert answers(container) == {"ATSwpid_1": verdict}


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (400, b"", "the body is no JSON"),
        (400, b"{", "the body is no JSON"),
        (400, b"\xff\xfe{}", "the body is no JSON"),
        (400, b"[" * 16_000, "the body is no JSON"),
        (400, b"requestId=x", "the body is no JSON"),
        (400, b"null", "the body is no JSON object"),
        (400, b'["requestId", "x"]', "the body is no JSON object"),
        (400, b'[["requestId", "x"]]', "the body is no JSON object"),
        (400, b'"requestId"', "the body is no JSON object"),
        (400, b"{}", "requestId is missing"),
        (400, b'{"requestId": ""}', "requestId is missing"),
        (400, b'{"requestId": null}', "requestId is missing"),
        (400, b'{"requestId": "x", "requestId": "x"}', "a field is there twice"),
        (400, b'{"requestId": 7}', "a field is no text"),
        (400, b'{"requestId": ["x"]}', "a field is no text"),
        (400, b'{"requestId": {"requestId": "x"}}', "a field is no text"),
        (400, b'{"requestId": "x", "status": true}', "a field is no text"),
        (400, b'{"requestId": "x", "lastSimSwapDate": NaN}', "a field is no text"),
        (400, b'{"requestId": "' + b"x" * 129 + b'"}', "requestId is longer than 128 characters"),
        (413, b'{"requestId": "' + b"x" * 16_400 + b'"}', "at most 16384 bytes are wanted"),
    ],
)
def test_what_the_provider_never_sends_is_refused_with_a_reason(
    elsewhere: FlaskClient, status: int, content: bytes, reason: str
) -> None:
    answer = post(elsewhere, content)
    assert (answer.status_code, answer.text) == (status, f"{reason}\n")


@pytest.mark.parametrize("kind", [FORM, "text/plain", "", "application/xml", "multipart/form-data"])
def test_another_type_than_json_is_refused(elsewhere: FlaskClient, kind: str) -> None:
    answer = post(elsewhere, SOUND, kind=kind)
    assert (answer.status_code, answer.text) == (415, "JSON (application/json) is wanted\n")


def test_a_charset_behind_the_type_is_taken(container: Container, client: FlaskClient) -> None:
    assert post(client, SOUND, kind="application/json; charset=utf-8").status_code == 200
    assert answers(container) == {"ATSwpid_1": "fine"}


def test_a_body_whose_length_is_not_told_is_refused(elsewhere: FlaskClient) -> None:
    answer = elsewhere.post(URL, content_type="application/json", headers={"Transfer-Encoding": "chunked"})
    assert (answer.status_code, answer.text) == (411, "a Content-Length is wanted\n")


def test_a_wrong_key_is_a_wrong_path_whatever_is_sent(elsewhere: FlaskClient) -> None:
    for content, kind in ((SOUND, "application/json"), (b"x" * 17_000, "text/plain"), (b"", "")):
        answer = post(elsewhere, content, kind=kind, url="/at/wrong-key/sim-swaps")
        nothing = post(elsewhere, content, kind=kind, url="/at/wrong-key/nothing")
        assert (answer.status_code, answer.data) == (404, nothing.data)


@pytest.mark.parametrize("verb", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_another_verb_is_405(elsewhere: FlaskClient, verb: str) -> None:
    assert elsewhere.open(URL, method=verb, json=SOUND).status_code == 405


def test_what_is_told_while_the_database_is_away_is_kept_and_counts_from_when_it_came(container: Container) -> None:
    client = create_app(container).test_client()
    with container.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE sim_answers RENAME TO sim_answers_away")
    assert post(client, SOUND).status_code == 200
    assert container.spool.read_state().waiting == 1
    with container.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE sim_answers_away RENAME TO sim_answers")
    wait_until(lambda: is_drained(container))
    assert answers(container) == {"ATSwpid_1": "fine"}


def test_if_neither_database_nor_disk_takes_it_the_provider_is_asked_to_repeat(elsewhere: FlaskClient) -> None:
    assert post(elsewhere, SOUND).status_code == 503


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
NEARLY = st.dictionaries(st.sampled_from(sorted(SOUND)), JSON).map(lambda odd: SOUND | odd)


@budget(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(JSON.map(json.dumps) | NEARLY.map(json.dumps) | st.binary(max_size=200))
def test_no_body_is_a_failure_of_ours(client: FlaskClient, content: str | bytes) -> None:
    sent = content if isinstance(content, bytes) else content.encode()
    assert post(client, sent).status_code in (200, 400)


def test_what_the_standin_posts_is_what_the_course_pages_show() -> None:
    assert set(json.loads(body("i", "Swapped"))) == {
        "status", "lastSimSwapDate", "providerRefId", "requestId", "transactionId",
    }  # fmt: skip
