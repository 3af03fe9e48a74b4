"""Refunds: each transition of their table, sent once, and only after two persons have agreed.

A walk leads to the state in which its edge begins, stops there (`yield`), and goes on to the state where it ends.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund
from app.domain.payments.payment_states import ReceiptState
from app.domain.payments.provider_port import RefundNotice, RefundOutcome, RefundWord, RequestAccepted, Verdict
from app.domain.payments.receipts import reconciliation
from app.domain.payments.receipts.reconciliation import ItemKind
from app.domain.payments.refunding import refund_decisions, refund_figures, refund_results, refund_worklist
from app.domain.payments.refunding.refund_decisions import RefundEnd, RefundPlan, RefundWay
from app.domain.payments.refunding.refund_states import REFUND_TRANSITIONS, RefundEvent, RefundState
from app.domain.payments.refunding.refund_worklist import ClaimedRefund
from app.domain.privacy import data_subjects, subject_rights
from app.domain.shared.errors import Conflict, Invalid, NotAllowed
from app.domain.shared.payment_ways import Provider
from app.domain.shared.persons import AccountType
from app.worker.refund_sending import RefundSending
from tests.conftest import Clock
from tests.database.holder import ON_SQLITE, PHONE, sms_to
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying

S, E, Out = RefundState, RefundEvent, RefundOutcome
TWO: Final = "staff:dis/a+b"
EARLIER, SECOND, BACK = "SJK0000001", "SJK1A2B3C4", "SJKBACK001"
SENT_BACK: Final = RefundPlan(RefundWay.SEND, PHONE)
BOTH_SENDERS: Final = (Provider.DARAJA,)
Walk = Callable[["Refunding"], Iterator[None]]


class Refunding:
    """An application that was paid twice: the second payment is to be given back."""

    def __init__(self, container: Container, clock: Clock) -> None:
        self.paying = Paying(container, clock, DARAJA)
        self.clock = clock
        self.paying.listed(EARLIER)
        self.paying.listed(SECOND)

    @property
    def refund(self) -> PaymentRefund:
        found: PaymentRefund = self.paying.read(lambda s: s.scalars(select(PaymentRefund)).one())
        return found

    def receipt(self) -> PaymentReceipt:
        mine = select(PaymentReceipt).where(PaymentReceipt.receipt == SECOND)
        found: PaymentReceipt = self.paying.read(lambda s: s.scalars(mine).one())
        return found

    def approve(self, plan: RefundPlan = SENT_BACK) -> None:
        self.paying.do(refund_decisions.approve_refund, self.refund.id, plan, actor=TWO)

    def claim(self) -> ClaimedRefund:
        [claimed] = self.paying.do(refund_worklist.claim_refunds, 5, BOTH_SENDERS)
        assert isinstance(claimed, ClaimedRefund)
        return claimed

    def send(self, outcome: RefundOutcome | None = Out.ACCEPTED) -> ClaimedRefund:
        claimed = self.claim()
        self.paying.do(refund_worklist.record_refund_outcome, claimed, outcome)
        return claimed

    def tell(self, says: RefundWord, *, attempt: int = 1, amount: Decimal = FEE_KES, receipt: str = BACK) -> bool:
        named = f"{self.refund.id}{attempt:04x}"
        told = RefundNotice(named, says, "0", receipt, amount)
        return bool(self.paying.do(refund_results.hear_refund_result, told, self.paying.contacts))

    def settle(self, *, is_done: bool, proof: str = BACK) -> None:
        end, contacts = RefundEnd(is_done, proof), self.paying.contacts
        self.paying.do(refund_decisions.settle_refund, self.refund.id, end, actor=TWO, contacts=contacts)


def approved(at: Refunding) -> Iterator[None]:
    yield
    at.approve()


def claimed(at: Refunding) -> Iterator[None]:
    at.approve()
    yield
    at.claim()


def recorded_where_nobody_sends(at: Refunding) -> Iterator[None]:
    at.approve()
    yield
    assert at.paying.do(refund_worklist.claim_refunds, 5, ()) == []


def rejected_without_a_phone(at: Refunding) -> Iterator[None]:
    at.approve()
    yield
    forget(at)
    assert at.paying.do(refund_worklist.claim_refunds, 5, BOTH_SENDERS) == []


def forget(at: Refunding) -> None:
    """Erase the applicant's data."""

    def erase(session: Any) -> None:
        subject = data_subjects.find_subject(session, AccountType.CITIZEN, "29000001", PHONE)
        assert subject is not None
        subject_rights.erase(session, subject, actor="test")

    at.paying.do(erase)


