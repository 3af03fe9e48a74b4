"""Every setting of Lango, typed, in one place: from the environment, and from a `.env` file in the working directory.

The names are those of the README's table; a test holds the two together.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL

from app.platform.config.setting_values import listed, span, trimmed, unquoted, with_scheme_in_lower_case
from app.platform.private_files import own_key

ROOT = Path(__file__).resolve().parents[3]
DEV: Final = "dev"
"""The callback key, and the token of /metrics, where none is set. It is public, so only this machine may use it."""
OFF: Final = "off"
"""The value of AT_USERNAME or SMTP_URL that sends nothing that way, of QUIET_HOURS that delays nothing, and of
WEBHOOK_PRIVATE_HOSTS that allows no host."""
THIS_MACHINE: Final = ("localhost", "127.0.0.1")
HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?|[0-9a-f:]+:[0-9a-f:.]*")
SHORTEST_KEY = 32
LONGEST_KEPT: Final = 36500
"""Days: what is older than a period is deleted, and no calendar of ours reaches back before the year 1."""
LONGEST_SOCKET_PATH = 100
"""Bytes: the kernel takes 108 for a unix socket's path (unix(7)), its closing NUL among them."""


@dataclass(frozen=True)
class RetentionPeriods:
    """Retention periods: texts of messages, delivery records, inbound SMS, and effects of hops."""

    bodies: timedelta
    delivery: timedelta
    inbound: timedelta
    effects: timedelta


