"""Africa's Talking over HTTP, for AT_BASE_URL: `/phone/gateways/africastalking`. Available only with SIMULATOR=1."""

from typing import Final

from flask import Blueprint, Response, current_app, request

from app.simulator.africastalking.account import ProviderAnswer, SimulatedAccount
from app.web import guards

ACCOUNT: Final = "simulated account"
"""The name under which the Flask application holds its SimulatedAccount."""

blueprint = Blueprint("simulated_africastalking", __name__, url_prefix="/phone/gateways/africastalking")
blueprint.before_request(guards.simulator_only)


@blueprint.before_request
def take_small_bodies_only() -> None:
    """Limit the size of a request: no message of ours is larger than a callback."""
    request.max_content_length = guards.LARGEST_CALLBACK


@blueprint.post("/version1/messaging")
def messaging() -> Response:
    """Take an SMS to one or several phones."""
    return _answered(_account().send_sms(_key(), request.form.to_dict()))


@blueprint.post("/v1/sim-swap")
def sim_swap() -> Response:
    """Take a SIM-swap query about one or several phones."""
    asked = request.get_json(silent=True)
    return _answered(_account().ask_sims(_key(), asked if isinstance(asked, dict) else {}))


def _account() -> SimulatedAccount:
    found: SimulatedAccount = current_app.extensions[ACCOUNT]
    return found


def _key() -> str:
    return request.headers.get("apiKey", "")


def _answered(answer: ProviderAnswer) -> Response:
    return Response(answer.text, answer.status, content_type=answer.content_type)
