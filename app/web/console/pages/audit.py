"""The audit trail: who did what to which thing, when; searched by each of these, the newest first."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from flask import Response, url_for

from app.domain.back_office import audit_search
from app.domain.back_office.audit_search import AuditQuestion, Place, Vouched
from app.domain.staff.roles import Permission
from app.platform.i18n import NAIROBI
from app.web import asked, container
from app.web.console.console_blueprint import ConsoleBlueprint
from app.web.console.rendering import page
from app.web.console.texts import day_and_time, mark, say
from app.web.staff_access import signed_in

blueprint = ConsoleBlueprint("console_audit", __name__)
LONGEST: Final = 120
"""Characters that a search field may have."""
VOUCHED: Final = {
    Vouched.PROVEN: mark("Vouched for"),
    Vouched.WAITING: mark("Vouched for, linked in a minute"),
    Vouched.UNPROVEN: mark("Linked without proof"),
    Vouched.EARLIER: mark("Linked by an earlier release"),
    Vouched.BROKEN: mark("Not what was written"),
}
"""What the page says about the proof of a row."""
FIELDS: Final = ("subject", "actor", "action", "since", "until")


@blueprint.page("/audit", Permission.VIEW_AUDIT)
def show_trail() -> Response:
    """A page of the trail. The search is audited."""
    given = {name: asked.word(name).strip() for name in FIELDS}
    errors = _mistakes(given)
    if errors:
        return page("audit.html", say("Audit trail"), errors=errors, given=given)
    wanted = AuditQuestion(
        given["subject"],
        given["actor"],
        given["action"],
        since=_start_of(given["since"]),
        until=_start_of(given["until"], days=1),
        after=_place(asked.word("after")),
    )
    with container().database.transaction() as opened:
        found = audit_search.search_trail(opened, wanted, staff=signed_in())
    following = url_for("console_audit.show_trail", **_kept(given), after=_written(found.last)) if found.last else ""
    told: dict[str, Any] = {"found": found, "vouched": VOUCHED, "next": following, "to_the_second": to_the_second}
    return page("audit.html", say("Audit trail"), given=given, **told)


def to_the_second(at: datetime) -> str:
    """A time by the clock of Nairobi, to the second: `14 Mar 2026, 09:05:31`."""
    return f"{day_and_time(at)}:{at:%S}"


def _mistakes(given: dict[str, str]) -> dict[str, str]:
    wrong = {name: say("This cannot be looked for.") for name, text in given.items() if not _is_plain(text)}
    for name in ("since", "until"):
        if name not in wrong and given[name] and _day(given[name]) is None:
            wrong[name] = say("Write a day like 2026-11-23.")
    return wrong


def _is_plain(text: str) -> bool:
    return len(text) <= LONGEST and text.isascii() and (text.isprintable() or not text)


def _day(written: str) -> date | None:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2999 else None


def _start_of(written: str, *, days: int = 0) -> datetime | None:
    """The first moment of a day in Nairobi, or of the day so many days later."""
    found = _day(written)
    return datetime.combine(found + timedelta(days), time(), NAIROBI) if found else None


def _kept(given: dict[str, str]) -> dict[str, Any]:
    return {name: text for name, text in given.items() if text}


def _written(place: Place) -> str:
    return f"{place[0].isoformat()}_{place[1]}"


def _place(written: str) -> Place | None:
    """The position behind which the page begins; None (the first page) for what no page of ours has written."""
    at, _, id_ = written.partition("_")
    if not (id_.isascii() and id_.isdecimal() and len(id_) < 19):
        return None
    try:
        found = datetime.fromisoformat(at.replace(" ", "+"))
    except ValueError:
        return None
    return (found, int(id_)) if found.tzinfo else None
