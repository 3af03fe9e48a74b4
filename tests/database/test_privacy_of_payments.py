"""Payments and the rights of a person: they belong to their application, whoever paid, and disclose nobody's phone."""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.payments import claims, worklist
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import Payment, PaymentClaim, PaymentReceipt
from app.domain.payments.provider_port import RequestAccepted, Verdict
from app.domain.privacy import data_subjects, key_rotation, retention, subject_rights
from app.domain.privacy.data_subjects import Subject
from app.domain.subscribers.phones import phone_index
from tests.conftest import KEY, Clock, settings
from tests.database.holder import CITIZEN, NUMBER, ON_SQLITE, PHONE, STRANGER, opened, sms_to
from tests.database.paying import DARAJA, FEE_KES, PESAFLOW, Paying

pytestmark = ON_SQLITE
NEW = "a-new-key-for-tests-only-0123456789-abcdef"
CODE = "SJK1A2B3C4"
OTHERS = "29000002"


@pytest.fixture
def paying(container: Container, clock: Clock) -> Paying:
    """An application that is paid from another's phone, with a code typed there, and money for a wrong account."""
    made = Paying(container, clock, DARAJA)
    made.ask(payer=STRANGER)
    made.notice(made.send(), CODE, amount_kes=FEE_KES)
    made.query(Verdict.PAID)
    made.listed("SJK9999999", account="29000077")
    made.do(claims.claim_payment, ClaimWish(made.reference, "SJK1A2B3C9", STRANGER, "en"))
    return made


def whose(session: Session, number: str = NUMBER, phone: str = PHONE) -> Subject:
    found = data_subjects.find_subject(session, CITIZEN, number, phone)
    assert found is not None
    return found


def exported(paying: Paying, number: str = NUMBER, phone: str = PHONE) -> dict[str, list[dict[str, str]]]:
    told = paying.do(lambda session: subject_rights.export(session, whose(session, number, phone), actor="test"))
    read: dict[str, list[dict[str, str]]] = json.loads(json.dumps(told))
    return read


def test_the_applicant_sees_the_payments_and_not_the_phone_that_paid(paying: Paying) -> None:
    told = exported(paying)
    [payment], [receipt], [claim] = told["payments"], told["payment_receipts"], told["payment_claims"]
    assert (payment["state"], payment["amount_kes"], receipt["receipt"]) == ("paid", "7550.00", CODE)
    assert claim["code"] == "SJK1A2B3C9"
    assert not {"phone", "request", "account"} & {*payment, *receipt, *claim}
    assert STRANGER not in json.dumps(told["payments"] + told["payment_claims"])
    assert "29000077" not in json.dumps(told)


def test_the_phone_in_hand_is_shown_to_who_has_it(container: Container, clock: Clock) -> None:
    own = Paying(container, clock, DARAJA)
    own.ask()
    assert [each["phone"] for each in exported(own)["payments"]] == [PHONE]


def test_who_has_the_phone_that_paid_sees_nothing_of_whom_it_paid_for(paying: Paying) -> None:
    opened(paying.container, OTHERS, phone=STRANGER)
    told = exported(paying, OTHERS, STRANGER)
    assert [told[table] for table in ("payments", "payment_receipts", "payment_claims")] == [[], [], []]
    assert paying.reference not in json.dumps(told)


def test_money_of_nobody_is_shown_to_nobody(paying: Paying) -> None:
    shown = [each["receipt"] for each in exported(paying)["payment_receipts"]]
    assert "SJK9999999" not in shown


def test_after_the_erasure_the_money_stays_and_leads_to_no_phone(paying: Paying) -> None:
    done = paying.do(lambda session: subject_rights.erase(session, whose(session), actor="test"))
    assert done.gone["payment_claims"] == 1
    [payment] = paying.read(lambda s: s.scalars(select(Payment)).all())
    assert (payment.phone_sealed, payment.request_sealed) == (b"", None)
    assert paying.read(lambda s: payment.phone != phone_index(s, STRANGER))
    assert paying.read(lambda s: s.scalar(select(func.count()).select_from(PaymentReceipt))) == 2


