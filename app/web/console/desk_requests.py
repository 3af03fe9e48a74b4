"""The rows that a desk's second person is shown of a request about an account: its holder, masked, and the changes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.domain.back_office import account_approvals
from app.domain.back_office.account_approvals import TAKE_OVER
from app.domain.identity import accounts
from app.domain.self_service import desk_accounts
from app.domain.self_service.account_care import shown_birth
from app.domain.shared.errors import NotFound
from app.domain.staff.approvals import Approval
from app.platform.phone_numbers import masked
from app.web.console.texts import day, mark, say

Details = Mapping[str, Any]
DETAILS: Final[Mapping[str, str]] = {
    "first_name": mark("First name"),
    "other_names": mark("Other names"),
    "surname": mark("Surname"),
    "birth": mark("Born"),
    "gender": mark("Gender"),
}


def show_phone_change(session: Session, row: Approval, details: Details) -> Sequence[tuple[str, str]]:
    """The rows of a change of the phone, or of a take-over."""
    way = (
        say("The account was opened by somebody else: the person gets it; password, e-mail and photo end")
        if details["way"] == TAKE_OVER
        else say("The person moves to another phone; everybody is signed out")
    )
    return [*_whose(session, row), (say("How"), way), (say("New phone"), masked(details["phone"]))]


def show_closing(session: Session, row: Approval, details: Details) -> Sequence[tuple[str, str]]:
    """The rows of a closing: whose account it is, and the phone that the person said, masked."""
    said = say("The person said the phone of the account")
    return [*_whose(session, row), (say("Shown"), f"{said}: {masked(details['phone'])}")]


def show_correction(session: Session, row: Approval, details: Details) -> Sequence[tuple[str, str]]:
    """The rows of a correction: each detail that changes, as the account has it and as the register has it."""
    wanted = account_approvals.correction_of(details)
    return [*_whose(session, row), *(_changed(wanted, name) for name in wanted.changed)]


def show_number_correction(session: Session, row: Approval, details: Details) -> Sequence[tuple[str, str]]:
    """The rows of a new document number: the old and the new one, masked."""
    before, after = accounts.hidden(details["before"]), accounts.hidden(details["after"])
    known = say("The register of persons knows the new number for the same person")
    return [*_whose(session, row), (say("Number of the document"), f"{before} → {after}"), (say("Shown"), known)]


def _changed(wanted: Any, name: str) -> tuple[str, str]:
    spoken = shown_birth if name == "birth" else _or_none
    return say(DETAILS[name]), f"{spoken(getattr(wanted.before, name))} → {spoken(getattr(wanted.after, name))}"


def _or_none(text: str) -> str:
    return text or say("none")


def _whose(session: Session, row: Approval) -> list[tuple[str, str]]:
    try:
        seen = desk_accounts.facts_of(session, accounts.get(session, row.subject))
    except NotFound:
        return [(say("Account"), say("closed"))]
    return [
        (say("Name"), seen.name),
        (say("Number of the document"), seen.number),
        (say("Phone"), seen.phone),
        (say("Opened"), day(seen.created_at)),
        (say("Proven to be theirs"), day(seen.proven_at) if seen.proven_at else say("not yet")),
        (say("Seen by who asks"), say("the person, and their document")),
    ]
