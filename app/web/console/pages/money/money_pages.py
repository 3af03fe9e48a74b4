"""Open items about money, by age and by kind; and having a provider queried now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound as NoPage
from werkzeug.wrappers import Response as Redirect

from app.domain.applications import transitions
from app.domain.audit import audit_log
from app.domain.payments import requests
from app.domain.payments.receipts import reconciliation
from app.domain.payments.receipts.reconciliation import LONG, ItemKind, OpenItem
from app.domain.payments.requests import AskOutcome
from app.domain.shared.errors import NotFound
from app.domain.staff.reach import Reach
from app.domain.staff.roles import Permission
from app.platform.db import now
from app.web import container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.cases.case_texts import PAYMENT_STATES, REASONS, REFUND_STATES, shillings_of, span, word
from app.web.console.pages.money.money_texts import AGES, KINDS
from app.web.console.pages.queue import application_path
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

FIRST_LINES: Final = 20
"""Items of each kind on the page of all kinds; a page of one kind has 200."""
ASKED: Final[Mapping[AskOutcome, str]] = {
    AskOutcome.ASKED: mark("The provider is asked within seconds."),
    AskOutcome.ALREADY: mark("The provider is being asked already. Wait ten seconds."),
    AskOutcome.NOTHING: mark("There is nothing to ask: nothing was sent, or it is paid."),
}
ASKABLE: Final = frozenset({ItemKind.WAITING, ItemKind.UNRESOLVED, ItemKind.SHORT, ItemKind.DOUBTFUL, ItemKind.CLAIM})
OF_NOBODY: Final = frozenset({ItemKind.UNMATCHED})
"""What only national roles see: it belongs to no agency."""

blueprint = ConsoleBlueprint("console_money", __name__)


@blueprint.page("/money", Permission.VIEW_MONEY)
def overview() -> Response:
    """How many requests wait, and the open items: the first ones of each kind, or those of one kind."""
    staff, wanted = signed_in(), request.args.get("kind", "")
    kinds = [each for each in ItemKind if staff.reach is None or each not in OF_NOBODY]
    chosen = [each for each in kinds if each == wanted] or kinds
    most = reconciliation.AT_ONCE if len(chosen) == 1 else FIRST_LINES
    with container().database.transaction() as opened:
        lists = [_list(opened, staff.reach, kind, most) for kind in chosen]
        told = _ages(opened, staff.reach)
        audit_log.record(opened, actor=staff.actor, action="money.listed", subject=staff.agency or "national")
    choices = [("", say("All kinds")), *((str(each), say(KINDS[each])) for each in kinds)]
    may_ask, may_export = staff.may(Permission.ACT_ON_MONEY), staff.may(Permission.EXPORT_MONEY)
    told |= {"lists": [each for each in lists if each["lines"]], "choices": choices, "kind": wanted}
    return page("money/overview.html", say("Money"), may_ask=may_ask, may_export=may_export, **told)


@blueprint.action("/money/ask", Permission.ACT_ON_MONEY)
def ask_provider() -> Redirect:
    """Have the provider queried about the latest request of an application: one query at a time."""
    staff, reference = signed_in(), request.form.get("reference", "")
    try:
        with container().database.transaction() as opened:
            found = transitions.find_application_of(opened, reference, reach=staff.reach)
            outcome = AskOutcome.NOTHING if found.is_test else requests.ask_provider(opened, found.reference)
            told = {"outcome": str(outcome)}
            audit_log.record(opened, actor=staff.actor, action="payment.asked", subject=found.reference, **told)
    except NotFound as missed:
        raise NoPage from missed
    notice(ASKED[outcome])
    return redirect(url_for("console_money.overview"), 303)


def _ages(opened: Session, reach: Reach | None) -> dict[str, Any]:
    counts, oldest = reconciliation.count_open_by_age(opened, reach), reconciliation.oldest_open(opened, reach)
    age = now(opened) - oldest if oldest else None
    late = say("A request has waited for {age}: is its provider up?", age=span(age)) if age and age >= LONG else ""
    return {"ages": [(say(AGES[name]), f"{count:,}") for name, count in counts.items()], "late": late}


def _list(opened: Session, reach: Reach | None, kind: ItemKind, most: int) -> dict[str, Any]:
    found = reconciliation.open_items(opened, reach, (kind,), most + 1)
    lines = [_line(each, now(opened)) for each in found[:most]]
    return {"kind": kind, "name": say(KINDS[kind]), "lines": lines, "is_more": len(found) > most}


def _line(item: OpenItem, moment: datetime) -> dict[str, Any]:
    age = moment - item.since
    return {
        "name": item.name,
        "path": _path(item),
        "reference": item.reference,
        "application": path_for_reader(item.reference),
        "amount": shillings_of(item.amount_kes) if item.amount_kes else "",
        "since": item.since,
        "age": span(age),
        "is_late": item.kind is ItemKind.WAITING and age >= LONG,
        "why": _why(item),
        "is_askable": item.kind in ASKABLE and bool(item.reference),
    }


def path_for_reader(reference: str) -> str:
    """The page of an application, for those who may see applications; "" for others, and for nobody's."""
    return application_path(reference) if reference and signed_in().may(Permission.VIEW_APPLICATIONS) else ""


def _path(item: OpenItem) -> str:
    """The path of an item's own page; empty where it has none."""
    if item.kind is ItemKind.CLAIM:
        return url_for("console_claims.show_claim", claim_id=item.subject)
    return url_for("console_receipts.show_receipt", receipt_id=item.subject) if item.subject else ""


def _why(item: OpenItem) -> str:
    if item.kind in (ItemKind.WAITING, ItemKind.UNRESOLVED):
        return word(PAYMENT_STATES, item.why)
    reason, _, state = item.why.partition(", ")
    if item.kind in (ItemKind.UNMATCHED, ItemKind.DOUBTFUL, ItemKind.REFUND):
        return ", ".join(filter(None, (word(REASONS, reason), word(REFUND_STATES, state))))
    return ""
