"""The photo of a person at the desk: uploaded, re-encoded by `photo_images`, and shown."""

import re
from typing import Final

from flask import Response, redirect, request, url_for
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.identity.passwords import Busy
from app.domain.identity.photo_images import LARGEST, read_photo
from app.domain.self_service import desk_accounts
from app.domain.shared.errors import NotFound, RuleViolation
from app.domain.staff.roles import Permission
from app.web import container
from app.web.asgi import PHOTO_SECONDS, Allowance, Environ
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.desk.tasks import SEEN, check_seen, look_at, why
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

LARGEST_UPLOAD: Final = LARGEST + 16 * 1024
"""Bytes of a form with a photo: besides the file it holds a token and the names of fields."""
_PATH: Final = re.compile(r"/console/desk/accounts/[^/]+/photo")

blueprint = ConsoleBlueprint("console_desk_photos", __name__)


def upload_allowance(environ: Environ) -> Allowance | None:
    """The limits for the body of a photo that a desk sends; None for all other requests."""
    is_photo = environ["REQUEST_METHOD"] == "POST" and _PATH.fullmatch(environ["PATH_INFO"])
    return Allowance(LARGEST_UPLOAD, PHOTO_SECONDS) if is_photo else None


@blueprint.page("/desk/accounts/<account_id>/photo", Permission.CHANGE_ACCOUNTS)
def photo(account_id: str) -> Response:
    """The photo that is kept, and the form to send another."""
    return _show(account_id, {})


@blueprint.page("/desk/accounts/<account_id>/photo.jpg", Permission.CHANGE_ACCOUNTS)
def photo_file(account_id: str) -> Response:
    """The photo itself. The access is audited."""
    with container().database.transaction() as opened:
        try:
            image = desk_accounts.read_photo(opened, account_id, actor=signed_in().actor)
        except NotFound as missed:
            raise NoPage from missed
    return Response(image, mimetype="image/jpeg", headers={"Content-Disposition": "inline; filename=photo.jpg"})


@blueprint.action("/desk/accounts/<account_id>/photo", Permission.CHANGE_ACCOUNTS, largest_body=LARGEST_UPLOAD)
def take_photo(account_id: str) -> Response | Redirect:
    """Keep the photo that was sent, of an account that is proven."""
    if request.form.get(SEEN) != "yes":
        return _show(account_id, {SEEN: say("Look at the person and the document first, then tick this.")})
    sent = request.files.get("image")
    if sent is None:
        return _show(account_id, {"image": say("Choose a photo.")})
    try:
        check_seen(account_id)
        image = read_photo(sent.stream.read(LARGEST + 1))
        with container().database.transaction() as opened:
            desk_accounts.keep_photo(opened, account_id, image, actor=signed_in().actor)
    except NotFound as missed:
        raise NoPage from missed
    except Busy:
        return _show(account_id, {"image": say("Other photos are being read. Send it again in a moment.")})
    except RuleViolation as refused:
        return _show(account_id, {"image": why(refused)})
    notice(mark("The photo is kept."))
    return redirect(url_for("console_desk_accounts.show_account", account_id=account_id), 303)


def _show(account_id: str, errors: dict[str, str]) -> Response:
    told = look_at(account_id)
    return page("desk/photo.html", say("Photo of the person"), errors=errors, account_id=account_id, **told)
