"""What was typed or pasted, brought to one form: the one way in which every entry point (USSD, SMS, the agencies'
API, the desk's commands) reads a text.

There are two forms, and they are not to be mistaken for each other:

- `identifier`, for whatever is compared, kept or looked up by: a reference, a document number, a phone, a code, a
  name. Invisible characters are removed, blanks become one space, a digit of any script becomes 0 to 9, a dash becomes
  a hyphen, and what people put around a value is removed. No letter ever becomes another.
- `prose`, for what is searched for or shown: also folded to the letters of GSM 03.38.

An e-mail address has a rule of its own (`app.domain.shared.emails`): in it, signs count like letters.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from app.platform import gsm0338

KEYCAP: Final = "\u20e3"
UNSEEN: Final = re.compile(
    f"[{KEYCAP}\u034f\u17b4\u17b5\u180b-\u180f\u2065\ufe00-\ufe0f\ufff0-\ufff8\ufffc\U000e0000-\U000e0fff]"
)
"""Characters that Unicode draws as nothing (Default_Ignorable_Code_Point: variation selectors, silent vowels, code
points reserved for more), the keycap, and the placeholder of a picture that was not pasted. `is_unseen` adds Cf (zero
widths, bidi marks, the BOM, the soft hyphen) and Cc: control characters that are no blanks, as scanners and terminals
send them."""
BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs of other scripts that print nothing."""
TEN: Final = "\U0001f51f"
"""The keycap of ten, which is one character."""
SIGNS: Final = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u02bb`\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u2039\u203a\u300c\u300d\u300e\u300f", '"')
    | dict.fromkeys("\u2212\u2043\u02d7\u2796", "-")
    | dict.fromkeys("\u2044\u2215\u29f8\u2571", "/")
    | dict.fromkeys("\u3002\u06d4\uff61\u2024", ".")
    | dict.fromkeys("\u060c\u066c\u3001\uff64", ",")
    | {"\u2026": "...", "\u2217": "*", "\u066d": "*", "\u061b": ";", "\u061f": "?", "\u00a1": "@", "\u2116": "#"}
    | {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F) if not chr(wide - 0xFEE0).isalnum()}
)
"""Signs that are written in several ways. A `@` may come over the air as `\u00a1` (GSM 03.38, 0x00 and 0x40)."""
NUMBER_SIGN: Final = re.compile(r"(?<![^\W_])[Nn]\.?\s?[\u00ba\u00b0\u02da\u1d52]\.?")
"""The sign of a number as keyboards without it have it: `Nº`, with the ordinal or the degree sign, and `N.º`."""
AROUND_BEFORE: Final = " \"'([{<.,;:!?"
AROUND_BEHIND: Final = " \"')]}>.,;:!?"
"""What stands around a word of prose or a key that was pressed, and is no part of it."""
ORNAMENTS: Final = "()[]{}<>*_~=#^|\\"
"""What else stands around a value: marks of bold and italics, of a formula, a bullet, the sign of a number. A hyphen,
a slash or a `+` may be a part of one."""
_AROUND_A_VALUE: Final = f"{AROUND_BEFORE}{AROUND_BEHIND}{ORNAMENTS}"
_AROUND_A_NUMBER: Final = f"{_AROUND_A_VALUE}-/"
_SAID: Final = """
a the my our your this it its is are it's i have number numbers no nr num please pls plz hi hello dear thanks thank you
new old here for of on in at and with to
ni na ya la wa cha langu yangu changu wangu yako lako hii hiyo hapa namba nambari tafadhali naomba asante habari kwa
mimi nina
"""
WORDS: Final = frozenset(_SAID.split())
"""Words of both languages that people write around any value, and that say nothing."""
_PLAIN: Final = re.compile(r"[!-~]([ -~]*[!-~])?")
_WORD_BEFORE: Final = re.compile(
    r"([^\W\d_](?=[\W_])|[^\W\d_]{2,}(?:'[^\W\d_]+)?)(?![^\W\d_])[\s.,:;=#\"'()\[\]{}<>*_~^|\\/-]*(?=\S)"
)
"""A whole word; one of a single letter does not touch the digits behind it: `A1234567` is a passport, not a word."""
_WORD_BEHIND: Final = re.compile(r"(?<=\S)[\s.,:;=#\"'()\[\]{}<>*_~^|\\/-]+([^\W\d_]+)$")
_SPREADSHEET: Final = re.compile(r"(?<![0-9.,])([0-9]+(?:,[0-9]{3})*)\.0{1,2}(?![^\W_]|[\W_]*[0-9])")
"""A whole number as a spreadsheet writes it that keeps decimals: `2900001.0`, `1,234,567.00`."""
_BETWEEN_GROUPS: Final = re.compile(r"([\W_]+)")
GROUP: Final = (3, 4)
"""How many digits stand behind a point that separates groups: `29.000.001`, `1020.3040.5060`."""
_KEY: Final = re.compile("[0-9]{1,2}")
_INITIALS: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?")
"""A word written by its letters: `I.D.`, `I.D`."""


def is_unseen(letter: str) -> bool:
    """Whether a character takes no room and changes nothing that is read."""
    return not letter.isspace() and (unicodedata.category(letter) in ("Cf", "Cc") or bool(UNSEEN.match(letter)))


def is_blank(letter: str) -> bool:
    """Whether a character is a space of any kind or a line end."""
    return letter.isspace() or letter in BLANK_LETTERS or unicodedata.category(letter) in ("Zs", "Zl", "Zp")


def trimmed(text: str) -> str:
    """A text without blanks and unseen characters around it; nothing within it is changed."""
    start, end = 0, len(text)
    while start < end and (is_blank(text[start]) or is_unseen(text[start])):
        start += 1
    while end > start and (is_blank(text[end - 1]) or is_unseen(text[end - 1])):
        end -= 1
    return text[start:end]


def evened(text: str) -> str:
    """A text without unseen characters, its blanks single, its digits 0 to 9, its dashes and quotes plain.

    Letters, accents and all, stay as they are.
    """
    if _PLAIN.fullmatch(text) and "  " not in text and "`" not in text:
        return text
    return " ".join(_seen(text).translate(SIGNS).split())


