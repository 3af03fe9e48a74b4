"""The payment settings: Pesaflow, Daraja, the URL that they call back, and the simulator in their place.

The properties `pesaflow` and `daraja` give the account to use, or None. Their callers need not know whether it is set
or simulated.
"""

from dataclasses import dataclass, field
from typing import Final, Literal

from pydantic import Field, SecretStr, field_validator

from app.platform.config import simulated_credentials as simulated
from app.platform.config.setting_fields import DEV
from app.platform.config.setting_values import listed, with_scheme_in_lower_case
from app.platform.config.sms_fields import SmsFields

SIMULATED: Final = "simulated"
"""The initiator, and its credential, for looking up a transaction at the simulator."""


@dataclass(frozen=True)
class PesaflowAccess:
    """The account for calls to Pesaflow. `callback_base`: the beginning of each URL that it calls back."""

    base_url: str
    client_id: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    service_id: str
    callback_base: str = field(repr=False)


@dataclass(frozen=True)
class DarajaAccess:
    """The account for calls to Daraja. `initiator`, `security_credential`: to look up a transaction by its code."""

    base_url: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    shortcode: str
    passkey: str = field(repr=False)
    callback_base: str = field(repr=False)
    initiator: str
    security_credential: str = field(repr=False)
    c2b_version: str


class PaymentFields(SmsFields):
    """The payment settings, and the accounts that they make up."""

    public_url: str = ""
    paybill: str = Field("222222", pattern=r"^[0-9]{5,7}$")

    pesaflow_base_url: str = ""
    pesaflow_client_id: str = ""
    pesaflow_key: SecretStr = SecretStr("")
    pesaflow_secret: SecretStr = SecretStr("")
    pesaflow_service_id: str = ""
    pesaflow_callback_keys: SecretStr = SecretStr("")

    daraja_base_url: str = ""
    daraja_key: SecretStr = SecretStr("")
    daraja_secret: SecretStr = SecretStr("")
    daraja_shortcode: str = Field("", pattern=r"^([0-9]{5,7})?$")
    daraja_passkey: SecretStr = SecretStr("")
    daraja_callback_keys: SecretStr = SecretStr("")
    daraja_c2b_version: Literal["1", "2"] = "1"
    daraja_initiator: str = ""
    daraja_security_credential: SecretStr = SecretStr("")

    @field_validator("pesaflow_base_url", "daraja_base_url")
    @classmethod
    def _base(cls, url: str) -> str:
        return with_scheme_in_lower_case(url).rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _host(cls, url: str) -> str:
        """In lower case: host names ignore case, and Safaricom probably refuses a URL with capitals."""
        return url.lower().rstrip("/")

    @property
    def pesaflow_parts(self) -> dict[str, str]:
        """What an account with Pesaflow consists of, by the names of the settings."""
        return {
            "PESAFLOW_BASE_URL": self.pesaflow_base_url,
            "PESAFLOW_CLIENT_ID": self.pesaflow_client_id,
            "PESAFLOW_KEY": self.pesaflow_key.get_secret_value(),
            "PESAFLOW_SECRET": self.pesaflow_secret.get_secret_value(),
        }

    @property
    def daraja_parts(self) -> dict[str, str]:
        """What an account with Daraja consists of, by the names of the settings."""
        return {
            "DARAJA_BASE_URL": self.daraja_base_url,
            "DARAJA_KEY": self.daraja_key.get_secret_value(),
            "DARAJA_SECRET": self.daraja_secret.get_secret_value(),
            "DARAJA_SHORTCODE": self.daraja_shortcode,
            "DARAJA_PASSKEY": self.daraja_passkey.get_secret_value(),
        }

    @property
    def is_pesaflow_simulated(self) -> bool:
        """Whether the simulator plays Pesaflow: it is on, and neither provider has a setting."""
        return self._simulates and not any((*self.pesaflow_parts.values(), *self.daraja_parts.values()))

    @property
    def is_daraja_simulated(self) -> bool:
        """Whether the simulator plays Daraja: it is on, and DARAJA_SHORTCODE is the only setting of both providers."""
        given = [name for name, value in (self.pesaflow_parts | self.daraja_parts).items() if value]
        return self._simulates and given == ["DARAJA_SHORTCODE"]

    @property
    def pesaflow(self) -> PesaflowAccess | None:
        """The account for calls to Pesaflow; None if it is not set up."""
        own = self.is_pesaflow_simulated
        if not own and not any(self.pesaflow_parts.values()):
            return None
        return PesaflowAccess(
            base_url=f"{self.own_url}/phone/gateways/pesaflow" if own else self.pesaflow_base_url,
            client_id=simulated.SIMULATED_PESAFLOW_CLIENT_ID if own else self.pesaflow_client_id,
            key=simulated.SIMULATED_PESAFLOW_KEY if own else self.pesaflow_key.get_secret_value(),
            secret=simulated.SIMULATED_PESAFLOW_SECRET if own else self.pesaflow_secret.get_secret_value(),
            service_id=self.pesaflow_service_id or (simulated.SIMULATED_PESAFLOW_SERVICE_ID if own else ""),
            callback_base=f"{self._called_back_at}/pesaflow/{self.pesaflow_keys[0]}",
        )

    @property
    def daraja(self) -> DarajaAccess | None:
        """The account for calls to Daraja; None if it is not set up."""
        own = self.is_daraja_simulated
        if not own and not any(self.daraja_parts.values()):
            return None
        return DarajaAccess(
            base_url=f"{self.own_url}/phone/gateways/daraja" if own else self.daraja_base_url,
            key=simulated.SIMULATED_DARAJA_KEY if own else self.daraja_key.get_secret_value(),
            secret=simulated.SIMULATED_DARAJA_SECRET if own else self.daraja_secret.get_secret_value(),
            shortcode=self.daraja_shortcode,
            passkey=simulated.SIMULATED_DARAJA_PASSKEY if own else self.daraja_passkey.get_secret_value(),
            callback_base=f"{self._called_back_at}/daraja/{self.daraja_keys[0]}",
            initiator=self.daraja_initiator or (SIMULATED if own else ""),
            security_credential=self.daraja_security_credential.get_secret_value() or (SIMULATED if own else ""),
            c2b_version=self.daraja_c2b_version,
        )

    @property
    def pesaflow_keys(self) -> list[str]:
        """The valid keys in the URLs that Pesaflow calls; empty if none is set and Pesaflow is not simulated."""
        return self.given_pesaflow_keys or ([DEV] if self.is_pesaflow_simulated else [])

    @property
    def daraja_keys(self) -> list[str]:
        """The valid keys in the URLs that Daraja calls; empty if none is set and Daraja is not simulated."""
        return self.given_daraja_keys or ([DEV] if self.is_daraja_simulated else [])

    @property
    def given_pesaflow_keys(self) -> list[str]:
        """The keys of PESAFLOW_CALLBACK_KEYS."""
        return listed(self.pesaflow_callback_keys.get_secret_value())

    @property
    def given_daraja_keys(self) -> list[str]:
        """The keys of DARAJA_CALLBACK_KEYS."""
        return listed(self.daraja_callback_keys.get_secret_value())

    @property
    def _simulates(self) -> bool:
        return self.simulator and self.environment == "development"

    @property
    def own_url(self) -> str:
        """The URL of this machine's web, where the simulator and the gateway call each other."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def _called_back_at(self) -> str:
        return self.public_url or self.own_url
