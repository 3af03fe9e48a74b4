"""A short label for a name that does not fit a menu line: made by rule, the same each time.

The rule, each step only while the label is still too long: leave out what every service is called ("Application
for"), then small words, then the whole words that say least among the agency's services; only then abbreviate the
usual long words, then any long word. Words that distinguish a service from others of its agency stay.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.domain.catalogue.siblings import Siblings, plain_word
from app.platform import gsm0338

LABEL: Final = 32
"""Most septets of a service's label: with `1. ` before it, a line of the narrowest screens."""
SHORTEST_WORD: Final = 5
"""Most letters of a word that was cut."""
FEWEST_WORDS: Final = 2
"""Least whole words of a label; where fewer would fit, words are abbreviated or cut instead."""

_LEADS: Final = re.compile(
    r"^(online )?(application|apply|request|requests|applying|payment|provision|issuance|process)"
    r"( form)?( and \w+)? (for|of) (the |an? )?",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = "of the a an and or to for in on by with from at as that is be not as per any"
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_LETTERED: Final = frozenset({"category", "class", "form", "grade", "level", "part", "schedule", "series", "type"})
"""Words after which `A` is a letter and no small word: `Class A`."""
_SHORTER: Final = {
    "accommodation": "accomm", "accreditation": "accred", "additional": "extra", "administration": "admin",
    "agricultural": "agric", "agriculture": "agric", "amendment": "amend", "application": "appl",
    "applications": "appl", "approval": "appr", "assessment": "assess", "association": "assoc", "authorisation": "auth",
    "authority": "auth", "bachelor": "BSc", "business": "biz", "category": "cat", "certificate": "cert",
    "certificates": "certs", "certification": "cert", "clearance": "clear", "commercial": "comm", "commission": "comm",
    "communication": "comm", "company": "co", "conference": "conf", "container": "cont", "containers": "conts",
    "correction": "correct", "department": "dept", "development": "dev", "diploma": "dip", "directorate": "dir",
    "discharging": "disch", "education": "edu", "emission": "emiss", "engineering": "eng", "environment": "env",
    "environmental": "env", "examination": "exam", "examinations": "exams", "facilities": "facil", "facility": "facil",
    "filling": "file", "foreigners": "foreign", "government": "govt", "handling": "handl", "importation": "import",
    "individual": "indiv", "information": "info", "inspection": "inspect", "institution": "inst",
    "institutions": "insts", "international": "intl", "laboratory": "lab", "licence": "lic", "license": "lic",
    "licensing": "lic", "maintenance": "maint", "management": "mgmt", "manufacturing": "manuf", "maximum": "max",
    "miscellaneous": "misc", "national": "natl", "number": "no", "operator": "oper", "organisation": "org",
    "organization": "org", "payment": "pay", "practitioners": "practnrs", "private": "priv", "processing": "process",
    "professional": "prof", "programme": "prog", "programmes": "progs", "quarantine": "quar", "recognition": "recog",
    "registration": "reg", "renewal": "renew", "replacement": "replace", "representative": "rep", "research": "rsrch",
    "science": "sci", "security": "sec", "service": "serv", "services": "serv", "specialist": "spec",
    "standards": "stds", "student": "stud", "students": "studs", "supplementary": "supp", "technical": "tech",
    "technology": "tech", "temporary": "temp", "training": "train", "transfer": "transf", "transport": "transp",
    "university": "univ", "vehicle": "veh", "verification": "verif", "withholding": "withh",
}  # fmt: skip


def folded(name: str) -> str:
    """A name in GSM 03.38, with regular spaces and dashes, without signs at its beginning and end."""
    plain = re.sub(r"\s+", " ", gsm0338.fold(name)).strip()
    plain = re.sub(r"\s*([,;)])", r"\1", re.sub(r"\(\s+", "(", plain))
    plain = re.sub(r"(?<=\w) ?- (?=\w)|(?<=\w) -(?=\w)", " - ", plain)
    return plain.strip(" .,;:-/&(") or plain


def short(name: str, limit: int = LABEL) -> str:
    """The label of a name, in at most `limit` septets."""
    return next(_shorter(name, limit, Siblings([folded(name)])))


def narrowed(name: str, limit: int) -> str:
    """A name without small words, its other words abbreviated or cut as far as necessary: for an agency in a line."""
    return _at_most(" ".join(_squeezed(_without_small(folded(name)), limit)), limit)


def told_apart(names: Sequence[str], taken: set[str], limit: int = LABEL, others: Iterable[str] = ()) -> Iterator[str]:
    """A label for each name, different from all others and from those `taken`, ignoring case.

    `others`: the full names of the agency's other services, which have labels already.
    """
    siblings = Siblings(folded(name) for name in (*names, *others))
    for name in names:
        yield one_apart(name, taken, limit, siblings)


def one_apart(name: str, taken: set[str], limit: int, siblings: Siblings) -> str:
    """The label of one of an agency's names; it is added to `taken`."""
    label = next(each for each in _shorter(name, limit, siblings) if each.casefold() not in taken)
    taken.add(label.casefold())
    return label


def _shorter(name: str, limit: int, siblings: Siblings) -> Iterator[str]:
    """Candidates for the label of a name, the best first; after them numbered ones, without end."""
    seen: list[str] = []
    for text in _ways(folded(name), limit, siblings):
        if text not in seen and gsm0338.fits(text, limit):
            seen.append(text)
            yield text
    base, number = seen[0], 2
    while True:
        end = f" {number}"
        yield _at_most(base, limit - len(end)) + end
        number += 1


def _ways(name: str, limit: int, siblings: Siblings) -> Iterator[str]:
    yield name
    if gsm0338.fits(name, limit):
        return
    bare = _without_lead(name)
    words = _without_small(bare)
    for text in (bare, " ".join(words)):
        if siblings.confused(name, text.split()) is None:
            yield text
    for some in (words, _without_small(name)):
        kept = siblings.label(name, some, limit)
        if gsm0338.fits(" ".join(kept), limit) and siblings.confused(name, kept) is None and len(kept) >= FEWEST_WORDS:
            yield " ".join(kept)
        if kept:
            yield " ".join(_squeezed(kept, limit))
    yield " ".join(_squeezed(words, limit))
    narrow = [_cut(_abbreviated(word), SHORTEST_WORD) for word in words]
    for head in (2, 1, 3):
        yield _with_gap(words, narrow, head, limit)
    yield _at_most(" ".join(narrow), limit)


def _without_lead(name: str) -> str:
    rest = _LEADS.sub("", name)
    return rest[0].upper() + rest[1:] if len(rest) > 3 else name


def _without_small(name: str) -> list[str]:
    words = [word for word in re.sub(r"[()\[\]{}\"]", " ", name).replace(" - ", " ").split() if plain_word(word)]
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word.casefold() not in _SMALL or before.casefold() in _LETTERED
    ]
    return kept or words


