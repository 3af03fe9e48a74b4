"""One of each thing that the console shows, and one member of staff of each role: what tests of all pages walk over.

A route with a new gap (`<reference>`) takes a line in `GAPS`: a function that makes the thing, once, and names it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.catalogue import models
from app.domain.self_service import desk_accounts
from app.domain.shared.persons import AccountType
from app.domain.staff import approvals
from app.domain.staff.approvals import ApprovalKind, Wish
from app.domain.staff.roles import Role
from tests.console.driver import Driver
from tests.database.holder import opened, prove
from tests.web.desk import photo

AGENCY: Final = "dis"
POSTS: Final[Mapping[str, tuple[Role, str | None]]] = {
    "clerk": (Role.CLERK, AGENCY),
    "supervisor": (Role.SUPERVISOR, AGENCY),
    "admin": (Role.AGENCY_ADMIN, AGENCY),
    "desk": (Role.HUDUMA_DESK, "hksdp"),
    "desk2": (Role.HUDUMA_DESK, "hksdp"),
    "operator": (Role.OPERATOR, None),
    "auditor": (Role.AUDITOR, None),
    "elsewhere": (Role.SUPERVISOR, "ntsa"),
}
"""Who there is; `elsewhere` is of another agency, to whom nothing of `AGENCY` may be there."""
SERVICE: Final = "passport-renew-34"


@dataclass
class ConsoleWorld:
    """An installation with somebody of each role, who sign in when they are first asked for."""

    container: Container
    members: dict[str, Driver] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def member(self, name: str) -> Driver:
        """Somebody of `POSTS`, signed in."""
        if name not in self.members:
            role, agency = POSTS[name]
            self.members[name] = Driver.of(self.container, f"world.{name}", role, agency)
        return self.members[name]

    def gap(self, name: str) -> str:
        """What stands in a gap of a route."""
        if name not in self.made:
            self.made[name] = GAPS[name](self)
        return self.made[name]

    def path(self, rule: str) -> str:
        """A route with its gaps filled."""
        filled = rule
        while "<" in filled:
            before, _, rest = filled.partition("<")
            inner, _, after = rest.partition(">")
            filled = before + self.gap(inner.rpartition(":")[2]) + after
        return filled


def _application(world: ConsoleWorld) -> str:
    """An application of `AGENCY`, submitted."""
    with world.container.database.transaction() as session:
        service = models.service(session, SERVICE)
        assert service is not None
        made: Application = transitions.record_application(
            session,
            service,
            Applicant(AccountType.CITIZEN, "29000001", "+254700000001"),
            actor="test",
            contacts=world.container.contacts,
        )
        return made.reference


def _approval(world: ConsoleWorld) -> str:
    """A request of the clerk's that waits for its second person."""
    wish = Wish(ApprovalKind.HELD_WORDS, "102030405060", {}, "to be looked at", AGENCY)
    with world.container.database.transaction() as session:
        return approvals.request_approval(session, wish, staff=world.member("clerk").staff)


def _account(world: ConsoleWorld) -> str:
    """An account that is proven, with a photo."""
    account_id = opened(world.container)
    prove(world.container, account_id)
    with world.container.database.transaction() as session:
        desk_accounts.keep_photo(session, account_id, photo(), actor="test")
    return account_id


GAPS: Final[Mapping[str, Callable[[ConsoleWorld], str]]] = {
    "account_id": _account,
    "approval_id": _approval,
    "reference": _application,
    "session_id": lambda _: "0123456789abcdef",
    "filename": lambda _: "console.css",
}
"""What makes the thing of each gap."""
