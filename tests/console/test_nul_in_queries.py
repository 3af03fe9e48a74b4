"""A NUL in a query is no fault of ours: PostgreSQL has none in its texts, and says so with an error."""

import pytest

from app.container import Container
from app.domain.staff.roles import Role
from tests.console.driver import Driver

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

QUERIES = (
    "/console/applications?service=%00", "/console/applications?status=%00", "/console/applications?after=%00",
    "/console/applications?reference=%00", "/console/audit?actor=%00", "/console/audit?subject=%00a",
    "/console/keys?agency=%00",
    "/console/money?kind=%00", "/console/overview?figure=%00", "/console/overview?days=%00",
    "/console/catalogue?words=%00", "/console/catalogue?after=%00", "/console/sign-in?next=%00",
)  # fmt: skip


def test_no_page_fails_over_it(container: Container) -> None:
    members = [Driver.of(container, "c.clerk", Role.CLERK, "dis"), Driver.of(container, "o.one", Role.OPERATOR)]
    members += [Driver.of(container, "a.one", Role.AUDITOR), Driver.of(container, "a.two", Role.AGENCY_ADMIN, "dis")]
    answers = {(each.staff.username, path): each.get(path).status_code for each in members for path in QUERIES}
    assert {asked: status for asked, status in answers.items() if status >= 500} == {}
    assert {path for (_, path), status in answers.items() if status in {200, 303, 422}} == set(QUERIES), answers
