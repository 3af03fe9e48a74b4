"""Settings of payments: a provider is configured completely, or simulated on a developer's machine, or absent."""

import pytest
from pydantic import ValidationError

from app.platform.config import payment_faults, production
from app.platform.config import simulated_credentials as simulated
from app.platform.config.payment_faults import REFUSED_WORDS
from app.platform.config.production import in_words
from app.platform.config.settings import Settings
from tests.unit.test_settings import NO_TLS, SAFE, nothing_of_this_terminal, read, refused

PESAFLOW = {name: value for name, value in SAFE.items() if name.startswith(("PESAFLOW", "PUBLIC"))}
DARAJA = {
    "PUBLIC_URL": "https://lango.example",
    "DARAJA_BASE_URL": "https://daraja.example",
    "DARAJA_KEY": "dk_0123",
    "DARAJA_SECRET": "ds_0123",
    "DARAJA_SHORTCODE": "600111",
    "DARAJA_PASSKEY": "dp_0123",
    "DARAJA_CALLBACK_KEYS": "f3a91c07d85e62b4409fd7a6",
}
SAFE_DARAJA = {name: value for name, value in SAFE.items() if name not in PESAFLOW} | DARAJA
__all__ = ["nothing_of_this_terminal"]  # an autouse fixture of this module too


def wrong(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    """The faults of these settings in development; "" removes a setting."""
    with pytest.raises(ValidationError) as caught:
        read(monkeypatch, **{name: value for name, value in given.items() if value})
    assert "geheim" not in str(caught.value)
    return in_words(caught.value)


# Which provider there is


def test_with_the_simulator_and_nothing_set_it_plays_pesaflow(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, SIMULATOR="1", PORT="8123")
    pesaflow = settings.pesaflow
    assert pesaflow is not None
    assert pesaflow.base_url == "http://127.0.0.1:8123/phone/gateways/pesaflow"
    assert pesaflow.callback_base == "http://127.0.0.1:8123/pesaflow/dev"
    assert (pesaflow.client_id, pesaflow.key) == ("simulated-client", "simulated-key")
    assert (pesaflow.secret, pesaflow.service_id) == ("simulated-secret", "simulated-service")
    assert (settings.daraja, settings.daraja_keys) == (None, [])


def test_with_a_short_code_alone_it_plays_daraja(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, SIMULATOR="1", DARAJA_SHORTCODE="600638", DARAJA_C2B_VERSION="2")
    daraja = settings.daraja
    assert daraja is not None
    assert daraja.base_url == "http://127.0.0.1:8000/phone/gateways/daraja"
    assert daraja.callback_base == "http://127.0.0.1:8000/daraja/dev"
    assert (daraja.key, daraja.secret) == ("simulated-daraja-key", "simulated-daraja-secret")
    assert (daraja.shortcode, daraja.passkey) == (simulated.SIMULATED_DARAJA_SHORTCODE, "simulated-passkey")
    assert daraja.c2b_version == "2"
    assert daraja.initiator
    assert daraja.security_credential
    assert (settings.pesaflow, settings.pesaflow_keys) == (None, [])


def test_without_the_simulator_and_settings_nobody_pays_and_no_key_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch)
    assert (settings.pesaflow, settings.daraja) == (None, None)
    assert settings.pesaflow_keys == settings.daraja_keys == []
    assert settings.paybill == "222222"


@pytest.mark.parametrize("simulator", ["0", "1"])
def test_what_was_set_is_not_simulated(monkeypatch: pytest.MonkeyPatch, simulator: str) -> None:
    both = PESAFLOW | DARAJA | {"PESAFLOW_SERVICE_ID": "77", "PESAFLOW_CALLBACK_KEYS": "One-key, Another-key"}
    settings = read(monkeypatch, SIMULATOR=simulator, **both)
    assert settings.pesaflow is not None
    assert settings.daraja is not None
    assert (settings.pesaflow.base_url, settings.pesaflow.service_id) == ("https://pay.example", "77")
    assert settings.pesaflow.callback_base == "https://lango.example/pesaflow/One-key"
    assert settings.pesaflow_keys == ["One-key", "Another-key"]
    assert settings.daraja.callback_base == f"https://lango.example/daraja/{DARAJA['DARAJA_CALLBACK_KEYS']}"
    assert (settings.daraja.initiator, settings.daraja.security_credential) == ("", "")


