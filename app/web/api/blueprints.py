"""The resources that the agencies' API is made of."""

from typing import Final

from app.web.api.operations import ApiBlueprint
from app.web.api.routes import applications, catalogue, simulation

BLUEPRINTS: Final[tuple[ApiBlueprint, ...]] = (
    applications.blueprint,
    catalogue.blueprint,
    simulation.blueprint,
)
