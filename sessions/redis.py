"""The sessions in Redis: one script call to claim a hop and one to commit it, which counts it too."""

import hashlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from hiredis import pack_command
from redis import Redis
from redis.backoff import NoBackoff
from redis.cluster import ClusterNode, RedisCluster
from redis.exceptions import ConnectionError, NoScriptError, RedisClusterException, RedisError, ResponseError
from redis.retry import Retry
from redis.sentinel import Sentinel

from app.platform.circuit_breaker import Breaker
from app.platform.encryption import Keyring
from app.platform.idle_connections import IdleConnections
from sessions.store import (
    LEASE_MS,
    MOST_HOPS,
    PASSED_MS,
    TTL_MS,
    ClaimResult,
    CountBatch,
    Found,
    Kept,
    Lease,
    SealedSessions,
    SessionsUnavailable,
)

TIMEOUT = 0.5
"""Seconds to connect, and to wait for an answer. A hop has 5 s, and must still say why it fails."""
CLUSTER_TIMEOUT = 0.25
"""The same for each node of a cluster: a silent one is asked twice, and the others for a new map of the slots."""
SENTINEL_TIMEOUT = 0.1
"""The same for each sentinel: all three are asked, twice, before the hop gives up."""
SHARDS = 256
"""Parts of the sessions in a cluster, each with its counts in the same slot: a script may use one slot only."""
FAILURES, REST = 5, 1.0
"""After so many failed hops in a row none asks Redis for so many seconds; then one does."""


class Script(NamedTuple):
    """A script, and the digest under which the server caches it."""

    text: str
    sha: str

    @classmethod
    def read(cls, name: str) -> "Script":
        """Read a script that lies beside this file."""
        text = Path(__file__).with_name(name).read_text()
        return cls(text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest())


CLAIM = Script.read("claim.lua")
COMMIT = Script.read("commit.lua")
TAKE_COUNTS = Script.read("take_counts.lua")


class RedisSessions(SealedSessions):
    """Sessions in one Redis, a Sentinel's master, or a Redis Cluster (5.0 or later)."""

    def __init__(self, client: Redis | RedisCluster, keys: Keyring) -> None:
        super().__init__(keys, shards=SHARDS if isinstance(client, RedisCluster) else 1)
        self._client = client
        self._breaker = Breaker(FAILURES, REST)
        self._idle: IdleConnections[Any] = IdleConnections()

    def alive(self) -> bool:
        """See SessionStore."""
        try:
            return bool(self._client.ping())
        except (RedisError, RedisClusterException):
            return False

    def _find(self, lease: Lease, earlier: list[str]) -> Found:
        asked = (lease.who, lease.owner, lease.hop, LEASE_MS, PASSED_MS, TTL_MS, MOST_HOPS)
        verdict, *sealed_at = self._run(CLAIM, (lease.key,), *asked, *earlier)
        if not sealed_at:
            return Found(ClaimResult(verdict.decode()))
        hop, sealed = sealed_at
        return Found(ClaimResult(verdict.decode()), hop.decode(errors="replace"), sealed)

    def _keep(self, lease: Lease, kept: Kept) -> bytes | None:
        counts: list[str | int] = []
        for each in kept.counts.items():
            counts += each
        keys = (lease.key, self._counts_beside(lease.key))
        asked = (kept.state or b"", kept.answer, kept.ttl_ms, lease.late, kept.late, *counts)
        stands: bytes | None = self._run(COMMIT, keys, lease.who, lease.owner, lease.hop, *asked)
        return stands

    def take_counts(self) -> Iterator[CountBatch]:
        """See SessionStore."""
        for shard in range(self._shards):
            found: list[bytes] = self._run(TAKE_COUNTS, self._counts_of(shard), secrets.token_hex(8), "")
            values = {each.decode(errors="replace"): value for each, value in zip(found[::2], found[1::2], strict=True)}
            if values:
                name = values.pop("").decode(errors="replace")
                yield CountBatch(
                    shard, name, {each: int(number) for each, number in values.items() if _is_whole(number)}
                )

    def drop_counts(self, batch: CountBatch) -> None:
        """See SessionStore."""
        self._run(TAKE_COUNTS, self._counts_of(batch.shard), "", batch.name)

    def count_waiting(self) -> int:
        """See SessionStore."""
        names = [name for shard in range(self._shards) for name in self._counts_of(shard)]
        try:
            return sum(int(self._ask("HLEN", name)) for name in names)
        except (RedisError, RedisClusterException) as error:
            raise SessionsUnavailable(type(error).__name__) from error

    def _counts_beside(self, key: str) -> str:
        """The key of the counts in the slot of a session."""
        return f"counts:{key[2:6]}" if self._shards > 1 else "counts"

    def _counts_of(self, shard: int) -> tuple[str, str]:
        counts = self._counts_beside(f"u:{{{shard:02x}}}")
        return counts, f"{counts}:taken"

    def _run(self, script: Script, keys: tuple[str, ...], *more: str | bytes | int) -> Any:
        """Run a script by its digest; by its text where the server does not have it (a restart, SCRIPT FLUSH)."""
        if not self._breaker.may_ask():
            raise SessionsUnavailable("Redis is left alone for a while")
        call = (len(keys), *keys, *more)
        away = False
        try:
            try:
                return self._ask("EVALSHA", script.sha, *call)
            except NoScriptError:
                return self._ask("EVAL", script.text, *call)
        except (RedisError, RedisClusterException) as error:
            away = not isinstance(error, ResponseError)
            raise SessionsUnavailable(type(error).__name__) from error
        finally:
            self._breaker.record(well=not away)

    def _ask(self, *command: str | bytes | int) -> Any:
        """Send a command on an idle connection, those used last first; a cluster's client chooses a node.

        The client's own pool costs as much time as all the rest. A broken connection is connected anew once, as there.
        """
        if isinstance(self._client, RedisCluster):
            return self._client.execute_command(*command)  # type: ignore[no-untyped-call]
        connection = self._idle.take() or self._client.connection_pool.get_connection()
        try:
            return _answer_to(connection, command)
        except ConnectionError:
            connection.disconnect()
            return _answer_to(connection, command)
        finally:
            self._idle.put(connection)


