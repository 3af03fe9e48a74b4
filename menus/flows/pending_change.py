"""A change of what opens an account, told to the phone of the account at its next dial, where it can be stopped.

No password is asked: who has the phone could ask for a new one there anyway, and the owner may have lost the password
to whoever makes the change.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from app.domain import contact_changes
from app.domain.pending_changes import What
from app.texts import _, translate
from menus.context import Context
from menus.flows import home
from menus.notation import Fields, Option, Rejected, end, menu

WORDS: Final[Mapping[str, str]] = {
    What.EMAIL: _("Account {whose} has a new e-mail: {target}"),
    What.PHONE: _("The phone of account {whose} changes to {target}"),
    What.PASSWORD: _("A new password was asked for account {whose}; its code comes a day after that"),
}


TOO_LATE: Final = _("It is too late to stop this. Call {phone} at once.")


def told(c: Context) -> Fields:
    """Which change of which account it is."""
    if not c.state.change:
        return {"change": ""}
    account_id, what = c.state.change
    with c.reading() as session:
        fields = contact_changes.pending(session, account_id, What(what))
    return {"change": translate(c.language, WORDS[what], **fields)}


@menu(_("{change}"), fields=told, longest={"change": "W" * 90})
def offer(c: Context) -> Iterator[Option]:
    """What the phone of an account sees first while a change of it can be stopped."""
    yield Option(_("It was me"), home.home, does=confirm)
    yield Option(_("It was not me: stop it"), stopped, does=stop)
    yield Option(_("Not now"), home.home)


def confirm(c: Context) -> None:
    """It is not asked about again."""
    account_id, what = c.state.change
    c.once(
        "change confirmed", lambda session: contact_changes.confirm_own(session, account_id, What(what), phone=c.phone)
    )


def stop(c: Context) -> None:
    """Everything is as it was; whoever is signed in to this account is signed out."""
    account_id, what = c.state.change
    done = c.once(
        "change stopped",
        lambda session: contact_changes.stop(session, account_id, What(what), c.language, phone=c.phone),
    )
    if not done:
        raise Rejected(TOO_LATE, phone=c.contacts.phone)
    if c.state.account == account_id:
        c.signed_out()


@end(_("Stopped: the account is as it was, and everybody is signed out. If somebody knows your password, change it."))
def stopped(c: Context) -> Fields:
    """The change is stopped."""
    return {}
