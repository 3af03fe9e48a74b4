"""Every setting with what people and machines add to it: blanks, line ends, a byte order mark, capitals."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from africastalking.SMS import SMSService
from pydantic import SecretStr, ValidationError

from app.platform.config import setting_values
from app.platform.config.production import in_words
from app.platform.config.setting_faults import LISTS
from app.platform.config.settings import Settings
from app.platform.config.urls import database_url
from sessions.redis import connect
from tests.unit.test_settings import SAFE, nothing_of_this_terminal, read

assert callable(nothing_of_this_terminal)  # an autouse fixture of this module too

VALUES = {
    "PORT": "8001", "DATA_DIR": "/srv/lango", "DATABASE_URL": "postgresql://Lango:Pw@db.example/Lango",
    "REDIS_URL": "rediss://:Pw@redis.example:6379/0", "SECRET_KEYS": f"{SAFE['SECRET_KEYS']},{'x1Y2' * 10}",
    "ENVIRONMENT": "development", "PLAINTEXT_HOSTS": "redis.internal,10.0.0.7",
    "WEBHOOK_PRIVATE_HOSTS": "hooks.internal,10.0.0.8", "METRICS_TOKEN": "To Ken",
    "SIMULATOR": "true", "AT_USERNAME": "eCitizen", "AT_API_KEY": "atsk_A1b2", "AT_SENDER_ID": "eCitizen",
    "AT_BASE_URL": "https://api.example/Stand-In", "AT_SIM_SWAP": "1", "AT_CALLBACK_KEYS": "One,two",
    "AT_SMS_PER_SECOND": "50.0", "SMS_GATEWAY_URL": "https://sms.example/Messages", "SMS_GATEWAY_TOKEN": "gw_A1b2",
    "SMS_GATEWAY_SENDER_ID": "eCitizen", "SMS_GATEWAY_NETWORKS": "airtel,telkom", "SMS_GATEWAY_PER_SECOND": "20.5",
    "SMS_GATEWAY_CALLBACK_KEYS": "Seven,eight",
    "USSD_CODE": "*384*70421#", "SMS_CODE": "22223", "REGISTRY_URL": "https://registry.example/V1",
    "SMTP_URL": "smtps://User:Pw%20d@mail.example",
    "MAIL_FROM": "eCitizen <no-reply@example.go.ke>", "QUIET_HOURS": "21:00-07:00", "ACCESS_FEE": "tiers",
    "KEEP_BODIES_DAYS": "8", "KEEP_DELIVERY_DAYS": "91", "KEEP_INBOUND_DAYS": "8", "KEEP_EFFECTS_DAYS": "3",
    "SUPPORT_PHONE": "+254 20 1", "SUPPORT_EMAIL": "Help@example.go.ke",
    "PUBLIC_URL": "https://lango.example", "PAYBILL": "222223", "PESAFLOW_BASE_URL": "https://pay.example/Stand-In",
    "PESAFLOW_CLIENT_ID": "Client", "PESAFLOW_KEY": "pf_A1b2", "PESAFLOW_SECRET": "pf_C3d4",
    "PESAFLOW_SERVICE_ID": "A1", "PESAFLOW_CALLBACK_KEYS": "Three,four", "DARAJA_KEY": "dk_A1b2",
    "DARAJA_BASE_URL": "https://daraja.example/Stand-In", "DARAJA_SECRET": "ds_C3d4", "DARAJA_SHORTCODE": "600111",
    "DARAJA_PASSKEY": "dp_E5f6",
    "DARAJA_CALLBACK_KEYS": "five,six", "DARAJA_C2B_VERSION": "2", "DARAJA_INITIATOR": "Lango",
    "DARAJA_SECURITY_CREDENTIAL": "c2VjcmV0",
}  # fmt: skip
"""A value of each setting, with capitals where case matters."""
AROUND: dict[str, Callable[[str], str]] = {
    "a newline": lambda value: value + "\n",
    "a Windows newline": lambda value: value + "\r\n",
    "blanks": lambda value: f" \t{value}  ",
    "a byte order mark": lambda value: f"\ufeff{value}\n",
    "a no-break space": lambda value: f"\u00a0{value}\u00a0",
}
WORDS = {
    "ENVIRONMENT": ["Development", "DEVELOPMENT"], "SIMULATOR": ["True", "TRUE", "Yes", "ON"],
    "ACCESS_FEE": ["Tiers", "TIERS"], "PUBLIC_URL": ["HTTPS://Lango.Example", "https://lango.example/"],
    "AT_SIM_SWAP": ["True", "YES"], "PLAINTEXT_HOSTS": ["Redis.Internal,10.0.0.7"],
    "WEBHOOK_PRIVATE_HOSTS": ["Hooks.Internal,10.0.0.8"], "SMS_GATEWAY_NETWORKS": ["Airtel,TELKOM"],
}  # fmt: skip
"""Settings that are words out of a list, or host names: other spellings of the values above. Case does not matter."""


def plain(settings: Settings, name: str) -> Any:
    value = getattr(settings, name.lower())
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def test_there_is_a_value_of_every_setting() -> None:
    assert set(VALUES) == {name.upper() for name in Settings.model_fields}
    by_default = {name.upper(): str(field.default) for name, field in Settings.model_fields.items()}
    assert {name for name, value in VALUES.items() if value == by_default[name]} == {"ENVIRONMENT", "ACCESS_FEE"}


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", VALUES)
def test_what_stands_around_a_value_is_no_part_of_it(monkeypatch: pytest.MonkeyPatch, name: str, around: str) -> None:
    expected = plain(read(monkeypatch, **VALUES), name)
    found = read(monkeypatch, **VALUES | {name: AROUND[around](VALUES[name])})
    assert plain(found, name) == expected


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in WORDS.items() for word in words])
def test_capitals_do_not_count_in_a_word_out_of_a_list(monkeypatch: pytest.MonkeyPatch, name: str, word: str) -> None:
    expected = plain(read(monkeypatch, **VALUES), name)
    assert plain(read(monkeypatch, **VALUES | {name: word}), name) == expected


@pytest.mark.parametrize(
    "name", ["METRICS_TOKEN", "AT_API_KEY", "SMTP_URL", "MAIL_FROM", "AT_SENDER_ID", "SUPPORT_EMAIL"]
)
def test_of_what_stands_within_a_value_nothing_is_changed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert plain(read(monkeypatch, **VALUES), name) == VALUES[name]


@pytest.mark.parametrize("separator", [",", ", ", "\n", "\r\n", ",\n", "\n\n"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_separated_by_commas_or_stands_one_a_line(
    monkeypatch: pytest.MonkeyPatch, name: str, separator: str
) -> None:
    name = name.upper()
    settings = read(monkeypatch, **VALUES | {name: f"\ufeff{separator.join(VALUES[name].split(','))}\n"})
    found = {
        "SECRET_KEYS": settings.key_ring, "AT_CALLBACK_KEYS": settings.callback_keys,
        "PESAFLOW_CALLBACK_KEYS": settings.pesaflow_keys, "DARAJA_CALLBACK_KEYS": settings.daraja_keys,
        "WEBHOOK_PRIVATE_HOSTS": settings.private_webhook_hosts,
        "SMS_GATEWAY_CALLBACK_KEYS": settings.gateway_callback_keys,
        "SMS_GATEWAY_NETWORKS": settings.sms_gateway_networks,
    }  # fmt: skip
    assert found.get(name, settings.plaintext_hosts) == VALUES[name].split(",")


@pytest.mark.parametrize("within", ["\n", "\r\n", "\x00", "\t", "\x1b"], ids=repr)
@pytest.mark.parametrize("name", sorted(set(VALUES) - {each.upper() for each in LISTS}))
def test_a_line_break_within_is_refused_and_the_value_is_not_repeated(name: str, within: str) -> None:
    read_values = {each.lower(): given for each, given in VALUES.items()}
    half = len(VALUES[name]) // 2
    value: Any = VALUES[name][:half] + within + "geheim" + VALUES[name][half:]
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate(read_values | {name.lower(): value})
    assert name in in_words(caught.value)
    assert "geheim" not in in_words(caught.value) + str(caught.value)


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("name", sorted(set(VALUES) - {"SECRET_KEYS"}))
def test_quotes_around_a_value_stop_the_start(monkeypatch: pytest.MonkeyPatch, name: str, quote: str) -> None:
    """`docker run --env-file` keeps quotes: `"sandbox"` would select the live host, and `"/srv"` another folder."""
    with pytest.raises(ValidationError) as caught:
        read(monkeypatch, **VALUES | {name: f"{quote}{VALUES[name]}{quote}"})
    assert name in in_words(caught.value)
    assert VALUES[name] not in in_words(caught.value).replace(name, "")


def test_quotes_within_a_value_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    sender = '"eCitizen, Kenya" <no-reply@example.go.ke>'
    assert read(monkeypatch, MAIL_FROM=sender).mail_from == sender
    ring = f'"{"x1Y2" * 10}"'  # what is sealed under such a key must stay readable
    assert read(monkeypatch, SECRET_KEYS=ring).key_ring == [ring]


def test_a_home_is_a_home_in_a_file_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert read(monkeypatch, DATA_DIR="~/lango").data_dir == tmp_path / "lango"
    assert read(monkeypatch, DATA_DIR="/srv/~x").data_dir == Path("/srv/~x")


# Spellings that could select another host, or another environment


@pytest.mark.parametrize("name", ["Sandbox\n", " SANDBOX", "\ufeffsandbox\r\n", "sandbox\u00a0"])
def test_no_spelling_of_the_sandbox_leads_to_the_live_host(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    settings = read(monkeypatch, AT_USERNAME=name, AT_API_KEY="key")
    message = SMSService(settings.at_username, "key")  # the provider's SDK selects the host by the name alone
    assert message._baseUrl.startswith("https://api.sandbox.africastalking.com/")


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\ufeff", "\ufeff\r\n"], ids=repr)
def test_a_blank_environment_is_not_development(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    """Otherwise an empty file, mounted by mistake, would enable everything that is for development only."""
    with pytest.raises(ValidationError, match="environment"):
        read(monkeypatch, ENVIRONMENT=blank)


@pytest.mark.parametrize("spelt", ["Production", " PRODUCTION\n", "\ufeffproduction"])
def test_production_is_production_however_it_is_written(monkeypatch: pytest.MonkeyPatch, spelt: str) -> None:
    assert read(monkeypatch, **SAFE | {"ENVIRONMENT": spelt}).environment == "production"
    with pytest.raises(ValidationError, match="SIMULATOR"):
        read(monkeypatch, **SAFE | {"ENVIRONMENT": spelt, "SIMULATOR": "1"})


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("DATABASE_URL", "PostgreSQL://lango@db.example/Lango"),
        ("DATABASE_URL", "Postgres://lango@db.example/Lango"),
        ("DATABASE_URL", "SQLite:////srv/Lango.db"),
        ("REDIS_URL", "REDIS://redis.example:6379/0"),
        ("REDIS_URL", "Unix:///run/Redis.sock"),
        ("REGISTRY_URL", "HTTPS://registry.example/V1"),
        ("AT_BASE_URL", "Https://api.example"),
        ("SMTP_URL", "SMTPS://User@mail.example"),
    ],
)
def test_a_scheme_in_capitals_is_read_by_its_client(monkeypatch: pytest.MonkeyPatch, name: str, url: str) -> None:
    found = plain(read(monkeypatch, **{name: url}), name)
    assert found == re.sub("^[^:]+", lambda scheme: scheme[0].lower(), url)
    if name == "REDIS_URL":
        connect(found).close()
    if name == "DATABASE_URL":
        assert database_url(found).get_dialect()


def test_a_byte_order_mark_at_the_head_of_the_env_file_hides_no_setting(tmp_path: Path) -> None:
    """Some editors on Windows write one: it would become part of the first name, and that setting would not be read."""
    (tmp_path / ".env").write_text("PORT=8123\r\nSMS_CODE=' 40404'\r\n", "utf-8-sig")
    settings = Settings(_env_file=tmp_path / ".env")
    assert (settings.port, settings.sms_code) == (8123, "40404")


def test_trimming_takes_away_nothing_else() -> None:
    assert setting_values.trimmed(" \ufeff a \u200bb\u200b \n") == "a \u200bb\u200b"
    assert setting_values.listed(" , \n,a b,\r\nc, ") == ["a b", "c"]