def done_meanwhile(at: Refunding) -> Iterator[None]:
    at.approve()
    at.send(Out.REJECTED)
    at.approve()
    yield
    assert at.tell(RefundWord.DONE)


def outcome(told: RefundOutcome | None) -> Walk:
    def walk(at: Refunding) -> Iterator[None]:
        at.approve()
        sending = at.claim()
        yield
        at.paying.do(refund_worklist.record_refund_outcome, sending, told)

    return walk


def told(says: RefundWord, *, sent: RefundOutcome | str = Out.ACCEPTED) -> Walk:
    def walk(at: Refunding) -> Iterator[None]:
        at.approve()
        if isinstance(sent, RefundOutcome):
            at.send(sent)
        else:
            at.claim()
        yield
        assert at.tell(says)

    return walk


def answered_late(outcome: RefundOutcome) -> Walk:
    def walk(at: Refunding) -> Iterator[None]:
        at.approve()
        sending = at.claim()
        at.clock.move(minutes=6)
        assert at.paying.do(refund_worklist.settle_lost_refunds) == 1
        yield
        at.paying.do(refund_worklist.record_refund_outcome, sending, outcome)

    return walk


def by_people(*, is_done: bool) -> Walk:
    def walk(at: Refunding) -> Iterator[None]:
        at.approve(RefundPlan(RefundWay.BY_HAND))
        yield
        at.settle(is_done=is_done)

    return walk


def again(at: Refunding) -> Iterator[None]:
    at.approve()
    at.send(Out.REJECTED)
    yield
    at.approve()


WALKS: Final[dict[tuple[RefundState, RefundEvent], Walk]] = {
    (S.QUEUED, E.APPROVE): approved,
    (S.APPROVED, E.SEND): claimed,
    (S.APPROVED, E.RECORD): recorded_where_nobody_sends,
    (S.APPROVED, E.REJECT): rejected_without_a_phone,
    (S.APPROVED, E.CONFIRM): done_meanwhile,
    (S.SENDING, E.ACCEPT): outcome(Out.ACCEPTED),
    (S.SENDING, E.REJECT): outcome(Out.REJECTED),
    (S.SENDING, E.LOSE): outcome(Out.DUPLICATE),
    (S.SENDING, E.RECORD): outcome(None),
    (S.SENDING, E.CONFIRM): told(RefundWord.DONE, sent="not yet"),
    (S.SENDING, E.FAIL): told(RefundWord.FAILED, sent="not yet"),
    (S.SENT, E.CONFIRM): told(RefundWord.DONE),
    (S.SENT, E.FAIL): told(RefundWord.FAILED),
    (S.SENT, E.LOSE): told(RefundWord.UNKNOWN),
    (S.UNKNOWN, E.ACCEPT): answered_late(Out.ACCEPTED),
    (S.UNKNOWN, E.REJECT): answered_late(Out.REJECTED),
    (S.UNKNOWN, E.CONFIRM): told(RefundWord.DONE, sent=Out.UNKNOWN),
    (S.UNKNOWN, E.FAIL): told(RefundWord.FAILED, sent=Out.UNKNOWN),
    (S.RECORDED, E.CONFIRM): by_people(is_done=True),
    (S.RECORDED, E.FAIL): by_people(is_done=False),
    (S.FAILED, E.APPROVE): again,
    (S.FAILED, E.CONFIRM): told(RefundWord.DONE, sent=Out.REJECTED),
}


@pytest.fixture
def refunding(container: Container, clock: Clock) -> Refunding:
    return Refunding(container, clock)


def audited(at: Refunding, action: str) -> Sequence[AuditEvent]:
    query = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
    found: Sequence[AuditEvent] = at.paying.read(lambda session: session.scalars(query).all())
    return found


def test_every_edge_of_a_refund_has_its_walk() -> None:
    assert WALKS.keys() == REFUND_TRANSITIONS.keys()