def _is_whole(value: bytes) -> bool:
    """Whether a count is a whole number; a damaged one is left out."""
    return value.removeprefix(b"-").isdigit()


def _answer_to(connection: Any, command: tuple[str | bytes | int, ...]) -> Any:
    connection.send_packed_command([pack_command(command)])  # type: ignore[arg-type]  # its stub knows one word
    return connection.read_response()


def connect(url: str) -> Redis | RedisCluster:
    """The client for a REDIS_URL, with timeouts well under a second.

    `redis://`, `rediss://` and `unix://` as redis-py reads them;
    `sentinel://[user:password@]host:26379,host:26379/service[?db=0]` (user and password are the data servers');
    `cluster://[user:password@]host:port,host:port`, which asks a node for its map of the slots at once.

    Raises ValueError for any other URL, SessionsUnavailable when no node of a cluster answers.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "redis" | "rediss" | "unix":
            return Redis.from_url(url, **_options())
        case "sentinel":
            return _sentinel(parts)
        case "cluster":
            return _cluster(parts)
    raise ValueError("REDIS_URL begins with redis://, rediss://, unix://, sentinel:// or cluster://")


def _options(timeout: float = TIMEOUT) -> dict[str, Any]:
    """A broken connection is retried once, a slow one never. RESP2, because nothing of RESP3 is used."""
    return {
        "socket_timeout": timeout,
        "socket_connect_timeout": timeout,
        "health_check_interval": 30,
        "retry": Retry(NoBackoff(), 1, supported_errors=(ConnectionError,)),
        "protocol": 2,
    }


def _sentinel(parts: SplitResult) -> Redis:
    service = parts.path.strip("/")
    if not service:
        raise ValueError("REDIS_URL: a sentinel:// URL ends with the name of its service")
    patience = {"socket_timeout": SENTINEL_TIMEOUT, "socket_connect_timeout": SENTINEL_TIMEOUT}
    once = {"retry": Retry(NoBackoff(), 0), "protocol": 2}
    sentinels = Sentinel(_hosts(parts, 26379), sentinel_kwargs=patience | once)  # type: ignore[no-untyped-call]
    db = int(parse_qs(parts.query).get("db", ["0"])[0])
    master: Redis = sentinels.master_for(  # type: ignore[no-untyped-call]
        service, db=db, **_login(parts), **_options()
    )
    return master


def _cluster(parts: SplitResult) -> RedisCluster:
    nodes = [ClusterNode(*host) for host in _hosts(parts, 6379)]  # type: ignore[no-untyped-call]
    try:
        return RedisCluster(
            startup_nodes=nodes, require_full_coverage=False, **_login(parts), **_options(CLUSTER_TIMEOUT)
        )
    except (RedisError, RedisClusterException) as error:
        raise SessionsUnavailable(type(error).__name__) from error


def _hosts(parts: SplitResult, usual_port: int) -> list[tuple[str, int]]:
    hosts = [urlsplit(f"//{host}") for host in parts.netloc.rpartition("@")[2].split(",")]
    return [(host.hostname or "localhost", host.port or usual_port) for host in hosts]


def _login(parts: SplitResult) -> dict[str, Any]:
    user, _, password = parts.netloc.rpartition("@")[0].partition(":")
    given = {"username": unquote(user), "password": unquote(password)}
    return {name: value for name, value in given.items() if value}
