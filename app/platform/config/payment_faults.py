"""What is wrong with the payment settings; each fault names its setting and repeats no value."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.platform.config import simulated_credentials as simulated
from app.platform.config.payment_fields import PaymentFields

REFUSED_WORDS: Final = ("mpesa", "safaricom", "exe", "exec", "cmd", "sql", "query")
"""Safaricom refuses a URL with one of these in it, in upper or lower case."""
SANDBOX: Final = re.compile(r"://(?:sandbox|test|uat)[.-]", re.IGNORECASE)
"""The beginning of the host of a provider's system for trying."""
LOWER_CASE: Final = re.compile(r"[a-z0-9._~-]+")
URL_SAFE: Final = re.compile(r"[A-Za-z0-9._~-]+")
SIMULATED: Final = frozenset(value for name, value in vars(simulated).items() if name.startswith("SIMULATED_"))


def faults(settings: PaymentFields) -> Iterator[str]:
    """Every reason why these payment settings cannot be used in any environment."""
    if not settings.is_pesaflow_simulated:
        yield from _half_set(settings, "Pesaflow", settings.pesaflow_parts, settings.given_pesaflow_keys)
    if not settings.is_daraja_simulated:
        yield from _half_set(settings, "Daraja", settings.daraja_parts, settings.given_daraja_keys)
    yield from _lookup(settings)
    yield from _callback_keys(settings)
    if any(word in settings.public_url for word in REFUSED_WORDS):
        yield f"PUBLIC_URL: Safaricom refuses an address with {_listed(REFUSED_WORDS)} in it"


def production_faults(settings: PaymentFields) -> Iterator[str]:
    """Every reason why production does not start with these payment settings."""
    if settings.public_url and not settings.public_url.startswith("https://"):
        yield "PUBLIC_URL: an address with https is wanted"
    for name in type(settings).model_fields:
        if name.startswith(("pesaflow_", "daraja_")) and name != "daraja_shortcode":
            value = getattr(settings, name)
            if (value.get_secret_value() if hasattr(value, "get_secret_value") else value) in SIMULATED:
                yield f"{name.upper()}: it is the simulator's, which is for development"


def warnings(settings: PaymentFields) -> Iterator[str]:
    """What is allowed, and worth a line in the log of each start."""
    for name, url in (("PESAFLOW", settings.pesaflow_base_url), ("DARAJA", settings.daraja_base_url)):
        if SANDBOX.search(url):
            yield f"{name}_BASE_URL is a sandbox: what it calls paid is no money"
    if settings.pesaflow is None and settings.daraja is None:
        yield "paying is closed: neither Pesaflow nor Daraja is set up"
    elif settings.daraja is not None and not settings.daraja.initiator:
        yield "DARAJA_INITIATOR is not set: no M-PESA code that a citizen types is looked up"


def _half_set(settings: PaymentFields, provider: str, parts: Mapping[str, str], keys: list[str]) -> Iterator[str]:
    """The missing settings of a provider that is set up in part. Its callbacks need a key and PUBLIC_URL."""
    if not any(parts.values()):
        return
    keys_name = f"{provider.upper()}_CALLBACK_KEYS"
    wanted = {**parts, keys_name: keys, "PUBLIC_URL": settings.public_url}
    for name, value in wanted.items():
        if not value:
            yield f"{name} is not set, and {provider} is set up: {_what_for(name)}"


def _what_for(name: str) -> str:
    if name == "PUBLIC_URL":
        return "it calls back https://your-host"
    if name.endswith("_CALLBACK_KEYS"):
        return 'make one with: python3 -c "import secrets; print(secrets.token_hex(24))"'
    return "all of it is wanted, or nothing"


def _lookup(settings: PaymentFields) -> Iterator[str]:
    """Looking up a transaction by its code needs both settings: both must be set, or none."""
    parts = {
        "DARAJA_INITIATOR": settings.daraja_initiator,
        "DARAJA_SECURITY_CREDENTIAL": settings.daraja_security_credential.get_secret_value(),
    }
    if any(parts.values()):
        yield from (
            f"{name} is not set, and the other is: both are wanted, or none" for name in parts if not parts[name]
        )


def _callback_keys(settings: PaymentFields) -> Iterator[str]:
    if any(not URL_SAFE.fullmatch(key) for key in settings.given_pesaflow_keys):
        yield "PESAFLOW_CALLBACK_KEYS: a key stands in a URL, and has letters, digits, - _ . and ~ only"
    keys = settings.given_daraja_keys
    if any(not LOWER_CASE.fullmatch(key) for key in keys):
        yield "DARAJA_CALLBACK_KEYS: a key stands in a URL, and has small letters, digits, - _ . and ~ only"
    if any(word in key.lower() for key in keys for word in REFUSED_WORDS):
        yield f"DARAJA_CALLBACK_KEYS: Safaricom refuses an address with {_listed(REFUSED_WORDS)} in it"


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