@ON_SQLITE
@pytest.mark.parametrize("edge", REFUND_TRANSITIONS, ids=lambda edge: f"{edge[0]} {edge[1]}")
def test_an_edge_of_a_refund(refunding: Refunding, edge: tuple[RefundState, RefundEvent]) -> None:
    walk = WALKS[edge](refunding)
    next(walk)
    assert refunding.refund.state == edge[0]
    before, listed = len(audited(refunding, f"refund.{edge[1]}")), refunding.receipt().changed_at
    refunding.clock.move(seconds=1)
    assert next(walk, "done") == "done"
    after = refunding.refund
    assert after.state == REFUND_TRANSITIONS[edge]
    written = audited(refunding, f"refund.{edge[1]}")[before:]
    assert len(written) == 1
    is_by_two = edge[1] is E.APPROVE or edge[0] is S.RECORDED
    assert (written[0].actor, written[0].subject) == (TWO if is_by_two else "worker", SECOND)
    row = refunding.receipt()
    assert listed is not None
    assert row.changed_at is not None
    assert row.changed_at > listed, "agencies are told of it again"
    is_done = after.state == S.DONE
    assert (row.state == ReceiptState.REFUNDED, after.proof == BACK, after.closed_at is not None) == (
        is_done,
        is_done,
        is_done or after.state == S.FAILED,
    )
    assert after.next_at is None or after.state in (S.APPROVED, S.SENDING, S.SENT)
    assert bool([each for each in sms_to(refunding.paying.container, PHONE) if BACK in each]) == is_done


@ON_SQLITE
def test_the_phone_is_told_once(refunding: Refunding) -> None:
    refunding.approve()
    refunding.send()
    for _ in range(2):
        refunding.tell(RefundWord.DONE)
    told = [each for each in sms_to(refunding.paying.container, PHONE) if BACK in each]
    assert len(told) == 1
    assert "KES 7,550 given back, SJKBACK001. Help:" in told[0]


def test_a_refund_is_claimed_by_one_worker_of_many(refunding: Refunding) -> None:
    refunding.approve()
    with ThreadPoolExecutor(4) as threads:
        claims = list(
            threads.map(lambda _: refunding.paying.do(refund_worklist.claim_refunds, 5, BOTH_SENDERS), range(4))
        )
    assert sum(map(len, claims)) == 1


@ON_SQLITE
def test_nothing_lost_is_sent_again_by_itself(refunding: Refunding) -> None:
    refunding.approve()
    refunding.send(Out.UNKNOWN)
    for _ in range(6):
        refunding.clock.move(hours=20)
        refunding.paying.do(refund_worklist.settle_lost_refunds)
        assert refunding.paying.do(refund_worklist.claim_refunds, 5, BOTH_SENDERS) == []
    assert refunding.refund.state == S.UNKNOWN
    with pytest.raises(NotAllowed, match="this refund is unknown"):
        refunding.approve()
    refunding.settle(is_done=False)
    refunding.approve()
    assert refunding.send().epoch == 2


@ON_SQLITE
def test_what_is_sent_and_never_told_of_is_for_people_after_a_day(refunding: Refunding) -> None:
    refunding.approve()
    refunding.send()
    refunding.clock.move(hours=23)
    assert refunding.paying.do(refund_worklist.settle_lost_refunds) == 0
    refunding.clock.move(hours=2)
    assert refunding.paying.do(refund_worklist.settle_lost_refunds) == 1
    [item] = refunding.paying.read(reconciliation.open_items)
    assert (item.kind, item.name, item.why) == (ItemKind.REFUND, SECOND, "already paid, unknown")
    assert refunding.paying.read(refund_figures.count_refunds_for_people)["unknown"] == 1


@ON_SQLITE
def test_a_result_that_does_not_fit_is_looked_at(refunding: Refunding) -> None:
    refunding.approve()
    refunding.send()
    assert refunding.tell(RefundWord.DONE, amount=FEE_KES + 1)
    assert (refunding.refund.state, refunding.refund.code) == (S.UNKNOWN, "does not fit")
    assert not refunding.tell(RefundWord.DONE, receipt=EARLIER), "money that came in is none that went out"
    assert refunding.refund.state == S.UNKNOWN


@ON_SQLITE
def test_a_failure_of_an_earlier_attempt_says_nothing_of_this_one(refunding: Refunding) -> None:
    refunding.approve()
    refunding.send()
    refunding.tell(RefundWord.FAILED)
    refunding.approve()
    refunding.claim()
    assert not refunding.tell(RefundWord.FAILED, attempt=1)
    assert refunding.refund.state == S.SENDING


@ON_SQLITE
def test_a_result_of_what_was_never_sent_changes_nothing(refunding: Refunding) -> None:
    assert not refunding.tell(RefundWord.DONE)
    assert not refunding.tell(RefundWord.DONE, attempt=0)
    assert refunding.refund.state == S.QUEUED


