"""Finding the account of who stands at the desk: by document, by an application, or by phone; never in a URL."""

from collections.abc import Callable, Mapping
from typing import Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Redirect

from app.domain.identity.accounts import Account
from app.domain.self_service import desk_accounts
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.shared.persons import AccountType
from app.domain.staff.roles import Permission
from app.platform.phone_numbers import read_typed
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.desk.account_facts import kinds
from app.web.console.rendering import page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

LONGEST: Final = 60
NOT_FOUND: Final[Mapping[str, str]] = {
    "number": mark("There is no account of this document. The person can open one: they dial, and choose Register."),
    "reference": mark("There is no such application, or who it is of has no account. They dial, and choose Register."),
    "phone": mark("There is no account on this phone. Look by the document; without one, they dial and register."),
}
UNREAD: Final[Mapping[str, str]] = {
    "number": mark("No document of this kind has such a number. Look at the document again."),
    "reference": mark("This is no reference."),
    "phone": mark("A phone number is wanted, such as 0712345678."),
}
"""The errors for input that cannot be read, by the field."""

blueprint = ConsoleBlueprint("console_desk", __name__)


@blueprint.page("/desk", Permission.FIND_ACCOUNTS)
def find() -> Response:
    """The forms to find an account with."""
    return _forms({})


@blueprint.action("/desk/find", Permission.FIND_ACCOUNTS)
def take_find() -> Response | Redirect:
    """The account that was found, several where a household shares a phone, or else what the person can do."""
    by = next((name for name in BY if name in request.form), "number")
    typed = request.form.get(by, "")[:LONGEST]
    try:
        found = _looked_for(by, typed)
    except NotAllowed as refused:
        return _forms({by: str(refused)})
    except Invalid:
        return _forms({by: say(UNREAD[by])})
    if not found:
        return _forms({by: say(NOT_FOUND[by])})
    if len(found) > 1:
        return _several(found)
    return redirect(url_for("console_desk_accounts.show_account", account_id=found[0]), 303)


def _looked_for(by: str, typed: str) -> list[str]:
    """The ids of the accounts that were found. The search is counted first, in a transaction of its own: a refusal of
    the search does not undo that."""
    staff, database = signed_in(), container().database
    with database.transaction() as opened:
        desk_accounts.reserve_look_up(opened, staff.id)
    with database.transaction() as opened:
        return [each.id for each in BY[by](opened, typed, staff.actor)]


def _by_document(opened: Session, typed: str, actor: str) -> list[Account]:
    kind = request.form.get("account_type", "")
    if kind not in list(AccountType):
        raise Invalid("account_type: one of the list is wanted")
    found = desk_accounts.find_account(opened, AccountType(kind), typed, actor=actor)
    return [found] if found else []


def _by_reference(opened: Session, typed: str, actor: str) -> list[Account]:
    try:
        found = desk_accounts.find_by_reference(opened, typed, actor=actor)
    except NotFound:
        return []
    return [found] if found else []


def _by_phone(opened: Session, typed: str, actor: str) -> list[Account]:
    number = read_typed(typed)
    if number is None:
        raise Invalid("a phone number is wanted")
    return desk_accounts.find_by_phone(opened, number, actor=actor)


BY: Final[Mapping[str, Callable[[Session, str, str], list[Account]]]] = {
    "number": _by_document,
    "reference": _by_reference,
    "phone": _by_phone,
}
"""How an account is found, by the field of the form that was sent."""


def _several(account_ids: list[str]) -> Response:
    with container().database.reading() as opened:
        found = [desk_accounts.facts_of(opened, _account(opened, each)) for each in account_ids]
    return page("desk/several.html", say("Several accounts have this phone"), found=found)


def _account(opened: Session, account_id: str) -> Account:
    return opened.get_one(Account, account_id)


def _forms(errors: dict[str, str]) -> Response:
    given = {name: request.form.get(name, "")[:LONGEST] for name in (*BY, "account_type")}
    dial = container().contacts.ussd_code
    return page("desk/find.html", say("Desk"), errors=errors, given=given, kinds=kinds(), dial=dial)
