"""Settings: spelling is tolerated where the meaning is clear, and production does not start with an unsafe setting."""

import os
import secrets
import subprocess
import sys
import uuid
from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.container import Container
from app.dev.local_stack import WEB
from app.platform.config import production
from app.platform.config.production import SHORTEST_TOKEN, in_words
from app.platform.config.setting_fields import ROOT, SHORTEST_KEY
from app.platform.config.settings import Settings
from app.platform.config.strength import weakness
from app.providers.ports import Refused
from app.providers.simulated import SimulatedSms
from app.providers.switched_off import ChannelOff

SAFE = {
    "ENVIRONMENT": "production",
    "DATABASE_URL": "postgresql://lango:pw@db.example/lango?sslmode=verify-full",
    "REDIS_URL": "rediss://:pw@redis.example:6379/0",
    "SECRET_KEYS": "ySx3E6kAqW9zR1uT5mP8cV2bN7dF4gH0jL-oQeIwUtY",
    "AT_CALLBACK_KEYS": "7gJm2Qx9VtR4cNz8LwYkPd",
    "AT_USERNAME": "ecitizen",
    "AT_API_KEY": "atsk_0123",
    "AT_SIM_SWAP": "1",
    "SMTP_URL": "smtps://user:pw@mail.example",
    "MAIL_FROM": "eCitizen <no-reply@example.go.ke>",
    "PUBLIC_URL": "https://lango.example",
    "PESAFLOW_BASE_URL": "https://pay.example",
    "PESAFLOW_CLIENT_ID": "42",
    "PESAFLOW_KEY": "pf_0123",
    "PESAFLOW_SECRET": "pf_4567",
    "PESAFLOW_CALLBACK_KEYS": "t5NqZ8wXcV2mKb9RgYhJ4d",
}
NO_TLS = "speaks to a host without TLS"


@pytest.fixture(autouse=True)
def nothing_of_this_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.lower() in Settings.model_fields or name.startswith("PG"):
            monkeypatch.delenv(name)


