"""The payment simulator over HTTP: Pesaflow, Daraja, and the M-PESA of the phones. Available only with SIMULATOR=1."""

import socket
import struct
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from flask import Blueprint, Response, abort, current_app, jsonify, request

from app.platform.phone_numbers import read_typed
from app.simulator.payments.courier import SimulatedCallback
from app.simulator.payments.daraja import SimulatedDaraja
from app.simulator.payments.payer_words import prompt_as_json
from app.simulator.payments.pesaflow import SimulatedPesaflow
from app.simulator.payments.simulator import NoSuchPrompt, PaymentSimulator
from app.simulator.payments.state import PromptAnswer, Told
from app.simulator.payments.wire import GatewayAnswer, GatewayCall
from app.web import guards

EXTENSION: Final = "payment simulator"
"""The name under which the Flask application holds its PaymentSimulator."""

blueprint = Blueprint("payment_simulator", __name__)
blueprint.before_request(guards.simulator_only)


@blueprint.before_request
def take_small_bodies_only() -> None:
    """Limit the size of a request: no call to a provider is larger than its callbacks."""
    request.max_content_length = guards.LARGEST_CALLBACK


@blueprint.route("/phone/gateways/daraja/<path:path>", methods=["GET", "POST"])
def daraja(path: str) -> Response:
    """Daraja's own paths, below this one."""
    return _answered(*SimulatedDaraja(_simulator()).answer(_call(path)))


@blueprint.route("/phone/gateways/pesaflow/<path:path>", methods=["GET", "POST"])
def pesaflow(path: str) -> Response:
    """Pesaflow's own paths, below this one."""
    return _answered(*SimulatedPesaflow(_simulator()).answer(_call(path)))


@blueprint.get("/phone/prompts")
def prompts() -> Response:
    """The M-PESA prompt that `?phone=` shows, in a list; of several waiting ones the oldest."""
    shown = _simulator().find_shown(_phone(request.args.get("phone")))
    return jsonify([prompt_as_json(shown)] if shown is not None else [])


@blueprint.post("/phone/prompts/<prompt>")
def answer_prompt(prompt: str) -> Response:
    """`{"answer": "pin_right", "told": "once"}`: what is done with the prompt on a phone; what M-PESA says then."""
    guards.page_of_ours_only()
    given = _json()
    try:
        answer = PromptAnswer(str(given.get("answer")))
    except ValueError:
        guards.refuse(400, f"answer: one of {', '.join(PromptAnswer)} is wanted")
    try:
        told = Told(str(given.get("told") or Told.ONCE))
    except ValueError:
        guards.refuse(400, f"told: one of {', '.join(Told)} is wanted, or nothing")
    try:
        paid = _simulator().answer_shown(prompt, answer, told)
    except NoSuchPrompt:
        abort(404)
    return jsonify({"text": paid.text, "receipt": paid.receipt})


@blueprint.post("/phone/paybill")
def pay_bill() -> Response:
    """`{"phone", "paybill", "account", "amount"}`: a payment by hand; what M-PESA says then."""
    guards.page_of_ours_only()
    given = _json()
    try:
        amount = Decimal(str(given.get("amount")))
        whole = amount if amount.is_finite() else Decimal(0)
    except InvalidOperation:
        guards.refuse(400, "amount: a number is wanted")
    phone, paybill, account = _phone(given.get("phone")), f"{given.get('paybill', '')}", f"{given.get('account', '')}"
    paid = _simulator().pay_bill(phone, paybill, account, whole)
    return jsonify({"text": paid.text, "receipt": paid.receipt})


def _simulator() -> PaymentSimulator:
    found: PaymentSimulator = current_app.extensions[EXTENSION]
    return found


def _call(path: str) -> GatewayCall:
    shown = request.authorization
    basic = (shown.username or "", shown.password or "") if shown is not None and shown.type == "basic" else None
    bearer = (shown.token or "") if shown is not None and shown.type == "bearer" else ""
    return GatewayCall(request.method, path, request.args.to_dict(), request.get_data(), basic, bearer)


def _answered(answer: GatewayAnswer, told: list[SimulatedCallback]) -> Response:
    _simulator().courier.send(told)
    if answer.is_lost:
        return _lost()
    return Response(answer.text, answer.status, content_type=answer.content_type)


def _lost() -> Response:
    """Cut the connection if the server gives access to its socket; else answer as a proxy does after a timeout."""
    line: socket.socket | None = request.environ.get("werkzeug.socket")
    if line is not None:
        with suppress(OSError):
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.shutdown(socket.SHUT_RDWR)
    return Response("<h1>504 Gateway Timeout</h1>", 504, content_type="text/html")


def _json() -> dict[str, Any]:
    given = request.get_json(silent=True)
    if not isinstance(given, dict):
        guards.refuse(400, "a JSON object is wanted")
    return given


def _phone(written: object) -> str:
    number = read_typed(written) if isinstance(written, str) else None
    if number is None:
        guards.refuse(400, "phone: a phone number is wanted")
    return number
