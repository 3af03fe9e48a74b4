"""Money in the console: the worklist, queries, matching by hand, refunds by two persons, codes, exports; and reach."""

import csv
import io
import re
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue import models
from app.domain.payments import claims, worklist
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import ClaimState, Payment, PaymentClaim, PaymentReceipt, PaymentRefund
from app.domain.payments.provider_port import RefundNotice, RefundOutcome, RefundWord, RequestAccepted, Verdict
from app.domain.payments.refunding import refund_results, refund_worklist
from app.domain.payments.refunding.refund_states import RefundState
from app.domain.shared import references
from app.domain.shared.payment_ways import Provider
from app.domain.staff.roles import Role
from tests.conftest import Clock
from tests.console.driver import Driver, text_of
from tests.database.holder import PHONE, sms_to
from tests.database.paying import DARAJA, FEE_KES, Paying

FIRST, SECOND, NOBODYS, BACK = "SJK0000001", "SJK1A2B3C4", "SJK5555555", "SJKBACK001"
TYPED: Final = "+254711000999"


class Treasury:
    """An application that is to be paid, and the staff of its agency, of another, and of none."""

    def __init__(self, container: Container, clock: Clock) -> None:
        self.paying, self.clock, self.container = Paying(container, clock, DARAJA), clock, container

    @cached_property
    def anna(self) -> Driver:
        return Driver.of(self.container, "anna", Role.SUPERVISOR, "dis")

    @cached_property
    def brian(self) -> Driver:
        return Driver.of(self.container, "brian", Role.SUPERVISOR, "dis")

    @cached_property
    def elsewhere(self) -> Driver:
        return Driver.of(self.container, "elsewhere", Role.SUPERVISOR, "ntsa")

    @cached_property
    def operator(self) -> Driver:
        return Driver.of(self.container, "operator", Role.OPERATOR)

    def receipt_path(self, code: str) -> str:
        mine = select(PaymentReceipt.id).where(PaymentReceipt.receipt == code)
        return f"/console/money/receipts/{self.paying.read(lambda s: s.scalar(mine))}"

    def paid_twice(self) -> str:
        """Pay twice; the path of the second receipt."""
        self.paying.listed(FIRST)
        self.paying.listed(SECOND)
        return self.receipt_path(SECOND)

    @property
    def refund(self) -> PaymentRefund:
        found: PaymentRefund = self.paying.read(lambda s: s.scalars(select(PaymentRefund)).one())
        return found

    def ask(self, who: Driver, path: str, **fields: str) -> TestResponse:
        """Send the form that asks for the only refund; the response."""
        who.get(path)
        given = {"way": "send", "phone": "0711 000 999", "reason": "paid twice"} | fields
        return who.post(f"/console/money/refunds/{self.refund.id}/ask", **given)

    def decide(self, who: Driver) -> tuple[str, TestResponse]:
        """Approve the request that is listed first; the text of its page, and the response."""
        link = re.findall(r'href="(/console/approvals/\w+)"', who.get("/console/approvals").text)[0]
        return text_of(who.get(link)), who.post(f"{link}/approve")

    def actions(self) -> list[tuple[str, str]]:
        rows = self.paying.read(lambda s: s.scalars(select(AuditEvent).order_by(AuditEvent.id)).all())
        return [(each.action, each.actor) for each in rows]


@pytest.fixture
def at(container: Container, clock: Clock) -> Treasury:
    return Treasury(container, clock)


def test_what_waits_is_counted_by_age_and_a_late_one_is_marked(at: Treasury) -> None:
    assert "Nothing is to be looked at." in text_of(at.anna.get("/console/money"))
    at.paying.ask()
    at.paying.send()
    at.clock.move(minutes=12)
    page = text_of(at.anna.get("/console/money"))
    assert "A request has waited for 0 h 12 min: is its provider up?" in page
    assert "10 minutes to an hour 1" in page
    assert "0 h 12 min, too long" in page
    assert at.paying.reference in page
    assert f'/console/applications/{at.paying.reference}"' in at.anna.page.text  # type: ignore[union-attr]
    there = text_of(at.elsewhere.get("/console/money"))
    assert at.paying.reference not in there
    assert "10 minutes to an hour 0" in there


