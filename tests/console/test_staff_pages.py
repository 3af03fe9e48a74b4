"""Staff and API keys: who manages whom, a setup code that is shown once, and a key that two persons revoke."""

import pytest

from app.container import Container
from app.domain.shared.errors import NotAllowed
from app.domain.staff import api_keys, staff_management
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import hold_staff
from tests.conftest import Clock
from tests.console.driver import Driver, text_of

NEW = {"username": "n.kamau", "name": "Njeri Kamau", "role": "clerk", "agency": "dis", "services": "", "language": "sw"}


@pytest.fixture
def admin(container: Container) -> Driver:
    return Driver.of(container, "a.admin", Role.AGENCY_ADMIN, "dis")


def test_an_administrator_adds_somebody_and_the_code_is_shown_once(admin: Driver) -> None:
    admin.get("/console/staff/new")
    shown = admin.post("/console/staff", **NEW)
    assert "Give this to n.kamau in person, or by telephone." in text_of(shown)
    code = shown.text.split('<code class="secret">')[1].split("<")[0]
    assert len(code.replace("-", "")) == 20
    listed = text_of(admin.get("/console/staff"))
    assert "n.kamau Njeri Kamau Clerk dis all has a setup code never" in listed
    assert code not in listed


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "operator", "agency": ""}, "your role does not give this one"),
        ({"role": "huduma_desk"}, "your role does not give this one"),
        ({"agency": "ntsa"}, "staff of your own agency only"),
        ({"username": "a.admin"}, "Somebody has this username, or had it."),
        ({"username": "A B"}, "username: 1 to 40 of a-z"),
        ({"services": "driving-licence-renew"}, "dis has none of the code"),
    ],
)
def test_nobody_is_made_more_than_their_maker_may_give(admin: Driver, given: dict[str, str], said: str) -> None:
    admin.get("/console/staff/new")
    refused = admin.post("/console/staff", **(NEW | given))
    assert refused.status_code == 422
    assert said in text_of(refused)


def test_access_ends_at_once_and_begins_again_by_a_new_code(container: Container, admin: Driver) -> None:
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    admin.get("/console/staff/w.otieno")
    admin.post("/console/staff/w.otieno/suspend")
    assert clerk.get("/console/").status_code == 303
    page = text_of(admin.get("/console/staff/w.otieno"))
    assert "Give access again, by a setup code" in page
    shown = admin.post("/console/staff/w.otieno/access")
    assert '<code class="secret">' in shown.text
    assert clerk.sign_in().status_code == 422, "the password and the authenticator of before are void"


def test_another_post_ends_the_sessions_of_before(container: Container, admin: Driver) -> None:
    clerk = Driver.of(container, "w.otieno", Role.CLERK, "dis")
    admin.get("/console/staff/w.otieno")
    done = admin.post("/console/staff/w.otieno", **(NEW | {"role": "supervisor"}))
    assert done.status_code == 303
    assert clerk.get("/console/").status_code == 303
    assert "Njeri Kamau, Supervisor, dis" in text_of(clerk.follow(clerk.sign_in()))


def test_nobody_manages_themselves_nor_staff_of_another_agency(container: Container, admin: Driver) -> None:
    Driver.of(container, "e.elsewhere", Role.CLERK, "ntsa")
    assert admin.get("/console/staff/e.elsewhere").status_code == 404
    assert admin.post("/console/staff/e.elsewhere/suspend").status_code == 404
    assert "Nobody manages their own access" in text_of(admin.get("/console/staff/a.admin"))
    assert admin.post("/console/staff/a.admin/suspend").status_code == 422


def test_there_is_always_an_operator(container: Container) -> None:
    first = Driver.of(container, "o.first", Role.OPERATOR)
    second = Driver.of(container, "o.second", Role.OPERATOR)
    with container.database.transaction() as session:
        staff_management.end_access(session, "o.first", by=second.staff)
    with container.database.transaction() as session, pytest.raises(NotAllowed, match="last operator"):
        staff_management.end_access(session, "o.second", by=first.staff)
    with container.database.reading() as session:
        assert hold_staff(session, "o.second").suspended_at is None


def test_a_key_is_ended_by_two_persons(container: Container, admin: Driver, clock: Clock) -> None:
    with container.database.transaction() as session:
        key = api_keys.issue_key(session, "dis", actor="test")
        found = api_keys.find_key(session, key)
    assert found is not None
    other = Driver.of(container, "b.admin", Role.AGENCY_ADMIN, "dis")
    admin.get(f"/console/keys/dis/{found.id}")
    admin.follow(admin.post(f"/console/keys/dis/{found.id}/revoke", reason="its laptop was stolen"))
    request = admin.page.text.split("/console/approvals/")[1].split('"')[0] if admin.page else ""
    admin.get(f"/console/approvals/{request}")
    assert admin.post(f"/console/approvals/{request}/approve").status_code == 422, "one's own"
    again = admin.post(f"/console/keys/dis/{found.id}/revoke", reason="once more")
    assert "waits for a second person already" in text_of(again)
    page = text_of(other.get(f"/console/approvals/{request}"))
    assert f"Agency dis Key {found.id}" in page
    assert "its laptop was stolen" in page
    assert other.post(f"/console/approvals/{request}/approve").status_code == 303
    with container.database.reading() as session:
        assert api_keys.find_key(session, key) is None
        [ended] = api_keys.of_agency(session, "dis")
    assert ended.revoked_at == clock()
    assert other.post(f"/console/approvals/{request}/approve").status_code == 422, "it waits no more"


def test_a_second_person_may_say_no_and_the_asker_may_take_it_back(container: Container, admin: Driver) -> None:
    with container.database.transaction() as session:
        ids = [api_keys.find_key(session, api_keys.issue_key(session, "dis", actor="test")) for _ in range(2)]
    other = Driver.of(container, "b.admin", Role.AGENCY_ADMIN, "dis")
    asked = []
    for key in ids:
        assert key is not None
        admin.get(f"/console/keys/dis/{key.id}")
        page = admin.follow(admin.post(f"/console/keys/dis/{key.id}/revoke", reason="old"))
        asked.append(page.text.split(f"<td>dis/{key.id}</td>")[0].split("/console/approvals/")[-1].split('"')[0])
    other.get(f"/console/approvals/{asked[0]}")
    assert other.post(f"/console/approvals/{asked[0]}/refuse", answer="").status_code == 422
    assert other.post(f"/console/approvals/{asked[0]}/refuse", answer="it is in use").status_code == 303
    assert "it is in use" in text_of(admin.get(f"/console/approvals/{asked[0]}"))
    assert admin.post(f"/console/approvals/{asked[1]}/withdraw").status_code == 303
    with container.database.reading() as session:
        assert [each.revoked_at for each in api_keys.of_agency(session, "dis")] == [None, None]
