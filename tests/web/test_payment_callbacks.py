"""Callbacks of payment providers: stored at once, believed once the provider confirms; 404 without key and token."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as budget
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.payments import claims
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import PaymentClaim
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.provider_port import RequestAccepted, Verdict
from app.domain.shared.payment_ways import Provider
from app.web import guards
from tests.conftest import Clock, application_of, settings
from tests.database.paying import DARAJA, PESAFLOW, Paying
from tests.web.payment_bodies import RECEIPT, SHORTCODE, c2b, notification, result, stk
from tests.web.test_outage import is_drained, wait_until
from tests.web.test_sim_swaps import JSON

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ACCEPTED: Final = {"ResultCode": 0, "ResultDesc": "Accepted"}
NAME: Final = "0123456789abcdef0123"


def with_daraja(container: Container, clock: Clock) -> Container:
    """The same installation with the simulated Daraja."""
    made = container.settings.model_copy(update={"daraja_shortcode": SHORTCODE})
    return Container.of(made, clock=clock)


@pytest.fixture
def daraja(container: Container, clock: Clock) -> Iterator[FlaskClient]:
    here = with_daraja(container, clock)
    yield application_of(here).test_client()
    here.finder.close()
    here.database.close()


@pytest.fixture
def paying(container: Container, clock: Clock) -> Paying:
    """An application that waits for its payment, to an agency's own paybill."""
    return Paying(container, clock, DARAJA)


@pytest.fixture(params=["pesaflow", "daraja"])
def elsewhere(request: pytest.FixtureRequest, database_url: str) -> FlaskClient:
    """A client of an installation with one provider, whose database, Redis and disk are out of reach."""
    return nowhere(request.param)


def nowhere(provider: str) -> FlaskClient:
    made = settings(database_url="sqlite:////nowhere/at/all.db", redis_url="unix:///nowhere/at/all.sock")
    shortcode = SHORTCODE if provider == "daraja" else ""
    return create_app(Container.of(made.model_copy(update={"daraja_shortcode": shortcode}))).test_client()


def post(client: FlaskClient, url: str, content: object, *, kind: str = "application/json") -> TestResponse:
    sent = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(url, data=sent, content_type=kind, environ_overrides={"CONTENT_LENGTH": str(len(sent))})


def token(client: FlaskClient, purpose: TokenPurpose = TokenPurpose.PAYMENT, name: str = NAME) -> str:
    return make_token(client.application.extensions["lango"].keys, purpose, name)


def urls(client: FlaskClient) -> dict[str, Any]:
    """Each callback URL of the configured provider, and a body that it posts there."""
    payment, claim = token(client), token(client, TokenPurpose.CLAIM)
    if client.application.extensions["lango"].settings.daraja is None:
        return {f"/pesaflow/dev/notify/{payment}": notification("102030405060")}
    return {
        f"/daraja/dev/stk/{payment}": stk(),
        "/daraja/dev/c2b/validation": c2b("102030405060"),
        "/daraja/dev/c2b/confirmation": c2b("102030405060"),
        f"/daraja/dev/results/{claim}": result(),
        f"/daraja/dev/timeouts/{claim}": {"Result": {}},
    }


# A callback is stored, and settles nothing


def test_a_prompt_that_was_paid_is_a_hint_and_the_provider_is_asked(paying: Paying, daraja: FlaskClient) -> None:
    paying.ask()
    payment = paying.send(RequestAccepted("ws_CO_1"))
    assert paying.query(Verdict.UNKNOWN) == 0, "its time has not come"
    url = f"/daraja/dev/stk/{token(daraja, name=payment)}"
    for _ in range(2):
        answer = post(daraja, url, stk(), kind="application/json;charset=UTF-8")
        assert (answer.status_code, answer.json) == (200, ACCEPTED)
    assert paying.receipts() == {RECEIPT: ReceiptState.HEARD}
    assert paying.status == "awaiting_payment"
    assert paying.query(Verdict.UNKNOWN) == 1


