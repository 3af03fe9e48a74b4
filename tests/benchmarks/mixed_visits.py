"""The visits of the open loop, in the shares in which people are assumed to make them.

Each request counts as its kind. The requests of a sign-in are of two kinds: the password, and all others.
Imports nothing of Lango's, like `visits`.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

from tests.benchmarks import visits
from tests.benchmarks.line import Exchange, post
from tests.benchmarks.load import Part
from tests.benchmarks.visits import ACCOUNTS, HOME, KEY, PASSWORD

Chosen = TypeVar("Chosen")
STATUS, MENUS, FIND = "status", "menus", "find"
OWN, PASSWORDS = "my applications, sign-in", "passwords, registration"
SHARES: Final = {STATUS: 0.40, MENUS: 0.25, FIND: 0.20, OWN: 0.13, PASSWORDS: 0.02}
"""The shares of the requests."""
OFF_BY: Final = 0.03
"""How far the measured shares may be from these."""
STAGES: Final = {
    "102030405060": b"Ready for collection",
    "222244442222": b"Waiting to be processed",
    "222255550000": b"Awaiting payment",
    "222288880000": b"Submitted",
    "222299992222": b"Rejected",
    "EPP1-A1B2C3D4": b"Fingerprints and photo needed",
}
"""Sample applications, and where they stand."""
WANTED: Final = (
    ("pasport", b"1. New passport, 34 pages", b"Immigration"),
    ("dl+renewal", b"1. Driving licence renewal, 3 years", b"NTSA"),
    ("logbook", b"1. Duplicate vehicle logbook", b"NTSA"),
    ("good+conduct", b"1. Certificate of good conduct", b"DCI"),
    ("lost+id", b"1. Lost national ID replacement", b"National Registration"),
    ("birth+certificate", b"1. Birth certificate", b"Civil Registration"),
    ("kupoteza+kitambulisho", b"1. Lost national ID replacement", b"National Registration"),
    ("72777678", b"1. New passport, 34 pages", b"Immigration"),
)
"""What is typed, the first service that is found for it, and the agency of that service."""
SIGNED_IN: Final = b"CON Wanjiku: "
"""The first screen of a phone that is signed in."""
BESIDES: Final = ACCOUNTS
"""The number of the first account whose phone stays signed in; there are as many of these as of those that sign in."""


def mix(help_number: str) -> list[Part]:
    """All visits with their shares. One request in five of a sign-in is the password; the others count as `OWN`."""
    return [
        Part(0.30, dialled_straight),
        Part(0.10, by_menu),
        Part(SHARES[MENUS], partial(through_the_menus, help_number)),
        Part(SHARES[FIND], finds),
        Part(0.09, looks),
        Part(0.05, signs_in),
        Part(0.01, registers),
    ]


def dialled_straight(name: str) -> Iterator[Exchange]:
    """*222*1*REFERENCE#."""
    reference, stage = _chosen(tuple(STAGES.items()), name)
    yield from _walk(name, [f"1%2A{reference}"], [(STATUS, stage)])


def by_menu(name: str) -> Iterator[Exchange]:
    """Dial, choose, type the reference."""
    reference, stage = _chosen(tuple(STAGES.items()), name)
    texts = ["", "1", f"1%2A{reference}"]
    yield from _walk(name, texts, [(STATUS, HOME), (STATUS, b"CON Enter your reference number"), (STATUS, stage)])


def through_the_menus(help_number: str, name: str) -> Iterator[Exchange]:
    """Navigation only."""
    for each in visits.menu(help_number, name):
        yield Exchange(each.request, each.expects, MENUS)


def finds(name: str) -> Iterator[Exchange]:
    """Dial, Find a service, type what it is called, look at the first that is found."""
    words, label, agency = _chosen(WANTED, name)
    screens = (HOME, b"CON Type a service", label, agency)
    yield from _walk(name, _texts("4", words, "1"), [(FIND, screen) for screen in screens])


def looks(name: str) -> Iterator[Exchange]:
    """A phone that stays signed in: My applications, the first of them, its past steps."""
    screens = (SIGNED_IN, b"CON My applications", b"You need not do anything.", b" Submitted")
    phone = visits.holder(BESIDES + _number(name) % ACCOUNTS)
    yield from _walk(name, _texts("2", "1", "2"), [(OWN, screen) for screen in screens], phone)


def dials_signed_in(name: str) -> Iterator[Exchange]:
    """Only the first hop, of a phone that stays signed in."""
    phone = visits.holder(BESIDES + _number(name) % ACCOUNTS)
    yield from _walk(name, _texts(), [(OWN, SIGNED_IN)], phone)


def signs_in(name: str) -> Iterator[Exchange]:
    """The holder of an account, on its own phone, to see where the application stands."""
    screens = (
        (OWN, HOME), (OWN, b"CON Account ****"), (PASSWORDS, SIGNED_IN), (OWN, b"CON My applications"),
        (OWN, b"You need not do anything."),
    )  # fmt: skip
    phone = visits.holder(_number(name) % ACCOUNTS)
    yield from _walk(name, _texts("3", PASSWORD, "2", "1"), screens, phone)


def registers(name: str) -> Iterator[Exchange]:
    """As far as the second password, which differs from the first: the sample register has too few people to go on."""
    screens = (
        HOME, b"CON Register as:", b"CON Enter your ID number", b"FIRST name", b"CON Enter your year of birth",
        b"29000002 Otieno, 1984. Correct?", b"CON Choose a 6-digit password", b"CON Enter the same 6 digits again",
        b"CON The two passwords were different.",
    )  # fmt: skip
    typed = _texts("2", "1", "29000002", "Otieno", "1984", "1", PASSWORD, "482916")
    # no other visit's phone, which would be offered to go on registering; nor the password, which would be too easy
    phone = "%2B25411" + f"{_number(name) % 10**7:07d}".replace(PASSWORD[:4], "0000")
    yield from _walk(name, typed, [(PASSWORDS, screen) for screen in screens], phone)


def _walk(
    name: str, texts: Sequence[str], expected: Sequence[tuple[str, bytes]], phone: str | None = None
) -> Iterator[Exchange]:
    """A session: its texts, and the kind of each hop with what it must show."""
    for text, (kind, shown) in zip(texts, expected, strict=True):
        yield Exchange(post(f"/at/{KEY}/ussd", visits.hop(name, text, phone)), shown, kind)


def _texts(*typed: str) -> list[str]:
    """How `text` grows with what is typed."""
    return ["%2A".join(typed[:hop]) for hop in range(len(typed) + 1)]


def _chosen(these: Sequence[Chosen], name: str) -> Chosen:
    return these[_number(name) % len(these)]


def _number(name: str) -> int:
    return int(name[8:16], 16)
