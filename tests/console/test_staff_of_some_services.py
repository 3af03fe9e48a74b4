"""Staff who work on some services of their agency: they manage colleagues, answer questions, decide and switch SMS
within those alone."""

import re

import pytest
from flask.testing import FlaskClient

from app.container import Container
from app.domain.back_office import key_approvals
from app.domain.shared.errors import NotFound
from app.domain.staff import api_keys, approvals
from app.domain.staff.api_keys import Terms
from app.domain.staff.approvals import ApprovalKind, Wish
from app.domain.staff.roles import Role
from tests.conftest import Clock
from tests.console.driver import Driver, add_member, text_of
from tests.console.moving import record
from tests.console.test_staff_pages import NEW
from tests.console.test_tickets import name_in, texted
from tests.database.holder import do

OURS, THEIRS = "passport-renew-34", "passport-new-34"


@pytest.fixture
def narrow(container: Container) -> Driver:
    """An administrator of one service."""
    return Driver.of(container, "n.admin", Role.AGENCY_ADMIN, "dis", services=(OURS,))


@pytest.mark.parametrize("services", ["", THEIRS, f"{OURS} {THEIRS}"])
def test_an_administrator_of_some_services_gives_no_more_than_those(narrow: Driver, services: str) -> None:
    shown = narrow.get("/console/staff/new")
    assert f'value="{OURS}"' in shown.text, "what they may give is filled in"
    refused = narrow.post("/console/staff", **(NEW | {"services": services}))
    assert refused.status_code == 422
    assert "staff of your own services only" in text_of(refused)
    assert narrow.post("/console/staff", **(NEW | {"services": OURS})).status_code == 200
    narrow.get("/console/staff/n.kamau")
    assert narrow.post("/console/staff/n.kamau", **(NEW | {"services": services})).status_code == 422


@pytest.mark.parametrize("services", [(), (THEIRS,), (OURS, THEIRS)])
def test_nor_do_they_see_or_end_the_access_of_others(
    container: Container, narrow: Driver, services: tuple[str, ...]
) -> None:
    add_member(container, "o.other", Role.CLERK, "dis", services=services)
    add_member(container, "m.mine", Role.CLERK, "dis", services=(OURS,))
    listed = text_of(narrow.get("/console/staff"))
    assert "m.mine" in listed
    assert "n.admin" in listed
    assert "o.other" not in listed
    assert narrow.get("/console/staff/o.other").status_code == 404
    narrow.get("/console/staff/m.mine")
    for action in ("/suspend", "/access", ""):
        assert narrow.post(f"/console/staff/o.other{action}", **(NEW | {"services": OURS})).status_code == 404
    assert narrow.post("/console/staff/m.mine/suspend").status_code == 303


def test_a_question_about_another_service_is_not_theirs(container: Container, client: FlaskClient) -> None:
    about = name_in(texted(client, container, f"ask when do I get {record(container)}?"))
    handed = name_in(texted(client, container, "ask where do I go for it"))
    operator = Driver.of(container, "o.operator", Role.OPERATOR)
    operator.get(f"/console/tickets/{handed}")
    operator.post(f"/console/tickets/{handed}/hand-over", agency="dis")
    clerk = Driver.of(container, "c.theirs", Role.CLERK, "dis", services=(THEIRS,))
    assert about not in text_of(clerk.get("/console/tickets"))
    assert clerk.get(f"/console/tickets/{about}").status_code == 404
    assert handed in text_of(clerk.get("/console/tickets")), "a question of no application is of no service"
    mine = Driver.of(container, "c.ours", Role.CLERK, "dis", services=(OURS,))
    assert about in text_of(mine.get("/console/tickets"))
    assert mine.get(f"/console/tickets/{about}").status_code == 200


def test_a_key_of_all_services_is_not_ended_by_who_works_on_some(container: Container, narrow: Driver) -> None:
    for services in ((), (OURS,), (OURS, THEIRS)):
        do(container, api_keys.issue_key, "dis", terms=Terms(services=services), actor="test")
    with container.database.reading() as session:
        every = {each.services: each.id for each in api_keys.of_agency(session, "dis")}
        assert [each.services for each in key_approvals.keys_of(session, "dis", staff=narrow.staff)] == [{OURS}]
    wide = add_member(container, "w.admin", Role.AGENCY_ADMIN, "dis")[0]
    for held_to, key_id in every.items():
        asked = do(container, key_approvals.request_revocation, "dis", key_id, "lost", staff=wide)
        page = narrow.get(f"/console/approvals/{asked}")
        if held_to == {OURS}:
            assert page.status_code == 200
            continue
        assert page.status_code == 404
        assert narrow.post(f"/console/approvals/{asked}/approve").status_code == 404
        with pytest.raises(NotFound):
            do(container, key_approvals.request_revocation, "dis", key_id, "lost", staff=narrow.staff)


def test_the_sms_of_a_stage_is_switched_by_who_works_on_all_its_services(container: Container, narrow: Driver) -> None:
    page = narrow.get("/console/catalogue/stages/passport/processing")
    assert page.status_code == 200
    assert not re.search(r'action="[^"]*/processing/sms"', page.text)
    refused = narrow.post("/console/catalogue/stages/passport/processing/sms", sms="off")
    assert refused.status_code == 422
    assert "also of services that you do not work on" in text_of(refused)
    wide = Driver.of(container, "w.admin", Role.AGENCY_ADMIN, "dis")
    assert "SMS on" in text_of(wide.get("/console/catalogue/stages/passport/processing"))
    assert wide.post("/console/catalogue/stages/passport/processing/sms", sms="off").status_code == 303


def test_their_decided_requests_are_found_behind_any_number_of_others(
    container: Container, clock: Clock, narrow: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "MOST_LISTED", 3)
    asker = add_member(container, "s.asker", Role.AGENCY_ADMIN, "dis")[0]
    since = clock()
    for at, service in enumerate([OURS, *[THEIRS] * 5]):
        wish = Wish(ApprovalKind.REVOKE_KEY, f"dis/{at}", {}, "lost", "dis", [service])
        request = do(container, approvals.request_approval, wish, staff=asker)
        clock.move(seconds=1)
        do(container, approvals.withdraw_approval, request, staff=asker)
    with container.database.reading() as session:
        found = approvals.list_decided(session, staff=narrow.staff, since=since)
    assert [each.subject for each in found] == ["dis/0"]
