"""What docs/security.md says about ASVS and no other test checks: passwords, codes, an empty first start, times."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cli.main import register
from app.container import Container
from app.domain.applications.applications import Application
from app.domain.audit import audit_log
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Service
from app.domain.identity import otp, passwords, sign_in
from app.domain.identity.accounts import Account
from app.domain.identity.otp import Purpose
from app.domain.staff.api_keys import ApiKey
from app.platform.db import Base
from tests.conftest import Clock
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, opened


def test_a_password_never_ends_by_its_age(container: Container, clock: Clock) -> None:
    account_id = opened(container, password=PASSWORD)
    clock.move(days=10 * 365)
    counted = do(container, sign_in.reserve, NUMBER, STRANGER)
    assert sign_in.opened_by(container.keys, counted, PASSWORD) == account_id
    assert not passwords.is_outdated(container.keys, counted.hashes[account_id])


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_code_has_six_digits_and_hardly_any_comes_twice(container: Container) -> None:
    with container.database.transaction() as session:
        issued = [
            otp.issue_code(session, Purpose.RESET, asker=PHONE, account_id=None, target=PHONE) for _ in range(500)
        ]
        codes = {each.digits for each in issued}
    assert all(re.fullmatch("[0-9]{6}", each) for each in codes)
    assert len(codes) > 490
    assert len({each[0] for each in codes}) == 10


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_production_begins_without_an_account_or_a_key(container: Container) -> None:
    app = Flask(__name__)
    app.extensions["lango"] = replace(
        container, settings=container.settings.model_copy(update={"environment": "production"})
    )
    register(app)
    assert app.test_cli_runner().invoke(args=["seed"]).exit_code == 0
    assert [_rows(container, kind) for kind in (Account, Application, ApiKey)] == [0, 0, 0]
    assert _rows(container, Service) > 100


def test_what_was_done_is_written_down_in_utc(container: Container, clock: Clock) -> None:
    do(container, audit_log.record, actor="test", action="test.done", subject="nothing")
    with container.database.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.action == "test.done"))
        assert row.at == clock()
        assert row.at.utcoffset() == timedelta(0)


def _rows(container: Container, kind: type[Base]) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0
