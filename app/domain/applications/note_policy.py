"""The content policy for notes of agencies to citizens, which holds even where an agency's API key is stolen.

A note is sent in the government's name. It is refused if it contains what fraudulent messages contain: an address
outside `go.ke` (a link, a domain, an e-mail address) or a code to dial, a request for a secret or to pass on a message
that holds one, or a request to pay anywhere but to our paybill. False positives are preferred to false negatives: the
refusal gives the reason, and the agency can rephrase the note.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.applications.note_rules.relays import asks_to_relay
from app.domain.shared.contacts import PAYBILL, Contacts
from app.domain.shared.errors import Invalid
from app.domain.shared.plain_words import plain, squeezed, undisguised


@dataclass(frozen=True)
class Ours:
    """What a note may contain although a rule would refuse it: our codes, paybill and telephone, and the reference."""

    ussd_code: str
    sms_code: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, contacts: Contacts, reference: str = "") -> "Ours":
        """The exceptions for this installation and for the application that the note is about."""
        phone = _digits(contacts.phone)
        numbers = {PAYBILL, contacts.sms_code, phone, f"0{phone.removeprefix('254')}", _digits(reference)}
        return cls(contacts.ussd_code, contacts.sms_code, frozenset(numbers))


def check_note(field: str, text: str | None, ours: Ours) -> None:
    """Check a text against all `RULES`. Raises Invalid, which names the field and the reason, never the text itself."""
    words = plain(text or "")
    if words is None:
        raise Invalid(f"{field}: only letters of English and Kiswahili are wanted")
    for read_as in {words, undisguised(words)}:
        for rule in RULES:
            if reason := rule(read_as, ours):
                raise Invalid(f"{field}: {reason}")


# Addresses

LINK: Final = "no link or address outside go.ke may stand in it; put a blank after a full stop"
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,6}go\.ke"
_OURS = re.compile(
    rf"(?<![a-z0-9@._/\\-])(?:[a-z0-9._-]{{1,64}}@)?(?:https?://)?{_HOST}"
    r"(?![a-z0-9@_-]|\.[a-z0-9]|:[0-9/]|\\)(?:/(?:[a-z0-9_=&~/-]|\.(?=[a-z0-9]))*)?(?![a-z0-9@%?#:/\\]\S)"
)
"""A complete government web or e-mail address under go.ke, with a path that cannot redirect to another host."""
_TOP = (
    "com|net|org|info|biz|xyz|top|co|io|ly|gl|gd|gg|cc|tk|ml|ga|cf|gq|icu|vip|dev|app|site|online|shop|club|link|click"
    "|live|store|africa|mobi|ke|ug|tz|ng|za|us|uk|ru|cn|me|tv|ws|pw|cyou|sbs|buzz|page|web|ink|bid|win|loan|cash|pro"
)
_WORDS_TOO = r"app|site|online|shop|club|link|click|live|store|africa|us|me|page|web|win|cash|loan|pro|buzz"
_RARE = "|".join(sorted(set(_TOP.split("|")) - set(_WORDS_TOO.split("|"))))
_NO_WORDS = r"net|org|biz|xyz|io|ly|cc|tk|gq|icu|cyou|sbs|mobi|ru|cn|ws|gl|gd|gg"
"""Top-level domains that are, as a word after the name of a site, read as the end of an address."""
_DOT = r"(?:dot|doti|nukta|point|pointi|period|full\s?stop)"
_SITE = (
    r"(?:e\W?citizen|huduma|gava|ntsa|kra|i\W?tax|immigration|ardhi\W?sasa|nssf|nhif|helb|passports?|pasi|pasipoti"
    r"|kenya|gov|go ke|go|serikali|portal|(?:visit|open|go to|log ?in(?: ?to)?|log on(?: to)?|browse|site|website"
    r"|tembelea|fungua|ingia|(?:tovuti|website|site|address) (?:ni|is)) (?!the |your |our |a )[a-z0-9-]{2,30})"
)
_POST_BOX = re.compile(r"\bp\s?\.\s?o\s?\.?\s?box\b")
_LISTED = re.compile(rf"(?<!\S)[0-9]{{1,2}}\.(?!(?:{_TOP})\b)(?=[a-z])")
_ADDRESSES = re.compile(
    "|".join(
        (
            r"[a-z0-9_-]\.[a-z][a-z0-9-]",  # a.bc
            r"[a-z0-9_-] \. ?[a-z]",  # a . b
            rf"[a-z0-9_-](?:\. |,)(?:{_RARE})\b",  # a. com, a,com
            rf"[a-z0-9_-]\. (?:{_TOP})\s?/",  # a. me/
            r"[\[({<]\s?(?:\.|dot|nukta)\s?[\])}>]",  # a[.]b
            rf"\b(?:dot|nukta)\s?(?:(?:{_TOP})|(?:[a-z]\s){{1,3}}[a-z])\b",  # dot com, dot c o m
            rf"\b{_DOT}\W{{0,3}}(?:ko?m|{_NO_WORDS}|info|ke|go(?= {_DOT}| ke)|k e|o r g|n e t|c o)\b",  # point com
            rf"\b{_DOT}\W{{0,3}}co\b(?!\W?op|\W?ord)",
            r"(?<!\bb )(?<!\bm )(?:\b|_)com\b|\bc[ .,-]{1,2}o[ .,-]{1,2}m\b|\b(?:co|or|ac|ne) ke\b",  # ecitizen com
            rf"\b{_SITE} (?:{_NO_WORDS})\b",  # huduma net
            rf"\b{_SITE} (?:[a-z0-9-]+ )?(?:point|pointi|doti) (?:{_TOP})\b",  # visit huduma point online
            r"\bat (?:gmail|yahoo|hotmail|outlook)\b|\bw\W{1,2}w\W{1,2}w\b|\bdouble (?:u|you|w)\b|\btriple w\b",
            r"\b(?:javascript|data|tel|sms|smsto|mailto|intent|market|ussd):\S",
            r"://|:\s/\s?/|\bh(?:tt|xx|\*\*)ps?\b|\bwww\d?\b|\bslash\b|\bxn--|\blocalhost\b",
            r"\b(?:bit\W?ly|tiny\W?url|goo\W?gl|cutt\W?ly|wa\W?me|t\W?me\W)",
            r"@\s?[a-z_]|\b\(at\)|\[at\]",
            r"\b[0-9]{1,3}(?:\s?\.\s?[0-9]{1,3}){3}\b|\b0x[0-9a-f]{4}",
        )
    )
)


def link(words: str, _ours: Ours) -> str | None:
    """The reason for a refusal, if anything looks like an address outside go.ke; else None."""
    rest = _LISTED.sub(" ", _POST_BOX.sub(" ", _OURS.sub(" ", words)))
    return LINK if _ADDRESSES.search(rest) else None


# USSD codes, and numbers that are dialled or texted at a cost or a risk

DIAL: Final = "no code but ours may be dialled from it, and no foreign or premium number called or texted"
_CODE = re.compile(r"\*\s?[0-9*#][0-9*# ]*|#[0-9 ]*[0-9][0-9 ]*[*#][0-9*#]*|##[0-9*#]*")
_SAID_CODE = re.compile(r"\b(?:star|asterisk|nyota)\b\s?[0-9]|[0-9]\W?(?:then |and |na |kisha )?\b(?:hash|reli)\b")
_FOREIGN = re.compile(
    r"(?:\+\s?(?!254)[1-9]|(?<![0-9])00[ -]?(?!254)[1-9])[0-9 ()-]{6,}"
    r"|(?<![0-9])(?:\+?254\s?|0)900(?:[ -]?[0-9]{3}){2}"
)
_TEXTED = re.compile(
    r"\b(?:sms|text|texts|texting|message|reply|send|tuma\w*|jibu|ujumbe)\b[^.]{0,80}?"
    r"\b(?:to|kwa|kwenda|kwenye|on|number|namba|nambari|no)\s?:?\s?([0-9]{3,6})(?![ -]?[0-9]|/)"
)


def dial(words: str, ours: Ours) -> str | None:
    """The reason for a refusal, if a USSD or short code is not ours, or a number is foreign or premium-rate."""
    base = ours.ussd_code.rstrip("#")
    codes = ("".join(found[0].split()) for found in _CODE.finditer(words))
    foreign = any(code not in (base, f"{base}#") and not code.startswith(f"{base}*") for code in codes)
    texted = any(found[1] != ours.sms_code for found in _TEXTED.finditer(words))
    # a reference of ours may begin with 00, which is also the international dialling prefix
    abroad = any(_digits(found[0]) not in ours.numbers for found in _FOREIGN.finditer(words))
    return DIAL if foreign or texted or abroad or _SAID_CODE.search(words) else None


# Secrets

SECRET: Final = "nobody may be asked for a password, PIN, code or number in it"  # noqa: S105 (a sentence)
_NEVER = re.compile(
    r"\b(?:never|do not|don't|dont|usi(?=\w))\s?(?:ever )?"
    r"(?:share|tell|give|send|reveal|disclose|show|text|mpe|toe|tume|shiriki|seme|mwambie)\s"
    r"(?:mtu|anyone|anybody|mtu yeyote|yeyote)?\s?(?:your|the|a|any)?\s?"
    r"(?:password|pin|otp|code|nenosiri|msimbo|namba ya siri|nambari ya siri)s?\b(?: (?:lako|yako|wako))?"
    r"(?: (?:to|with|kwa) (?:anyone|anybody|mtu yeyote|mtu|yeyote))?(?=[.,;!]|$)"
)
_TAX_PIN = re.compile(r"\b(?:kra|itax|tax) pins?\b")
_STRONG = re.compile(
    r"\bp[\W_]{0,2}[i1!l|][\W_]{0,2}ns?\b|\botps?\b|\bo\W{1,2}t\W{1,2}p\b|\bcvv2?\b|\bpwd\b|\b[lwyz]a siri\b"
)
_STRONG_SQUEEZED: Final = (
    "password", "passcode", "passphrase", "nenosiri", "nenolasiri", "nywila", "secretcode", "secretnumber",
    "securitycode", "verificationcode", "activationcode", "confirmationcode", "resetcode", "onetimecode", "yakoyasiri",
    "wakowasiri", "msimbowasiri", "logindetail", "signindetail", "logincredential", "secretword", "tarakimuzasiri",
)  # fmt: skip
_TELL = (
    r"(?:repl(?:y|ies|ying)|respond\w*|answer|text|sms|whatsapp|send|share|forward|give|tell|read|provide|submit|confirm"
    r"|disclose|reveal|dictate|enter|type|jibu\w*|tuma\w*|tutumie\w*|nitumie\w*|peleka|toa|andika|tupe|nipe|utupe|taja"
    r"|sema|shiriki|tuambie|niambie|wasilisha|weka|ingiza|thibitisha)"
)
_REPLY = (
    r"(?:tell us|repl(?:y|ies|ying)|respond\w*|answer|text|sms|whatsapp|send|share|forward|jibu\w*|tuma\w*"
    r"|tutumie\w*|nitumie\w*|peleka|tuambie|niambie)"
)
_CODES = (
    r"(?:(?<!postal )(?<!post )(?<!bar )(?<!qr )(?<!ussd )(?<!dress )codes?(?! of conduct)"
    r"|msimbo(?! wa posta)"
    r"|tarakimu|digits?|your credentials|(?:kra |itax |tax )pin)"
)
_PERSONAL = (
    r"(?:(?:your|yako|id|identity|card|phone|mobile|account|mpesa|birth|serial|kitambulisho|siri)\s"
    r"(?:(?:id|card|phone|mobile|account|national|identity|passport) ){0,2}(?:numbers?|no\b|namba|nambari)"
    r"|(?:namba|nambari) (?:yako|ya (?:kitambulisho|simu|akaunti|kadi))"
    r"|(?:birth ?date|date of birth|year of birth|kuzaliwa kwako|yako ya kuzaliwa))"
)


def secret(words: str, _ours: Ours) -> str | None:
    """The reason for a refusal, if a secret or personal number is asked for. "Never share your PIN" is allowed."""
    rest = _NEVER.sub(" ", words)
    if rest != words and re.search(rf"\b{_REPLY}\b", rest):
        return SECRET
    hidden = squeezed(rest)
    if any(word in hidden for word in _STRONG_SQUEEZED) or _STRONG.search(_TAX_PIN.sub(" ", rest)):
        return SECRET
    for verb, noun in ((_TELL, _CODES), (_REPLY, _PERSONAL)):
        near = r"[^.!?]{0,60}?"
        if re.search(rf"\b{verb}\b{near}\b{noun}|\b{noun}{near}\b{verb}\b", rest):
            return SECRET
    return SECRET if asks_to_relay(rest) else None


# Money

MONEY: Final = f"no paybill but {PAYBILL}, no till, bank account or phone to pay to may stand in it"
_NUMBER = r"(?:no|number|namba|nambari)"
_TO_PAYBILL = rf"(?:pay\W{{0,2}}bill|p\W?b|business {_NUMBER}|lipa na m\W?pesa|lipa m\W?pesa)"
_TO_ELSE = rf"(?:till {_NUMBER}|buy\W{{0,2}}goods|pochi la biashara|pochi|(?:agent|merchant|wakala) (?:{_NUMBER}|code))"
_COIN = re.compile(r"\b(?:bitcoin|btc|usdt|crypto\w*|binance|western union|moneygram)\b")
_ABOUT_MONEY = re.compile(
    r"\b(?:pay\w*|paid|lip\w+|(?:u|ku|i)lip\w+|malipo|m\W?pesa|airtel money|t\W?kash|send|(?:ni|u|ku|m|tu)?tum\w+"
    r"|deposit\w*|transfer\w*|weka|bank|benki|buy\W?goods|pochi|money|pesa|hela|cash|fedha|kes|kshs?|shillings?"
    r"|shilingi|bob|fees?|ada|wallet|remit\w*|refund\w*|faini|charges?)\b"
    r"|\b(?:acc(?:oun)?t?|akaunti|a/c)\b[^a-z0-9]{0,3}(?:(?:no|number|namba|nambari|is|ni)\b)?[^a-z0-9]{0,3}[0-9]"
)
_DATE = (
    r"(?:0?[1-9]|[12][0-9]|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:20)?[0-9]{2}"
    r"|20[0-9]{2}[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12][0-9]|3[01])"
)
_TIME = r"[0-2]?[0-9][.:][0-5][0-9]"
_SUM = r"[1-9](?:[0-9]{0,6}|[0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.[0-9]{2})?"
_AMOUNT = rf"\b(?:kes|kshs?|sh)\.?\s?{_SUM}(?![0-9,]*[0-9])|(?<![0-9]){_SUM}\s?(?:/=|/-|shillings|bob\b|kes\b|kshs?\b)"
_BOX = r"\bbox\s?[0-9]{1,6}(?:\s?-\s?[0-9]{5})?"
_HARMLESS = re.compile(rf"(?<![0-9./])(?:{_DATE}|{_TIME})(?![0-9./][0-9]|[0-9])|{_AMOUNT}|{_BOX}")
_BETWEEN = r"(?:[\s_/*()+|~=-]|[.,](?!\s)){0,3}"
_DIGITS = re.compile(rf"[0-9](?:{_BETWEEN}[0-9])*")
_MANY = rf"[0-9](?:{_BETWEEN}[0-9])"
_PAID_TO = re.compile(rf"\b{_TO_PAYBILL}\b[^0-9]{{0,25}}({_MANY}{{2,}})")
_PAID_ELSE = re.compile(rf"\b(?:{_TO_ELSE}\b[^0-9]{{0,25}}{_MANY}{{2}}|till(?: is| ni)?[^a-z0-9]{{0,4}}{_MANY}{{4}})")
SHORTEST_TARGET: Final = 5
"""Digits of the shortest till or paybill number. A shorter number is a counter, a room or a year."""


def money(words: str, ours: Ours) -> str | None:
    """The reason for a refusal, if there is a number to pay to other than our paybill, or a money transfer service."""
    words = re.sub(rf"\b{PAYBILL}\b(?=[\s,.;)])", f"{PAYBILL} ;", _joined(words))
    if any(_digits(found[1]) != PAYBILL for found in _PAID_TO.finditer(words)):
        return MONEY
    if _COIN.search(words) or _PAID_ELSE.search(_HARMLESS.sub(" ; ", words)):
        return MONEY
    if _ABOUT_MONEY.search(words) and any(number not in ours.numbers for number in _targets(words)):
        return MONEY
    return None


def _joined(words: str) -> str:
    """The text with spelt-out words joined: `p a y b i l l` and `m-p-e-s-a` become one word each."""
    return re.sub(r"\b(?:[a-z][\s._-]){3,}[a-z]\b", lambda found: re.sub(r"[^a-z]", "", found[0]), words)


def _targets(words: str) -> Iterator[str]:
    """The numbers of a text with at least `SHORTEST_TARGET` digits, without dates, times, amounts and P.O. boxes."""
    for found in _DIGITS.finditer(_HARMLESS.sub(" ; ", words)):
        if len(number := _digits(found[0])) >= SHORTEST_TARGET:
            yield number


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


RULES: Final[tuple[Callable[[str, Ours], str | None], ...]] = (link, secret, money, dial)