@ON_SQLITE
def test_no_other_phone_than_the_one_that_paid(container: Container, clock: Clock) -> None:
    paying = Paying(container, clock, DARAJA)
    paying.ask()
    paying.send(RequestAccepted("ws_CO_1"))
    paying.listed(EARLIER)
    clock.move(seconds=20)
    paying.query(Verdict.PAID)
    paying.listed(SECOND)
    paid = paying.read(lambda s: s.scalars(select(PaymentRefund)).one())

    def plan(phone: str) -> None:
        paying.do(refund_decisions.approve_refund, paid.id, RefundPlan(RefundWay.SEND, phone), actor=TWO)

    with pytest.raises(Invalid, match="mobile number"):
        plan("12345")
    paying.do(lambda s: setattr(s.get(PaymentReceipt, paid.receipt_id), "payment_id", paying_id(s)))
    with pytest.raises(NotAllowed, match="the phone that paid"):
        plan("+254711000999")
    plan(PHONE)


def paying_id(session: Any) -> str:
    return str(session.scalars(select(Payment.id)).one())


@ON_SQLITE
def test_a_receipt_of_a_refund_stands_for_no_other_money(refunding: Refunding) -> None:
    refunding.approve(RefundPlan(RefundWay.BY_HAND))
    for wrong, why in ((EARLIER, Conflict), ("  ", Invalid), ("É", Invalid)):
        with pytest.raises(why):
            refunding.settle(is_done=True, proof=wrong)
    assert refunding.refund.state == S.RECORDED
    refunding.settle(is_done=True, proof=" doc 12/3 ")
    assert refunding.refund.proof == "DOC12/3"


def test_money_that_is_nobodys_goes_back_whole(container: Container, clock: Clock) -> None:
    paying = Paying(container, clock, DARAJA)
    paying.listed(SECOND, account="55512")
    row = paying.read(lambda s: s.scalars(select(PaymentReceipt)).one())
    refund_id = paying.do(refund_decisions.give_back_unmatched, row.id, actor=TWO)
    with pytest.raises(NotAllowed, match="nobody's"):
        paying.do(refund_decisions.give_back_unmatched, row.id, actor=TWO)
    paying.do(refund_decisions.approve_refund, refund_id, SENT_BACK, actor=TWO)
    [claimed] = paying.do(refund_worklist.claim_refunds, 5, BOTH_SENDERS)
    paying.do(refund_worklist.record_refund_outcome, claimed, Out.ACCEPTED)
    told = RefundNotice(f"{refund_id}0001", RefundWord.DONE, "0", BACK, FEE_KES)
    assert paying.do(refund_results.hear_refund_result, told, paying.contacts)
    assert paying.receipts() == {SECOND: ReceiptState.REFUNDED}
    [sms] = [each for each in sms_to(container, PHONE) if BACK in each]
    assert sms.startswith("eCitizen: KES 7,550 given back")


# The worker


@dataclass
class Sender:
    """A provider that gives this answer, or raises it where it is an exception; it records its calls."""

    answer: RefundOutcome | Exception | None = Out.ACCEPTED
    asked: list[tuple[str, str, Decimal]] = field(default_factory=list)

    def send_refund(self, refund_id: str, phone: str, amount_kes: Decimal, *, token: str) -> RefundOutcome | None:
        self.asked.append((refund_id, phone, amount_kes))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.mark.parametrize(
    ("answer", "state"),
    [(Out.ACCEPTED, S.SENT), (Out.UNKNOWN, S.UNKNOWN), (OSError("gone"), S.UNKNOWN), (None, S.RECORDED)],
    ids=str,
)
@ON_SQLITE
def test_the_worker_sends_what_was_agreed_on_once(refunding: Refunding, answer: Any, state: RefundState) -> None:
    sender = Sender(answer)
    worker = RefundSending(refunding.paying.container, {Provider.DARAJA: sender})  # type: ignore[dict-item]
    assert worker.turn() == []
    refunding.approve()
    for _ in range(3):
        wait(worker.turn(), 10)
    worker.finish()
    assert sender.asked == [(refunding.refund.id, PHONE, FEE_KES)]
    assert refunding.refund.state == state


@ON_SQLITE
def test_what_pesaflow_took_is_recorded(container: Container, clock: Clock) -> None:
    paying = Paying(container, clock, replace(PESAFLOW))
    for name in (EARLIER, SECOND):
        paying.listed(name)
    refund = paying.read(lambda s: s.scalars(select(PaymentRefund)).one())
    paying.do(refund_decisions.approve_refund, refund.id, SENT_BACK, actor=TWO)
    sender = Sender()
    worker = RefundSending(container, {Provider.PESAFLOW: sender})  # type: ignore[dict-item]
    wait(worker.turn(), 10)
    worker.finish()
    assert sender.asked == []
    assert paying.read(lambda s: s.get(PaymentRefund, refund.id)).state == S.RECORDED
