"""The catalogue by the agencies' API: the same search as the phone's, of every agency's services."""

from typing import Final

from flask import abort

from app.domain.catalogue.entries import ServiceEntry
from app.domain.catalogue.search.index import Index
from app.domain.staff.api_keys import Scope
from app.platform.i18n import ENGLISH, KISWAHILI
from app.web import container
from app.web.api import examples
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import in_path, number, words
from app.web.api.schemas.catalogue import ServiceFound, ServicesFound

blueprint = ApiBlueprint("catalogue_api", __name__)

Q: Final = words(
    "q",
    longest=160,  # letters: an SMS
    examples=["renew passport", "7277"],
    description="A word or a few in English or Swahili, misspelt too; or the digits of a keypad.",
)
LIMIT: Final = number("limit", default=5, least=1, most=50)
CODE: Final = in_path("code", examples=["passport-renew-34"])


@blueprint.operation(
    "GET",
    "/services",
    "Find services, as a phone does",
    scope=Scope.READ_CATALOGUE,
    takes=(Q, LIMIT),
    answer=Answer(200, "The services, best first", ServicesFound, {"services": [examples.FOUND], "nearest": False}),
)
def find_services(q: str, limit: int) -> ServicesFound:
    """The services that match `q`, best first; where none does, the nearest."""
    index = container().finder.index()
    found = index.find(q, limit)
    listed = found or index.nearest(q, limit)
    return ServicesFound(services=[_told(index, each) for each in listed], nearest=not found and bool(listed))


@blueprint.operation(
    "GET",
    "/services/<path:code>",
    "Read a service",
    scope=Scope.READ_CATALOGUE,
    takes=(CODE,),
    answer=Answer(200, "The service", ServiceFound, examples.FOUND),
)
def read_service(code: str) -> ServiceFound:
    """One service of the catalogue."""
    index = container().finder.index()
    listed = index.by_code(code)
    if listed is None:
        abort(404, "there is no service of this code")
    return _told(index, listed)


def _told(index: Index, service: ServiceEntry) -> ServiceFound:
    fee = index.fee(service)
    return ServiceFound(
        code=service.code,
        name=service.name.english,
        name_sw=service.name.in_language(KISWAHILI),
        label=service.label.english,
        label_sw=service.label.in_language(KISWAHILI),
        agency=service.agency_code,
        agency_name=service.agency,
        category=service.category,
        county=service.county,
        fee_kes=float(fee.base) if fee else None,
        access_fee_kes=float(fee.access) if fee else None,
        total_kes=float(fee.total) if fee else None,
        fee_source=service.fee_source,
        processing_days=service.days,
        documents=list(service.documents_in(ENGLISH)),
        channel=service.channel,
        portal_url=service.portal_url,
    )
