"""My account: what is kept, e-mail, phone, password, alerts, photo, signing out, closing."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain import account_care
from app.texts import _
from menus.context import Context
from menus.flows import answers, new_password, sign_in
from menus.notation import Fields, Option, Rejected, Screen, ask, choose, end, menu


@menu(_("My account"))
def account(c: Context) -> Iterator[Option]:
    """Reached with the password given in this session only."""
    yield Option(_("What we keep"), kept)
    yield Option(_("E-mail"), email)
    yield Option(_("Phone number"), phone)
    yield Option(_("Change password"), choose_password)
    yield Option(_("SMS alerts"), alerts)
    yield Option(_("Photo"), photo)
    yield Option(_("Sign out, forget this phone"), sign_in.signed_out, does=sign_in.forget)
    yield Option(_("Close my account"), closing)


def facts(c: Context) -> Fields:
    """What is kept, masked: the screen may be looked at over a shoulder."""
    with c.reading() as session:
        return account_care.facts(session, c.state.account, c.language)


@menu(
    _("{name}\nDocument: {number}\nBorn: {birth}\nPhone: {phone}\nE-mail: {email}\nAgreed on {since}"),
    fields=facts,
    longest={
        "name": "W" * 122,
        "number": "W" * 15,
        "birth": "23/05/1991",
        "phone": "+2547******01",
        "email": "w***@" + "w" * 60,
        "since": "30 Sep 2026",
    },
)
def kept(c: Context) -> tuple[Option, ...]:
    """What is kept about the person (Data Protection Act 2019, s. 26)."""
    return ()


def care(c: Context) -> Fields:
    """The address, the numbers and the states that these screens show."""
    with c.reading() as session:
        return account_care.states(session, c.state.account, c.language)


@menu(_("E-mail: {email}"), fields=care, longest={"email": "w***@" + "w" * 60})
def email(c: Context) -> Iterator[Option]:
    """A code proves an address."""
    with c.reading() as session:
        waits = account_care.email_waits(session, c.phone)
    if waits:
        yield Option(_("Enter the code we e-mailed"), email_code)
    yield Option(_("Enter an e-mail address"), new_email)


@ask(_("Enter your e-mail address"), parse=answers.email)
def new_email(c: Context, given: str) -> Screen:
    """The code goes to the address."""
    c.draft.target = given
    asked = c.once(
        "email", lambda session: account_care.ask_email(session, c.state.account, c.phone, given, c.language)
    )
    return email_sent if asked else too_often


@end(
    _(
        "A code is on its way to {email}. "
        "Dial {code}, My account, E-mail to enter it, or text EMAIL and the code to {sms}."
    ),
    longest={"email": "w" * 64, "code": "*222#", "sms": "22222"},
)
def email_sent(c: Context) -> Fields:
    """The address is not the account's before the code has come back."""
    return {"email": c.draft.target, "code": c.contacts.ussd_code, "sms": c.contacts.sms_code}


@end(_("Too many codes were asked for. Please try again tomorrow."))
def too_often(c: Context) -> Fields:
    """Codes are capped."""
    return {}


@ask(_("Enter the code of 6 digits"), parse=answers.code, secret=True)
def email_code(c: Context, given: str) -> Screen:
    """The address is the account's now."""
    if not c.once("email code", lambda session: account_care.confirm_email(session, c.phone, given)):
        raise Rejected(WRONG_CODE)
    return email


WRONG_CODE = _("That code is not right, or it is void.")


@menu(_("Phone: {phone}\n{planned}"), fields=care, longest={"phone": "+2547******01", "planned": "W" * 60})
def phone(c: Context) -> Iterator[Option]:
    """The old phone can stop a change for a day."""
    with c.reading() as session:
        waits = account_care.phone_waits(session, c.phone)
        planned = account_care.phone_change_planned(session, c.state.account)
    if waits:
        yield Option(_("Enter the code sent to it"), phone_code)
    if planned:
        yield Option(_("Stop the change"), phone, does=stop_change)
    yield Option(_("Change the number"), new_phone)


def stop_change(c: Context) -> None:
    """Leave the phone as it is."""
    c.once("stop change", lambda session: account_care.stop_phone_change(session, c.state.account))


@ask(_("Enter the new phone number"), parse=answers.kenyan_phone)
def new_phone(c: Context, given: str) -> Screen:
    """A code goes to the new number."""
    c.draft.target = given
    asked = c.once(
        "phone", lambda session: account_care.ask_phone(session, c.state.account, c.phone, given, c.language)
    )
    return phone_code if asked else too_often


@ask(_("Enter the code of 6 digits that we sent to the new number"), parse=answers.code, secret=True)
def phone_code(c: Context, given: str) -> Screen:
    """The owner of the old number is told, and has a day."""
    done = c.once(
        "phone code", lambda session: account_care.confirm_phone(session, c.phone, given, c.language, c.contacts)
    )
    if not done:
        raise Rejected(WRONG_CODE)
    return phone_planned


@end(_("Your number changes a day from now. The old one is told and can stop it under My account."))
def phone_planned(c: Context) -> Fields:
    """Planned."""
    return {}


@ask(new_password.PROMPT, parse=new_password.six_digits, secret=True)
def choose_password(c: Context, given: str) -> Screen:
    """Hashed as soon as it is heard."""
    with c.reading() as session:
        number, birth, own_phone = account_care.guessable(session, c.state.account)
    new_password.refuse_weak(given, number=number, phone=own_phone, birth=birth)
    new_password.keep(c, c.state.account, given)
    return repeat_password


@ask(new_password.AGAIN, parse=new_password.six_digits, secret=True)
def repeat_password(c: Context, given: str) -> Screen:
    """The owner is told."""
    if not new_password.is_same(c, given):
        c.say(new_password.NOT_THE_SAME)
        return choose_password
    c.once("new password", lambda session: change_password(c, session))
    return password_changed


def change_password(c: Context, session: Session) -> None:
    """Set the password of the draft."""
    account_care.set_password(session, c.state.account, c.draft.password_hash, c.language, c.contacts)


@end(_("Your password is changed. Phones that stayed signed in are signed out."))
def password_changed(c: Context) -> Fields:
    """Done."""
    return {}


@choose(
    _("SMS alerts on this phone: {alerts}"),
    {"on": _("Alerts on"), "off": _("Alerts off")},
    fields=care,
    longest={"alerts": "W" * 12},
)
def alerts(c: Context, given: str) -> Screen:
    """The same as STOP and START."""
    c.once("alerts", lambda session: account_care.set_alerts(session, c.phone, wanted=given == "on"))
    return account


@menu(
    _("Photo: {photo}. It is taken at any Huduma Centre: take your document. A phone with keys cannot send one."),
    fields=care,
    longest={"photo": "W" * 12},
)
def photo(c: Context) -> tuple[Option, ...]:
    """eCitizen asks for a photo."""
    return ()


@choose(
    _("Close your account? What we keep about you is erased. Applications stay with their agencies."),
    {"no": _("No, keep it"), "yes": _("Yes, close it")},
)
def closing(c: Context, given: str) -> Screen:
    """Not by a slip: the first line keeps it."""
    if given == "no":
        return account
    c.once("close", lambda session: account_care.close(session, c.state.account, c.language, c.contacts))
    c.state.account, c.state.proven = "", False
    return closed


@end(_("Your account is closed. An SMS confirms it."))
def closed(c: Context) -> Fields:
    """Done."""
    return {}
