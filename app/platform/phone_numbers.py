"""Phone numbers: read from whoever writes them, kept as E.164 ("+254712345678"), shown to people masked."""

import re
from functools import lru_cache

import phonenumbers

from app.platform import normalize

KENYA = "+254"
KENYAN_LENGTH = len("+254712345678")
LONGEST = 40
"""The most characters of one number as people write it, spaces and dashes included."""
MOST_DIGITS = 15
"""The most digits of any number in the world, its country code included (ITU-T E.164)."""

_WRITTEN = re.compile(r"\+?[0-9 ().-]+")
_PUNCTUATION = re.compile(r"[ ().-]")
_DOTTED = re.compile(r"\+[0-9]+(?:\.[0-9]+){2,}")
"""Groups of any size behind a country code, as in `+33.1.23.45.67.89`: a decimal number has one point and no plus."""
_KENYAN_LOCAL = re.compile(r"0([17][0-9]{8})")
_TYPED = re.compile(r"\+?[0-9 ().,/_-]+")
_BETWEEN = re.compile(r"[ ().,/_-]")
"""What people put between the groups of a number; a provider puts no comma, slash or low line there."""
_WORDS = frozenset(
    (
        *("phone", "mobile", "mob", "cell", "tel", "telephone", "call", "simu", "laini", "whatsapp"),
        *("me", "line", "nipigie", "mpya"),
        *("safaricom", "airtel", "telkom", "equitel", "mpesa", "m", "pesa"),
    )
)
"""Words that people write around a number, besides those that say nothing."""
_KENYAN_SPELT = re.compile(r"(?:(?:\+|00)?2540?|0)?([17][0-9]{8})")


def read_msisdn(raw: str) -> str | None:
    """A phone number as E.164, or None for anything else ("MTN", a short code).

    Kenyan local writing (07..., 01...) and a missing `+` are read too, and so is the space that an
    unencoded `+` of a form turns into; not what may be a decimal number (`normalize.whole`). Possible
    is enough: the sandbox's +254000000001 is on no network, and networks open new ranges faster than
    tables learn of them.
    """
    text = raw.strip()
    if len(raw) > LONGEST or not _WRITTEN.fullmatch(text):
        return None
    whole = text if "." not in text or _DOTTED.fullmatch(text) else normalize.whole(text)
    if whole is None:
        return None
    digits = _PUNCTUATION.sub("", whole).removeprefix("+")
    return _e164(_KENYAN_LOCAL.sub(r"254\1", digits) if _KENYAN_LOCAL.fullmatch(digits) else digits)


def read_typed(typed: str) -> str | None:
    """Any phone number that somebody types or pastes, as E.164, or None; one of Kenya has nine digits behind +254.

    A Kenyan mobile in all the spellings that `read_kenyan_mobile` knows; another number with its country code.
    """
    number = read_kenyan_mobile(typed)
    if number is None:
        number = read_msisdn(re.sub(r"^00(?=[1-9])", "+", normalize.without_words(normalize.identifier(typed), _WORDS)))
    return number if number is None or not is_kenyan(number) or len(number) == KENYAN_LENGTH else None


def read_kenyan_mobile(typed: str) -> str | None:
    """A Kenyan mobile number that somebody types or pastes, as E.164, or None: nine digits behind +254.

    Read are +254..., 254..., 00254..., +254 (0)..., 0... and the nine digits alone.
    """
    number = normalize.without_words(normalize.identifier(typed), _WORDS)
    if len(number) > LONGEST or not _TYPED.fullmatch(number):
        return None
    spelt = _KENYAN_SPELT.fullmatch(_BETWEEN.sub("", normalize.whole(number) or ""))
    return f"{KENYA}{spelt[1]}" if spelt else None


def is_kenyan(msisdn: str) -> bool:
    """Whether an E.164 number has Kenya's country code."""
    return msisdn.startswith(KENYA)


@lru_cache(maxsize=4096)
def is_mobile(msisdn: str) -> bool:
    """Whether an E.164 number is of a Kenyan mobile network: no other number is sent an SMS, which might cost more.

    Based on the ranges in phonenumbers: a new range is known from its next release on.
    """
    if not is_kenyan(msisdn):
        return False
    try:
        number = phonenumbers.parse(msisdn)
    except phonenumbers.NumberParseException:
        return False
    is_written_so = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == msisdn
    return is_written_so and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


def block(msisdn: str) -> str:
    """The block of 100,000 numbers that an E.164 number of Kenya belongs to: "+2547123"."""
    return msisdn[: len("+2547123")]


def ending(msisdn: str) -> str:
    """The last digits of a number, to speak of it to somebody else: "...5678"."""
    return f"...{msisdn[-4:]}"


def spelt(msisdn: str) -> str:
    """A Kenyan number as people write and read it: "0712 345 678"."""
    local = msisdn.removeprefix(KENYA)
    return f"0{local[:3]} {local[3:6]} {local[6:]}"


def masked(msisdn: str) -> str:
    """A number to show to people: its owner recognises it, nobody else can dial it ("+2547******01")."""
    shown = 5 if len(msisdn) >= 12 else 1
    return msisdn[:shown] + "*" * (len(msisdn) - shown - 2) + msisdn[-2:]


@lru_cache(maxsize=4096)
def _e164(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # The library takes one leading zero of +254000000001 for a trunk prefix; it belongs to the number.
    return f"+{digits}" if len(digits) <= MOST_DIGITS else None
