"""What a desk asks a second person for: another phone, a take-over, closing, and corrections of details or number."""

import secrets
from collections.abc import Callable, Mapping
from typing import Final

from flask import Response
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app.domain.back_office import account_approvals
from app.domain.identity import accounts, identity_checks, passwords
from app.domain.self_service import desk_accounts, detail_corrections, number_corrections
from app.domain.shared.errors import Invalid
from app.domain.staff.approvals import ApprovalKind
from app.domain.staff.roles import Permission
from app.platform.i18n import NAIROBI
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.desk.tasks import REASON, Asked, Task, TaskField, WrongField, do_task, show_task
from app.web.console.texts import mark

ASKED: Final = mark("Asked for. A second person of your desk decides, under Second person; until then nothing changes.")
UNREAD: Final[Mapping[str, str]] = {
    "first_name": mark("A name of 2 to 40 letters is wanted."),
    "other_names": mark("A name of 2 to 40 letters is wanted, or none."),
    "surname": mark("A name of 2 to 40 letters is wanted, or none."),
    "birth": mark("A date such as 23/05/1991 is wanted, or a year."),
    "gender": mark("One of the list is wanted."),
}

blueprint = ConsoleBlueprint("console_desk_requests", __name__)


def _ask_phone(asked: Asked) -> None:
    number, database = asked.mobile("new_phone"), container().database
    with database.reading() as opened:
        is_proven = accounts.get(opened, asked.account_id).is_proven
    said = None if is_proven else asked.mobile("phone")
    if said is not None:
        with database.transaction() as opened:
            desk_accounts.reserve_phone(opened, asked.account_id, proves=False)
    with database.transaction() as opened:
        account_approvals.ask_phone_change(
            opened, asked.account_id, number, said_phone=said, reason=asked.given["reason"], staff=asked.staff
        )


def _ask_take_over(asked: Asked) -> None:
    here, number = container(), asked.mobile("new_phone")
    unusable = passwords.hashed(here.keys, asked.account_id, secrets.token_hex(16))
    with here.database.transaction() as opened:
        account_approvals.ask_take_over(
            opened,
            asked.account_id,
            number,
            password_hash=unusable,
            reason=asked.given["reason"],
            staff=asked.staff,
        )


def _ask_closing(asked: Asked) -> None:
    said, database = asked.mobile("phone"), container().database
    with database.transaction() as opened:
        desk_accounts.reserve_phone(opened, asked.account_id, proves=False)
    with database.transaction() as opened:
        account_approvals.ask_closing(
            opened, asked.account_id, said_phone=said, reason=asked.given["reason"], staff=asked.staff
        )


def _ask_correction(asked: Asked) -> None:
    here = container()
    with here.database.reading() as opened:
        before = _said(opened, asked.account_id)
    told = {name: _read(name, asked.given[name]) for name in UNREAD if asked.given[name] != before[name]}
    if not asked.given["gender"]:
        told.pop("gender", None)
    by = asked.staff.sms_budget.key
    confirmed = detail_corrections.confirm_correction(here.database, here.registry, asked.account_id, told, asked_by=by)
    with here.database.transaction() as opened:
        account_approvals.ask_correction(
            opened, asked.account_id, confirmed, reason=asked.given["reason"], staff=asked.staff
        )


def _ask_number(asked: Asked) -> None:
    here, by = container(), asked.staff.sms_budget.key
    typed = asked.given["number"]
    confirmed = number_corrections.confirm_number(here.database, here.registry, asked.account_id, typed, asked_by=by)
    with here.database.transaction() as opened:
        account_approvals.ask_number_correction(
            opened, asked.account_id, confirmed, reason=asked.given["reason"], staff=asked.staff
        )


def _read(name: str, typed: str) -> str:
    """A detail as it is kept. Raises WrongField."""
    today = container().database.clock().astimezone(NAIROBI).date()
    readers: Mapping[str, Callable[[str], str]] = {
        "first_name": identity_checks.read_name,
        "other_names": lambda text: identity_checks.read_name(text) if text else "",
        "surname": lambda text: identity_checks.read_name(text) if text else "",
        "birth": lambda text: (
            identity_checks.read_year(text, today=today)
            if len(text) == len("1990")
            else identity_checks.read_birth_date(text, today=today)
        ),
        "gender": _gender,
    }
    try:
        return readers[name](typed)
    except Invalid:
        raise WrongField(name, UNREAD[name]) from None


def _gender(typed: str) -> str:
    if typed not in ("", "F", "M"):
        raise Invalid("F or M is wanted")
    return typed


def _said(opened: Session, account_id: str) -> Mapping[str, str]:
    """What an account says of its holder, as the form shows it. The gender is empty: it changes where one is chosen."""
    said = accounts.get(opened, account_id).said
    names = {"first_name": said.first_name, "other_names": said.other_names, "surname": said.surname}
    return {**names, "birth": said.birth, "gender": ""}


