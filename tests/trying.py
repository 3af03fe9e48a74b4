"""Test keys, with which agencies try the API."""

from typing import Any, Final

from app.container import Container
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Terms

TEST_PHONE: Final = "+254722000009"


def key_to_try(container: Container, agency: str = "dis", phone: str = TEST_PHONE, **terms: Any) -> str:
    """A new test key of an agency: messages about its applications go to this phone."""
    with container.database.transaction() as session:
        return api_keys.issue_key(session, agency, actor="test", terms=Terms(test_phone=phone, **terms))
