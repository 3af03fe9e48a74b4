"""API keys of an agency: what they may do and when they were used; ending one takes two persons."""

from typing import Final

from flask import Response, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.back_office import key_approvals
from app.domain.catalogue.models import Agency
from app.domain.shared.errors import NotFound
from app.domain.staff.api_keys import ApiKey
from app.domain.staff.roles import Permission
from app.platform.db import now
from app.web import asked, container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_keys", __name__)
CODE: Final = "agency"


@blueprint.page("/keys", Permission.VIEW_KEYS)
def list_keys() -> Response:
    """The keys of one's agency; for a national role, those of an agency that is chosen."""
    return _list(signed_in().agency or asked.code(request.args.get(CODE, "")), {})


@blueprint.page("/keys/<agency_code>/<key_id>", Permission.REVOKE_KEYS)
def show_key(agency_code: str, key_id: str) -> Response:
    """One key, and the form to ask for its end."""
    return _show(agency_code, key_id, {})


@blueprint.action("/keys/<agency_code>/<key_id>/revoke", Permission.REVOKE_KEYS)
def ask_to_revoke(agency_code: str, key_id: str) -> Response | Redirect:
    """Ask a second person to end a key."""
    reason, staff = request.form.get("reason", ""), signed_in()
    return perform(
        lambda opened: key_approvals.request_revocation(opened, agency_code, key_id, reason, staff=staff),
        lambda refused: _show(agency_code, key_id, {"reason": why_not(refused)}),
        said=mark("Asked. Another person decides; until then the key works."),
        path=url_for("console_approvals.list_approvals"),
    )


def _list(agency: str, errors: dict[str, str]) -> Response:
    with container().database.reading() as opened:
        found = key_approvals.keys_of(opened, agency, staff=signed_in()) if agency else []
        with_keys = select(Agency.code, Agency.short_name).where(Agency.code.in_(select(ApiKey.agency_code)))
        agencies = [(code, name) for code, name in opened.execute(with_keys.order_by(Agency.short_name))]
        moment = now(opened)
    choices = [("", say("Choose an agency")), *agencies]
    return page("keys.html", say("API keys"), errors=errors, keys=found, agency=agency, choices=choices, moment=moment)


def _show(agency: str, key_id: str, errors: dict[str, str]) -> Response:
    with container().database.reading() as opened:
        try:
            found = key_approvals.keys_of(opened, agency, staff=signed_in())
        except NotFound as missed:
            raise NoPage from missed
        key = next((each for each in found if each.id == key_id), None)
        moment = now(opened)
    if key is None:
        raise NoPage
    return page("key.html", say("API key {key}", key=key_id), errors=errors, key=key, moment=moment)
