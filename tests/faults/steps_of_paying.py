"""The steps of paying at which a process can be told to kill itself: see `steps.py`."""

from collections.abc import Callable
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

from app.domain.payments import sweeps, worklist
from app.domain.payments.receipts import settlement
from app.domain.payments.refunding import refund_worklist
from app.providers.daraja.tokens import AccessTokens
from app.worker import payment_requests
from app.worker.payment_requests import PaymentRequests
from app.worker.refund_sending import RefundSending
from tests.faults.killer import Killer, Wrote, around, nothing

OF_AN_ERRAND: Final = (
    "before the claim",
    "after the claim",
    "before the socket",
    "half of it written",
    "after it left, before the answer",
    "after the answer, before it is recorded",
    "after it is recorded",
)
OF_A_REQUEST: Final = tuple(f"request: {step}" for step in OF_AN_ERRAND)
OF_A_QUESTION: Final = tuple(f"question: {step}" for step in OF_AN_ERRAND)
OF_A_REFUND: Final = tuple(f"refund: {step}" for step in OF_AN_ERRAND)
OF_A_SWEEP: Final = (
    *(f"sweep: {step}" for step in OF_AN_ERRAND[:5]),
    "sweep: before COMMIT of a transaction",
    "sweep: between two transactions",
    "sweep: before it is finished",
    "sweep: after it is finished",
)
OF_A_TOKEN: Final = ("token: before it is asked for", "token: after the answer, before it is kept", "token: kept")
OF_A_CALLBACK: Final = (
    "callback: before it is written",
    "callback: before COMMIT",
    "callback: after COMMIT, before the answer",
)
BEFORE_COMMIT: Final = {
    "request recorded": "request: after the answer, before it is recorded",
    "question recorded": "question: after the answer, before it is recorded",
    "refund recorded": "refund: after the answer, before it is recorded",
    "transaction": "sweep: before COMMIT of a transaction",
    "sweep finished": "sweep: before it is finished",
    "callback": "callback: before COMMIT",
}
AFTER_COMMIT: Final = {
    "request claimed": "request: after the claim",
    "question claimed": "question: after the claim",
    "sweep claimed": "sweep: after the claim",
    "refund claimed": "refund: after the claim",
    "request recorded": "request: after it is recorded",
    "question recorded": "question: after it is recorded",
    "refund recorded": "refund: after it is recorded",
    "transaction": "sweep: between two transactions",
    "sweep finished": "sweep: after it is finished",
    "callback": "callback: after COMMIT, before the answer",
}
"""What a transaction has done, and the step that its COMMIT reaches."""


def watch(killer: Killer, wrote: Wrote) -> None:
    """Wrap the functions at which the steps of paying are reached."""

    def claims(place: Any, name: str, errand: str) -> None:
        def claimed(found: Any) -> None:
            if found:
                wrote.what.add(f"{errand} claimed")

        around(place, name, lambda: killer.reach(f"{errand}: before the claim"), claimed)

    def writes(place: Any, name: str, what: str, *, before: str = "") -> None:
        around(place, name, lambda: killer.reach(before), lambda _: wrote.what.add(what))

    claims(worklist, "claim_requests", "request")
    claims(worklist, "claim_queries", "question")
    claims(sweeps, "claim_sweep", "sweep")
    claims(refund_worklist, "claim_refunds", "refund")
    writes(refund_worklist, "record_refund_outcome", "refund recorded")
    writes(worklist, "record_outcome", "request recorded")
    writes(worklist, "record_status", "question recorded")
    writes(settlement, "record_transaction", "transaction")
    writes(sweeps, "finish_sweep", "sweep finished")
    writes(settlement, "hear_notice", "callback", before="callback: before it is written")
    run_an_errand(PaymentRequests, "_hand_over", "request", wrote)
    run_an_errand(PaymentRequests, "_query", "question", wrote)
    run_an_errand(RefundSending, "_hand_over", "refund", wrote)
    run_an_errand(payment_requests, "_fetch", "sweep", wrote)
    run_an_errand(AccessTokens, "_fetch", "token", wrote)
    around(AccessTokens, "_ask", lambda: killer.reach(OF_A_TOKEN[0]), lambda _: killer.reach(OF_A_TOKEN[1]))
    around(AccessTokens, "_fetch", nothing, lambda _: killer.reach(OF_A_TOKEN[2]))


def run_an_errand(place: Any, name: str, errand: str, wrote: Wrote) -> None:
    """Wrap a function so that the sockets that are used within it count as this errand's."""
    work: Callable[..., Any] = getattr(place, name)

    @contextmanager
    def about() -> Any:
        before, wrote.errand = wrote.errand, errand
        try:
            yield
        finally:
            wrote.errand = before

    @wraps(work)
    def wrapped(*args: Any, **named: Any) -> Any:
        with about():
            return work(*args, **named)

    setattr(place, name, wrapped)
