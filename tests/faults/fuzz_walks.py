"""Citizens who type anything: random walks through the screens, by the provider's own requests.

A walker knows no screen. It reads what the phone shows: it takes one of the numbered lines, presses the keys that
every screen has, answers a question as somebody might who is asked for such a thing, or types something odd.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Final

from flask.testing import FlaskClient

from app.platform import gsm0338
from app.platform.i18n import languages, translate
from menus.engine import is_secret
from menus.notation import SCREENS
from tests.conftest import CALLBACK_KEY
from tests.faults import fuzz
from tests.faults.fuzz import LoggedErrors
from tests.faults.fuzz_callbacks import quoted
from tests.web.callbacks import FORM

LONGEST_WALK: Final = 24
"""Hops: more than any task needs."""
LONGEST_TEXT: Final = 1_900
OPTION: Final = re.compile(r"^([0-9]{1,2})\. ", re.MULTILINE)
PASSWORD: Final = "482915"
"""The password of the account on the first phone."""
LEADS: Final = ("Main menu", "Find a service", "Apply on this phone", "Start", "Continue where you stopped")
"""Lines that lead from the first screen to the first question of a form, in the order in which they are reached."""
SEARCHED: Final = "Type a service, such as passport. Cannot type letters? Press each letter's key once: 72777678"
FOUND: Final = "Choose or type again"
SHORTEST_SECRET: Final = 6
"""What is shorter may stand on a screen by chance."""
SERVICES: Final = (
    "driving licence renewal 3 years", "driving test booking", "new passport 34 pages", "birth certificate",
    "official land search", "business name registration", "notice of intended marriage", "tax compliance certificate",
)  # fmt: skip
"""Some that are applied for on the phone."""
LIKELY: Final = (
    (r"password|nenosiri|6 digits|tarakimu 6", ("482915", "482915", "607318", "111111")),
    (r"\(day, month, year\)|\(siku, mwezi, mwaka\)", ("01092025", "12/04/1990", "4 Mei 2018", "31/02/1990")),
    (r"PIN of KRA|KRA PIN|PIN ya KRA", ("A012345678Z", "a 012345678 z", "A01234567")),
    (r"Number of|Title number|Nambari ya", ("DL-123456", "AK0123456", "Kajiado/Kaputiei-North/1234", "#")),
    (r"Type a town|Andika mji|County of|Kaunti ya", ("GPO", "Thika", "047", "Kiambu")),
    (r"code|msimbo", ("000000", "123456", "{code}")),
    (r"e-mail|barua", ("wanjiku@example.com", "29000001", "Wanjiku@Example.COM")),
    (r"reference|rejea|kumbukumbu", ("102030405060", "1020 3040 5060", "222244442222", "102030405061")),
    (r"phone|simu", ("0712345678", "+254700000003", "0700000001")),
    (r"year|mwaka", ("1990", "1984", "1850")),
    (r"date|tarehe", ("12/04/1990", "14 Feb 1988", "31/02/1990")),
    (r"name|jina", ("Wanjiku", "Maria", "Otieno", "Jean-Marie")),
    (r"number|ID|nambari|kitambulisho", ("29000001", "29000002", "900001", "X0000001", "DIP/0001")),
)
"""What people answer to a question in which such a word stands; the first that fits."""


@dataclass(frozen=True)
class Walk:
    """One session: whose, and the seed of what is typed. `most`: the most hops, to make it shorter.

    `wants`: a service that is applied for first.
    """

    phone: str
    code: str
    seed: int
    most: int = LONGEST_WALK
    wants: str = ""


def walk(random: Random) -> Walk:
    """Somebody dials, mostly the plain code; one in four has an account and applies for something."""
    if random.random() < 0.25:
        return Walk(fuzz.CITIZENS[0], "*222#", random.randrange(10**12), wants=random.choice(SERVICES))
    code = random.choice(("*222#",) * 8 + ("*222*1*102030405060#", f"*222*{fuzz.text(random, 20)}#"))
    return Walk(random.choice(fuzz.CITIZENS), code, random.randrange(10**12))


def smaller(given: Walk) -> Iterator[Walk]:
    """The same walk, ended sooner."""
    yield from (replace(given, most=most) for most in range(1, given.most))


class Walker:
    """Walks, and checks every screen. `hops` counts them, `seen` has the first line of each."""

    def __init__(self, client: FlaskClient, logged: LoggedErrors) -> None:
        self.client, self.logged = client, logged
        self.hops = self.longest = 0
        self.seen: set[str] = set()

    def check(self, given: Walk) -> None:
        """Walk once. Raises AssertionError for an answer that no phone can show, or that gives a secret away."""
        random, self.trail = Random(given.seed), [given.code]
        session = f"ATUid_{given.seed:032x}_{given.most}_{self.hops}"
        said, screen = "", self.hop(given, session, "")
        wants = given.wants
        for _ in range(given.most - 1):
            leads = leading(screen, wants) if wants else None
            wants = wants if leads else ""
            typed = leads or self.typed(random, screen)
            longer = f"{said}*{typed}" if said else typed
            if screen.startswith("END ") or len(longer) > LONGEST_TEXT:
                break
            self.trail.append(typed)
            before, said, screen = screen, longer, self.hop(given, session, longer)
            if asks_for_a_secret(before):
                assert not shows(screen, typed, before), f"a secret comes back: {self.trail}"
            if random.random() < 0.05:
                assert self.hop(given, session, longer) == screen, f"a hop again is answered otherwise: {self.trail}"

    def hop(self, given: Walk, session: str, text: str) -> str:
        """Send one request of the provider, and check its answer."""
        fields = {"sessionId": session, "phoneNumber": given.phone, "serviceCode": given.code, "text": text}
        form = "&".join(f"{name}={quoted(value)}" for name, value in fields.items())
        answer = self.client.post(f"/at/{CALLBACK_KEY}/ussd", data=form, content_type=FORM)
        body = answer.get_data(as_text=True)
        self.hops += 1
        self.logged.check_none()
        assert answer.status_code == 200, (answer.status_code, body, self.trail)
        assert body.startswith(("CON ", "END ")), (body, self.trail)
        cost = gsm0338.septets(body)
        assert cost is not None, f"letters that no phone shows: {body!r} after {self.trail}"
        assert cost <= gsm0338.SCREEN, f"{cost} septets: {body!r} after {self.trail}"
        self.longest = max(self.longest, cost)
        self.seen.add(body.partition("\n")[0])
        return body

    def typed(self, random: Random, screen: str) -> str:
        """What somebody who reads this screen types."""
        lines: list[str] = OPTION.findall(screen)
        choices: list[str] = [line for line in lines if line not in fuzz.KEYS[:4]]
        match random.randrange(20):
            case 0:
                return fuzz.text(random, 200)
            case 1:
                return random.choice(fuzz.KEYS)
            case 2:
                return random.choice(lines or fuzz.KEYS)
        asked = any(re.search(words, screen) for words, _ in LIKELY)  # of a question that offers lines too
        if choices and not (asked and random.random() < 0.5):
            return random.choice(choices)
        return likely(random, screen)


def leading(screen: str, wanted: str) -> str | None:
    """The answer that leads from a screen to the form of a service; None on the form's questions, and off the way."""
    if asks_for_a_secret(screen):
        return PASSWORD
    for language in languages():
        if translate(language, SEARCHED) in " ".join(screen.split()):
            return wanted
        if translate(language, FOUND) in screen:
            return "1"
        for label in LEADS:
            if line := re.search(rf"^([0-9]+)\. {re.escape(translate(language, label))}$", screen, re.MULTILINE):
                return line[1]
    return None


