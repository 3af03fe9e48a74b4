"""Plays stories in a process of its own, and puts everything that it leaves behind into one folder.

    python -m tests.faults.tainted FOLDER [--leak] STORY...

The settings come from the environment; DATABASE_URL names a database that is copied, once for each story. It leaves in
FOLDER what can be seen from outside (metrics, the contents and the commands of Redis, the databases), on standard error
the logs, and in FOLDER/../learned.json the secrets that were made on the way. With `--leak` it writes what each hop
brings to all of these places on purpose: a search for leaks must find it there.
"""

import base64
import json
import logging
import shutil
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg
from redis import Redis
from sqlalchemy import inspect, text

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.audit import audit_log
from app.domain.messaging import messages
from app.domain.payments.provider_port import PaymentNotice
from app.domain.staff import api_keys
from app.platform.config.settings import Settings
from app.platform.db import Base
from app.platform.observability import SCREENS, exposition, log
from app.providers.ports import Hop
from app.web.callbacks import payments, ussd
from sessions.redis import connect
from tests import servers
from tests.conftest import GATHERER, Clock
from tests.faults import canaries
from tests.faults.tainted_desk import serve
from tests.faults.tainted_forms import fill_forms
from tests.faults.tainted_payments import mishaps_of_paying, pay
from tests.faults.tainted_webhooks import POSTED, heard
from tests.stories import telling
from tests.stories.telling import Teller, beats, deliver

APART: Final = b"\n"


class Listening(Teller):
    """Plays a story and remembers the secrets that are made in it."""

    def __init__(self, container: Container, clock: Clock) -> None:
        self.learned: list[tuple[str, str]] = []
        super().__init__(container, create_app(container).test_client(), clock, self.issue)
        begin(self)

    def issue(self, code: str) -> str:
        """A new API key of an agency."""
        with self.container.database.transaction() as session:
            key = api_keys.issue_key(session, code, actor="test")
        self.learned.append(("API key", key))
        return key

    def mask_code(self, body: str) -> str:
        """See Teller."""
        seen = super().mask_code(body)
        self.learned.append(("OTP", self.code))
        return seen


def begin(teller: Teller) -> None:
    """Record the sample applications; their messages are delivered before the story begins."""
    with teller.container.database.transaction() as session:
        demo_data.load(session, teller.container.contacts)
    deliver(teller.worker)
    with teller.container.database.reading() as session:
        for number in range(1, 10):
            phone = f"+25470000000{number}"
            teller.seen[phone] = max((m.id for m, _ in messages.to_phone(session, phone)), default=0)


def main(folder: Path, stories: list[str], *, leak: bool) -> None:
    """Play the stories, each on a database of its own. Raises AssertionError for one that does not go as written."""
    settings = Settings(_env_file=None)
    telling.CALLBACK_KEY = settings.callback_keys[0]  # type: ignore[attr-defined]
    learned: list[tuple[str, str]] = []
    with watched(settings.redis, folder) as redis:
        if leak:
            leak_everything(redis, folder)
        for number, story in enumerate(stories):
            with database(settings.database_url, folder, story) as url:
                clock = Clock()
                container = Container.of(settings.model_copy(update={"database_url": url}), clock=clock)
                with closing(container.database):
                    learned += tell(story, container, clock, folder, last=number == len(stories) - 1, leak=leak)
        held(redis, folder)
    told = sorted({pair for pair in learned if pair[1] != "no code"})
    (folder.parent / "learned.json").write_text(json.dumps(told))


