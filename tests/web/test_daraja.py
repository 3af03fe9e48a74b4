"""The adapter of Daraja over real HTTP: the three outcomes of a request, and one submit only."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentStatus,
    RequestAccepted,
    RequestRejected,
    RequestUnknown,
    Verdict,
)
from app.domain.payments.provider_tokens import ProviderTokenStore
from app.platform.db import Database
from app.providers.daraja.adapter import Daraja
from app.providers.http_exchange import MOST, Patience
from tests.scripted_server import DROP, ScriptedServer, Told
from tests.standin_wire import closed_port, silence
from tests.web.daraja_calls import ORDER, PATIENT, QUERY, QUESTION, SUBMIT, TAKEN, Safaricom, config

HASTY: Final = Patience(connect=10, silence=0.2, whole=0.2)
"""Timeouts for a server that is silent or slow."""


def test_a_prompt_is_asked_for_once_with_the_token(server: ScriptedServer, daraja: Daraja) -> None:
    assert daraja.request_payment(ORDER) == RequestAccepted("ws_CO_1")
    assert daraja.query_status(QUESTION) == PaymentStatus(Verdict.PAID, "0")
    token, submit, query = server.asked
    assert token.headers["authorization"] == "Basic " + b64encode(b"key:secret").decode()
    assert token.query == {"grant_type": "client_credentials"}
    assert (submit.json["PhoneNumber"], submit.json["Timestamp"]) == ("254712345678", "20261123120000")
    assert submit.json["CallBackURL"] == "https://l.example/daraja/cb/stk/abc123"
    assert query.json["CheckoutRequestID"] == "ws_CO_1"


@pytest.mark.parametrize(
    "lost",
    [
        DROP, Told(502, b"Bad Gateway"), Told(200, b"<html>"), Told(200, b"x" * (MOST + 1)),
        Told(200, b"{}", {"Content-Encoding": "gzip"}),
    ],
)  # fmt: skip
def test_an_answer_that_is_lost_leaves_it_unknown_and_nothing_is_sent_again(
    server: ScriptedServer, safaricom: Safaricom, daraja: Daraja, lost: Told | str
) -> None:
    safaricom.answers[SUBMIT] = safaricom.answers[QUERY] = lost
    outcome = daraja.request_payment(ORDER)
    assert isinstance(outcome, RequestUnknown)
    assert len(server.asked_for(SUBMIT)) == 1
    assert daraja.query_status(QUESTION).verdict is Verdict.UNKNOWN
    assert "254712345678" not in repr(outcome)


def test_a_provider_that_says_nothing_leaves_it_unknown(databases: list[Database]) -> None:
    store = ProviderTokenStore(databases[0])
    store.keep(store.claim() or 0, "token-1", timedelta(hours=1))
    with silence() as port:
        outcome = Daraja(config(f"http://127.0.0.1:{port}"), store, patience=HASTY).request_payment(ORDER)
    assert isinstance(outcome, RequestUnknown)


def test_an_answer_that_trickles_in_is_not_waited_for(databases: list[Database]) -> None:
    store = ProviderTokenStore(databases[0])
    store.keep(store.claim() or 0, "token-1", timedelta(hours=1))
    slow = replace(HASTY, silence=10)
    with ScriptedServer(lambda _: replace(TAKEN, trickle=0.05)) as server:
        outcome = Daraja(config(server.url), store, patience=slow).request_payment(ORDER)
        assert len(server.asked) == 1
    assert outcome == RequestUnknown("too slow")


def test_what_never_left_is_rejected(databases: list[Database]) -> None:
    store = ProviderTokenStore(databases[0])
    store.keep(store.claim() or 0, "token-1", timedelta(hours=1))
    daraja = Daraja(config(f"http://127.0.0.1:{closed_port()}"), store, patience=PATIENT)
    outcome = daraja.request_payment(ORDER)
    assert isinstance(outcome, RequestRejected)
    assert (outcome.reason, outcome.is_fault) == (FailureReason.OUT_OF_ORDER, False)
    assert daraja.query_status(QUESTION).verdict is Verdict.UNKNOWN


def test_no_connection_is_used_twice(server: ScriptedServer, daraja: Daraja) -> None:
    """If the provider closed a kept connection at the next request, nobody could tell whether it took the request."""
    server.keeps_open = True
    assert {daraja.query_status(QUESTION).verdict for _ in range(5)} == {Verdict.PAID}
    assert server.connections == len(server.asked) == 6


def test_a_redirect_is_not_followed(server: ScriptedServer, safaricom: Safaricom, daraja: Daraja) -> None:
    safaricom.answers[SUBMIT] = Told(307, b"", {"Location": f"{server.url}/elsewhere"})
    assert isinstance(daraja.request_payment(ORDER), RequestRejected)
    assert server.asked_for("/elsewhere") == []


@pytest.mark.parametrize("bad", [{"amount_kes": Decimal("10.50")}, {"phone": "+256712345678"}, {"prompt": False}])
def test_what_cannot_be_asked_for_is_not_sent(server: ScriptedServer, daraja: Daraja, bad: dict[str, Any]) -> None:
    outcome = daraja.request_payment(replace(ORDER, **bad))
    assert isinstance(outcome, RequestRejected)
    assert outcome.is_fault
    assert server.asked == []


def test_a_prompt_whose_answer_was_lost_cannot_be_asked_about(server: ScriptedServer, daraja: Daraja) -> None:
    assert daraja.query_status(replace(QUESTION, request_id="")).verdict is Verdict.UNKNOWN
    assert server.asked == []
