"""The SMS callbacks: a text, a delivery report, an opt-out. Answered 200 once they are safe, in the database or
in the spool.

Africa's Talking repeats an inbound SMS until it gets a 200, for up to 12 hours (source 7): a 5xx asks for
that, a 4xx would only earn 12 hours of the same.
"""

from flask import Blueprint

from app.platform.observability import INBOUND, REPORTS
from app.providers.africastalking.callbacks import parse_opt_out, parse_report, parse_sms
from app.web import guards, intake
from app.web.callbacks.posted_form import read_form

blueprint = Blueprint("sms", __name__)
blueprint.before_request(guards.provider_only)

TAKEN = ("", 200, {"Content-Type": "text/plain"})


@blueprint.post("/at/<key>/sms")
def text(key: str) -> tuple[str, int, dict[str, str]]:
    """A citizen's SMS: taken once, answered in the same transaction."""
    fresh = intake().take(parse_sms(read_form()))
    INBOUND.labels({True: "yes", False: "no", None: "spooled"}[fresh]).inc()
    return TAKEN


@blueprint.post("/at/<key>/sms/reports")
def report(key: str) -> tuple[str, int, dict[str, str]]:
    """What became of an SMS of ours; one that says `id=None` is about a message that was never taken."""
    told = parse_report(read_form())
    REPORTS.labels(told.status).inc()
    if told.id is not None:
        intake().take(told)
    return TAKEN


@blueprint.post("/at/<key>/sms/optouts")
def opt_out(key: str) -> tuple[str, int, dict[str, str]]:
    """A phone told the provider that it wants no more messages: no alert goes there until it texts START."""
    intake().take(parse_opt_out(read_form()))
    return TAKEN
