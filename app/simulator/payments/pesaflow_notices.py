"""Pesaflow's hash, and the notification that it posts about a payment: once, with the total so far."""

import base64
import hmac
import json
from decimal import Decimal
from typing import Any

from app.platform.config.simulated_credentials import SIMULATED_PESAFLOW_KEY, SIMULATED_PESAFLOW_SECRET
from app.platform.i18n import NAIROBI
from app.simulator.payments.courier import CallbackKind, SimulatedCallback
from app.simulator.payments.faults import PaymentFaults
from app.simulator.payments.state import SimulatorState


def secure_hash(*parts: str, key: str = SIMULATED_PESAFLOW_KEY) -> str:
    """The hash of these parts, concatenated: the base64 of the hexadecimal digits of the MAC."""
    digits = hmac.new(key.encode(), "".join(parts).encode(), "sha256").hexdigest()
    return base64.b64encode(digits.encode()).decode()


def is_hash(shown: str, *parts: str) -> bool:
    """Whether a hash is that of these parts."""
    return hmac.compare_digest(shown.encode(), secure_hash(*parts).encode())


def notices(state: SimulatorState, receipt: str, invoice_number: str, faults: PaymentFaults) -> list[SimulatedCallback]:
    """The notification about one payment of an invoice; none for a prompt without a payment."""
    if not receipt:
        return []
    invoice, money = state.invoices[invoice_number], state.money[receipt]
    total = state.paid_on(invoice)
    date = f"{money.paid_at.astimezone(NAIROBI):%Y-%m-%d %H:%M:%S}"
    body: dict[str, Any] = {
        "payment_channel": "MPESA",
        "client_invoice_ref": invoice.reference,
        "payment_reference": receipt,
        "currency": "KES",
        "amount_paid": _shown(total, faults),
        "invoice_amount": _shown(invoice.expected, faults),
        "status": faults.told_code(faults.notice_status),
        "invoice_number": invoice.number,
        "payment_date": date,
        "last_payment_amount": _shown(money.amount, faults),
    }
    amount = f"{body['amount_paid']}"
    if faults.hash_form == "token_hash":
        body["token_hash"] = secure_hash(invoice.number, amount, SIMULATED_PESAFLOW_SECRET)
    else:
        parts = (invoice.reference, invoice.number, amount, date, SIMULATED_PESAFLOW_SECRET)
        body["secure_hash"] = secure_hash(*parts)
    told = json.dumps(body).encode()
    return [SimulatedCallback(CallbackKind.NOTIFICATION, invoice.notification_url, told, phone=money.phone)]


def _shown(amount: Decimal, faults: PaymentFaults) -> str | int | float:
    """An amount as a notification has it; a number without cents is a whole one."""
    if faults.amount_form == "text":
        return f"{amount:.2f}"
    return int(amount) if amount == int(amount) else float(amount)
