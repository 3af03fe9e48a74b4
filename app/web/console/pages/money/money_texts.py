"""Names on the pages about money, and the rows that a second person is shown of a refund."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.back_office.money.refund_approvals import GIVE_UP, SETTLE
from app.domain.payments.models import ClaimState
from app.domain.payments.receipts.reconciliation import ItemKind
from app.domain.payments.refunding.refund_decisions import RefundWay
from app.domain.staff.approvals import Approval
from app.web.console.texts import mark, say

KINDS: Final[Mapping[str, str]] = {
    ItemKind.WAITING: mark("Requests that wait for their provider"),
    ItemKind.UNRESOLVED: mark("Requests of which nobody knows the end"),
    ItemKind.UNMATCHED: mark("Money that is nobody's"),
    ItemKind.DOUBTFUL: mark("Money that no provider confirmed"),
    ItemKind.SHORT: mark("Too little was paid"),
    ItemKind.REFUND: mark("To be given back: over, double or late"),
    ItemKind.CLAIM: mark("Codes that citizens typed"),
}
AGES: Final[Mapping[str, str]] = {
    "under a minute": mark("under a minute"),
    "under 10 minutes": mark("under 10 minutes"),
    "under an hour": mark("10 minutes to an hour"),
    "longer": mark("over an hour"),
}
CLAIM_STATES: Final[Mapping[str, str]] = {
    ClaimState.WAITING: mark("the provider is asked"),
    ClaimState.MATCHED: mark("it is money of this application"),
    ClaimState.TO_STAFF: mark("staff are to look"),
    ClaimState.ELSEWHERE: mark("it is money of another application"),
    ClaimState.NOT_FOUND: mark("no such money has come"),
}
WAYS: Final[Mapping[str, str]] = {
    RefundWay.SEND: mark("Sent to the phone"),
    RefundWay.BY_HAND: mark("By people, from the list that is exported"),
}


def show_refund(_session: Session, _approval: Approval, details: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    """What a second person decides on: which money, how it goes back, and to which phone."""
    rows = [(say("Receipt"), details["receipt"]), (say("Sum"), f"KES {details['amount']}")]
    if details["step"] == SETTLE:
        end = say("It was paid out") if details["is_done"] else say("It was not paid out")
        return [*rows, (say("How it ended"), end), (say("Receipt or document of that"), details["proof"] or "-")]
    if details["step"] == GIVE_UP:
        rows.append((say("Whose it is"), say("Nobody's: looking for that ends")))
    way = WAYS[details["way"]]
    return [*rows, (say("How"), say(way)), (say("To the phone"), details["phone"] or "-")]
