"""Helpers for tests of the desk: its members, the forms of its pages, and the actions in the audit trail."""

import re
from typing import Final

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.staff.roles import Role
from tests.console.driver import Driver

STANDING: Final = re.compile(r'name="standing" value="([^"]+)"')
DESK: Final = "hksdp"


def desk(container: Container, username: str = "h.desk") -> Driver:
    """A member of a desk, signed in."""
    return Driver.of(container, username, Role.HUDUMA_DESK, DESK)


def do(driver: Driver, account_id: str, task: str, *, seen: bool = True, **fields: object) -> TestResponse:
    """Open the form of a task, and send it; the response."""
    return send(driver, account_id, task, standing_on(driver, account_id, task), seen=seen, **fields)


def standing_on(driver: Driver, account_id: str, task: str) -> str:
    """The state of the account that the page of a form carries, in its hidden field `standing`."""
    shown = driver.get(path(account_id, task))
    assert shown.status_code == 200, shown.text
    found = STANDING.search(shown.text)
    assert found is not None
    return found[1]


def send(
    driver: Driver, account_id: str, task: str, standing: str, *, seen: bool = True, **fields: object
) -> TestResponse:
    """Send the form of a task, with the state of the account that its page carried (`standing`)."""
    ticked = {"seen_person": "yes"} if seen else {}
    return driver.post(path(account_id, task), standing=standing, **ticked, **fields)


def path(account_id: str, task: str = "") -> str:
    """The path of an account, or of a task for it."""
    return f"/console/desk/accounts/{account_id}" + (f"/{task}" if task else "")


def written_down(container: Container, actor: str | None = None) -> list[str]:
    """The actions in the audit trail, the oldest first; only those of an actor, if one is given."""
    with container.database.reading() as session:
        found = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        return [each.action for each in found if actor is None or each.actor == actor]
