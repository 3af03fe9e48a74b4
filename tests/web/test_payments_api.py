"""An agency reads what is due and what was paid: of one application, and of all to reconcile; never who paid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.container import Container
from app.domain.applications import agency_reads
from app.domain.applications.applications import Application
from app.domain.audit.audit_log import AuditEvent
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_states import FailureReason
from app.domain.payments.provider_port import RequestRejected, Verdict
from app.domain.payments.receipts import receipt_lists, reconciliation
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Scope, Terms
from app.platform.observability import API_MISSES
from app.simulator.payments.state import PromptAnswer
from app.worker.chores import NOW_AND_THEN
from tests.conftest import Clock, application_of
from tests.database.holder import NUMBER, PHONE, WANJIKU
from tests.database.paying import DARAJA, FEE_KES, Paying
from tests.web.agency import APPLICATIONS, Agency, refusal, uncounted
from tests.web.payment_world import PaymentWorld

LIST: Final = "/api/v1/payments"
ONE: Final = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PARTS: Final = (Decimal(1000), Decimal(2000), Decimal(3000))


def agency_of(container: Container, client: FlaskClient, code: str = "dis", **terms: Any) -> Agency:
    """An agency with a new key of these terms."""
    with container.database.transaction() as session:
        return Agency(client, api_keys.issue_key(session, code, actor="test", terms=Terms(**terms)))


@pytest.fixture
def paying(container: Container, clock: Clock) -> Paying:
    """An application to the agency of passports, whose fee is to be paid to Daraja's paybill."""
    open_here = replace(container, contacts=replace(container.contacts, payment_ways=DARAJA))
    return Paying(open_here, clock, DARAJA)


@pytest.fixture
def reader(paying: Paying) -> Agency:
    """The agency of passports, at the installation of `paying`."""
    return agency_of(paying.container, application_of(paying.container).test_client())


def payments(agency: Agency, reference: str) -> dict[str, Any]:
    answer = agency.get(f"{APPLICATIONS}/{reference}/payments")
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def page(agency: Agency, query: str = "") -> dict[str, Any]:
    answer = agency.get(f"{LIST}?{query}")
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def codes(agency: Agency, query: str = "") -> list[str]:
    return [each["receipt"] for each in page(agency, query)["payments"]]


def trail(container: Container) -> list[AuditEvent]:
    """The audit events of agencies that read applications or listed payments, oldest first."""
    looked = AuditEvent.action.in_((agency_reads.READ, "payment.listed"))
    with container.database.reading() as session:
        return [*session.scalars(select(AuditEvent).where(looked).order_by(AuditEvent.id))]


# Of one application


@ONE
def test_paying_is_told_from_the_fee_to_the_receipt_and_never_who_pays(world: PaymentWorld) -> None:
    dis = agency_of(world.container, world.client)
    reference = world.paying.reference
    told = payments(dis, reference)
    assert (told["reference"], told["status"], told["stage"]) == (reference, "awaiting_payment", "due")
    assert told["fee"] == {"base_kes": 7500.0, "access_kes": 50.0, "total_kes": 7550.0}
    assert (told["paid_kes"], told["due_kes"], told["provider"]) == (0, 7550, world.provider)
    assert told["account"] == (reference if world.is_daraja else None)
    assert (told["requests"], told["receipts"]) == ([], [])
    world.prompted()
    assert payments(dis, reference)["stage"] == "confirming"
    receipt = world.answer(PromptAnswer.PIN_RIGHT)
    world.deliver()
    answer = dis.get(f"{APPLICATIONS}/{reference}/payments")
    told = answer.get_json()
    assert (told["status"], told["stage"], told["paid_kes"], told["due_kes"]) == ("submitted", "paid", 7550, 0)
    assert [told[name] for name in ("provider", "paybill", "account")] == [None] * 3
    [request] = told["requests"]
    assert (request["state"], request["reason"], request["amount_kes"], request["prompt"]) == ("paid", None, 7550, True)
    assert request["asked_at"] < request["sent_at"] <= request["closed_at"]
    [came] = told["receipts"]
    assert (came["state"], came["receipt"], came["amount_kes"]) == ("credited", receipt, 7550)
    assert "callback" in came["channels"]
    for personal in (PHONE, PHONE[1:], PHONE[4:], NUMBER, WANJIKU.first_name.lower(), "WANJIKU"):
        assert personal not in answer.text


