"""Webhook endpoints of agencies: which may be added, which events each gets, and secrets that change without a gap."""

import re
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from standardwebhooks.webhooks import Webhook

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.privacy import key_rotation
from app.domain.shared.errors import Conflict, Invalid, NotFound, RuleViolation
from app.domain.webhooks import webhook_endpoints
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_endpoints import MOST, MOST_SECRETS, Endpoint, EndpointState, WebhookEndpoint
from tests.conftest import Clock
from tests.database.holder import do

URL = "https://hooks.ntsa.go.ke/lango?token=geheim"
PAID = EventKind.PAID


def add(container: Container, url: str = URL, agency: str = "ntsa", **more: object) -> str:
    return do(container, webhook_endpoints.add_endpoint, agency, url, actor="test", **more)[0]


def hearing(
    container: Container, service: str = "dl-renew-3", kind: EventKind = PAID, *, test: bool = False
) -> list[str]:
    return do(container, webhook_endpoints.find_hearing, "ntsa", service, kind, is_test=test)


def read(container: Container, endpoint: str) -> Endpoint:
    return do(container, webhook_endpoints.read_endpoint, endpoint)


def state(container: Container, endpoint: str) -> EndpointState:
    found = do(container, webhook_endpoints.endpoints_of, "ntsa")
    return next(each for each in found if each.id == endpoint)


def rotate(container: Container, endpoint: str, **more: bool) -> str:
    return do(container, webhook_endpoints.rotate_secret, endpoint, actor="test", **more)


def trail(container: Container) -> list[tuple[str, str, dict[str, str]]]:
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action.like("webhook.%")).order_by(AuditEvent.id))
        return [(row.action, row.subject, row.details) for row in rows]


# What may be added


@pytest.mark.both_databases
def test_a_new_endpoint_is_live_and_its_secret_is_one_of_standard_webhooks(container: Container) -> None:
    endpoint, secret = do(container, webhook_endpoints.add_endpoint, "ntsa", URL, actor="test")
    assert re.fullmatch("[0-9a-f]{12}", endpoint)
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", secret)
    assert Webhook(secret)
    assert read(container, endpoint) == Endpoint(endpoint, URL, (secret,), is_live=True)
    assert trail(container) == [("webhook.added", "ntsa", {"endpoint": endpoint})]


def test_url_and_secrets_are_sealed_and_shown_in_no_text(container: Container) -> None:
    endpoint, secret = do(container, webhook_endpoints.add_endpoint, "ntsa", URL, actor="test")
    with container.database.reading() as session:
        row = session.get_one(WebhookEndpoint, endpoint)
        assert b"hooks.ntsa" not in row.url_sealed
        assert secret[6:].encode() not in row.secrets_sealed
    for shown in (repr(read(container, endpoint)), repr(state(container, endpoint))):
        assert "geheim" not in shown
        assert secret not in shown


@pytest.mark.parametrize(
    ("agency", "url", "more", "refusal"),
    [
        ("nobody", URL, {}, NotFound),
        ("ntsa", "https://127.0.0.1/", {}, Invalid),
        ("ntsa", "http://hooks.ntsa.go.ke/", {}, Invalid),
        ("ntsa", URL, {"services": ["passport-new-32"]}, Invalid),
        ("ntsa", URL, {"services": ["nothing"]}, Invalid),
        ("ntsa", URL, {"services": [str(number) for number in range(21)]}, Invalid),
    ],
)
def test_what_cannot_be_is_refused(
    container: Container, agency: str, url: str, more: dict[str, object], refusal: type[RuleViolation]
) -> None:
    with pytest.raises(refusal):
        add(container, url, agency, **more)
    assert trail(container) == []


def test_one_url_is_added_once_while_it_is_live_and_for_test_applications_apart(container: Container) -> None:
    first = add(container)
    with pytest.raises(Conflict):
        add(container)
    add(container, is_test=True)
    do(container, webhook_endpoints.disable_endpoint, first, actor="test")
    add(container)
    with pytest.raises(Conflict):
        do(container, webhook_endpoints.enable_endpoint, first, actor="test")


def test_an_agency_has_ten_live_ones_at_most(container: Container) -> None:
    made = [add(container, f"{URL}&n={number}") for number in range(MOST)]
    with pytest.raises(Conflict):
        add(container)
    do(container, webhook_endpoints.disable_endpoint, made[0], actor="test")
    add(container)


