"""The steps of posting an event at which a process can be told to kill itself: see `steps.py`."""

from typing import Any, Final

from app.domain.webhooks import webhook_delivery
from app.worker.webhook_posting import WebhookPosting
from tests.faults.killer import Killer, Wrote, around, nothing
from tests.faults.steps_of_paying import OF_AN_ERRAND, run_an_errand

OF_A_WEBHOOK: Final = tuple(f"webhook: {step}" for step in OF_AN_ERRAND)
BEFORE_COMMIT: Final = {"webhook recorded": "webhook: after the answer, before it is recorded"}
AFTER_COMMIT: Final = {
    "webhook claimed": "webhook: after the claim",
    "webhook recorded": "webhook: after it is recorded",
}
"""What a transaction has done, and the step that its COMMIT reaches."""


def watch(killer: Killer, wrote: Wrote) -> None:
    """Wrap the functions at which the steps of posting are reached."""

    def claimed(found: Any) -> None:
        if found:
            wrote.what.add("webhook claimed")

    around(webhook_delivery, "claim_events", lambda: killer.reach(OF_A_WEBHOOK[0]), claimed)
    for outcome in ("record_accepted", "record_refused"):
        around(webhook_delivery, outcome, nothing, lambda _: wrote.what.add("webhook recorded"))
    run_an_errand(WebhookPosting, "_hand_over", "webhook", wrote)