@ONE
def test_an_invoice_is_the_account_once_there_is_one(world: PaymentWorld) -> None:
    dis = agency_of(world.container, world.client)
    world.has_account()
    told = payments(dis, world.paying.reference)
    assert told["account"] == (world.paying.reference if world.is_daraja else world.paying.application.invoice_number)
    assert told["stage"] == ("due" if world.is_daraja else "invoiced")
    assert told["paybill"]


@ONE
def test_a_request_that_came_to_nothing_says_why(reader: Agency, paying: Paying) -> None:
    paying.ask()
    paying.send(RequestRejected("1", FailureReason.TOO_SOON))
    [request] = payments(reader, paying.reference)["requests"]
    assert (request["state"], request["reason"]) == ("rejected", "too soon")


@ONE
def test_a_hint_counts_for_nothing_and_an_unnamed_receipt_has_no_code(reader: Agency, paying: Paying) -> None:
    paying.ask()
    name = paying.send()
    paying.notice(name, "SJK1A2B3C4", amount_kes=FEE_KES)
    told = payments(reader, paying.reference)
    assert [(each["receipt"], each["state"]) for each in told["receipts"]] == [("SJK1A2B3C4", "heard")]
    assert (told["paid_kes"], told["due_kes"], codes(reader)) == (0, 7550, [])


@ONE
def test_money_that_no_receipt_names_yet_is_told_without_a_code_and_named_under_the_same_id(
    reader: Agency, paying: Paying, clock: Clock
) -> None:
    paying.ask()
    paying.send()
    clock.move(seconds=20)
    paying.query(Verdict.PAID)
    [before] = page(reader)["payments"]
    assert (before["receipt"], before["state"], before["amount_kes"]) == (None, "credited", 7550)
    clock.move(minutes=5)
    paying.listed("SJK1A2B3C4")
    [after] = page(reader, f"since={clock().isoformat().replace('+00:00', 'Z')}")["payments"]
    assert (after["id"], after["receipt"]) == (before["id"], "SJK1A2B3C4")
    assert payments(reader, paying.reference)["receipts"][0]["id"] == before["id"]


@ONE
def test_what_was_too_much_is_told_with_what_is_given_back(reader: Agency, paying: Paying, clock: Clock) -> None:
    paying.listed("SJK0000001", Decimal(8000))
    clock.move(seconds=1)
    paying.listed("SJK0000002", Decimal(500))
    told = payments(reader, paying.reference)["receipts"]
    given_back = [
        (each["receipt"], each["state"], [(one["amount_kes"], one["reason"]) for one in each["refunds"]])
        for each in told
    ]
    assert given_back == [
        ("SJK0000001", "credited", [(450, "over")]),
        ("SJK0000002", "surplus", [(500, "already paid")]),
    ]
    assert [each["refunds"] for each in page(reader)["payments"]] == [each["refunds"] for each in told]


@ONE
def test_part_of_a_fee_leaves_the_rest_due(reader: Agency, paying: Paying) -> None:
    paying.listed("SJK0000001", Decimal(7000))
    told = payments(reader, paying.reference)
    assert (told["stage"], told["paid_kes"], told["due_kes"]) == ("due", 7000, 550)
    assert (told["provider"], told["paybill"], told["account"]) == ("daraja", "600638", paying.reference)


@ONE
def test_what_an_agency_recorded_and_nobody_priced_has_no_fee(reader: Agency) -> None:
    reference = reader.record()["reference"]
    told = payments(reader, reference)
    assert (told["fee"], told["stage"], told["due_kes"], told["provider"]) == (None, "nothing due", 0, None)


@ONE
def test_a_look_is_written_down_and_a_miss_is_counted(reader: Agency, paying: Paying) -> None:
    payments(reader, paying.reference)
    page(reader, "limit=7")
    before = API_MISSES._value.get()
    refusal(reader.get(f"{APPLICATIONS}/102030405060/payments"), 404)
    assert API_MISSES._value.get() == before + 1
    assert [(row.actor, row.action, row.subject, row.details) for row in trail(paying.container)] == [
        (reader.actor, agency_reads.READ, paying.reference, {"part": "payments"}),
        (reader.actor, "payment.listed", "dis", {"lines": "0"}),
    ]


