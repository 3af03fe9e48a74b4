"""The callback about SIMs: what Africa's Talking found out, some time after it was asked. It posts JSON here.

Answered 200 once it is safe, in the database or in the spool. What is told a second time, or of a question that is
not ours, changes nothing.
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