@pytest.mark.parametrize("code", [1032, 1, 2001, "SFC_IC0003", 4999, -1, "1037"])
def test_a_prompt_that_failed_is_a_hint_too(paying: Paying, daraja: FlaskClient, code: int | str) -> None:
    paying.ask()
    payment = paying.send(RequestAccepted("ws_CO_1"))
    assert post(daraja, f"/daraja/dev/stk/{token(daraja, name=payment)}", stk(code)).status_code == 200
    assert paying.payments() == ["prompted"]
    assert paying.receipts() == {}


def test_pesaflows_notification_is_kept_and_a_forged_one_is_refused(
    container: Container, clock: Clock, client: FlaskClient
) -> None:
    paying = Paying(container, clock, PESAFLOW)
    paying.ask()
    payment = paying.send(RequestAccepted("GWLQKD"))
    url = f"/pesaflow/dev/notify/{token(client, name=payment)}"
    for forged in ({"token_hash": "x" * 88}, {"amount_paid": "9999.00"}, {"token_hash": None}):
        answer = post(client, url, notification(paying.reference, **forged))
        assert (answer.status_code, answer.text) == (400, "the hash is missing or wrong\n")
    assert paying.receipts() == {}
    assert post(client, url, notification(paying.reference)).status_code == 200
    assert paying.receipts() == {RECEIPT: ReceiptState.HEARD}
    assert paying.status == "awaiting_payment"


def test_a_payment_to_the_paybill_is_kept_once(paying: Paying, daraja: FlaskClient) -> None:
    for _ in range(2):
        answer = post(daraja, "/daraja/dev/c2b/confirmation", c2b(paying.reference))
        assert (answer.status_code, answer.json) == (200, ACCEPTED)
    assert paying.receipts() == {RECEIPT: ReceiptState.HEARD}


def test_a_payment_to_another_short_code_is_none_of_ours(daraja: FlaskClient) -> None:
    for url in ("/daraja/dev/c2b/validation", "/daraja/dev/c2b/confirmation"):
        answer = post(daraja, url, c2b("102030405060", shortcode="600111"))
        assert (answer.status_code, answer.text) == (400, "BusinessShortCode is not ours\n")


# Validation


def test_validation_says_what_is_known_of_account_and_amount(paying: Paying, daraja: FlaskClient) -> None:
    def said(account: str, amount: str = "7550.00") -> Any:
        return post(daraja, "/daraja/dev/c2b/validation", c2b(account, amount=amount)).json

    spaced = " ".join(paying.reference[at : at + 4] for at in range(0, 12, 4))
    assert said(paying.reference) == said(spaced) == said(paying.reference, "1") == {
        "ResultCode": "0", "ResultDesc": "Accepted",
    }  # fmt: skip
    assert said("102030405061") == said("KAMAU") == said("") == {"ResultCode": "C2B00012", "ResultDesc": "Rejected"}
    assert said(paying.reference, "7551") == {"ResultCode": "C2B00013", "ResultDesc": "Rejected"}
    paying.listed("RKT1111111")
    assert said(paying.reference) == {"ResultCode": "C2B00016", "ResultDesc": "Rejected"}
    assert paying.receipts() == {"RKT1111111": ReceiptState.CREDITED}


def test_money_is_never_refused_by_a_fault_of_ours(database_url: str) -> None:
    answer = post(nowhere("daraja"), "/daraja/dev/c2b/validation", c2b("102030405061"))
    assert (answer.status_code, answer.json) == (200, {"ResultCode": "0", "ResultDesc": "Accepted"})


# Results of a query for the status of one transaction


@pytest.fixture
def claim(paying: Paying) -> str:
    """The id of a claim: a code that a citizen typed."""
    wish = ClaimWish(paying.reference, RECEIPT, "+254711000002", "en")
    assert paying.do(claims.claim_payment, wish) == claims.ClaimOutcome.WAITING
    return str(paying.read(lambda session: session.scalar(select(PaymentClaim.id))))