def read(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    """The settings with these environment variables."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return Settings(_env_file=None)


def refused(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    """The faults in production of these settings in place of safe ones; "" removes a setting. They repeat no value."""
    with pytest.raises(ValidationError) as caught:
        read(monkeypatch, **{name: value for name, value in (SAFE | given).items() if value})
    said = in_words(caught.value)
    for text in (said, str(caught.value), repr(caught.value)):
        assert "geheim" not in text
    return said


def test_production_starts_with_safe_settings_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **SAFE)
    assert [*production.warnings(settings)] == []
    assert settings.metrics_key == ""


@pytest.mark.parametrize(
    "name", ["DATABASE_URL", "REDIS_URL", "SECRET_KEYS", "AT_CALLBACK_KEYS", "AT_USERNAME", "SMTP_URL", "MAIL_FROM"]
)
@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_production_wants_it_said(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert f"{name} is not set" in refused(monkeypatch, **{name: value})


def test_all_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused(
        monkeypatch, AT_USERNAME="", SMTP_URL="smtp://u:geheim@mail.example", REDIS_URL="", SIMULATOR="1",
        SECRET_KEYS="geheim", AT_CALLBACK_KEYS="dev", METRICS_TOKEN="dev", DATABASE_URL="sqlite:////data/lango.db",
        REGISTRY_URL="http://registry.example", AT_BASE_URL="http://api.example",
    )  # fmt: skip
    names = [line.partition(" ")[0].rstrip(":") for line in said.splitlines()]
    assert sorted(names) == [
        "AT_BASE_URL", "AT_CALLBACK_KEYS", "AT_SIM_SWAP", "AT_USERNAME", "DATABASE_URL", "METRICS_TOKEN", "REDIS_URL",
        "REGISTRY_URL", "SECRET_KEYS", "SIMULATOR", "SMTP_URL",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AT_BASE_URL", "http://api.example"),
        ("AT_BASE_URL", "HTTP://api.example"),
        ("AT_BASE_URL", "http://127.0.0.1.example"),
        ("AT_BASE_URL", "http://2130706433"),
        ("REGISTRY_URL", "http://registry.internal:8080/v1"),
        ("SMTP_URL", "smtp://user:geheim@mail.example:25"),
        ("SMTP_URL", "SMTP://mail.example"),
        ("REDIS_URL", "redis://:geheim@redis.example:6379/0"),
        ("REDIS_URL", "redis:///0?host=redis.example"),
        ("REDIS_URL", "cluster://127.0.0.1:7000,redis.example:7001"),
        ("REDIS_URL", "sentinel://user:geheim@one.example:26379,127.0.0.1/service"),
        ("DATABASE_URL", "postgresql://lango:geheim@db.example/lango"),
        ("DATABASE_URL", "postgres://lango:geheim@db.example/lango"),
        ("DATABASE_URL", "postgresql+psycopg://lango:geheim@db.example/lango"),
        ("DATABASE_URL", "postgresql://lango:geheim@db.example/lango?sslmode=disable"),
        ("DATABASE_URL", "postgresql://lango:geheim@db.example/lango?sslmode=prefer"),
        ("DATABASE_URL", "postgresql://lango:geheim@db.example/lango?sslmode=require&sslmode=disable"),
        ("DATABASE_URL", "postgresql://lango@/lango?host=/run/postgresql,db.example"),
        ("DATABASE_URL", "postgresql://lango@localhost/lango?hostaddr=192.0.2.7"),
        ("DATABASE_URL", "postgresql:///lango?service=live"),
    ],
)
def test_production_speaks_to_nobody_in_the_clear(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert f"{name} {NO_TLS}" in refused(monkeypatch, **{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AT_BASE_URL", "http://127.0.0.1:8077"),
        ("AT_BASE_URL", "http://[::1]:8077"),
        ("AT_BASE_URL", "https://api.example"),
        ("REGISTRY_URL", "http://registry.internal:8080/v1"),
        ("SMTP_URL", "smtp+starttls://user:pw@mail.example"),
        ("SMTP_URL", "smtp://mail.internal"),
        ("REDIS_URL", "unix:///run/redis.sock"),
        ("REDIS_URL", "redis://redis.internal:6379"),
        ("REDIS_URL", "cluster://redis.internal:1,10.0.0.7:2"),
        ("DATABASE_URL", "postgresql://lango@/lango?host=/run/postgresql"),
        ("DATABASE_URL", "postgresql://lango@db.internal/lango"),
        ("DATABASE_URL", "postgresql://lango@db.example/lango?sslmode=require"),
    ],
)
def test_it_may_within_the_machine_and_in_a_private_network(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    hosts = "registry.internal, mail.internal,REDIS.internal,10.0.0.7,db.internal\n"
    read(monkeypatch, **SAFE | {"PLAINTEXT_HOSTS": hosts, name: value})


@pytest.mark.parametrize("hosts", ["*", ".", "redis.example:6379", "http://redis.example", "10.0.0.0/8", "example"])
def test_a_private_host_is_named_and_not_described(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    assert refused(monkeypatch, REDIS_URL="redis://redis.example", PLAINTEXT_HOSTS=hosts)


@pytest.mark.parametrize(
    "hosts",
    [
        "localhost",
        "hooks.internal,127.0.0.1",
        "127.9.9.9",
        "::1",
        "::ffff:127.0.0.1",
        "a.localhost",
        "0.0.0.0",
        "169.254.169.254",
    ],
)
def test_no_webhook_goes_to_this_machine_in_production(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    assert "WEBHOOK_PRIVATE_HOSTS names this machine" in refused(monkeypatch, WEBHOOK_PRIVATE_HOSTS=hosts)


def test_webhooks_go_to_private_hosts_that_were_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch).private_webhook_hosts == ["localhost", "127.0.0.1"]
    assert read(monkeypatch, WEBHOOK_PRIVATE_HOSTS="off").private_webhook_hosts == []
    monkeypatch.delenv("WEBHOOK_PRIVATE_HOSTS")
    assert read(monkeypatch, **SAFE).private_webhook_hosts == []
    named = read(monkeypatch, **SAFE, WEBHOOK_PRIVATE_HOSTS="Hooks.internal,10.0.0.8")
    assert named.private_webhook_hosts == ["hooks.internal", "10.0.0.8"]


@pytest.mark.parametrize("query", ["ssl_cert_reqs=none", "ssl_cert_reqs=optional", "ssl_check_hostname=false"])
def test_tls_without_certificates_is_none(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    assert "REDIS_URL does not look" in refused(monkeypatch, REDIS_URL=f"rediss://redis.example?{query}")


@pytest.mark.parametrize("url", ["sqlite:////data/lango.db", "sqlite://", "mysql://db.example/lango?sslmode=require"])
def test_production_has_a_postgresql(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert "DATABASE_URL is no PostgreSQL" in refused(monkeypatch, DATABASE_URL=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REDIS_URL", "redis://:gehe/im@redis.example"),
        ("REDIS_URL", "redis://:geheim#1@redis.example"),
        ("REDIS_URL", "memory://geheim"),
        ("SMTP_URL", "smtps://user:geheim/@mail.example"),
        ("SMTP_URL", "smtps://user:geheim#@mail.example:x"),
        ("DATABASE_URL", "postgresql:geheim"),
        ("DATABASE_URL", "postgresql+psycopg2://u:geheim@db.example/lango?sslmode=require"),
        ("DATABASE_URL", "postgresql+asyncpg://u:geheim@db.example/lango?sslmode=require"),
        ("DATABASE_URL", "mysql://u:geheim@db.example/lango"),
        ("DATABASE_URL", "file:///geheim"),
        ("DATABASE_URL", "postgresql://u:p@h:geheim/lango"),
        ("AT_BASE_URL", "https://geheim@api.example"),
        ("REGISTRY_URL", "registry.example/geheim"),
        ("PORT", "geheim"),
        ("ENVIRONMENT", "geheim"),
        ("QUIET_HOURS", "geheim"),
    ],
)
def test_what_cannot_be_read_is_named_and_never_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert f"{name}: " in refused(monkeypatch, **{name: value})


# Secrets

WEAK = (
    "changemechangemechangemechangeme", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ababababababababababababababababab",
    "abcdefghijklmnopqrstuvwxyz0123456789", "01234567890123456789012345678901", "passwordpasswordpasswordpassword",
    "qwertyuiopasdfghjklzxcvbnm1234567890", "a-key-for-tests-only-0123456789-abcdef", "1111111111111111111111111111112",
    "correct-horse-battery-staple-correct", "lango-production-secret-key-2026-kenya", "deadbeefdeadbeefdeadbeefdeadbee",
    "ecitizen-nairobi-huduma-serikali-2026-siri", "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb", "zyxwvutsrqponmlkjihgfedcba98765",
    "00000000-0000-0000-0000-000000000000", "mombasanairobikisumunakurueldoret", "P@ssw0rdP@ssw0rdP@ssw0rdP@ssw0rd!",
    "s3cr3t-k3y-f0r-th3-g0v3rnm3nt-0f-k3ny4", "1q2w3e4r5t6y7u8i9o0p1q2w3e4r5t6y", "CHANGE-ME-change-me-CHANGE-ME-chang",
)  # fmt: skip


@pytest.mark.parametrize("key", WEAK)
def test_a_key_that_somebody_made_up_is_refused(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    assert "SECRET_KEYS: a key" in refused(monkeypatch, SECRET_KEYS=f"{SAFE['SECRET_KEYS']},{key}")


@pytest.mark.parametrize("name", ["AT_CALLBACK_KEYS", "METRICS_TOKEN"])
@pytest.mark.parametrize("key", ["dev", "callback-key-for-tests", "aaaaaaaaaaaaaaaaaaaaaaaa", "7gJm2Qx9VtR4"])
def test_so_is_such_a_key_of_a_url_or_of_the_counters(monkeypatch: pytest.MonkeyPatch, name: str, key: str) -> None:
    assert f"{name}: a key" in refused(monkeypatch, **{name: key})


@pytest.mark.parametrize("key", ["a/b", "a b", "a%2Fb", "key;1", "schlüssel", "a?b"])
def test_a_callback_key_has_one_spelling_in_a_url(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    with pytest.raises(ValidationError, match="AT_CALLBACK_KEYS"):
        read(monkeypatch, AT_CALLBACK_KEYS=key)


def test_what_a_generator_makes_is_taken() -> None:
    made = [(SHORTEST_KEY, secrets.token_hex(16)), (SHORTEST_KEY, secrets.token_urlsafe(32)),
            (SHORTEST_KEY, str(uuid.uuid4())), (SHORTEST_TOKEN, secrets.token_hex(16)),
            (SHORTEST_KEY, f"lango-production-{secrets.token_hex(16)}")]  # fmt: skip
    for _ in range(20):  # of each kind, fewer than one in a thousand is refused
        refusals = [weakness(key, shortest) for shortest, key in made]
        if not any(refusals):
            return
    pytest.fail(str(refusals))


# Spelling


@pytest.mark.parametrize(
    "name",
    [
        "sandbox",
        "Sandbox",
        "SANDBOX",
        " sandbox",
        "sandbox\n",
        "sandbox\r\n",
        "\tSandBox",
        "\ufeffsandbox",
        "\ufeff Sandbox\n",
    ],
)
def test_the_sandbox_is_the_sandbox_however_it_is_written(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert read(monkeypatch, AT_USERNAME=name, AT_API_KEY="key\n").at_username == "sandbox"


@pytest.mark.parametrize("name", ["sand box", "sandbox\u200b", "ｓａｎｄｂｏｘ", "s\u0430ndbox", "sand\ufeffbox"])
def test_what_only_looks_like_it_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(ValidationError, match="AT_USERNAME"):
        read(monkeypatch, AT_USERNAME=name, AT_API_KEY="key")


def test_blanks_and_newlines_are_no_part_of_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "SIMULATOR": " true\n", "ENVIRONMENT": " Development\n", "PORT": "8001\n", "USSD_CODE": " *384*70421#\n",
        "SMS_CODE": "22222\n", "AT_SENDER_ID": " ECITIZEN \n", "AT_CALLBACK_KEYS": "one\n, two \n", "AT_API_KEY": "k\n",
        "SECRET_KEYS": f"{SAFE['SECRET_KEYS']}\n", "SMTP_URL": "smtp://localhost\n", "METRICS_TOKEN": "t\n",
        "QUIET_HOURS": " \n", "DATA_DIR": "/srv/lango\n",
    }  # fmt: skip
    settings = read(monkeypatch, **given)
    assert (settings.simulator, settings.environment, settings.port) == (True, "development", 8001)
    assert (settings.ussd_code, settings.sms_code, settings.at_sender_id) == ("*384*70421#", "22222", "ECITIZEN")
    assert settings.callback_keys == ["one", "two"]
    assert settings.key_ring == [SAFE["SECRET_KEYS"]]
    assert settings.at_api_key.get_secret_value() == "k"
    assert settings.smtp_url.get_secret_value() == "smtp://localhost"
    assert (settings.metrics_key, settings.quiet_hours, settings.data_dir) == ("t", None, Path("/srv/lango"))


@pytest.mark.parametrize(
    "given",
    [
        {"USSD_CODE": "222"},
        {"USSD_CODE": "*222"},
        {"USSD_CODE": "*22 2#"},
        {"SMS_CODE": "22 222"},
        {"SIMULATOR": "maybe"},
    ],
)
def test_a_code_or_a_switch_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        read(monkeypatch, **given)


# Addresses and hours


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("MAIL_FROM", value) for value in (
            "geheim", "no-reply@", "@example.go.ke", "no-reply@example", "a@example.go.ke, b@example.go.ke",
            "a@example.go.ke b@example.go.ke", "eCitizen <geheim>", "eCitizen <a@example.go.ke> <b@example.go.ke>",
            "eCitizen a@example.go.ke", "no reply@example.go.ke", "m\u00fcsic@example.go.ke", "a@ex\u200bample.go.ke",
            "<a@example.go.ke", "mailto:a@example.go.ke", "a@b@example.go.ke",
        )),
        *(("SUPPORT_EMAIL", value) for value in (
            "geheim", "support@", "support@example", "a@example.go.ke, b@example.go.ke",
            "a@example.go.ke;b@example.go.ke",
            "eCitizen <support@example.go.ke>", "<support@example.go.ke>", "support @example.go.ke", "020 7903260",
            "https://example.go.ke/support", "s\u00fcpport@example.go.ke", "support@example.go.ke.",
        )),
        *(("QUIET_HOURS", value) for value in (
            "21:00-21:00", "00:00-00:00", "21-21", "21:00", "21:00-", "21:00-25:00", "21:00+03:00-07:00", "none",
        )),
    ],
)  # fmt: skip
def test_what_is_no_address_or_no_span_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(monkeypatch, **{name: value})
    assert name in in_words(caught.value)
    assert name in refused(monkeypatch, **{name: value})


@pytest.mark.parametrize(
    "sender",
    ["no-reply@example.go.ke", "eCitizen <no-reply@example.go.ke>", "<no-reply@example.go.ke>", "A.B+c@Example.go.ke",
     '"eCitizen, Kenya" <no-reply@example.go.ke>'],
)  # fmt: skip
def test_an_address_is_taken_as_a_sender(monkeypatch: pytest.MonkeyPatch, sender: str) -> None:
    settings = read(monkeypatch, MAIL_FROM=sender, SMTP_URL="smtp://mail.example")
    assert settings.mail_from == sender
    Container.of(
        settings.model_copy(update={"database_url": "sqlite://", "redis_url": "unix:///nowhere"})
    ).mail_gateway()


def test_no_hour_is_quiet_by_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, **SAFE).quiet_span == (time(21), time(7))
    assert read(monkeypatch, **SAFE | {"QUIET_HOURS": "Off"}).quiet_span is None
    assert read(monkeypatch, **SAFE | {"QUIET_HOURS": "22:00 - 06:30"}).quiet_span == (time(22), time(6, 30))


# Channels that are switched off


def test_off_is_a_decision_and_sends_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    off = {"AT_USERNAME": "OFF\n", "SMTP_URL": " Off", "AT_SIM_SWAP": "0", "AT_API_KEY": "", "MAIL_FROM": ""}
    settings = read(monkeypatch, **{name: value for name, value in (SAFE | off).items() if value})
    said = [*production.warnings(settings)]
    assert said == ["AT_USERNAME is off: every SMS fails at once", "SMTP_URL is off: every e-mail fails at once"]
    container = Container.of(settings.model_copy(update={"database_url": "sqlite://", "redis_url": "unix:///nowhere"}))
    for gateway in (container.sms_gateway(), container.mail_gateway()):
        assert isinstance(gateway, ChannelOff)
        outcome = gateway.send("+254712000001", "words", key="k")
        assert isinstance(outcome, Refused)
        assert not outcome.temporary
        assert not outcome.for_all


def test_the_simulator_is_for_development(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert isinstance(Container.of(read(monkeypatch, DATA_DIR=str(tmp_path))).sms_gateway(), SimulatedSms)
    assert "SIMULATOR is on" in refused(monkeypatch, SIMULATOR="true")


def test_a_sim_that_nobody_asks_about_is_worth_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*production.warnings(read(monkeypatch, **SAFE | {"AT_SIM_SWAP": "0"}))] == [
        "AT_SIM_SWAP is off: a code for a new password goes to a SIM that was changed lately"
    ]


# The Procfile


def procfile(name: str) -> str:
    [line] = [line for line in (ROOT / "Procfile").read_text().splitlines() if line.startswith(f"{name}: ")]
    return line.removeprefix(f"{name}: ")


@pytest.mark.parametrize(
    "name", ["web", *(pytest.param(each, marks=pytest.mark.slow) for each in ("release", "worker"))]
)
def test_a_process_of_the_procfile_is_production_unless_it_is_told_otherwise(name: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "DATA_DIR": str(tmp_path), "SECRET_KEYS": "geheim", "REDIS_URL": "redis://geheim@h"}
    command = ["sh", "-c", procfile(name)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Lango does not start:\n")
    assert {"AT_USERNAME", "SMTP_URL", "SECRET_KEYS"} <= {
        line.split()[0].rstrip(":") for line in done.stderr.split("\n") if line
    }
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stdout + done.stderr
    assert not [*tmp_path.iterdir()]


def test_the_procfile_starts_the_web_as_make_run_does() -> None:
    assert not {"--host", "--port", "0.0.0.0"} & {*WEB}, "where it listens is make run's own: this machine"
    assert len(WEB) == len(procfile("web").partition("exec ")[2].split()) - 4 + 2
    options = " ".join(WEB[3:-1])
    assert all(piece in procfile("web").split() for piece in options.split())
    assert procfile("web").endswith(WEB[-1])


# The second SMS provider


def test_a_second_sms_provider_wants_a_token_tls_and_keys_that_nobody_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    url = {"SMS_GATEWAY_URL": "https://sms.example/messages"}
    assert "SMS_GATEWAY_TOKEN is not set" in refused(monkeypatch, **SAFE | url)
    assert NO_TLS in refused(monkeypatch, **SAFE | {"SMS_GATEWAY_URL": "http://sms.example/", "SMS_GATEWAY_TOKEN": "t"})
    keys = {"SMS_GATEWAY_TOKEN": "t", "SMS_GATEWAY_CALLBACK_KEYS": "geheim"}
    assert "SMS_GATEWAY_CALLBACK_KEYS: a key" in refused(monkeypatch, **SAFE | url | keys)
    assert "geheim" not in refused(monkeypatch, **SAFE | url | keys)


def test_what_belongs_to_a_gateway_that_is_not_set_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SMS_GATEWAY_URL is not set" in refused(monkeypatch, SMS_GATEWAY_NETWORKS="airtel")


def test_a_network_that_is_none_is_refused_with_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused(monkeypatch, SMS_GATEWAY_URL="https://sms.example/", SMS_GATEWAY_NETWORKS="airtle")
    assert "safaricom, airtel, telkom, equitel" in said


@pytest.mark.parametrize("name", ["AT_SMS_PER_SECOND", "SMS_GATEWAY_PER_SECOND"])
def test_a_pace_that_would_not_be_kept_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A message waits ten seconds for its turn at most."""
    gateway = {"SMS_GATEWAY_URL": "https://sms.example/", "SMS_GATEWAY_TOKEN": "t"}
    said = refused(monkeypatch, **gateway | {name: "0.05"})
    assert f"{name}: 0 (no limit), or at least 1 a second, is wanted" in said
    for kept in ("0", "1", "2.5"):
        assert read(monkeypatch, **gateway | {name: kept})
