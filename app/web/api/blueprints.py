"""The resources that the agencies' API is made of."""

from typing import Final

from app.web.api.operations import ApiBlueprint
from app.web.api.routes import (
    agency,
    application_lists,
    application_messages,
    application_replies,
    applications,
    call_requests,
    catalogue,
    forms,
    payments,
)

BLUEPRINTS: Final[tuple[ApiBlueprint, ...]] = (
    applications.blueprint,
    application_lists.blueprint,
    application_messages.blueprint,
    application_replies.blueprint,
    catalogue.blueprint,
    forms.blueprint,
    payments.blueprint,
    call_requests.blueprint,
    agency.blueprint,
)
