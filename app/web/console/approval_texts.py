"""What the console shows of each kind of request for a second person: its name, and its details.

Whoever adds an action (`back_office.approved_actions`) adds its kind here: a line in `NAMES`, and a function in `SHOWN`
where its details are more than its subject.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.staff.approvals import Approval, ApprovalKind
from app.web.console import desk_requests
from app.web.console.held_step_texts import held_step_rows
from app.web.console.pages.catalogue import change_texts
from app.web.console.pages.money.money_texts import show_refund
from app.web.console.texts import mark, say

Row = tuple[str, str]
"""A row of details: its label, translated already, and its value."""
NAMES: Final[Mapping[str, str]] = {
    ApprovalKind.BULK_MOVE: mark("Move many applications"),
    ApprovalKind.HELD_WORDS: mark("Words that were held"),
    ApprovalKind.HELD_ANSWER: mark("An answer whose words were held"),
    ApprovalKind.REFUND: mark("Give money back"),
    ApprovalKind.REVOKE_KEY: mark("End an API key"),
    ApprovalKind.PHONE_CHANGE: mark("Change the phone of an account"),
    ApprovalKind.CLOSING: mark("Close an account"),
    ApprovalKind.CORRECTION: mark("Correct a name or a birth"),
    ApprovalKind.NUMBER_CORRECTION: mark("Correct the number of a document"),
    ApprovalKind.SERVICE_FEE: mark("Change the fee of a service"),
    ApprovalKind.SERVICE_CLOSING: mark("Close a service"),
}


def _key(_session: Session, _approval: Approval, details: Mapping[str, Any]) -> Sequence[Row]:
    return [(say("Agency"), details["agency"]), (say("Key"), details["key"]), (say("Name"), details["name"])]


def _answer(_session: Session, _approval: Approval, details: Mapping[str, Any]) -> Sequence[Row]:
    return [(say("Question"), details["ticket"]), (say("The SMS"), details["body"])]


SHOWN: Final[Mapping[str, Callable[[Session, Approval, Mapping[str, Any]], Sequence[Row]]]] = {
    ApprovalKind.REVOKE_KEY: _key,
    ApprovalKind.HELD_ANSWER: _answer,
    ApprovalKind.BULK_MOVE: held_step_rows,
    ApprovalKind.HELD_WORDS: held_step_rows,
    ApprovalKind.REFUND: show_refund,
    ApprovalKind.PHONE_CHANGE: desk_requests.show_phone_change,
    ApprovalKind.CLOSING: desk_requests.show_closing,
    ApprovalKind.CORRECTION: desk_requests.show_correction,
    ApprovalKind.NUMBER_CORRECTION: desk_requests.show_number_correction,
    ApprovalKind.SERVICE_FEE: change_texts.show_edit,
    ApprovalKind.SERVICE_CLOSING: change_texts.show_edit,
}
"""What a second person is shown of a request before they decide: all that they need to judge it."""
