"""The event that a test key has simulated, field by field."""

from decimal import Decimal
from typing import Final

from pydantic import ConfigDict, Field, StrictInt, model_validator

from app.domain.applications.agency_fees import LARGEST
from app.domain.applying.citizen_replies import LONGEST
from app.domain.applying.simulated_events import SimulatedEvent, Simulation
from app.web.api import examples
from app.web.api.fields import WRITABLE
from app.web.api.schemas.body import Body

SIMULATED: Final = examples.RECORDED | {
    "status": "submitted",
    "stage": "submitted",
    "stage_label": "Submitted",
    "version": 3,
    "note": None,
    "is_test": True,
}


class SimulationWanted(Body):
    """What a citizen would do to a test application, or time."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"event": "paid"}, {"event": "paid", "amount_kes": 550}, {"event": "replied", "text": "Yes"}]
        }
    )

    event: SimulatedEvent = Field(
        description="`paid`: money comes in. `replied`: the citizen answers where something is wanted. `withdrawn`: by"
        " the citizen. `expired`: it was not paid in time."
    )
    amount_kes: StrictInt | None = Field(
        None, ge=1, le=LARGEST, description="With `paid`: so many shillings in place of all that is due."
    )
    text: str | None = Field(
        None,
        min_length=1,
        max_length=LONGEST,
        pattern=WRITABLE,
        description="With `replied`: the answer; without it the citizen says that it is done.",
    )

    @model_validator(mode="after")
    def _each_with_its_own(self) -> "SimulationWanted":
        if self.amount_kes is not None and self.event is not SimulatedEvent.PAID:
            raise ValueError("amount_kes: it goes with paid")
        if self.text is not None and self.event is not SimulatedEvent.REPLIED:
            raise ValueError("text: it goes with replied")
        return self

    def simulation(self) -> Simulation:
        """The event, as the domain's Simulation."""
        amount = None if self.amount_kes is None else Decimal(self.amount_kes)
        return Simulation(self.event, amount, self.text)
