"""Why production does not start: a missing setting, the simulator, a connection without TLS, a guessable secret.

Each fault names its setting and says what is wanted; no value of a secret is in it.
"""

from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError

from app.platform.config import payment_faults
from app.platform.config.payment_fields import PaymentFields
from app.platform.config.setting_fields import SHORTEST_KEY
from app.platform.config.strength import weakness
from app.platform.config.urls import in_the_clear, is_this_machine

SHORTEST_TOKEN = 22
"""Characters: at least 128 bits in base64 (threat T1: only this key keeps out a forged callback)."""
HOW: Final = 'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'


def faults(settings: PaymentFields) -> Iterator[str]:
    """Every reason why these settings are not fit for production."""
    yield from _missing(settings)
    if settings.simulator:
        yield "SIMULATOR is on: it shows everybody's SMS, and is for development"
    yield from _key_faults(settings)
    yield from payment_faults.production_faults(settings)
    if any(is_this_machine(host) for host in settings.private_webhook_hosts):
        yield "WEBHOOK_PRIVATE_HOSTS names this machine, or a link of its own: no webhook goes there in production"
    yield from in_the_clear(settings)


def warnings(settings: PaymentFields) -> Iterator[str]:
    """What is allowed, and worth a line in the log of each start."""
    if settings.sms_is_off and not settings.sms_gateway_url:
        yield "AT_USERNAME is off: every SMS fails at once"
    elif settings.sms_is_off:
        yield "AT_USERNAME is off: every SMS goes by SMS_GATEWAY_URL"
    elif settings.at_username == "sandbox":
        yield "AT_USERNAME is sandbox: no SMS reaches a phone"
    elif not settings.at_sim_swap:
        yield "AT_SIM_SWAP is off: a code for a new password goes to a SIM that was changed lately"
    if settings.mail_is_off:
        yield "SMTP_URL is off: every e-mail fails at once"
    yield from payment_faults.warnings(settings)


def in_words(error: ValidationError) -> str:
    """What is wrong with the settings: one line for each fault, with the setting's name and without its value."""
    return "\n".join(
        ": ".join([*(str(part).upper() for part in each["loc"]), each["msg"].removeprefix("Value error, ")])
        for each in error.errors(include_input=False, include_url=False)
    )


def _missing(settings: PaymentFields) -> Iterator[str]:
    wanted = {
        "DATABASE_URL": (settings.database_url, "postgresql://user:password@host/name?sslmode=verify-full"),
        "REDIS_URL": (settings.redis_url, "rediss://user:password@host:6379/0"),
        "SECRET_KEYS": (settings.secret_keys.get_secret_value(), HOW),
        "AT_CALLBACK_KEYS": (settings.at_callback_keys.get_secret_value(), HOW),
        "AT_USERNAME": (settings.at_username, "the account's name, or off: then no SMS is sent"),
        "SMTP_URL": (settings.smtp_url.get_secret_value(), "smtps://user:password@host, or off: no e-mail is sent"),
    }
    for name, (value, example) in wanted.items():
        if not value:
            yield f"{name} is not set; wanted is {example}" if example is not HOW else f"{name} is not set; {HOW}"
    if settings.smtp_url.get_secret_value() and not settings.mail_is_off and not settings.mail_from:
        yield "MAIL_FROM is not set; wanted is eCitizen <no-reply@example.go.ke>"
    if settings.sms_gateway_url and not settings.sms_gateway_token.get_secret_value():
        yield "SMS_GATEWAY_TOKEN is not set, and SMS_GATEWAY_URL is"


def _key_faults(settings: PaymentFields) -> Iterator[str]:
    """Keys that can be guessed, and those of `SECRET_KEYS` elsewhere: callbacks have theirs in URLs that others log."""
    rings = (
        ("SECRET_KEYS", settings.given_keys, SHORTEST_KEY),
        ("AT_CALLBACK_KEYS", settings.given_callback_keys, SHORTEST_TOKEN),
        ("PESAFLOW_CALLBACK_KEYS", settings.given_pesaflow_keys, SHORTEST_TOKEN),
        ("DARAJA_CALLBACK_KEYS", settings.given_daraja_keys, SHORTEST_TOKEN),
        ("SMS_GATEWAY_CALLBACK_KEYS", settings.gateway_callback_keys, SHORTEST_TOKEN),
        ("METRICS_TOKEN", [settings.metrics_token.get_secret_value()], SHORTEST_TOKEN),
    )
    for name, keys, shortest in rings:
        if name != "SECRET_KEYS" and not set(settings.given_keys).isdisjoint(keys):
            yield f"{name}: a key stands in SECRET_KEYS too, which seal what is stored; {HOW}"
        for why in sorted({weakness(key, shortest) for key in keys if key} - {""}):
            yield f"{name}: a key {why}; {HOW}"