NEW_PHONE: Final = TaskField("new_phone", mark("The person's own phone"), mark("Such as 0712345678"), kind="tel")
PHONE: Final = Task(
    "phone",
    mark("Change the phone of the account"),
    mark("The old and the new phone are told by SMS. Everybody is signed out. It takes a second person."),
    mark("Ask a second person"),
    ASKED,
    _ask_phone,
    (
        NEW_PHONE,
        TaskField(
            "phone",
            mark("The phone that the account has now, as the person says it"),
            mark("Only where the account is not proven yet."),
            kind="tel",
            is_required=False,
        ),
        REASON,
    ),
    kind=ApprovalKind.PHONE_CHANGE,
)
TAKE_OVER: Final = Task(
    "take-over",
    mark("Give the account to its person"),
    mark(
        "Where somebody else opened the account that names this person. The phone, the e-mail, the password and the "
        "photo of the other end, and what they filed waits for you to adopt or cancel. It takes a second person."
    ),
    mark("Ask a second person"),
    ASKED,
    _ask_take_over,
    (NEW_PHONE, REASON),
    kind=ApprovalKind.PHONE_CHANGE,
)
CLOSING: Final = Task(
    "closing",
    mark("Close the account"),
    mark("What the account says of the person is erased; their applications stay. It takes a second person."),
    mark("Ask a second person"),
    ASKED,
    _ask_closing,
    (TaskField("phone", mark("The phone of the account, as the person says it"), kind="tel"), REASON),
    kind=ApprovalKind.CLOSING,
)
CORRECTION: Final = Task(
    "correction",
    mark("Correct names, birth or gender"),
    mark("The register of persons is asked first: what is wrong there is corrected there. It takes a second person."),
    mark("Ask the register and a second person"),
    ASKED,
    _ask_correction,
    (
        TaskField("first_name", mark("First name")),
        TaskField("other_names", mark("Other names"), is_required=False),
        TaskField("surname", mark("Surname"), is_required=False),
        TaskField("birth", mark("Born"), mark("Such as 23/05/1991, or a year")),
        TaskField(
            "gender",
            mark("Gender"),
            is_required=False,
            choices=(("", mark("as it is")), ("F", mark("female")), ("M", mark("male"))),
        ),
        REASON,
    ),
    _said,
    ApprovalKind.CORRECTION,
)
NUMBER: Final = Task(
    "number",
    mark("Correct the number of the document"),
    mark(
        "Where the same person has a new document: a Maisha Namba for a national ID, a renewed passport or alien ID. "
        "The register of persons must know both as theirs. Their applications go along. It takes a second person."
    ),
    mark("Ask the register and a second person"),
    ASKED,
    _ask_number,
    (TaskField("number", mark("The number on the new document")), REASON),
    kind=ApprovalKind.NUMBER_CORRECTION,
)


@blueprint.page("/desk/accounts/<account_id>/phone", Permission.CHANGE_ACCOUNTS)
def phone(account_id: str) -> Response:
    """The form to ask for another phone with."""
    return show_task(PHONE, account_id)


@blueprint.action("/desk/accounts/<account_id>/phone", Permission.CHANGE_ACCOUNTS)
def take_phone(account_id: str) -> Response | Redirect:
    """Ask for another phone."""
    return do_task(PHONE, account_id)


@blueprint.page("/desk/accounts/<account_id>/take-over", Permission.CHANGE_ACCOUNTS)
def take_over(account_id: str) -> Response:
    """The form to ask for a take-over with."""
    return show_task(TAKE_OVER, account_id)


@blueprint.action("/desk/accounts/<account_id>/take-over", Permission.CHANGE_ACCOUNTS)
def take_take_over(account_id: str) -> Response | Redirect:
    """Ask for a take-over."""
    return do_task(TAKE_OVER, account_id)


@blueprint.page("/desk/accounts/<account_id>/closing", Permission.CHANGE_ACCOUNTS)
def closing(account_id: str) -> Response:
    """The form to ask for a closing with."""
    return show_task(CLOSING, account_id)


@blueprint.action("/desk/accounts/<account_id>/closing", Permission.CHANGE_ACCOUNTS)
def take_closing(account_id: str) -> Response | Redirect:
    """Ask for a closing."""
    return do_task(CLOSING, account_id)


@blueprint.page("/desk/accounts/<account_id>/correction", Permission.CHANGE_ACCOUNTS)
def correction(account_id: str) -> Response:
    """The form to ask for a correction with."""
    return show_task(CORRECTION, account_id)


@blueprint.action("/desk/accounts/<account_id>/correction", Permission.CHANGE_ACCOUNTS)
def take_correction(account_id: str) -> Response | Redirect:
    """Ask for a correction."""
    return do_task(CORRECTION, account_id)


@blueprint.page("/desk/accounts/<account_id>/number", Permission.CHANGE_ACCOUNTS)
def number(account_id: str) -> Response:
    """The form to ask for another number of the document with."""
    return show_task(NUMBER, account_id)


@blueprint.action("/desk/accounts/<account_id>/number", Permission.CHANGE_ACCOUNTS)
def take_number(account_id: str) -> Response | Redirect:
    """Ask for another number of the document."""
    return do_task(NUMBER, account_id)
