"""The numbers on the documents that people show who they are with: which shapes each kind of account has.

How a number is read, however it was written (no rule makes one number that a document may have into another):

- Blanks, dots, commas, hyphens and slashes between groups of digits do not count, nor words around them: `29,000,137`,
  `ID no. 29000137`. In a passport number no blank, dot or comma counts, nor one hyphen or slash.
- Noughts in front of a number that has all the digits its document can have do not count: `029000139`.
- A Diplomat ID whose letters run into its digits has the slash that many keypads lack: `dip0001` is `DIP/0001`;
  one of digits alone has no sign.
- A short word before digits may be a passport's own: `NO 123456` is one of Norway. No Diplomat ID is a word that says
  what a number is with six digits or more: `ID-29000137` is a national ID with its label.
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
    """The number of one kind of document: its shape, the shape in words, an example, and who says so."""

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
"""What each kind of account is known by."""


_SAID: Final = """
id ids idno card national identity passport passports alien foreign resident refugee diplomat diplomatic maisha document
doc pp serial kitambulisho kitambulishi pasipoti pasi mgeni mkimbizi taifa utambulisho
"""
WORDS: Final = frozenset(_SAID.split())
"""Words that people write around the number of a document, besides those that say nothing."""
_GROUPS: Final = re.compile(r"[0-9]+(?:[ .,/_-][0-9]+)*")
_LETTERS_THEN_DIGITS: Final = re.compile(r"([A-Z]+)([0-9]+)")
LONGEST_NUMBER: Final = 15
LONGEST_PASSPORT: Final = 9
LONGEST_PREFIX: Final = 3
"""Letters of the state or the series that a number may begin with."""
FEWEST_DIGITS: Final = 6
"""Of the numbers that are digits alone: with so many behind a word, the word may not be the number's own."""
LABELS: Final = frozenset(word.upper() for word in WORDS | normalize.WORDS if word.isalpha() and len(word) > 1)
_LABELLED: Final = re.compile(
    "({0}*)([0-9]{{{1},}})({0}*)".format(f"(?:{'|'.join(sorted(LABELS, key=len, reverse=True))})", FEWEST_DIGITS)
)


def read_id_number(account_type: AccountType, typed: str) -> str:
    """The number on a person's document as it is kept: in capitals, without what does not count.

    Raises Invalid, which names the document and the shape that are wanted and never what was typed.
    """
    number = may_be(account_type, typed)
    if number is not None:
        return number
    wanted = " or ".join(f"{each.name} ({each.wanted})" for each in DOCUMENTS[account_type])
    raise Invalid(f"id_number: {wanted} is wanted")


def may_be(account_type: AccountType, typed: str) -> str | None:
    """The number that is meant, as it is kept; None where no document of this kind has such a number."""
    text = normalize.identifier(typed)
    if not text.isascii():  # some letters become two of ours in capitals
        return None
    number = READINGS[account_type](text.upper().strip("-/"))
    return number if _is_shaped(account_type, number) else _without_noughts(account_type, number)


def _is_shaped(account_type: AccountType, number: str) -> bool:
    return any(re.fullmatch(each.shape, number) for each in DOCUMENTS[account_type])


def _without_noughts(account_type: AccountType, number: str) -> str | None:
    """Digits that are too many without the noughts in front; None where one of these may be the number's own."""
    while number.isdecimal() and number.startswith("0"):
        number = number[1:]
        if _is_shaped(account_type, number):
            return None if number.startswith("0") else number
    return None


def _of_digits(text: str) -> str:
    """Digits in groups, without the words around them; a single letter is none: `A 1234567` is a passport.

    With a dot behind it too, unless another letter follows: `A. 1234567`, and not `I.D. 29000137`.
    """
    bare = normalize.without_words(text, WORDS)
    is_lettered = re.search(r"(?<![A-Z.'])[A-Z](?![A-Z']|\.[A-Z])", text.replace(bare, " ", 1))
    return re.sub("[^0-9]", "", bare) if _GROUPS.fullmatch(bare) and not is_lettered else ""


def _of_passport(text: str) -> str:
    """One hyphen or slash at most: with more it is a Diplomat ID."""
    number = re.sub("[ .,]", "", _without_words(text) or text)
    return re.sub("[/-]", "", number) if len(re.findall("[/-]", number)) < 2 else ""


def _of_diplomat(text: str) -> str:
    """Not a word and six digits: that is a number of digits alone, with its label."""
    number = _with_slash(_without_words(text) or text)
    found = _LABELLED.fullmatch(re.sub("[/_-]", "", number))
    return "" if found and (found[1] or found[3]) else number


def _without_words(text: str) -> str:
    """What may have letters in it, without the words around it; nothing where those may be letters of its own."""
    bare = normalize.without_words(text, WORDS)
    before, _, behind = text.partition(bare) if bare else ("", "", "")
    apart = not re.search("[A-Z/-]$", before) and not re.match("[A-Z/-]", behind)
    is_said = any(len(word) > LONGEST_PREFIX for word in re.findall("[A-Z]+", f"{before} {behind}"))
    return bare if apart and (is_said or bare[:1].isalpha()) else ""


def name_key(typed: str) -> str:
    """One spelling for all the ways to write a number where the kind of document is not asked, as at sign-in.

    However a document of any kind may be read from what was typed (`may_be`), its key is that of the number read. Two
    ways that have one key lead to the same accounts (`meant_by`), and two that have not, to none of the same: tries are
    counted under it, and the counts must tell nothing of whether there is an account. So `NO 123456`, which may be a
    passport of Norway or an Alien ID with a label, has one key with both.
    """
    read = next((number for kind in AccountType if (number := may_be(kind, typed))), None)
    if read is not None:
        return _key_of(read)
    text = normalize.identifier(typed)
    return _key_of(re.sub("[ .,_]", "", text.upper())) if text.isascii() else text.casefold()


def _key_of(number: str) -> str:
    """The key of a number as it is kept."""
    bare = re.sub("[/-]", "", number)
    if found := _LABELLED.fullmatch(bare):
        return found[2].lstrip("0") or "0"
    if bare.isdecimal():
        return bare.lstrip("0") or "0"
    return bare if len(number) - len(bare) < 2 else number


def meant_by(key: str) -> list[tuple[AccountType, str]]:
    """The numbers of documents that have this key, of whatever kind."""
    found = _of_a_number(key) if key.isascii() and key.isdecimal() else _of_letters(key)
    return sorted(each for each in set(found) if _is_shaped(*each) and _key_of(each[1]) == key)


def _of_a_number(key: str) -> Iterator[tuple[AccountType, str]]:
    """Digits, with noughts before them; and passports that begin or end with what may be a label."""
    for width in range(len(key), LONGEST_NUMBER + 1):
        digits = key.zfill(width)
        yield from ((kind, digits) for kind in AccountType)
        if FEWEST_DIGITS <= width < LONGEST_PASSPORT:
            for label in LABELS:
                yield from ((AccountType.FOREIGNER, number) for number in (label + digits, digits + label))


def _of_letters(key: str) -> Iterator[tuple[AccountType, str]]:
    """A passport; and a Diplomat ID with no sign, or one."""
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
