"""Members of staff: the list, a new one, a change of role, and access that is ended or given again."""

from typing import Any, Final

from flask import Response, request, url_for
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.shared.errors import Conflict, Invalid, NotFound, RuleViolation
from app.domain.staff import staff_management, staff_sessions
from app.domain.staff.roles import Permission, Role
from app.domain.staff.staff_members import Post
from app.platform import normalize
from app.platform.i18n import ENGLISH, languages
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import ROLES, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_staff", __name__)
NEEDED: Final = Permission.MANAGE_STAFF
FIELDS: Final = ("username", "name", "role", "agency", "services", "language")


@blueprint.page("/staff", NEEDED)
def list_staff() -> Response:
    """The members of staff that one manages."""
    with container().database.reading() as opened:
        rows = staff_management.list_staff(opened, by=signed_in())
    return page("staff_list.html", say("Staff"), rows=rows)


@blueprint.page("/staff/new", NEEDED)
def new_staff() -> Response:
    """The form for a new member of staff."""
    by = signed_in()
    return _form({"agency": by.agency or "", "services": " ".join(sorted(by.services)), "language": ENGLISH}, {})


@blueprint.action("/staff", NEEDED)
def add_staff() -> Response:
    """Add a member of staff; the setup code is shown in this answer and nowhere else."""
    given = _given()
    try:
        with container().database.transaction() as opened:
            row, code = staff_management.appoint(opened, _post(given), by=signed_in())
    except RuleViolation as refused:
        return _form(given, _errors(refused))
    return _code_page(row.username, code)


@blueprint.page("/staff/<username>", NEEDED)
def show_staff(username: str) -> Response:
    """A member of staff: what they may do, where they are signed in, and what can be changed."""
    return _show(username, {}, None)


@blueprint.action("/staff/<username>", NEEDED)
def change_staff(username: str) -> Response | Redirect:
    """Change name, role or services; they have to sign in again."""
    given, by = _given() | {"username": username}, signed_in()
    return perform(
        lambda opened: staff_management.change_post(opened, username, _post(given), by=by),
        lambda refused: _show(username, _errors(refused), given),
        said=mark("Changed. They sign in anew."),
        path=url_for("console_staff.show_staff", username=username),
    )


@blueprint.action("/staff/<username>/suspend", NEEDED)
def suspend_staff(username: str) -> Response | Redirect:
    """End somebody's access at once."""
    by = signed_in()
    return perform(
        lambda opened: staff_management.end_access(opened, username, by=by),
        lambda refused: _show(username, {"access": why_not(refused)}, None),
        said=mark("Their access has ended; they are signed out everywhere."),
        path=url_for("console_staff.show_staff", username=username),
    )


@blueprint.action("/staff/<username>/access", NEEDED)
def give_access(username: str) -> Response:
    """Issue a new setup code; the old password and authenticator become invalid."""
    try:
        with container().database.transaction() as opened:
            code = staff_management.give_access_again(opened, username, by=signed_in())
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        return _show(username, {"access": why_not(refused)}, None)
    return _code_page(username, code)


def _given() -> dict[str, str]:
    return {name: " ".join(request.form.get(name, "").split()) for name in FIELDS}


def _post(given: dict[str, str]) -> Post:
    """What was filled in. Raises Invalid for an unknown role; an unknown language becomes English."""
    if given["role"] not in set(Role):
        raise Invalid("role: one of the list is wanted")
    agency = normalize.word(given["agency"]) or None
    services = frozenset(map(normalize.word, given["services"].replace(",", " ").split()))
    spoken = given["language"] if given["language"] in languages() else ENGLISH
    return Post(given["username"], given["name"], Role(given["role"]), agency, services, spoken)


def _errors(refused: RuleViolation) -> dict[str, str]:
    """A refusal beside the field that it names."""
    if isinstance(refused, Conflict):
        return {"username": say("Somebody has this username, or had it.")}
    name = str(refused).partition(":")[0]
    field = {"service": "services"}.get(name, name)
    return {field if field in FIELDS else "role": why_not(refused)}


def _choices() -> dict[str, Any]:
    given = staff_management.roles_given_by(signed_in())
    return {
        "role_choices": [(str(role), say(ROLES[role])) for role in given],
        "language_choices": list(languages().items()),
        "is_national": signed_in().agency is None,
    }


def _form(given: dict[str, str], errors: dict[str, str]) -> Response:
    return page("staff_new.html", say("Somebody new"), errors=errors, given=given, **_choices())


def _code_page(username: str, code: str) -> Response:
    return page("staff_code.html", say("The setup code"), username=username, code=code)


def _show(username: str, errors: dict[str, str], given: dict[str, str] | None) -> Response:
    with container().database.reading() as opened:
        try:
            row = staff_management.find_managed(opened, username, by=signed_in())
        except NotFound as missed:
            raise NoPage from missed
        open_sessions = staff_sessions.sessions_of(opened, row.id)
    stands = {"name": row.name, "role": str(row.role), "agency": row.agency_code or "", "services": row.services or ""}
    told: dict[str, Any] = {
        "row": row,
        "given": given or stands | {"language": row.language},
        "open_sessions": open_sessions,
    }
    is_own = row.id == signed_in().id
    return page("staff_member.html", row.name, errors=errors, is_own=is_own, **told, **_choices())
