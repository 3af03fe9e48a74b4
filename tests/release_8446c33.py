"""What release 8446c33 leaves behind when this one takes over: its database, its live sessions and its spool.

`python -m tests.release_8446c33` runs that release, from this repository's history, on its own migrations and samples:
citizens, an agency and a worker act, and what is stored then is written to `tests/data/release_8446c33/`. That folder
is checked in, so that the tests need no history (`tests/web/test_upgrade_from_8446c33.py`). Keys and salts are random:
two runs differ in the sealed bytes, and in nothing else.
"""

import json
import lzma
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from alembic import command
from redis import Redis
from sqlalchemy import JSON, Boolean, DateTime, Engine, MetaData, insert, text

from app.dev.supervisor import leash
from app.migrations import runner
from tests import servers
from tests.conftest import CALLBACK_KEY, KEY, MONDAY

ROOT: Final = Path(__file__).resolve().parents[1]
COMMIT: Final = "8446c33"
NEWEST: Final = "0007"
"""That release's last migration."""
DATA: Final = ROOT / "tests" / "data" / f"release_{COMMIT}"
ACCOUNT_PHONE: Final = "+254700000001"
OTHER_PHONE: Final = "+254700000002"
PASSWORD: Final = "482915"
ACCOUNTS: Final = {
    ACCOUNT_PHONE: f"2*1*29000001*Wanjiku*1990*1*{PASSWORD}*{PASSWORD}",
    OTHER_PHONE: f"2*1*29000002*Otieno*1984*1*{PASSWORD}*{PASSWORD}",
}
"""What is typed to open accounts, by phone: these are the phones of two sample applications."""
SESSIONS: Final[dict[str, tuple[str, str]]] = {
    "registering": ("+254722000401", "2*1*29000005*Amina"),
    "before a password": ("+254722000402", "2*1*29000003*Ng'endo*1975*1"),
    "signed in": (ACCOUNT_PHONE, f"3*1*{PASSWORD}*1"),
    "signed in for 30 days": (OTHER_PHONE, "2"),
    "on a screen that is gone": ("+254722000405", "3"),
    "a status": ("+254722000403", "1*222244442222"),
    "in Kiswahili": ("+254722000404", "6*4*pasipoti"),
}
"""Live sessions, by what their phones are doing: the phone, and all that was typed so far."""
RUN: Final = """
import json, sys
from datetime import datetime
from sqlalchemy import select
from app import migrating
from app.domain import api_keys, audit_chain, loading, samples
from app.factory import create_app
from app.house import House
from app.domain.messages import Message
from app.settings import Settings
from app.worker import Worker

asked = json.load(sys.stdin)
time = datetime.fromisoformat(asked["time"])
house = House.of(Settings(_env_file=None), clock=lambda: time)
migrating.upgrade(house.database.engine)
with house.database.transaction() as session:
    loading.load(session, [file for file in loading.our_files() if file.stem != "services_listed"])
    samples.load(session, house.contacts)
    key = api_keys.issue(session, "dis", actor="operator:mwangi")
client = create_app(house).test_client()
at = "/at/" + asked["callback_key"]

def work():
    worker = Worker(house)
    for sent in worker.turn():
        sent.result()
    worker.sweep()
    worker.finish()

def walk(name, phone, typed):
    pieces, said = typed.split("*") if typed else [], ""
    for number in range(len(pieces) + 1):
        form = {"sessionId": "ATUid_" + name.replace(" ", "_"), "phoneNumber": phone, "serviceCode": "*222#",
                "networkCode": "63902", "text": "*".join(pieces[:number])}
        said = client.post(at + "/ussd", data=form).get_data(as_text=True)
    return said

for phone, typed in asked["accounts"].items():
    assert walk("to " + phone, phone, typed).startswith("CON Your account is open")
assert walk("staying", asked["other_phone"], asked["staying"]).startswith("CON My applications")
assert client.post(at + "/sms", data=asked["sms"]).status_code == 200
work()
with house.database.transaction() as session:
    audit_chain.link(session)
headers = {"Authorization": "Bearer " + key, "Idempotency-Key": asked["idempotency_key"]}
moved = client.post(asked["move_url"], json=asked["move"], headers=headers)
answers = {name: walk(name, *session) for name, session in asked["sessions"].items()}
with house.database.reading() as session:
    replied = session.scalars(select(Message).where(Message.key.like("reply:%"))).one().provider_id
for kind, told in [*asked["spool"], ("report", asked["report"] | {"id": replied})]:
    house.spool.put(kind, told, time)
assert moved.status_code == 200
print(json.dumps({"key": key, "moved": moved.get_data(as_text=True), "answers": answers}))
"""
"""The program of the old release's process. It ends like a killed process: work that waits is not done."""


def session_id(name: str) -> str:
    """The provider's id of one of SESSIONS."""
    return "ATUid_" + name.replace(" ", "_")


@dataclass(frozen=True)
class Left:
    """What the old release left behind, except its database."""

    key: str
    """An API key of the agency `dis`."""
    moved: str
    """Its answer to `MOVE`, which had the key IDEMPOTENCY_KEY."""
    answers: dict[str, str]
    """The last screen of each of SESSIONS."""
    sessions: dict[str, dict[str, str]]
    """Its sessions as they are in Redis: by key and field, in hexadecimal digits."""
    spool: str
    """The text of its spool file `live`."""

    @classmethod
    def read(cls) -> "Left":
        """Read it from the file that is checked in."""
        return cls(**json.loads((DATA / "left.json").read_text("utf-8")))

    def put_sessions(self, redis: Redis) -> None:
        """Put its sessions into a Redis; they live for five minutes more."""
        for key, fields in self.sessions.items():
            redis.hset(bytes.fromhex(key), mapping={bytes.fromhex(a): bytes.fromhex(b) for a, b in fields.items()})
            redis.pexpire(bytes.fromhex(key), 300_000)


