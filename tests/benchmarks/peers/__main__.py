"""Lango compared with its peers: `python -m tests.benchmarks.peers [--write FILE]` (`make bench-peers`).

It takes about 3 minutes. All take turns in the same four steps, with the same number of processes and one Redis. A peer
looks nothing up and stores nothing durably; Lango does its usual work, on SQLite. The exit status is always 0.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from redis import Redis
from redis.exceptions import ConnectionError

from app.dev.local_stack import redis_binary, redis_command
from tests import servers
from tests.benchmarks import visits
from tests.benchmarks.__main__ import here, place_of, whatever_comes
from tests.benchmarks.load import Crowd, crowd
from tests.benchmarks.measures import CALLERS, ROUNDS, WARM_UP, Side
from tests.benchmarks.peers import environments, steps
from tests.benchmarks.peers.environments import PEERS, SERVERS, Peer, Uninstallable
from tests.benchmarks.processes import running
from tests.benchmarks.report import Row, spread, table, wrong_ones
from tests.benchmarks.serving import FLOOR, LANGO, web

TIMES = 2.0
"""The bar: how many times the hops of its best peer Lango must answer."""


def main() -> None:
    """Measure, and print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers", description="Lango beside its peers.")
    asked.add_argument("--write", type=Path, metavar="FILE", help="keep the table")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="lango-") as home:
        rows = [*whatever_comes(measure(Path(home)))]
    servers_of_peers = "; ".join(f"{name} {' '.join(options[:-1])}" for name, options in SERVERS.items())
    text = f"{here('sqlite')}\n\nThe peers' servers: {servers_of_peers}.\n\n{table(rows)}\n"
    print(f"\n{text}")
    if wanted.write:
        wanted.write.write_text(text)


def measure(home: Path) -> Iterator[Row]:
    """The rows of each framework, and the ratio of Lango to its best peer."""
    with ExitStack() as running_ones:
        callers, place = (
            running_ones.enter_context(crowd()),
            running_ones.enter_context(place_of(home / "web", "sqlite")),
        )
        redis_port = running_ones.enter_context(_redis_on_a_port(home))
        here_too = {"REDIS_URL": f"redis://127.0.0.1:{redis_port}/0"}
        floor = running_ones.enter_context(web(place, FLOOR, **here_too))
        lango = running_ones.enter_context(web(place, LANGO, **here_too))
        bare = Side("floor (a GET and a SET)", visits.floor, floor)
        ours = Side("Lango", steps.lango, lango)
        peers = []
        for peer in PEERS:
            try:
                peers += _start(peer, home, redis_port, callers, running_ones)
            except Uninstallable as why:
                yield Row(f"{peer.name}: cannot be measured", str(why))
        yield from _in_turns(callers, bare, ours, peers)


def _start(peer: Peer, home: Path, redis_port: int, callers: Crowd, running_ones: ExitStack) -> list[Side]:
    """Install a peer and start it under each of the servers. Raises Uninstallable."""
    print(f"Installing {peer.name}.", flush=True)
    python, sides = environments.install(peer, home), []
    for server in SERVERS:
        its = running_ones.enter_context(environments.web(peer, server, python, redis_port))
        sides.append(Side(f"{peer.name} on {server}", steps.peer, its))
        _try(callers, sides[-1])
    return sides


def _in_turns(callers: Crowd, bare: Side, ours: Side, peers: list[Side]) -> Iterator[Row]:
    sides = [bare, ours, *peers]
    print(f"{len(sides)} webs in turns, {ROUNDS} times.", flush=True)
    for side in (bare, ours):
        callers.call(side.visit, side.web.port, callers=CALLERS, seconds=WARM_UP)
    for _ in range(ROUNDS):
        for side in sides:
            side.turn(callers)
    for side in sides:
        yield Row(f"{side.name}: hops a second", spread(side.rates) + wrong_ones(side.results))
        yield Row(f"{side.name}: processor time of the web", f"{spread(side.spent)} us each")
    if peers:
        best = max(peers, key=lambda side: median(side.rates))
        ratios = [mine / theirs for mine, theirs in zip(ours.rates, best.rates, strict=True)]
        reached = median(ratios) >= TIMES and not wrong_ones(ours.results)
        yield Row(f"Lango / {best.name}, the best of them", spread(ratios, ".2f"), f">= {TIMES:.0f}", reached)


def _try(callers: Crowd, side: Side) -> None:
    """Warm a peer up. Raises Uninstallable when its answers are wrong."""
    load = callers.call(side.visit, side.web.port, callers=CALLERS, seconds=WARM_UP)
    if load.wrong or not load.latencies:
        raise Uninstallable(f"it answers {load.wrong[0][:80] if load.wrong else 'nothing'}")


@contextmanager
def _redis_on_a_port(home: Path) -> Iterator[int]:
    """One Redis for all of them, as `make run` has it but on a port: anysd reaches it in no other way."""
    folder, port = home / "redis", servers.free_port()
    folder.mkdir()
    command = [
        *redis_command(redis_binary(), folder, folder / "redis.sock"),
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
    ]
    with running(command, environment={}, log=folder / "said.log") as program, Redis(port=port) as client:
        program.attend(lambda: _answers(client))
        yield port


def _answers(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except ConnectionError:
        return False


if __name__ == "__main__":
    main()
