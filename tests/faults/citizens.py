"""Simulated citizens, who read each screen and answer it, mostly sensibly: the sample people, at random."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from app.domain.catalogue_import.loader import DATA
from app.platform.i18n import languages, translate

PASSWORD: Final = "482915"
OTHER_PASSWORDS: Final = ("730962", "730962", "193746", "123456", "48291")
REFERENCES: Final = (
    "102030405060", "1020 3040 5060", "222244442222", "222266667777", "EPP1-A1B2C3D4", "epp1 a1b2c3d4",
    "102030405061", "10203040506", "EPP1-ZZ99ZZ99", "?",
)  # fmt: skip
"""Right, mistyped, unknown, and none at all."""
NOISE: Final = ("0", "00", "98", "99", "7", "x", "", "1*1", "*", "Otieno*Paul", "W" * 200, "¡")


@dataclass(frozen=True)
class Citizen:
    """A phone, and the person who holds it: a row of the register of sample people."""

    phone: str
    person: dict[str, str]
    has_account: bool = False
    stays_signed_in: bool = False


@cache
def people() -> tuple[dict[str, str], ...]:
    """The sample people."""
    with (DATA / "people.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def crowd(random: Random, number: int) -> list[Citizen]:
    """So many citizens of all kinds; a third has an account, half of these stay signed in, two share a phone."""
    chosen = random.sample([each for each in people() if "account" not in each["note"]], number)
    made = [
        Citizen(f"+2547000000{place + 1:02}", person, place % 3 == 0, place % 6 == 0)
        for place, person in enumerate(chosen)
    ]
    if number > 6:
        made[6] = Citizen(made[3].phone, made[6].person, has_account=True)
    return made


def numbers(shown: str) -> list[str]:
    """The numbers of a screen's lines, without its keys."""
    return re.findall(r"^([1-9])\. ", shown, re.MULTILINE)


def keys(shown: str) -> list[str]:
    """The keys that a screen names."""
    return re.findall(r"^(0|00|98|99)\. ", shown, re.MULTILINE)


def question(shown: str) -> str | None:
    """The question that a screen asks, in English; None where it only offers lines, or asks nothing."""
    flat = " ".join(shown.split())
    return next((english for said, english in _questions() if said.search(flat)), None)


def tells(shown: str, typed: str) -> bool:
    """Whether an input answers a question or is refused by it, so that it must not be lost.

    The words of a search are only read: nothing is kept of them.
    """
    return question(shown) not in (None, *READ) and typed not in ("0", "00", "98", "")


def typed_code(wanted: str) -> str | None:
    """The purpose of the code that an answer stands for, if it stands for one: `{reset}`."""
    return wanted[1:-1] if wanted.startswith("{") else None


def answer(random: Random, citizen: Citizen, shown: str) -> str:
    """What a citizen types below a screen; a code that was sent is written `{reset}`."""
    if random.random() < 0.06:
        return random.choice(NOISE)
    asked = question(shown)
    if asked is not None and random.random() < 0.95:
        return ANSWERS[asked](random, citizen)
    offered = numbers(shown)
    if offered and random.random() < 0.9:
        return random.choice([*offered, offered[0]])
    return random.choice([*keys(shown), "0"])


def _own(column: str) -> Callable[[Random, Citizen], str]:
    return lambda random, citizen: _or(random, citizen.person[column] or "1", random.choice(people())[column] or "1")


def _or(random: Random, right: str, wrong: str) -> str:
    return right if random.random() < 0.85 else wrong


def _password(random: Random, _: Citizen) -> str:
    return _or(random, PASSWORD, random.choice(OTHER_PASSWORDS))


def _name(random: Random, citizen: Citizen) -> str:
    return _or(random, citizen.person["number"], random.choice(["29000001", "w@example.com", "12"]))


def _born(random: Random, citizen: Citizen) -> str:
    year, month, day = citizen.person["date_of_birth"].split("-")
    return _or(random, day + month + year, "30021990")


def _code(purpose: str) -> Callable[[Random, Citizen], str]:
    return lambda random, _: _or(random, f"{{{purpose}}}", random.choice(["000000", "12"]))


def _address(random: Random, _: Citizen) -> str:
    return _or(random, f"w{random.randrange(9)}@example.com", "w@")


def _new_number(random: Random, _: Citizen) -> str:
    return _or(random, f"07123456{random.randrange(10, 90)}", "0712")


