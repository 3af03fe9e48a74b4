"""Daraja's access token: shared by two processes, fetched once, and fetched once more at most when it is refused; and
the adapter's lists, refunds and registrations.
"""

import itertools
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier
from typing import Final

import pytest
from sqlalchemy.exc import OperationalError

from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import (
    PaymentStatus,
    RefundOutcome,
    RequestAccepted,
    RequestRejected,
    Verdict,
)
from app.domain.payments.provider_tokens import HeldToken, ProviderTokenStore
from app.platform.db import Database
from app.platform.encryption import Keyring
from app.providers.daraja.adapter import Daraja
from app.providers.daraja.operations import Registration
from app.providers.http_exchange import MOST, Patience
from tests.conftest import KEY, Clock
from tests.scripted_server import DROP, Asked, ScriptedServer, Told
from tests.web.daraja_calls import (
    ORDER,
    PAID,
    PATIENT,
    PHONE,
    QUERY,
    QUESTION,
    REFUSED,
    SUBMIT,
    TOKEN,
    Safaricom,
    config,
)


def test_a_token_that_somebody_else_has_replaced_is_refreshed_once(
    server: ScriptedServer, safaricom: Safaricom, daraja: Daraja
) -> None:
    daraja.query_status(QUESTION)
    safaricom.give()
    assert daraja.request_payment(ORDER) == RequestAccepted("ws_CO_1")
    assert len(server.asked_for(TOKEN)) == 2
    assert len(server.asked_for(SUBMIT)) == 2, "refused unread, and taken"


def test_a_token_that_is_refused_again_is_not_fetched_for_ever(
    server: ScriptedServer, safaricom: Safaricom, daraja: Daraja
) -> None:
    safaricom.answers[SUBMIT] = safaricom.answers[QUERY] = REFUSED
    outcome = daraja.request_payment(ORDER)
    assert outcome == RequestRejected("404.001.03", FailureReason.OUT_OF_ORDER, is_fault=True)
    assert (len(server.asked_for(TOKEN)), len(server.asked_for(SUBMIT))) == (2, 2)
    assert daraja.query_status(QUESTION) == PaymentStatus(Verdict.UNKNOWN, "404.001.03", is_fault=True)


def test_two_processes_of_many_threads_refresh_once(
    server: ScriptedServer, safaricom: Safaricom, databases: list[Database]
) -> None:
    processes = [Daraja(config(server.url), ProviderTokenStore(each), patience=PATIENT, wait=5) for each in databases]
    for each in processes:
        assert each.query_status(QUESTION).verdict is Verdict.PAID
    assert len(server.asked_for(TOKEN)) == 1, "the second process has the token of the first"
    safaricom.give()
    together = Barrier(6)

    def ask(number: int) -> Verdict:
        together.wait(10)
        return processes[number % 2].query_status(QUESTION).verdict

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(ask, range(6))) == {Verdict.PAID}
    assert len(server.asked_for(TOKEN)) == 2


def test_a_token_that_was_awaited_in_vain_is_no_unknown_payment(
    server: ScriptedServer, databases: list[Database]
) -> None:
    store = ProviderTokenStore(databases[0])
    assert store.claim() == 1
    outcome = Daraja(config(server.url), store, patience=PATIENT, wait=0.05).request_payment(ORDER)
    assert outcome == RequestRejected("token awaited", FailureReason.OUT_OF_ORDER)
    assert server.asked == []


def test_without_a_token_nothing_is_sent_and_the_next_tries_again(
    server: ScriptedServer, safaricom: Safaricom, daraja: Daraja
) -> None:
    safaricom.is_giving = False
    assert daraja.request_payment(ORDER) == RequestRejected("token HTTP 500", FailureReason.OUT_OF_ORDER)
    assert server.asked_for(SUBMIT) == []
    safaricom.is_giving = True
    assert daraja.request_payment(ORDER) == RequestAccepted("ws_CO_1")


@pytest.mark.parametrize(
    ("told", "is_fault"),
    [
        (Told(400, {"errorCode": "400.008.01", "errorMessage": "Invalid Authentication passed"}), True),
        (Told(401, b""), True),
        (Told(200, {"access_token": "no header\ncarries it"}), True),
        (Told(200, {"access_token": None}), True),
        (Told(200, b"x" * (MOST + 1)), False),
        (Told(503, b""), False),
        (DROP, False),
    ],
)
def test_a_token_that_is_none_is_an_operators_matter_where_it_is_our_account(
    databases: list[Database], told: Told | str, is_fault: bool
) -> None:
    with ScriptedServer(lambda _: told) as server:
        daraja = Daraja(config(server.url), ProviderTokenStore(databases[0]), patience=PATIENT)
        outcome = daraja.request_payment(ORDER)
    assert isinstance(outcome, RequestRejected)
    assert outcome.is_fault is is_fault
    assert "secret" not in repr(outcome)