class SettingFields(BaseSettings):
    """Each setting by itself: its type, its bounds, and what follows from it."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    port: int = Field(8000, ge=1, le=65535)
    data_dir: Path = ROOT / ".lango"
    database_url: str = ""
    redis_url: str = ""
    secret_keys: SecretStr = SecretStr("")
    environment: Literal["development", "production"] = "development"
    simulator: bool = False
    plaintext_hosts: Annotated[list[str], NoDecode] = Field(default_factory=list)
    webhook_private_hosts: Annotated[list[str] | None, NoDecode] = None
    metrics_token: SecretStr = SecretStr("")

    at_username: str = ""
    at_api_key: SecretStr = SecretStr("")
    at_sender_id: str = ""
    at_base_url: str = ""
    at_sim_swap: bool = False
    at_callback_keys: SecretStr = SecretStr("")
    ussd_code: str = Field("*222#", pattern=r"^\*[0-9]{2,}(\*[0-9]+)*#$")
    sms_code: str = Field("22222", pattern=r"^[0-9]{3,15}$")

    registry_url: str = ""

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""

    quiet_hours: str | None = None
    access_fee: str = Field("tiers", pattern=r"^(tiers|[0-9]{1,5})$")
    keep_bodies_days: int = Field(7, ge=7, le=LONGEST_KEPT)
    keep_delivery_days: int = Field(90, ge=7, le=LONGEST_KEPT)
    keep_inbound_days: int = Field(7, ge=2, le=LONGEST_KEPT)
    keep_effects_days: int = Field(2, ge=1, le=LONGEST_KEPT)
    support_phone: str = "+254 20 7903260"
    support_email: str = "support@ecitizen.go.ke"

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return (folder.expanduser() if folder.parts[:1] == ("~",) else folder).absolute()  # `~/lango` in a file

    @model_validator(mode="before")
    @classmethod
    def _stripped(cls, given: Any) -> Any:
        """Strip every setting: people paste blanks, and files end in a newline. A blank value counts as not set.

        A blank ENVIRONMENT is kept, and so refused: as not set it would mean development.
        """
        if not isinstance(given, dict):
            return given
        bare = {name: trimmed(value) if isinstance(value, str) else value for name, value in given.items()}
        return {
            name: value for name, value in bare.items() if value != "" or given[name] == "" or name == "environment"
        }

    @field_validator("*", mode="before")
    @classmethod
    def _unquoted(cls, given: Any, info: ValidationInfo) -> Any:
        return given if info.field_name == "secret_keys" else unquoted(given)  # quotes may be part of a key

    @field_validator("environment", "access_fee", mode="before")
    @classmethod
    def _lower(cls, text: Any) -> Any:
        """In lower case: these words may be written in capitals."""
        return text.lower() if isinstance(text, str) else text

    @field_validator("database_url", "redis_url", "registry_url", "at_base_url")
    @classmethod
    def _scheme(cls, url: str) -> str:
        return with_scheme_in_lower_case(url)

    @field_validator("plaintext_hosts", "webhook_private_hosts", mode="before")
    @classmethod
    def _hosts(cls, text: Any) -> Any:
        hosts = listed(text.lower()) if isinstance(text, str) else text
        if any(not HOST.fullmatch(host) for host in hosts or ()):
            raise ValueError("host names and addresses are wanted, without ports, separated by commas")
        return hosts

    @field_validator("at_username")
    @classmethod
    def _username(cls, text: str) -> str:
        """The name `sandbox` chooses the host, so no other spelling of it may choose the live one."""
        return text.lower() if text.lower() in ("sandbox", OFF) else text

    @field_validator("smtp_url")
    @classmethod
    def _off(cls, secret: SecretStr) -> SecretStr:
        url = secret.get_secret_value()
        return SecretStr(OFF if url.lower() == OFF else with_scheme_in_lower_case(url))

    @field_validator("quiet_hours")
    @classmethod
    def _span(cls, text: str | None) -> str | None:
        if text and text.lower() != OFF:
            span(text)
            return text
        return OFF if text else text

    @property
    def private_webhook_hosts(self) -> list[str]:
        """The hosts that webhooks may reach without TLS, even on this machine or its network."""
        if self.webhook_private_hosts is None:
            return list(THIS_MACHINE) if self.environment == "development" else []
        return [host for host in self.webhook_private_hosts if host != OFF]

    @property
    def sms_is_off(self) -> bool:
        """Whether no SMS is to be sent, by decision and not by omission."""
        return self.at_username == OFF

    @property
    def mail_is_off(self) -> bool:
        """Whether no e-mail is to be sent, by decision and not by omission."""
        return self.smtp_url.get_secret_value() == OFF

    @property
    def database(self) -> str:
        """Where the database is; SQLite in the data folder unless DATABASE_URL says otherwise."""
        return self.database_url or URL.create("sqlite", database=str(self.data_dir / "lango.db")).render_as_string()

    @property
    def keeps_data(self) -> bool:
        """Whether DATA_DIR holds more than a spool: the database, Redis or the keys."""
        return not (self.database_url and self.redis_url and self.given_keys)

    @property
    def redis(self) -> str:
        """Where Redis is; the embedded one's private socket unless REDIS_URL says otherwise."""
        return self.redis_url or f"unix://{quote(str(socket_path(self.data_dir)))}"

    @property
    def callback_keys(self) -> list[str]:
        """The valid keys in the URLs that Africa's Talking calls; there may be several, so that one can be changed."""
        return self.given_callback_keys or [DEV]

    @property
    def given_callback_keys(self) -> list[str]:
        """The keys of AT_CALLBACK_KEYS."""
        return listed(self.at_callback_keys.get_secret_value())

    @property
    def given_keys(self) -> list[str]:
        """The keys of SECRET_KEYS."""
        return listed(self.secret_keys.get_secret_value())

    @property
    def metrics_key(self) -> str:
        """The token that opens /metrics; if it is empty, nothing does."""
        own = DEV if self.environment == "development" else ""
        return self.metrics_token.get_secret_value() or own

    @cached_property
    def key_ring(self) -> list[str]:
        """The secrets, newest first; made on first use in development.

        Raises ValueError for a key shorter than 32 characters.
        """
        keys = self.given_keys or [own_key(self.data_dir)]
        if any(len(key) < SHORTEST_KEY for key in keys):
            raise ValueError(f"SECRET_KEYS: each key needs {SHORTEST_KEY} characters")
        return keys

    @property
    def kept(self) -> RetentionPeriods:
        """The retention periods of data that no law and no citizen requires."""
        return RetentionPeriods(
            bodies=timedelta(days=self.keep_bodies_days),
            delivery=timedelta(days=self.keep_delivery_days),
            inbound=timedelta(days=self.keep_inbound_days),
            effects=timedelta(days=self.keep_effects_days),
        )

    @property
    def quiet_span(self) -> tuple[time, time] | None:
        """When status alerts wait (Nairobi time), or None; 21:00-07:00 in production unless set."""
        hours = self.quiet_hours
        if hours is None:
            hours = "21:00-07:00" if self.environment == "production" else ""
        return span(hours) if hours and hours != OFF else None


def socket_path(data_dir: Path) -> Path:
    """Where the embedded Redis listens: in the data folder; for a deep one, in a short folder of its own."""
    inside = data_dir / "redis.sock"
    if len(bytes(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    name = hashlib.sha256(bytes(data_dir)).hexdigest()[:16]
    return Path(f"/tmp/lango-{os.getuid()}-{name}") / "redis.sock"  # noqa: S108 (its owner is looked at)
