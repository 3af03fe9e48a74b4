"""How citizens reach this gateway and the people behind it, and how they pay."""

from dataclasses import dataclass, field
from typing import Final

from app.domain.shared.payment_ways import PaymentWays

PAYBILL: Final = "222222"
"""eCitizen's paybill, the only one."""


@dataclass(frozen=True)
class Contacts:
    """How citizens reach this gateway and the people behind it; told in help texts, SMS and e-mail."""

    ussd_code: str
    sms_code: str
    phone: str
    email: str
    payment_ways: PaymentWays = field(default_factory=PaymentWays)

    def dial(self, *steps: str) -> str:
        """The USSD code that leads straight to a screen: `*222*1*102030405060#`."""
        return "*".join([self.ussd_code.rstrip("#"), *steps]) + "#"