def identifier(text: str) -> str:
    """A value that is compared or looked up: `evened`, and without quotes, brackets and ornaments around it."""
    return evened(text).strip(_AROUND_A_VALUE)


def word(text: str) -> str:
    """A code, or a word out of a list, as it is kept: in small letters. No letter of another script becomes one."""
    bare = identifier(text)
    return bare.lower() if bare.isascii() else bare


def prose(text: str) -> str:
    """What is searched for, answered or shown: in the letters of GSM 03.38, with single spaces."""
    even = _seen(text).replace("\u00a1", "@")
    return " ".join(gsm0338.fold(unicodedata.normalize("NFKC", even)).split())


def key(text: str) -> str:
    """A key or a number that was pressed: `1`, also where it came as `1.`, `(1)`, `"1"`, `1#` or the keycap of 1."""
    bare = _bare(prose(text))
    if "#" not in bare and "*" not in bare:  # nearly always, at every hop
        return bare
    pressed = bare.strip("*#")
    return pressed if _KEY.fullmatch(pressed) else bare


def without_words(text: str, more: Collection[str] = ()) -> str:
    """An identifier without the words around it: those that say nothing, and `more`, in small letters.

    `ID no. 29000138 please` is `29000138`. Unknown words stay, so that the value is refused. Hyphens and slashes around
    it are removed too: no value that people write words around begins or ends with one.
    """
    known = WORDS | frozenset(more)
    text = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", text).strip(_AROUND_A_NUMBER)
    while found := _WORD_BEFORE.match(text):
        if found[1].casefold() not in known:
            break
        text = text[found.end() :]
    while found := _WORD_BEHIND.search(text):
        if found[1].casefold() not in known:
            break
        text = text[: found.start()]
    return text.strip(_AROUND_A_NUMBER)


def whole(text: str) -> str | None:
    """A number without the decimals `.0` of a spreadsheet; None where a point in it may be a decimal point.

    A dot or comma separates groups of digits only where three or four digits follow each one, and at most four stand
    before it if it is the only one. So no decimal place is ever read as one more digit of the number.
    """
    if "." not in text and "," not in text:  # nearly every number
        return text
    text = _SPREADSHEET.sub(r"\1", text)
    parts = _BETWEEN_GROUPS.split(text)
    found = [
        (len(before) - len(before.rstrip("0123456789")), {*".,"} & {*between}, len(behind))
        for before, between, behind in zip(parts[::2], parts[1::2], parts[2::2], strict=False)
        if behind.isdecimal() and {*".,"} & {*between} and any(map(str.isdecimal, before))
    ]
    signs = {sign for _, between, _ in found for sign in between}
    is_grouped = len(signs) < 2 and all(behind in GROUP for *_, behind in found)
    is_decimal = len(found) == 1 and found[0][0] > max(GROUP)
    return text if is_grouped and not is_decimal else None


def digits(text: str, more: Collection[str] = (), *, between: str = " -.") -> str | None:
    """The digits of a number that was written in groups, without the words around it; None where it is none."""
    bare = without_words(identifier(text), more)
    joined = bare.translate(dict.fromkeys(map(ord, between)))
    return joined if joined.isascii() and joined.isdecimal() else None


def _bare(text: str) -> str:
    return text.lstrip(AROUND_BEFORE).rstrip(AROUND_BEHIND)


def _seen(text: str) -> str:
    """A text without invisible characters, its blanks, digits and dashes plain, and any number sign as U+2116."""
    plain = text.isascii() and text.isprintable()
    seen = text if plain else "".join(_evened(letter) for letter in text.replace(TEN, "10"))
    return NUMBER_SIGN.sub("\u2116 ", seen)


def _evened(letter: str) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    if is_unseen(letter):
        return ""
    if is_blank(letter):
        return " "
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return "-" if unicodedata.category(letter) == "Pd" else letter