# Out of reach


@ONE
def test_money_out_of_reach_is_not_there(paying: Paying, reader: Agency) -> None:
    """For another agency, a key of another service and a test key, the bytes are those for an unknown reference."""
    paying.listed("SJK0000001")
    here = paying.container
    strangers = [
        agency_of(here, reader._client, "ntsa"),
        agency_of(here, reader._client, services={"passport-renew-50"}),
        agency_of(here, reader._client, test_phone="+254712345678"),
    ]
    for each in strangers:
        answer = each.get(f"{APPLICATIONS}/{paying.reference}/payments")
        nothing = each.get(f"{APPLICATIONS}/102030405060/payments")
        assert (answer.status_code, answer.data, uncounted(answer)) == (404, nothing.data, uncounted(nothing))
        assert page(each)["payments"] == []
    own = agency_of(here, reader._client, services={"passport-renew-34", "passport-renew-50"})
    assert codes(own) == codes(reader) == ["SJK0000001"]
    assert payments(own, paying.reference)["paid_kes"] == 7550


@ONE
def test_a_test_application_names_no_account_to_pay_real_money_to(paying: Paying, reader: Agency) -> None:
    with paying.container.database.transaction() as session:
        session.execute(update(Application).values(is_test=True))
    paying.listed("SJK0000001", Decimal(1))
    tester = agency_of(paying.container, reader._client, test_phone="+254712345678")
    told = payments(tester, paying.reference)
    assert [told[name] for name in ("provider", "paybill", "account")] == [None] * 3
    assert told["due_kes"] == 7550, "real money that names it counts for nobody"
    assert (codes(tester), codes(reader)) == ([], [])


@ONE
@pytest.mark.parametrize("path", [LIST, f"{APPLICATIONS}/102030405060/payments"])
def test_the_scope_is_wanted(paying: Paying, reader: Agency, path: str) -> None:
    others = frozenset(Scope) - {Scope.READ_PAYMENTS, Scope.WRITE_ACCOUNTS}
    assert "payments:read" in refusal(agency_of(paying.container, reader._client, scopes=others).get(path), 403)


# The list


@pytest.fixture
def three(paying: Paying, clock: Clock) -> list[str]:
    """Three receipts of one application, a minute apart; their codes."""
    names = [f"SJK000000{number}" for number in range(3)]
    for name, amount in zip(names, PARTS, strict=True):
        paying.listed(name, amount)
        clock.move(minutes=1)
    return names


def pages(agency: Agency, query: str) -> Iterator[dict[str, Any]]:
    found = page(agency, query)
    yield found
    while found["next"]:
        found = page(agency, f"{query}&cursor={found['next']}")
        yield found


