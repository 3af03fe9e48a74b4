"""A forgotten password: the account is named, a code goes to its own phone, a new password is chosen.

A feature phone cannot show an SMS while a session is open: the session ends when the code is sent, and the next dial
from the phone offers to enter it, or to stop it. Only the account's own phone is sent a code and can enter it, so
nobody can be talked into reading one out. Every answer is the same whether or not there is such an account.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.identity.accounts import Login
from app.domain.identity.recovery import password_reset
from app.platform.i18n import _
from menus.context import Context
from menus.draft import Draft
from menus.flows import answers
from menus.flows.identity import new_password, registration
from menus.flows.identity.drafts import PersonDraft
from menus.flows.identity.new_password import NewPasswordDraft
from menus.notation import RESTART, Fields, Option, Rejected, Screen, ask, choose, end, menu


class ResetDraft(Draft):
    """The code that was entered, beside the account in `NewPasswordDraft`."""

    auth_epoch: int = 0
    """The `auth_epoch` of the account for which the code is valid."""
    code_id: str = ""


@choose(_("New password for:"), lambda _: registration.KINDS)
def account_type(c: Context, given: str) -> Screen:
    """As on the portal: the kind of account first."""
    c.draft(PersonDraft).account_type = given
    return name


@ask(_("Enter your ID or passport number, or e-mail"), parse=answers.anybody)
def name(c: Context, given: str) -> Screen:
    """After the kind of account: the document number or the e-mail address."""
    c.draft(PersonDraft).name = given
    return birth_year


@ask(_("Enter your year of birth, such as 1990"), acts=True, parse=str)
def birth_year(c: Context, given: str) -> Screen:
    """After that the year of birth; a code is sent if it is right."""
    registration.keep_year(c, given)
    return requested if c.once("reset", lambda session: ask_for_code(c, session)) else too_often


def ask_for_code(c: Context, session: Session) -> bool:
    """Send a code, if there is such an account. Returns False where too many were requested."""
    draft = c.draft(PersonDraft)
    return password_reset.request_code(
        session,
        draft.account_type,
        draft.name,
        draft.birth,
        phone=c.phone,
        language=c.language,
        contacts=c.contacts,
        checks_sims=c.checks_sims,
    )


@end(
    _(
        "If that is right and this is the phone of the account, a code comes here by SMS. "
        "Dial {code} within 10 minutes and enter it."
    )
)
def requested(c: Context) -> Fields:
    """The same words for an account that does not exist."""
    return {"code": c.contacts.ussd_code}


@end(_("Too many codes were asked for. Please try again later, or call {phone}."))
def too_often(c: Context) -> Fields:
    """Codes are capped for each phone and each name."""
    return {"phone": c.contacts.phone}


@menu(_("Code for a new password"), acts=True)
def waiting(c: Context) -> Iterator[Option]:
    """Shown first at the next dial of the phone that requested a code."""
    yield Option(_("Enter the code"), code)
    yield Option(_("I did not get the code"), sent_again, does=send_again)
    yield Option(_("It was not me: stop it"), stopped, does=stop)
    yield Option(_("Lost SIM or new number"), other_phone)
    yield Option(_("Not now"), RESTART)
    yield Option(_("Start again"), account_type)


def send_again(c: Context) -> None:
    """Send the same code once more, at least 60 s after the last time. Raises Rejected where it may not be sent."""
    if not c.once("again", lambda session: repeat_code(c, session)):
        raise Rejected(_("Wait a minute. It is sent 3 times at most."))


def repeat_code(c: Context, session: Session) -> bool:
    """Send the code of this phone again."""
    return password_reset.send_code_again(session, c.phone, c.language, c.contacts, checks_sims=c.checks_sims)


@end(_("If your details were right, the same code is on its way again. Dial {code} from this phone and enter it."))
def sent_again(c: Context) -> Fields:
    """The same words for an account that does not exist."""
    return {"code": c.contacts.ussd_code}


def stop(c: Context) -> None:
    """Void the code of this phone."""
    c.once("stop reset", lambda session: password_reset.stop_reset(session, c.phone, c.language))


@end(_("Stopped: no code works now, and your password is as it was. Somebody had this phone in hand: keep it safe."))
def stopped(c: Context) -> Fields:
    """The code is void."""
    return {}


@menu(
    _(
        "Lost SIM: your network replaces it with the same number. New number: sign in and change it under My account, "
        "or take your ID to a Huduma Centre."
    )
)
def other_phone(c: Context) -> tuple[Option, ...]:
    """A code goes to the phone of the account only, and is entered there."""
    return ()


@ask(_("Enter the code of 6 digits"), acts=True, parse=answers.code, secret=True)
def code(c: Context, given: str) -> Screen:
    """Takes the code: three tries within ten minutes."""
    used = c.once("code entered", lambda session: password_reset.enter_code(session, c.phone, given))
    if used["code"]:
        with c.reading() as session:
            opened = password_reset.opened_by(session, used["code"])
        draft = c.draft(ResetDraft)
        draft.auth_epoch, draft.code_id = opened.auth_epoch, used["code"]
        c.draft(NewPasswordDraft).account_id = opened.account_id
        c.state.code_at = c.moment_of("code entered")
        return choose_password
    if used["left"]:
        raise Rejected(_("That code is not right. Tries left: {left}."), left=str(used["left"]))
    return void


@menu(_("That code has expired. Ask for a new one."))
def void(c: Context) -> Iterator[Option]:
    """The code has expired, or its tries are used up."""
    yield Option(_("Ask for a new code"), account_type)


@ask(new_password.PROMPT, parse=new_password.six_digits, secret=True)
def choose_password(c: Context, given: str) -> Screen:
    """The new password is hashed in the hop that brings it: no draft ever holds it."""
    with c.reading() as session:
        number, birth, phone = password_reset.facts(session, find_login(c, session))
    new_password.refuse_weak(given, number=number, phone=phone, birth=birth)
    new_password.keep(c, c.draft(NewPasswordDraft).account_id, given)
    return repeat_password


@ask(new_password.AGAIN, acts=True, parse=new_password.six_digits, secret=True)
def repeat_password(c: Context, given: str) -> Screen:
    """Sets the password if both entries are the same; its owner is told, and remembered phones are signed out."""
    if not new_password.is_same(c, given):
        c.say(new_password.NOT_THE_SAME)
        return choose_password
    c.once("new password", lambda session: set_password(c, session))
    return changed


def find_login(c: Context, session: Session) -> Login:
    """The account of the code, at the epoch for which the code is valid.

    A change that needs only the password does not end the code. A draft of the release before names no code: there it
    is the epoch at which the code was entered. Raises Revoked.
    """
    draft = c.draft(ResetDraft)
    if draft.code_id:
        return password_reset.opened_by(session, draft.code_id)
    return Login(c.draft(NewPasswordDraft).account_id, draft.auth_epoch)


def set_password(c: Context, session: Session) -> None:
    """Set the password of the draft."""
    chosen = c.draft(NewPasswordDraft).password_hash
    password_reset.reset_password(session, find_login(c, session), chosen, c.language, c.contacts, phone=c.phone)


@end(_("Your password is changed. Phones that stayed signed in are signed out. Dial {code} to sign in."))
def changed(c: Context) -> Fields:
    """The password is changed."""
    return {"code": c.contacts.ussd_code}
