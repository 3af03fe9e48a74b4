"""What the API says of the key that calls it: its agency, scopes, services, limits and expiry."""

from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from app.container import Container
from app.domain.staff import api_keys
from app.domain.staff.api_keys import DEFAULT_SCOPES, Scope, Terms
from tests.conftest import Clock
from tests.web.agency import APPLICATIONS, REFERENCE, Agency, refusal

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
AGENCY: Final = "/api/v1/agency"
TEST_PHONE: Final = "+254712345678"


def issued(container: Container, client: FlaskClient, **terms: Any) -> Agency:
    with container.database.transaction() as session:
        return Agency(client, api_keys.issue_key(session, "dis", actor="test", terms=Terms(**terms)))


def test_a_key_is_told_what_it_is(container: Container, client: FlaskClient, dis: Agency) -> None:
    answer = dis.get(AGENCY)
    assert (answer.status_code, answer.get_json()) == (
        200,
        {
            "agency": "dis",
            "agency_name": "Immigration",
            "key_id": dis.key_id,
            "key_name": None,
            "scopes": sorted(DEFAULT_SCOPES),
            "services": [],
            "is_test": False,
            "created_at": "2026-11-23T09:00:00Z",
            "expires_at": "2027-11-23T09:00:00Z",
            "limits": {"requests_per_minute": 600, "sms_per_hour": 20_000},
        },
    )
    assert answer.headers["RateLimit-Policy"] == '"requests";q=600;w=60'
    assert dis._key not in answer.text


def test_what_is_less_than_a_whole_key_is_told(container: Container, client: FlaskClient) -> None:
    agency = issued(
        container,
        client,
        scopes={Scope.WRITE_STATUS},
        services={"passport-renew-34"},
        days=30,
        name="Printing hall",
        requests_per_minute=10,
        sms_per_hour=0,
        test_phone=TEST_PHONE,
    )
    answer = agency.get(AGENCY)
    told = answer.get_json()
    assert (told["scopes"], told["services"], told["is_test"]) == (["status:write"], ["passport-renew-34"], True)
    assert (told["key_name"], told["expires_at"]) == ("Printing hall", "2026-12-23T09:00:00Z")
    assert told["limits"] == {"requests_per_minute": 10, "sms_per_hour": 0}
    assert TEST_PHONE not in answer.text


@pytest.mark.parametrize("scope", sorted(set(Scope) - {Scope.WRITE_ACCOUNTS}))
def test_any_scope_will_do(container: Container, client: FlaskClient, scope: Scope) -> None:
    assert issued(container, client, scopes={scope}).get(AGENCY).get_json()["scopes"] == [scope]


def test_no_other_than_a_live_key_comes_in(container: Container, client: FlaskClient, clock: Clock) -> None:
    refusal(client.get(AGENCY), 401)
    agency = issued(container, client, days=1)
    clock.move(days=1)
    refusal(agency.get(AGENCY), 401)


def test_it_counts_as_any_request(container: Container, client: FlaskClient) -> None:
    agency = issued(container, client, requests_per_minute=2)
    assert [agency.get(AGENCY).status_code for _ in range(3)] == [200, 200, 429]


def test_a_key_of_other_services_is_not_told_what_was_answered(
    container: Container, client: FlaskClient, dis: Agency
) -> None:
    """Its program knows the reference, and guesses the `Idempotency-Key` of a colleague's."""
    dis.record(reference=REFERENCE)
    move, path = {"status": "needs_action", "note": "Bring the old passport"}, f"{APPLICATIONS}/{REFERENCE}/status"
    batch = {"changes": [move | {"reference": REFERENCE}]}
    assert dis.post(path, move, idempotency_key="k1").status_code == 200
    assert dis.post(f"{APPLICATIONS}/status", batch, idempotency_key="k2").status_code == 200
    elsewhere = issued(container, client, services={"passport-new-34"})
    assert "passport" not in refusal(elsewhere.post(path, move, idempotency_key="k1"), 422)
    refusal(elsewhere.post(f"{APPLICATIONS}/status", batch, idempotency_key="k2"), 422)
    refusal(elsewhere.post(path, move, idempotency_key="k3"), 404)
