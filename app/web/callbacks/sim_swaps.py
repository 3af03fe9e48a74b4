"""The callback about SIM swaps: Africa's Talking posts the result of a query here, as JSON, some time after the query.

Answered 200 once it is stored, in the database or in the spool. A repeated result has no effect, nor has one of a query
that is not ours.
"""

from flask import Blueprint, request

from app.providers.africastalking.callbacks import parse_sim_swap
from app.web import guards, intake

blueprint = Blueprint("sim_swaps", __name__)
blueprint.before_request(guards.provider_in_json)


@blueprint.post("/at/<key>/sim-swaps")
def told(key: str) -> tuple[str, int, dict[str, str]]:
    """Whether a SIM was changed, and when last."""
    intake().take(parse_sim_swap(request.get_data()))
    return "", 200, {"Content-Type": "text/plain"}