@pytest.mark.parametrize("lifetime", [3599, "3599", None, "soon", -1, 10**30])
def test_a_lifetime_is_read_however_it_is_written(databases: list[Database], lifetime: object) -> None:
    given = Told(200, {"access_token": "t", "expires_in": lifetime})
    with ScriptedServer(lambda asked: given if asked.path.startswith(TOKEN) else PAID) as server:
        daraja = Daraja(config(server.url), ProviderTokenStore(databases[0]), patience=PATIENT)
        assert daraja.query_status(QUESTION).verdict is Verdict.PAID
        assert daraja.query_status(QUESTION).verdict is Verdict.PAID
        assert len(server.asked_for(TOKEN)) == 1


def test_a_token_is_not_used_to_its_very_end(server: ScriptedServer, daraja: Daraja, clock: Clock) -> None:
    daraja.query_status(QUESTION)
    clock.move(seconds=3538)
    daraja.query_status(QUESTION)
    assert len(server.asked_for(TOKEN)) == 1
    clock.move(seconds=2)
    daraja.query_status(QUESTION)
    assert len(server.asked_for(TOKEN)) == 2


class Unreachable:
    """A token store whose database is out of reach."""

    def current(self) -> HeldToken | None:
        raise OperationalError("SELECT", {}, Exception("secret"))

    def claim(self, refused: int | None = None) -> int | None:
        raise AssertionError("it is not asked")

    def keep(self, number: int, token: str, lifetime: timedelta) -> bool:
        raise AssertionError("it is not asked")

    def give_up(self, number: int) -> None:
        raise AssertionError("it is not asked")


def test_without_the_database_nothing_is_sent(server: ScriptedServer) -> None:
    daraja = Daraja(config(server.url), Unreachable(), patience=PATIENT)
    assert daraja.request_payment(ORDER) == RequestRejected("token OperationalError", FailureReason.OUT_OF_ORDER)
    assert server.asked == []


def rows(start: int, count: int) -> Told:
    found = [
        {"transactionId": f"RKTQDM{number:04}", "trxDate": "2026-11-23T09:13:00Z", "billreference": "1", "amount": "5"}
        for number in range(start, start + count)
    ]
    return Told(body={"ResponseCode": "1000" if count else "1001", "Response": [found]})


PULL: Final = "/pulltransactions/v1/query"
SINCE, UNTIL = datetime(2026, 11, 23, 7, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (7, 1), (100, 2), (250, 3)])
def test_every_page_of_the_list_is_read(databases: list[Database], total: int, pages: int) -> None:
    def answering(asked: Asked) -> Told:
        if asked.path.startswith(TOKEN):
            return Told(body={"access_token": "t", "expires_in": 3599})
        offset = int(asked.json["OffSetValue"])
        return rows(offset, min(100, max(0, total - offset)))

    with ScriptedServer(answering) as server:
        told = Daraja(config(server.url), ProviderTokenStore(databases[0])).fetch_transactions(SINCE, UNTIL)
        asked = server.asked_for(PULL)
    assert told.is_whole
    assert len({each.receipt for each in told.transactions}) == len(told.transactions) == total
    assert len(asked) == pages
    assert asked[0].json["StartDate"] == "2026-11-23 10:00:00"


@pytest.mark.parametrize("second", [Told(500, b""), DROP, rows(0, 100), Told(body={"ResponseCode": "1000"})])
def test_a_list_of_which_a_page_is_missing_is_not_whole(databases: list[Database], second: Told | str) -> None:
    pages = itertools.chain([rows(0, 100)], itertools.repeat(second))

    def answering(asked: Asked) -> Told | str:
        return Told(body={"access_token": "t"}) if asked.path.startswith(TOKEN) else next(pages)

    with ScriptedServer(answering) as server:
        told = Daraja(config(server.url), ProviderTokenStore(databases[0])).fetch_transactions(SINCE, UNTIL)
        assert len(server.asked_for(PULL)) == 2
    assert (told.is_whole, len(told.transactions)) == (False, 100)


def test_a_row_that_cannot_be_read_makes_a_list_less_than_whole(safaricom: Safaricom, daraja: Daraja) -> None:
    good = rows(0, 2).body["Response"][0]
    safaricom.answers[PULL] = Told(body={"ResponseCode": "1000", "Response": [[*good, {"transactionId": "?"}]]})
    told = daraja.fetch_transactions(SINCE, UNTIL)
    assert (told.is_whole, len(told.transactions)) == (False, 2)


REFUND: Final = "/mpesa/b2c/v3/"


