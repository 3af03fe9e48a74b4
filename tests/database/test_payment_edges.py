"""Every transition of payments and receipts, made as the application makes it, with the audit row that it writes.

A walk leads to the state in which its edge begins, stops there (`yield`), and goes on to the state where it ends.
"""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applying import withdrawal
from app.domain.audit.audit_log import AuditEvent
from app.domain.payments import requests, worklist
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_events import apply_receipt_event
from app.domain.payments.payment_states import (
    PAYMENT_TRANSITIONS,
    RECEIPT_TRANSITIONS,
    FailureReason,
    PaymentEvent,
    PaymentState,
    ReceiptEvent,
    ReceiptState,
)
from app.domain.payments.provider_port import RequestAccepted, RequestRejected, RequestUnknown, Verdict
from app.domain.payments.receipts import reconciliation, rows
from app.domain.payments.worklist import ClaimedRequest
from app.domain.shared.payment_ways import Provider
from tests.conftest import Clock
from tests.database.holder import ON_SQLITE, PHONE, login
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying

Walk = Callable[[Paying], Iterator[None]]
RECEIPT, EARLIER = "SJK1A2B3C4", "SJK0000001"
NOBODYS = "55512"
REJECTED: Final = RequestRejected("500.001.1001", FailureReason.BUSY_LINE)
LOST: Final = RequestUnknown("ReadTimeout")
P, E, R, S = PaymentState, PaymentEvent, ReceiptState, ReceiptEvent
OF_PESAFLOW: Final = {(P.PROMPTED, E.LAPSE), (P.UNKNOWN, E.ACCEPT)}
"""Transitions that happen with Pesaflow only."""


def claim(paying: Paying) -> ClaimedRequest:
    """The worker claims the request, and is about to send it."""
    paying.ask()
    paying.clock.move(seconds=5)
    [claimed] = paying.do(worklist.claim_requests, 5)
    assert isinstance(claimed, ClaimedRequest)
    return claimed


def give_up(paying: Paying) -> None:
    """Let more than three days pass in which no query has a result."""
    for _ in range(80):
        paying.query(Verdict.UNKNOWN, code="17x")
        paying.do(worklist.settle_lost, paying.contacts)
        paying.clock.move(hours=1)


def sent(paying: Paying) -> Iterator[None]:
    paying.ask()
    yield
    paying.clock.move(seconds=5)
    paying.do(worklist.claim_requests, 5)


def stopped(paying: Paying) -> Iterator[None]:
    paying.ask()
    yield
    paying.listed(EARLIER)
    paying.clock.move(seconds=5)
    assert paying.do(worklist.claim_requests, 5) == []


def outcome(told: RequestAccepted | RequestRejected | RequestUnknown) -> Walk:
    def walk(paying: Paying) -> Iterator[None]:
        claimed = claim(paying)
        yield
        paying.do(worklist.record_outcome, claimed, told, paying.contacts)

    return walk


def found_while_sending(paying: Paying) -> Iterator[None]:
    claim(paying)
    yield
    paying.listed(RECEIPT)


def answered(verdict: Verdict, **facts: object) -> Walk:
    def walk(paying: Paying) -> Iterator[None]:
        paying.ask()
        paying.send()
        yield
        paying.clock.move(seconds=20)
        paying.query(verdict, **facts)

    return walk


def lapsed(paying: Paying) -> Iterator[None]:
    paying.ask()
    paying.send(RequestAccepted("GWLQKD", FEE_KES))
    yield
    paying.clock.move(seconds=160)
    paying.query(Verdict.PENDING, paid_kes=FEE_KES - FEE_KES, expected_kes=FEE_KES)


def given_up(told: RequestAccepted | RequestUnknown) -> Walk:
    def walk(paying: Paying) -> Iterator[None]:
        paying.ask()
        paying.send(told)
        yield
        give_up(paying)

    return walk


def found_by_reference(paying: Paying) -> Iterator[None]:
    paying.ask()
    paying.send(LOST)
    yield
    paying.clock.move(seconds=20)
    paying.query(Verdict.PENDING, request_id="GWLQKD", expected_kes=FEE_KES)


def rejected_late(paying: Paying) -> Iterator[None]:
    claimed = claim(paying)
    paying.clock.move(seconds=91)
    paying.do(worklist.settle_lost, paying.contacts)
    yield
    paying.do(worklist.record_outcome, claimed, REJECTED, paying.contacts)


