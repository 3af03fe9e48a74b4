"""The replies to SMS keywords. None: the keyword is not answered, and the text is read on."""

import re
from datetime import timedelta
from typing import Final

from app.domain.catalogue import huduma_centres as huduma_centres
from app.domain.catalogue import service_sheets
from app.domain.catalogue.search.tokens import SAYS_NOTHING
from app.domain.messaging import messages
from app.domain.messaging.texted_secrets import ADDRESS
from app.domain.shared import counters
from app.domain.shared.contacts import PAYBILL
from app.domain.subscribers import phones
from app.platform.i18n import ENGLISH, KISWAHILI, _, translate
from app.platform.languages.language_files import spoken, vocabulary
from menus.sms import finding
from menus.sms.message import Sms, signed, words

HOUR: Final = timedelta(hours=1)
ADVICE_AN_HOUR: Final = 5
"""How often a phone is told within an hour how something is done: two machines must not answer each other for ever."""
EXAMPLE: Final = "1020 3040 5060"
PAID: Final = vocabulary("paid")
"""Words of people who have paid."""
TROUBLE: Final = vocabulary("trouble")
"""Words for trouble with a payment."""
MONEY: Final = vocabulary("money")
REFUND: Final = vocabulary("refund")
GIVING_BACK: Final = vocabulary("giving_back")
"""Words that ask for a refund where money is named: `money back`, `rudisha pesa yangu`."""
_ASKED_FOR: Final = "want need nataka naomba how get can i do my yangu tena back me for a nipewe please"
ASKS_FOR_ONE: Final = frozenset(_ASKED_FOR.split())
"""Words around a refund that is asked for; with any other a service may be named: `VAT refund`."""
DANGER: Final = vocabulary("danger")
BILLED: Final = vocabulary("billed")
UNSETTLED: Final = vocabulary("unsettled")
OF_A_REFUND: Final = REFUND | GIVING_BACK | ASKS_FOR_ONE | MONEY | PAID | BILLED | UNSETTLED
TAKEN: Final = vocabulary("taken")
"""Words for money that is gone. They count only with a word of `MONEY`: alone they may be about much else."""
PAYEE: Final = re.compile(
    r"\b(?:pay ?bill|till)\b[^0-9]{0,20}[0-9]{5,7}\b"
    r"|\b(?:pay|paid|send|sent|deposit|lipa|nilipe|kulipa|tuma|nitume|kutuma)\b[^0-9+]{0,25}(?:\+?254|0)[17][0-9]{8}\b",
    re.IGNORECASE,
)
"""A paybill, a till, or a phone that somebody is to pay to."""
MOST_OF_TROUBLE: Final = 20
"""The most words of a text that is read as a complaint about a payment."""


def status(sms: Sms) -> str:
    """STATUS and HALI without a reference: it is asked for."""
    text = _("eCitizen: text your reference number, such as {example}. It is on your receipt or SMS.")
    return sms.say(text, example=EXAMPLE)


def how_to(sms: Sms) -> str:
    """HELP and MSAADA."""
    if sms.in_doubt:
        text = _("eCitizen: text your reference number, FIND and a service, or dial {code}.")
        return sms.say_in_both(text, code=sms.dial)
    return sms.say(
        _(
            "eCitizen: text your reference for its status, FIND and a service, or dial {code}. "
            "STOP: no alerts. LANG SW: Kiswahili. Call {phone} or 1919."
        ),
        code=sms.dial,
        phone=sms.contacts.phone,
    )


def stop(sms: Sms) -> str:
    """STOP and ONDOKA: no more alerts; those that wait in the outbox are withdrawn."""
    phones.set_alerts(sms.session, sms.phone, wanted=False)
    messages.withdraw_alerts(sms.session, sms.phone)
    return sms.say(
        _("eCitizen: no more alerts by SMS. To get them again, text START. For a status, text your reference.")
    )


def start(sms: Sms) -> str:
    """START and ANZA: alerts again."""
    phones.set_alerts(sms.session, sms.phone, wanted=True)
    return sms.say(_("eCitizen: you will get status alerts by SMS again. To stop them, text STOP."))


def change_language(sms: Sms) -> str:
    """LANG and LUGHA with a language, or its name alone; without one, or with two, it is asked for."""
    said = words(sms.text)
    named = [code for code, language in spoken().items() if not language.called.isdisjoint(said)]
    if len(named) != 1:
        asked = sms.say(_("eCitizen: text LANG EN for English or LANG SW for Kiswahili."))
        others = [each for code, each in spoken().items() if code not in (ENGLISH, KISWAHILI)]
        return " ".join([asked, *(f"LANG {each.code.upper()}: {each.name}." for each in others)])
    phones.choose_language(sms.session, sms.phone, named[0])
    return translate(named[0], _("eCitizen: you will get our messages in English."))


def email(sms: Sms) -> str:
    """EMAIL and BARUA PEPE: an address is set in the menu only, after the password; no code is ever texted to us."""
    return sms.say(
        _("eCitizen: for your safety an e-mail is set in the menu only. Dial {code}, sign in, My account, E-mail."),
        code=sms.dial,
    )


def register(sms: Sms) -> str | None:
    """REGISTER and JISAJILI."""
    return advice(sms, _("eCitizen: to register, dial {code} and choose Register. Have your ID or passport with you."))


