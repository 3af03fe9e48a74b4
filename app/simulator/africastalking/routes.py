"""Africa's Talking over HTTP, for AT_BASE_URL: `/phone/gateways/africastalking`. There only with SIMULATOR=1."""

from typing import Final

from flask import Blueprint, Response, current_app, request

from app.simulator.africastalking.account import ProviderAnswer, SimulatedAccount
from app.web import guards

ACCOUNT: Final = "simulated account"
"""Under which name the application holds its SimulatedAccount."""

blueprint = Blueprint("simulated_africastalking", __name__, url_prefix="/phone/gateways/africastalking")
blueprint.before_request(guards.simulator_only)


@blueprint.before_request
def take_small_bodies_only() -> None:
    """No message of ours is larger than a callback."""
    request.max_content_length = guards.LARGEST_CALLBACK


@blueprint.post("/version1/messaging")
def messaging() -> Response:
    """An SMS to each of some phones."""
    return _answered(_account().send_sms(_key(), request.form.to_dict()))


@blueprint.post("/v1/sim-swap")
def sim_swap() -> Response:
    """A question about each of some SIMs."""
    asked = request.get_json(silent=True)
    return _answered(_account().ask_sims(_key(), asked if isinstance(asked, dict) else {}))


def _account() -> SimulatedAccount:
    found: SimulatedAccount = current_app.extensions[ACCOUNT]
    return found


def _key() -> str:
    return request.headers.get("apiKey", "")


def _answered(answer: ProviderAnswer) -> Response:
    return Response(answer.text, answer.status, content_type=answer.content_type)
