"""Installs a peer from the package registry into a temporary virtual environment, and starts its web server."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from tests import servers
from tests.benchmarks.processes import running
from tests.benchmarks.serving import Web, listens

HERE: Final = Path(__file__).parent
GUNICORN: Final = "27.0.1"
SERVERS: Final = {
    "granian": ("--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "2", "--blocking-threads", "4", "--port"),
    "gunicorn": ("--workers", "2", "--threads", "4", "--bind"),
}
"""Two processes as Lango has, with four threads each: the peers are synchronous. Granian is Lango's own server,
gunicorn the usual server of such applications; the port follows the last option.
"""
INSTALLING: Final = 300.0
"""The timeout of an installation, in seconds."""


@dataclass(frozen=True)
class Peer:
    """A framework: what is installed, and the module of its application."""

    name: str
    packages: tuple[str, ...]
    module: str


PEERS: Final = (
    Peer("anysd 1.2.7", ("anysd==1.2.7", "redis==4.6.0", "flask==3.1.3"), "anysd_app"),
    Peer("ussd_airflow 0.0.6", ("ussd_airflow==0.0.6", "django-redis==4.12.1", "redis==3.5.3"), "airflow_app"),
)
"""anysd does not work with redis 6 (it passes `charset`); ussd_airflow requires the Django of 2019."""


class Uninstallable(Exception):
    """A peer that cannot be installed here, or does not start."""


def install(peer: Peer, home: Path) -> Path:
    """Install the peer and both web servers; the Python of their environment. Raises Uninstallable."""
    python = home / peer.module / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(home / peer.module)], check=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += [f"granian=={version('granian')}", f"gunicorn=={GUNICORN}", *peer.packages]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALLING, check=False)
    except subprocess.TimeoutExpired as slow:
        raise Uninstallable("installing it takes too long") from slow
    if done.returncode:
        raise Uninstallable(done.stderr.strip().splitlines()[-1][:80])
    return python


@contextmanager
def web(peer: Peer, server: str, python: Path, redis_port: int) -> Iterator[Web]:
    """Start the peer under one of the servers. Raises Uninstallable when it does not start."""
    folder = python.parents[1] / f"under_{server}"
    folder.mkdir()
    (folder / "config.yaml").write_text(f"development:\n  redis:\n    host: 127.0.0.1\n    port: {redis_port}\n")
    port = servers.free_port()
    where = str(port) if server == "granian" else f"127.0.0.1:{port}"
    command = [str(python), "-m", server, "--log-level", "error", *SERVERS[server], where]
    environment = {
        "PATH": f"{python.parent}:/usr/bin:/bin",
        "PYTHONPATH": str(HERE),
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/5",
    }
    log = folder / "web.log"
    with running([*command, f"{peer.module}:application"], environment=environment, log=log) as program:
        try:
            program.attend(lambda: listens(port))
        except RuntimeError as error:
            raise Uninstallable(str(error).splitlines()[-1][:80]) from error
        yield Web(program, port)
