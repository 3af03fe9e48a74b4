"""Changing the password, after the old one was given in this session."""

from sqlalchemy.orm import Session

from app.domain.identity.recovery import password_reset
from app.platform.i18n import _
from menus.context import Context
from menus.flows.identity import new_password
from menus.flows.identity.new_password import NewPasswordDraft
from menus.notation import Fields, Screen, ask, end


@ask(new_password.PROMPT, parse=new_password.six_digits, secret=True)
def choose_password(c: Context, given: str) -> Screen:
    """The new password is hashed in the hop that brings it: no draft ever holds it."""
    with c.reading() as session:
        number, birth, own_phone = password_reset.facts(session, c.login)
    new_password.refuse_weak(given, number=number, phone=own_phone, birth=birth)
    new_password.keep(c, c.state.account, given)
    return repeat_password


@ask(new_password.AGAIN, acts=True, parse=new_password.six_digits, secret=True)
def repeat_password(c: Context, given: str) -> Screen:
    """Changes the password if both entries are the same; its owner is told."""
    if not new_password.is_same(c, given):
        c.say(new_password.NOT_THE_SAME)
        return choose_password
    c.once("new password", lambda session: change_password(c, session))
    return password_changed


def change_password(c: Context, session: Session) -> None:
    """Set the password of the draft."""
    chosen = c.draft(NewPasswordDraft).password_hash
    password_reset.change_password(session, c.login, chosen, c.language, c.contacts)


@end(_("Your password is changed. All other phones are signed out."))
def password_changed(c: Context) -> Fields:
    """The password is changed."""
    return {}
