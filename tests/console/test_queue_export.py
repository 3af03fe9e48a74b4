"""The work queue as a file for a spreadsheet."""

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.moves import Transition
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status
from app.domain.shared import references
from app.domain.staff.roles import Role
from tests.console.driver import Driver, cells_of
from tests.console.moving import move, record


def test_it_is_as_filtered_without_formulas_or_people_and_kept_in_the_audit_trail(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    refs = [record(container, number=number) for number in range(1, 6)]
    record(container, "dl-renew-3", number=20)
    done = record(container, number=6)
    move(container, done, Status.CANCELLED)
    with container.database.transaction() as session:
        step = Transition(Status.PROCESSING, "printed", place="=HYPERLINK(1)")
        transitions.apply_transition(session, refs[0], step, actor="test", contacts=container.contacts)
    clerk.get("/console/applications")
    found = cells_of(clerk.post("/console/applications/export"))
    assert found[0] == ["Reference", "Service", "Status", "Stage", "Since", "Place"]
    shown = [references.shown(each) for each in refs]
    assert {line[0] for line in found[1:]} == {*shown}
    line = next(line for line in found if line[0] == shown[0])
    assert line[2:4] == ["Processing", "Passport printed"]
    assert line[5] == "'=HYPERLINK(1)"
    assert line[4].endswith("+03:00")
    assert not any("+2547" in cell or "2900000" in cell for row in found for cell in row), "no personal data"
    only = cells_of(clerk.post("/console/applications/export", stands="processing/printed"))
    assert [row[0] for row in only[1:]] == [shown[0]]
    assert cells_of(clerk.post("/console/applications/export", service="dl-renew-3"))[1:] == []
    monkeypatch.setattr("app.web.console.pages.queue.LINES", ("50", "2"))
    paged = cells_of(clerk.post("/console/applications/export"))
    assert sorted(row[0] for row in paged[1:]) == sorted(shown), "a page follows the other"
    monkeypatch.setattr("app.web.console.pages.queue.MOST_PAGES", 1)
    cut = cells_of(clerk.post("/console/applications/export"))
    assert cut[3:] == [["Cut here: filter the list to take the rest."]]
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == "application.exported")).all()
        assert [each.actor for each in rows] == ["staff:dis/w.otieno"] * 5
    auditor = Driver.of(container, "a.auditor", Role.AUDITOR)
    assert auditor.post("/console/applications/export").status_code == 403
