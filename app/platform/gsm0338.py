"""GSM 03.38, the alphabet of USSD and SMS (3GPP TS 23.038): what fits, what it costs, what must be folded."""

import re
import unicodedata

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = "\f^{}\\[~]|€"
ESCAPE = "\x1b"

SCREEN = 160
"""Septets of one USSD screen, `CON ` included: the least of what the Kenyan networks show (Safaricom)."""
ONE_SMS = 160
PART_OF_SMS = 153
ONE_SMS_UCS2 = 70
PART_OF_SMS_UCS2 = 67

_COST = {letter: 1 for letter in BASIC if letter != ESCAPE} | dict.fromkeys(EXTENDED, 2)
_PLAIN = re.compile(r"[ !\"#%-Z_a-z\n]*")
"""The letters of nearly every text, one septet each: one match replaces a look at each letter."""
_FOLDED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4\u02bc", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7", "-")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " ")
    | dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", "")
    | {"\u2026": "...", "\u2044": "/", "\u2264": "<=", "\u2265": ">=", "\r": "\n"}
)


def fold(text: str) -> str:
    """The nearest text in GSM 03.38: smart quotes made plain, foreign accents dropped, the rest `?`."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(_nearest(letter) for letter in text.translate(_FOLDED))


def find_unsendable(text: str) -> list[int]:
    """The indexes of the letters of a text that would not arrive as they are."""
    if _PLAIN.fullmatch(text):
        return []
    return [index for index, letter in enumerate(text) if fold(letter) != letter]


def septets(text: str) -> int | None:
    """What a text costs on the air, in septets; None when it cannot be written in this alphabet."""
    if _PLAIN.fullmatch(text):
        return len(text)
    try:
        return sum(_COST[letter] for letter in text)
    except KeyError:
        return None


def fits(text: str, limit: int = SCREEN) -> bool:
    """Whether a text can be written in GSM 03.38 within a limit of septets."""
    cost = septets(text)
    return cost is not None and cost <= limit


def parts(text: str) -> int:
    """How many SMS a text is paid for: 160 septets alone, 153 in a chain; 70 and 67 letters outside GSM 03.38.

    A pair (an escaped letter, a surrogate pair) is never divided between two parts.
    """
    plain = septets(text) is not None
    alone, chained = (ONE_SMS, PART_OF_SMS) if plain else (ONE_SMS_UCS2, PART_OF_SMS_UCS2)
    costs = [_COST[letter] if plain else len(letter.encode("utf-16-be", "surrogatepass")) // 2 for letter in text]
    if sum(costs) <= alone:
        return 1 if text else 0
    count, used = 1, 0
    for cost in costs:
        if used + cost > chained:
            count, used = count + 1, 0
        used += cost
    return count


def _nearest(letter: str) -> str:
    if letter in _COST:
        return letter
    plain = unicodedata.normalize("NFKD", letter)
    if "\u2044" in plain:  # a fraction: 1½ must not be read as 112
        plain = " " + plain.replace("\u2044", "/")
    kept = "".join(part for part in plain if part in _COST)
    return kept or ("" if unicodedata.category(letter) in ("Mn", "Cc", "Cf", "Cs") else "?")
