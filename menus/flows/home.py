"""The first screen: how a phone is greeted, and the choice of a language."""

from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from app.domain import enquiries, greeting, phones
from app.texts import ENGLISH, _, languages, translate
from menus.context import Context
from menus.flows import account, applications, help, my_applications, password_reset, registration, sign_in, unfinished
from menus.notation import Fields, Option, Screen, menu

LONGEST_NOTICE = 80
"""Septets of an operator's notice, so that the first screen stays short."""


def greet(c: Context) -> Screen:
    """What the first screen needs to know about a phone, and which screen is the first.

    A phone that asked for a code is offered to enter it, one that stopped in the middle of something to go on.
    """
    try:
        with c.reading() as session:
            known = greeting.look(session, c.phone)
    except SQLAlchemyError:  # nothing is known of anybody then, and there is still something to read
        return home
    state = c.state
    state.language = known.language or ENGLISH
    state.notices, state.account = known.notices, known.account
    state.holder, state.holder_number = known.holder, known.holder_number
    state.unfinished = unfinished.found_in(known.stopped)
    if known.awaits_code:
        return password_reset.waiting
    return unfinished.offer if state.unfinished else home


def facts(c: Context) -> Fields:
    """What the operator has to say to everybody, and where the person's own live application stands."""
    welcome = "eCitizen" if c.state.account else translate(c.language, _("Welcome to eCitizen"))
    return {"notice": c.state.notices.get(c.language, ""), "welcome": welcome, "live": live(c)}


def live(c: Context) -> str:
    """The person's own live application, first of all."""
    if not c.state.account:
        return ""
    with c.reading() as session:
        return enquiries.live(session, c.state.account, c.language)


@menu(
    _("{notice}\n{welcome}\n{live}"),
    fields=facts,
    longest={"notice": "W" * LONGEST_NOTICE, "welcome": "eCitizen", "live": "W" * 68},
)
def home(c: Context) -> Iterator[Option]:
    """`Check a reference` stays number 1 for ever: people dial *222*1*reference# by heart."""
    yield Option(_("Check a reference"), applications.reference)
    if c.state.account:
        yield Option(_("My applications"), my_applications.mine)
        yield Option(_("My account"), sign_in.asked(c, account.account), does=to_account)
        yield Option(_("Another person"), sign_in.another_person)
    else:
        yield Option(_("Register"), registration.account_type)
        yield Option(_("Sign in"), sign_in.who)
    yield Option(_("Help"), help.topics)
    for language, own_name in languages().items():
        if language != c.language:
            yield Option(own_name, home, does=lambda c, language=language: speak(c, language))  # type: ignore[misc]


def to_account(c: Context) -> None:
    """The account is behind the password."""
    sign_in.first_prove(c, account.account)


def speak(c: Context, language: str) -> None:
    """Go on in another language, and remember it for this phone; dialled ahead, it is for this session only."""
    c.state.language = language
    if not c.ahead:
        c.once("language", lambda session: phones.choose_language(session, c.phone, language))
