"""What an API key is: for an engineer who tries one, and for a program that starts."""

from typing import Final

from flask import g

from app.domain.catalogue import models
from app.domain.staff.api_keys import Key
from app.web import container
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.schemas.agency import AgencyTold, KeyLimits
from app.web.guards import ANY_SCOPE

blueprint = ApiBlueprint("agency_api", __name__)

TOLD: Final = {
    "agency": "dis",
    "agency_name": "Immigration",
    "key_id": "0a1b2c3d",
    "key_name": "Printing hall",
    "scopes": ["applications:read", "status:write"],
    "services": [],
    "is_test": False,
    "created_at": "2026-11-20T09:00:00Z",
    "expires_at": "2027-11-20T09:00:00Z",
    "limits": {"requests_per_minute": 600, "sms_per_hour": 20_000},
}


@blueprint.operation(
    "GET",
    "/agency",
    "Read what this key is",
    scope=ANY_SCOPE,
    answer=Answer(200, "Whose it is and what it may be used for", AgencyTold, TOLD),
)
def read_agency() -> AgencyTold:
    """The agency, the rights, the expiry and the limits of the key of this request."""
    key: Key = g.key
    with container().database.reading() as session:
        agency = models.agency(session, key.agency)
    return AgencyTold(
        agency=key.agency,
        agency_name=agency.short_name if agency else key.agency,
        key_id=key.id,
        key_name=key.name or None,
        scopes=sorted(key.scopes),
        services=sorted(key.services),
        is_test=key.is_test,
        created_at=key.created_at,
        expires_at=key.expires_at,
        limits=KeyLimits(requests_per_minute=key.requests_per_minute, sms_per_hour=key.sms_per_hour),
    )
