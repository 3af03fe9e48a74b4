"""Each mobile network is offered the ways to pay that work for it, and a refusal to take a payment is explained."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.applications import status_messages, transitions
from app.domain.applications.moves import Transition
from app.domain.catalogue import service_sheets
from app.domain.catalogue.models import Status
from app.domain.payments import requests
from app.domain.payments.models import Payment, PaymentClaim
from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.payment_ways import PaymentWays
from app.simulator.handset import Handset
from tests.conftest import CALLBACK_KEY, MONDAY
from tests.database.applying import applied_for, file
from tests.database.holder import PHONE, STRANGER, do, opened
from tests.database.paying import DARAJA, PESAFLOW
from tests.stories.money import with_daraja

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DAY: Final = timedelta(days=1)
CODE: Final = "SJK1A2B3C4"
FORM: Final = "application/x-www-form-urlencoded"


@pytest.fixture
def reference(container: Container) -> str:
    """The reference of an application that waits for a payment of KES 7,550."""
    applied_for(container)
    return file(container, opened(container)).reference


@pytest.fixture
def daraja(container: Container) -> FlaskClient:
    """A client of the same installation, which takes payments to an agency's own paybill by Daraja."""
    return create_app(with_daraja(container)).test_client()


def phone(client: FlaskClient, number: str = PHONE, network: str = "63902") -> Handset:
    def post(path: str, form: bytes) -> tuple[int, str]:
        answer = client.post(path, data=form, content_type=FORM)
        return answer.status_code, answer.get_data(as_text=True)

    held = Handset(number, post, callback_key=CALLBACK_KEY, sms_code="22222")
    held.network = network
    return held


def lines(client: FlaskClient, reference: str, network: str) -> list[str]:
    """The ways to pay that a phone of this network is offered."""
    shown = phone(client, network=network).dial(f"*222*1*{reference}*1#").text
    return [line[3:] for line in shown.split("\n") if line[:1].isdigit() and line[:2] not in ("0.", "00", "98")]


HERE, OTHER, BY_PAYBILL = "Pay from this phone", "Pay from another phone", "Pay by paybill"
FROM_SAFARICOM: Final = "Pay from a Safaricom phone"


@pytest.mark.parametrize(
    ("network", "by_pesaflow", "by_daraja"),
    [
        ("63902", [HERE, OTHER, BY_PAYBILL], [HERE, OTHER, BY_PAYBILL]),
        ("63903", ["Pay by Airtel Money", FROM_SAFARICOM], [FROM_SAFARICOM, BY_PAYBILL]),
        ("63907", [FROM_SAFARICOM, "Pay by T-Kash"], [FROM_SAFARICOM, "Pay by T-Kash"]),
        ("63999", [FROM_SAFARICOM, BY_PAYBILL], [FROM_SAFARICOM, BY_PAYBILL]),
        ("99999", [HERE, OTHER, BY_PAYBILL], [HERE, OTHER, BY_PAYBILL]),
        ("", [HERE, OTHER, BY_PAYBILL], [HERE, OTHER, BY_PAYBILL]),
    ],
)
def test_each_network_is_offered_what_works_for_it(
    client: FlaskClient,
    daraja: FlaskClient,
    reference: str,
    network: str,
    by_pesaflow: list[str],
    by_daraja: list[str],
) -> None:
    assert lines(client, reference, network) == by_pesaflow
    assert lines(daraja, reference, network) == by_daraja


def test_what_was_cancelled_meanwhile_is_not_paid(container: Container, client: FlaskClient, reference: str) -> None:
    held = phone(client)
    held.dial(f"*222*1*{reference}*1#")
    step = Transition(Status.CANCELLED)
    do(container, transitions.apply_transition, reference, step, actor="test", contacts=container.contacts)
    assert "Nothing is due for it now." in held.answer("1").text


def test_what_another_session_asked_for_is_confirmed_first(
    container: Container, client: FlaskClient, reference: str
) -> None:
    first, second = phone(client), phone(client, STRANGER)
    for held in (first, second):
        held.dial(f"*222*1*{reference}*1#")
    assert first.answer("1").text.startswith("We ask M-PESA now.")
    assert "Do not pay again." in second.answer("1").text
    with container.database.reading() as session:
        assert len(session.scalars(select(Payment)).all()) == 1


