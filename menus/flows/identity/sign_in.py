"""Signing in: by ID number or e-mail and password; by the password alone where only one account has this phone.

It leads to the first screen, which shows the person's own open application.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.identity import accounts, passwords, sign_in
from app.domain.identity.accounts import Login
from app.domain.identity.recovery import security_notices
from app.domain.identity.sign_in import Stop, Try
from app.domain.self_service import account_care
from app.platform import normalize
from app.platform.i18n import _, translate
from app.platform.observability import log
from menus.context import Context
from menus.draft import Draft
from menus.flows import answers
from menus.flows.identity import password_reset, registration
from menus.flows.identity.drafts import PersonDraft
from menus.notation import HOME, SCREENS, Fields, Option, Rejected, Screen, ask, end, menu


class SignInDraft(Draft):
    """Where the password leads."""

    after: str = ""
    """The name of the screen that the password leads to; empty for the first screen."""


def option(c: Context) -> Option:
    """*Sign in*: where one account has this phone, only its password is asked for; a household says which account."""
    return Option(_("Sign in"), password, does=name_holder) if c.state.holder else Option(_("Sign in"), name)


def asked_before(c: Context, there: Screen, *, of: str = "") -> Screen:
    """A screen that needs the password: the screen itself where that was given in this session, else the sign-in.

    `of`: the id of the account whose password is asked for, where that is known.
    """
    if c.is_authenticated:
        return there
    c.draft(SignInDraft).after = there.name
    known = of or c.state.account or c.state.holder
    c.draft(PersonDraft).name = known
    return password if known else name


def name_holder(c: Context) -> None:
    """Use the account of this phone for the sign-in."""
    c.draft(PersonDraft).name = c.state.holder


def without_name(c: Context) -> Iterator[Option]:
    """Other ways, for those who have forgotten the password or have one of the website."""
    yield Option(_("I forgot my password"), password_reset.account_type)
    yield Option(_("Website password, Digital ID"), website)


@ask(
    _("Sign in: enter your ID or passport number, or e-mail"),
    parse=answers.anybody,
    digits="answer",
    options=without_name,
)
def name(c: Context, given: str) -> Screen:
    """The password is asked for next, whether or not there is such an account."""
    c.draft(PersonDraft).name = given
    return password


def describe_account(c: Context) -> Fields:
    """The account of this phone, by the end of its document number (****0001); and the code to dial."""
    mine = c.state.holder and c.draft(PersonDraft).name == c.state.holder
    account = translate(c.language, _("Account {number}"), number=c.state.holder_number) if mine else ""
    return {"account": account, "code": c.contacts.ussd_code}


def other_ways(c: Context) -> Iterator[Option]:
    """Other ways, for those who cannot give this password."""
    yield Option(_("I forgot my password"), password_reset.account_type)
    yield Option(_("Another account"), name)
    yield Option(_("Website password, Digital ID"), website)


@ask(
    _("{account}\nEnter your 6-digit {code} password. Hide your screen."),
    acts=True,
    parse=str,
    secret=True,
    digits="answer",
    options=other_ways,
    fields=describe_account,
    longest={"account": "W" * 16, "code": "*222#"},
)
def password(c: Context, given: str) -> Screen:
    """A try is counted before the password is checked; input that is not six digits is neither counted nor checked."""
    given = six_digits(c, given)
    counted = Try.from_kept(c.once("sign-in try", lambda session: count_try(c, session)), *find_credentials(c))
    account_id = None if counted.stop else find_opened_account(c, counted, given)
    if account_id:
        fresh = sign_in.renewed(c.keys, counted, account_id, given)
        c.once("signed in", lambda session: record_success(c, session, counted, account_id, fresh))
        return complete_sign_in(c, Login(account_id, counted.epochs[account_id]))
    log.info("sign-in refused", why=counted.stop or "wrong")
    if counted.left:
        raise Rejected(_("Wrong account or password. Tries left: {left}."), left=str(counted.left))
    return {Stop.ELSEWHERE: own_phone_only, Stop.NEEDS_RESET: needs_reset}.get(counted.stop or counted.then, locked)


def six_digits(c: Context, typed: str) -> str:
    """Six digits, however they were spaced. Raises Rejected: many people type the website's password instead."""
    digits = normalize.digits(typed, answers.OF_A_CODE)
    if digits is None or len(digits) != passwords.LENGTH:
        raise Rejected(_("Enter your 6-digit {code} password, not the website's."), code=c.contacts.ussd_code)
    return digits


