"""Call me: staff call this phone, in its language, about what is chosen here."""

from datetime import datetime

from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import CallRequestOutcome, Topic
from app.platform.i18n import _, clock_time
from app.platform.phone_numbers import masked
from menus.context import Context
from menus.notation import Fields, Screen, choose, end, menu


def entrance(c: Context) -> Screen:
    """The choice of a subject, unless a request of this phone is open."""
    return waits if open_since(c) else topic


def open_since(c: Context) -> datetime | None:
    """When the open request of this phone was made, if there is one."""
    with c.reading() as session:
        return call_requests.open_since(session, c.phone)


def number(c: Context) -> Fields:
    """The number that is called."""
    return {"number": masked(c.phone)}


def facts(c: Context) -> Fields:
    """The number that is called, and when the call was requested."""
    since = open_since(c)
    return {"number": masked(c.phone), "time": clock_time(since) if since else "-"}


@choose(
    _("We call {number}. What is it about?"),
    {
        Topic.APPLICATION: _("An application"),
        Topic.PAYMENT: _("A payment"),
        Topic.ACCOUNT: _("My account"),
        Topic.OTHER: _("Something else"),
    },
    acts=True,
    fields=number,
    longest={"number": "+2547******01"},
)
def topic(c: Context, given: str) -> Screen:
    """The choice is the request: nothing else is asked."""
    answer = c.once(
        "call me", lambda session: str(call_requests.request_call(session, c.phone, Topic(given), c.language))
    )
    return {CallRequestOutcome.KEPT: kept, CallRequestOutcome.OPEN: waits, CallRequestOutcome.TOO_OFTEN: too_often}[
        CallRequestOutcome(answer)
    ]


@end(_("We will call {number}, in English."), longest={"number": "+2547******01"})
def kept(c: Context) -> Fields:
    """The request is stored. Each translation of the text names its own language."""
    return number(c)


@menu(
    _("We have your request of {time}, and will call {number}."),
    fields=facts,
    longest={"number": "+2547******01", "time": "23:59"},
)
def waits(c: Context) -> tuple[()]:
    """One request of a phone is open at a time."""
    return ()


@end(_("You have asked three times in a day. Please call {phone}."))
def too_often(c: Context) -> Fields:
    """A phone has a limit of three requests a day, so that nobody fills the list of the staff alone."""
    return {"phone": c.contacts.phone}
