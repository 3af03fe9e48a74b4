"""A phone that stays signed in asks who is using it, because it must not shut out the rest of the household."""

from collections.abc import Iterator

from app.platform.i18n import _
from menus.context import Context
from menus.flows.account import account
from menus.flows.identity import registration, sign_in
from menus.flows.identity.drafts import PersonDraft
from menus.flows.identity.sign_in import SignInDraft
from menus.notation import Option, Screen, menu


def asked(c: Context) -> Screen:
    """My account, where its password was given in this session; else the question who is using the phone."""
    return account.account if c.is_authenticated else whose


@menu(_("Who is using this phone?"), acts=True)
def whose(c: Context) -> Iterator[Option]:
    """My account needs the password; another person can sign in, register, or sign this phone out."""
    yield Option(_("My account, with my password"), sign_in.password, does=to_account)
    yield Option(_("Another person: sign in"), sign_in.name)
    yield Option(_("Another person: register"), registration.account_type)
    yield Option(_("Sign out on this phone"), sign_in.signed_out, does=sign_in.forget)


def to_account(c: Context) -> None:
    """Ask for the password of the account that stays signed in, and lead to My account."""
    c.draft(PersonDraft).name, c.draft(SignInDraft).after = c.state.account, account.account.name