def count_try(c: Context, session: Session) -> dict[str, object]:
    """Count a try of this phone for the name that was given."""
    return sign_in.reserve(session, c.draft(PersonDraft).name, c.phone).kept()


def find_credentials(c: Context) -> tuple[dict[str, str], dict[str, int]]:
    """The hashes that the password is checked against, and the epochs: read anew, as only the account stores them."""
    with c.reading() as session:
        return sign_in.credentials_of(session, c.draft(PersonDraft).name, c.phone)


def record_success(c: Context, session: Session, counted: Try, account_id: str, fresh: dict[str, str]) -> None:
    """Reset the counted tries after the right password, and tell the owner where it was given on an unknown phone."""
    sign_in.succeeded(session, counted, c.phone, c.draft(PersonDraft).name, fresh)
    sign_in.record_sign_in(session, account_id, foreign=counted.foreign)
    if counted.foreign:
        security_notices.tell_of_sign_in(session, account_id, c.phone, c.language, c.contacts)


def find_opened_account(c: Context, counted: Try, given: str) -> str | None:
    """The account that the password opens, if any. Raises Busy, and gives the try back, where it cannot be hashed."""
    try:
        return sign_in.opened_by(c.keys, counted, given)
    except passwords.Busy:
        c.once(
            "sign-in not heard", lambda session: sign_in.give_back(session, counted, c.phone, c.draft(PersonDraft).name)
        )
        raise


@menu(
    _(
        "Your website password and Digital ID do not work on {code}. "
        "Register once on this phone: it takes your ID only."
    ),
    fields=lambda c: {"code": c.contacts.ussd_code},
    longest={"code": "*222#"},
)
def website(c: Context) -> Iterator[Option]:
    """An account of the website is not an account of this gateway: said where people try its password."""
    yield Option(_("Register"), registration.account_type)


def complete_sign_in(c: Context, login: Login) -> Screen:
    """Sign in, and return the screen that the password was asked for, else the first screen."""
    with c.reading() as session:
        name = account_care.first_name(session, login)
    c.sign_in(login.account_id, login.auth_epoch, name, by="signed in")
    draft = c.draft(SignInDraft)
    after, draft.after = draft.after, ""
    return SCREENS.get(after) or HOME


def can_stay(c: Context) -> bool:
    """Whether this phone may be kept signed in: the password was given here, and it is not kept yet."""
    return c.is_authenticated and c.state.remembered != c.state.account


def stay(c: Context) -> None:
    """Keep this phone signed in for 30 days, for looking only."""
    c.once("stay", lambda session: account_care.stay_signed_in(session, c.login, c.phone))
    c.state.remembered = c.state.account


@menu(_("You stay signed in for 30 days. Anyone with this phone can see your applications, nothing else."), acts=True)
def stays(c: Context) -> Iterator[Option]:
    """Tells the risk, and offers to undo it."""
    yield Option(_("Main menu"), HOME)
    yield Option(_("Do not stay signed in"), HOME, does=stay_no_longer)


def stay_no_longer(c: Context) -> None:
    """Forget this phone; the sign-in of this session goes on."""
    c.once("stay no longer", lambda session: accounts.forget_phone(session, c.phone))
    c.state.remembered = ""


@menu(_("Too many wrong passwords from this phone. Wait 30 minutes, or set a new password."))
def locked(c: Context) -> Iterator[Option]:
    """Too many wrong passwords from this phone; failures of another phone never lead here."""
    yield Option(_("I forgot my password"), password_reset.account_type)


@menu(_("Too many wrong passwords from this phone. You need a new password."))
def needs_reset(c: Context) -> Iterator[Option]:
    """Ten wrong passwords in a row: waiting no longer helps."""
    yield Option(_("I forgot my password"), password_reset.account_type)


@menu(_("For your safety, you can sign in only on your own registered phone for now. Use that phone, or try later."))
def own_phone_only(c: Context) -> Iterator[Option]:
    """Too many wrong passwords came from other phones than the accounts' own."""
    yield Option(_("I forgot my password"), password_reset.account_type)


def forget(c: Context) -> None:
    """Sign this phone out."""
    c.once("sign out", lambda session: accounts.forget_phone(session, c.phone))
    c.sign_out()
    c.state.remembered = ""


@end(_("You are signed out on this phone."))
def signed_out(c: Context) -> Fields:
    """The phone is signed out."""
    return {}
