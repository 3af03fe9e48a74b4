"""Nothing personal and nothing secret is left anywhere: stories are played, and then everything is searched.

A process of its own plays them, with the logs as production has them; what it leaves behind is searched for every
canary in every encoding (`canaries.py`). That the search finds what is there is shown by a process that leaks on
purpose (`tainted.py --leak`). The long form plays all stories on both databases, the short one an eighth on SQLite.
"""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from app.platform.config.setting_fields import ROOT
from tests import servers
from tests.faults import canaries, results
from tests.faults.canaries import Canary, Hit, found
from tests.faults.tainted_desk import AT_A_DESK
from tests.faults.tainted_forms import ANSWERS, CHILD, KRA_PIN, REPLY, TITLE
from tests.faults.tainted_payments import ACCOUNT, PAYING

pytestmark = pytest.mark.slow

STORIES = [file.stem for file in sorted(canaries.STORIES.glob("*.story"))]
TOLD = STORIES if results.LONG else STORIES[::8]
ONE = ["register_citizen"]
DATABASES = pytest.mark.parametrize("kind", ["sqlite", "postgresql"] if results.LONG else ["sqlite"])
PAGE = 4096
CALLBACK_KEYS = ("AT_CALLBACK_KEYS", "PESAFLOW_CALLBACK_KEYS", "DARAJA_CALLBACK_KEYS")
MADE = {"password", "OTP", "callback key", "API key", "key ring", "callback token", "access token", "webhook secret"}
"""Kinds of canaries that the settings and the run bring, beside those that stand in the stories."""


