"""The mobile networks of Kenya: by the code that the provider sends with a hop, and by the range of a number."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import phonenumbers


class Network(StrEnum):
    """A mobile network; the value is its name, for people."""

    SAFARICOM = "Safaricom"
    AIRTEL = "Airtel"
    TELKOM = "Telkom"
    EQUITEL = "Equitel"
    UNKNOWN = "unknown"
    """None of these, or not told: the sandbox, a network that is new."""

    @property
    def may_have_mpesa(self) -> bool:
        """Whether M-PESA may prompt a line of this network (source 40). For an unknown one, M-PESA itself decides."""
        return self in (Network.SAFARICOM, Network.UNKNOWN)


CODES: Final[Mapping[str, Network]] = {
    "63902": Network.SAFARICOM,
    "63903": Network.AIRTEL,
    "63907": Network.TELKOM,
    "63999": Network.EQUITEL,
}
"""`networkCode` of the callback (source 1)."""


def network_of_code(code: str) -> Network:
    """The network that the provider names with a hop."""
    return CODES.get(code, Network.UNKNOWN)


def network_of_number(msisdn: str) -> Network:
    """The network that a number's range was allocated to. Few numbers are ported to another network."""
    from phonenumbers import carrier  # its tables take 10 MB and 40 ms to load, and few processes need them

    try:
        name = carrier.name_for_number(phonenumbers.parse(msisdn), "en")
    except phonenumbers.NumberParseException:
        return Network.UNKNOWN
    return next((network for network in Network if network == name), Network.UNKNOWN)