def password(sms: Sms) -> str | None:
    """PASSWORD and NENOSIRI."""
    text = _("eCitizen: dial {code}, Sign in. Forgot the password? Choose it there. Never text a password or a code.")
    return advice(sms, text)


def phone_number(sms: Sms) -> str | None:
    """A lost SIM, or another number."""
    text = _(
        "eCitizen: to change your number dial {code}, sign in, My account, Phone number. Lost SIM? "
        "Replace it at your network, or bring your ID to a Huduma Centre."
    )
    return advice(sms, text)


def pay(sms: Sms) -> str | None:
    """PAY, LIPA and our paybill: how to pay, and how to see that it was paid."""
    ways = sms.contacts.payment_ways
    if ways.has_pesaflow:
        text = _(
            "eCitizen: to pay dial {code} or text PAY and your reference. Paybill {paybill} only, account: the number "
            "of your bill. Paid? Text reference and M-PESA code."
        )
        return advice(sms, text, paybill=ways.paybill)
    if ways.is_open:
        text = _(
            "eCitizen: to pay dial {code} or text PAY and your reference. Paybill {paybill} only, account: your "
            "reference. Paid? Text reference and M-PESA code."
        )
        return advice(sms, text, paybill=ways.daraja_paybill)
    return advice(
        sms,
        _(
            "eCitizen: pay only to paybill 222222, account: the number of your bill. Paid? Text your reference "
            "for its status. Paid and no answer: call {phone}."
        ),
    )


def paid(sms: Sms) -> str | None:
    """The reply to somebody who has paid without a result; None where the text is not about that."""
    said = words(sms.text)
    asked = _asks_for_money_back(said)
    is_gone = not MONEY.isdisjoint(said) and not TAKEN.isdisjoint(said)
    is_in_trouble = not PAID.isdisjoint(said) and not TROUBLE.isdisjoint(said)
    is_in_trouble |= not BILLED.isdisjoint(said) and not UNSETTLED.isdisjoint(said)
    if not (asked or is_gone or is_in_trouble) or len(said) > MOST_OF_TROUBLE:
        return None
    if sms.contacts.payment_ways.is_open:
        text = _(
            "eCitizen: do not pay again. Text your reference and the M-PESA code of the payment in one SMS: "
            "we check it and SMS you. Help: {phone}."
        )
        return advice(sms, text)
    return advice(
        sms,
        _(
            "eCitizen: keep the payment SMS and do not pay again. Wait for its confirmation, then text your "
            "reference to see the status. Still nothing? Call {phone}."
        ),
    )


def _asks_for_money_back(said: list[str]) -> bool:
    """Whether a text asks for a refund, and names nothing else that a service may be called by."""
    asked = not REFUND.isdisjoint(said) or not (MONEY.isdisjoint(said) or GIVING_BACK.isdisjoint(said))
    return asked and OF_A_REFUND.issuperset(said)


def danger(sms: Sms) -> str | None:
    """The reply to somebody who is attacked or thinks of suicide: we cannot help, and say who does."""
    if DANGER.isdisjoint(words(sms.text)):
        return None
    return advice(sms, _("eCitizen: in danger now? Call 999, 112 or 911, free. No help comes by this SMS number."))


def thanks(sms: Sms) -> str:
    """THANKS and ASANTE: once an hour, then nothing."""
    if counters.count(sms.session, "thanks", sms.phone, HOUR, most=1) > 1:
        return ""
    return sms.say(_("eCitizen: you are welcome. For a status, text your reference. For help, text HELP."))


def more(sms: Sms) -> str:
    """MORE and ZAIDI: the next results of the last search."""
    return finding.more(sms) or how_to(sms)


def huduma(sms: Sms) -> str:
    """HUDUMA and a town or county: the centre there; `huduma` is also the word for a service."""
    if named := finding.named(sms, f"huduma {sms.rest}"):
        return named
    if all(word in huduma_centres.SAYS_NOTHING or word in SAYS_NOTHING for word in words(sms.rest)):
        return sms.say_in_both(_("eCitizen: text HUDUMA and a town, such as HUDUMA Thika."))
    there = finding.centre_of(sms, sms.rest)
    if there:
        return signed(service_sheets.centre(there, sms.language))
    return finding.find(sms)


def advice(sms: Sms, text: str, **fields: str) -> str | None:
    """How something is done, a few times an hour to the same phone; None after that."""
    if counters.count(sms.session, "advice", sms.phone, HOUR, most=ADVICE_AN_HOUR) > ADVICE_AN_HOUR:
        return None
    return sms.say(text, code=sms.dial, phone=sms.contacts.phone, **fields)


def chatter(sms: Sms) -> str:
    """How to use this, at most once an hour to the same phone: two machines must not answer each other for ever."""
    if counters.count(sms.session, "chatter", sms.phone, HOUR, most=1) > 1:
        return ""
    return how_to(sms)


def names_paybill(sms: Sms) -> bool:
    """Whether our paybill stands in a text, or another paybill or a phone to pay to."""
    return PAYBILL in words(sms.text) or bool(PAYEE.search(sms.text))


def has_address(sms: Sms) -> bool:
    """Whether an e-mail address stands in a text."""
    return bool(ADDRESS.search(sms.text))
