"""The role of docs/security.md for web and worker suffices for all their work, and cannot change the audit trail."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.audit import audit_chain, audit_log
from app.domain.messaging import messages
from app.domain.staff import api_keys
from app.platform.config.setting_fields import ROOT
from app.worker.main import Worker
from tests.conftest import Clock
from tests.stories.telling import Teller, beats, deliver

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
STORIES: Final = ROOT / "tests" / "stories"
TOLD: Final = (
    "register_citizen",
    *(
        pytest.param(each, marks=pytest.mark.slow)
        for each in ("account", "check_by_sms", "abuse/thirty_days_of_a_thief")
    ),
)


def grants(role: str) -> str:
    """The SQL of docs/security.md, for a role of another name."""
    [block] = re.findall(r"```sql\n(.+?)```", (ROOT / "docs" / "security.md").read_text(), re.DOTALL)
    assert "CREATE ROLE lango LOGIN" in block
    return re.sub(r"\blango\b", role, block)


@pytest.fixture
def limited(container: Container, database_url: str) -> Iterator[Container]:
    """The same installation, connected to the database with the role of web and worker."""
    role, parts = f"lango_{uuid4().hex[:8]}", urlsplit(database_url)
    with psycopg.connect(database_url, autocommit=True) as owner:
        owner.execute(grants(role).encode())
        url = parts._replace(netloc=f"{role}@").geturl()
        made = Container.of(container.settings.model_copy(update={"database_url": url}), clock=container.database.clock)
        yield replace(made, sessions=container.sessions)
        made.finder.close()
        made.database.close()
        owner.execute(f"DROP OWNED BY {role}".encode())
        owner.execute(f"DROP ROLE {role}".encode())


@pytest.mark.parametrize("story", TOLD)
def test_stories_are_the_same_on_it(story: str, container: Container, limited: Container, clock: Clock) -> None:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)

    def agency_key(code: str) -> str:
        with limited.database.transaction() as session:
            return api_keys.issue_key(session, code, actor="test")

    teller = Teller(limited, create_app(limited).test_client(), clock, agency_key)
    deliver(teller.worker)
    with container.database.reading() as session:
        for phone in (f"+25470000000{number}" for number in range(1, 10)):
            teller.seen[phone] = max((message.id for message, _ in messages.to_phone(session, phone)), default=0)
    for beat in beats(Path(STORIES / f"{story}.story")):
        assert teller.tell(beat.does) == beat.sees, f"after: {beat.does}"


def test_the_worker_does_its_round_and_links_the_trail_on_it(limited: Container) -> None:
    with limited.database.transaction() as session:
        audit_log.record(session, actor="test", action="test.done", subject="nothing")
    here = Worker(limited)
    here.sweep()
    here.finish()
    with limited.database.transaction() as session:
        audit_chain.link(session)
    with limited.database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM audit WHERE seq IS NOT NULL")) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "TRUNCATE audit",
        "DROP TABLE audit",
        "UPDATE audit SET action = 'nothing'",
        "ALTER TABLE audit DISABLE TRIGGER USER",
        "DROP TRIGGER audit_is_not_changed ON audit",
        "CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "SET session_replication_role = replica",
    ],
)
def test_it_changes_nothing_that_was_done_and_turns_no_trigger_off(limited: Container, statement: str) -> None:
    with limited.database.transaction() as session:
        audit_log.record(session, actor="test", action="test.done", subject="nothing")
    with pytest.raises(DBAPIError), limited.database.transaction() as session:
        session.execute(text(statement))
    with limited.database.reading() as session:
        assert session.scalar(text("SELECT action FROM audit")) == "test.done"