INBOUND: Final = {
    "id": "sms-before-the-upgrade", "from": ACCOUNT_PHONE, "to": "22222", "text": "102030405060",
    "date": "2026-11-23 09:00:00",
}  # fmt: skip
MOVE_URL: Final = "/api/v1/applications/102030405060/status"
MOVE: Final = {"status": "collected"}
IDEMPOTENCY_KEY: Final = "before-the-upgrade"
SPOOL: Final[list[tuple[str, dict[str, Any]]]] = [
    (
        "sms",
        {
            "id": "sms-spooled",
            "sender": "+254700000006",
            "text": "222288880000",
            "sent_at": "2026-11-23T09:00:00+00:00",
        },
    ),
    ("opt-out", {"phone": "+254700000007"}),
    ("sim-swap", {"id": "nobody-asked", "swapped": False, "last_swap": None}),
]
REPORT: Final = {"status": "delivered", "failure": "", "phone": ACCOUNT_PHONE}
"""On the reply to INBOUND; it is spooled last."""


def sqlite_database(file: Path) -> None:
    """Make the old release's database as a file of SQLite, table by table as it was."""
    with sqlite3.connect(file) as connection:
        connection.executescript(_dump())
    connection.close()


def fill_postgresql(engine: Engine) -> None:
    """Make the old release's database in an empty PostgreSQL: its migrations, which are ours too, and its rows."""
    command.upgrade(runner.config(engine), NEWEST)
    tables = MetaData()
    tables.reflect(engine)
    with tempfile.TemporaryDirectory() as folder, engine.begin() as connection:
        file = Path(folder) / "lango.db"
        sqlite_database(file)
        source = sqlite3.connect(file)
        source.row_factory = sqlite3.Row
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows = [_of_postgresql(table.columns, row) for row in source.execute(f'SELECT * FROM "{table.name}"')]
            if rows:
                connection.execute(insert(table), rows)
        source.close()
        for counted, column in _counted(connection):
            highest = f"SELECT setval(pg_get_serial_sequence('{counted}', '{column}'), max({column})) FROM {counted}"
            connection.execute(text(highest))


def _of_postgresql(columns: Any, row: sqlite3.Row) -> dict[str, Any]:
    """A row of SQLite with PostgreSQL's types: SQLite has no times, booleans and JSON."""
    values = dict(row)
    for name, value in values.items():
        if value is not None and isinstance(columns[name].type, DateTime):
            values[name] = datetime.fromisoformat(value).replace(tzinfo=UTC)
        elif value is not None and isinstance(columns[name].type, Boolean):
            values[name] = bool(value)
        elif value is not None and isinstance(columns[name].type, JSON):
            values[name] = json.loads(value)
    return values


def _counted(connection: Any) -> list[tuple[str, str]]:
    """Tables whose rows are numbered by a sequence, and the column that is numbered."""
    asked = "SELECT table_name, column_name FROM information_schema.columns WHERE column_default LIKE 'nextval%'"
    return [(table, column) for table, column in connection.execute(text(asked))]


def _dump() -> str:
    return lzma.decompress((DATA / "database.sql.xz").read_bytes()).decode()


def main() -> None:
    """Run the old release and write down what it leaves."""
    with tempfile.TemporaryDirectory() as name, servers.redis_server(Path(name)) as redis_url:
        folder, tree = Path(name), Path(name) / "tree"
        tree.mkdir()
        packed = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", tree], input=packed, check=True)
        told = _run(tree, folder, redis_url)
        with Redis.from_url(redis_url) as redis:
            kept = {key.hex(): {a.hex(): b.hex() for a, b in redis.hgetall(key).items()} for key in redis.scan_iter()}
        DATA.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(folder / "lango.db") as connection:
            dumped = "\n".join(connection.iterdump()).encode()
        connection.close()
        (DATA / "database.sql.xz").write_bytes(lzma.compress(dumped, preset=9))
        left = Left(told["key"], told["moved"], told["answers"], kept, (folder / "data/spool/live").read_text("ascii"))
        (DATA / "left.json").write_text(json.dumps(vars(left), indent=1, ensure_ascii=False) + "\n", "utf-8")


def _run(tree: Path, folder: Path, redis_url: str) -> dict[str, Any]:
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'lango.db'}", "REDIS_URL": redis_url, "DATA_DIR": str(folder / "data"),
        "SECRET_KEYS": KEY, "AT_CALLBACK_KEYS": CALLBACK_KEY, "SIMULATOR": "1", "PATH": os.environ["PATH"],
    }  # fmt: skip
    asked = {
        "time": MONDAY.isoformat(), "callback_key": CALLBACK_KEY, "accounts": ACCOUNTS, "sms": INBOUND,
        "sessions": SESSIONS, "spool": SPOOL, "report": REPORT,
        "move_url": MOVE_URL, "move": MOVE, "idempotency_key": IDEMPOTENCY_KEY,
        "other_phone": OTHER_PHONE, "staying": f"3*1*{PASSWORD}*2",
    }  # fmt: skip
    ran = subprocess.run(
        [*leash(), sys.executable, "-c", RUN],
        cwd=tree, env=environment, input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = re.findall(r"^\{.*\}$", ran.stdout, re.MULTILINE)
    return dict(json.loads(found[-1]))


if __name__ == "__main__":
    main()
