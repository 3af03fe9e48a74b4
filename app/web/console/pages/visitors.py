"""Before somebody is signed in: signing in, enrolling with a setup code, the language, and the style sheet."""

import io
from typing import Any, Final

import segno
from flask import Response, redirect, request, session, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Redirect

from app.domain.identity.passwords import Busy
from app.domain.shared.errors import Invalid
from app.domain.staff import authenticators, staff_enrolment, staff_sessions, staff_sign_in
from app.domain.staff.staff_sign_in import Credentials, SignInRefused
from app.platform.i18n import languages
from app.web import container, guards
from app.web.console import known_browsers
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import notice, page
from app.web.console.texts import LANGUAGE, mark, say
from app.web.staff_access import ANY_STAFF, TOKEN, safe_next

BUSY: Final = mark("Many sign in just now. Try again in a moment.")
UNFIT: Final = {
    "code": mark("The code does not fit. Look at the clock of your phone, and try the next one."),
    "password": mark("At least 12 characters that nobody guesses: four words that have nothing to do with each other."),
}

blueprint = ConsoleBlueprint(
    "console_visitors",
    __name__,
    behind=guards.console_visitor,
    template_folder="../templates",
    static_folder="../static",
    static_url_path="/static",
)


@blueprint.page("/sign-in", ANY_STAFF)
def sign_in() -> Response:
    """The form to sign in with."""
    return page("sign_in.html", say("Sign in"), next=safe_next(request.args.get("next", "")), username="")


@blueprint.action("/sign-in", ANY_STAFF)
def take_sign_in() -> Response | Redirect:
    """Sign in, by username, password and code at once; the answer does not tell which of them did not fit."""
    form, here = request.form, container()
    username = form.get("username", "")
    browser = known_browsers.known_browser(username)
    shown = Credentials(username, form.get("password", ""), form.get("code", ""), browser)
    allows_demo = here.settings.environment == "development"
    try:
        token = staff_sign_in.sign_in(here.database, shown, agent=request.user_agent.string, allows_demo=allows_demo)
    except Busy:
        return _sign_in_again(say(BUSY))
    except SignInRefused:
        return _sign_in_again(say("Username, password or code do not fit. After five tries wait a quarter of an hour."))
    _leave_session()
    session[TOKEN] = token
    answer = redirect(safe_next(form.get("next", "")), 303)
    known_browsers.remember_browser(answer, username)
    return answer


@blueprint.page("/enrol", ANY_STAFF)
def enrol() -> Response:
    """The form for a new member of staff, who was given a setup code."""
    return page("enrol.html", say("Set up your sign-in"), username="", secret=None)


@blueprint.action("/enrol", ANY_STAFF)
def take_enrolment() -> Response | Redirect:
    """The setup code first; then the password and the first code of the authenticator."""
    username, setup = request.form.get("username", ""), request.form.get("setup", "")
    try:
        return _finish(username, setup) if "password" in request.form else _begin(username, setup)
    except SignInRefused:
        problem = say("This username and setup code do not fit, or the code is too old. Ask for a new one.")
        return page("enrol.html", say("Set up your sign-in"), errors={"setup": problem}, username=username, secret=None)


@blueprint.action("/language", ANY_STAFF)
def choose_language() -> Redirect:
    """The language of a browser that is not signed in."""
    wanted = request.form.get("language", "")
    if wanted in languages():
        session[LANGUAGE] = wanted
    return redirect(url_for("console_visitors.sign_in"), 303)


def _leave_session() -> None:
    """End the session that the browser had before, and clear its cookie (session fixation)."""
    token = session.get(TOKEN)
    if isinstance(token, str):
        with container().database.transaction() as opened:
            staff_sessions.end_token(opened, token)
    session.clear()


def _sign_in_again(problem: str) -> Response:
    told: dict[str, Any] = {
        "next": safe_next(request.form.get("next", "")),
        "username": request.form.get("username", "")[:100],
    }
    return page("sign_in.html", say("Sign in"), errors={"username": problem}, **told)


def _begin(username: str, setup: str) -> Response:
    with container().database.transaction() as opened:
        secret = staff_enrolment.begin_enrolment(opened, username, setup)
    return _register({}, username, setup, secret)


def _finish(username: str, setup: str) -> Response | Redirect:
    here, password = container(), request.form.get("password", "")
    problems: dict[str, str] = {}
    if password != request.form.get("again", ""):
        problems = {"again": say("The two passwords differ.")}
    else:
        try:
            staff_enrolment.finish_enrolment(here.database, username, setup, password, request.form.get("code", ""))
        except Busy:
            problems = {"password": say(BUSY)}
        except Invalid as refused:
            name = "code" if str(refused).startswith("code") else "password"
            problems = {name: say(UNFIT[name])}
    if problems:
        with here.database.reading() as opened:
            secret = staff_enrolment.pending_secret(opened, username, setup)
        return _register(problems, username, setup, secret)
    notice(mark("Your sign-in is set up. Sign in with the next code of your authenticator."))
    return redirect(url_for("console_visitors.sign_in"), 303)


def _register(errors: dict[str, str], username: str, setup: str, secret: str) -> Response:
    """The secret as a QR code and in letters. The setup code has been checked: the form sends it again."""
    written = io.BytesIO()
    code = segno.make(authenticators.address_of(username, secret), error="m")
    code.save(written, kind="svg", scale=5, xmldecl=False, svgns=True, title=say("QR code for your authenticator"))
    drawing = Markup(written.getvalue().decode())  # noqa: S704 (made here, of what is made here)
    told: dict[str, Any] = {"username": username, "setup": setup, "secret": secret, "drawing": drawing}
    return page("enrol.html", say("Set up your sign-in"), errors=errors, **told)