def test_no_secret_is_in_what_is_shown_of_an_access(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **PESAFLOW | DARAJA)
    shown = f"{settings.pesaflow!r} {settings.daraja!r} {settings!r}"
    for name, value in (PESAFLOW | DARAJA).items():
        if name.endswith(("KEY", "SECRET", "KEYS")):
            assert value not in shown, name


# What is wrong with them


@pytest.mark.parametrize("whole", [PESAFLOW, DARAJA], ids=["pesaflow", "daraja"])
@pytest.mark.parametrize("simulator", ["0", "1"])
def test_a_provider_half_set_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, whole: dict[str, str], simulator: str
) -> None:
    for name in whole:
        with monkeypatch.context() as patched:
            assert f"{name} is not set" in wrong(patched, SIMULATOR=simulator, **whole | {name: ""})


def test_a_short_code_is_simulated_beside_no_account_of_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    said = wrong(monkeypatch, SIMULATOR="1", DARAJA_SHORTCODE="600638", **PESAFLOW)
    assert "DARAJA_PASSKEY is not set" in said
    assert "PESAFLOW" not in said


@pytest.mark.parametrize("name", ["DARAJA_INITIATOR", "DARAJA_SECURITY_CREDENTIAL"])
def test_a_transaction_is_looked_up_with_both_or_not_at_all(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    [other] = {"DARAJA_INITIATOR", "DARAJA_SECURITY_CREDENTIAL"} - {name}
    assert f"{other} is not set" in wrong(monkeypatch, **DARAJA, **{name: "geheim"})


@pytest.mark.parametrize("word", REFUSED_WORDS)
def test_no_address_has_a_word_that_safaricom_refuses(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    assert "DARAJA_CALLBACK_KEYS" in wrong(monkeypatch, **DARAJA | {"DARAJA_CALLBACK_KEYS": f"9f1c{word}77"})
    assert "PUBLIC_URL" in wrong(monkeypatch, **DARAJA | {"PUBLIC_URL": f"https://{word.title()}.example"})


@pytest.mark.parametrize("key", ["9f1cMpEsA77", "Abcdef", "a/b", "a b", "a%2Fb", "schlüssel", "a?b"])
def test_a_key_of_daraja_is_written_small(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    assert "DARAJA_CALLBACK_KEYS" in wrong(monkeypatch, **DARAJA | {"DARAJA_CALLBACK_KEYS": f"f3a9,{key}"})


@pytest.mark.parametrize("key", ["a/b", "a b", "a%2Fb", "key;1", "schlüssel"])
def test_a_key_of_pesaflow_has_one_spelling_in_a_url(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    assert "PESAFLOW_CALLBACK_KEYS" in wrong(monkeypatch, **PESAFLOW | {"PESAFLOW_CALLBACK_KEYS": key})


@pytest.mark.parametrize(
    "url", ["lango.example", "https://lango.example/path", "https://lango.example?x=1", "ftp://lango.example",
            "https://user:geheim@lango.example", "https://", "https://lango.example:x"],
)  # fmt: skip
def test_the_public_url_is_a_host_and_nothing_behind_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert "PUBLIC_URL" in wrong(monkeypatch, PUBLIC_URL=url)


def test_it_is_kept_small_and_without_a_stroke_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, PUBLIC_URL=" HTTPS://Lango.Example:8443/ ").public_url == "https://lango.example:8443"


@pytest.mark.parametrize("given", [{"PAYBILL": "22 22"}, {"PAYBILL": "2222"}, {"PAYBILL": "22222222"},
                                   {"DARAJA_SHORTCODE": "6oo638"}, {"DARAJA_C2B_VERSION": "3"}])  # fmt: skip
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    assert next(iter(given)) in wrong(monkeypatch, **given)


# Production


def test_production_takes_either_provider_and_says_what_it_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    lookup = {"DARAJA_INITIATOR": "lango", "DARAJA_SECURITY_CREDENTIAL": "c2VjcmV0"}
    assert [*production.warnings(read(monkeypatch, **SAFE_DARAJA, **lookup))] == []
    for name in (*DARAJA, *lookup):
        monkeypatch.delenv(name)
    assert [*production.warnings(read(monkeypatch))] == ["paying is closed: neither Pesaflow nor Daraja is set up"]


def test_it_says_that_no_code_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*payment_faults.warnings(read(monkeypatch, **SAFE_DARAJA))] == [
        "DARAJA_INITIATOR is not set: no M-PESA code that a citizen types is looked up"
    ]


@pytest.mark.parametrize(
    "name", ["AT_CALLBACK_KEYS", "PESAFLOW_CALLBACK_KEYS", "DARAJA_CALLBACK_KEYS", "METRICS_TOKEN"]
)
def test_a_key_that_seals_what_is_stored_opens_nothing_else(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Keys of callbacks stand in URLs, which proxies and providers log."""
    key = "c41f0e9ab37d5286e1b09c74d8a3f65207be"
    said = refused(monkeypatch, **DARAJA | {"SECRET_KEYS": key, name: key})
    assert f"{name}: a key stands in SECRET_KEYS too" in said
    assert key not in said


@pytest.mark.parametrize("url", ["https://sandbox.safaricom.co.ke", "https://Sandbox.safaricom.co.ke/base"])
def test_money_of_a_sandbox_is_worth_a_word(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    said = [*production.warnings(read(monkeypatch, **SAFE_DARAJA | {"DARAJA_BASE_URL": url}))]
    assert "DARAJA_BASE_URL is a sandbox: what it calls paid is no money" in said


def test_production_is_called_back_over_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    said = refused(monkeypatch, PUBLIC_URL="http://lango.internal", PLAINTEXT_HOSTS="lango.internal")
    assert said == "PUBLIC_URL: an address with https is wanted"


@pytest.mark.parametrize("name", ["PESAFLOW_BASE_URL", "DARAJA_BASE_URL"])
def test_production_asks_nobody_for_money_in_the_clear(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert f"{name} {NO_TLS}" in refused(monkeypatch, **DARAJA | {name: "http://pay.example"})


@pytest.mark.parametrize("name", ["PESAFLOW_CALLBACK_KEYS", "DARAJA_CALLBACK_KEYS"])
@pytest.mark.parametrize("key", ["dev", "aaaaaaaaaaaaaaaaaaaaaaaa", "7gjm2qx9vtr4", "abcdefghijklmnopqrstuvwxyz"])
def test_a_key_that_can_be_guessed_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, key: str) -> None:
    assert f"{name}: a key" in refused(monkeypatch, **DARAJA | {name: key})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PESAFLOW_CLIENT_ID", simulated.SIMULATED_PESAFLOW_CLIENT_ID),
        ("PESAFLOW_KEY", simulated.SIMULATED_PESAFLOW_KEY),
        ("PESAFLOW_SECRET", simulated.SIMULATED_PESAFLOW_SECRET),
        ("PESAFLOW_SERVICE_ID", simulated.SIMULATED_PESAFLOW_SERVICE_ID),
        ("DARAJA_KEY", simulated.SIMULATED_DARAJA_KEY),
        ("DARAJA_SECRET", simulated.SIMULATED_DARAJA_SECRET),
        ("DARAJA_PASSKEY", simulated.SIMULATED_DARAJA_PASSKEY),
    ],
)
def test_production_has_no_credential_of_the_simulator(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert f"{name}: it is the simulator's" in refused(monkeypatch, **DARAJA | {name: value})


def test_in_production_nothing_is_simulated(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **SAFE_DARAJA)
    simulating = settings.model_copy(update={"simulator": True, "daraja_base_url": "", "daraja_shortcode": ""})
    assert isinstance(simulating, Settings)
    assert not simulating.is_pesaflow_simulated
    for name in DARAJA:
        monkeypatch.delenv(name)
    assert "DARAJA_KEY is not set" in refused(monkeypatch, DARAJA_SHORTCODE="600638")
