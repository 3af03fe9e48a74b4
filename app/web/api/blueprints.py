"""The resources that the agencies' API is made of."""

from typing import Final

from app.web.api.operations import ApiBlueprint
from app.web.api.routes import accounts, applications, catalogue

BLUEPRINTS: Final[tuple[ApiBlueprint, ...]] = (
    applications.blueprint,
    catalogue.blueprint,
    accounts.blueprint,
)
