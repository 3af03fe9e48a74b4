"""The ways to reach Redis that REDIS_URL can name, each with real servers on loopback."""

import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from redis import Redis
from redis.crc import key_slot

from app.dev.local_stack import redis_binary
from app.platform.encryption import Keyring
from sessions.redis import SHARDS, RedisSessions, connect
from sessions.store import ClaimResult, SessionStore, SessionsUnavailable
from tests.servers import free_port

KEYS = Keyring(["the key of these tests, long enough"])
SESSION, PHONE = "ATUid_0123456789abcdef0123456789abcdef", "+254711000111"


def dial(sessions: SessionStore) -> None:
    first = sessions.claim(SESSION, PHONE, "")
    assert first.verdict is ClaimResult.NEW
    assert sessions.commit(first, b"state", "CON hello") == "CON hello"
    assert sessions.claim(SESSION, PHONE, "").verdict is ClaimResult.HIT


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[int]:
    """A server of the given kind on a free port of loopback; its port."""
    port = free_port()
    command = [str(redis_binary()), *arguments, "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: listens(port))
            yield port
        finally:
            process.kill()


def listens(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port)):
        return True


def wait_for(ready: Callable[[], object]) -> None:
    give_up = time.monotonic() + 10
    while time.monotonic() < give_up:
        with suppress(OSError):
            if ready():
                return
        time.sleep(0.02)
    raise TimeoutError


def test_by_sentinel(tmp_path: Path) -> None:
    with ExitStack() as stack:
        login = ["--requirepass", "a secret", "--save", ""]
        master = stack.enter_context(running(tmp_path, *login))
        config = tmp_path / "sentinel.conf"
        config.write_text(f'sentinel monitor lango 127.0.0.1 {master} 1\nsentinel auth-pass lango "a secret"\n')
        sentinel = stack.enter_context(running(tmp_path, str(config), "--sentinel"))
        dead = free_port()
        client = connect(f"sentinel://:a%20secret@127.0.0.1:{dead},127.0.0.1:{sentinel}/lango?db=3")
        stack.callback(client.close)
        dial(RedisSessions(client, KEYS))
        assert client.info("keyspace").keys() == {"db3"}
    with pytest.raises(SessionsUnavailable):
        RedisSessions(client, KEYS).claim(SESSION, PHONE, "1")


def count_in_shards(sessions: SessionStore) -> None:
    """Counts of many sessions are spread over shards and come back complete: a script has its keys in one slot."""
    for number in range(64):
        claim = sessions.claim(f"ATUid_{number:032x}", PHONE, "")
        sessions.commit(claim, b"state", "CON hello", counts={"hops": 1})
    batches = [*sessions.take_counts()]
    assert sum(batch.counts["hops"] for batch in batches) == 64
    assert len({batch.shard for batch in batches}) > 16
    for batch in batches:
        sessions.drop_counts(batch)
    assert [*sessions.take_counts()] == []


def test_the_shards_of_a_cluster_fall_evenly_on_its_masters() -> None:
    slots = [key_slot(b"%02x" % shard) for shard in range(SHARDS)]
    assert len({*slots}) == SHARDS
    thirds = Counter(slot * 3 // 16_384 for slot in slots)
    assert all(SHARDS / 4 < each < SHARDS / 2.4 for each in thirds.values()), thirds


@pytest.mark.slow
def test_by_cluster(tmp_path: Path) -> None:
    with running(tmp_path, "--cluster-enabled", "yes", "--save", "") as port:
        with Redis(port=port) as node:
            node.execute_command("CLUSTER ADDSLOTS", *range(16_384))
            wait_for(lambda: node.execute_command("CLUSTER INFO")["cluster_state"] == "ok")
        client = connect(f"cluster://127.0.0.1:{free_port()},127.0.0.1:{port}")
        sessions = RedisSessions(client, KEYS)
        dial(sessions)
        count_in_shards(sessions)
    with pytest.raises(SessionsUnavailable):
        sessions.claim(SESSION, PHONE, "1")
    with pytest.raises(SessionsUnavailable):
        connect(f"cluster://127.0.0.1:{port}")


@pytest.mark.parametrize("url", ["", "localhost", "http://localhost", "sentinel://localhost:26379"])
def test_by_no_other_way(url: str) -> None:
    with pytest.raises(ValueError, match="REDIS_URL"):
        connect(url)
