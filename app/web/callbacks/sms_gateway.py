"""Delivery reports of the second SMS provider (docs/sms-gateway.md). Answered 200 once they are stored."""

from flask import Blueprint, request

from app.platform.observability import REPORTS
from app.providers.sms_gateway import parse_report
from app.web import guards, intake

blueprint = Blueprint("sms_gateway", __name__)
blueprint.before_request(guards.sms_gateway_only)


@blueprint.post("/sms-gateway/<key>/reports")
def report(key: str) -> tuple[str, int, dict[str, str]]:
    """The delivery report of an SMS of ours."""
    told = parse_report(request.get_data())
    REPORTS.labels(told.status).inc()
    intake().take(told)
    return "", 200, {"Content-Type": "text/plain"}