def _words(random: Random, _: Citizen) -> str:
    return random.choice(["passport", "leseni", "pasport renewal", "7277", "zzzz", "1", "2", "98"])


def _town(random: Random, _: Citizen) -> str:
    return random.choice(["Thika", "nakuru", "zzzz", "1"])


ANSWERS: Final[dict[str, Callable[[Random, Citizen], str]]] = {
    "Enter your ID number": _own("number"),
    "Enter your Alien ID number": _own("number"),
    "Enter your refugee ID number": _own("number"),
    "Enter your diplomat ID number": _own("number"),
    "Enter your passport number": _own("number"),
    "Enter only your FIRST name, as on your document": _own("first_name"),
    "Enter your last name as in the passport": _own("surname"),
    "Enter your other names as in the passport. None: answer 1": _own("other_names"),
    "Enter your year of birth, such as 1990": lambda random, citizen: _or(
        random, citizen.person["date_of_birth"][:4], "90"
    ),
    "Enter your date of birth (day, month, year), such as 23051991": _born,
    "Choose a 6-digit password: not your M-PESA PIN, ID, phone or birthday. Hide your screen.": _password,
    "Enter the same 6 digits again": _password,
    "{account}\nEnter your 6-digit {code} password. Hide your screen.": _password,
    "Sign in: enter your ID or passport number, or e-mail": _name,
    "Enter your ID or passport number, or e-mail": _name,
    "Enter your reference number, such as 1020 3040 5060": lambda random, _: random.choice(REFERENCES),
    "Enter your e-mail address": lambda random, _: _or(random, f"w{random.randrange(9)}@example.com", "w@"),
    "Phone: {phone}\nEnter the new phone number": lambda random, _: _or(
        random, f"07123456{random.randrange(10, 90)}", "0712"
    ),
    "Enter the code we sent to {number}. You have 30 minutes": _code("phone"),
    "If an agency has another phone of yours, a code went to it. Enter it here.": _code("proof"),
    "Enter the code of 6 digits": lambda random, citizen: _code(random.choice(["reset", "email"]))(random, citizen),
    "Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678": _words,
    "Choose or type again": _words,
    "Huduma Centres: type your town or county, or choose": _town,
    "Enter the Safaricom number that pays, such as 0712345678": _new_number,
    "Enter the M-PESA code, such as {example}. Or text {reference} and the code to {sms}": lambda random, _: _or(
        random, f"SJK1A2B3C{random.randrange(10)}", "SJK1"
    ),
    "Type your answer to the office": lambda random, _: random.choice(["It is with my mother", "482915", "0"]),
    "Type your question, with its reference if any. No password or PIN.": lambda random, _: random.choice(
        ["Where is my passport?", "482915", "0"]
    ),
}
"""Each question that wants a typed answer (a test compares them with the menus), and what gives the answer."""

READ: Final = (
    "Enter your reference number, such as 1020 3040 5060",
    "Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678",
    "Choose or type again",
    "Huduma Centres: type your town or county, or choose",
)
"""The questions whose answers are only looked up."""


FIELD: Final = re.compile(r"\\{[a-z]+\\}(?:\\ )?")
"""A field of a question as `re.escape` leaves it, with the space behind it: one that is empty leaves none."""
LISTS: Final = ("browsing.groups", "browsing.within")
"""Questions that choose from a list."""
OF_FORMS: Final = ("form_questions.question",)
"""Questions whose words are an agency's: `applicants.py` answers those."""


@cache
def _questions() -> list[tuple[re.Pattern[str], str]]:
    """Each question in every language, the longest first, for one may be a part of another; a field is any words."""
    said = [(" ".join(translate(language, each).split()), each) for each in ANSWERS for language in languages()]
    found = sorted(said, key=lambda pair: -len(pair[0]))
    return [(re.compile(FIELD.sub(".*?", re.escape(words))), english) for words, english in found]


def asked_by_the_menus() -> Iterator[str]:
    """The questions of the menus themselves."""
    from menus.flows.identity import registration
    from menus.notation import SCREENS, Ask

    yield from registration.DOCUMENTS.values()
    yield from (
        screen.text
        for screen in SCREENS.values()
        if isinstance(screen, Ask) and screen.name not in (*LISTS, *OF_FORMS) and screen.text != "{document}"
    )
