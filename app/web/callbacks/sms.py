"""The SMS callbacks: a text, a delivery report, an opt-out. Answered 200 once they are stored, in the database or in
the spool.

Africa's Talking repeats an inbound SMS until it gets a 200, for up to 12 hours (source 7). A 5xx asks it to repeat; a
4xx makes it repeat too, to no purpose.
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
    """Take a citizen's SMS once, and answer it in the same transaction."""
    fresh = intake().take(parse_sms(read_form()))
    INBOUND.labels({True: "yes", False: "no", None: "spooled"}[fresh]).inc()
    return TAKEN


@blueprint.post("/at/<key>/sms/reports")
def report(key: str) -> tuple[str, int, dict[str, str]]:
    """The delivery report of an SMS of ours. One that says `id=None` is about a message that was never accepted."""
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
