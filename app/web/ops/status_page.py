"""The public status page: up or out of order, and the operator's notice. It tells nothing more.

It has no script and no style, for any browser, and all languages at once: nobody has to choose one during an outage. It
costs one SQL statement and one command to Redis, and may be cached for ten seconds, so that the proxy in front can
answer a whole country.
"""

from typing import Final

from flask import Blueprint, Response, make_response, render_template
from sqlalchemy.exc import SQLAlchemyError

from app.domain.ussd_state import notices
from app.platform.i18n import ENGLISH, _, languages, translate
from app.web import container, guards
from app.web.page_headers import make_header_adder, page_headers

UP: Final = _("Lango is working.")
OUT_OF_ORDER: Final = _("Lango is out of order. Please try again later.")
KEPT_SECONDS: Final = 10
CSP: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

blueprint = Blueprint("status", __name__, template_folder="templates")
blueprint.before_request(guards.anyone)
blueprint.after_request(make_header_adder(page_headers(CSP, referrer="no-referrer")))


@blueprint.get("/status")
def status() -> Response:
    """200 while the database and Redis answer, else 503, whichever of them does not. No notice without the database."""
    notice = _find_notice()
    is_up = notice is not None and container().sessions.alive()
    said = UP if is_up else OUT_OF_ORDER
    told = [(code, name, translate(code, said), (notice or {}).get(code)) for code, name in languages().items()]
    page = render_template("ops/status.html", language=ENGLISH, told=told)
    response = make_response(page, 200 if is_up else 503)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _find_notice() -> dict[str, str] | None:
    """The operator's notice by language, empty where there is none; None where the database does not answer."""
    try:
        with container().database.glancing() as session:
            return notices.current(session)
    except SQLAlchemyError:
        return None
