"""Sessions in a real Redis: what it is sent, damaged values that it returns, and its failures."""

import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from redis import Redis

from app.platform.encryption import Keyring
from sessions import store
from sessions.redis import RedisSessions, connect
from sessions.store import ClaimResult, SealedSessions, SessionsUnavailable
from tests.servers import redis_server

KEYS = Keyring(["the key of these tests, long enough"])
PHONE = "+254711000111"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def redis(server: str) -> Iterator[Redis]:
    """A second client, to inspect and to change what is stored."""
    with Redis.from_url(server) as client:
        yield client


@pytest.fixture
def sessions(server: str) -> Iterator[RedisSessions]:
    with connect(server) as client:
        yield RedisSessions(client, KEYS)


@pytest.fixture
def session_id() -> str:
    return f"ATUid_{secrets.token_hex(16)}"


def dialled(sessions: SealedSessions, session_id: str, *texts: str, ends: bool = False) -> str:
    """Answer these texts; return the session's key."""
    for text in texts:
        claim = sessions.claim(session_id, PHONE, text)
        state = None if ends and text == texts[-1] else f"screen of {text}".encode()
        assert sessions.commit(claim, state, f"CON {text}") == f"CON {text}"
    assert claim.lease
    return claim.lease.key


# What Redis is sent


