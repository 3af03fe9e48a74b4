"""A NUL in a filter of a list is a code that is none: PostgreSQL could not be asked for it."""

import pytest

from tests.web.agency import APPLICATIONS, Agency, refusal

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.mark.both_databases
def test_it_is_refused_like_any_unknown_code(dis: Agency) -> None:
    refusal(dis.get(f"{APPLICATIONS}?service=%00"), 422, "/service")
