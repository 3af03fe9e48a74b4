"""The agencies' API for the messages that were sent about an application."""

from app.domain.applying import application_messages
from app.domain.staff.api_keys import Scope
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import REFERENCE
from app.web.api.routes.application_details import read_application
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
    """The SMS and e-mails about an application of the agency's. The read is audited."""
    found = read_application(reference, application_messages.messages_of, part="messages")
    return MessagesTold(messages=[MessageTold(**vars(each)) for each in found])