def found_in_the_list(paying: Paying) -> Iterator[None]:
    paying.ask()
    paying.send(LOST)
    yield
    paying.listed(RECEIPT)


def named_by_its_callback(paying: Paying) -> Iterator[None]:
    paying.ask()
    name = paying.send(LOST)
    yield
    paying.notice(name, request_id="ws_CO_1")
    paying.query(Verdict.FAILED, code="1032", reason=FailureReason.CANCELLED)


def not_in_the_list(paying: Paying) -> Iterator[None]:
    paying.ask()
    paying.send(LOST)
    yield
    paying.clock.move(minutes=20)
    paying.sweep()
    paying.do(worklist.settle_lost, paying.contacts)


def resolved(verdict: Verdict, **facts: object) -> Walk:
    def walk(paying: Paying) -> Iterator[None]:
        paying.ask()
        paying.send()
        give_up(paying)
        yield
        paying.do(requests.ask_now, paying.reference)
        paying.query(verdict, **facts)

    return walk


def late_success(paying: Paying) -> Iterator[None]:
    paying.ask()
    name = paying.send()
    paying.clock.move(seconds=20)
    paying.query(Verdict.FAILED, code="1037", reason=FailureReason.NO_ANSWER)
    yield
    paying.notice(name, RECEIPT, amount_kes=FEE_KES)
    paying.query(Verdict.PAID)


def paid_though_rejected(paying: Paying) -> Iterator[None]:
    paying.ask()
    name = paying.send(REJECTED)
    yield
    paying.notice(name, RECEIPT, amount_kes=FEE_KES, request_id="ws_CO_1")
    paying.query(Verdict.PAID)


PAYMENT_WALKS: Final[dict[tuple[PaymentState, PaymentEvent], Walk]] = {
    (P.ASKED, E.SEND): sent,
    (P.ASKED, E.STOP): stopped,
    (P.SENDING, E.ACCEPT): outcome(RequestAccepted("REQ1")),
    (P.SENDING, E.REJECT): outcome(REJECTED),
    (P.SENDING, E.LOSE): outcome(LOST),
    (P.SENDING, E.CONFIRM): found_while_sending,
    (P.PROMPTED, E.CONFIRM): answered(Verdict.PAID),
    (P.PROMPTED, E.FAIL): answered(Verdict.FAILED, code="2001", reason=FailureReason.WRONG_PIN),
    (P.PROMPTED, E.LAPSE): lapsed,
    (P.PROMPTED, E.GIVE_UP): given_up(RequestAccepted("REQ1")),
    (P.UNKNOWN, E.ACCEPT): found_by_reference,
    (P.UNKNOWN, E.REJECT): rejected_late,
    (P.UNKNOWN, E.CONFIRM): found_in_the_list,
    (P.UNKNOWN, E.FAIL): named_by_its_callback,
    (P.UNKNOWN, E.LAPSE): not_in_the_list,
    (P.UNKNOWN, E.GIVE_UP): given_up(LOST),
    (P.UNRESOLVED, E.CONFIRM): resolved(Verdict.PAID),
    (P.UNRESOLVED, E.FAIL): resolved(Verdict.FAILED, code="1032", reason=FailureReason.CANCELLED),
    (P.FAILED, E.CORRECT): late_success,
    (P.REJECTED, E.CORRECT): paid_though_rejected,
}


def listed(*, doubted: bool = False, account: str | None = "", is_second: bool = False) -> Walk:
    """A receipt that is heard of, perhaps doubted, and then named by the list."""

    def walk(paying: Paying) -> Iterator[None]:
        if is_second:
            paying.listed(EARLIER)
        paying.notice(None, RECEIPT, amount_kes=FEE_KES, account=paying.reference)
        if doubted:
            paying.clock.move(days=4)
            paying.do(reconciliation.doubt_unconfirmed)
        yield
        paying.listed(RECEIPT, account=account)

    return walk


def doubted(paying: Paying) -> Iterator[None]:
    paying.notice(None, RECEIPT, amount_kes=FEE_KES, account=paying.reference)
    yield
    paying.clock.move(days=4)
    paying.do(reconciliation.doubt_unconfirmed)


def matched(*, is_second: bool) -> Walk:
    def walk(paying: Paying) -> Iterator[None]:
        if is_second:
            paying.listed(EARLIER)
        paying.listed(RECEIPT, account=NOBODYS)
        yield
        match = reconciliation.match_receipt
        paying.do(match, RECEIPT, paying.reference, actor="clerk", contacts=paying.contacts)

    return walk


