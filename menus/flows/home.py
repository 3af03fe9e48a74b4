"""The first screen: how a phone is greeted, and the choice of a language."""

from collections.abc import Iterator
from textwrap import shorten

from app.domain.applications.status_messages import service_and_stage
from app.domain.self_service import application_queries
from app.domain.subscribers import phones
from app.platform import gsm0338
from app.platform.i18n import ENGLISH, _, languages, translate
from menus import paging
from menus.context import Context
from menus.flows import help, unfinished
from menus.flows.account import pending_change
from menus.flows.applications import applications, my_applications
from menus.flows.identity import household, password_reset, registration, sign_in
from menus.flows.services import services
from menus.notation import HOME, Fields, Option, Screen, choose, menu

LIVE = "live application"
LONGEST_NAMES = 24
"""Septets of the names of the other languages, on their line."""
LONGEST_STAGE = 34
"""Septets of the longest line above the choices: there is room for a stage only."""


def greet(c: Context) -> Screen:
    """Put what is known of the phone into the state of the session, and return the first screen.

    This is the entry of a code that was requested, else the offer to stop a pending change of an account, else the
    offer to resume an interrupted form, else home.
    """
    state, known = c.state, c.caller
    state.language = known.language or ENGLISH
    state.notices, state.account = known.notices, known.account
    state.auth_epoch, state.name, state.remembered = known.auth_epoch, known.name, known.account
    c.remember(LIVE, known.live)
    state.changes = [[account_id, what, at.isoformat()] for account_id, what, at in known.changes]
    state.holder, state.holder_number = known.holder, known.holder_number
    state.unfinished = unfinished.find_stopped(known.stopped)
    return password_reset.waiting if known.awaits_code else next_offer(c)


def next_offer(c: Context) -> Screen:
    """What this phone is offered next: to stop a pending change, to resume a form, or home."""
    if c.state.changes:
        return pending_change.offer
    return unfinished.offer if c.state.unfinished else home


def facts(c: Context) -> Fields:
    """The notice of the operator to everybody, else the status of the person's own open application, else a welcome.

    Only one of them, so that the first screen stays one page.
    """
    welcome = f"eCitizen: {c.state.name}" if c.state.account else translate(c.language, _("Welcome. Karibu eCitizen"))
    return {"greeting": c.state.notices.get(c.language) or live(c) or welcome}


def live(c: Context) -> str:
    """The status of the person's own open application, with their name, because a household may share the phone.

    Shortened until the first screen fits on one page; empty where there is none.
    """
    if not c.state.account:
        return ""
    found = c.recall(LIVE, lambda session: application_queries.find_live(session, c.login, phone=c.phone))
    if found is None:
        return ""
    with c.reading() as session:
        service, stage = service_and_stage(session, found, c.language)
    choices = [f"{number}. {translate(c.language, each.label)}" for number, each in enumerate(home.options(c), 1)]
    told = (f"{c.state.name}: {service}: {stage}", f"{c.state.name}: {stage}", stage)
    one_page = (each for each in told if gsm0338.fits("\n".join([paging.PREFIX + gsm0338.fold(each), *choices])))
    return next(one_page, stage)


@menu(
    _("{greeting}"),
    acts=True,
    fields=facts,
    longest={"greeting": "W" * LONGEST_STAGE},
)
def home(c: Context) -> Iterator[Option]:
    """`Track by reference number` stays number 1 for ever: people dial *222*1*reference# by heart.

    Find is 4, help 5 and the language 6, signed in or not: SMS contain strings to dial that lead through them. Where
    the password was just given, 6 is to stay signed in: nobody dials ahead to that, and the language is in My account.
    """
    c.refuse_ended()
    yield Option(_("Track by reference number"), applications.reference)
    if c.state.account:
        yield Option(_("My applications"), my_applications.mine)
        yield Option(_("My account"), household.asked)
    else:
        yield Option(_("Register"), registration.account_type)
        yield sign_in.option(c)
    yield Option(_("Find a service"), services.find)
    yield Option(_("Help"), help.topics)
    if sign_in.can_stay(c):
        yield Option(_("Stay signed in for 30 days"), sign_in.stays, does=sign_in.stay)
        return
    others = {language: own_name for language, own_name in languages().items() if language != c.language}
    if len(others) > 1:
        yield Option(shorten(", ".join(others.values()), LONGEST_NAMES, placeholder=" ..."), which_language)
        return
    for language, own_name in others.items():
        yield Option(own_name, home, does=lambda c, language=language: speak(c, language))  # type: ignore[misc]


@choose(_("Language of this phone"), lambda _: languages(), acts=True)
def which_language(c: Context, given: str) -> Screen:
    """For more than two languages: a line for each would leave no room on the first screen."""
    speak(c, given)
    return HOME


def speak(c: Context, language: str) -> None:
    """Go on in another language, and remember it for this phone; dialled ahead, it is for this session only."""
    c.state.language = language
    if not c.ahead:
        c.once("language", lambda session: phones.choose_language(session, c.phone, language))
