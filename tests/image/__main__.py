"""Build the image, start its three processes and ask them: `make image`, as root on Debian. It writes a report.

It wants the packages buildah, debootstrap, podman and runc. The base is made by debootstrap, so that no registry of
images is needed; with BASE set, that image is taken. PostgreSQL and Redis are those of the tests, on this machine. The
containers run as compose.yaml has them: a read-only root file system, /tmp in memory, no capabilities, the user 10001.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests import measured_here, servers
from tests.architecture.made_parts import table
from tests.faults.stores import own_postgres

ROOT: Final = Path(__file__).parents[2]
IMAGE, BASE = "localhost/lango", "localhost/lango-base"
PATIENCE: Final = 60.0
"""Seconds in which a process has to answer."""
GRACE: Final = 20
"""Seconds to stop, as compose.yaml has it."""
DATA: Final = "lango-image"
"""The volume of this try."""
HARDENED: Final = (
    "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--network=host"
)  # fmt: skip
PODMAN: Final = ("podman", "--runtime=runc", "--cgroup-manager=cgroupfs")
WITHOUT_SYSTEMD: Final = ("--ulimit=nofile=1024:1024", "--ulimit=nproc=1024:1024", "--health-interval=disable")
"""So that it also runs where systemd does not, and limits cannot be raised. The health check is run by hand."""
PASSED_ON: Final = ("PIP_CERT", "PIP_INDEX_URL", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE")
"""Variables of this terminal that the build gets, so that it reaches the index of packages as this machine does."""
CERTIFICATES: Final = "/etc/ssl/certs/ca-certificates.crt"
"""The certificates that this machine trusts; the build trusts them too."""

PAGE: Final = ROOT / "docs" / "results" / "image.md"
BEGIN: Final = """# The image: built, started, asked

Written by `make image`. The base is a Debian made by debootstrap (with `BASE` set, any other); PostgreSQL and Redis run
beside the containers.
"""

seen: Final[list[tuple[str, str]]] = []
"""What was asked and what was seen, for the report."""


def main() -> int:
    """Build, start, ask, stop; print and write what was seen. Raises CalledProcessError where a command fails."""
    with tempfile.TemporaryDirectory(prefix="lango-image-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        began = time.monotonic()
        base = os.environ.get("BASE") or made_base(folder)
        built = time.monotonic()
        build(base)
        _say("the image is built", f"{time.monotonic() - built:.0f} s; its base before that {built - began:.0f} s")
        size = int(_run(*PODMAN, "image", "inspect", "--format={{.Size}}", IMAGE))
        _say("its size", f"{size / 1e6:,.0f} MB")
        with ExitStack() as running:
            redis = running.enter_context(servers.redis_server(folder))
            database = running.enter_context(own_postgres(folder))
            settings = written(folder, database.url, redis)
            sockets = [_opened(Path(database.home)), _opened(Path(urllib.parse.urlsplit(redis).path).parent)]
            shared = [f"--volume={each}:{each}" for each in sockets]
            running.callback(_run, *PODMAN, "volume", "rm", "--force", DATA)
            options = [*HARDENED, *WITHOUT_SYSTEMD, f"--env-file={settings}", *shared, f"--volume={DATA}:/data"]
            _run(*PODMAN, "run", *options, "--rm", "--no-healthcheck", IMAGE, "release")
            _say("release", "done")
            port = servers.free_port()
            web = running.enter_context(started(*options, f"--env=PORT={port}", IMAGE, "web"))
            worker = running.enter_context(started(*options, "--no-healthcheck", IMAGE, "worker"))
            ask(port, settings, web)
            stop("the worker", worker)
            stop("the web", web)
    where = f"{datetime.now(UTC):%Y-%m-%d}, commit {measured_here.commit()}, {measured_here.machine()}."
    PAGE.write_text(f"{BEGIN}\n{where}\n\n{table(('what', 'seen'), seen)}\n")
    return 0


def ask(port: int, settings: Path, web: str) -> None:
    """What the web answers, and what it is inside. Raises AssertionError where it is not as it should be."""
    for path, wanted in (("/healthz", "alive"), ("/readyz", "")):
        _say(path, answered(f"http://127.0.0.1:{port}{path}"), wanted)
    _say("a dial", dialled(port, settings), "CON ")
    _say("the user of the web", _run(*PODMAN, "exec", web, "id", "-u"), "10001")
    _say("what copies its database", _run(*PODMAN, "exec", web, "pg_dump", "--version"), "pg_dump (PostgreSQL)")
    written_to = _run(*PODMAN, "exec", web, "sh", "-c", "touch /opt/lango/x 2>&1 || true")
    _say("writing to its root file system", written_to, "Read-only file system")
    _say("its health, as podman asks", _run(*PODMAN, "healthcheck", "run", web) or "healthy")


def stop(name: str, container: str) -> None:
    """Stop it by SIGTERM, and say how it ended."""
    began = time.monotonic()
    _run(*PODMAN, "stop", f"--time={GRACE}", container)
    code = _run(*PODMAN, "inspect", "--format={{.State.ExitCode}}", container)
    _say(f"{name} is stopped by SIGTERM", f"exit code {code} after {time.monotonic() - began:.1f} s", "code 0 ")


def made_base(folder: Path) -> str:
    """A base of Debian's own packages: the smallest system with Python and its venv."""
    root = folder / "base"
    _run("debootstrap", "--variant=minbase", "--include=python3,python3-venv,ca-certificates", "bookworm", str(root))
    made = _run("buildah", "from", "scratch")
    _run("buildah", "add", made, str(root), "/")
    _run("buildah", "commit", "--rm", made, BASE)
    return BASE


