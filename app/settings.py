"""Every setting of Lango, typed, in one place: the environment (and, in development, a `.env` file).

The names are those of the README's table; a test holds the two together.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal, Self
from urllib.parse import quote

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_KEY = 32
SHORTEST_CALLBACK_KEY = 22
"""Characters, 128 bits and more of base64 (threat T1: this key is all that stands before a forged caller)."""
LONGEST_SOCKET_PATH = 100
"""Bytes: the kernel takes 108 for a unix socket's path (unix(7)), its closing NUL among them."""


@dataclass(frozen=True)
class Kept:
    """Periods of retention: the words of messages, what is known of their delivery, texts that came, effects."""

    bodies: timedelta
    delivery: timedelta
    inbound: timedelta
    effects: timedelta


class Settings(BaseSettings):
    """The environment, read once at start. A missing or senseless value stops the start and names itself."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    port: int = Field(8000, ge=1, le=65535)
    data_dir: Path = ROOT / ".lango"
    database_url: str = ""
    redis_url: str = ""
    secret_keys: SecretStr = SecretStr("")
    environment: Literal["development", "production"] = "development"
    simulator: bool = False

    at_username: str = ""
    at_api_key: SecretStr = SecretStr("")
    at_sender_id: str = ""
    at_base_url: str = ""
    at_sim_swap: bool = False
    at_callback_keys: SecretStr = SecretStr("")
    ussd_code: str = "*222#"
    sms_code: str = "22222"

    registry_url: str = ""

    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""

    quiet_hours: str | None = None
    access_fee: str = Field("tiers", pattern=r"^(tiers|[0-9]{1,5})$")
    keep_bodies_days: int = Field(7, ge=7)
    keep_delivery_days: int = Field(90, ge=7)
    keep_inbound_days: int = Field(7, ge=2)
    keep_effects_days: int = Field(2, ge=1)
    support_phone: str = "+254 20 7903260"
    support_email: str = "support@ecitizen.go.ke"

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.absolute()

    @field_validator("quiet_hours")
    @classmethod
    def _span(cls, text: str | None) -> str | None:
        if text:
            _read_span(text)
        return text

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.environment == "production":
            missing = [name for name in self._needed if not self._given(name)]
            if missing:
                raise ValueError(f"production needs {', '.join(name.upper() for name in missing)}")
            if self.simulator:
                raise ValueError("SIMULATOR is for development: production refuses it")
            if any(len(key) < SHORTEST_CALLBACK_KEY for key in self.callback_keys):
                raise ValueError(f"AT_CALLBACK_KEYS: each key needs {SHORTEST_CALLBACK_KEY} characters")
        if self.at_username and not self.at_api_key.get_secret_value():
            raise ValueError("AT_USERNAME is set, AT_API_KEY is not")
        if self.at_sim_swap and not self.at_username:
            raise ValueError("AT_SIM_SWAP is set, AT_USERNAME is not: there is nobody to ask about a SIM")
        return self

    _needed = ("database_url", "redis_url", "secret_keys", "at_callback_keys")

    def _given(self, name: str) -> bool:
        value = getattr(self, name)
        return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)

    @property
    def database(self) -> str:
        """Where the database is; SQLite in the data folder unless DATABASE_URL says otherwise."""
        return self.database_url or f"sqlite:///{self.data_dir / 'lango.db'}"

    @property
    def redis(self) -> str:
        """Where Redis is; the embedded one's private socket unless REDIS_URL says otherwise."""
        return self.redis_url or f"unix://{quote(str(socket_path(self.data_dir)))}"

    @property
    def callback_keys(self) -> list[str]:
        """The keys Africa's Talking may show in our URLs, all of them live, so that one can be changed."""
        return _listed(self.at_callback_keys.get_secret_value()) or ["dev"]

    @cached_property
    def key_ring(self) -> list[str]:
        """The secrets, newest first; made on first use in development.

        Raises ValueError for a key shorter than 32 characters.
        """
        keys = _listed(self.secret_keys.get_secret_value()) or [_own_key(self.data_dir)]
        if any(len(key) < SHORTEST_KEY for key in keys):
            raise ValueError(f"SECRET_KEYS: each key needs {SHORTEST_KEY} characters")
        return keys

    @property
    def kept(self) -> Kept:
        """For how long is kept what no law and no citizen asks for any longer."""
        return Kept(
            bodies=timedelta(days=self.keep_bodies_days),
            delivery=timedelta(days=self.keep_delivery_days),
            inbound=timedelta(days=self.keep_inbound_days),
            effects=timedelta(days=self.keep_effects_days),
        )

    @property
    def quiet_span(self) -> tuple[time, time] | None:
        """When status alerts wait (Nairobi time), or None; 21:00-07:00 in production unless set."""
        span = self.quiet_hours
        if span is None:
            span = "21:00-07:00" if self.environment == "production" else ""
        return _read_span(span) if span else None


def socket_path(data_dir: Path) -> Path:
    """Where the embedded Redis listens: in the data folder; for a deep one, in a short folder of its own."""
    inside = data_dir / "redis.sock"
    if len(bytes(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    name = hashlib.sha256(bytes(data_dir)).hexdigest()[:16]
    return Path(f"/tmp/lango-{os.getuid()}-{name}") / "redis.sock"  # noqa: S108 (its owner is looked at)


def _read_span(text: str) -> tuple[time, time]:
    start, _, end = text.partition("-")
    try:
        return time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
    except ValueError:
        raise ValueError(f"QUIET_HOURS: {text!r} is not like 21:00-07:00") from None


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _own_key(data_dir: Path) -> str:
    """This machine's own key, kept in the data folder and readable by its owner only."""
    data_dir.mkdir(parents=True, exist_ok=True)
    file = data_dir / "secret.key"
    if not file.exists():
        draft = data_dir / f"secret.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            pass  # another process was first: its key is the key
        finally:
            draft.unlink()
    return file.read_text().strip()
