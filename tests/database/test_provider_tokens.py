"""One access token for all processes: fetched once, replaced only by one that was refused with it, kept sealed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from app.domain.payments.models import ProviderToken
from app.domain.payments.provider_tokens import LEASE, HeldToken, ProviderTokenStore
from app.platform.db import Database
from app.platform.encryption import Keyring
from tests.conftest import KEY, Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def databases(database_url: str, clock: Clock) -> Iterator[list[Database]]:
    """The database, as two processes open it."""
    found = [Database(database_url, Keyring([KEY]), clock) for _ in range(2)]
    yield found
    for each in found:
        each.close()


@pytest.fixture
def stores(databases: list[Database]) -> list[ProviderTokenStore]:
    return [ProviderTokenStore(each) for each in databases]


def test_a_token_that_one_has_fetched_is_everybody_s(stores: list[ProviderTokenStore], clock: Clock) -> None:
    mine, other = stores
    assert mine.current() is None
    assert mine.claim() == 1
    assert other.claim() is None, "one fetches, the other waits"
    assert other.current() is None
    assert mine.keep(1, "token-1", HOUR)
    assert other.current() == mine.current() == HeldToken(1, "token-1")
    assert other.claim() is None, "there is no need"
    clock.move(hours=1)
    assert other.current() is None
    assert (other.claim(), mine.claim()) == (2, None)


def test_only_who_was_refused_with_the_newest_replaces_it(stores: list[ProviderTokenStore]) -> None:
    mine, other = stores
    assert mine.claim() == 1
    mine.keep(1, "token-1", HOUR)
    assert (mine.claim(refused=1), other.claim(refused=1)) == (2, None)
    assert other.current() is None, "the one that is refused is nobody's any more"
    mine.keep(2, "token-2", HOUR)
    assert other.claim(refused=1) is None, "what was refused is not the newest"
    assert other.current() == HeldToken(2, "token-2")


def test_many_who_are_refused_at_once_fetch_once(stores: list[ProviderTokenStore]) -> None:
    assert stores[0].claim() == 1
    stores[0].keep(1, "token-1", HOUR)
    together = Barrier(6)

    def refused(number: int) -> int | None:
        together.wait(10)
        return stores[number % 2].claim(refused=1)

    with ThreadPoolExecutor(6) as pool:
        claimed = list(pool.map(refused, range(6)))
    assert [number for number in claimed if number is not None] == [2]


def test_who_dies_while_fetching_is_waited_for_no_longer_than_its_lease(
    stores: list[ProviderTokenStore], clock: Clock
) -> None:
    mine, other = stores
    assert mine.claim() == 1
    clock.move(seconds=LEASE.total_seconds() - 1)
    assert other.claim() is None
    clock.move(seconds=1)
    assert other.claim() == 2
    assert not mine.keep(1, "token-1", HOUR), "it came too late, and the provider has made it invalid"
    assert other.current() is None
    mine.give_up(1)
    assert mine.claim() is None, "what is given up late is another's by now"
    assert other.keep(2, "token-2", HOUR)
    assert mine.current() == HeldToken(2, "token-2")


def test_who_gives_up_is_not_waited_for(stores: list[ProviderTokenStore]) -> None:
    mine, other = stores
    assert mine.claim() == 1
    mine.give_up(1)
    assert other.claim() == 2


def test_a_token_is_kept_sealed_and_one_that_no_key_opens_is_none(
    databases: list[Database], stores: list[ProviderTokenStore], database_url: str, clock: Clock
) -> None:
    assert stores[0].claim() == 1
    stores[0].keep(1, "token-1", HOUR)
    with databases[0].reading() as session:
        row = session.scalars(select(ProviderToken)).one()
        assert b"token-1" not in (row.token_sealed or b"")
    assert "token-1" not in repr(stores[0].current())
    stranger = Database(database_url, Keyring(["another key, which is long enough too"]), clock)
    lost = ProviderTokenStore(stranger)
    assert lost.current() is None
    assert lost.claim() == 2
    stranger.close()


def test_providers_have_tokens_of_their_own(databases: list[Database], stores: list[ProviderTokenStore]) -> None:
    other = ProviderTokenStore(databases[0], "another")
    assert (stores[0].claim(), other.claim()) == (1, 1)
