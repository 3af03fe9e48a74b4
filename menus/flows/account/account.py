"""My account: stored details and photo, SMS alerts, language, sign-out, closing; links to the other settings."""

from collections.abc import Iterator

from app.domain.self_service import account_care
from app.domain.subscribers import phones
from app.platform.i18n import _, languages
from menus.context import Context
from menus.flows.account import account_email, account_password, account_phone
from menus.flows.account.account_states import states
from menus.flows.identity import sign_in
from menus.notation import Fields, Option, Screen, choose, end, menu


@menu(_("My account"), acts=True)
def account(c: Context) -> Iterator[Option]:
    """Opens after the password was given in this session; not shown where that sign-in was ended elsewhere."""
    with c.reading() as session:
        account_care.check_signed_in(session, c.login)
    yield Option(_("My details"), kept)
    yield Option(_("E-mail"), account_email.entrance)
    yield Option(_("Phone number"), account_phone.entrance)
    yield Option(_("Change password"), account_password.choose_password)
    yield Option(_("SMS alerts"), alerts)
    yield Option(_("Language"), language)
    yield Option(_("Sign out on this phone"), sign_in.signed_out, does=sign_in.forget)
    yield Option(_("Close my account"), closing)


def facts(c: Context) -> Fields:
    """The stored details, masked because somebody may look over the citizen's shoulder."""
    with c.reading() as session:
        return account_care.facts(session, c.login, c.language)


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
def kept(c: Context) -> Iterator[Option]:
    """What is kept about the person (Data Protection Act 2019, s. 26)."""
    yield Option(_("Photo: taken"), photo_taken) if is_photo_taken(c) else Option(_("Photo: not taken yet"), photo)


@choose(
    _("SMS alerts on this phone: {alerts}"),
    {"on": _("Turn alerts on"), "off": _("Turn alerts off")},
    acts=True,
    fields=states,
    longest={"alerts": "W" * 12},
)
def alerts(c: Context, given: str) -> Screen:
    """Turns SMS alerts on or off, like the SMS words STOP and START."""
    c.once("alerts", lambda session: account_care.set_alerts(session, c.phone, wanted=given == "on"))
    c.say(_("SMS alerts on this phone are on.") if given == "on" else _("SMS alerts on this phone are off."))
    return account


@choose(_("Language of this phone"), lambda _: languages(), acts=True)
def language(c: Context, given: str) -> Screen:
    """Sets the language of this phone, as on the first screen."""
    c.state.language = given
    c.once("language", lambda session: phones.choose_language(session, c.phone, given))
    return account


def is_photo_taken(c: Context) -> bool:
    """Whether a desk has taken the photo that eCitizen asks for."""
    with c.reading() as session:
        return account_care.is_photo_taken(session, c.login)


@menu(_("Photo: not taken yet. Any Huduma Centre can take it: carry your ID. This phone cannot send it."))
def photo(c: Context) -> tuple[Option, ...]:
    """eCitizen asks for a photo, which this phone cannot send."""
    return ()


@menu(_("Photo: taken. There is nothing more to do."))
def photo_taken(c: Context) -> tuple[Option, ...]:
    """A desk has taken the photo."""
    return ()


@choose(
    _("Close your account? We erase your details, but your applications go on."),
    {"no": _("No, keep it"), "yes": _("Yes, close it")},
    acts=True,
)
def closing(c: Context, given: str) -> Screen:
    """Asks before the account is closed. The first line keeps it, so that a slip closes nothing."""
    if given == "no":
        return account
    c.once("close", lambda session: account_care.close(session, c.login, c.language, c.contacts))
    c.sign_out()
    return closed


@end(_("Your account is closed. An SMS confirms it."))
def closed(c: Context) -> Fields:
    """The account is closed."""
    return {}


@end(
    _(
        "Two changes of this account were stopped. For your safety a Huduma Centre makes the next one: "
        "take your document there, or call {phone}."
    )
)
def desk_only(c: Context) -> Fields:
    """After two stopped changes: somebody else may have the password, or the phone."""
    return {"phone": c.contacts.phone}


@end(_("Too many codes were asked for. Please try again later."))
def too_often(c: Context) -> Fields:
    """The limit of codes is reached."""
    return {}
