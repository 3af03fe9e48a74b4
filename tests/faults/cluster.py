"""A Redis Cluster that a test may kill nodes of: three masters and three replicas, each on a port of loopback."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from redis import Redis
from redis.exceptions import RedisError

from app.dev.local_stack import redis_binary, redis_command
from tests.faults.stores import waited
from tests.servers import free_port

MASTERS: Final = 3
SLOTS: Final = 16_384
NODE_TIMEOUT_MS: Final = 2_000
"""How long a node is silent before the others hold it to be dead. All else is Redis's default, or as `make run` sets
it."""


class Node:
    """One server of a cluster."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.port = folder, free_port()
        self.admin: Any = Redis(port=self.port, decode_responses=True)
        self.start()

    def start(self) -> float:
        """Start it (again), with its files of the cluster; the seconds until it answers."""
        more = {"port": self.port, "bind": "127.0.0.1", "cluster-enabled": "yes", "cluster-config-file": "nodes.conf"}
        more["cluster-node-timeout"] = NODE_TIMEOUT_MS
        options = [word for name, value in more.items() for word in (f"--{name}", str(value))]
        self._process = subprocess.Popen(
            [*redis_command(redis_binary(), self.folder, self.folder / "redis.sock"), *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return waited(self.is_ready)

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._process.wait()

    def is_ready(self) -> bool:
        """Whether it answers, and has read its data."""
        with suppress(RedisError):
            return bool(self.admin.ping())
        return False

    def name(self) -> str:
        """Its id within the cluster."""
        return str(self.admin.execute_command("CLUSTER MYID"))

    def is_master(self) -> bool:
        """Whether it holds slots, and the cluster is whole as far as it knows."""
        role, *_ = self.admin.execute_command("ROLE")
        return bool(role == "master") and self.sees_all_slots()

    def sees_all_slots(self) -> bool:
        """Whether each slot has a master, as far as it knows."""
        info: dict[str, str] = self.admin.execute_command("CLUSTER INFO")
        return [info["cluster_state"], info["cluster_slots_ok"]] == ["ok", str(SLOTS)]

    def is_in_step(self) -> bool:
        """Whether it has a replica that lags by a second at most."""
        replica = self.admin.info("replication").get("slave0", {})
        return bool(replica.get("state") == "online" and replica["lag"] <= 1)


class Cluster:
    """Three masters and three replicas."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.nodes: list[Node] = []
        for number in range(2 * MASTERS):
            self.nodes.append(Node(folder / str(number)))

    @property
    def url(self) -> str:
        """For REDIS_URL: half of the nodes, as one would write it down."""
        return "cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in self.nodes[:MASTERS])

    def join(self) -> None:
        """Make them know each other, give the slots to three, and each of these a replica."""
        first, *others = self.nodes
        for number, node in enumerate(self.nodes):
            node.admin.execute_command("CLUSTER SET-CONFIG-EPOCH", number + 1)
        for node in others:
            node.admin.execute_command("CLUSTER MEET", "127.0.0.1", first.port)
        masters, replicas = self.nodes[:MASTERS], self.nodes[MASTERS:]
        for number, node in enumerate(masters):
            mine = range(number * SLOTS // MASTERS, (number + 1) * SLOTS // MASTERS)
            node.admin.execute_command("CLUSTER ADDSLOTS", *mine)
        for master, replica in zip(masters, replicas, strict=True):
            waited(lambda master=master, replica=replica: self._follows(replica, master))  # type: ignore[misc]
        self.settle()

    def settle(self) -> None:
        """Wait until every node sees every slot served, and every master has a replica in step."""
        waited(lambda: all(node.sees_all_slots() for node in self.nodes))
        waited(lambda: len(self.masters()) == MASTERS and all(node.is_in_step() for node in self.masters()))

    def masters(self) -> list[Node]:
        """Those that hold the slots now."""
        return [node for node in self.nodes if node.is_ready() and node.is_master()]

    def kill_master(self, master: Node) -> float:
        """SIGKILL; the seconds until another has its slots."""
        others = [node for node in self.nodes if node is not master]
        master.kill()
        return waited(lambda: sum(node.is_master() for node in others) == MASTERS)

    def _follows(self, replica: Node, master: Node) -> bool:
        with suppress(RedisError):  # as long as it has not heard of the master
            return bool(replica.admin.execute_command("CLUSTER REPLICATE", master.name()))
        return False


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster that serves every slot, until the end of the block."""
    made = Cluster(folder)
    try:
        made.join()
        yield made
    finally:
        for node in made.nodes:
            node.kill()
            node.admin.close()
