"""Redis is flushed at a random hop of a random session: how many go on, on the right screen, and do nothing twice.

Each session is first walked in an installation that is never disturbed, by a citizen who reads the screens; then
typed once more, key by key, in its twin, which forgets all sessions before one of the hops.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import pytest
from redis import Redis

from app.container import Container
from app.domain.idempotency import hop_effects
from app.domain.subscribers import phones
from app.platform.i18n import ENGLISH
from tests import servers
from tests.conftest import Clock
from tests.faults import citizens, results
from tests.faults.citizens import Citizen, crowd
from tests.faults.twins import Installation, cheap_passwords, copies, settle, twins

pytestmark = pytest.mark.slow

PART: Final = "Resuming"
SESSIONS: Final = results.many(short=50, long=250)
"""Sessions for each seed; the long form has 40 seeds, each tenth on PostgreSQL."""
SEEDS: Final = range(1, results.many(short=4, long=41))
CITIZENS: Final = 24
MOST_HOPS: Final = 16
LANGUAGES: Final = ("Kiswahili", "English")
BAR: Final = 0.99
LANGUAGE_ONLY: Final = "same, but a language for this session only"


@dataclass
class Line:
    """One session of a citizen in one installation."""

    at: Installation
    citizen: Citizen
    session: str
    text: str = ""
    over: bool = False

    def dial(self) -> str:
        """The first hop."""
        return self._shown()

    def answer(self, wanted: str) -> str:
        """The next hop."""
        typed = self.at.typed(self.citizen, wanted)
        self.text = f"{self.text}*{typed}" if self.text else typed
        return self._shown()

    def _shown(self) -> str:
        shown = self.at.hop(self.session, self.citizen.phone, self.text)
        self.over = shown.startswith("END ")
        return shown


@dataclass
class Walk:
    """A session as it is when nothing happens: what was typed, and what was shown before and after it."""

    citizen: Citizen
    typed: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def losses(self) -> list[int]:
        """The places of the answers before which Redis may lose everything.

        Not before a `*` that answers a screen without a checkpoint: there it says as well that two answers were dialled
        ahead, which nobody can tell apart.
        """
        return [place for place, typed in enumerate(self.typed) if "*" not in typed or self._told_before(place)]

    def _told_before(self, place: int) -> bool:
        return any(map(citizens.tells, self.shown, self.typed[:place]))

    def chooses_language(self, place: int) -> bool:
        """Whether this answer chooses a language on a first screen."""
        chosen = self.typed[place].strip().rstrip(".)")
        return any(line in self.shown[place].splitlines() for line in (f"{chosen}. {own}" for own in LANGUAGES))


def walked(random: Random, at: Installation, citizen: Citizen, session: str) -> Walk:
    """A session of a citizen who reads the screens."""
    line, walk = Line(at, citizen, session), Walk(citizen)
    walk.shown.append(line.dial())
    while not line.over and len(walk.typed) < MOST_HOPS:
        walk.typed.append(citizens.answer(random, citizen, walk.shown[-1]))
        walk.shown.append(line.answer(walk.typed[-1]))
    return walk


def resumed(line: Line, walk: Walk, lost_before: int, redis: Redis) -> str:
    """The outcome of the same session when all was lost before one answer: `same`, `asked`, `ended` or `wrong`."""
    outcome = "same"
    assert line.dial() == walk.shown[0]
    for place, typed in enumerate(walk.typed):
        if place == lost_before:
            redis.flushall()
        shown = line.answer(typed)
        if shown == walk.shown[place] != walk.shown[place + 1] and place >= lost_before:
            outcome, shown = "asked", line.answer(typed)
        if shown != walk.shown[place + 1]:
            assert place >= lost_before, "the twins differ before anything happened"
            return "ended" if shown.startswith("END ") else "wrong"
    return outcome


@dataclass
class Course:
    """Sessions one after the other, in the same two installations, for as long as these do the same."""

    fired: Installation
    calm: Installation
    clock: Clock
    redis: Redis
    random: Random
    outcomes: Counter[str] = field(default_factory=Counter)
    screens: set[str] = field(default_factory=set)
    failure: str = ""

    def run(self, people: list[Citizen]) -> None:
        """So many sessions, until one fails."""
        for number in range(SESSIONS):
            self.clock.move(minutes=self.random.choice([0, 0, 1, 2, 20, 120, 1500]))
            self._one(self.random.choice(people), f"ATUid_{number}")
            if self.failure:
                break

    def _one(self, citizen: Citizen, session: str) -> None:
        walk = walked(self.random, self.calm, citizen, session)
        self.screens |= {" ".join(shown.split())[:24] for shown in walk.shown}
        if not walk.losses():
            return
        place = self.random.choice(walk.losses())
        outcome = resumed(Line(self.fired, citizen, session), walk, place, self.redis)
        differ = self.differences()
        if outcome == "same" and walk.chooses_language(place) and differ.pop("effect language", 0) == -1:
            outcome = LANGUAGE_ONLY
            differ.pop("phones", 0)
            self._choose_language_again(citizen, session)
        self.outcomes[outcome] += 1
        self.outcomes["done too often"] += sum(number for number in differ.values() if number > 0)
        if outcome in ("ended", "wrong") or differ:
            self.failure = f"{outcome} {differ} before answer {place + 1}:\n{walk}"

    def differences(self) -> dict[str, int]:
        """By how much the effects where Redis was flushed differ from those of the twin."""
        ours = Counter(self.fired.ledger())
        ours.subtract(self.calm.ledger())
        return {name: number for name, number in ours.items() if number}

    def _choose_language_again(self, citizen: Citizen, session: str) -> None:
        with self.calm.container.database.reading() as look:
            language = phones.language_of(look, citizen.phone) or ENGLISH
        with self.fired.container.database.transaction() as change:
            again = f"again {session}"
            hop_effects.once(change, again, "language", lambda s: phones.choose_language(s, citizen.phone, language))


@pytest.fixture
def pair(
    request: pytest.FixtureRequest, redis_url: str, clock: Clock, tmp_path: Path, people: list[Citizen]
) -> Iterator[tuple[Container, Container]]:
    """Two installations with the same data, on SQLite for nine seeds of ten."""
    cheap_passwords(request.getfixturevalue("monkeypatch"))
    seed = request.getfixturevalue("seed")
    if seed % 10 == 3:
        model = request.getfixturevalue("postgres_url")
        urls = servers.fresh_database(model), servers.fresh_database(model)
    else:
        urls = copies(request.getfixturevalue("sqlite_file"), tmp_path)
    with twins(urls, redis_url, clock) as (first, second):
        for container in (first, second):
            settle(container, people)
        yield first, second
    for url in urls:
        if url.startswith("postgresql"):
            servers.drop_database(url)


@pytest.fixture
def people() -> list[Citizen]:
    """The citizens of these sessions."""
    return crowd(Random(0), CITIZENS)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_session_goes_on_when_redis_is_flushed_at_a_random_hop(
    pair: tuple[Container, Container], redis_url: str, clock: Clock, people: list[Citizen], seed: int
) -> None:
    fired, calm = pair
    with Redis.from_url(redis_url) as redis:
        course = Course(Installation.of(fired, fired.sessions), Installation.of(calm), clock, redis, Random(seed))
        course.run(people)
    outcomes = course.outcomes
    sessions = sum(number for name, number in outcomes.items() if name != "done too often")
    results.tell(
        PART, seed=seed, sessions=sessions, went_on_to_the_end=outcomes["same"] + outcomes[LANGUAGE_ONLY],
        of_these_with_a_language_for_this_session_only=outcomes[LANGUAGE_ONLY], asked_once_more=outcomes["asked"],
        ended_with_a_sentence=outcomes["ended"], wrong_screens=outcomes["wrong"],
        effects_too_many=outcomes["done too often"], least_different_screens=len(course.screens),
    )  # fmt: skip
    assert course.failure == ""
    assert outcomes["same"] + outcomes[LANGUAGE_ONLY] + outcomes["asked"] >= BAR * sessions


def test_the_citizens_know_every_question_of_the_menus() -> None:
    assert set(citizens.asked_by_the_menus()) == set(citizens.ANSWERS)
