"""Whose application a page is about: what a desk is shown of the account, and a page where there is none."""

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
    """Who it is, masked, so that the clerk knows the person before them."""

    id: str
    name: str
    number: str
    phone: str
    is_proven: bool

    @property
    def path(self) -> str:
        """Where the desk sees to the account itself."""
        return f"/console/desk/accounts/{self.id}"


def look_at_account(opened: Session, account_id: str) -> tuple[Account, AccountHeader]:
    """The account, and what is shown of it. Written down. Raises NotFound."""
    account = desk_accounts.look_at(opened, account_id, actor=signed_in().actor)
    facts = desk_accounts.facts_of(opened, account)
    return account, AccountHeader(account.id, facts.name, facts.number, facts.phone, account.is_proven)


def nobody_there(_error: Exception) -> Response:
    """What is shown where there is no such account, or its service is not applied for here."""
    code = container().contacts.ussd_code
    return page("applying/nobody.html", say("Nothing to apply for here"), status=404, code=code)