def build(base: str) -> None:
    """Build the image on a base, as the Dockerfile says."""
    passed = [f"--env={name}={value}" for name, value in os.environ.items() if name in PASSED_ON]
    how = ["--format=docker", "--network=host", "--isolation=chroot", f"--build-arg=BASE={base}", *passed]
    how.append(f"--volume={CERTIFICATES}:{CERTIFICATES}:ro")
    _run("buildah", "build", *how, "-t", IMAGE, str(ROOT))


def written(folder: Path, database: str, redis: str) -> Path:
    """A file of settings, as an operator writes it."""
    lines = {
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "SECRET_KEYS": secrets.token_urlsafe(32),
        "AT_CALLBACK_KEYS": secrets.token_urlsafe(32),
        "METRICS_TOKEN": secrets.token_urlsafe(32),
        "AT_USERNAME": "off",
        "AT_SIM_SWAP": "0",
        "SMTP_URL": "off",
        "USSD_CODE": "*222#",
        "SMS_CODE": "22222",
    }
    file = folder / "lango.env"
    file.write_text("".join(f"{name}={value}\n" for name, value in lines.items()))
    return file


@contextmanager
def started(*options: str) -> Iterator[str]:
    """A container in the background; it is removed at the end."""
    name = _run(*PODMAN, "run", "--detach", *options)
    try:
        yield name
    finally:
        _run(*PODMAN, "rm", "--force", name)


def answered(url: str, form: dict[str, str] | None = None) -> str:
    """What is answered, as soon as something is."""
    end = time.monotonic() + PATIENCE
    data = urllib.parse.urlencode(form).encode() if form else None
    while True:
        try:
            with urllib.request.urlopen(url, data, timeout=5) as answer:
                return str(answer.read().decode()).strip()
        except (urllib.error.URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def dialled(port: int, settings: Path) -> str:
    """The first screen."""
    given = dict(line.split("=", 1) for line in settings.read_text().splitlines())
    caller = {"sessionId": "ATUid_image", "phoneNumber": "+254700000001", "networkCode": "63902"}
    hop = caller | {"serviceCode": "*222#", "text": ""}
    return json.dumps(answered(f"http://127.0.0.1:{port}/at/{given['AT_CALLBACK_KEYS']}/ussd", hop))


def _opened(folder: Path) -> str:
    """A folder of sockets that the user of the image may reach."""
    folder.chmod(0o755)
    for each in folder.iterdir():
        if each.is_socket():
            each.chmod(0o777)
    return str(folder)


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        done.check_returncode()
    return done.stdout.strip()


def _say(what: str, told: str, wanted: str = "") -> None:
    print(f"{what}: {told}", flush=True)
    seen.append((what, f"`{told}`"))
    if wanted not in told:
        raise AssertionError(f"{what}: {wanted!r} is wanted")


if __name__ == "__main__":
    sys.exit(main())
