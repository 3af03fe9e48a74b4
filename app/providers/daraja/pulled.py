"""Pull Transactions: the paybill's own list of payments, page by page, for the last 48 hours only."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from app.domain.payments.provider_port import Transaction
from app.platform.i18n import NAIROBI
from app.providers.daraja.calls import read_answer
from app.providers.http_exchange import HttpAnswer
from app.providers.posted_json import read_amount, read_code, read_moment, read_word

QUERY: Final = "/pulltransactions/v1/query"
REGISTER: Final = "/pulltransactions/v1/register"
FULL: Final = 100
"""Rows of a page: one that has fewer is the last."""
SOME, NONE = "1000", "1001"
"""Codes of an answer with rows, and of one without any."""
TIMES: Final = ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%d %H:%M:%S", "%Y%m%d%H%M%S")
LONGEST_ACCOUNT: Final = 40
RECEIPT: Final = re.compile(r"[A-Z0-9]{6,32}")

Row = dict[str, Any]


def pull_body(shortcode: str, since: datetime, until: datetime, offset: int) -> dict[str, str]:
    """The body of a request for a page. Times are in Nairobi time."""
    start, end = (moment.astimezone(NAIROBI).strftime("%Y-%m-%d %H:%M:%S") for moment in (since, until))
    return {"ShortCode": shortcode, "StartDate": start, "EndDate": end, "OffSetValue": str(offset)}


def read_page(answer: HttpAnswer) -> list[Row] | None:
    """The rows of a page, an empty list if there are none; None if the page cannot be read."""
    told = read_answer(answer)
    code = read_code(told.get("ResponseCode"))
    if answer.status != 200 or code not in (SOME, NONE):
        return None
    rows = list(_flat(told.get("Response")))
    if code == SOME and not isinstance(told.get("Response"), list):
        return None
    return rows


def read_row(row: Row) -> Transaction | None:
    """A payment of a page; None for a row that cannot be read."""
    receipt = read_word(row.get("transactionId")).upper()
    amount = read_amount(row.get("amount"))
    paid_at = read_moment(row.get("trxDate"), *TIMES, zone=NAIROBI)
    if not RECEIPT.fullmatch(receipt) or amount is None or paid_at is None:
        return None
    return Transaction(receipt, amount, read_word(row.get("billreference"), LONGEST_ACCOUNT), paid_at)


def _flat(found: object) -> Iterator[Row]:
    """The rows, which come in a list of lists. Anything else is given as an empty row, which cannot be read."""
    for each in found if isinstance(found, list) else []:
        if isinstance(each, list):
            yield from (row if isinstance(row, dict) else {} for row in each)
        else:
            yield each if isinstance(each, dict) else {}
