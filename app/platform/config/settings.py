"""Every setting of Lango, checked as a whole: read once, at the start of a process."""

from typing import Self

from pydantic import model_validator

from app.platform.config import payment_faults, production, setting_faults
from app.platform.config.payment_fields import PaymentFields


class Settings(PaymentFields):
    """The settings, read once at start. A missing or invalid value stops the start with a message that names it."""

    @model_validator(mode="after")
    def _fit(self) -> Self:
        """Raise ValueError with every fault at once, so that nobody has to fix them one start at a time."""
        wrong = [*setting_faults.faults(self), *payment_faults.faults(self)]
        if self.environment == "production":
            wrong += production.faults(self)
        if wrong:
            raise ValueError("\n".join(wrong))
        return self
