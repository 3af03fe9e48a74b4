"""The whole of Lango under one virtual clock: citizens, agency, web, worker, providers and stores, and their faults.

One seed is one history, run by one thread: a failure can be reproduced from its seed. Time passes from event to event;
nothing sleeps.
"""

import heapq
import itertools
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr

from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.domain.messaging.messages import Channel
from app.domain.payments.provider_port import PaymentProvider
from app.domain.shared.payment_ways import PaymentWays, Provider
from app.platform.db import OutOfReach
from app.providers.sms_router import Route, SmsRouter
from app.worker.main import Worker
from app.worker.sender_pool import SenderPool
from sessions.memory import MemorySessions
from tests.conftest import CALLBACK_KEY, Clock, application_of, settings
from tests.faults.fickle import Fickle, Killed
from tests.faults.twins import hurried
from tests.simulation.carrier import Carrier
from tests.simulation.till import Till

MINUTES: Final = 10
"""How long citizens, agencies and faults have; then everything comes to rest."""
AFTERWARDS: Final = (60, 150, 600, 1300, 7200, 4 * 3600, *[24 * 3600] * 8, 150, 150, 600)
"""Seconds between the last turns of the worker, when nothing fails any more."""
TURN: Final = 5.0
SWEEP: Final = 40.0


@dataclass
class Told:
    """What a session was told: the bytes of each hop, by its text."""

    session: str
    phone: str
    answers: dict[str, str] = field(default_factory=dict)


class World:
    """One installation and all around it."""

    def __init__(self, seed: int, clock: Clock, database: Path, folder: Path) -> None:
        self.seed, self.clock = seed, clock
        self.counted: Counter[str] = Counter()
        self.log: list[str] = []
        self.sessions: list[Told] = []
        self.is_database_away = self.is_over = False
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        self._numbers = itertools.count()
        self.carrier = Carrier(seed, self.clock, self.later, self._hear)
        self.till = Till(seed, self.clock, self.later, self._hear)
        self.container = self._install(database, folder)
        self.store = Fickle(MemorySessions(self.container.keys))
        object.__setattr__(self.container, "sessions", self.store)
        self.client = application_of(self.container).test_client()
        self._intake = CallbackProcessor(self.container)
        self._worker = self._hire()

    def _install(self, database: Path, folder: Path) -> Container:
        here = settings(database_url=f"sqlite:///{database}", redis_url="unix:///nowhere", data_dir=folder)
        account = {"pesaflow_base_url": "https://pay.example", "pesaflow_client_id": "42"}
        secrets = {"pesaflow_key": SecretStr("k"), "pesaflow_secret": SecretStr("s")}
        keys = {"pesaflow_callback_keys": SecretStr("a-key"), "pesaflow_service_id": "svc"}
        made = Container.of(
            here.model_copy(update=account | secrets | keys | {"public_url": "https://lango.test"}), clock=self.clock
        )
        hurried(made)
        ways = PaymentWays(has_pesaflow=True, pesaflow_service_id="svc")
        object.__setattr__(made.contacts, "payment_ways", ways)
        world, session = self, made.database._session

        def session_or_none(engine: Any) -> Any:
            if world.is_database_away:
                raise OutOfReach
            return session(engine)

        made.database._session = session_or_none  # type: ignore[method-assign]

        class Staged(Container):
            def sms_router(self) -> SmsRouter:
                return SmsRouter([Route("simulated", world.carrier)])

            def payment_provider(self, provider: Provider) -> PaymentProvider | None:
                return world.till if provider is Provider.PESAFLOW else None

        return Staged(**{each.name: getattr(made, each.name) for each in fields(made)})

    def _hire(self) -> Worker:
        """A worker with one thread for each channel, so that the order of events follows from the seed."""
        worker = Worker(self.container)
        worker._pools = (SenderPool(Channel.SMS, senders=1), SenderPool(Channel.EMAIL, senders=1))
        return worker

    # Time

    def later(self, seconds: float, what: Callable[[], object]) -> None:
        """Do something so many seconds from now."""
        heapq.heappush(self._events, (self.clock() + timedelta(seconds=seconds), next(self._numbers), what))

    def run(self) -> None:
        """Let everything happen, and come to rest."""
        end = self.clock() + timedelta(minutes=MINUTES)
        self._turn_again(TURN, self.turn)
        self._turn_again(SWEEP, self.sweep)
        self._until(end)
        self.is_over = True
        self.store.away = self.is_database_away = self.carrier.is_down = False
        for seconds in AFTERWARDS:
            self._until(self.clock() + timedelta(seconds=seconds))
            for _ in range(3):
                self.sweep()
                self.turn()
        self._worker.finish()
        self.container.finder.close()

    def _until(self, end: datetime) -> None:
        while self._events and self._events[0][0] <= end:
            self.clock.time, _, what = heapq.heappop(self._events)
            what()
        self.clock.time = end

    def _turn_again(self, seconds: float, what: Callable[[], None]) -> None:
        def again() -> None:
            if not self.is_over:
                what()
                self.later(seconds, again)

        self.later(seconds, again)

    def forget(self) -> None:
        """Lose every session."""
        self.store.forget(MemorySessions(self.container.keys))

    # The worker

    def turn(self) -> None:
        """Send what is due."""
        for _ in range(100):
            with suppress(OutOfReach):
                started = self._worker.turn()
                for each in started:
                    each.result()
                if started:
                    continue
            return

    def sweep(self) -> None:
        """Settle what is overdue."""
        with suppress(OutOfReach):
            self._worker.sweep()

    def restart_worker(self) -> None:
        """Another worker takes over."""
        self.counted["workers restarted"] += 1
        self._worker.finish()
        self._worker = self._hire()

    # What providers bring

    def hop(self, told: Told, text: str) -> str | None:
        """Deliver a hop once; None where the web died, so that nobody got an answer."""
        form = {"sessionId": told.session, "phoneNumber": told.phone, "serviceCode": "*222#", "networkCode": "63902"}
        self.counted["hops"] += 1
        try:
            answer = self.client.post(f"/at/{CALLBACK_KEY}/ussd", data=form | {"text": text})
        except Killed:
            self.counted["webs killed"] += 1
            return None
        finally:
            self.store.dying = False
        assert answer.status_code == 200, answer.status_code
        shown = answer.get_data(as_text=True)
        self.log.append(f"{self.clock():%H:%M:%S} {told.phone} {told.session} {len(text)} {shown[:3]}")
        return shown

    def _hear(self, payload: Any) -> None:
        """A report or a notice comes: it is applied, or spooled while the database is away."""
        self.counted["callbacks"] += 1
        self._intake.take(payload)