def test_every_write_sets_the_time_to_live(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    key = dialled(sessions, session_id, "")

    def seconds_left() -> float:
        left = redis.pttl(key) / 1000
        redis.persist(key)
        return left

    assert 299 < seconds_left() <= 300
    claim = sessions.claim(session_id, PHONE, "1")
    assert 299 < seconds_left() <= 300
    seconds, microseconds = redis.time()
    assert 5_000 < int(redis.hget(key, "lease") or 0) - seconds * 1000 - microseconds // 1000 <= 6_000
    sessions.commit(claim, b"state", "CON")
    assert 299 < seconds_left() <= 300
    dialled(sessions, session_id, "1*2", ends=True)
    assert 599 < seconds_left() <= 600


def test_a_hop_that_is_never_answered_does_not_prolong_the_session(
    sessions: RedisSessions, redis: Redis, session_id: str
) -> None:
    """Otherwise a session that a password has opened would outlive its limit if the process dies."""
    claim = sessions.claim(session_id, PHONE, "")
    sessions.commit(claim, b"state", "CON", seconds=2.5)
    assert claim.lease
    assert 0 < redis.pttl(claim.lease.key) <= 2_500
    sessions.claim(session_id, PHONE, "1")
    assert 0 < redis.pttl(claim.lease.key) <= 2_500


def test_a_session_is_one_key_in_one_slot(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    redis.flushdb()
    key = dialled(sessions, session_id, "", "1")
    assert redis.keys() == [key.encode()]
    assert key.startswith("u:{")
    assert key.endswith("}")
    assert len(key) == len("u:{}") + 22


def test_nothing_typed_shown_or_named_reaches_redis(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    with redis.monitor() as monitor:  # type: ignore[no-untyped-call]
        dialled(sessions, session_id, "", "1", "1*Secret.Word", "1*Secret.Word*12345678", ends=True)
        sessions.claim(session_id, PHONE, "1*Secret.Word")
        redis.echo("that was all")
        seen = ""
        while "that was all" not in seen:
            seen += str(monitor.next_command()["command"])
    assert seen.count("EVALSHA") >= 9
    for secret in ("Secret.Word", "12345678", "711000111", session_id, "ATUid", "CON ", "screen of"):
        assert secret not in seen
    kept = redis.hvals(sessions._key(session_id))
    assert len(kept) == 7
    assert not [value for value in kept if b"Secret" in value or b"CON " in value]


def test_a_forgotten_script_is_sent_again(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    for text in ("", "1", "1*2"):
        redis.script_flush()
        claim = sessions.claim(session_id, PHONE, text)
        redis.script_flush()
        assert sessions.commit(claim, b"state", f"CON {text}") == f"CON {text}"


# Damaged values


def test_a_damaged_state_is_a_lost_session(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    key = dialled(sessions, session_id, "", "1")
    whole = redis.hget(key, "state")
    assert isinstance(whole, bytes)
    for place in range(len(whole)):
        redis.hset(key, "state", whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        redis.hdel(key, "owner")
        claim = sessions.claim(session_id, PHONE, "1*2")
        assert (claim.verdict, claim.typed, claim.state) == (ClaimResult.LOST, "1*2", None)
    assert sessions.commit(claim, b"rebuilt", "CON rebuilt") == "CON rebuilt"
    assert sessions.claim(session_id, PHONE, "1*2*3").state == b"rebuilt"


def test_a_state_opens_only_where_it_was_sealed(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    key = dialled(sessions, session_id, "")
    first_state = redis.hget(key, "state")
    dialled(sessions, session_id, "1")
    own_state = redis.hget(key, "state")
    an_answer = redis.hget(key, redis.hget(key, "last") or b"")
    elsewhere = redis.hget(dialled(sessions, session_id + "0", "", "1"), "state")
    for found in (first_state, elsewhere, an_answer, b"", own_state):
        assert found is not None
        redis.hset(key, "state", found)
        redis.hdel(key, "owner")
        verdict = sessions.claim(session_id, PHONE, "1*2").verdict
        assert verdict is (ClaimResult.GO if found is own_state else ClaimResult.LOST)


def test_a_damaged_answer_is_no_answer(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    key = dialled(sessions, session_id, "", "1")
    waiting = sessions.claim(session_id, PHONE, "1*2")
    for name in redis.hkeys(key):
        if len(name) == 32:
            redis.hset(key, name, b"poison")
    for text, verdict in (("", ClaimResult.NEW), ("1", ClaimResult.LOST), ("7", ClaimResult.LOST)):
        claim = sessions.claim(session_id, PHONE, text)
        assert (claim.verdict, claim.lease) == (verdict, None)
    redis.hset(key, mapping={"owner": "another", waiting.hop: b"poison"})
    with pytest.raises(SessionsUnavailable):
        sessions.commit(waiting, b"state", "CON")


@pytest.mark.parametrize("name", ["who", "last", "state", "hops", "owner", "lease"])
@pytest.mark.parametrize("value", [None, b"", b"poison", b"1e999", b"\xff\x00"])
def test_no_poison_is_an_exception_of_another_kind(
    sessions: RedisSessions,
    redis: Redis,
    session_id: str,
    name: str,
    value: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0)
    key = dialled(sessions, session_id, "", "1")
    dropped = sessions.claim(session_id, PHONE, "1*2")
    redis.hdel(key, "owner")
    redis.hdel(key, name) if value is None else redis.hset(key, name, value)
    for text in ("", "1", "1*2", "1*3"):
        with suppress(SessionsUnavailable):
            sessions.claim(session_id, PHONE, text)
    with suppress(SessionsUnavailable):
        sessions.commit(dropped, b"state", "CON")


# Failures of Redis


@contextmanager
def under_a_second() -> Iterator[None]:
    began = time.monotonic()
    with pytest.raises(SessionsUnavailable):
        yield
    assert time.monotonic() - began < 1


@pytest.fixture
def own(tmp_path: Path) -> Iterator[str]:
    with redis_server(tmp_path) as url:
        yield url


def process_of(url: str) -> int:
    with Redis.from_url(url) as client:
        return int(client.info("server")["process_id"])


def test_a_dead_server(own: str, session_id: str) -> None:
    sessions = RedisSessions(connect(own), KEYS)
    claim = sessions.claim(session_id, PHONE, "")
    os.kill(process_of(own), signal.SIGKILL)
    with under_a_second():
        sessions.commit(claim, b"state", "CON")
    with under_a_second():
        sessions.claim(session_id, PHONE, "")


@pytest.mark.parametrize("connected", [True, False])
def test_a_server_that_hangs(own: str, session_id: str, connected: bool) -> None:
    sessions = RedisSessions(connect(own), KEYS)
    if connected:
        sessions.claim(session_id, PHONE, "")
    process = process_of(own)
    os.kill(process, signal.SIGSTOP)
    try:
        with under_a_second():
            sessions.claim(session_id, PHONE, "1")
    finally:
        os.kill(process, signal.SIGCONT)


@pytest.mark.parametrize(
    "break_it",
    [
        lambda client: client.config_set("maxmemory", 1),
        lambda client: client.replicaof("127.0.0.1", 1),
        lambda client: client.config_set("min-replicas-to-write", 1),
    ],
    ids=["out of memory", "a replica", "too few replicas"],
)
def test_a_server_that_refuses_to_write(own: str, session_id: str, break_it: Callable[[Redis], object]) -> None:
    sessions = RedisSessions(connect(own), KEYS)
    claim = sessions.claim(session_id, PHONE, "")
    with Redis.from_url(own) as client:
        break_it(client)
    with under_a_second():
        sessions.commit(claim, b"state", "CON")
    with under_a_second():
        sessions.claim(session_id + "0", PHONE, "")


def test_threads_that_end_leave_their_connection_to_the_next(
    sessions: RedisSessions, redis: Redis, session_id: str
) -> None:
    before = len(redis.client_list())
    for number in range(5):
        with ThreadPoolExecutor(1) as thread:
            thread.submit(dialled, sessions, f"{session_id}{number}", "", "1").result()
    assert len(redis.client_list()) - before == 1


def test_connections_that_broke_are_made_anew(sessions: RedisSessions, redis: Redis, session_id: str) -> None:
    for text in ("", "1", "1*2"):
        claim = sessions.claim(session_id, PHONE, text)
        redis.client_kill_filter(_type="normal", skipme=True)
        assert sessions.commit(claim, b"state", f"CON {text}") == f"CON {text}"
        redis.client_kill_filter(_type="normal", skipme=True)


def test_a_connection_that_breaks_in_mid_call_is_tried_once_more(
    sessions: RedisSessions, redis: Redis, session_id: str
) -> None:
    dialled(sessions, session_id, "")
    redis.client_pause(400, all=False)  # writes wait; reads and CLIENT KILL do not
    with ThreadPoolExecutor() as pool:
        claim = pool.submit(sessions.claim, session_id, PHONE, "1")
        time.sleep(0.05)
        assert not claim.done()
        redis.client_kill_filter(_type="normal", skipme=True)
        redis.client_unpause()
        assert claim.result().verdict is ClaimResult.GO
