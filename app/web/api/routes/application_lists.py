"""Lists of an agency's applications by the agencies' API: what has changed, a page at a time."""

from datetime import datetime
from typing import Final

from flask import g

from app.domain.applications.agency_queries import application_lists
from app.domain.applications.agency_queries.application_lists import ListQuestion
from app.domain.catalogue.models import Status
from app.domain.staff.api_keys import Scope
from app.web import container
from app.web.api import list_parameters
from app.web.api.list_parameters import CURSOR, LIMIT, SINCE, UNTIL
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import any_of, code
from app.web.api.schemas.application_lists import LISTED, ApplicationListed, ApplicationsListed

blueprint = ApiBlueprint("application_lists_api", __name__)

STATUS: Final = any_of("status", Status, description="Those that stand at one of these; without it, at any.")
SERVICE: Final = code("service", examples=["passport-renew-34"], description="Those for this service of your agency.")
KINDS: Final = (datetime, int, datetime)
"""The types of a cursor's parts: when the last line changed, its id, and the `as_of` of the first page."""


@blueprint.operation(
    "GET",
    "/applications",
    "List applications, and what has changed",
    scope=Scope.READ_APPLICATIONS,
    takes=(STATUS, SERVICE, SINCE, UNTIL, LIMIT, CURSOR),
    answer=Answer(200, "A page of them, the one that changed longest ago first", ApplicationsListed, LISTED),
    refuses=(422,),
)
def list_applications(
    status: list[Status],
    service: str,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    cursor: str | None,
) -> ApplicationsListed:
    """The applications that the key reaches, by when they changed. The listing is audited."""
    statuses = sorted(set(status))
    question = list_parameters.digest_of("applications", statuses, service, since, until)
    place = list_parameters.place(cursor, question, KINDS)
    after = (place[0], place[1]) if place else None
    asked = ListQuestion(limit, statuses, service or None, since, until, after)
    with container().database.transaction() as session:
        page = application_lists.list_applications(session, g.key, asked)
    as_of: datetime = place[2] if place else page.settled
    return ApplicationsListed(
        applications=[ApplicationListed(**vars(each)) for each in page.lines],
        next=list_parameters.following(question, *page.last, as_of) if page.last else None,
        as_of=as_of,
    )
