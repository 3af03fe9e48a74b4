"""The audit trail in the console: an auditor searches it, and each search is recorded in it."""

import re

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.audit import audit_log
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office.audit_search import PAGE
from app.domain.staff.roles import Role
from tests.conftest import Clock
from tests.console.driver import Driver, text_of
from tests.database.holder import do

ATTACK = "<script>alert(1)</script>"
REFUSED = (
    ("since=yesterday", 422),
    ("since=0001-01-01", 422),
    ("until=9999-12-31", 422),
    ("subject=%00", 422),
    ("subject=%C3%9F", 422),
    (f"subject={'x' * 121}", 422),
    ("subject=a&subject=b", 400),
    ("after=nonsense", 200),
    ("after=2026-11-23T09:00:00_1", 200),
    ("after=2026-11-23T09:00:00%2B00:00_99999999999999999999", 200),
)


@pytest.fixture
def auditor(container: Container) -> Driver:
    return Driver.of(container, "a.auditor", Role.AUDITOR)


def done(container: Container, actor: str, action: str, subject: str, **details: str) -> None:
    do(container, audit_log.record, actor=actor, action=action, subject=subject, **details)


def test_an_auditor_finds_what_was_done_and_the_look_is_written_down(
    container: Container, clock: Clock, auditor: Driver
) -> None:
    done(container, "staff:dis/w.otieno", "application.person_viewed", "102030405060", version="3")
    page = auditor.get("/console/audit?subject=102030405060")
    told = text_of(page)
    assert "staff:dis/w.otieno application.person_viewed 102030405060 version: 3 Vouched for, linked in a" in told
    assert "Audit trail</a>" in page.text
    found = text_of(auditor.get("/console/audit?actor=staff:national/a.auditor&action=audit."))
    assert "audit.searched 102030405060" in found
    clock.move(days=1)
    auditor.sign_in()
    assert "Nothing was found." in text_of(auditor.get("/console/audit?since=2026-11-24&subject=102030405060"))
    assert "Nothing was found." in text_of(auditor.get("/console/audit?until=2026-11-22"))
    assert "person_viewed" in text_of(auditor.get("/console/audit?since=2026-11-23&until=2026-11-23&action=app"))


def test_pages_lead_on_from_each_other(container: Container, auditor: Driver) -> None:
    for number in range(PAGE + 1):
        done(container, "x", f"a.{number}", "S")
    first = auditor.get("/console/audit?subject=S")
    assert " a.1 S" in text_of(first)
    assert " a.0 S" not in text_of(first)
    following = re.search(r'<a href="([^"]+)" rel="next">', first.text)
    assert following is not None
    last = auditor.get(following[1].replace("&amp;", "&"))
    assert " a.0 S" in text_of(last)
    assert 'rel="next"' not in last.text


def test_what_cannot_be_looked_for_is_refused(auditor: Driver) -> None:
    answered = [(asked, auditor.get(f"/console/audit?{asked}").status_code) for asked, _ in REFUSED]
    assert answered == [*REFUSED]


def test_what_stands_in_the_trail_stays_text(container: Container, auditor: Driver) -> None:
    done(container, ATTACK, ATTACK, "S", **{ATTACK: ATTACK})
    page = auditor.get("/console/audit?subject=S")
    assert "&lt;script&gt;" in page.text
    assert "<script" not in page.text


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.AGENCY_ADMIN])
def test_an_agencys_staff_do_not_see_it(container: Container, role: Role) -> None:
    there = Driver.of(container, "w.otieno", role, "dis")
    assert there.get("/console/audit").status_code == 403
    assert "Audit trail" not in there.get("/console/").text
    with container.database.reading() as session:
        assert "audit.searched" not in session.scalars(select(AuditEvent.action)).all()
