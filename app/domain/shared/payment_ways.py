"""Which provider takes the payment for a service, and the paybill to pay it to."""

from dataclasses import dataclass
from enum import StrEnum


class Provider(StrEnum):
    """The payment provider."""

    PESAFLOW = "pesaflow"
    """eCitizen's own gateway, behind paybill 222222."""
    DARAJA = "daraja"
    """Safaricom's API, for an agency's own paybill."""


@dataclass(frozen=True)
class PaymentWays:
    """The payment configuration of an installation; without a provider, fees are shown but cannot be paid.

    `pesaflow_service_id`: for services that have none of their own. `daraja_paybill`: the short code; empty: no Daraja.
    `paybill`: eCitizen's.
    """

    has_pesaflow: bool = False
    pesaflow_service_id: str = ""
    daraja_paybill: str = ""
    paybill: str = "222222"

    @property
    def is_open(self) -> bool:
        """Whether anything can be paid here."""
        return self.has_pesaflow or bool(self.daraja_paybill)

    def find_provider(self, service_id: str | None) -> Provider | None:
        """The provider for a service (`Service.pesaflow_service_id`): Pesaflow where configured, else Daraja."""
        if self.has_pesaflow and (service_id or self.pesaflow_service_id):
            return Provider.PESAFLOW
        return Provider.DARAJA if self.daraja_paybill else None

    def find_paybill(self, provider: Provider) -> str:
        """The paybill of a provider."""
        return self.paybill if provider is Provider.PESAFLOW else self.daraja_paybill
