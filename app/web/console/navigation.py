"""The entries of the console's navigation, each for roles that have its permission."""

from dataclasses import dataclass
from typing import Final

from app.domain.staff.roles import Permission
from app.web.console.texts import mark


@dataclass(frozen=True)
class Entry:
    """An entry: the endpoint of its page, its label, and the permission that shows it (None: shown to all staff)."""

    endpoint: str
    label: str
    permission: Permission | None = None


ENTRIES: Final = (
    Entry("console_home.home", mark("Start")),
    Entry("console_queue.list_applications", mark("Applications"), Permission.VIEW_APPLICATIONS),
    Entry("console_moves.list_moves", mark("Moves"), Permission.MOVE_APPLICATIONS),
    Entry("console_overview.overview", mark("Overview"), Permission.VIEW_OVERVIEW),
    Entry("console_money.overview", mark("Money"), Permission.VIEW_MONEY),
    Entry("console_desk.find", mark("Desk"), Permission.FIND_ACCOUNTS),
    Entry("console_tickets.list_tickets", mark("Questions"), Permission.ANSWER_TICKETS),
    Entry("console_calls.list_calls", mark("Calls"), Permission.CALL_CITIZENS),
    Entry("console_catalogue.list_services", mark("Catalogue"), Permission.VIEW_CATALOGUE),
    Entry("console_notice.show_notice", mark("Notice"), Permission.POST_NOTICE),
    Entry("console_approvals.list_approvals", mark("Second person")),
    Entry("console_staff.list_staff", mark("Staff"), Permission.MANAGE_STAFF),
    Entry("console_keys.list_keys", mark("API keys"), Permission.VIEW_KEYS),
    Entry("console_audit.show_trail", mark("Audit trail"), Permission.VIEW_AUDIT),
    Entry("console_home.own_account", mark("My sign-in")),
)
"""In the order in which they are shown."""
