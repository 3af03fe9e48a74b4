"""The USSD callback: one hop in, `CON ...` or `END ...` out, within 5 seconds whatever is broken.

The order is law: the database commits, then the session, then the reply leaves. A crash anywhere in between
leaves a hop that can be repeated harmlessly (design 2).
"""

from flask import Blueprint, Response, request
from sqlalchemy.exc import SQLAlchemyError

from app import gsm
from app.domain import passwords
from app.house import House
from app.msisdn import is_kenyan
from app.observability import HOP_SECONDS, HOPS, SCREENS, SESSION_ENDS, failed
from app.providers import Hop
from app.providers.callbacks import parse_hop, parse_session_end
from app.texts import ENGLISH, _, languages, translate
from app.web import guards, house
from menus import engine
from menus.context import Context, State
from menus.flows import BOOK
from sessions.store import Claim, SessionsUnavailable, Verdict

blueprint = Blueprint("ussd", __name__)
blueprint.before_request(guards.provider_only)

SORRY = _("Sorry, eCitizen is busy. Nothing was changed. Please dial again.")
RECEIVED = _("Your request was received. Dial again to see more.")
MOVED_ON = _("This session has ended. Please dial again.")
UPDATED = _("This service was just updated. Nothing was changed. Please dial again.")
BUSY = _(
    "eCitizen is very busy. Nothing was changed. Please dial again in 10 minutes, or text your reference to {sms}."
)
"""Too many passwords at once (facts of reliability, E7)."""
KENYA_ONLY = _("This service is for phones of Kenyan networks. See www.ecitizen.go.ke.")


@blueprint.post("/at/<key>/ussd")
@HOP_SECONDS.time()
def ussd(key: str) -> Response:
    """One hop of a citizen's session."""
    hop = parse_hop(request.form.to_dict(flat=False))
    return Response(answer(house(), hop), content_type="text/plain; charset=utf-8")


@blueprint.post("/at/<key>/ussd/events")
def session_ended(key: str) -> Response:
    """A session is over. Counted and nothing more: the event is not dependable (facts of the provider, 1.6)."""
    ended = parse_session_end(request.form.to_dict(flat=False))
    SESSION_ENDS.labels(ended.status).inc()
    return Response("", content_type="text/plain")


def answer(to: House, hop: Hop) -> str:
    """The body that answers a hop: always `CON ` or `END `, never an exception."""
    if not is_kenyan(hop.phone):
        return _goodbye(KENYA_ONLY)
    try:
        claim = to.sessions.claim(hop.session_id, hop.phone, hop.text)
    except SessionsUnavailable as error:
        failed("sessions", error)
        return _goodbye(SORRY)
    HOPS.labels(claim.verdict).inc()
    match claim.verdict:
        case Verdict.HIT | Verdict.STALE:
            return claim.answer or _goodbye(MOVED_ON)
        case Verdict.BUSY:
            return _goodbye(RECEIVED)
        case Verdict.ENDED | Verdict.CONFLICT:
            return _goodbye(MOVED_ON)
    return _turn(to, hop, claim)


def _turn(to: House, hop: Hop, claim: Claim) -> str:
    """A hop that is ours to answer: the engine's step, then the session, which ends where the step failed.

    So that a copy of the hop is told the same, and at once.
    """
    context = _context(to, hop, claim)
    try:
        reply = _step(context, hop, claim)
        state, said = reply.state, reply.wire
    except engine.ScreenGone as error:
        failed("menus", error)
        state, said = None, "END " + translate(context.language, UPDATED)
    except passwords.Busy as error:
        failed("hashing", error)
        state, said = None, "END " + translate(context.language, BUSY, sms=context.contacts.sms_code)
    except Exception as error:  # whatever it is, the citizen gets a sentence and the log its kind
        failed("database" if isinstance(error, SQLAlchemyError) else "hop", error)
        state, said = None, _goodbye(SORRY)
    try:
        return to.sessions.commit(claim, state.to_bytes() if state else None, said)
    except SessionsUnavailable as error:
        failed("sessions", error)
        return _goodbye(RECEIVED if context.acted else SORRY)


def _context(to: House, hop: Hop, claim: Claim) -> Context:
    return Context(
        phone=hop.phone,
        hop=claim.hop,
        state=State(),
        database=to.database,
        contacts=to.contacts,
        registry=to.registry,
    )


def _step(context: Context, hop: Hop, claim: Claim) -> engine.Reply:
    if claim.state is not None:
        context.state = State.from_bytes(claim.state)
        here = context.state.trail[-1]
        reply = engine.step(BOOK, context, claim.typed)
    else:
        here = "dialled"
        reply = engine.start(BOOK, context, dialled_ahead(context.contacts.ussd_code, hop))
    SCREENS.labels(here, context.state.trail[-1]).inc()
    return reply


def dialled_ahead(ussd_code: str, hop: Hop) -> list[str]:
    """The answers dialled with the code: `*222*1*102030405060#`.

    Whether the provider puts them behind the service code or at the head of the text is not settled in any of
    its papers (facts, 1.4), so both are read.
    """
    ours, dialled = ussd_code.strip("*#"), hop.service_code.strip("*#")
    behind = dialled[len(ours) + 1 :].split("*") if dialled.startswith(ours + "*") else []
    return behind + (hop.text.split("*") if hop.text else [])


def _goodbye(text: str) -> str:
    """A last sentence for a citizen whose language is not at hand: in every language that fits."""
    said = "END " + text
    for language in languages():
        more = f"{said}\n{translate(language, text)}"
        if language != ENGLISH and gsm.fits(more):
            said = more
    return said
