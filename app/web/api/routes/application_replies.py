"""The agencies' API for what a citizen replies where an agency asked for something: read, and recorded at a desk."""

from collections.abc import Collection
from typing import Final

from flask import g
from sqlalchemy.orm import Session

from app.domain.applications import transitions
from app.domain.applying import citizen_replies
from app.domain.staff.api_keys import Scope
from app.web.api.operations import Answer, ApiBlueprint
from app.web.api.parameters import IF_MATCH, REFERENCE
from app.web.api.routes.application_details import read_application, replies_to
from app.web.api.schemas.replies import KEPT, TOLD, NewReply, RepliesTold, ReplyKept

blueprint = ApiBlueprint("application_replies_api", __name__)

REPLIES: Final = "/applications/<path:reference>/replies"


@blueprint.operation(
    "GET",
    REPLIES,
    "Read what the citizen answered",
    scope=Scope.READ_APPLICATIONS,
    takes=(REFERENCE,),
    answer=Answer(200, "The answers, oldest first", RepliesTold, TOLD),
)
def read_replies(reference: str) -> RepliesTold:
    """The citizen's replies to an application of the agency's. The read is audited."""
    return RepliesTold(replies=read_application(reference, replies_to, part="replies"))


@blueprint.operation(
    "POST",
    REPLIES,
    "Write down what the citizen answers",
    scope=Scope.WRITE_APPLICATIONS,
    reads=NewReply,
    takes=(REFERENCE, IF_MATCH),
    answer=Answer(201, "That it was kept", ReplyKept, KEPT),
    refuses=(409,),
    once=True,
)
def record_reply(session: Session, reference: str, given: NewReply, versions: Collection[int] | None) -> ReplyKept:
    """Record what the citizen replies at a desk or on a portal; the status of the application stays."""
    kept = citizen_replies.record_answer(
        session, reference, given.text, actor=g.key.actor, reach=g.key.reach, versions=versions
    )
    application = transitions.find_application_of(session, reference, reach=g.key.reach)
    return ReplyKept(reference=application.reference, version=kept.version, number=kept.number, at=kept.at)
