"""docs/console.md has the roles, the two-person approval rules and the routes as the code has them."""

import re

from tests.architecture.console_tables import PAGE, made


def test_the_page_is_as_the_code_is_now() -> None:
    assert made(PAGE.read_text()) == PAGE.read_text(), "python -m tests.architecture.console_tables"


def test_a_route_or_a_permission_that_is_not_on_the_page_would_be_found() -> None:
    page = PAGE.read_text()
    for gone in (r"\| `POST /console/sign-out` .*\n", r"\| manage staff .*\n", r"\| End an API key .*\n"):
        without = re.sub(gone, "", page)
        assert made(without) == page != without
