"""What is wrong with the settings in any environment; each fault names its setting and repeats no value."""

import re
from collections.abc import Iterator
from typing import Final

from pydantic import SecretStr

from app.platform.config.payment_fields import PaymentFields
from app.platform.config.setting_values import has_break, is_address, is_sender
from app.platform.config.urls import unreadable

LISTS: Final = (
    "secret_keys", "at_callback_keys", "pesaflow_callback_keys", "daraja_callback_keys", "plaintext_hosts",
    "webhook_private_hosts",
    "sms_gateway_callback_keys", "sms_gateway_networks",
)  # fmt: skip
"""Settings of several values, separated by commas or by line ends."""
URL_SAFE: Final = re.compile(r"[A-Za-z0-9._~-]+")


def faults(settings: PaymentFields) -> Iterator[str]:
    """Every reason why these settings cannot be used."""
    if settings.at_username and not settings.sms_is_off and not settings.at_api_key.get_secret_value():
        yield "AT_USERNAME is set, AT_API_KEY is not"
    if settings.at_sim_swap and (not settings.at_username or settings.sms_is_off):
        yield "AT_SIM_SWAP is set, AT_USERNAME is not: there is nobody to ask about a SIM"
    yield from _callback_keys(settings)
    words = {
        "AT_USERNAME": settings.at_username,
        "AT_API_KEY": settings.at_api_key.get_secret_value(),
        "SMS_GATEWAY_TOKEN": settings.sms_gateway_token.get_secret_value(),
    }
    for name, word in words.items():
        if not re.fullmatch(r"[!-~]*", word):
            yield f"{name}: one word of ASCII is wanted"
    yield from _addresses(settings)
    for name in type(settings).model_fields:
        if name not in LISTS and has_break(_as_text(getattr(settings, name))):
            yield f"{name.upper()}: a line break stands in it"
    yield from unreadable(settings)


def _callback_keys(settings: PaymentFields) -> Iterator[str]:
    rings = {
        "AT_CALLBACK_KEYS": settings.given_callback_keys,
        "SMS_GATEWAY_CALLBACK_KEYS": settings.gateway_callback_keys,
    }
    for name, keys in rings.items():
        if any(not URL_SAFE.fullmatch(key) for key in keys):
            yield f"{name}: a key stands in a URL, and has letters, digits, - _ . and ~ only"
    if not settings.sms_gateway_url and (settings.gateway_callback_keys or settings.sms_gateway_networks):
        yield "SMS_GATEWAY_URL is not set, and other settings of the gateway are"


def _addresses(settings: PaymentFields) -> Iterator[str]:
    if settings.mail_from and not is_sender(settings.mail_from):
        yield "MAIL_FROM: one e-mail address is wanted, alone or like eCitizen <no-reply@example.go.ke>"
    if not is_address(settings.support_email):
        yield "SUPPORT_EMAIL: one e-mail address is wanted, like support@example.go.ke"


def _as_text(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