def withdrawn(paying: Paying) -> Iterator[None]:
    paying.listed(RECEIPT)
    yield
    who = login(paying.container, paying.account)
    paying.do(withdrawal.withdraw, who, paying.reference, phone=PHONE, contacts=paying.contacts)


def refunded(paying: Paying) -> Iterator[None]:
    """Applies the event directly; `test_refunds.py` tests the refunds that end with it."""
    paying.listed(EARLIER)
    paying.listed(RECEIPT)
    yield
    with paying.container.database.transaction() as session:
        row = rows.hold_receipt(session, Provider.DARAJA, RECEIPT)
        assert row is not None
        assert apply_receipt_event(session, row, ReceiptEvent.REFUND, actor="clerk")


RECEIPT_WALKS: Final[dict[tuple[ReceiptState, ReceiptEvent], Walk]] = {
    (R.HEARD, S.CREDIT): listed(),
    (R.HEARD, S.MISS): listed(account=NOBODYS),
    (R.HEARD, S.EXCEED): listed(is_second=True),
    (R.HEARD, S.DOUBT): doubted,
    (R.DOUBTFUL, S.CREDIT): listed(doubted=True),
    (R.DOUBTFUL, S.MISS): listed(doubted=True, account=NOBODYS),
    (R.DOUBTFUL, S.EXCEED): listed(doubted=True, is_second=True),
    (R.UNMATCHED, S.MATCH): matched(is_second=False),
    (R.UNMATCHED, S.EXCEED): matched(is_second=True),
    (R.CREDITED, S.WITHDRAW): withdrawn,
    (R.SURPLUS, S.REFUND): refunded,
}


def named(edge: object) -> str:
    state, event = edge if isinstance(edge, tuple) else ("", "")
    return f"{state} {event}"


def audited(paying: Paying, action: str) -> list[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
    found: list[AuditEvent] = list(paying.read(lambda session: session.scalars(query).all()))
    return found


def test_every_edge_has_its_walk() -> None:
    assert PAYMENT_WALKS.keys() == PAYMENT_TRANSITIONS.keys()
    assert RECEIPT_WALKS.keys() == RECEIPT_TRANSITIONS.keys()


@ON_SQLITE
@pytest.mark.parametrize("edge", PAYMENT_TRANSITIONS, ids=named)
def test_an_edge_of_a_payment(container: Container, clock: Clock, edge: tuple[PaymentState, PaymentEvent]) -> None:
    paying = Paying(container, clock, PESAFLOW if edge in OF_PESAFLOW else DARAJA)
    walk = PAYMENT_WALKS[edge](paying)
    next(walk)
    assert paying.payments() == [edge[0]]
    before = len(audited(paying, f"payment.{edge[1]}"))
    assert next(walk, "done") == "done"
    assert paying.payments() == [PAYMENT_TRANSITIONS[edge]]
    written = audited(paying, f"payment.{edge[1]}")
    assert len(written) == before + 1
    assert (written[-1].actor, written[-1].subject) == ("worker", paying.reference)


@ON_SQLITE
@pytest.mark.parametrize("edge", RECEIPT_TRANSITIONS, ids=named)
def test_an_edge_of_a_receipt(container: Container, clock: Clock, edge: tuple[ReceiptState, ReceiptEvent]) -> None:
    paying = Paying(container, clock, DARAJA)
    walk = RECEIPT_WALKS[edge](paying)
    next(walk)
    assert paying.receipts()[RECEIPT] == edge[0]
    assert next(walk, "done") == "done"
    assert paying.receipts()[RECEIPT] == RECEIPT_TRANSITIONS[edge]
    written = [each for each in audited(paying, f"receipt.{edge[1]}") if each.subject == RECEIPT]
    assert len(written) == 1
    by_people = {S.MATCH: "clerk", S.REFUND: "clerk", S.WITHDRAW: "citizen"}
    is_matched = edge == (R.UNMATCHED, S.EXCEED)
    assert written[0].actor == ("clerk" if is_matched else by_people.get(edge[1], "worker"))
    row = paying.read(lambda s: s.scalars(select(PaymentReceipt).where(PaymentReceipt.receipt == RECEIPT)).one())
    assert (row.confirmed_at is not None) == (row.state not in (R.HEARD, R.DOUBTFUL))