@pytest.mark.parametrize("services", [(), {"passport-renew-34", "passport-renew-50", "passport-renew-66"}])
def test_the_list_goes_on_where_it_stopped(paying: Paying, reader: Agency, three: list[str], services: Any) -> None:
    own = agency_of(paying.container, reader._client, services=services)
    for limit in (1, 2, 3, 4):
        found = [*pages(own, f"limit={limit}")]
        told = [each["receipt"] for part in found for each in part["payments"]]
        assert told == three
        assert len(found) == -(-3 // limit)
        assert len({part["as_of"] for part in found}) == 1
    [first] = page(own, "limit=1")["payments"]
    assert (first["reference"], first["service"]) == (paying.reference, "passport-renew-34")
    assert (first["amount_kes"], first["changed_at"]) == (1000, "2026-11-23T09:00:00Z")


def test_since_is_from_then_on_and_until_is_before(reader: Agency, three: list[str]) -> None:
    assert codes(reader, "since=2026-11-23T09:01:00Z") == three[1:]
    assert codes(reader, "since=2026-11-23T12:01:00%2B03:00&until=2026-11-23T09:02:00Z") == three[1:2]
    assert codes(reader, "until=2026-11-23T09:00:00Z") == []


@ONE
def test_what_changes_comes_again_and_what_is_asked_as_of_misses_nothing(
    paying: Paying, reader: Agency, three: list[str], clock: Clock
) -> None:
    seen = page(reader)
    assert seen["as_of"] == (clock() - timedelta(minutes=2)).isoformat().replace("+00:00", "Z")
    clock.move(minutes=10)
    assert codes(reader, f"since={page(reader)['as_of']}") == []
    paying.listed("SJK0000009", Decimal(2000))
    assert paying.status == "submitted"
    again = page(reader, f"since={seen['as_of']}")["payments"]
    assert [each["receipt"] for each in again] == [*three[1:], "SJK0000009"]
    assert [each["refunds"] for each in again][-1][0]["amount_kes"] == 450
    assert {each["id"] for each in seen["payments"][1:]} < {each["id"] for each in again}


@ONE
def test_money_that_is_nobodys_is_listed_once_staff_say_whose_it_is(paying: Paying, reader: Agency) -> None:
    paying.listed("SJK0000001", account="scribble")
    assert codes(reader) == []
    paying.do(reconciliation.match_receipt, "SJK0000001", paying.reference, actor="operator", contacts=paying.contacts)
    assert codes(reader) == ["SJK0000001"]


@ONE
@pytest.mark.parametrize("cursor", ["", "x", "e30", "WzFd", "%00", "a" * 500, "WyJ4IiwieSIsInoiLCJ3Il0"])
def test_a_cursor_that_is_none_is_refused(reader: Agency, three: list[str], cursor: str) -> None:
    assert refusal(reader.get(f"{LIST}?cursor={cursor}"), 400).startswith("cursor: ")


@ONE
def test_a_cursor_of_another_question_is_refused(reader: Agency, three: list[str]) -> None:
    following = page(reader, "limit=1")["next"]
    assert codes(reader, f"limit=2&cursor={following}") == three[1:]
    refusal(reader.get(f"{LIST}?since=2026-11-23T09:00:00Z&cursor={following}"), 400)


@ONE
@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "since=yesterday", "since=2026-11-23", "until=2026-11-23T09:00:00", "since="]
)
def test_what_cannot_be_read_of_the_question_is_refused(reader: Agency, query: str) -> None:
    assert refusal(reader.get(f"{LIST}?{query}"), 400).startswith(query.partition("=")[0])


def test_what_the_release_before_writes_is_listed_by_the_worker(
    paying: Paying, reader: Agency, three: list[str], clock: Clock
) -> None:
    """It does not know the lists: their columns are NULL in a receipt that it credits, stale in one that it moves."""
    assert receipt_lists.list_left_out in NOW_AND_THEN
    unlisted = dict.fromkeys(("agency_code", "service_code", "is_test", "changed_at", "listed_state"))
    with paying.container.database.transaction() as session:
        session.execute(update(PaymentReceipt).where(PaymentReceipt.receipt == three[0]).values(unlisted))
        session.execute(update(PaymentReceipt).where(PaymentReceipt.receipt == three[1]).values(state="surplus"))
    assert codes(reader) == three[1:]
    clock.move(minutes=5)
    since = clock().isoformat().replace("+00:00", "Z")
    assert paying.do(receipt_lists.list_left_out) == 2
    assert sorted(codes(reader, f"since={since}")) == three[:2]
    assert paying.do(receipt_lists.list_left_out) == 0


@ONE
def test_a_new_key_of_the_ring_changes_nothing_that_is_listed(
    paying: Paying, reader: Agency, three: list[str], clock: Clock
) -> None:
    before = page(reader)["payments"]
    clock.move(days=1)
    with paying.container.database.transaction() as session:
        row = session.scalars(select(PaymentReceipt).where(PaymentReceipt.receipt == three[0])).one()
        row.account_sealed = b"sealed anew"
    assert page(reader)["payments"] == before


@ONE
def test_a_word_of_a_newer_release_hides_no_receipt(paying: Paying, reader: Agency, three: list[str]) -> None:
    with paying.container.database.transaction() as session:
        newer = {"channels": "pull,telepathy", "reason": "a newer one", "provider": "newpay"}
        session.execute(update(PaymentReceipt).where(PaymentReceipt.receipt == three[1]).values(newer))
    told = page(reader)["payments"][1]
    assert (told["channels"], told["reason"], told["provider"]) == (["pull", "telepathy"], "a newer one", "newpay")
    assert len(payments(reader, paying.reference)["receipts"]) == 3
