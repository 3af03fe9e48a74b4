"""What a service costs: the agency's fee and eCitizen's access fee on top of it.

The access fee was gazetted in December 2023 in tiers, agencies still publish a flat 50 shillings, and the High Court
struck the fee down on 1 April 2025 (source 17). Therefore the setting ACCESS_FEE decides what is charged, and the tiers
are data (`app/data/access_fee_tiers.csv`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

FLAT: Final = Decimal(50)
"""Shillings that agencies still add to their fees for access, whatever the tiers say."""
TIERS: Final = "tiers"
"""The value of ACCESS_FEE that selects the gazetted tiers."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Base fees from `min_kes` to `max_kes` (None: no upper end) cost `access_fee_kes` more."""

    min_kes: Decimal
    max_kes: Decimal | None
    access_fee_kes: Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """Shillings that a citizen pays: to the agency, to eCitizen, and in all."""

    base: Decimal
    access: Decimal

    @property
    def total(self) -> Decimal:
        """What is paid in all."""
        return self.base + self.access

    @property
    def about(self) -> bool:
        """Whether the total may differ from the published one: agencies that publish a total add the flat fee."""
        return self.access not in (0, FLAT)

    @property
    def free(self) -> bool:
        """Whether nothing is paid."""
        return not self.total


@dataclass(frozen=True)
class AccessFees:
    """How eCitizen charges for access: `tiers`, a flat number of shillings, or `0`."""

    setting: str = TIERS
    tiers: Sequence[Tier] = ()

    def fee(self, base: Decimal | None, *, all_in: bool = False) -> Fee | None:
        """The fee of a service; None where its base fee is not published. A free service stays free.

        `all_in`: the published fee includes the access fee already.
        """
        if base is None:
            return None
        return Fee(base, Decimal(0)) if all_in else self.on_top_of(base)

    def on_top_of(self, base: Decimal) -> Fee:
        """An agency's fee with the access fee that eCitizen adds; a base fee of 0 gets none."""
        return Fee(base, self._access(base) if base else Decimal(0))

    def _access(self, base: Decimal) -> Decimal:
        if self.setting != TIERS:
            return Decimal(self.setting)
        found = [tier for tier in self.tiers if base >= tier.min_kes and (tier.max_kes is None or base <= tier.max_kes)]
        return found[-1].access_fee_kes if found else Decimal(0)
