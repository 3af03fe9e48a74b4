"""Every service with a form can be applied for by USSD; a licence is renewed and paid in few hops."""

import pytest
from flask.testing import FlaskClient

from app.container import Container
from tests.benchmarks import applying
from tests.benchmarks.applying import LICENCES, MOST_HOPS, MOST_SECONDS
from tests.database.holder import ON_SQLITE

IN_ONE_SESSION = 25
"""The most hops of a form. A form that is longer than a session is saved, and continued at the next dial."""


@ON_SQLITE
def test_a_licence_is_renewed_and_paid_in_few_hops_within_a_session(container: Container, client: FlaskClient) -> None:
    for number, service in enumerate(each for each in applying.services(container) if each.code in LICENCES):
        taken = applying.apply_for(container, client, service, number)
        assert taken.done
        assert taken.hops <= MOST_HOPS
        assert taken.seconds <= MOST_SECONDS


@ON_SQLITE
def test_a_place_that_may_be_passed_over_is_found_by_typing_it(container: Container, client: FlaskClient) -> None:
    """A search with one result selects it: the line that skips the question does not count as a second result."""
    [service] = [each for each in applying.services(container) if each.code == "marriage-search"]
    assert applying.apply_for(container, client, service, 1).done


@pytest.mark.slow
@ON_SQLITE
def test_every_service_is_applied_for_to_its_reference(container: Container, client: FlaskClient) -> None:
    taken = [
        applying.apply_for(container, client, service, number)
        for number, service in enumerate(applying.services(container))
    ]
    assert len(taken) == 22
    assert [each.service for each in taken if not each.done or each.hops > IN_ONE_SESSION] == []
