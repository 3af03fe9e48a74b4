"""The page of the phones, its files, and the one thing that it tells the network without a hop: that it has hung up."""

from typing import Final

from flask import Blueprint, Response, current_app, make_response, render_template, request

from app.platform.phone_numbers import read_typed
from app.simulator.browser.callback_relay import CallbackRelay
from app.simulator.browser.routes import RELAY
from app.web import guards

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""Our own files alone, no inline code, no form, no frame (CSP level 3)."""
HEADERS: Final = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}

blueprint = Blueprint(
    "phone_page",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/phone/static",
)
blueprint.before_request(guards.simulator_only)
blueprint.before_request(guards.page_of_ours_only)


@blueprint.after_request
def add_headers(response: Response) -> Response:
    """Say to the browser what the page may do."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


@blueprint.get("/phone")
def show_page() -> Response:
    """The phones. What they show is asked for by the page's own script."""
    return make_response(render_template("phone/page.html"))


@blueprint.post("/phone/hangups")
def hang_up() -> tuple[str, int]:
    """`{"phone", "session"}`: whoever holds the phone has cancelled, or its network is lost.

    The gateway is told nothing, as by the provider; the line is free for an M-PESA prompt.
    """
    given = request.get_json(silent=True)
    fields = given if isinstance(given, dict) else {}
    phone = read_typed(f"{fields.get('phone', '')}")
    if phone is None:
        guards.refuse(422, "phone: a phone number is wanted")
    relay: CallbackRelay = current_app.extensions[RELAY]
    relay.lines.hang_up(phone, f"{fields.get('session', '')}")
    return "", 204