def test_money_that_comes_after_the_erasure_counts_though_nobody_hears(container: Container, clock: Clock) -> None:
    late = Paying(container, clock, PESAFLOW)
    late.ask(payer=STRANGER)
    late.send(RequestAccepted("GWLQKD", FEE_KES))
    late.do(lambda session: subject_rights.erase(session, whose(session), actor="test"))
    before = len(sms_to(container, STRANGER))
    late.clock.move(seconds=20)
    late.query(Verdict.PENDING, paid_kes=Decimal(550), expected_kes=FEE_KES)
    late.clock.move(seconds=160)
    late.query(Verdict.PAID, paid_kes=FEE_KES, expected_kes=FEE_KES)
    assert (late.status, len(sms_to(container, STRANGER))) == ("submitted", before)


def test_a_request_that_has_not_left_does_not_leave_after_the_erasure(container: Container, clock: Clock) -> None:
    late = Paying(container, clock, DARAJA)
    late.ask(payer=STRANGER)
    late.do(lambda session: subject_rights.erase(session, whose(session), actor="test"))
    late.clock.move(seconds=5)
    assert late.do(worklist.claim_requests, 5) == []
    assert late.payments() == ["stopped"]


def test_a_code_that_was_typed_goes_after_90_days_and_no_payment_does(paying: Paying) -> None:
    periods = paying.container.settings.kept
    paying.clock.move(days=89)
    paying.do(retention.sweep, periods)
    count = select(func.count()).select_from(PaymentClaim)
    assert paying.read(lambda s: s.scalar(count)) == 1
    paying.clock.move(days=2)
    paying.do(retention.sweep, periods)
    assert paying.read(lambda s: s.scalar(count)) == 0
    assert paying.read(lambda s: s.scalar(select(func.count()).select_from(Payment))) == 1


@pytest.fixture
def renewed(container: Container, database_url: str, redis_url: str, clock: Clock) -> Iterator[Container]:
    """The same installation, with a new key before the old one."""
    wanted = settings(database_url=database_url, redis_url=redis_url)
    made = Container.of(wanted.model_copy(update={"secret_keys": SecretStr(f"{NEW},{KEY}")}), clock=clock)
    yield made
    made.finder.close()
    made.database.close()


def test_under_a_new_key_the_phone_that_paid_is_found_and_read(
    paying: Paying, renewed: Container, database_url: str, redis_url: str, clock: Clock
) -> None:
    key_rotation.rotate(renewed.database, lambda *_: None)
    wanted = settings(database_url=database_url, redis_url=redis_url)
    alone = Container.of(wanted.model_copy(update={"secret_keys": SecretStr(NEW)}), clock=clock)
    try:
        with alone.database.reading() as session:
            paid, typed = session.scalars(select(Payment)).one(), session.scalars(select(PaymentClaim)).one()
            for row in (paid, typed):
                assert row.phone == phone_index(session, STRANGER)
                assert alone.keys.open_text(row.phone_sealed, row.sealed_at("phone")) == STRANGER
            lost = session.scalars(select(PaymentReceipt).where(PaymentReceipt.receipt == "SJK9999999")).one()
            assert alone.keys.open_text(lost.account_sealed or b"", lost.sealed_at("account")) == "29000077"
    finally:
        alone.finder.close()
        alone.database.close()


def test_the_database_holds_no_phone_and_no_account_of_a_payer(paying: Paying) -> None:
    with paying.container.database.reading() as session:
        for table in ("payments", "payment_receipts", "payment_claims", "payment_refunds", "audit", "messages"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            held = b"".join(each if isinstance(each, bytes) else str(each).encode() for row in rows for each in row)
            assert STRANGER.encode() not in held, table
            assert b"29000077" not in held, table