@dataclass(frozen=True)
class Left:
    """What a run left behind: the folder, and the canaries to look for in it."""

    folder: Path
    canaries: set[Canary]

    def sinks(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the folder, with its sink; of the copies of the database each page that they share once."""
        seen: set[bytes] = set()
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                sink = file.relative_to(self.folder).parts[0]
                yield sink, b"".join(fresh(file, seen)) if sink == "database" else file.read_bytes()

    def leaks(self) -> dict[str, set[Hit]]:
        """What was found in each sink."""
        hits: dict[str, set[Hit]] = {}
        for sink, data in self.sinks():
            hits[sink] = hits.get(sink, set()) | found(data, self.canaries)
        return hits


def fresh(file: Path, seen: set[bytes]) -> Iterator[bytes]:
    """The pages of a SQLite file, or of its journal, that no other had (sqlite.org/fileformat2.html, 4.1)."""
    start, head = (32, 24) if file.suffix == ".journal" else (0, 0)
    data = file.read_bytes()
    for at in range(start, len(data), PAGE + head):
        page = data[at + head : at + head + PAGE]
        if page not in seen:
            seen.add(page)
            yield page


@pytest.fixture
def model(kind: str, request: pytest.FixtureRequest) -> str:
    """The database that is copied for each story."""
    if kind == "sqlite":
        return f"sqlite:///{request.getfixturevalue('sqlite_file')}"
    return str(request.getfixturevalue("postgres_url"))


def tell(folder: Path, model: str, stories: list[str], *options: str) -> Left:
    """Play stories in a process of its own, on a Redis of its own."""
    place = folder / "left"
    for sink in ("redis", "database"):
        (place / sink).mkdir(parents=True)
    keys = {"SECRET_KEYS": secrets.token_urlsafe(40), **{name: secrets.token_hex(32) for name in CALLBACK_KEYS}}
    with servers.redis_server(place / "redis") as redis_url, (place / "logs").open("wb") as log:
        environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(place),
            "DATABASE_URL": model,
            "REDIS_URL": redis_url,
            "SIMULATOR": "1",
        }
        command = [sys.executable, "-m", "tests.faults.tainted", str(place), *options, *stories]
        ended = subprocess.run(command, cwd=ROOT, env=environment | keys, stdout=log, stderr=log, check=False)
    assert ended.returncode == 0, (place / "logs").read_text()[-3000:]
    learned = {Canary(*pair) for pair in json.loads((folder / "learned.json").read_text())}
    made = {Canary("key ring", keys["SECRET_KEYS"]), *(Canary("callback key", keys[name]) for name in CALLBACK_KEYS)}
    return Left(place, canaries.of_the_stories() | ANSWERS | PAYING | AT_A_DESK | learned | made)


def of_postgres(model: str, log: Path) -> Iterator[tuple[str, bytes]]:
    """PostgreSQL's log, and its write-ahead log."""
    yield "the log of PostgreSQL", log.read_bytes()
    if model.startswith("postgresql"):
        home = Path(parse_qs(urlsplit(model).query)["host"][0])
        for file in sorted((home / "data" / "pg_wal").glob("[0-9A-F]*")):
            yield "the journal of PostgreSQL", file.read_bytes()


@DATABASES
def test_nothing_of_a_citizen_is_left_anywhere(
    kind: str, model: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    left = tell(tmp_path, model, TOLD)
    sinks = dict.fromkeys(sink for sink, _ in left.sinks())
    assert {"logs", "metrics", "monitor", "slowlog", "keys", "redis", "database", "webhooks"} <= {*sinks}
    leaks = left.leaks()
    searched = sum(len(data) for _, data in left.sinks())
    if kind == "postgresql":
        for log in tmp_path_factory.getbasetemp().glob("postgres*/postgres.log"):
            for sink, data in of_postgres(model, log):
                leaks[sink] = leaks.get(sink, set()) | found(data, left.canaries)
                searched += len(data)
    kinds = {canary.kind for canary in left.canaries}
    hits = sum(map(len, leaks.values()))
    figures = {"most_canaries": len(left.canaries), "most_kinds": len(kinds), "most_sinks": len(leaks), "leaks": hits}
    results.tell("Taint", stories=len(TOLD), megabytes_searched=searched / 1e6, **figures)
    given = {"ID number", "name", "phone", "e-mail", "date of birth", "answer", "account", "photo", "provider secret"}
    assert kinds >= MADE | given
    assert {sink: hits for sink, hits in leaks.items() if hits} == {}


@DATABASES
def test_what_leaks_on_purpose_is_found_in_every_sink(
    kind: str, model: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    left = tell(tmp_path, model, ONE, "--leak")
    leaks = left.leaks()
    results.tell("Taint", sinks_that_leaked_on_purpose=len(leaks))
    assert {sink for sink, hits in leaks.items() if not hits} == set()
    assert {"logs", "metrics", "monitor", "slowlog", "keys", "redis", "database", "spool", "webhooks"} <= {*leaks}
    for sink in leaks:
        assert {"482915", "Wanjiku"} <= {hit.value for hit in leaks[sink]}, sink
    for sink in ("logs", "metrics", "keys", "spool"):
        assert {*CHILD[:2], KRA_PIN, TITLE, REPLY, ACCOUNT} <= {hit.value for hit in leaks[sink]}, sink
    for sink in ("metrics", "database"):
        assert Hit("phone", "712000001", "plain") in leaks[sink], sink
    assert {"plain", "hex", "base64"} <= {hit.dress for hit in leaks["logs"]}
    if kind == "postgresql":
        logs = tmp_path_factory.getbasetemp().glob("postgres*/postgres.log")
        assert any(found(log.read_bytes(), left.canaries) for log in logs)


@pytest.mark.parametrize(
    ("data", "dress"),
    [
        (b"text=3*1*482915&x", "plain"),
        (b"%34%38%32%39%31%35", "URL-encoded"),
        (b"c2VjcmV0OiA0ODI5MTU7", "base64"),
        (b"eDQ4MjkxNQ==", "base64"),
        (b"NDgyOTE1", "base64"),
        (b"x=343832393135", "hex"),
        (b"'519284'", "reversed"),
        (b"*4*8*2*9*1*5", "split by *"),
    ],
)
def test_a_canary_is_found_in_every_dress(data: bytes, dress: str) -> None:
    assert found(data, [Canary("password", "482915")]) == {Hit("password", "482915", dress)}


def test_a_canary_is_not_found_where_it_is_not() -> None:
    there = b'{"at": "2026-11-23T09:00:00.482915Z"} a482915f 14829150 \n1764036000.482915 [0 unix:x] "GET"'
    assert found(there, [Canary("password", "482915"), Canary("name", "Wanjiku")]) == set()
    assert found(b"WANJIKU", [Canary("name", "Wanjiku")])
