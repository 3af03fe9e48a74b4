"""An account at the desk: what is shown of it, and what one member of staff does alone."""

from typing import Final

from flask import Response
from werkzeug.wrappers import Response as Redirect

from app.domain.identity import accounts
from app.domain.self_service import contact_changes, desk_accounts, desk_takeover
from app.domain.staff import approvals
from app.domain.staff.approvals import ApprovalKind
from app.domain.staff.roles import Permission
from app.web import container
from app.web.console.approval_texts import NAMES
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.desk.tasks import Asked, Task, TaskField, do_task, look_at, show_task
from app.web.console.rendering import page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

OF_AN_ACCOUNT: Final = (
    ApprovalKind.PHONE_CHANGE,
    ApprovalKind.CLOSING,
    ApprovalKind.CORRECTION,
    ApprovalKind.NUMBER_CORRECTION,
)

blueprint = ConsoleBlueprint("console_desk_accounts", __name__)


def _prove(asked: Asked) -> None:
    said, here = asked.mobile("phone"), container()
    with here.database.transaction() as opened:
        desk_accounts.reserve_phone(opened, asked.account_id, proves=True)
    with here.database.transaction() as opened:
        actor, contacts = asked.staff.actor, here.contacts
        desk_accounts.prove_by_phone(opened, asked.account_id, said, actor=actor, contacts=contacts)


def _unlock(asked: Asked) -> None:
    with container().database.transaction() as opened:
        contact_changes.unlock(opened, accounts.get(opened, asked.account_id, lock=True), actor=asked.staff.actor)


def _sign_out(asked: Asked) -> None:
    here = container()
    with here.database.transaction() as opened:
        account = accounts.get(opened, asked.account_id, lock=True)
        contact_changes.sign_everybody_out(opened, account, here.contacts, actor=asked.staff.actor)


PROOF: Final = Task(
    "proof",
    mark("Prove that the account is the person's"),
    mark("A proven account shows all applications of the document. Ask the person which phone the account is on."),
    mark("The account is theirs"),
    mark("The account is proven."),
    _prove,
    (TaskField("phone", mark("The phone of the account, as the person says it"), kind="tel"),),
)
UNLOCK: Final = Task(
    "unlock",
    mark("Unlock the account"),
    mark("Phones that gave wrong passwords may try again, and the e-mail and the phone may be changed by phone again."),
    mark("Unlock it"),
    mark("The account is unlocked."),
    _unlock,
)
SIGN_OUT: Final = Task(
    "sign-out",
    mark("Sign everybody out of the account"),
    mark("Every phone is signed out. A new e-mail or phone of the last days is taken back. The person is told by SMS."),
    mark("Sign everybody out"),
    mark("Everybody is signed out, and the person is told."),
    _sign_out,
)


@blueprint.page("/desk/accounts/<account_id>", Permission.FIND_ACCOUNTS)
def show_account(account_id: str) -> Response:
    """An account, masked, with the requests about it that wait, and what can be done."""
    told = look_at(account_id)
    with container().database.reading() as opened:
        found = [approvals.find_waiting(opened, kind, account_id) for kind in OF_AN_ACCOUNT]
        waiting = [(each.id, say(NAMES[each.kind])) for each in found if each is not None]
        filed = len(desk_takeover.undecided(opened, accounts.get(opened, account_id)))
    may_change = signed_in().may(Permission.CHANGE_ACCOUNTS)
    return page(
        "desk/account.html",
        say("Account {number}", number=told["seen"].number),
        account_id=account_id,
        waiting=waiting,
        filed=filed,
        may_change=may_change,
        **told,
    )


@blueprint.page("/desk/accounts/<account_id>/proof", Permission.CHANGE_ACCOUNTS)
def proof(account_id: str) -> Response:
    """The form to prove an account with."""
    return show_task(PROOF, account_id)


@blueprint.action("/desk/accounts/<account_id>/proof", Permission.CHANGE_ACCOUNTS)
def take_proof(account_id: str) -> Response | Redirect:
    """Prove an account."""
    return do_task(PROOF, account_id)


@blueprint.page("/desk/accounts/<account_id>/unlock", Permission.CHANGE_ACCOUNTS)
def unlock(account_id: str) -> Response:
    """The form to unlock an account with."""
    return show_task(UNLOCK, account_id)


@blueprint.action("/desk/accounts/<account_id>/unlock", Permission.CHANGE_ACCOUNTS)
def take_unlock(account_id: str) -> Response | Redirect:
    """Unlock an account."""
    return do_task(UNLOCK, account_id)


@blueprint.page("/desk/accounts/<account_id>/sign-out", Permission.CHANGE_ACCOUNTS)
def sign_out(account_id: str) -> Response:
    """The form to sign everybody out with."""
    return show_task(SIGN_OUT, account_id)


@blueprint.action("/desk/accounts/<account_id>/sign-out", Permission.CHANGE_ACCOUNTS)
def take_sign_out(account_id: str) -> Response | Redirect:
    """Sign everybody out of an account."""
    return do_task(SIGN_OUT, account_id)
