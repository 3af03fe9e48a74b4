"""Finds passwords and codes in texts that citizens send us, however they are written, and blots them out.

Nobody should text one, and we must not store it (threat T14). Our own passwords and codes have six digits; what is
named a PIN has four to eight. They come in one piece, in groups, digit by digit, as words, in any script.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.domain.shared import references
from app.domain.shared.contacts import PAYBILL
from app.domain.shared.plain_words import NUMBERS
from app.platform import normalize
from app.platform.languages.language_files import vocabulary

OURS: Final = 6
"""Digits of our own passwords and codes."""
OF_A_PIN: Final = range(4, 9)
"""Digits of what the text names a PIN or a password."""
NEAR: Final = 60
"""Characters before and after digits that are searched for a name such as PIN."""
BLOT: Final = "******"
ADDRESS: Final = re.compile(r"\S+@\S+")
BLOTTED_ADDRESS: Final = "***@***"
"""A texted e-mail address is neither used nor stored; only that there was one."""
_CALLED: Final = (
    r"(?<![a-z])(?:codes?|pins?|otp|neno (?:la|ya) siri|na(?:mba|mbari) (?:ya|za) siri|mi?simbo|siri"
    rf"|kodi(?! ya ){''.join(f'|{re.escape(word)}' for word in sorted(vocabulary('secrets')))})(?![a-z])"
    r"|pass ?(?:word|code|wod)|pasword|pasiwadi|nenosiri"
)
"""Names of a password or a code; `kodi ya` is a tax or a rent. A language's file may have more (`secrets`)."""
_CALLS: Final = re.compile(_CALLED, re.IGNORECASE)
_OTHER: Final = re.compile(
    r"(?:postal|zip|area|country|service|short|ussd|dial(?:ing|ling)?|bar|qr|dress|till|branch|bank|swift) codes?",
    re.IGNORECASE,
)
"""Codes that are not secret."""
_OF_TAX: Final = re.compile(r"\bkra\b|\btax\b|\bushuru\b", re.IGNORECASE)
_TAX_PIN: Final = re.compile(r"\bpins?\b", re.IGNORECASE)
_BESIDE: Final = (
    rf"(?:\W+(?:{'|'.join(map(re.escape, sorted(normalize.WORDS)))}|m-?pesa|ecitizen|was|as|ilikuwa|yenye))*"
)
_BEFORE_IT: Final = re.compile(rf"(?:{_CALLED}){_BESIDE}\W*$", re.IGNORECASE)
_BEHIND_IT: Final = re.compile(rf"{_BESIDE}\W*(?:{_CALLED})", re.IGNORECASE)
"""A number counts as named a PIN where only filler words stand between the two."""
_OF_LETTERS: Final = re.compile(
    r"(?:pass ?(?:word|code|wod)|pasword|pasiwadi|nenosiri|neno (?:la|ya) siri)(?![a-z])"
    r"(?:[ :=-]+(?:is|was|ni|ya|yangu|langu|my|yake|ecitizen|ilikuwa))*"
    r"(?:(?<=is|ni| =)[ :=-]+|\s*[:=]\s*| +(?!\S*[-/]))"
    r"((?=\S*[0-9])(?=\S*[^\W\d_])\S{4,30})",
    re.IGNORECASE,
)
"""A password of letters and digits, such as the website's, after a name: `my password is Kenya@2024!`. Without a word
such as "is" between, a word with a hyphen may be a reference."""
_DIGITS: Final = re.compile(rf"{re.escape(BLOT)}|[0-9]+|[^\W\d_]+")
_DIGITS_AND_WORDS: Final = re.compile(
    rf"{re.escape(BLOT)}|[0-9]+|(?:double|triple|{'|'.join(NUMBERS)})(?![a-z])|[^\W\d_]+", re.IGNORECASE
)
_SIX_ALONE: Final = re.compile(rf"(?:[0-9]\W*){{{OURS}}}")
"""Six digits, with nothing but separators between them: the format of a Lango password or code."""
_SIX: Final = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
_MOBILE: Final = re.compile(r"(?:254|0)[17][0-9]{8}")
_TWO_SIXES: Final = re.compile(r"[0-9]{6}[^0-9]+[0-9]{6}")
_DATE: Final = re.compile(r"([0-9]{2})([/.])([0-9]{2})\2([0-9]{2})")
_MONEY: Final = re.compile(r"(?<![^\W\d_])(?:kshs?|kes|sh)\.? ?$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[ ._/-]{0,3}")
_BETWEEN_SINGLE: Final = re.compile(r"[^\w]{0,4}|_")
_TIMES: Final = {"double": 2, "triple": 3}


