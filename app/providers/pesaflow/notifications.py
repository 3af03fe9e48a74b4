"""The parser of Pesaflow's notifications. They are signed, but only a hint: a payment counts after a query of ours."""

from decimal import Decimal
from typing import Final

from app.domain.payments.provider_port import MoneyChannel, PaymentNotice
from app.domain.shared.payment_ways import Provider
from app.platform.i18n import NAIROBI
from app.providers.pesaflow.config import PesaflowConfig
from app.providers.pesaflow.hashes import is_vouched
from app.providers.pesaflow.invoices import CURRENCY, LONGEST_INVOICE
from app.providers.ports import Malformed
from app.providers.posted_json import read_amount, read_code, read_moment, read_object, read_word

PAID: Final = ("paid", "success", "settled", "completed")
"""Statuses that mean paid, in lower case."""
TIMES: Final = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
)
"""In Nairobi time, if there is no zone in it."""


def parse_notification(body: bytes, payment_id: str, config: PesaflowConfig) -> PaymentNotice:
    """A notification about a payment of an invoice. Raises Malformed, also if the hash is missing or wrong.

    `amount_kes` is the amount of this receipt; if it is not given, all that was paid of the invoice so far. It is None
    in another currency.
    """
    told = read_object(body)
    invoice = read_word(told.get("invoice_number"), LONGEST_INVOICE)
    total = read_amount(told.get("amount_paid"))
    if not invoice or total is None:
        raise Malformed(400, "invoice_number or amount_paid cannot be read")
    if not is_vouched(config, told):
        raise Malformed(400, "the hash is missing or wrong")
    last, code = read_amount(told.get("last_payment_amount")), read_code(told.get("status")).lower()
    is_in_shillings = read_word(told.get("currency")).upper() in ("", CURRENCY)
    return PaymentNotice(
        provider=Provider.PESAFLOW,
        channel=MoneyChannel.CALLBACK,
        payment_id=payment_id,
        says_paid=code in PAID,
        code=code,
        receipt=read_word(told.get("payment_reference")),
        amount_kes=_amount_of(last, total) if is_in_shillings else None,
        account=read_word(told.get("client_invoice_ref")),
        paid_at=read_moment(told.get("payment_date"), *TIMES, zone=NAIROBI),
        request_id=invoice,
    )


def _amount_of(last: Decimal | None, total: Decimal) -> Decimal:
    """The amount of the last payment. It is no part of the hash, so it is ignored if it is more than the total."""
    return last if last and last <= total else total
