"""The page of the phones, and its files."""

from typing import Final

from flask import Blueprint, Response, make_response, render_template

from app.web import guards
from app.web.page_headers import make_header_adder, page_headers

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""Our own files alone, no inline code, no form, no frame (CSP level 3)."""

blueprint = Blueprint(
    "phone_page",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/phone/static",
)
blueprint.before_request(guards.simulator_only)
blueprint.after_request(make_header_adder(page_headers(CSP, referrer="no-referrer")))


@blueprint.get("/phone")
def show_page() -> Response:
    """The page of the phones. Its script fetches what they show."""
    return make_response(render_template("phone/page.html"))
