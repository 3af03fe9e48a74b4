"""Passwords and codes in the texts that come to us: found however they are written, and blotted out.

Nobody should text one, and we must not keep it (threat T14). Six digits are what our own passwords and codes have; a
PIN that is called one has four to eight. They come in one piece, in groups, one by one, as words, in any script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.shared import references
from app.domain.shared.contacts import PAYBILL
from app.domain.shared.plain_words import NUMBERS
from app.platform import normalize
from app.platform.languages.language_files import vocabulary

OURS: Final = 6
"""Digits of a password and of a code of ours."""
OF_A_PIN: Final = range(4, 9)
"""Digits of what its owner calls a PIN or a password."""
NEAR: Final = 60
"""Characters before and behind digits in which it is looked for what they are called."""
BLOT: Final = "******"
ADDRESS: Final = re.compile(r"\S+@\S+")
BLOTTED_ADDRESS: Final = "***@***"
"""An e-mail address is neither used nor kept when it is texted; that there was one is."""
_CALLED: Final = (
    r"(?<![a-z])(?:codes?|pins?|otp|neno (?:la|ya) siri|na(?:mba|mbari) (?:ya|za) siri|mi?simbo|siri"
    rf"|kodi(?! ya ){''.join(f'|{re.escape(word)}' for word in sorted(vocabulary('secrets')))})(?![a-z])"
    r"|pass ?(?:word|code|wod)|pasword|pasiwadi|nenosiri"
)
"""What people call a password or a code; `kodi ya` is a tax or a rent. A language's file may have more (`secrets`)."""
_CALLS: Final = re.compile(_CALLED, re.IGNORECASE)
_OTHER: Final = re.compile(
    r"(?:postal|zip|area|country|service|short|ussd|dial(?:ing|ling)?|bar|qr|dress|till|branch|bank|swift) codes?",
    re.IGNORECASE,
)
"""Codes that are no secret."""
_OF_TAX: Final = re.compile(r"\bkra\b|\btax\b|\bushuru\b", re.IGNORECASE)
_TAX_PIN: Final = re.compile(r"\bpins?\b", re.IGNORECASE)
_BESIDE: Final = (
    rf"(?:\W+(?:{'|'.join(map(re.escape, sorted(normalize.WORDS)))}|m-?pesa|ecitizen|was|as|ilikuwa|yenye))*"
)
_BEFORE_IT: Final = re.compile(rf"(?:{_CALLED}){_BESIDE}\W*$", re.IGNORECASE)
_BEHIND_IT: Final = re.compile(rf"{_BESIDE}\W*(?:{_CALLED})", re.IGNORECASE)
"""A number is called a PIN where only words that say nothing stand between the two."""
_OF_LETTERS: Final = re.compile(
    r"(?:pass ?(?:word|code|wod)|pasword|pasiwadi|nenosiri|neno (?:la|ya) siri)(?![a-z])"
    r"(?:[ :=-]+(?:is|was|ni|ya|yangu|langu|my|yake|ecitizen|ilikuwa))*"
    r"(?:(?<=is|ni| =)[ :=-]+|\s*[:=]\s*| +(?!\S*[-/]))"
    r"((?=\S*[0-9])(?=\S*[^\W\d_])\S{4,30})",
    re.IGNORECASE,
)
"""A password of letters and digits, as the website's are, behind what it is called: `my password is Kenya@2024!`. Where
nothing says that it is one, a word with a hyphen in it may be a reference.
"""
_DIGITS: Final = re.compile(rf"{re.escape(BLOT)}|[0-9]+|[^\W\d_]+")
_DIGITS_AND_WORDS: Final = re.compile(
    rf"{re.escape(BLOT)}|[0-9]+|(?:double|triple|{'|'.join(NUMBERS)})(?![a-z])|[^\W\d_]+", re.IGNORECASE
)
_SIX: Final = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_ONE_NUMBER: Final = re.compile(r"[0-9]{12}|(?:254|0)[17][0-9]{8}")
_TWO_SIXES: Final = re.compile(r"[0-9]{6}[^0-9]+[0-9]{6}")
_BETWEEN: Final = re.compile(r"[ ._/-]{0,3}")
_BETWEEN_SINGLE: Final = re.compile(r"[^\w]{0,4}|_")
_TIMES: Final = {"double": 2, "triple": 3}


@dataclass(frozen=True)
class Run:
    """Digits that belong together, and where they stand."""

    start: int
    end: int
    digits: str
    text: str = ""
    """As they are written, with what stands between."""


def names_one(text: str) -> bool:
    """Whether a text speaks of a password or a code: not of a taxpayer's PIN, nor of a postal code."""
    return bool(_CALLS.search(_readable(text)))


