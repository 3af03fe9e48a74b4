"""The fee of an application whose service publishes none: a preview of what the citizen is told, then the change."""

import re
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, redirect, request, url_for
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.applications import agency_fees
from app.domain.back_office import case_fee, case_file
from app.domain.back_office.case_fee import FeePreview, FeeWish
from app.domain.catalogue.access_fees import access_fees
from app.domain.messaging.sms_budget import BudgetSpent
from app.domain.shared import references
from app.domain.shared.errors import Invalid, NotFound, RuleViolation, VersionConflict
from app.domain.staff.roles import Permission
from app.platform import gsm0338
from app.web import asked, container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.cases.case_texts import shillings_of
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_application_fee", __name__)
AMOUNT: Final = re.compile(r"[0-9]{1,9}")
FIELDS: Final = ("amount", "note", "note_sw", "version")


@blueprint.page("/applications/<path:reference>/fee", Permission.MOVE_APPLICATIONS)
def show_fee(reference: str) -> Response:
    """The form."""
    return _form(reference, {}, {})


@blueprint.action("/applications/<path:reference>/fee", Permission.MOVE_APPLICATIONS)
def set_fee(reference: str) -> Response | Redirect:
    """Preview what the citizen would be told; set the fee where the form confirms that preview."""
    given = {name: " ".join(request.form.get(name, "").split()) for name in FIELDS}
    wish = _read(given)
    if wish is None:
        return _form(reference, given, {"amount": say("Write whole shillings, like 1500.")})
    try:
        if request.form.get("confirmed") != wish.digest:
            return _form(reference, given, {}, wish, _preview(reference, wish))
        _set(reference, wish)
    except NotFound as missed:
        raise NoPage from missed
    except RuleViolation as refused:
        return _form(reference, given, _wrong(refused))
    notice(mark("The fee is set, and the citizen is told."))
    return redirect(url_for("console_application.show", reference=asked.reference(reference)), 303)


def _read(given: Mapping[str, str]) -> FeeWish | None:
    amount, version = re.sub(r"[, ]", "", given["amount"]), given["version"]
    if not AMOUNT.fullmatch(amount) or not AMOUNT.fullmatch(version):
        return None
    return FeeWish(int(amount), given["note"], given["note_sw"], int(version))


def _preview(reference: str, wish: FeeWish) -> FeePreview:
    here = container()
    with here.database.transaction() as opened:
        fees = access_fees(opened, here.settings.access_fee)
        named, staff = asked.reference(reference), signed_in()
        return case_fee.preview_fee(opened, named, wish, staff=staff, fees=fees, contacts=here.contacts)


def _set(reference: str, wish: FeeWish) -> None:
    here = container()
    with here.database.transaction() as opened:
        fees = access_fees(opened, here.settings.access_fee)
        named, staff = asked.reference(reference), signed_in()
        case_fee.set_case_fee(opened, named, wish, staff=staff, fees=fees, contacts=here.contacts)


def _wrong(refused: RuleViolation) -> dict[str, str]:
    """What is wrong, beside the field that it is about."""
    if isinstance(refused, VersionConflict):
        return {"amount": say("Somebody has changed this application since. Open it again, and look how it stands.")}
    if isinstance(refused, BudgetSpent):
        return {"amount": say("You have sent as many SMS as you may for now. Wait an hour.")}
    name, _, why = str(refused).partition(": ")
    if isinstance(refused, Invalid) and name in FIELDS:
        return {name: say("This cannot be sent: {why}", why=why)}
    return {"amount": say("This cannot be done: {why}", why=str(refused))}


def _form(
    reference: str,
    given: Mapping[str, str],
    errors: Mapping[str, str],
    wish: FeeWish | None = None,
    preview: FeePreview | None = None,
) -> Response:
    with container().database.reading() as opened:
        try:
            application = case_file.find_case(opened, asked.reference(reference), signed_in())
        except NotFound as missed:
            raise NoPage from missed
        told: dict[str, Any] = {
            "reference": application.reference,
            "may_set": agency_fees.may_set(application),
            "given": {"version": str(application.version)} | dict(given),
        }
    title = say("Set the fee of application {reference}", reference=references.shown(application.reference))
    shown = {"confirmed": wish.digest, **_told(preview)} if wish and preview else None
    return page("application_fee.html", title, errors=errors, preview=shown, **told)


def _told(preview: FeePreview) -> dict[str, object]:
    fee = preview.fee
    texts = [(language, text, gsm0338.parts(text)) for language, text in preview.texts.items()]
    sums = {"base": fee.base, "access": fee.access, "total": fee.total}
    return {"texts": texts} | {name: shillings_of(amount) for name, amount in sums.items()}
