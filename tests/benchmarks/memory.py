"""The memory that Lango takes: of a session in Redis, hop by hop, and of a web process."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from statistics import mean, median
from typing import Final

from flask.testing import FlaskClient
from redis import Redis

from app.bootstrap.web import create_app
from app.container import Container
from app.simulator.handset import Shown
from tests.benchmarks import applying
from tests.benchmarks.report import Row
from tests.benchmarks.serving import Web
from tests.outgoing import phone

MOST_OF_A_SESSION: Final = 1536
"""The bar: bytes of the median session of a kind."""
MOST_OF_A_PROCESS: Final = 180
"""The bar: resident megabytes of the largest web process."""
TIMES: Final = 20
"""Walks of each kind: a session's name and sealed state do not vary in length, but Redis rounds what it allocates."""
SAMPLE: Final = 5_000
"""Sessions whose size is read after the open loop."""
WALKS: Final = {
    "8 hops through the menus": (("5", "1", "0", "1", "0", "0", "5"), 0),
    "a status by menu": (("1", "102030405060"), 0),
    "a status dialled straight": (("1*102030405060",), 1),
}
"""What is typed, and how many of these answers are dialled with the code."""


@dataclass
class Weighed:
    """The session that was added to Redis last, and its size in bytes after each hop."""

    redis: Redis
    known: set[bytes] = field(default_factory=set)
    key: bytes = b""
    sizes: list[int] = field(default_factory=list)

    def weigh(self, shown: Shown) -> None:
        """Record the size after a hop, unless the session is over: Redis deletes it soon."""
        if new := {key for key in self.redis.scan_iter("u:*", count=10_000) if key not in self.known}:
            [self.key] = new
            self.known |= new
        if not shown.over:
            self.sizes.append(int(self.redis.memory_usage(self.key, samples=0) or 0))


def of_sessions(container: Container) -> Iterator[Row]:
    """A row for each kind of walk, and one for all applications while they are filled in."""
    print("What a session weighs in Redis.", flush=True)
    client = create_app(container).test_client()
    redis = Redis.from_url(container.settings.redis_url)
    for name, (typed, ahead) in WALKS.items():
        sizes = [_walk(client, Weighed(redis, _keys(redis)), number, typed, ahead) for number in range(TIMES)]
        yield _row(name, sizes)
    of_forms = list(_applications(container, client, redis))
    yield Row("a session in Redis: in an application, at every hop of every service", _told(of_forms))
    redis.close()


def of_the_mix(redis_url: str) -> Row:
    """The sessions that are in Redis after the open loop, over or not: Redis needs memory for all of them."""
    redis = Redis.from_url(redis_url)
    keys = list(islice(redis.scan_iter("u:*", count=1000), SAMPLE))
    sizes = [size for key in keys if (size := redis.memory_usage(key, samples=0))]
    redis.close()
    return _row("as the mix leaves them", sizes)


def of_the_web(lango: Web) -> Row:
    """The largest web process, after all measurements with it."""
    resident, own = lango.program.memory()
    result = f"{resident:,.0f} MB resident, {own:,.0f} MB its own part"
    bar = f"<= {MOST_OF_A_PROCESS} MB resident"
    return Row("memory of a web process after all load", result, bar, resident <= MOST_OF_A_PROCESS)


def _walk(client: FlaskClient, weighed: Weighed, number: int, typed: tuple[str, ...], ahead: int) -> int:
    """The bytes of a session after its last hop."""
    handset = applying.handset_in(client, phone(70_000_000 + number))
    shown = handset.dial("*222#", "".join(typed[:ahead]))
    for each in typed[ahead:]:
        shown = handset.answer(each)
    weighed.weigh(shown)
    return weighed.sizes[-1]


def _applications(container: Container, client: FlaskClient, redis: Redis) -> Iterator[int]:
    """The bytes of the sessions in which each service is applied for, after each hop from the first question on."""
    for number, service in enumerate(applying.services(container)):
        weighed = Weighed(redis, _keys(redis))
        applying.apply_for(container, client, service, 1000 + number, weighed.weigh)
        yield from weighed.sizes[applying.HOPS_BEFORE :]


def _keys(redis: Redis) -> set[bytes]:
    return set(redis.scan_iter("u:*", count=10_000))


def _row(name: str, sizes: list[int]) -> Row:
    bar = f"median <= {MOST_OF_A_SESSION:,} bytes"
    return Row(f"a session in Redis: {name}", _told(sizes), bar, median(sizes) <= MOST_OF_A_SESSION)


def _told(sizes: list[int]) -> str:
    return f"{median(sizes):,.0f} bytes, mean {mean(sizes):,.0f}, at most {max(sizes):,} (of {len(sizes):,})"
