"""The operator's notice on the first screen of every phone: previewed as a phone shows it, posted, removed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from app.domain.audit.audit_log import AuditEvent
from app.domain.back_office.catalogue import notice_board
from app.domain.back_office.catalogue.notice_board import NoticeWish
from app.domain.shared.errors import RuleViolation
from app.domain.staff.roles import Permission
from app.domain.ussd_state import notices
from app.platform.db import now
from app.platform.i18n import languages
from app.web import container
from app.web.console.actions import perform, why_not
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.pages.catalogue.phone_screens import draw_first_screen
from app.web.console.rendering import notice, page
from app.web.console.texts import mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_notice", __name__)
LONGEST: Final = 400
REFUSALS: Final[Mapping[str, str]] = {
    "1 to 60 letters": mark("Write 1 to 60 letters that every phone can show."),
    "a day and a time": mark("Write a day and a time, such as 2026-12-07T09:00."),
    "a time from now on": mark("Write a time from now on, within 14 days."),
}


@blueprint.page("/notice", Permission.POST_NOTICE)
def show_notice() -> Response:
    """The present notice, the form, and earlier notices."""
    return _show({}, None, {})


@blueprint.action("/notice", Permission.POST_NOTICE)
def post_notice() -> Response | Redirect:
    """Preview the first screen with a notice; post it where the form confirms that preview."""
    here, staff = container(), signed_in()
    names = (*(f"text_{language}" for language in languages()), "until")
    given = {name: " ".join(request.form.get(name, "").split())[:LONGEST] for name in names}
    try:
        with here.database.transaction() as opened:
            wish = notice_board.read_notice(given, now(opened), here.contacts)
            if request.form.get("confirmed") != _digest(given):
                return _show(given, wish, {})
            notice_board.post_notice(opened, wish, staff=staff)
    except RuleViolation as refused:
        return _show(given, None, _told(refused, names))
    notice(mark("It stands on the first screen of every phone now."))
    return redirect(url_for("console_notice.show_notice"), 303)


@blueprint.action("/notice/take-down", Permission.POST_NOTICE)
def take_down() -> Response | Redirect:
    """Remove the notice."""
    staff = signed_in()
    return perform(
        lambda opened: notice_board.remove_notice(opened, staff=staff),
        lambda refused: _show({}, None, {"until": why_not(refused)}),
        said=mark("The notice is taken down."),
        path=url_for("console_notice.show_notice"),
    )


def _show(given: Mapping[str, str], wish: NoticeWish | None, errors: Mapping[str, str]) -> Response:
    with container().database.reading() as opened:
        standing = notices.current(opened)
        proposed = {"until": notice_board.next_full_hour(opened).strftime("%Y-%m-%dT%H:%M")}
        told: dict[str, Any] = {
            "standing": standing,
            "until": notices.until_when(opened),
            "history": [_line(each) for each in notice_board.list_notices(opened)],
        }
    told["standing_phones"] = draw_first_screen(standing) if standing else []
    told["phones"] = draw_first_screen(dict(wish.texts)) if wish else []
    confirmed = _digest(given) if wish else ""
    title = say("Notice on the first screen")
    return page("catalogue/notice.html", title, errors=errors, given=given or proposed, confirmed=confirmed, **told)


def _line(event: AuditEvent) -> dict[str, Any]:
    said = {"notice.put_up": say("put up"), "notice.taken_down": say("taken down")}
    texts = [(language, event.details[language]) for language in languages() if language in event.details]
    return {"at": event.at, "who": event.actor, "what": said.get(event.action, event.action), "texts": texts}


def _digest(given: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def _told(refused: RuleViolation, names: tuple[str, ...]) -> dict[str, str]:
    name, _, why = str(refused).partition(": ")
    if name not in names:
        return {"until": why_not(refused)}
    found = next((say(text) for begins, text in REFUSALS.items() if why.startswith(begins)), None)
    return {name: found or say("This cannot be done: {why}", why=why)}
