"""Help: whom to call, and how each thing works on this phone."""

from collections.abc import Iterator

from app.platform.i18n import _
from menus.context import Context
from menus.flows import asking, call_me, questions
from menus.flows.services import huduma
from menus.notation import Fields, Option, menu

EXAMPLE = "102030405060"


def contacts(c: Context) -> Fields:
    """How to reach this gateway and the people behind it."""
    return {
        "code": c.contacts.ussd_code,
        "sms": c.contacts.sms_code,
        "phone": c.contacts.phone,
        "email": c.contacts.email,
        "straight": c.contacts.dial("1", EXAMPLE),
    }


@menu(_("Help with eCitizen"))
def topics(c: Context) -> Iterator[Option]:
    """The subjects of the help."""
    yield Option(_("Call or write to us"), people)
    yield Option(_("Huduma Centres"), huduma.place)
    yield Option(_("Questions and answers"), questions.asked)
    yield Option(_("Track by reference number"), checking)
    yield Option(_("Account and password"), accounts)
    yield Option(_("What you can text us"), sms_words)
    yield Option(_("SMS alerts"), alerts)
    yield Option(_("Only on the website"), portal)
    if c.contacts.payment_ways.is_open:
        yield Option(_("How to pay"), paying)


@menu(
    _("Call {phone} day and night, or write to {email}.\nHuduma Kenya: 1919, Mon-Fri 7am-9pm."),
    fields=contacts,
)
def people(c: Context) -> Iterator[Option]:
    """The support lines that eCitizen and Huduma Kenya publish; and a call-back for those who cannot pay for a call."""
    yield Option(_("Call me"), call_me.entrance)
    yield Option(_("Ask a question"), asking.entrance)


@menu(
    _(
        "Your reference number is on your receipt and in our SMS.\nDial {code} and choose 1, or dial "
        "{straight}, or text it to {sms}."
    ),
    fields=contacts,
)
def checking(c: Context) -> tuple[Option, ...]:
    """The three ways of checking a reference."""
    return ()


@menu(
    _(
        "Register with your ID: dial {code}, Register. Password forgotten: Sign in, I forgot my password; "
        "a code comes by SMS. New number: a Huduma Centre helps."
    ),
    fields=contacts,
)
def accounts(c: Context) -> tuple[Option, ...]:
    """How accounts work on this phone."""
    return ()


@menu(
    _(
        "Text to {sms}:\nyour reference: its status\nFIND and a word: services\n"
        "ASK and a question: staff answer\nHUDUMA and a town: its centre\nPAY: how to pay\n"
        "REGISTER: a new account\nPASSWORD: a forgotten one\nHELP: how to use this\n"
        "STOP: no alerts\nSTART: alerts again\nENGLISH or KISWAHILI: language"
    ),
    fields=contacts,
)
def sms_words(c: Context) -> tuple[Option, ...]:
    """The keywords that can be texted; `docs/sms-words.md` lists all of them."""
    return ()


@menu(
    _(
        "We SMS you each time your application moves to a new step.\nTo stop: text STOP to {sms}. To start "
        "again: text START."
    ),
    fields=contacts,
)
def alerts(c: Context) -> tuple[Option, ...]:
    """Which SMS are sent unasked, and how to stop them."""
    return ()


@menu(
    _(
        "Dial {code}, choose 1, your reference, Pay: then M-PESA asks for your PIN. Paid and no SMS? Choose I have "
        "paid there. Never pay twice."
    ),
    fields=contacts,
)
def paying(c: Context) -> tuple[Option, ...]:
    """How paying works on this phone."""
    return ()


@menu(
    _(
        "For a Digital ID, or a service that needs a photo or a file, use www.ecitizen.go.ke. A Huduma Centre "
        "can help you."
    )
)
def portal(c: Context) -> tuple[Option, ...]:
    """What a phone with keys cannot do."""
    return ()
