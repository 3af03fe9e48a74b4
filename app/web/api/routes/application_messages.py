"""What was sent about an application, by the agencies' API."""

from flask import g

from app.domain.applications import agency_reads, transitions
from app.domain.applying import application_messages
from app.domain.shared.errors import NotFound
from app.domain.staff.api_keys import Scope
from app.web import container
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import REFERENCE
from app.web.api.schemas.application_messages import TOLD, MessagesTold, MessageTold

blueprint = ApiBlueprint("application_messages_api", __name__)


@blueprint.operation(
    "GET",
    "/applications/<path:reference>/messages",
    "Read what was sent about an application",
    scope=Scope.READ_APPLICATIONS,
    takes=(REFERENCE,),
    answer=Answer(200, "The messages, oldest first, and what became of each", MessagesTold, TOLD),
)
def read_messages(reference: str) -> MessagesTold:
    """The SMS and e-mails that told of an application of the agency's; that this was read is kept."""
    with container().database.transaction() as session:
        application = agency_reads.read_for_agency(session, reference, g.key, part="messages")
        found = application_messages.messages_of(session, application) if application else []
    if application is None:
        raise NotFound(transitions.UNKNOWN)
    return MessagesTold(messages=[MessageTold(**vars(each)) for each in found])
