"""The settings of a second SMS provider: any HTTP gateway that implements docs/sms-gateway.md."""

from typing import Annotated, Any, Final

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from app.platform.config.setting_fields import SettingFields
from app.platform.config.setting_values import listed, with_scheme_in_lower_case
from app.platform.networks import Network

NETWORKS: Final = {each.lower(): each for each in Network if each is not Network.UNKNOWN}


class SmsFields(SettingFields):
    """The settings of the second SMS provider, and the rate limits of both."""

    at_sms_per_second: float = Field(0, ge=0)
    sms_gateway_url: str = ""
    sms_gateway_token: SecretStr = SecretStr("")
    sms_gateway_sender_id: str = ""
    sms_gateway_networks: Annotated[list[str], NoDecode] = Field(default_factory=list)
    sms_gateway_per_second: float = Field(0, ge=0)
    sms_gateway_callback_keys: SecretStr = SecretStr("")

    @field_validator("at_sms_per_second", "sms_gateway_per_second")
    @classmethod
    def _pace(cls, rate: float) -> float:
        # a message waits at most 10 seconds for its turn (`sms_router.LONGEST_WAIT`): a slower pace would not be kept
        if 0 < rate < 1:
            raise ValueError("0 (no limit), or at least 1 a second, is wanted")
        return rate

    @field_validator("sms_gateway_url")
    @classmethod
    def _gateway(cls, url: str) -> str:
        return with_scheme_in_lower_case(url)

    @field_validator("sms_gateway_networks", mode="before")
    @classmethod
    def _networks(cls, text: Any) -> Any:
        names = listed(text.lower()) if isinstance(text, str) else text
        if any(each not in NETWORKS for each in names):
            raise ValueError(f"names of networks are wanted, separated by commas: {', '.join(NETWORKS)}")
        return names

    @property
    def networks_of_gateway(self) -> frozenset[Network]:
        """The networks whose SMS go by the second provider first."""
        return frozenset(NETWORKS[each] for each in self.sms_gateway_networks)

    @property
    def gateway_callback_keys(self) -> list[str]:
        """The valid keys in the URL that the second provider calls; empty if it sends no reports."""
        return listed(self.sms_gateway_callback_keys.get_secret_value())
