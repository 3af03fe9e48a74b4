"""The catalogue by the agencies' API: the same search as the phone's, of every agency's services."""

from typing import Final

from flask import Blueprint, Response, abort

from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.search.index import Index
from app.domain.staff.api_keys import Scope
from app.web import asked, container, guards, rate_limits
from app.web.api import applications
from app.web.api.problems import ApiReply
from app.web.api.schemas import ServiceFound, ServicesFound

blueprint = Blueprint("catalogue_api", __name__, url_prefix="/api/v1")
blueprint.before_request(guards.agency_only)
blueprint.after_request(rate_limits.tell)
applications.answers_when_busy(blueprint)

LONGEST_QUERY: Final = 160
"""Letters: an SMS."""
MOST: Final = 50


@blueprint.get("/services")
@guards.needs(Scope.READ_CATALOGUE)
def find() -> Response:
    """The services that are meant by `q`, best first; where nothing is, the nearest."""
    typed = asked.word("q").strip()
    if not typed or len(typed) > LONGEST_QUERY:
        abort(400, f"q: a word or a few are wanted, in at most {LONGEST_QUERY} letters")
    limit = asked.number("limit", default=5, least=1, most=MOST)
    index = container().finder.index()
    found = index.find(typed, limit)
    listed = found or index.nearest(typed, limit)
    told = ServicesFound(services=[_told(index, each) for each in listed], nearest=not found and bool(listed))
    return ApiReply(200, told.model_dump_json() + "\n", {}).response()


@blueprint.get("/services/<path:code>")
@guards.needs(Scope.READ_CATALOGUE)
def read(code: str) -> Response:
    """One service of the catalogue."""
    index = container().finder.index()
    listed = index.by_code(code)
    if listed is None:
        abort(404, "there is no service of this code")
    return ApiReply(200, _told(index, listed).model_dump_json() + "\n", {}).response()


def _told(index: Index, service: ServiceEntry) -> ServiceFound:
    fee = index.fee(service)
    return ServiceFound(
        code=service.code,
        name=service.name,
        name_sw=service.name_sw,
        label=service.label,
        label_sw=service.label_sw,
        agency=service.agency_code,
        agency_name=service.agency,
        category=service.category,
        county=service.county,
        fee_kes=float(fee.base) if fee else None,
        access_fee_kes=float(fee.access) if fee else None,
        total_kes=float(fee.total) if fee else None,
        fee_source=service.fee_source,
        processing_days=service.days,
        documents=list(service.documents),
        channel=service.channel,
        portal_url=service.portal_url,
    )
