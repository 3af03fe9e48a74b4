"""The actors of a simulation: citizens at their phones, an agency's computer, and the faults."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from app.domain.catalogue.models import Status
from app.platform import gsm0338
from app.platform.db import OutOfReach
from tests.faults import citizens
from tests.faults.citizens import PASSWORD, Citizen
from tests.faults.model import goes_on
from tests.faults.twins import Installation
from tests.simulation.world import MINUTES, Told, World

MOST_HOPS: Final = 24
APPLYING: Final = ("4*dl-renew-3*1", PASSWORD, "1", "DL-123456", "1", "1", "1")
"""A licence is applied for and paid: what is dialled, and each answer."""
STATUS: Final = ("1*222244442222", "1")
ERRANDS: Final[Sequence[tuple[str, ...]]] = (APPLYING, APPLYING, APPLYING, STATUS, ("",), ("",))
"""What citizens dial for; after that, or without an errand, they answer as the screens invite them to."""
MOVES: Final = (Status.PROCESSING, Status.PROCESSING, Status.NEEDS_ACTION, Status.READY, Status.COLLECTED)
LOOKS: Final = 20
LEASE_OVER: Final = 7.0
"""Seconds after which another web may answer a hop that a dead one had claimed."""
DELIVERIES: Final = (*["once"] * 14, "twice", "twice", "late", "dies", "lost")
"""The fate of a hop: delivered once or twice, or again later, handled by a web that dies, or lost."""


@dataclass
class Caller:
    """One citizen's phone, which dials again and again."""

    world: World
    citizen: Citizen
    number: int

    def begin(self) -> None:
        """Plan the dials at random moments."""
        self.random = Random(f"{self.world.seed} caller {self.number}")
        for session in range(self.random.randrange(2, 5)):
            moment = self.random.uniform(0, MINUTES * 50)
            name = f"ATUid_{self.number}_{session}"
            self.world.later(moment, lambda name=name: self._dial(name))  # type: ignore[misc]

    def _dial(self, name: str) -> None:
        told = Told(name, self.citizen.phone)
        self.world.sessions.append(told)
        errand = list(self.random.choice(ERRANDS))
        self._deliver(told, errand[0], errand[1:])

    def _deliver(self, told: Told, text: str, errand: list[str]) -> None:
        fate, world = self.random.choice(DELIVERIES), self.world
        if fate == "lost":
            return  # the network gives the session up
        world.store.dying = fate == "dies"
        shown = world.hop(told, text)
        if shown is None:  # the provider comes again when the dead web's lease is over
            world.later(LEASE_OVER, lambda: self._show(told, text, world.hop(told, text), errand))
            return
        if fate == "twice":
            again = world.hop(told, text)
            assert again == shown or world.store.away, f"one hop, two answers: {shown} and {again}"
        if fate == "late":
            world.later(self.random.uniform(1, 20), lambda: world.hop(told, text))
        self._show(told, text, shown, errand)

    def _show(self, told: Told, text: str, shown: str | None, errand: list[str]) -> None:
        assert shown is not None
        assert shown.startswith(("CON ", "END ")), shown
        assert gsm0338.fits(shown), shown
        told.answers[text] = shown
        if shown.startswith("CON ") and len(told.answers) < MOST_HOPS:
            self.world.later(self.random.uniform(2, 12), lambda: self._answer(told, text, shown, errand))

    def _answer(self, told: Told, text: str, shown: str, errand: list[str]) -> None:
        wanted = errand.pop(0) if errand else citizens.answer(self.random, self.citizen, shown)
        try:
            typed = Installation(self.world.container, lambda: self.world.client).typed(self.citizen, wanted)
        except OutOfReach:  # what the citizen was told by SMS is read from the database, which is away
            self.world.later(5, lambda: self._answer(told, text, shown, [wanted, *errand]))
            return
        following = f"{text}*{typed}" if text else typed
        if goes_on(following, text):
            self._deliver(told, following, errand)


@dataclass
class Agency:
    """An agency's computer: it moves its applications by the API, and repeats a request that failed."""

    world: World
    key: str
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """What was answered, by the idempotency key of the request."""

    def begin(self) -> None:
        """Plan looks at the queue at random moments."""
        self.random = Random(f"{self.world.seed} agency")
        for _ in range(LOOKS):
            self.world.later(self.random.uniform(0, MINUTES * 60), self._look)

    def _look(self) -> None:
        found = self.world.client.get("/api/v1/applications?limit=50", headers=self._headers())
        if found.status_code != 200:
            return
        queue = found.get_json()["applications"]
        for each in self.random.sample(queue, min(2, len(queue))):
            self._move(each["reference"], self.random.choice(MOVES), f"{each['reference']}-{self.random.random()}")

    def _move(self, reference: str, status: Status, name: str) -> None:
        body = {"status": status, "place": "Nyayo House", "note": "Carry your ID"}
        for _ in range(2 if self.random.random() < 0.2 else 1):
            headers = self._headers() | {"Idempotency-Key": name}
            answer = self.world.client.post(f"/api/v1/applications/{reference}/status", json=body, headers=headers)
            self.world.counted["requests of agencies"] += 1
            if answer.status_code >= 500:
                self.world.later(self.random.uniform(5, 30), lambda: self._move(reference, status, name))
                return
            assert answer.status_code in (200, 409), answer.get_data(as_text=True)
            heard = self.answers.setdefault(name, (answer.status_code, answer.data))
            assert heard == (answer.status_code, answer.data), "asked again, it is answered alike"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


@dataclass
class Faults:
    """What breaks, when, and for how long."""

    world: World

    def begin(self) -> None:
        """Plan two to six faults."""
        self.random = Random(f"{self.world.seed} faults")
        kinds = (self._forget, self._lose_redis, self._lose_database, self._stop_carrier, self.world.restart_worker)
        for _ in range(self.random.randrange(2, 7)):
            self.world.later(self.random.uniform(10, MINUTES * 55), self.random.choice(kinds))

    def _forget(self) -> None:
        self.world.counted["losses of Redis"] += 1
        self.world.forget()

    def _lose_redis(self) -> None:
        self.world.counted["Redis away"] += 1
        self.world.store.away = True
        self.world.later(self.random.uniform(5, 60), self._find_redis)

    def _find_redis(self) -> None:
        self.world.store.away = False

    def _lose_database(self) -> None:
        self.world.counted["database away"] += 1
        self.world.is_database_away = True
        self.world.later(self.random.uniform(5, 40), self._find_database)

    def _find_database(self) -> None:
        self.world.is_database_away = False

    def _stop_carrier(self) -> None:
        self.world.counted["carrier down"] += 1
        self.world.carrier.is_down = True
        self.world.later(self.random.uniform(20, 200), self._start_carrier)

    def _start_carrier(self) -> None:
        self.world.carrier.is_down = False