def spend(container: Container, what: str, key: str, most: int) -> None:
    do(container, counters.spend, [Limit(what, key, DAY, most)], by=most)


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda c, ref: spend(c, "payments asked for by a phone", PHONE, requests.FROM_A_PHONE), "very often today"),
        (
            lambda c, ref: spend(c, "payments of an application, by its own phone", ref, requests.OF_AN_APPLICATION),
            "very often today",
        ),
        (lambda c, ref: do(c, lambda s: set_fee(s, ref, 250_001)), "M-PESA takes at most KES 250,000 at once"),
    ],
    ids=["a phone", "an application", "a sum"],
)
def test_what_is_too_much_is_told_and_the_choices_stay(
    container: Container, client: FlaskClient, reference: str, fill: Callable[[Container, str], None], said: str
) -> None:
    fill(container, reference)
    held = phone(client)
    held.dial(f"*222*1*{reference}*1#")
    shown = held.answer("1")
    assert said in shown.text
    assert f"1. {HERE}" in shown.text
    assert not shown.over


def set_fee(session: Session, reference: str, fee: int) -> None:
    application = transitions.find_application_of(session, reference, reach=None)
    application.base_fee_kes = Decimal(fee)


def test_the_rest_of_a_part_that_came_goes_to_the_same_invoice(
    container: Container, client: FlaskClient, reference: str
) -> None:
    """Pesaflow counts payments by invoice: a second invoice would ask for the whole fee again."""

    def part(session: Session) -> None:
        application = transitions.find_application_of(session, reference, reach=None)
        application.paid_kes, application.invoice_number = Decimal(550), "GWLQKD"

    do(container, part)
    assert lines(client, reference, "63902") == [BY_PAYBILL]
    shown = phone(client).dial(f"*222*1*{reference}*1*1#").text
    assert "Business number 222222, account GWLQKD, KES 7,000." in shown


def test_five_codes_a_day_are_taken_from_a_phone(container: Container, client: FlaskClient, reference: str) -> None:
    held = phone(client)
    for number in range(6):
        held.dial(f"*222*1*{reference}*2#")
        shown = held.answer(f"SJK1A2B3C{number}")
    assert "You have sent several codes. We SMS you." in shown.text
    assert not shown.over
    with container.database.reading() as session:
        assert len(session.scalars(select(PaymentClaim)).all()) == 5


@pytest.mark.parametrize(
    ("ways", "invoice", "paid", "said"),
    [
        (PESAFLOW, None, None, "Pay KES 7,550: dial *222*1*{reference}#"),
        (PESAFLOW, "GWLQKD", None, "Pay KES 7,550 to paybill 222222, account GWLQKD."),
        (PESAFLOW, "GWLQKD", 550, "KES 550 of 7,550 paid. Pay KES 7,000 to paybill 222222, account GWLQKD."),
        (DARAJA, None, None, "Pay KES 7,550 to paybill 600638, account: your reference."),
        (DARAJA, "GWLQKD", None, "Pay KES 7,550 to paybill 600638, account: your reference."),
        (PaymentWays(), None, None, "Fee KES 7,550. It cannot be paid by phone yet."),
    ],
)
def test_no_account_is_told_that_its_provider_does_not_know(
    container: Container, reference: str, ways: PaymentWays, invoice: str | None, paid: int | None, said: str
) -> None:
    to = replace(container.contacts, payment_ways=ways)
    with container.database.reading() as session:
        one = transitions.find_application_of(session, reference, reach=None)
        one.invoice_number, one.paid_kes = invoice, Decimal(paid) if paid else None
        told = status_messages.how_to_pay(one, "en", to)
    assert told == said.format(reference=reference)


@pytest.mark.parametrize(
    ("code", "ways", "paybill"),
    [
        ("passport-renew-34", PESAFLOW, "222222"),
        ("passport-renew-34", DARAJA, "600638"),
        ("passport-renew-34", PaymentWays(), "222222"),
        ("smart-dl", DARAJA, "222222"),
    ],
)
def test_a_service_names_the_one_paybill_that_it_is_paid_to(
    container: Container, code: str, ways: PaymentWays, paybill: str
) -> None:
    """A service that cannot be applied for by Lango is paid to eCitizen's own paybill."""
    index = container.finder.index()
    service = index.by_code(code)
    assert service is not None
    sheet = service_sheets.service_sheet(
        service, index.fee(service), "en", code="*222#", ways=ways, today=MONDAY.date()
    )
    assert sheet.pay == f"Pay only to paybill {paybill}."