def tell(
    story: str, container: Container, clock: Clock, folder: Path, *, last: bool, leak: bool
) -> list[tuple[str, str]]:
    """Play a story, and dump what can be seen from outside; after the last also forms, payments, a desk, mishaps."""
    teller = Listening(container, clock)
    with teller.stack:
        for beat in beats(canaries.STORIES / f"{story}.story"):
            assert teller.tell(beat.does) == beat.sees, f"{story}, after: {beat.does}"
        if last:
            with heard(teller, folder) as secrets:
                fill_forms(teller)
                teller.learned += pay(teller)
                teller.learned += serve(teller)
            teller.learned += secrets
        if leak:
            leak_into_the_database(container)
        dump(container, folder, story)
        (folder / "metrics").write_bytes(teller.client.get("/metrics", headers=GATHERER).data)
        if last:
            mishaps(teller)
            mishaps_of_paying(teller)
            (folder / "metrics after mishaps").write_bytes(exposition())
    return teller.learned


# What can be seen from outside


@contextmanager
def database(model: str, folder: Path, story: str) -> Iterator[str]:
    """A copy of the database for one story: a SQLite file stays, with its -wal; PostgreSQL's is dropped at the end."""
    if model.startswith("sqlite"):
        copy = folder / "database" / f"{story}.db"
        shutil.copy(model.removeprefix("sqlite:///"), copy)
        reader = f"sqlite:///{copy}"
        yield reader
    else:
        url = servers.fresh_database(model)
        yield url
        servers.drop_database(url)


def dump(container: Container, folder: Path, story: str) -> None:
    """Every value of every row, as a dump would have it: text as text, bytes as bytes; and SQLite's -wal."""
    with (folder / "database" / f"{story}.dump").open("wb") as file, container.database.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                fresh = {_bytes(value) for value in row} - SEEN
                file.writelines(value + APART for value in fresh)
                SEEN.update(fresh)
    journal = folder / "database" / f"{story}.db-wal"
    if journal.exists():  # it is gone when the database is closed
        shutil.copy(journal, journal.with_suffix(".journal"))


SEEN: Final[set[bytes]] = set()
"""Values that stand in a dump already: the catalogue is the same in every database."""


@contextmanager
def watched(url: str, folder: Path) -> Iterator[Redis]:
    """Redis, with every command recorded twice: by MONITOR, and in the slow log."""
    redis = connect(url)
    assert isinstance(redis, Redis)
    redis.config_set("slowlog-log-slower-than", 0)
    redis.config_set("slowlog-max-len", 1_000_000)
    with socket.socket(socket.AF_UNIX) as line, (folder / "monitor").open("wb") as file:
        line.connect(urlsplit(url).path)
        line.sendall(b"MONITOR\r\n")
        listening = threading.Thread(target=_write_down, args=(line, file), daemon=True)
        listening.start()
        yield redis
        redis.set("the last command", "", ex=1)
        line.shutdown(socket.SHUT_RDWR)
        listening.join()


def _write_down(line: socket.socket, file: Any) -> None:
    while said := line.recv(1 << 16):
        file.write(said)


def held(redis: Redis, folder: Path) -> None:
    """Write all keys with their values, and the slow log, into the folder."""
    with (folder / "keys").open("wb") as file:
        for key in redis.scan_iter():
            file.write(_bytes(key) + APART + _bytes(redis.dump(key)) + APART)
            if redis.type(key) == b"hash":
                for name, value in redis.hgetall(key).items():
                    file.write(_bytes(name) + APART + _bytes(value) + APART)
    calls = redis.slowlog_get(1_000_000)
    (folder / "slowlog").write_bytes(APART.join(call["command"] for call in calls))


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


# Mishaps: a failure is logged with everything at hand


