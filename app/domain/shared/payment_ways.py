"""By which provider a service is paid, and what a citizen types to pay it by paybill."""

from dataclasses import dataclass
from enum import StrEnum


class Provider(StrEnum):
    """Who takes the money."""

    PESAFLOW = "pesaflow"
    """eCitizen's own gateway, behind paybill 222222."""
    DARAJA = "daraja"
    """Safaricom's, for an agency's own paybill."""


@dataclass(frozen=True)
class PaymentWays:
    """What an installation is set up for; without either provider fees are told and paying is closed.

    `pesaflow_service_id`: of services that name none of their own. `daraja_paybill`: the short code; empty: no Daraja.
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
        """Who takes the money for a service (`Service.pesaflow_service_id`): Pesaflow where set up, else Daraja."""
        if self.has_pesaflow and (service_id or self.pesaflow_service_id):
            return Provider.PESAFLOW
        return Provider.DARAJA if self.daraja_paybill else None

    def find_paybill(self, provider: Provider) -> str:
        """The paybill of a provider."""
        return self.paybill if provider is Provider.PESAFLOW else self.daraja_paybill
