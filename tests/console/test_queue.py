"""The work queue: search by reference, filters, order (longest unchanged first), and the reach of a member."""

import re

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office import work_queue
from app.domain.catalogue.models import Status
from app.domain.staff.roles import Role
from tests.conftest import Clock
from tests.console.driver import Driver, text_of
from tests.console.moving import move, record

LINKED = re.compile(r'<th scope="row"><a href="/console/applications/([^"]+)">')


@pytest.fixture
def clerk(container: Container) -> Driver:
    return Driver.of(container, "w.otieno", Role.CLERK, "dis")


def listed(driver: Driver, path: str) -> list[str]:
    """The references of a page, in their order."""
    page = driver.get(path)
    assert page.status_code == 200, text_of(page)
    return LINKED.findall(page.text)


def test_what_waits_is_listed_the_longest_unchanged_first_and_filtered(
    container: Container, clerk: Driver, clock: Clock
) -> None:
    old = record(container, number=1)
    clock.move(days=8)
    clerk.sign_in()
    new = record(container, "passport-new-34", number=2)
    record(container, "dl-renew-3", number=3)
    done = record(container, number=4)
    move(container, done, Status.CANCELLED)
    assert listed(clerk, "/console/applications") == [old, new]
    assert "Passport" in text_of(clerk.page) if clerk.page else False
    assert listed(clerk, "/console/applications?days=7") == [old]
    assert listed(clerk, "/console/applications?service=passport-new-34") == [new]
    assert listed(clerk, "/console/applications?service=dl-renew-3") == []
    assert listed(clerk, "/console/applications?stands=cancelled") == [done]
    move(container, old, Status.PROCESSING, "printed")
    assert listed(clerk, "/console/applications?stands=processing/printed") == [old]
    assert listed(clerk, "/console/applications?stands=processing/dispatched") == []
    page = text_of(clerk.get("/console/applications?stands=<b>&days=x&lines=7&after=nonsense"))
    assert "How many wait" in page
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == "application.listed")).all()
        assert len(rows) == 8
        assert {each.subject for each in rows} == {"dis"}


def test_a_reference_leads_to_its_application_however_it_is_written(container: Container, clerk: Driver) -> None:
    ref = record(container)
    written = f"Ref: {ref[:4]} {ref[4:8]} {ref[8:]}"
    found = clerk.client.get("/console/applications", query_string={"reference": written})
    assert (found.status_code, found.headers["Location"]) == (303, f"/console/applications/{ref}")
    theirs = record(container, "dl-renew-3", number=3)
    for unknown in (theirs, "000000000000"):
        page = clerk.get(f"/console/applications?reference={unknown}")
        assert page.status_code == 422
        assert "Your agency has no application of this reference." in text_of(page)


def test_who_is_held_to_a_service_sees_no_other(container: Container) -> None:
    record(container)
    new = record(container, "passport-new-34", number=2)
    held = Driver.of(container, "n.wanjiru", Role.CLERK, "dis", services=("passport-new-34",))
    assert listed(held, "/console/applications") == [new]
    assert listed(held, "/console/applications?service=passport-renew-34") == []


def test_roles_without_the_permission_do_not_see_it(container: Container) -> None:
    auditor = Driver.of(container, "a.auditor", Role.AUDITOR)
    assert auditor.get("/console/applications").status_code == 403
    admin = Driver.of(container, "a.admin", Role.AGENCY_ADMIN, "dis")
    record(container)
    page = admin.get("/console/applications")
    assert "Move the chosen ones" not in text_of(page)
    assert admin.post("/console/moves/form", chosen="x:1").status_code == 403


def test_pages_follow_each_other_and_a_search_looks_through_so_many_rows_at_once(
    container: Container, clerk: Driver, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for number in range(4):
        made.append(record(container, number=number + 1))
        clock.move(minutes=1)
    move(container, made[3], Status.PROCESSING, "printed")
    monkeypatch.setattr(work_queue, "LOOKED_AT", 3)
    page = clerk.get("/console/applications?stands=submitted&place=nyayo")
    assert "Nothing waits here." in text_of(page)
    monkeypatch.setattr(work_queue, "LOOKED_AT", 2)
    page = clerk.get("/console/applications?stands=submitted&place=nyayo")
    assert "None among the 2,000 that were looked through." in text_of(page)
    monkeypatch.setattr("app.web.console.pages.queue.LINES", ("2", "50"))
    assert listed(clerk, "/console/applications") == made[:2]
    assert clerk.page is not None
    more = re.search(r'<a href="([^"]+)" rel="next">', clerk.page.text)
    assert more is not None
    assert listed(clerk, more[1].replace("&amp;", "&")) == made[2:]
