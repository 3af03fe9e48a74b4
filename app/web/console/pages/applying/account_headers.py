"""The account that a desk applies for: what a page shows of it, and the page where there is no such account."""

from dataclasses import dataclass

from flask import Response
from sqlalchemy.orm import Session

from app.domain.identity.accounts import Account
from app.domain.self_service import desk_accounts
from app.web import container
from app.web.console.rendering import page
from app.web.console.texts import say
from app.web.staff_access import signed_in


@dataclass(frozen=True)
class AccountHeader:
    """The holder of an account, masked, so that the clerk recognises the person at the desk."""

    id: str
    name: str
    number: str
    phone: str
    is_proven: bool

    @property
    def path(self) -> str:
        """The path of the account's own page."""
        return f"/console/desk/accounts/{self.id}"


def look_at_account(opened: Session, account_id: str) -> tuple[Account, AccountHeader]:
    """The account, and what a page shows of it. The access is audited. Raises NotFound."""
    account = desk_accounts.look_at(opened, account_id, actor=signed_in().actor)
    facts = desk_accounts.facts_of(opened, account)
    return account, AccountHeader(account.id, facts.name, facts.number, facts.phone, account.is_proven)


def nobody_there(_error: Exception) -> Response:
    """The page for an unknown account, or a service that a desk cannot apply for."""
    code = container().contacts.ussd_code
    return page("applying/nobody.html", say("Nothing to apply for here"), status=404, code=code)
