"""Access checks of the console: the session of a request, the permission of its owner, and the CSRF token of a form.

The guards in `app/web/guards.py` call these.
"""

import re
from typing import Final

from flask import current_app, g, redirect, request, session, url_for
from flask_wtf import CSRFProtect
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response

from app.domain.staff import staff_sessions
from app.domain.staff.roles import Permission
from app.domain.staff.staff_members import Staff, StaffMember, as_staff
from app.platform.observability import log
from app.web import container

TOKEN: Final = "session"  # noqa: S105 (the name of a field)
"""The field of the cookie with the token of the session."""
LARGEST_FORM: Final = 64 * 1024
"""Bytes of a form; a route that takes a file declares more (`largest_body`)."""
_OURS: Final = re.compile(r"/console/(?!/)[A-Za-z0-9._~!$&'()*+,=:@%?/-]*")
CSRF: Final = CSRFProtect()


class AnyStaff:
    """The declared permission of a page that is open to every member of staff, whatever their role."""


ANY_STAFF: Final = AnyStaff()
Needed = Permission | AnyStaff


def check_form() -> None:
    """Abort with 413 where a form is too large, with 400 where no page of ours has made it (CSRF).

    Besides the token in the form, the browser's own headers are checked where it sends them (Fetch Metadata, Origin).
    """
    if request.method == "POST" and _comes_from_elsewhere():
        log.warning("form of another site", endpoint=request.endpoint)
        raise BadRequest("the form was sent from another site")
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "largest_body", LARGEST_FORM)
    CSRF.protect()


def _comes_from_elsewhere() -> bool:
    """Whether the browser says that another site has sent this form."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        return True
    return origin is not None and origin.rpartition("//")[2] != request.host


def find_visitor() -> None:
    """Set `g.staff` to who is signed in, if somebody is, and `g.live` to their session."""
    token = session.get(TOKEN)
    if not isinstance(token, str):
        return
    with container().database.reading() as opened:
        live = staff_sessions.find_session(opened, token)
        row = opened.get(StaffMember, live.staff_id) if live is not None else None
        is_worth = live is not None and staff_sessions.is_worth_a_touch(opened, live)
    if row is None or row.suspended_at is not None or row.enrolled_at is None:
        session.pop(TOKEN, None)
        return
    if is_worth:
        with container().database.transaction() as opened:
            staff_sessions.touch_session(opened, token)
    g.staff, g.live = as_staff(row), live


def need_staff() -> Response | None:
    """None where somebody is signed in; else a redirect to the sign-in page, and from there to the wanted page."""
    find_visitor()
    if g.get("staff") is not None:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("console_visitors.sign_in", next=wanted or None), 303)


def check_permission() -> None:
    """Raises Forbidden where the role of who is signed in lacks the permission of the route."""
    needed: Needed | None = getattr(current_app.view_functions.get(request.endpoint or ""), "permission", None)
    if isinstance(needed, AnyStaff):
        return
    if needed is None or not g.staff.may(needed):
        log.warning("staff lacks permission", staff=g.staff.actor, permission=str(needed))
        raise Forbidden("your role may not do this")


def signed_in() -> Staff:
    """Who is signed in, behind `guards.staff_only`."""
    staff: Staff = g.staff
    return staff


def safe_next(wanted: str) -> str:
    """The path that was wanted, if it is one of the console; else the first page, so that there is no open redirect."""
    return wanted if _OURS.fullmatch(wanted) and ".." not in wanted else url_for("console_home.home")