def test_old_money_that_is_confirmed_is_kept_for_staff(paying: Paying, daraja: FlaskClient, claim: str) -> None:
    url = f"/daraja/dev/results/{token(daraja, TokenPurpose.CLAIM, claim)}"
    answer = post(daraja, url, result())
    assert (answer.status_code, answer.json) == (200, ACCEPTED)
    assert paying.receipts() == {RECEIPT: ReceiptState.UNMATCHED}
    assert paying.status == "awaiting_payment"


@pytest.mark.parametrize(
    "told",
    [
        result("RKT2222222"),
        result(status="Cancelled"),
        result(finalised="20261123110000"),
        json.loads(json.dumps(result()).replace(SHORTCODE, "600111")),
    ],
    ids=["another code", "not completed", "what the list will name", "another short code"],
)
def test_all_else_changes_nothing(paying: Paying, daraja: FlaskClient, claim: str, told: object) -> None:
    url = f"/daraja/dev/results/{token(daraja, TokenPurpose.CLAIM, claim)}"
    assert post(daraja, url, told).status_code == 200
    assert post(daraja, url.replace("results", "timeouts"), {"Result": {}}).status_code == 200
    assert paying.receipts() == {}


def test_what_is_counted_already_is_not_touched(paying: Paying, daraja: FlaskClient, claim: str) -> None:
    paying.listed(RECEIPT)
    assert post(daraja, f"/daraja/dev/results/{token(daraja, TokenPurpose.CLAIM, claim)}", result()).status_code == 200
    assert paying.receipts() == {RECEIPT: ReceiptState.CREDITED}


# Keys and tokens


def other_purpose(url: str) -> TokenPurpose:
    """A purpose that the token of this URL never has."""
    return TokenPurpose.REFUND if "/stk/" in url or "/notify/" in url else TokenPurpose.PAYMENT


@pytest.mark.parametrize("provider", ["pesaflow", "daraja"])
def test_without_key_and_token_there_is_nothing_whatever_is_sent(database_url: str, provider: str) -> None:
    """The database, Redis and disk are out of reach: a request that needed one of them would be answered 503."""
    client = nowhere(provider)
    wrong: dict[str, Callable[[str], str]] = {
        "another token": lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"),
        "another name": lambda url: url.replace(NAME, NAME[::-1]),
        "capitals": lambda url: url.replace(NAME, NAME.upper()),
        "no name": lambda url: url.replace(NAME, ""),
        "a letter": lambda url: url.rpartition("/")[0] + "/x",
        "another purpose": lambda url: url.rpartition("/")[0] + "/" + token(client, other_purpose(url)),
    }
    bodies = [(b"{}", "application/json"), (b"x" * 17_000, "text/plain"), (b"", "")]
    for url, sound in urls(client).items():
        sent = [*bodies, (json.dumps(sound).encode(), "application/json")]
        others = [url.replace("/dev/", "/wrong/")]
        others += [change(url) for change in wrong.values()] if NAME in url else []
        for other in others:
            for content, kind in sent:
                answer = post(client, other, content, kind=kind)
                nothing = post(client, "/nothing", content, kind=kind)
                assert (answer.status_code, answer.data) == (404, nothing.data), other


def test_a_token_is_looked_at_before_the_body(elsewhere: FlaskClient) -> None:
    for url in urls(elsewhere):
        assert post(elsewhere, url, b"x" * 17_000).status_code == 413
        assert post(elsewhere, url[:-3] + "xyz", b"x" * 17_000).status_code == 404


def test_a_key_of_one_provider_opens_nothing_of_another(container: Container) -> None:
    keys = {"pesaflow_callback_keys": SecretStr("pesa-key"), "at_callback_keys": SecretStr("at-key")}
    client = create_app(Container.of(container.settings.model_copy(update=keys))).test_client()
    statuses = {key: post(client, f"/pesaflow/{key}/notify/{token(client)}", {}).status_code for key in
                ("pesa-key", "at-key", "dev")}  # fmt: skip
    assert statuses == {"pesa-key": 400, "at-key": 404, "dev": 404}
    assert post(client, "/daraja/dev/c2b/confirmation", c2b("x")).status_code == 404