def test_a_provider_is_asked_now_and_once(at: Treasury) -> None:
    at.paying.ask()
    at.paying.send()
    at.clock.move(minutes=12)
    assert at.paying.query(Verdict.PENDING) == 1
    at.clock.move(seconds=11)
    at.anna.get("/console/money")
    for said in ("The provider is asked within seconds.", "The provider is being asked already."):
        done = at.anna.post("/console/money/ask", reference=at.paying.reference)
        assert said in text_of(at.anna.follow(done))
    assert len(at.paying.do(worklist.claim_queries, 10)) == 1
    at.elsewhere.get("/console/money")
    for reference in (at.paying.reference, "102030405060", ""):
        assert at.elsewhere.post("/console/money/ask", reference=reference).status_code == 404


def test_money_that_is_nobodys_is_matched_by_hand_after_a_look_at_what_happens(at: Treasury) -> None:
    at.paying.listed(NOBODYS, account="55512")
    claims_of = ClaimWish(at.paying.reference, NOBODYS, PHONE, "en")
    at.paying.do(claims.claim_payment, claims_of)
    path = at.receipt_path(NOBODYS)
    assert NOBODYS not in text_of(at.anna.get("/console/money"))
    assert at.anna.get(path).status_code == 404
    assert at.anna.post(f"{path}/match", reference=at.paying.reference, due="7550.00").status_code == 404
    assert NOBODYS in text_of(at.operator.get("/console/money"))
    assert "belongs to no application yet" in text_of(at.operator.get(path))
    assert at.operator.post(f"{path}/match", reference="102030405061").status_code == 422
    shown = text_of(at.operator.post(f"{path}/match", reference=at.paying.reference))
    assert "The application is paid and goes to the office. The citizen is told." in shown
    at.operator.post(f"{path}/match", reference=at.paying.reference, due="7000.00")
    assert at.paying.status == "awaiting_payment", "a look changes nothing, nor does what was seen before a change"
    done = at.operator.post(f"{path}/match", reference=at.paying.reference, due="7550.00")
    assert f"It counts for {at.paying.reference}." in text_of(at.operator.follow(done))
    assert at.paying.status == "submitted"
    again = at.operator.post(f"{path}/match", reference=at.paying.reference, due="7550.00")
    assert again.status_code == 422, "a second click counts nothing twice"
    assert at.paying.read(lambda s: s.scalars(select(PaymentClaim.state)).one()) == ClaimState.MATCHED
    assert ("receipt.match", "staff:national/operator") in at.actions()


def test_a_refund_takes_two_persons_who_both_see_the_whole_phone(at: Treasury) -> None:
    path = at.paid_twice()
    assert at.ask(at.anna, path, phone="").status_code == 422, "the phone is not known: it is typed"
    done = at.ask(at.anna, path)
    assert "Another person decides" in text_of(at.anna.follow(done))
    assert at.ask(at.brian, path).status_code == 422, "one request waits at a time"
    assert str(at.refund.state) == "queued"
    [own] = re.findall(r'href="(/console/approvals/\w+)"', at.anna.get("/console/approvals").text)
    assert TYPED in text_of(at.anna.get(own))
    assert at.anna.post(f"{own}/approve").status_code == 422, "nobody decides on their own request"
    assert at.elsewhere.get(own).status_code == 404
    shown, answer = at.decide(at.brian)
    assert all(each in shown for each in (TYPED, SECOND, "KES 7550.00", "Sent to the phone", "paid twice"))
    assert answer.status_code == 303
    assert at.refund.state == RefundState.APPROVED
    assert at.refund.approved_by == "staff:dis/anna+brian"
    assert TYPED not in at.anna.get(path).text, "a page shows no whole phone"
    [claimed] = at.paying.do(refund_worklist.claim_refunds, 5, (Provider.DARAJA,))
    assert claimed.phone == TYPED
    assert ("refund.approve", "staff:dis/anna+brian") in at.actions()
    details = at.paying.read(lambda s: [str(each.details) for each in s.scalars(select(AuditEvent))])
    assert not [each for each in details if TYPED in each]