def test_a_refund_is_sent_under_its_own_id(server: ScriptedServer, safaricom: Safaricom, daraja: Daraja) -> None:
    safaricom.answers[REFUND] = Told(body={"ConversationID": "c", "ResponseCode": "0"})
    assert daraja.send_refund("refund-1", PHONE, Decimal(500), token="tok") is RefundOutcome.ACCEPTED
    asked = server.asked_for(REFUND)[0].json
    assert (asked["OriginatorConversationID"], asked["Amount"], asked["PartyB"]) == ("refund-1", "500", "254712345678")
    assert asked["ResultURL"] == "https://l.example/daraja/cb/results/tok"
    assert asked["QueueTimeOutURL"] == "https://l.example/daraja/cb/timeouts/tok"
    safaricom.answers[REFUND] = Told(
        500, {"errorCode": "500.002.1001", "errorMessage": "Duplicate OriginatorConversationID."}
    )
    assert daraja.send_refund("refund-1", PHONE, Decimal(500), token="tok") is RefundOutcome.DUPLICATE
    safaricom.answers[REFUND] = DROP
    assert daraja.send_refund("refund-1", PHONE, Decimal(500), token="tok") is RefundOutcome.UNKNOWN
    assert daraja.send_refund("refund-2", PHONE, Decimal("0.50"), token="tok") is RefundOutcome.REJECTED
    assert len(server.asked_for(REFUND)) == 3


def test_a_transaction_is_asked_about_by_its_code(server: ScriptedServer, safaricom: Safaricom, daraja: Daraja) -> None:
    path = "/mpesa/transactionstatus/v1/query"
    safaricom.answers[path] = Told(body={"ConversationID": "c", "ResponseCode": "0"})
    assert daraja.ask_transaction("NLJ7RT61SV", "tok")
    asked = server.asked_for(path)[0].json
    assert (asked["TransactionID"], asked["PartyA"], asked["IdentifierType"]) == ("NLJ7RT61SV", "600638", "4")
    safaricom.answers[path] = DROP
    assert not daraja.ask_transaction("NLJ7RT61SV", "tok")


def test_without_an_operator_nothing_of_that_is_sent(server: ScriptedServer, databases: list[Database]) -> None:
    bare = replace(config(server.url), initiator="")
    daraja = Daraja(bare, ProviderTokenStore(databases[0]), patience=PATIENT)
    assert daraja.send_refund("refund-1", PHONE, Decimal(500), token="tok") is None
    assert not daraja.ask_transaction("NLJ7RT61SV", "tok")
    assert server.asked == []


@pytest.mark.parametrize("version", ["1", "2"])
def test_the_paybill_is_registered(
    server: ScriptedServer, safaricom: Safaricom, databases: list[Database], version: str
) -> None:
    path = f"/mpesa/c2b/v{version}/registerurl"
    safaricom.answers[path] = Told(body={"ResponseCode": "0"})
    safaricom.answers["/pulltransactions/v1/register"] = Told(body={"ResponseStatus": "1001"})
    daraja = Daraja(
        replace(config(server.url), c2b_version=version), ProviderTokenStore(databases[0]), patience=PATIENT
    )
    assert daraja.register_urls() == Registration(is_done=True, code="0")
    assert server.asked_for(path)[0].json == {
        "ShortCode": "600638",
        "ResponseType": "Completed",
        "ConfirmationURL": "https://l.example/daraja/cb/c2b/confirmation",
        "ValidationURL": "https://l.example/daraja/cb/c2b/validation",
    }
    assert daraja.register_pull(PHONE).is_done
    assert server.asked_for("/pulltransactions/v1/register")[0].json["NominatedNumber"] == "254712345678"
    safaricom.answers[path] = DROP
    assert not daraja.register_urls().is_done
    with pytest.raises(ValueError, match="no Kenyan mobile number"):
        daraja.register_pull("0712")


def test_no_transaction_is_open_while_the_provider_is_asked(database_url: str, clock: Clock) -> None:
    """No transaction is open while the provider is asked: another process can write meanwhile."""
    wrote: list[int | None] = []

    def answering(asked: Asked) -> Told:
        if asked.path.startswith(TOKEN):
            with closing(Database(database_url, Keyring([KEY]), clock)) as other:
                wrote.append(ProviderTokenStore(other, "another").claim())
            return Told(body={"access_token": "t"})
        return PAID

    with ScriptedServer(answering) as server, closing(Database(database_url, Keyring([KEY]), clock)) as database:
        daraja = Daraja(config(server.url), ProviderTokenStore(database), patience=Patience())
        assert daraja.query_status(QUESTION).verdict is Verdict.PAID
    assert wrote == [1]