def test_the_key_that_everybody_knows_opens_to_this_machine_only(elsewhere: FlaskClient) -> None:
    for url, sound in urls(elsewhere).items():
        answer = elsewhere.post(url, json=sound, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
        assert answer.status_code == 404, url
        assert guards.is_hidden(url, "192.0.2.7", elsewhere.application.extensions["lango"].settings)
        assert not guards.is_hidden(url, "127.0.0.1", elsewhere.application.extensions["lango"].settings)


def test_without_a_provider_no_key_opens(container: Container) -> None:
    closed = container.settings.model_copy(update={"simulator": False})
    client = create_app(Container.of(closed)).test_client()
    for provider in Provider:
        for key in ("dev", "", "None"):
            assert post(client, f"/{provider}/{key}/c2b/confirmation", c2b("x")).status_code == 404


@pytest.mark.parametrize("verb", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_another_verb_is_405(elsewhere: FlaskClient, verb: str) -> None:
    for url in urls(elsewhere):
        assert elsewhere.open(url, method=verb, json={}).status_code == 405


# What no provider sends


def test_a_body_that_no_provider_sends_is_refused_with_a_reason(elsewhere: FlaskClient) -> None:
    for url in urls(elsewhere):
        if "/timeouts/" not in url:
            for odd in (b"", b"{", b"[]", b"\xff", b"[" * 9_000, b'{"Body": 1, "Body": 1}', b"{}"):
                answer = post(elsewhere, url, odd)
                assert answer.status_code == 400, (url, odd)
                assert answer.text.strip()
        large = post(elsewhere, url, b'{"a": "' + b"x" * 16_400 + b'"}')
        assert (large.status_code, large.text) == (413, "at most 16384 bytes are wanted\n")
        for kind in ("application/x-www-form-urlencoded", "text/plain", "", "multipart/form-data"):
            answer = post(elsewhere, url, {}, kind=kind)
            assert (answer.status_code, answer.text) == (415, "JSON (application/json) is wanted\n")
        chunked = elsewhere.post(url, content_type="application/json", headers={"Transfer-Encoding": "chunked"})
        assert (chunked.status_code, chunked.text) == (411, "a Content-Length is wanted\n")


ODD: Final = st.dictionaries(st.sampled_from(["TransID", "TransAmount", "BillRefNumber", "TransTime"]), JSON)


@budget(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(JSON, ODD.map(lambda odd: c2b("102030405060") | odd)))
def test_no_body_is_a_failure_of_ours(daraja: FlaskClient, content: object) -> None:
    for url in urls(daraja):
        assert post(daraja, url, content).status_code in (200, 400), url


# While the database is out of reach


def test_what_is_told_meanwhile_waits_in_the_spool_and_is_there_afterwards(
    paying: Paying, container: Container, daraja: FlaskClient
) -> None:
    def rename(table: str, name: str) -> None:
        with container.database.transaction() as session:
            session.connection().exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")

    rename("payment_receipts", "payment_receipts_away")
    answer = post(daraja, "/daraja/dev/c2b/confirmation", c2b(paying.reference))
    assert (answer.status_code, answer.json) == (200, ACCEPTED)
    assert container.spool.read_state().waiting == 1
    rename("payment_receipts_away", "payment_receipts")
    wait_until(lambda: is_drained(container))
    assert paying.receipts() == {RECEIPT: ReceiptState.HEARD}


def test_if_neither_database_nor_disk_takes_it_the_provider_is_told_so(elsewhere: FlaskClient) -> None:
    for url, sound in urls(elsewhere).items():
        if "/timeouts/" not in url and "/validation" not in url:
            assert post(elsewhere, url, sound).status_code == 503, url
