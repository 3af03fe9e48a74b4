"""The resources that the agencies' API is made of."""

from typing import Final

from app.web.api.operations import ApiBlueprint
from app.web.api.routes import (
    application_lists,
    application_messages,
    application_replies,
    applications,
    catalogue,
    simulation,
)

BLUEPRINTS: Final[tuple[ApiBlueprint, ...]] = (
    applications.blueprint,
    application_lists.blueprint,
    application_messages.blueprint,
    application_replies.blueprint,
    catalogue.blueprint,
    simulation.blueprint,
)
