"""`/readyz` says ready or not and no more, `/metrics` needs its token, and a public key works on this machine only."""

from collections.abc import Iterator
from hmac import compare_digest
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import event

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.messaging import messages
from app.domain.messaging.messages import MessageKind
from tests.conftest import CALLBACK_KEY, GATHERER, Clock, settings
from tests.web.callbacks import SOUND, post

TOKEN = "7gJm2Qx9VtR4cNz8LwYkPd"


def of(container: Container, **changed: object) -> FlaskClient:
    """A client of the web of an installation with changed settings."""
    other = Container.of(container.settings.model_copy(update=changed), clock=container.database.clock)
    return create_app(other).test_client()


@pytest.fixture
def statements(container: Container) -> Iterator[list[str]]:
    """The SQL statements that the database receives."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(container.database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(container.database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_dead_worker_takes_no_web_out_of_rotation(
    container: Container, client: FlaskClient, clock: Clock, statements: list[str]
) -> None:
    with container.database.transaction() as session:
        messages.queue_sms(session, key="a", kind=MessageKind.ALERT, phone="+254712000001", body="waits")
    clock.move(hours=1)
    client.get("/readyz")
    statements.clear()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ready"})
    assert not [each for each in statements if "messages" in each or "count(" in each.lower()]
    assert "lango_outbox_oldest_seconds 3600" in client.get("/metrics", headers=GATHERER).text


def test_what_is_away_is_not_told(redis_url: str, sqlite_file: Path, tmp_path: Path) -> None:
    away = {
        "the database": settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url=redis_url),
        "Redis": settings(database_url=f"sqlite:///{sqlite_file}", redis_url="unix:///nowhere/at/all.sock"),
        "both": settings(database_url=f"sqlite:///{tmp_path}/none/a.db", redis_url="unix:///nowhere/at/all.sock"),
    }
    answers = [create_app(Container.of(each)).test_client().get("/readyz") for each in away.values()]
    assert [(each.status_code, each.data) for each in answers] == [(503, b'{"status":"not ready"}\n')] * 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_counters_are_for_who_has_the_token(container: Container) -> None:
    client = of(container, metrics_token=SecretStr(TOKEN))
    for word in (f"Bearer {TOKEN}", f"bearer {TOKEN}"):
        assert client.get("/metrics", headers={"Authorization": word}).status_code == 200
    for word in (
        "",
        TOKEN,
        "Bearer dev",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        f"Token {TOKEN}",
        "Bearer \u00e9",
    ):
        assert client.get("/metrics", headers={"Authorization": word}).status_code == 404, word
    assert client.get(f"/metrics?token={TOKEN}").status_code == 404


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_in_production_no_token_means_no_counters(container: Container) -> None:
    client = of(container, environment="production")
    for word in ("", "Bearer", "Bearer ", "Bearer dev", "Bearer None"):
        assert client.get("/metrics", headers={"Authorization": word}).status_code == 404, word


@pytest.mark.parametrize("caller", ["192.0.2.7", "10.0.0.1", "172.17.0.1", "::ffff:192.0.2.7", "2001:db8::1", ""])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_key_that_everybody_knows_opens_to_this_machine_only(container: Container, caller: str) -> None:
    client = of(container, at_callback_keys=SecretStr(""))
    assert post(client, "ussd", SOUND["ussd"], key="dev").status_code == 200
    assert client.get("/metrics", headers=GATHERER).status_code == 200
    client.environ_base["REMOTE_ADDR"] = caller
    assert post(client, "ussd", SOUND["ussd"], key="dev").status_code == 404
    assert client.get("/at/dev/ussd").status_code == 404, "not even that another verb is wanted"
    assert client.get("/metrics", headers=GATHERER).status_code == 404
    named = of(container, at_callback_keys=SecretStr(CALLBACK_KEY))
    named.environ_base["REMOTE_ADDR"] = caller
    assert post(named, "ussd", SOUND["ussd"]).status_code == 200


def test_the_simulator_that_is_off_is_not_there_by_any_verb(container: Container) -> None:
    client = of(container, simulator=False)
    for verb in ("GET", "POST", "OPTIONS"):
        answers = [client.open(path, method=verb) for path in ("/phone/messages", "/nothing")]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].data == answers[1].data


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_key_is_compared_with_every_live_one_in_constant_time(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = of(container, at_callback_keys=SecretStr("one-key,another-key"), metrics_token=SecretStr(TOKEN))
    compared: list[bytes] = []

    def compare(shown: bytes, key: bytes) -> bool:
        compared.append(key)
        return compare_digest(shown, key)

    monkeypatch.setattr("app.web.guards.hmac.compare_digest", compare)
    for key, status in (("one-key", 200), ("another-key", 200), ("one-kez", 404), ("x", 404)):
        compared.clear()
        assert post(client, "ussd/events", SOUND["ussd/events"], key=key).status_code == status
        assert compared[:2] == [b"one-key", b"another-key"], key
    compared.clear()
    client.get("/metrics", headers={"Authorization": "Bearer wrong"})
    assert compared == [TOKEN.encode()]
