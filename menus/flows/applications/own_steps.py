"""What a citizen does with an application that is open: answer what the agency asks, or withdraw it.

Both need the password: a phone that stays signed in shows applications to whoever holds it.
"""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from app.domain.applying import citizen_replies, withdrawal
from app.domain.applying.citizen_replies import TooManyReplies
from app.domain.self_service import application_queries
from app.domain.shared import references
from app.domain.shared.errors import Invalid, NotAllowed
from app.platform import normalize
from app.platform.i18n import _
from menus.context import Context
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.applications.sight import see
from menus.flows.identity import sign_in
from menus.notation import Fields, Option, Rejected, Screen, ask, end, fork, link, menu

LONGEST_REPLY: Final = 160
MOVED_ON: Final = _("The office has moved on meanwhile: see where it stands.")


def options(c: Context) -> Iterator[Option]:
    """The lines of an application: what its applicant may do with it now."""
    ways = may(c)
    if ways.may_answer:
        yield Option(_("Answer the office"), to_answer)
    if ways.may_withdraw:
        yield Option(_("Withdraw it"), to_withdraw)


def to_answer(c: Context) -> Screen:
    """The password first, then the answer."""
    return sign_in.asked_before(c, answering)


def to_withdraw(c: Context) -> Screen:
    """The password first, then the withdrawal."""
    return sign_in.asked_before(c, withdrawing)


@fork
def answering(c: Context) -> Screen:
    """Checks whether the application still waits for an answer."""
    return what_is_asked if may(c).may_answer else link("my_applications.one")


@fork
def withdrawing(c: Context) -> Screen:
    """Checks whether whoever has signed in may still withdraw the application."""
    return withdraw if may(c).may_withdraw else link("my_applications.one")


def may(c: Context) -> application_queries.OwnSteps:
    """What may be done now: nothing where nobody is signed in."""
    if not c.state.account:
        return application_queries.OwnSteps(may_answer=False, may_withdraw=False)
    with c.reading() as session:
        return application_queries.own_steps(session, c.draft(ApplicationDraft).reference, login=c.login, phone=c.phone)


def asked(c: Context) -> Fields:
    """What the agency wants, in its words."""
    told = see(c).told
    return {"stage": told.stage, "note": told.note or told.next}


@menu(_("{stage}\n{note}"), acts=True, fields=asked, longest={"stage": "W" * 34, "note": "W" * 300})
def what_is_asked(c: Context) -> Iterator[Option]:
    """What the agency asks: the citizen types an answer, or says that it is done."""
    yield Option(_("Type an answer"), reply)
    yield Option(_("It is done"), replied, does=say_done)


def reply_text(typed: str) -> str:
    """The answer, cut to `LONGEST_REPLY` characters. Raises Rejected where it is empty."""
    text = normalize.trimmed(typed)
    if not text:
        raise Rejected(_("Type your answer."))
    return text[:LONGEST_REPLY]


@ask(_("Type your answer to the office"), acts=True, digits="answer", parse=reply_text)
def reply(c: Context, given: str) -> Screen:
    """Sends the answer to the agency; it does not change the status of the application."""
    send_reply(c, given)
    return replied


def say_done(c: Context) -> None:
    """Tell the agency that it is done, without words."""
    send_reply(c, None)


def send_reply(c: Context, text: str | None) -> None:
    """Put the answer into the agency's queue. Raises Rejected where it cannot be taken."""

    def work(session: Session) -> None:
        citizen_replies.answer_agency(session, c.login, c.draft(ApplicationDraft).reference, text, phone=c.phone)

    try:
        c.once("reply", work)
    except TooManyReplies:
        raise Rejected(_("You have answered several times. The office will read it.")) from None
    except Invalid:
        raise Rejected(_("Never send a password or code. Type your answer without it.")) from None
    except NotAllowed:
        raise Rejected(MOVED_ON) from None


@end(_("The office gets your answer. We SMS you when it has moved on."))
def replied(c: Context) -> Fields:
    """The answer is on its way to the agency."""
    return {}


def withdrawn_one(c: Context) -> Fields:
    """The application that is withdrawn."""
    told = see(c).told
    return {"service": told.mark + told.service, "reference": references.shown(c.draft(ApplicationDraft).reference)}


@menu(
    _("Withdraw {service}, {reference}? It cannot be undone."),
    acts=True,
    fields=withdrawn_one,
    longest={"service": "TEST: " + "W" * 32, "reference": "W" * 20},
)
def withdraw(c: Context) -> Iterator[Option]:
    """Asks for a confirmation, because a withdrawal is final."""
    yield Option(_("Yes, withdraw it"), withdrawn, does=do_withdraw)
    yield Option(_("No"), link("my_applications.one"))


def do_withdraw(c: Context) -> None:
    """Withdraw the application. Raises Rejected where the agency was quicker."""

    def work(session: Session) -> None:
        withdrawal.withdraw(session, c.login, c.draft(ApplicationDraft).reference, phone=c.phone, contacts=c.contacts)

    try:
        c.once("withdraw", work)
    except NotAllowed:
        raise Rejected(MOVED_ON) from None


@end(_("Withdrawn: {reference}. You get an SMS. You may apply again at any time."), longest={"reference": "W" * 20})
def withdrawn(c: Context) -> Fields:
    """The application is withdrawn."""
    return {"reference": references.shown(c.draft(ApplicationDraft).reference)}