def likely(random: Random, screen: str) -> str:
    """An answer to a question."""
    for words, answers in LIKELY:
        if re.search(words, screen):
            answer = random.choice(answers)
            return fuzz.changed(random, answer) if random.random() < 0.1 else answer
    return random.choice(fuzz.PLAIN)


def asks_for_a_secret(screen: str) -> bool:
    """Whether this is the prompt of a secret, in any language."""
    return any(prompt in screen for prompt in secret_prompts())


@cache
def secret_prompts() -> list[str]:
    """The prompts of all screens that ask for a secret, in every language: the longest piece without a field in it."""
    asked = [screen.text for screen in SCREENS.values() if is_secret(screen)]
    said = [catalogue_text(language, text) for language in languages() for text in asked]
    return [max(re.split(r"\{\w+\}|\n", text), key=len).strip() for text in said]


def catalogue_text(language: str, text: str) -> str:
    """A text in a language, with its fields still in braces."""
    names = re.findall(r"\{(\w+)\}", text)
    return translate(language, text, **{name: f"{{{name}}}" for name in names})


def shows(screen: str, typed: str, before: str) -> bool:
    """Whether what was typed can be read on a screen, and could not on the one before."""
    secret = " ".join(gsm0338.fold(typed).split())
    return len(secret) >= SHORTEST_SECRET and secret in screen and secret not in before