@dataclass(frozen=True)
class Run:
    """Digits that belong together, and their place in the text."""

    start: int
    end: int
    digits: str
    text: str = ""
    """As they are written, with what stands between them."""


def names_one(text: str) -> bool:
    """Whether a text names a password or a code: not a taxpayer's PIN, nor a postal code."""
    return bool(_CALLS.search(_readable(text)))


def stands_alone(text: str) -> bool:
    """Whether a text contains what may be a password or a code, and is no part of a longer number or of a word.

    Our paybill number does not count, unless the text names a secret.
    """
    even = _readable(text)
    return bool(_told(even, named=names_one(text)))


def gives_one_away(said: str) -> bool:
    """Whether a text for staff may give a password or a code away: it names one and contains one, or is nothing but six
    digits."""
    if names_one(said) and stands_alone(said):
        return True
    return bool(_SIX_ALONE.fullmatch(said)) and not is_date(said.rstrip(".?! "))


def is_date(text: str) -> bool:
    """Whether six digits are written as a day of the calendar, `12/05/26`, which is taken for no secret.

    None of our passwords is a date (`passwords.weakness`). A code is six random digits and is sent without slashes:
    somebody would have to write them between, and of 27 codes only one makes a day.
    """
    if not (found := _DATE.fullmatch(text)):
        return False
    try:
        return bool(date(2000 + int(found[4]), int(found[3]), int(found[1])))
    except ValueError:
        return False


def blotted(text: str) -> str:
    """A text with all that may be a password or a code, and e-mail addresses, blotted out; unchanged without any."""
    return _without(text, _secrets(_readable(text)))


def blotted_for_now(text: str) -> str:
    """The same for a text that is yet to be answered: parts of a reference (`ABC-123456`) and our paybill number
    stay."""
    return _without(text, _told(_readable(text), named=names_one(text)))


def _readable(text: str) -> str:
    """A normalised text in which names of codes that are no secret (postal code, tax PIN) are overwritten, same
    length."""
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
    """What may be a secret, in the order of the text: a run, or six digits in a longer run that is not one number."""
    found: dict[int, Run] = {}
    for run in (*_runs(even, _DIGITS), *_runs(even, _DIGITS_AND_WORDS)):
        called = _BEFORE_IT.search(even[max(0, run.start - NEAR) : run.start]) or _BEHIND_IT.match(
            even[run.end : run.end + NEAR]
        )
        if not called and (is_date(run.text) or _is_amount(even, run)):
            continue
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


def _is_amount(even: str, run: Run) -> bool:
    """Whether digits in one piece are an amount: the word for shillings stands right before them, and no secret's name
    before that."""
    money = _MONEY.search(even, max(0, run.start - NEAR), run.start)
    return run.text == run.digits and bool(
        money and not _BEFORE_IT.search(even, max(0, run.start - NEAR), money.start())
    )


def _is_one_number(run: Run) -> bool:
    """Whether grouped digits are a phone number or a reference; with a group of six, which may be a code behind a date,
    twelve digits only with a right check digit, and two groups of six alike."""
    if _MOBILE.fullmatch(run.digits) and not _TWO_SIXES.fullmatch(run.text):
        return True
    is_proved = not _SIX.search(run.text) or references.check_digit(run.digits) == "0"
    return len(run.digits) == references.LENGTH and is_proved


def _apart(runs: list[Run]) -> list[Run]:
    """The runs that do not begin within the previous one."""
    kept: list[Run] = []
    for run in runs:
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _is_of_letters(run: Run) -> bool:
    return run.digits != BLOT and not run.digits.isdecimal()


def _is_of_a_word(text: str, run: Run) -> bool:
    """Whether letters adjoin the digits, which may then be a reference's; unless those letters name a secret."""
    before = re.search(r"([^\W\d_]+)[-/]?$", text[max(0, run.start - NEAR) : run.start])
    behind = re.match(r"[-/]?[^\W\d_]", text[run.end :])
    return bool(behind) or (bool(before) and not names_one(before[1] if before else ""))


def _runs(text: str, parts: re.Pattern[str]) -> Iterator[Run]:
    """The digits of a normalised text that stand together, in the longest possible runs."""
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
