"""Pesaflow's answers: a checkout, which makes an invoice and may prompt a phone, and the status of an invoice."""

import re
import secrets
from collections.abc import Mapping
from decimal import Decimal
from typing import Final
from urllib.parse import parse_qsl

from app.platform.config.simulated_credentials import (
    SIMULATED_PESAFLOW_CLIENT_ID,
    SIMULATED_PESAFLOW_SECRET,
)
from app.platform.i18n import NAIROBI
from app.simulator.payments.courier import SimulatedCallback
from app.simulator.payments.mpesa_lines import has_mpesa
from app.simulator.payments.pesaflow_notices import is_hash
from app.simulator.payments.receipts import new_invoice_number
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import Invoice, Prompt
from app.simulator.payments.wire import CallRefused, GatewayAnswer, GatewayCall

CHECKOUT_SHAPES: Final = {
    "apiClientID": r".+",
    "serviceID": r"[A-Za-z0-9-]+",
    "billDesc": r".{1,100}",
    "currency": r"KES",
    "billRefNumber": r".+",
    "clientMSISDN": r"254[0-9]{9}",
    "clientName": r".+",
    "clientIDNumber": r".+",
    "clientEmail": r".*",
    "amountExpected": r"[0-9]{1,9}(\.[0-9]{1,2})?",
    "callBackURLOnSuccess": r"https?://\S+",
    "notificationURL": r"https?://\S+",
    "format": r"json|iframe",
    "secureHash": r".+",
}
"""How each field must look; sendSTK, pictureURL and two more addresses may be left out."""
HASHED: Final = (
    "apiClientID",
    "amountExpected",
    "serviceID",
    "clientIDNumber",
    "currency",
    "billRefNumber",
    "billDesc",
    "clientName",
)


class SimulatedPesaflow:
    """The gateway of eCitizen, for one client and any service of it."""

    def __init__(self, simulator: PaymentSimulator) -> None:
        self._simulator = simulator

    def answer(self, call: GatewayCall) -> tuple[GatewayAnswer, list[SimulatedCallback]]:
        """The answer to a call, and the callbacks to post after it."""
        try:
            if (call.verb, call.path) == ("POST", "PaymentAPI/iframev2.1.php"):
                return self._check_out(call)
            if (call.verb, call.path) == ("GET", "api/invoice/payment/status"):
                return self._status(call), []
            if (call.verb, call.path) == ("POST", "api/invoice/create"):
                raise _refused(401, "Access to this resource Pesaflow.Invoice has not been granted")
            raise _refused(404, "Not Found")
        except CallRefused as refused:
            return refused.answer, []

    def _check_out(self, call: GatewayCall) -> tuple[GatewayAnswer, list[SimulatedCallback]]:
        self._simulator.note("checkout")
        fields = dict(parse_qsl(call.body.decode(errors="replace"), keep_blank_values=True))
        _check_checkout(fields)
        invoice, prompt = self._make_invoice(fields)
        told = list(self._simulator.show_prompt(prompt.id)) if prompt is not None else []
        content = {
            "invoice_number": invoice.number,
            "invoice_link": f"https://pesaflow.invalid/checkout?request_id={secrets.token_urlsafe(15)}",
            "commission": f"{invoice.commission:.2f}",
            "amount_net": f"{invoice.net:.2f}",
            "amount_expected": f"{invoice.expected:.2f}",
        }
        answer = content if fields["format"] == "json" else f"<iframe src='{content['invoice_link']}'></iframe>"
        return GatewayAnswer(200, answer, is_lost=self._simulator.faults.takes("lose_answer")), told

    def _make_invoice(self, fields: Mapping[str, str]) -> tuple[Invoice, Prompt | None]:
        faults, now = self._simulator.faults, self._simulator.clock()
        with self._simulator.store.change() as state:
            known = state.find_invoice(fields["billRefNumber"]) if faults.same_invoice else None
            invoice = known or Invoice(
                number=new_invoice_number(state.invoices),
                reference=fields["billRefNumber"],
                net=Decimal(fields["amountExpected"]),
                commission=faults.commission,
                payer_name=fields["clientName"],
                notification_url=fields["notificationURL"],
                made_at=now,
            )
            state.invoices[invoice.number] = invoice
            if fields.get("sendSTK", "").lower() != "true" or not has_mpesa(fields["clientMSISDN"]):
                return invoice.model_copy(), None
            prompt = Prompt(
                id=f"pf{secrets.token_hex(10)}",
                phone=fields["clientMSISDN"],
                amount=invoice.expected,
                payee="eCitizen",
                account=invoice.number,
                made_at=now,
                invoice=invoice.number,
            )
            state.prompts[prompt.id] = prompt
            return invoice.model_copy(), prompt.model_copy()

    def _status(self, call: GatewayCall) -> GatewayAnswer:
        """What was paid on an invoice, by its number or by our reference."""
        self._simulator.note("status")
        self._simulator.expire_due()
        client, name = call.query.get("api_client_id", ""), call.query.get("ref_no", "")
        if client != SIMULATED_PESAFLOW_CLIENT_ID or not is_hash(call.query.get("secure_hash", ""), client, name):
            raise _refused(401, "Invalid secure hash")
        if self._simulator.faults.takes("spurious_500"):
            return GatewayAnswer(500, "<h1>Internal Server Error</h1>")
        with self._simulator.store.change() as state:
            invoice = state.find_invoice(name)
            if invoice is None:
                raise _refused(404, "Invoice Not Found")
            paid = state.paid_on(invoice)
            last = state.money[invoice.receipts[-1]].paid_at if invoice.receipts else None
            status = "paid" if paid >= invoice.expected else "pending"
            return GatewayAnswer(
                200,
                {
                    "status": self._simulator.faults.told_code(status),
                    "ref_no": invoice.number,
                    "payment_date": f"{last.astimezone(NAIROBI):%Y-%m-%dT%H:%M:%S}" if last else "",
                    "name": invoice.payer_name,
                    "currency": "KES",
                    "client_invoice_ref": invoice.reference,
                    "amount_paid": f"{paid:.2f}",
                    "amount_expected": f"{invoice.expected:.2f}",
                },
            )


def _check_checkout(fields: Mapping[str, str]) -> None:
    """Raises CallRefused."""
    for name, shape in CHECKOUT_SHAPES.items():
        if not re.fullmatch(shape, fields.get(name, "\n")):
            raise _refused(422, "invalid params on parsing")
    is_ours = fields["apiClientID"] == SIMULATED_PESAFLOW_CLIENT_ID
    if not is_ours or not is_hash(fields["secureHash"], *(fields[each] for each in HASHED), SIMULATED_PESAFLOW_SECRET):
        raise _refused(401, "Invalid secure hash")


def _refused(status: int, words: str) -> CallRefused:
    return CallRefused(GatewayAnswer(status, {"error": words}))