def mishaps(teller: Teller) -> None:
    """Refusals, and then a database without some of its tables, while somebody types secrets."""
    teller.take("0712000001")
    phone, key = teller.phone.number, telling.CALLBACK_KEY  # type: ignore[attr-defined]
    secrets = f"text=3*1*482915*29000001*Wanjiku&phoneNumber=%2B{phone[1:]}"
    for path in ("ussd", "sms", "sms/reports", "ussd/events", f"nowhere/{phone}", f"sms?text=482915&from={phone}"):
        for body in (secrets, f"{secrets}&text=482915", f"from={phone}&id=%00&text=EMAIL+wanjiku@example.com"):
            teller.post(f"/at/{key}/{path}", body.encode())
    teller.client.get(f"/at/{key}/ussd?{secrets}")
    agency = {"Authorization": f"Bearer {teller.issue('dis')}"}  # type: ignore[attr-defined]
    person = {"service": "passport-renew-34", "account_type": "citizen", "id_number": "29000001", "phone": phone}
    teller.client.post("/api/v1/applications", json=person | {"wanjiku@example.com": 1}, headers=agency)
    ready = teller.phone.dial("*222#")
    assert not ready.over
    with teller.container.database.transaction() as session:
        for table in ("effects", "messages", "tallies"):
            session.execute(text(f"ALTER TABLE {table} RENAME TO {table}_gone"))
    for typed in ("2", "1", "29000001", "Wanjiku", "1990", "1", "482915", "482915"):
        if teller.phone.in_session:
            teller.phone.answer(typed)
    teller.phone.text("EMAIL wanjiku@example.com")
    teller.client.post("/api/v1/applications", json=person, headers=agency)
    teller.client.get("/metrics", headers=GATHERER)


# Leaks on purpose


def leak_everything(redis: Redis, folder: Path) -> None:
    """From here on write each hop, and the account of each payment to a paybill, to all places but the database."""
    sound = ussd.parse_hop  # type: ignore[attr-defined]

    def leaking(form: Any) -> Hop:
        hop = sound(form)
        for leak in LEAKS:
            leak(hop, redis, folder)
        return hop

    ussd.parse_hop = leaking  # type: ignore[attr-defined]
    parsed = payments.parse_c2b  # type: ignore[attr-defined]

    def leaking_too(body: bytes, shortcode: str) -> PaymentNotice:
        notice = parsed(body, shortcode)
        for leak in LEAKS:
            leak(Hop("payment", "", "", "", notice.account), redis, folder)
        return notice

    payments.parse_c2b = leaking_too  # type: ignore[attr-defined]


def _log(hop: Hop, redis: Redis, folder: Path) -> None:
    log.warning("hop", text=hop.text)


def _library_log(hop: Hop, redis: Redis, folder: Path) -> None:
    logging.getLogger("library").warning("%s", hop.text.encode().hex())


def _posted(hop: Hop, redis: Redis, folder: Path) -> None:
    with (folder / POSTED).open("a") as file:
        file.write(f"{hop.text}\n")


def _traceback(hop: Hop, redis: Redis, folder: Path) -> None:
    try:
        raise ValueError(base64.b64encode(hop.text.encode()))
    except ValueError:
        traceback.print_exc()


def _metric(hop: Hop, redis: Redis, folder: Path) -> None:
    SCREENS.labels(hop.text, hop.phone).inc()


def _key(hop: Hop, redis: Redis, folder: Path) -> None:
    redis.hset("sessions", hop.session_id, hop.text)


def _file(hop: Hop, redis: Redis, folder: Path) -> None:
    with (folder / "spool").open("a") as file:
        file.write(hop.text + "\n")


LEAKS: Final[list[Callable[[Hop, Redis, Path], None]]] = [_log, _library_log, _posted, _traceback, _metric, _key, _file]


def leak_into_the_database(container: Container) -> None:
    """A row of the audit trail with somebody's data in it, and a statement that fails with some in its own text."""
    assert "audit" in Base.metadata.tables
    with container.database.transaction() as session:
        audit_log.record(session, actor="test", action="leak", subject="482915", name="Wanjiku", phone="+254712000001")
    if container.database.engine.dialect.name == "postgresql":
        with psycopg.connect(
            container.database.engine.url.render_as_string(False).replace("+psycopg", "")
        ) as connection:
            try:
                connection.execute("SELECT '482915 Wanjiku +254712000001'::integer")
            except psycopg.Error:
                connection.rollback()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [word for word in sys.argv[2:] if word != "--leak"], leak="--leak" in sys.argv)