def test_what_has_changed_since_it_was_asked_for_is_refused(at: Treasury) -> None:
    path = at.paid_twice()
    at.ask(at.anna, path)
    at.paying.do(lambda s: setattr(s.get(PaymentRefund, at.refund.id), "epoch", 3))
    _, answer = at.decide(at.brian)
    assert answer.status_code == 422
    assert "has changed since" in text_of(answer)
    assert at.refund.state == RefundState.QUEUED


def test_a_lost_refund_is_settled_by_two_persons_from_the_providers_record(at: Treasury) -> None:
    path = at.paid_twice()
    at.ask(at.anna, path)
    at.decide(at.brian)
    [claimed] = at.paying.do(refund_worklist.claim_refunds, 5, (Provider.DARAJA,))
    at.paying.do(refund_worklist.record_refund_outcome, claimed, RefundOutcome.UNKNOWN)
    assert "It is not sent again by itself." in text_of(at.brian.get(path))
    settle = f"/console/money/refunds/{at.refund.id}/settle"
    assert at.brian.post(settle, proof=BACK, reason="in the portal").status_code == 422, "how it ended is chosen"
    assert at.brian.post(settle, done="yes", proof="", reason="in the portal").status_code == 422
    assert at.brian.post(settle, done="yes", proof=BACK, reason="in the portal").status_code == 303
    assert at.brian.get(path).status_code == 200
    shown, _ = at.decide(at.anna)
    assert BACK in shown
    assert (at.refund.state, at.refund.proof) == (RefundState.DONE, BACK)
    assert "given back" in text_of(at.anna.get(path))
    assert [each for each in sms_to(at.container, TYPED) if BACK in each]
    late = RefundNotice(f"{at.refund.id}0001", RefundWord.DONE, "0", BACK, FEE_KES)
    assert not at.paying.do(refund_results.hear_refund_result, late, at.paying.contacts)


def test_the_phone_that_paid_is_taken_by_itself_and_money_of_nobody_goes_back_whole(at: Treasury) -> None:
    at.paying.listed(NOBODYS, account="55512")
    path = at.receipt_path(NOBODYS)
    at.operator.get(path)
    given = {"way": "send", "phone": "0711000999", "reason": "nobody called"}
    assert at.operator.post(f"{path}/give-back", **given).status_code == 303
    assert at.operator.post(f"{path}/give-back", **given).status_code == 422
    second = Driver.of(at.container, "second", Role.OPERATOR)
    shown, answer = at.decide(second)
    assert "looking for that ends" in shown
    assert answer.status_code == 303
    assert at.refund.state == RefundState.APPROVED
    assert at.brian.get(path).status_code == 404


def test_a_citizens_code_is_closed_and_the_citizen_is_told(at: Treasury) -> None:
    wish = ClaimWish(at.paying.reference, "SJK9Z8Y7X6", PHONE, "sw")
    at.paying.do(claims.claim_payment, wish)
    at.paying.do(lambda s: setattr(s.scalars(select(PaymentClaim)).one(), "state", ClaimState.TO_STAFF))
    path = f"/console/money/codes/{at.paying.read(lambda s: s.scalar(select(PaymentClaim.id)))}"
    assert at.elsewhere.get(path).status_code == 404
    assert "SJK9Z8Y7X6" in text_of(at.anna.get(path))
    assert at.anna.post(f"{path}/close").status_code == 422
    assert at.anna.post(f"{path}/close", found="not found").status_code == 303
    assert at.anna.post(f"{path}/close", found="elsewhere").status_code == 422, "once"
    assert "hakuna malipo ya kodi ya M-PESA SJK9Z8Y7X6" in sms_to(at.container, PHONE)[-1]


