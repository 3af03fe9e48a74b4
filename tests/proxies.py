"""The proxies before Lango and its database in production: a real nginx, and a real PgBouncer.

Debian's, as `ops/` and docs/operate.md have them: `sudo apt-get install nginx-light pgbouncer`.
"""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg

from app.platform.config.setting_fields import ROOT
from tests.servers import PATIENCE, connects, free_port, wait_until_up

NGINX: Final = ROOT / "ops" / "nginx" / "lango.conf"
FEW: Final = 3
"""Connections of PgBouncer to PostgreSQL: so few that transactions of one client meet several of them."""


def find_program(name: str, package: str) -> str:
    """Where a program is. Raises RuntimeError with the command that installs it."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise RuntimeError(f"these tests want {name}: on Debian or Ubuntu `sudo apt-get install {package}`")
    return found


@contextmanager
def pgbouncer(database: str, folder: Path) -> Iterator[str]:
    """A PgBouncer in transaction mode before a database on a socket; yields its `postgresql://` URL."""
    parts, port = urlsplit(database), free_port()
    settings = folder / "pgbouncer.ini"
    settings.write_text(f"""[databases]
* = {parts.query.replace("&", " ")} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 200
default_pool_size = {FEW}
server_round_robin = 1
""")
    folder.chmod(0o755)
    settings.chmod(0o644)
    limits = ("statement_timeout = '2s'", "lock_timeout = '1s'", "idle_in_transaction_session_timeout = '60s'")
    with psycopg.connect(database, autocommit=True) as connection:
        for each in limits:
            connection.execute(f"ALTER DATABASE {parts.path.removeprefix('/')} SET {each}".encode())
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    command = [find_program("pgbouncer", "pgbouncer"), *user, str(settings)]
    url = f"postgresql://postgres@127.0.0.1:{port}{parts.path}"
    with _running(command, folder / "pgbouncer.log", lambda: connects(url)):
        yield f"{url}?pgbouncer=true"


@contextmanager
def nginx(webs: list[int], folder: Path, plain: int | None = None) -> Iterator[str]:
    """The nginx of `ops/` before webs on these ports of this machine, without TLS; yields its base URL.

    `plain`: the port in place of 80, where it answers whoever comes without TLS.

    The configuration around it logs as Debian's nginx.conf does.
    """
    port = free_port()
    config = NGINX.read_text(encoding="utf-8")
    for found, put in (
        (r"listen 80;", f"listen 127.0.0.1:{plain or free_port()};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        (r"\n *ssl_\w+ [^;]*;", ""),
        (r"/etc/nginx/lango-webs\.conf;", f"{folder}/webs.conf;"),
        (r"/var/log/nginx/lango", f"{folder}/lango"),
    ):
        config, changes = re.subn(found, put, config, flags=re.DOTALL)
        assert changes, f"{NGINX} has no {found}"
    machine = (ROOT / "ops" / "nginx" / "webs-machine.conf").read_text(encoding="utf-8")
    for number, web in enumerate(webs, 1):
        machine = machine.replace(f":{8000 + number} ", f":{web} ")
    (folder / "webs.conf").write_text(machine)
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 512; }}\nhttp {{\naccess_log {folder}/access.log;\n{places}{config}}}\n"
    )
    url = f"http://127.0.0.1:{port}"
    with _running(
        [find_program("nginx", "nginx-light"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")],
        folder / "nginx.out",
        lambda: _listens(port),
    ):
        yield url


def _listens(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _running(command: list[str], log: Path, ready: Callable[[], bool]) -> Iterator[None]:
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            wait_until_up(ready, over=lambda: process.poll() is not None, log=log)
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE)
