"""The endpoints for the page of the phones: hops and SMS, sent as the provider does; e-mails; and what is simulated."""

import re
from typing import Any, Final

from flask import Blueprint, Response, current_app, jsonify, request

from app.domain.messaging import arrivals
from app.platform.phone_numbers import read_typed
from app.simulator.browser.callback_relay import CallbackRelay, HopFault, RelayedHop
from app.simulator.browser.phone_lines import NotOfTheNetwork, RequestedHop, check_hop_shape
from app.simulator.browser.shown_json import mail_as_json
from app.simulator.callback_forms import new_sms_id
from app.simulator.networks import NETWORKS, SESSION_SECONDS
from app.simulator.numbers import NUMBERS
from app.simulator.payments.state import PAYBILLS
from app.simulator.phone_money import PIN
from app.web import asked, container, guards

RELAY: Final = "phone relay"
"""The name under which the Flask application holds its CallbackRelay."""
WIRE: Final = "wire of the phones"
"""The name under which the Flask application holds its WireLog."""
MOST_MAILS: Final = 50
LONGEST_SMS: Final = 918
"""Characters that a feature phone sends as one SMS: six parts of 153."""
_SMS_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")

blueprint = Blueprint("phones", __name__)
blueprint.before_request(guards.simulator_only)
blueprint.before_request(guards.page_of_ours_only)


@blueprint.before_request
def take_small_bodies_only() -> None:
    """Limit the size of a request: a phone sends no more than a callback of the provider holds."""
    request.max_content_length = guards.LARGEST_CALLBACK


@blueprint.get("/phone/facts")
def facts() -> Response:
    """What is simulated: codes, networks and their clocks, numbers that always behave in one way, paybills."""
    settings = container().settings
    return jsonify(
        {
            "ussd_code": settings.ussd_code,
            "sms_code": settings.sms_code,
            "networks": [
                {
                    "code": each.code,
                    "name": each.name,
                    "idle_seconds": each.idle_seconds,
                    "screen_septets": each.screen_septets,
                    "input_characters": each.input_characters,
                }
                for each in NETWORKS
            ],
            "session_seconds": SESSION_SECONDS,
            "numbers": [{"phone": each.phone, "name": each.name, "behaviour": each.behaviour} for each in NUMBERS],
            "pin": PIN,
            "paybills": [{"number": number, "name": name, "account": account} for number, name, account in PAYBILLS],
        }
    )


@blueprint.get("/phone/mails")
def mails() -> Response:
    """The newest e-mails, whoever they are to, oldest first; those with an id above `?after=` only."""
    after = asked.number("after", default=0, least=0, most=2**63 - 1)
    with container().database.reading() as session:
        found = arrivals.newest_mails(session, after=after, most=MOST_MAILS)
    return jsonify([mail_as_json(each) for each in found])


@blueprint.post("/phone/hops")
def send_hop() -> Response:
    """One hop, sent to the gateway as the provider sends it; what the phone shows, and the wire."""
    given = _json()
    hop = RequestedHop(_phone(given), *(_word(given, name) for name in ("network", "session", "code", "text")))
    try:
        fault = HopFault(given.get("fault") or "")
    except ValueError:
        guards.refuse(422, f"fault: one of {', '.join(filter(None, HopFault))} is wanted, or nothing")
    try:
        check_hop_shape(hop)
        if not _is_ours(hop.code):
            return _hop_answer(RelayedHop(None, 0, []))  # no network sends us another service's code
        return _hop_answer(_relay().send_hop(hop, fault))
    except NotOfTheNetwork as refused:
        guards.refuse(422, f"{refused}")


@blueprint.post("/phone/hangups")
def hang_up() -> Response:
    """`{"phone", "session"}`: end a session that was cancelled or lost its network. The gateway is not told."""
    given = _json()
    _relay().lines.hang_up(_phone(given), _word(given, "session"))
    return jsonify({})


@blueprint.post("/phone/texts")
def send_text() -> Response:
    """Send one SMS to the short code; with the `id` of an earlier one, send that SMS again."""
    given = _json()
    phone, text = _phone(given), _word(given, "text")
    message_id = _word(given, "id") if given.get("id") else new_sms_id()
    if not 1 <= len(text) <= LONGEST_SMS:
        guards.refuse(422, f"text: 1 to {LONGEST_SMS} characters are wanted")
    if not _SMS_ID.fullmatch(message_id):
        guards.refuse(422, "id: 1 to 64 letters, digits, - and _ are wanted")
    wire = _relay().send_text(phone, container().settings.sms_code, text, message_id)
    return jsonify({"id": message_id, "wire": [each.as_json() for each in wire]})


def _hop_answer(relayed: RelayedHop) -> Response:
    shown = relayed.shown
    return jsonify(
        {
            "shown": {"text": shown.text, "over": shown.over} if shown is not None else None,
            "septets": relayed.septets,
            "wire": [each.as_json() for each in relayed.wire],
        }
    )


def _is_ours(code: str) -> bool:
    """Whether this code is ours, or begins with ours."""
    own = container().settings.ussd_code
    return code == own or code.startswith(f"{own.removesuffix('#')}*")


def _relay() -> CallbackRelay:
    found: CallbackRelay = current_app.extensions[RELAY]
    return found


def _json() -> dict[str, Any]:
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        guards.refuse(422, "a JSON object is wanted")
    return given


def _word(given: dict[str, Any], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str):
        guards.refuse(422, f"{name}: a text is wanted")
    return value


def _phone(given: dict[str, Any]) -> str:
    number = read_typed(_word(given, "phone"))
    if number is None:
        guards.refuse(422, "phone: a phone number is wanted")
    return number
