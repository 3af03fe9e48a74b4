"""A pending change of an account's e-mail, phone or password, which its phone is offered to stop at each dial.

No password is needed to stop it: who has the phone could request a new password there anyway, and whoever makes the
change may be the one who knows the password. No answer hides this offer for good: otherwise two minutes with the phone
would be enough to hide it.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes
from app.platform.i18n import _, translate
from menus.context import Context
from menus.notation import RESTART, Fields, Option, Rejected, end, menu

WORDS: Final[Mapping[str, str]] = {
    What.EMAIL: _("Account {whose} has a new e-mail: {target}"),
    What.PHONE: _("The phone of account {whose} changes to {target}"),
    What.PASSWORD: _("A new password was asked for account {whose}; its code comes a day after that"),
}
TOO_LATE: Final = _("This cannot be stopped any more. Dial {code} to see what is being changed, or call {phone}.")


def describe_change(c: Context) -> Fields:
    """Which change of which account is pending; empty where it is over."""
    if not c.state.changes:
        return {"change": ""}
    account_id, what, at = c.state.changes[0]
    with c.reading() as session:
        fields = contact_changes.pending(session, account_id, What(what), at=datetime.fromisoformat(at))
    return {"change": translate(c.language, WORDS[what], **fields) if fields else ""}


@menu(_("{change}"), acts=True, fields=describe_change, longest={"change": "W" * 90})
def offer(c: Context) -> Iterator[Option]:
    """Shown first at a dial while a change can be stopped; several changes one after another, the newest first."""
    yield Option(_("It was me: go on"), RESTART, does=go_past)
    if c.state.changes:
        yield Option(_("It was not me: stop it"), stopped, does=stop)


def go_past(c: Context) -> None:
    """Skip the change in this session; nothing is stored."""
    del c.state.changes[:1]
    c.settled = True


def stop(c: Context) -> None:
    """Stop the change and sign out everybody from the account. Raises Rejected where it is too late."""
    account_id, what, at = c.state.changes[0]
    shown = datetime.fromisoformat(at)
    done = c.once(
        "change stopped",
        lambda session: contact_changes.stop_contact_change(
            session, account_id, What(what), c.language, at=shown, phone=c.phone
        ),
    )
    if not done:
        raise too_late(c)
    if c.state.account == account_id:
        c.sign_out()


def too_late(c: Context) -> Rejected:
    """The refusal where the change was carried out already, or replaced by another one."""
    return Rejected(TOO_LATE, code=c.contacts.ussd_code, phone=c.contacts.phone)


@end(_("Stopped: the account is as it was, and everybody is signed out. If somebody knows your password, change it."))
def stopped(c: Context) -> Fields:
    """The change is stopped."""
    return {}