def _squeezed(words: list[str], limit: int) -> list[str]:
    """Abbreviate, then cut one word after the other, the longest first, only as many as necessary."""
    narrower = list(words)
    for shorten in (_abbreviated, lambda word: _cut(word, SHORTEST_WORD)):
        for place in sorted(range(len(words)), key=lambda each: -len(narrower[each])):
            if gsm0338.fits(" ".join(narrower), limit):
                return narrower
            narrower[place] = shorten(narrower[place])
    return narrower


def _with_gap(words: list[str], narrow: list[str], head: int, limit: int) -> str:
    """The first words and as many of the last as fit; those between them are left out."""
    for tail in range(len(words) - head, 0, -1):
        kept = [*narrow[:head], *narrow[len(narrow) - tail :]]
        if gsm0338.fits(" ".join(kept), limit):
            return " ".join(_squeezed([*words[:head], *words[len(words) - tail :]], limit))
    return " ".join(narrow)


def _abbreviated(word: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda found: _like(found[0], _SHORTER.get(found[0].casefold(), found[0])), word)


def _like(word: str, shorter: str) -> str:
    return shorter[0].upper() + shorter[1:] if word[0].isupper() else shorter


def _cut(word: str, longest: int) -> str:
    """A longer word cut behind a consonant, as people abbreviate."""
    return re.sub(rf"[A-Za-z]{{{longest + 1},}}", lambda found: _cut_off(found[0], longest), word)


def _cut_off(word: str, longest: int) -> str:
    kept = word[:longest].rstrip("aeiouAEIOU")
    return kept if len(kept) >= 4 else word[:longest]


def _at_most(text: str, limit: int) -> str:
    while not gsm0338.fits(text, limit):
        text = text[:-1]
    return text.rstrip(" .,;:-/&(")
