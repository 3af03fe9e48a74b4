"""Sessions damaged, forged, exchanged or rolled back in Redis: the right screen or an honest sentence (threat T18)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest
from flask.testing import FlaskClient
from redis import Redis

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from tests import citizens
from tests.faults import results
from tests.faults.walkers import Judge, Person, Screens, Walker, people, walk

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]

PART: Final = "Faults of Redis"
EVERY: Final = results.many(short=41, long=1)
"""Every so many bytes one is flipped."""


@dataclass
class Vault:
    """An installation whose Redis a stranger can write to."""

    container: Container
    client: FlaskClient
    redis: Any

    def key_of(self, step: Callable[[], str]) -> bytes:
        """The key of a session: the one that a hop of it writes."""
        before = {key: self.redis.dump(key) for key in self.redis.keys("u:*")}
        step()
        [key] = [key for key in self.redis.keys("u:*") if self.redis.dump(key) != before.get(key)]
        return bytes(key)

    def put(self, key: bytes, dumped: bytes) -> None:
        self.redis.restore(key, 300_000, dumped, replace=True)


@pytest.fixture
def vault(container: Container, redis_url: str) -> Iterator[Vault]:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    with Redis.from_url(redis_url) as redis:
        redis.flushall()
        yield Vault(container, create_app(container).test_client(), redis)
        redis.flushall()


NOBODY: Final = Person("-", "-", "-")


def test_every_byte_of_every_value_is_flipped_and_the_screen_is_right_or_the_session_honestly_over(
    vault: Vault,
) -> None:
    judge = Judge()
    walker = Walker(vault.client, walk("status", NOBODY)[:2], judge)
    right = seen(vault.client)
    key = vault.key_of(walker.dial)
    walker.go_on()
    sound, values = vault.redis.dump(key), vault.redis.hgetall(key)
    places = [(name, place) for name, value in values.items() for place in range(0, len(value), EVERY)]
    for name, place in sorted(places, key=lambda each: each[1] % 2 == 0):  # repeated, before the session has gone on
        vault.put(key, sound)
        value = values[name]
        vault.redis.hset(key, name, value[:place] + bytes([value[place] ^ 0x55]) + value[place + 1 :])
        judge.judge(walker.repeat() if place % 2 else went_on(walker), right[1 if place % 2 else 2])
    flipped = len(places)
    results.tell(PART, bytes_flipped=flipped, **{f"answers_to_poison {each}": n for each, n in judge.seen.items()})
    assert judge.wrong == []
    assert flipped > 10
    assert judge.seen["right"] > flipped / 2


def went_on(walker: Walker) -> str:
    """The next hop; the walker stays where it is."""
    shown = walker.go_on()
    walker.done -= 1
    return shown


def seen(client: FlaskClient) -> list[str]:
    """The screens of a look at a reference."""
    walker = Walker(client, walk("status", NOBODY)[:2], Judge())
    return [walker.dial(), *walker.steps()]


@pytest.mark.parametrize(
    "poison",
    [
        lambda redis, key: redis.set(key, "x"),
        lambda redis, key: (redis.delete(key), redis.rpush(key, "x")),
        lambda redis, key: redis.hset(key, "hops", "many"),
        lambda redis, key: redis.hset(key, "lease", "later"),
        lambda redis, key: redis.hset(key, "state", ""),
        lambda redis, key: redis.hdel(key, "state"),
        lambda redis, key: redis.hdel(key, "last"),
        lambda redis, key: redis.hset(key, "owner", "a stranger"),
    ],
    ids=["a string", "a list", "no number", "no time", "nothing", "no state", "no last hop", "another owner"],
)
def test_a_key_of_another_shape_is_no_session(vault: Vault, poison: Callable[[Any, bytes], object]) -> None:
    judge = Judge()
    walker = Walker(vault.client, walk("status", NOBODY)[:2], judge)
    key = vault.key_of(walker.dial)
    poison(vault.redis, key)
    judge.judge(walker.go_on(), seen(vault.client)[1])
    assert judge.wrong == []


def test_the_session_of_somebody_signed_in_put_in_the_place_of_another_shows_nothing_of_theirs(vault: Vault) -> None:
    citizens.account(vault.container)
    owner = Walker(vault.client, ("3", citizens.PASSWORD, "2"), Judge(), who=citizens.CITIZEN)
    owner.dial()
    for _ in range(2):
        owner.go_on()
    theirs = vault.redis.hgetall(vault.key_of(owner.go_on))
    stranger = Walker(vault.client, ("1", "1"), Judge())
    key = vault.key_of(stranger.dial)
    mine = vault.redis.hgetall(key)
    for forged in (theirs, mine | {b"state": theirs[b"state"]}, mine | theirs, theirs | {b"who": mine[b"who"]}):
        vault.redis.delete(key)
        vault.redis.hset(key, mapping=forged)
        shown = went_on(stranger)
        assert "Passport" not in shown
        assert "My account" not in shown
        assert "My applications" not in shown


def test_a_session_that_is_rolled_back_is_asked_again_and_nothing_is_done(vault: Vault) -> None:
    """Redis has the session one hop behind, and it has no checkpoint: what came since looks like one input with a `*`.

    A typed `*` is one input (law 4), so it is refused; the citizen answers again.
    """
    judge = Judge()
    person = next(people())
    right = Screens(vault.client, person).of("status", person)
    walker = Walker(vault.client, walk("status", person), judge)
    key = vault.key_of(walker.dial)
    old = vault.redis.dump(key)
    judge.judge(walker.go_on(), right[1])
    vault.put(key, old)
    said = walker.go_on()
    assert said.startswith("CON Please answer with a number")
    assert judge.wrong == []
