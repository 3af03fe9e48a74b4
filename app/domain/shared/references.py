"""References: the number that a citizen keeps, dials and texts.

Ours are twelve digits, eleven random ones and a Damm check digit, because a phone's dialler has no letters. An agency
may use its own (`EPP1-D6T8M4H1`). When read from a person: any case; spaces, dots, hyphens and slashes are ignored; O
is 0, and I and L are 1. No other letter, with an accent or of another script, stands for one.
"""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from app.platform import normalize

LENGTH = 12
FOREIGN = re.compile(r"[A-Z0-9][A-Z0-9/-]{4,19}")
"""An agency's own reference as it is issued: 5 to 20 letters, digits, hyphens and slashes."""

_IGNORED = re.compile(r"[\s.\-/_,:#*]+")
_WORD = re.compile(r"[^\W_][\w./-]*")
_ALIKE = str.maketrans("OIL", "011")
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""The quasigroup of order 10 of H. M. Damm's dissertation (Marburg, 2004): it detects every single wrong digit and
every swap of two neighbours."""


@dataclass(frozen=True)
class Slip:
    """Digits that cannot be one of our references, and how many: a typing error, not an unknown reference."""

    digits: int


def new_reference() -> str:
    """A new reference, twelve digits, that nobody can guess from another."""
    body = f"{secrets.randbelow(10 ** (LENGTH - 1)):0{LENGTH - 1}d}"
    return body + check_digit(body)


def check_digit(digits: str) -> str:
    """The digit that, appended to `digits`, makes the Damm checksum 0."""
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)


def lookup_key(typed: str) -> str:
    """One spelling for all ways to write the same reference.

    What may be a decimal number (`normalize.whole`) keeps its point, and so is the key of no reference.
    """
    bare = normalize.identifier(typed)
    if not bare.isascii():
        return _IGNORED.sub("", bare)
    folded = _folded(bare)
    whole = normalize.whole(folded)
    return folded if whole is None else _IGNORED.sub("", whole)


def _folded(text: str) -> str:
    return text.upper().translate(_ALIKE)


def _is_whole(text: str) -> bool:
    """Whether no point in a text may be a decimal point."""
    return normalize.whole(_folded(text)) is not None


def slip(key: str) -> Slip | None:
    """The `Slip` of a look-up key that is all digits but no reference of ours (wrong check digit or length), else None.

    Eight digits or fewer are not judged: an agency may number its applications.
    """
    if not re.fullmatch(r"[0-9]{9,15}", key):
        return None
    return None if is_ours(key) else Slip(len(key))


def is_ours(key: str) -> bool:
    """Whether a look-up key is well formed as one of Lango's own references."""
    return bool(re.fullmatch(rf"[0-9]{{{LENGTH}}}", key)) and check_digit(key) == "0"


def with_zeros(key: str) -> str:
    """One of ours that a spreadsheet took for a number and cut the zeros before off; empty for anything else."""
    whole = key.zfill(LENGTH)
    return whole if re.fullmatch(rf"[0-9]{{{LENGTH - 3},{LENGTH - 1}}}", key) and is_ours(whole) else ""


def shown(reference: str) -> str:
    """The reference as it is shown: ours in groups of four (`1020 3040 5060`), an agency's as the agency writes it."""
    if re.fullmatch(rf"[0-9]{{{LENGTH}}}", reference):
        return " ".join(reference[start : start + 4] for start in range(0, LENGTH, 4))
    return reference


def candidates(text: str) -> list[str]:
    """Possible references in a sentence, likeliest first: "my ref is 1234-5678-9012 please".

    The whole sentence, runs of up to four words that have the shape of a reference, and longer runs that make one of
    ours; at most 12. If the whole sentence is one of ours, only that. Ours come first, then single words of letters and
    digits: "EPP1-A1B2C3D4 id 29000001".
    """
    text = normalize.identifier(text)
    if is_ours(lookup_key(text)):
        return [text]
    found = [*_WORD.finditer(text)][:24]
    words = [each[0] for each in found]
    runs = [
        "".join(words[start : start + length])
        for length in (1, 2, 3, 4)
        for start in range(len(words) - length + 1)
        if _is_whole(text[found[start].start() : found[start + length - 1].end()])
    ]
    runs += _ours_in(text[: found[-1].end()] if found else "")
    shaped = {lookup_key(run): run for run in [text, *runs] if has_shape(run)}
    single = {lookup_key(word) for word in words}
    likeliest = sorted(shaped, key=lambda key: _likelihood(key, shaped[key], alone=key in single), reverse=True)
    return [shaped[key] for key in likeliest[:12]]


def _ours_in(text: str) -> Iterator[str]:
    """Groups of digits that make one of ours, also where they touch a word: `Ref102030405060`."""
    text = _WORD.sub(lambda word: word[0] if word[0].isascii() else "|", text)
    for found in re.findall(r"[0-9]+(?:(?:_|[^\w|])+[0-9]+)*", text):
        groups = [each.span() for each in re.finditer("[0-9]+", found)]
        for first, (start, _) in enumerate(groups):
            for _, end in groups[first : first + LENGTH]:
                if is_ours(run := lookup_key(found[start:end])):
                    yield run


def has_shape(typed: str) -> bool:
    """Whether this may be a reference of any kind: 5 to 20 letters and digits, with at least one real digit."""
    return bool(re.fullmatch(r"[A-Z0-9]{5,20}", lookup_key(typed))) and any(map(str.isdecimal, typed))


def _likelihood(key: str, typed: str, *, alone: bool) -> tuple[bool, bool, int]:
    """The sort key: ours, then words of letters and digits, then the most digits as typed (`is` has none, though I
    reads as 1)."""
    return is_ours(key), alone and not key.isdigit(), sum(letter.isdigit() for letter in typed)
