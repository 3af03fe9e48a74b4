"""Another release of Lango, for the tests of a rolling deploy: this tree, copied and changed, in a process of its own.

It shares Redis, the database and the keys with this one, but reads and writes them with its own code.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from app.dev.supervisor import leash
from tests.conftest import CALLBACK_KEY, KEY

ROOT: Final = Path(__file__).resolve().parents[1]
Changes = Mapping[str, list[tuple[str, str]]]
"""Replacements in files: pairs of an old and a new text. Each old text must occur exactly once."""
Files = Mapping[str, str]
"""The texts of files that are added or replaced as a whole."""
SERVING: Final = """
import json, sys
from datetime import datetime
from app.bootstrap.web import create_app
from app.cli.main import register
from app.container import Container
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from app.platform.config.settings import Settings
from app.worker.main import Worker
import menus

time = None
container = Container.of(Settings(_env_file=None), clock=lambda: time)
app = create_app(container)
register(app)
client = app.test_client()

def hop(form, key):
    return client.post(f"/at/{key}/ussd", data=form).get_data(as_text=True)

def text(form, key):
    return client.post(f"/at/{key}/sms", data=form).status_code

def command(words):
    ran = app.test_cli_runner().invoke(args=words)
    return [ran.exit_code, ran.output]

def queue(key, kind, phone, body):
    with container.database.transaction() as session:
        return messages.queue_sms(session, key=key, kind=MessageKind(kind), phone=phone, body=body)

def work():
    worker = Worker(container)
    for sent in worker.turn():
        sent.result()
    worker.sweep()

print(json.dumps(menus.__file__), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    time = datetime.fromisoformat(asked["time"])
    print(json.dumps(globals()[asked["do"]](**asked["told"])), flush=True)
"""


class Release:
    """A running release, which gets hops as the provider sends them."""

    def __init__(
        self, folder: Path, changes: Changes, *, files: Files | None = None, database_url: str, redis_url: str
    ) -> None:
        _write(folder, changes, files or {})
        told = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "DATA_DIR": str(folder / "data")}
        told |= {"SECRET_KEYS": KEY, "AT_CALLBACK_KEYS": CALLBACK_KEY, "SIMULATOR": "1", "PATH": os.environ["PATH"]}
        self._log = (folder / "log").open("w")
        self._process = subprocess.Popen(
            [*leash(), sys.executable, "-c", SERVING],
            cwd=folder, env=told, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log,
        )  # fmt: skip
        assert self._read().startswith(str(folder)), "it runs the code of its own folder"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=20)
        self._log.close()

    def ask(self, do: str, at: datetime, **told: Any) -> Any:
        """Call one of the functions of SERVING, at the time `at`."""
        assert self._process.stdin is not None
        print(json.dumps({"do": do, "time": at.isoformat(), "told": told}), file=self._process.stdin, flush=True)
        return self._read()

    def hops(self, clock: Callable[[], datetime]) -> Callable[[Mapping[str, str]], str]:
        """A function that sends it the form of a hop and returns the answer."""
        return lambda form: str(self.ask("hop", clock(), form=dict(form), key=CALLBACK_KEY))

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "it has ended"
        return json.loads(line)


def _write(folder: Path, changes: Changes, files: Files) -> None:
    for name in ("app", "menus", "sessions"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, pieces in changes.items():
        file = folder / name
        text = file.read_text("utf-8")
        for before, after in pieces:
            assert text.count(before) == 1, f"{name}: {before}"
            text = text.replace(before, after)
        file.write_text(text, "utf-8")
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