def stands_alone(text: str) -> bool:
    """Whether a text holds what may be a password or a code, and is no part of a longer number or of a word.

    Our paybill is none, unless it is called one.
    """
    even = _readable(text)
    return bool(_told(even, named=names_one(text)))


def blotted(text: str) -> str:
    """A text with all that may be a password or a code, and e-mail addresses, blotted out; as it came where none is."""
    return _without(text, _secrets(_readable(text)))


def blotted_for_now(text: str) -> str:
    """The same, for what must still be answered: what may be of a reference (`ABC-123456`) and our paybill stay."""
    return _without(text, _told(_readable(text), named=names_one(text)))


def _readable(text: str) -> str:
    """An evened text in which what is called as a secret is, but is none, is made unlike it, letter for letter."""
    even = normalize.evened(text)
    even = _OTHER.sub(lambda found: "x" * len(found[0]), even)
    return _TAX_PIN.sub(lambda found: "x" * len(found[0]), even) if _OF_TAX.search(even) else even


def _without(text: str, secret: list[Run]) -> str:
    even = normalize.evened(text)
    if not secret and "@" not in even:
        return text
    for run in reversed(secret):
        even = f"{even[: run.start]}{BLOT}{even[run.end :]}"
    return ADDRESS.sub(BLOTTED_ADDRESS, even) if secret or ADDRESS.search(even) else text


def _secrets(even: str) -> list[Run]:
    """What may be a secret, in the order of the text: a run, or six digits of a longer one that is no one number."""
    found: dict[int, Run] = {}
    for run in (*_runs(even, _DIGITS), *_runs(even, _DIGITS_AND_WORDS)):
        called = _BEFORE_IT.search(even[max(0, run.start - NEAR) : run.start]) or _BEHIND_IT.match(
            even[run.end : run.end + NEAR]
        )
        if run.digits == BLOT or len(run.digits) == OURS or (called and len(run.digits) in OF_A_PIN):
            found.setdefault(run.start, run)
        elif not _is_one_number(run):
            parts = (Run(run.start + at.start(), run.start + at.end(), at[0]) for at in _SIX.finditer(run.text))
            found |= {part.start: part for part in parts if part.start not in found}
    for at in _OF_LETTERS.finditer(even):
        run = Run(at.start(1), at.end(1), at[1])
        found = {start: each for start, each in found.items() if not run.start <= start < run.end} | {run.start: run}
    return _apart(sorted(found.values(), key=lambda run: run.start))


def _told(even: str, *, named: bool) -> list[Run]:
    secret = [run for run in _secrets(even) if _is_of_letters(run) or not _is_of_a_word(even, run)]
    return [run for run in secret if named or run.digits != PAYBILL]


def _is_one_number(run: Run) -> bool:
    """Whether digits in groups are a phone's or a reference's; two sixes only where the check digit is right."""
    if _TWO_SIXES.fullmatch(run.text):
        return references.check_digit(run.digits) == "0"
    return bool(_ONE_NUMBER.fullmatch(run.digits))


def _apart(runs: list[Run]) -> list[Run]:
    """Those that do not begin within the one before."""
    kept: list[Run] = []
    for run in runs:
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _is_of_letters(run: Run) -> bool:
    return run.digits != BLOT and not run.digits.isdecimal()


def _is_of_a_word(text: str, run: Run) -> bool:
    """Whether letters stand against the digits, so that they may be a reference's; unless they say what it is."""
    before = re.search(r"([^\W\d_]+)[-/]?$", text[max(0, run.start - NEAR) : run.start])
    behind = re.match(r"[-/]?[^\W\d_]", text[run.end :])
    return bool(behind) or (bool(before) and not names_one(before[1] if before else ""))


def _runs(text: str, parts: re.Pattern[str]) -> Iterator[Run]:
    """The digits of an evened text that stand together; the longest runs there are."""
    spelt = parts is _DIGITS_AND_WORDS
    named, multiples = (NUMBERS, _TIMES) if spelt else ({}, {})
    start, end, digits, times, was_single = 0, -1, "", 1, False
    for part in parts.finditer(text):
        said = part[0].casefold()
        value = said if said.isdecimal() or said == BLOT else named.get(said, "")
        single = len(value) == 1 or said in multiples
        between = _BETWEEN_SINGLE if single and was_single else _BETWEEN
        goes_on = (value or said in multiples) and BLOT not in (value, digits)
        if digits and not (goes_on and between.fullmatch(text, end, part.start())):
            yield Run(start, end, digits, text[start:end])
            digits = ""
        if value:
            start = start if digits else part.start()
            digits += value * times
        times, end, was_single = multiples.get(said, 1), part.end(), single
    if digits:
        yield Run(start, end, digits, text[start:end])
