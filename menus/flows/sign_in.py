"""Signing in: by ID number or e-mail and password; by the password alone where the phone holds one account."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain import account_care, accounts, passwords, security_notices, sign_in
from app.domain.accounts import Login
from app.domain.sign_in import Stop, Try
from app.observability import log
from app.texts import _
from menus.context import Context
from menus.flows import answers, my_applications, password_reset
from menus.notation import SCREENS, Fields, Option, Rejected, Screen, ask, choose, end, menu


def masked(c: Context) -> Fields:
    """The account that this phone holds, so that only its holder knows it: ****0001."""
    return {"number": c.state.holder_number}


@menu(_("Sign in"))
def who(c: Context) -> Iterator[Option]:
    """A phone that holds one account needs its password only; a household says which account it is."""
    if c.state.holder:
        yield Option(_("Account {number}"), password, does=as_holder, fields=masked(c))
        yield Option(_("Another account"), name)
    else:
        yield Option(_("With ID number or e-mail"), name)
    yield Option(_("I forgot my password"), password_reset.account_type)


def as_holder(c: Context) -> None:
    """The account of this phone."""
    c.draft.name = c.state.holder


@ask(_("Sign in: enter your ID or passport number, or e-mail"), parse=answers.anybody)
def name(c: Context, given: str) -> Screen:
    """Whoever it is, the password is asked next."""
    c.draft.name = given
    return password


@ask(
    _("Enter your 6-digit {code} password. Hide your screen."),
    parse=str,
    secret=True,
    fields=lambda c: {"code": c.contacts.ussd_code},
)
def password(c: Context, given: str) -> Screen:
    """A try is counted before the password is looked at."""
    counted = Try.from_kept(c.once("sign-in try", lambda session: tried(c, session)), *credentials(c))
    account_id = None if counted.stop else heard(c, counted, given)
    if account_id:
        fresh = sign_in.renewed(c.keys, counted, account_id, "".join(given.split()))
        c.once("signed in", lambda session: opened(c, session, counted, account_id, fresh))
        return authenticated(c, Login(account_id, counted.epochs[account_id]))
    log.info("sign-in refused", why=counted.stop or "wrong")
    if counted.left:
        raise Rejected(_("Wrong account or password. Tries left: {left}."), left=str(counted.left))
    return {Stop.ELSEWHERE: own_phone_only, Stop.NEEDS_RESET: needs_reset}.get(counted.stop or counted.then, locked)


def tried(c: Context, session: Session) -> dict[str, object]:
    """Count a try of this phone for the name."""
    return sign_in.reserve(session, c.draft.name, c.phone).kept()


def credentials(c: Context) -> tuple[dict[str, str], dict[str, int]]:
    """What the password is held against: looked up anew, for nothing keeps it but the account."""
    with c.reading() as session:
        return sign_in.credentials_of(session, c.draft.name, c.phone)


def opened(c: Context, session: Session, counted: Try, account_id: str, fresh: dict[str, str]) -> None:
    """The password was right: what was counted is forgotten, and the owner told when it was on an unknown phone."""
    sign_in.succeeded(session, counted, c.phone, fresh)
    sign_in.record(session, account_id, foreign=counted.foreign)
    if counted.foreign:
        security_notices.tell_of_sign_in(session, account_id, c.phone, c.language, c.contacts)


def heard(c: Context, counted: Try, given: str) -> str | None:
    """The account that the password opens. A try that there was no time to look at is given back."""
    try:
        return sign_in.opened_by(c.keys, counted, "".join(given.split()))
    except passwords.Busy:
        c.once("sign-in not heard", lambda session: sign_in.give_back(session, counted, c.phone, c.draft.name))
        raise


def authenticated(c: Context, login: Login) -> Screen:
    """Where the password was asked for, or the offer to stay signed in."""
    with c.reading() as session:
        name = account_care.first_name(session, login)
    kept = c.state.account
    c.authenticated(login.account_id, login.auth_epoch, name)
    after, c.draft.after = c.draft.after, ""
    if after:
        return SCREENS[after]
    return my_applications.mine if kept == login.account_id else stay


@choose(
    _("Stay signed in for 30 days? Anyone with this phone will then see your applications, nothing else."),
    {"no": _("No"), "yes": _("Yes")},
)
def stay(c: Context, given: str) -> Screen:
    """An offer with its risk said; for looking only."""
    if given == "yes":
        c.once("stay", lambda session: account_care.stay_signed_in(session, c.login, c.phone))
    return my_applications.mine


@menu(_("Too many wrong passwords from this phone. Wait 30 minutes, or set a new password."))
def locked(c: Context) -> Iterator[Option]:
    """Another phone's failures never lead here."""
    yield Option(_("I forgot my password"), password_reset.account_type)


@menu(_("Too many wrong passwords from this phone. You need a new password."))
def needs_reset(c: Context) -> Iterator[Option]:
    """Ten in a row: waiting no longer helps."""
    yield Option(_("I forgot my password"), password_reset.account_type)


@menu(_("For your safety, you can sign in only on your own registered phone for now. Use that phone, or try later."))
def own_phone_only(c: Context) -> Iterator[Option]:
    """Too many wrong passwords came from phones that are not those of the accounts."""
    yield Option(_("I forgot my password"), password_reset.account_type)


def forget(c: Context) -> None:
    """Sign this phone out."""
    c.once("sign out", lambda session: accounts.forget_phone(session, c.phone))
    c.signed_out()


@end(_("You are signed out on this phone."))
def signed_out(c: Context) -> Fields:
    """Done."""
    return {}
