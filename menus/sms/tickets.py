"""ASK and ULIZA: a question to staff, answered by SMS; and what is added to one by its ticket number (`T482135`)."""

from app.domain.shared.errors import Invalid
from app.domain.tickets import tickets
from app.domain.tickets.tickets import NewTicket, TooManyTickets
from app.platform.i18n import _
from menus.sms.message import Sms, words
from menus.sms.words import POLITE

TOO_MANY = _("eCitizen: we have your questions and answer them first. In a hurry? Call {phone}.")
NOT_ONE = _("eCitizen: text ASK and your question in one SMS, at most 300 letters, without any password or code.")


def ask(sms: Sms) -> str:
    """Open a ticket for the question behind the keyword; without one, or with nothing but `please`, ask for it."""
    asked = sms.rest if {*words(sms.rest)} - POLITE else ""
    try:
        name = tickets.open_ticket(sms.session, NewTicket(sms.phone, asked, sms.language, "sms"))
    except TooManyTickets:
        return sms.say(TOO_MANY, phone=sms.contacts.phone)
    except Invalid:
        return sms.say_in_both(NOT_ONE) if not asked else sms.say(NOT_ONE)
    return sms.say(
        _("eCitizen: your question is {name}. The answer comes by SMS. To add to it, text {name} and your words."),
        name=name,
    )


def follow(sms: Sms) -> str | None:
    """The number of a ticket of this phone that stands in a text, if there is one."""
    found = tickets.NAME.search(sms.text)
    if found is None:
        return None
    return next((each.id for each in tickets.tickets_of(sms.session, sms.phone) if each.id == f"T{found[1]}"), None)


def add(sms: Sms, name: str) -> str:
    """Add the text to the ticket."""
    try:
        added = tickets.follow_up(sms.session, sms.phone, sms.text)
    except TooManyTickets:
        return sms.say(TOO_MANY, phone=sms.contacts.phone)
    except Invalid:
        return sms.say(NOT_ONE)
    if added is None:
        return sms.say(_("eCitizen: {name} is closed. For another question text ASK and your words."), name=name)
    return sms.say(_("eCitizen: added to your question {name}. The answer comes by SMS."), name=name)
