"""Normalises a text to what its reader sees: look-alike letters, digits and signs are replaced by plain ones.

Only for comparing: what is shown, sent or stored is never made from this.
"""

import re
import unicodedata
from typing import Final

from app.platform.languages.language_files import spoken

PLAIN_BESIDES: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"}
)
"""Latin letters that Unicode does not decompose."""
SIGNS: Final = str.maketrans(
    dict.fromkeys("\u3002\u2024\u00b7\u2022\u2219\u22c5\u30fb\u06d4\u0589\ua4f8\u02d9\u0701\u0702\u2027", ".")
    | dict.fromkeys("\u2044\u2215\u29f8\u2571\u27cb\\", "/")
    | dict.fromkeys("\u02d0\u2236\ua789\u0589\u05c3\u02f8", ":")
    | dict.fromkeys("\u2217\u204e\u2731\u2732\u2733\u274a\u066d\ua673\u2055", "*")
    | dict.fromkeys("\u266f\u29e3", "#")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\u2796", "-")
    | dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032`\u00b4", "'")
)
"""Signs that look like one with a meaning in an address or a code."""
NUMBERS: Final = {
    word: str(digit) for each in spoken().values() for digit, words in enumerate(each.digits) for word in words
}
"""The words for digits in every language."""
LEET: Final = str.maketrans("013457$@!|", "oieastsail")
"""Digits and signs that are read as letters inside a word (leetspeak)."""
_WORD_WITH_SIGNS: Final = re.compile(r"[a-z0-9@$!|]*[a-z][a-z0-9@$!|]*")
_APART: Final = re.compile(r"(?<![0-9])[0-9](?:[^a-z0-9]{1,3}[0-9](?![0-9])){3,}")
"""Digits one by one: `5, 5, 5, 5`."""
_WORD: Final = "|".join(NUMBERS)
_SPOKEN: Final = re.compile(rf"\b(?:(?:double |triple )?(?:{_WORD})\b[ ,.-]*){{3,}}")
_DOUBLED: Final = re.compile(rf"\b(double|triple) ({_WORD})\b")
_LIKE_DIGITS: Final = re.compile(r"(?<=[0-9])[oil|](?=[0-9oil|]*[0-9])")


def plain(text: str) -> str | None:
    """A text in small letters of a to z, digits and signs, one blank between words; None where it has other letters.

    Full-width, mathematical and circled letters become the letters they look like; marks and invisible characters are
    removed.
    """
    text = _opened(text)
    letters = (letter for letter in text if letter.isalpha())
    if any(not letter.isascii() for letter in letters):
        return None
    text = "".join(_digit(letter) for letter in text).translate(SIGNS)
    text = "".join(letter if letter.isascii() else " " for letter in text)
    text = _LIKE_DIGITS.sub(lambda found: "0" if found[0] == "o" else "1", " ".join(text.split()))
    return _APART.sub(lambda found: re.sub("[^0-9]", "", found[0]), _SPOKEN.sub(_spoken, text))


def undisguised(words: str) -> str:
    """A plain text with leetspeak replaced by letters: `p@ybi11` is `paybill`."""
    return _WORD_WITH_SIGNS.sub(lambda found: found[0].translate(LEET), words)


def squeezed(text: str) -> str:
    """The letters of a plain text with nothing between them, digits and signs read as the letters they stand for."""
    return re.sub("[^a-z]", "", text.translate(LEET))


def _opened(text: str) -> str:
    """Small letters without marks, and without characters that have no width."""
    for _ in range(2):  # a folded letter may decompose again
        text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Me", "Cf", "Cc", "Co", "Cn")
                   or letter in "\n\t\r")  # fmt: skip
    return text.translate(PLAIN_BESIDES)


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return str(value) if value is not None else letter


def _spoken(found: re.Match[str]) -> str:
    text = _DOUBLED.sub(lambda pair: f"{pair[2]} " * (2 if pair[1] == "double" else 3), found[0])
    said = [NUMBERS[word] for word in re.findall(rf"\b(?:{_WORD})\b", text)]
    return "".join(said) + " "
