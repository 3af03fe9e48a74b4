"""Numbers of identity documents: their formats for each kind of account, and how a typed number is normalised.

The rules (none turns one valid number into another):

- Blanks, dots, commas, hyphens and slashes between groups of digits are ignored, and words around them: `29,000,137`,
  `ID no. 29000137`. In a passport number every blank, dot and comma is ignored, and one hyphen or slash.
- A dot or comma that may be a decimal point is none of these (`normalize.whole`): `2900001.0` of a spreadsheet is
  `2900001`, and `2900001.5` is refused.
- Leading zeros of a number that is too long with them are ignored: `029000139`.
- A Diplomat ID whose letters run into its digits gets the slash that many keypads lack: `dip0001` is `DIP/0001`; one of
  digits alone has neither hyphen nor slash.
- A short word before digits may be part of a passport number: `NO 123456` is one of Norway. A label word with six
  digits or more is never a Diplomat ID: `ID-29000137` is a national ID with its label.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import normalize


@dataclass(frozen=True)
class Document:
    """The number of one kind of document: name, format (a regular expression, and in words), example, source."""

    name: str
    shape: str
    wanted: str
    example: str
    source: str


NATIONAL_ID: Final = Document(
    "National ID number",
    "[0-9]{7,8}",
    "7 or 8 digits",
    "29000001",
    "https://docs.aiprise.com/docs/kenya-1",
)
MAISHA_NAMBA: Final = Document(
    "Maisha Namba",
    "[0-9]{14}",
    "14 digits",
    "00000000000001",
    "https://nairobilawmonthly.com/what-is-maisha-namba-identity-card (press; the ID number of old stays valid)",
)
ALIEN_ID: Final = Document(
    "Alien ID",
    "[0-9]{6,9}",
    "6 to 9 digits",
    "900001",
    "https://docs.aiprise.com/docs/kenya-1",
)
REFUGEE_ID: Final = Document(
    "Refugee ID number",
    "[0-9]{6,10}",
    "6 to 10 digits",
    "7000001",
    "https://julisha.info/sw/articles/22987867631389 (names the document; no format is published)",
)
DIPLOMAT_ID: Final = Document(
    "Diplomat ID",
    "[A-Z0-9][A-Z0-9/-]{2,13}[A-Z0-9]",
    "4 to 15 letters, digits, hyphens or slashes",
    "DIP/0001",
    "eCitizen's own list of account types (names the document; no format is published)",
)
PASSPORT: Final = Document(
    "Passport number",
    "[A-Z0-9]{6,9}",
    "6 to 9 letters and digits",
    "X0000001",
    "ICAO Doc 9303 part 4: nine characters at most; https://docs.aiprise.com/docs/kenya-1",
)

DOCUMENTS: Final[Mapping[AccountType, tuple[Document, ...]]] = {
    AccountType.CITIZEN: (NATIONAL_ID, MAISHA_NAMBA),
    AccountType.RESIDENT: (ALIEN_ID,),
    AccountType.REFUGEE: (REFUGEE_ID,),
    AccountType.DIPLOMAT: (DIPLOMAT_ID,),
    AccountType.FOREIGNER: (PASSPORT,),
}
"""The documents that each kind of account is identified by."""


_SAID: Final = """
id ids idno card national identity passport passports alien foreign resident refugee diplomat diplomatic maisha document
doc pp serial kitambulisho kitambulishi kipande pasipoti pasi mgeni mkimbizi taifa utambulisho
"""
WORDS: Final = frozenset(_SAID.split())
"""Words that people write around the number of a document, besides filler words (`normalize.WORDS`)."""
_GROUPS: Final = re.compile(r"[0-9]+(?:[ .,/_-][0-9]+)*")
_LETTERS_THEN_DIGITS: Final = re.compile(r"([A-Z]+)([0-9]+)")
LONGEST_NUMBER: Final = 15
LONGEST_PASSPORT: Final = 9
LONGEST_PREFIX: Final = 3
"""Letters, at most, of a state or a series at the start of a number."""
FEWEST_DIGITS: Final = 6
"""Of a number of digits alone: a word before so many digits may be a label, and no part of the number."""
LABELS: Final = frozenset(word.upper() for word in WORDS | normalize.WORDS if word.isalpha() and len(word) > 1)
_LABELLED: Final = re.compile(
    "({0}*)([0-9]{{{1},}})({0}*)".format(f"(?:{'|'.join(sorted(LABELS, key=len, reverse=True))})", FEWEST_DIGITS)
)


def read_id_number(account_type: AccountType, typed: str) -> str:
    """The number on a person's document in its stored form: in capitals, normalised.

    Raises Invalid, which names the document and the format that are wanted, and never what was typed.
    """
    number = may_be(account_type, typed)
    if number is not None:
        return number
    wanted = " or ".join(f"{each.name} ({each.wanted})" for each in DOCUMENTS[account_type])
    raise Invalid(f"id_number: {wanted} is wanted")


def may_be(account_type: AccountType, typed: str) -> str | None:
    """The number in its stored form; None where no document of this kind can have such a number."""
    text = normalize.whole(normalize.identifier(typed))
    if text is None or not text.isascii():  # some letters become two ASCII letters in capitals
        return None
    number = READINGS[account_type](text.upper().strip("-/"))
    return number if _is_shaped(account_type, number) else _without_noughts(account_type, number)


def _is_shaped(account_type: AccountType, number: str) -> bool:
    return any(re.fullmatch(each.shape, number) for each in DOCUMENTS[account_type])


def _without_noughts(account_type: AccountType, number: str) -> str | None:
    """A number that is too long, without leading zeros; None where a zero that is left may be part of the number."""
    while number.isdecimal() and number.startswith("0"):
        number = number[1:]
        if _is_shaped(account_type, number):
            return None if number.startswith("0") else number
    return None


def _of_digits(text: str) -> str:
    """Groups of digits, joined, without words around them; "" with a single letter: `A 1234567` is a passport.

    Also with a dot after the letter, unless another letter follows: `A. 1234567`, but not `I.D. 29000137`.
    """
    bare = normalize.without_words(text, WORDS)
    is_lettered = re.search(r"(?<![A-Z.'])[A-Z](?![A-Z']|\.[A-Z])", text.replace(bare, " ", 1))
    return re.sub("[^0-9]", "", bare) if _GROUPS.fullmatch(bare) and not is_lettered else ""


def _of_passport(text: str) -> str:
    """A passport number; "" with more than one hyphen or slash: that is a Diplomat ID."""
    number = re.sub("[ .,]", "", _without_words(text) or text)
    return re.sub("[/-]", "", number) if len(re.findall("[/-]", number)) < 2 else ""


def _of_diplomat(text: str) -> str:
    """A Diplomat ID; "" for a label word with six digits or more: that is a number of digits alone."""
    number = _with_slash(_without_words(text) or text)
    found = _LABELLED.fullmatch(re.sub("[/_-]", "", number))
    return "" if found and (found[1] or found[3]) else number


def _without_words(text: str) -> str:
    """A number that may have letters, without the words around it; "" where those may be part of the number."""
    bare = normalize.without_words(text, WORDS)
    before, _, behind = text.partition(bare) if bare else ("", "", "")
    apart = not re.search("[A-Z/-]$", before) and not re.match("[A-Z/-]", behind)
    is_said = any(len(word) > LONGEST_PREFIX for word in re.findall("[A-Z]+", f"{before} {behind}"))
    return bare if apart and (is_said or bare[:1].isalpha()) else ""


def name_key(typed: str) -> str:
    """One key for all spellings of a number where the kind of document is not asked, as at sign-in.

    Whatever kind of document the input may be read as (`may_be`), its key is that of the number read. Two spellings
    with one key lead to the same accounts (`meant_by`); two with different keys have no account in common. Tries are
    counted under the key, and the counts must not show whether there is an account. So `NO 123456`, which may be a
    passport of Norway or an Alien ID with a label, has the same key as both.
    """
    read = next((number for kind in AccountType if (number := may_be(kind, typed))), None)
    if read is not None:
        return _key_of(read)
    text = normalize.identifier(typed)
    whole = normalize.whole(text)
    if whole is None or not text.isascii():
        return text.casefold()
    return _key_of(re.sub("[ .,_]", "", whole.upper()))


def _key_of(number: str) -> str:
    """The key of a number in its stored form."""
    bare = re.sub("[/-]", "", number)
    if found := _LABELLED.fullmatch(bare):
        return found[2].lstrip("0") or "0"
    if bare.isdecimal():
        return bare.lstrip("0") or "0"
    return bare if len(number) - len(bare) < 2 else number


def meant_by(key: str) -> list[tuple[AccountType, str]]:
    """The document numbers that have this key, each with its kind of account."""
    found = _of_a_number(key) if key.isascii() and key.isdecimal() else _of_letters(key)
    return sorted(each for each in set(found) if _is_shaped(*each) and _key_of(each[1]) == key)


def _of_a_number(key: str) -> Iterator[tuple[AccountType, str]]:
    """Candidates for a key of digits: with leading zeros, and passport numbers that begin or end with a label word."""
    for width in range(len(key), LONGEST_NUMBER + 1):
        digits = key.zfill(width)
        yield from ((kind, digits) for kind in AccountType)
        if FEWEST_DIGITS <= width < LONGEST_PASSPORT:
            for label in LABELS:
                yield from ((AccountType.FOREIGNER, number) for number in (label + digits, digits + label))


def _of_letters(key: str) -> Iterator[tuple[AccountType, str]]:
    """Candidates for a key with letters: a passport, and a Diplomat ID with no hyphen or slash, or with one."""
    yield AccountType.FOREIGNER, key
    yield AccountType.DIPLOMAT, key
    for place in range(1, len(key)):
        yield from ((AccountType.DIPLOMAT, f"{key[:place]}{sign}{key[place:]}") for sign in "/-")


def _with_slash(text: str) -> str:
    number = re.sub("[ .,]", "", text)
    if re.fullmatch("[0-9/-]+", number):
        return re.sub("[/-]", "", number)
    found = _LETTERS_THEN_DIGITS.fullmatch(number)
    return f"{found[1]}/{found[2]}" if found else number


READINGS: Final[Mapping[AccountType, Callable[[str], str]]] = {
    AccountType.CITIZEN: _of_digits,
    AccountType.RESIDENT: _of_digits,
    AccountType.REFUGEE: _of_digits,
    AccountType.DIPLOMAT: _of_diplomat,
    AccountType.FOREIGNER: _of_passport,
}
