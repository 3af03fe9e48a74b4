"""What payment providers post to us, as captured (sources 38 and 39), for the tests of the callbacks."""

import hmac
from base64 import b64encode
from typing import Any, Final

from app.platform.config import simulated_credentials as simulated

Body = dict[str, Any]
RECEIPT: Final = "RKTQDM7W6S"
SHORTCODE: Final = simulated.SIMULATED_DARAJA_SHORTCODE


def stk(code: int | str = 0, *, receipt: str = RECEIPT, amount: object = 7550.00) -> Body:
    """The callback of a prompt (STK push); of a paid one it has metadata, with one item that has no value."""
    told: Body = {"MerchantRequestID": "29115-1", "CheckoutRequestID": "ws_CO_1", "ResultCode": code, "ResultDesc": "."}
    if code == 0:
        items = {"Amount": amount, "MpesaReceiptNumber": receipt, "TransactionDate": 20261123120015}
        pairs = [{"Name": name, "Value": value} for name, value in items.items()]
        told["CallbackMetadata"] = {
            "Item": [*pairs, {"Name": "Balance"}, {"Name": "PhoneNumber", "Value": 254722000333}]
        }
    return {"Body": {"stkCallback": told}}


def c2b(account: str, *, amount: str = "7550.00", receipt: str = RECEIPT, shortcode: str = SHORTCODE) -> Body:
    """The confirmation of a payment to the paybill (C2B)."""
    return {
        "TransactionType": "Pay Bill", "TransID": receipt, "TransTime": "20261123120015", "TransAmount": amount,
        "BusinessShortCode": shortcode, "BillRefNumber": account, "InvoiceNumber": "", "OrgAccountBalance": "",
        "ThirdPartyTransID": "", "MSISDN": "2547 ***** 126", "FirstName": "John", "MiddleName": "", "LastName": "",
    }  # fmt: skip


def result(receipt: str = RECEIPT, *, finalised: str = "20261120120015", status: str = "Completed") -> Body:
    """The result of a query for the status of one transaction."""
    parameters = {
        "ReceiptNo": receipt, "Amount": 7550.0, "FinalisedTime": int(finalised), "TransactionStatus": status,
        "CreditPartyName": f"{SHORTCODE} - Agency",
    }  # fmt: skip
    pairs = [{"Key": name, "Value": value} for name, value in parameters.items()]
    parties = [{"Key": "DebitPartyName", "Value": "a payer"}, {"Key": "DebitPartyName", "Value": "again"}]
    told: Body = {"ResultType": 0, "ResultCode": 0, "ResultDesc": ".", "ResultParameters": {"ResultParameter": pairs}}
    told["ResultParameters"]["ResultParameter"] += parties
    return {"Result": told | {"ConversationID": "AG_1", "TransactionID": "RKT0000000"}}


def notification(reference: str, *, paid: str = "7550.00", receipt: str = RECEIPT, **other: Any) -> Body:
    """Pesaflow's notification of a payment for an invoice, with its hash."""
    told: Body = {
        "payment_channel": "MPESA", "client_invoice_ref": reference, "payment_reference": receipt, "currency": "KES",
        "amount_paid": paid, "invoice_amount": "7550.00", "status": "paid", "invoice_number": "GWLQKD",
        "payment_date": "2026-11-23 12:00:15", "last_payment_amount": paid,
    }  # fmt: skip
    key, secret = simulated.SIMULATED_PESAFLOW_KEY, simulated.SIMULATED_PESAFLOW_SECRET
    digest = hmac.digest(key.encode(), f"GWLQKD{paid}{secret}".encode(), "sha256").hex()
    return told | {"token_hash": b64encode(digest.encode()).decode()} | other