def exported(who: Driver, clock: Clock, what: str = "receipts", **fields: str) -> list[dict[str, str]]:
    today = clock().date().isoformat()
    who.get("/console/money/exports")
    answer = who.post(f"/console/money/exports/{what}", **({"first": today, "last": today} | fields))
    assert answer.status_code == 200, text_of(answer)
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_an_export_says_who_applied_and_which_receipt_paid(at: Treasury) -> None:
    at.paying.ask()
    at.paying.send(RequestAccepted("ws_CO_1"))
    at.paying.listed(FIRST)
    at.paying.do(_link)
    at.paying.listed(SECOND)
    at.paying.listed("=cmd|'/c calc'!A1", Decimal(1), account="55512")
    rows = {each["receipt"]: each for each in exported(at.anna, at.clock)}
    assert set(rows) == {FIRST, SECOND}, "an agency is told of its own"
    row, account = rows[FIRST], at.paying.application.account_id
    assert (row["application"], row["applied_by"]) == (references.shown(at.paying.reference), f"account {account}")
    assert (row["amount_kes"], row["state"], row["status"]) == ("7550.00", "credited", "submitted")
    assert row["request"] == at.paying.read(lambda s: s.scalar(select(Payment.id)))
    assert re.fullmatch(r"[0-9a-f]{16}", row["payer_digest"])
    assert PHONE[-9:] not in str(rows)
    assert "queued" in rows[SECOND]["refunds"]
    assert row["paid_at_utc"] < row["paid_at_nairobi"]
    whole = [each["receipt"] for each in exported(at.operator, at.clock)]
    assert next(each for each in whole if "cmd" in each).startswith("'="), "no formula"
    assert len(whole) == 3
    assert exported(at.elsewhere, at.clock) == []
    assert ("money.exported_receipts", "staff:dis/anna") in at.actions()


def _link(session: Any) -> None:
    """Link the only receipt to the payment request."""
    session.scalars(select(PaymentReceipt)).one().payment_id = session.scalar(select(Payment.id))


def test_the_export_of_what_people_give_back(at: Treasury) -> None:
    path = at.paid_twice()
    at.ask(at.anna, path, way="by hand", phone="")
    assert exported(at.anna, at.clock, "refunds") == []
    at.decide(at.brian)
    [row] = exported(at.anna, at.clock, "refunds")
    assert (row["receipt"], row["state"], row["approved_by"]) == (SECOND, "recorded", "staff:dis/anna+brian")
    assert exported(at.elsewhere, at.clock, "refunds") == []


@pytest.mark.parametrize(
    ("first", "last"), [("2026-01-01", "2026-04-03"), ("2026-01-02", "2026-01-01"), ("x", ""), ("0001-01-01",) * 2]
)
def test_days_that_are_none_or_too_many_are_refused(at: Treasury, first: str, last: str) -> None:
    at.anna.get("/console/money/exports")
    assert at.anna.post("/console/money/exports/receipts", first=first, last=last).status_code == 422


def test_who_only_looks_may_act_on_nothing(at: Treasury) -> None:
    path = at.paid_twice()
    auditor = Driver.of(at.container, "auditor", Role.AUDITOR)
    assert "Ask to give it back" not in text_of(auditor.get(path))
    assert auditor.post(f"/console/money/refunds/{at.refund.id}/ask").status_code == 403


def test_staff_of_some_services_reach_the_money_of_those(at: Treasury) -> None:
    path = at.paid_twice()
    mine = at.paying.application.service_code
    agency = at.paying.application.agency_code
    others = at.paying.read(
        lambda s: s.scalar(
            select(models.Service.code).where(models.Service.agency_code == agency, models.Service.code != mine)
        )
    )
    narrow = Driver.of(at.container, "narrow", Role.SUPERVISOR, agency, services=(others,))
    own = Driver.of(at.container, "own", Role.SUPERVISOR, agency, services=(mine,))
    assert (narrow.get(path).status_code, own.get(path).status_code) == (404, 200)
    at.ask(at.anna, path)
    assert "/console/approvals/" not in narrow.get("/console/approvals").text.split("<main")[1]
    [link] = re.findall(r'href="(/console/approvals/\w+)"', own.get("/console/approvals").text)
    narrow.get("/console/approvals")
    assert (narrow.get(link).status_code, narrow.post(f"{link}/approve").status_code) == (404, 404)
    assert at.refund.state == RefundState.QUEUED
