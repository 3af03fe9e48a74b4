"""The endpoint for the SMS that came to a simulated phone. Available only with SIMULATOR=1."""

from flask import Blueprint, Response, jsonify, request

from app.domain.messaging import messages
from app.platform.phone_numbers import read_typed
from app.simulator.numbers import FixedBehaviour, is_fixed
from app.web import asked, container, guards

blueprint = Blueprint("phone", __name__)
blueprint.before_request(guards.simulator_only)


@blueprint.get("/phone/messages")
def inbox() -> Response:
    """The SMS sent to `?phone=`, oldest first, those with an id above `?after=` only."""
    number = read_typed(request.args.get("phone", ""))
    if number is None:
        guards.refuse(400, "phone: a phone number is wanted")
    if is_fixed(number, FixedBehaviour.SWITCHED_OFF):
        return jsonify([])
    with container().database.reading() as session:
        found = messages.to_phone(session, number, after=asked.number("after", default=0, least=0, most=2**63 - 1))
    return jsonify(
        [
            {
                "id": message.id,
                "provider_id": message.provider_id,
                "text": body,
                "at": message.created_at.isoformat(),
            }
            for message, body in found
        ]
    )