@pytest.mark.both_databases
def test_of_two_that_are_added_at_once_one_is(container: Container) -> None:
    start, said = Barrier(2), list[str]()

    def adding() -> None:
        start.wait()
        try:
            said.append(add(container) and "added")
        except Conflict:
            said.append("refused")

    both = [Thread(target=adding) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(said) == ["added", "refused"]


# Which endpoint gets which event


@pytest.mark.both_databases
def test_an_endpoint_hears_of_what_it_was_added_for(container: Container, clock: Clock) -> None:
    everything = add(container)
    clock.move(seconds=1)
    paid = add(container, f"{URL}&a", events=[EventKind.PAID, EventKind.PAYMENT])
    clock.move(seconds=1)
    renewals = add(container, f"{URL}&b", services=["dl-renew-3"])
    clock.move(seconds=1)
    trial = add(container, f"{URL}&c", is_test=True)
    add(container, URL, "dis")
    assert hearing(container) == [everything, paid, renewals]
    assert hearing(container, kind=EventKind.WITHDRAWN) == [everything, renewals]
    assert hearing(container, "dl-renew-1") == [everything, paid]
    assert hearing(container, test=True) == [trial]


def test_a_disabled_one_hears_of_nothing_until_it_is_enabled(container: Container, clock: Clock) -> None:
    endpoint = add(container)
    assert do(container, webhook_endpoints.disable_endpoint, endpoint, actor="test", reason="410 Gone")
    assert not do(container, webhook_endpoints.disable_endpoint, endpoint, actor="test")
    assert hearing(container) == []
    assert not read(container, endpoint).is_live
    assert (state(container, endpoint).disabled_at, state(container, endpoint).disabled_for) == (clock.time, "410 Gone")
    assert do(container, webhook_endpoints.enable_endpoint, endpoint, actor="test")
    assert not do(container, webhook_endpoints.enable_endpoint, endpoint, actor="test")
    assert hearing(container) == [endpoint]
    assert [action for action, _, _ in trail(container)] == ["webhook.added", "webhook.disabled", "webhook.enabled"]


@pytest.mark.parametrize(
    "work",
    [
        webhook_endpoints.read_endpoint,
        lambda session, name: webhook_endpoints.rotate_secret(session, name, actor="test"),
        lambda session, name: webhook_endpoints.disable_endpoint(session, name, actor="test"),
        lambda session, name: webhook_endpoints.enable_endpoint(session, name, actor="test"),
        lambda session, name: webhook_endpoints.record_failure(session, name, "503"),
    ],
)
def test_an_endpoint_that_is_not_there_is_not_found(container: Container, work: Callable[..., object]) -> None:
    with pytest.raises(NotFound):
        do(container, work, "000000000000")


# Secrets


def test_a_secret_that_was_replaced_signs_along_for_a_day(container: Container, clock: Clock) -> None:
    endpoint = add(container)
    [old] = read(container, endpoint).secrets
    new = rotate(container, endpoint)
    assert read(container, endpoint).secrets == (new, old)
    clock.move(hours=23, minutes=59)
    newest = rotate(container, endpoint)
    assert read(container, endpoint).secrets == (newest, new, old)
    clock.move(minutes=1)
    assert read(container, endpoint).secrets == (newest, new)
    clock.move(days=1)
    assert read(container, endpoint).secrets == (newest,)


def test_a_secret_that_is_known_to_others_ends_at_once(container: Container) -> None:
    endpoint = add(container)
    rotate(container, endpoint)
    newest = rotate(container, endpoint, at_once=True)
    assert read(container, endpoint).secrets == (newest,)


def test_no_more_secrets_sign_than_a_header_should_hold(container: Container) -> None:
    endpoint = add(container)
    for _ in range(MOST_SECRETS - 1):
        rotate(container, endpoint)
    assert len(read(container, endpoint).secrets) == MOST_SECRETS
    with pytest.raises(Conflict):
        rotate(container, endpoint)
    rotate(container, endpoint, at_once=True)


def test_a_new_key_of_the_ring_seals_them_anew(container: Container) -> None:
    add(container)
    counts = key_rotation.survey(container.database, lambda _table, _count: None)
    assert (counts["webhook_endpoints"].rows, counts["webhook_endpoints"].unopened) == (1, 0)


# Failures and successes


@pytest.mark.both_databases
def test_failures_in_a_row_are_counted_until_something_is_taken(container: Container, clock: Clock) -> None:
    endpoint = add(container)
    assert [do(container, webhook_endpoints.record_failure, endpoint, why) for why in ("503", "tls")] == [1, 2]
    found = state(container, endpoint)
    assert (found.failures, found.failure, found.failed_at, found.succeeded_at) == (2, "tls", clock.time, None)
    clock.move(seconds=1)
    do(container, webhook_endpoints.record_success, endpoint)
    assert (state(container, endpoint).failures, state(container, endpoint).succeeded_at) == (0, clock.time)


def test_a_success_is_written_once_a_minute(container: Container, clock: Clock) -> None:
    endpoint, first = add(container), clock.time
    do(container, webhook_endpoints.record_success, endpoint)
    clock.move(seconds=59)
    do(container, webhook_endpoints.record_success, endpoint)
    assert state(container, endpoint).succeeded_at == first
    clock.move(seconds=1)
    do(container, webhook_endpoints.record_success, endpoint)
    assert state(container, endpoint).succeeded_at == clock.time


def test_a_success_of_what_is_not_there_is_no_failure(container: Container) -> None:
    do(container, webhook_endpoints.record_success, "000000000000")
