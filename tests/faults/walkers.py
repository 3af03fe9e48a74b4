"""Walks of citizens while something is broken, their screens when nothing is, and how to compare the two."""

import csv
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from flask.testing import FlaskClient

from app.domain.catalogue_import.loader import DATA
from app.ussd import turn
from tests.outgoing import phone
from tests.web.callbacks import REFERENCE, hop, new_session

DEADLINE: Final = 5.0
"""Seconds in which every hop is answered, whatever is broken (interface: limits)."""
HONEST: Final = tuple("END " + each for each in (turn.SORRY, turn.RECEIVED, turn.UNCERTAIN, turn.MOVED_ON))
"""What may be said instead of the right screen."""
HELP, LANGUAGE = "5", "6"
"""The numbers of these lines on the first screen."""
WALKS: Final[dict[str, tuple[str, ...]]] = {
    "status": ("1", REFERENCE, "1"),
    "help": (HELP, "1", "0"),
    "language": (LANGUAGE, "1", REFERENCE),
    "registering": ("2", "1", "{number}", "{name}", "{year}", "1", "739146", "739146"),
}
"""The answers of each walk, hop after hop; a person registers once."""
phones = count(10_000_000)
"""Phones that no other walk has had."""


@dataclass
class Judge:
    """Counts what was seen, and keeps the wrong screens."""

    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    longest: float = 0.0

    def judge(self, shown: str, right: str) -> bool:
        """Whether a screen is the right one; an honest sentence is counted, anything else is wrong."""
        if shown == right:
            self.seen["right"] += 1
        elif shown.startswith(HONEST):
            self.seen["honest"] += 1
        else:
            self.seen["wrong"] += 1
            self.wrong.append((shown, right))
        return shown == right


@dataclass
class Walker:
    """One session of one citizen, answering hop after hop."""

    client: FlaskClient
    answers: tuple[str, ...]
    judge: Judge
    who: str = field(default_factory=lambda: phone(next(phones)))
    session: str = field(default_factory=new_session)
    done: int = 0

    @property
    def text(self) -> str:
        """Everything typed so far."""
        return "*".join(self.answers[: self.done])

    def dial(self) -> str:
        """Send the first hop."""
        return self._asked("")

    def go_on(self) -> str:
        """Give the next answer."""
        self.done += 1
        return self._asked(self.text)

    def repeat(self) -> str:
        """Send the last hop once more."""
        return self._asked(self.text)

    def steps(self) -> Iterator[str]:
        """Give the answers that are left, one by one."""
        while self.done < len(self.answers):
            yield self.go_on()

    def _asked(self, text: str) -> str:
        since = time.monotonic()
        shown = hop(self.client, text, session=self.session, phone=self.who)
        self.judge.longest = max(self.judge.longest, time.monotonic() - since)
        return shown


@dataclass(frozen=True)
class Person:
    """An adult citizen of the sample register."""

    number: str
    name: str
    year: str


def people() -> Iterator[Person]:
    """Citizens with an ordinary name who may register."""
    with (DATA / "people.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            year = row["date_of_birth"][:4]
            if row["document"] == "citizen" and "1940" < year < "2005" and not row["date_of_death"] + row["note"]:
                yield Person(row["number"], row["first_name"], year)


def walk(name: str, person: Person) -> tuple[str, ...]:
    """The answers of a walk."""
    return tuple(answer.format(**vars(person)) for answer in WALKS[name])


class Screens:
    """The screens of each walk while nothing is broken, for any person."""

    def __init__(self, client: FlaskClient, person: Person) -> None:
        self._as = person
        self._screens: dict[str, list[str]] = {}
        for name in WALKS:
            walker = Walker(client, walk(name, person), Judge())
            self._screens[name] = [walker.dial(), *walker.steps()]

    def of(self, name: str, person: Person) -> list[str]:
        """The screens of a walk, for a person."""
        return [self._for(person, screen) for screen in self._screens[name]]

    def _for(self, person: Person, screen: str) -> str:
        for field_name, value in vars(self._as).items():
            screen = screen.replace(value, getattr(person, field_name))
        return screen
