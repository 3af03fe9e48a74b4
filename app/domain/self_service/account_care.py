"""What a signed-in person sees and does in their account: what is kept, alerts, closing it."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.applying import application_drafts
from app.domain.applying.at_desk import desk_drafts
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Login, Photo
from app.domain.identity.recovery import security_notices
from app.domain.messaging import messages
from app.domain.shared import emails
from app.domain.shared.contacts import Contacts
from app.domain.subscribers import phones
from app.platform import gsm0338
from app.platform.i18n import _, day, translate
from app.platform.phone_numbers import masked

LONGEST_EMAIL = 64
"""Characters of an address that a screen has room for."""


def facts(session: Session, login: Login, language: str) -> dict[str, str]:
    """What is stored about a person, masked where an onlooker could misuse it. Raises Revoked."""
    return described(accounts.signed_in(session, login), language)


def described(account: Account, language: str) -> dict[str, str]:
    """The same of an account, for a desk."""
    said = account.said
    names = (said.first_name, said.other_names, said.surname)
    return {
        "name": " ".join(name for name in names if name),
        "number": account.shown_number,
        "birth": shown_birth(said.birth),
        "phone": masked(account.phone_number),
        "email": _email(account, language),
        "since": day(language, account.created_at),
    }


def states(session: Session, login: Login, phone: str, language: str) -> dict[str, str]:
    """What the screens of My account show; `phone`: the phone in use, whose alert setting is shown.

    Raises Revoked.
    """
    account = accounts.signed_in(session, login)
    number = account.phone_number
    planned = account.new_phone_from
    wanted = _("on") if phones.wants_alerts(session, phone) else _("off")
    return {
        "email": _email(account, language),
        "phone": masked(number),
        "planned": translate(language, _("Your number will change on {day}."), day=day(language, planned))
        if planned
        else "",
        "alerts": translate(language, wanted),
    }


def shown_birth(birth: str) -> str:
    """A date of birth as it is written here: 23/05/1991; a year as it is."""
    return birth if len(birth) <= 4 else f"{date.fromisoformat(birth):%d/%m/%Y}"


def check_signed_in(session: Session, login: Login) -> None:
    """Raises Revoked where the sign-in was revoked; does nothing where nobody is signed in."""
    if login.account_id:
        accounts.signed_in(session, login)


def phone_change_planned(session: Session, login: Login) -> bool:
    """Whether the account's phone is about to change; False where nobody is signed in. Raises Revoked."""
    return bool(login.account_id) and accounts.signed_in(session, login).new_phone_from is not None


def is_photo_taken(session: Session, login: Login) -> bool:
    """Whether a desk has taken the photo; False where nobody is signed in. Raises Revoked."""
    return bool(login.account_id) and accounts.signed_in(session, login).photo == Photo.TAKEN


def first_name(session: Session, login: Login) -> str:
    """The first name of an account's holder. Raises Revoked."""
    return accounts.signed_in(session, login).said.called


def stay_signed_in(session: Session, login: Login, phone: str) -> None:
    """Keep this phone signed in for 30 days, for looking only. Raises Revoked."""
    accounts.remember(session, accounts.for_change(session, login).id, phone)


def set_alerts(session: Session, phone: str, *, wanted: bool) -> None:
    """Turn status alerts of this phone on or off, as START and STOP do."""
    phones.set_alerts(session, phone, wanted=wanted)
    if not wanted:
        messages.withdraw_alerts(session, phone)


def close(session: Session, login: Login, language: str, contacts: Contacts) -> None:
    """Close an account and confirm it by SMS. Raises Revoked."""
    end_account(session, accounts.for_change(session, login), language, contacts, actor="citizen")


def end_account(session: Session, account: Account, language: str, contacts: Contacts, *, actor: str) -> None:
    """The same for an account whose row is locked. `actor`: its person or a desk."""
    text = _("eCitizen: your account is closed and your details are erased. Not you? Call {phone} now.")
    spoken = security_notices.owners_language(session, account, language)
    security_notices.tell(session, account, translate(spoken, text, phone=contacts.phone))
    application_drafts.drop_drafts(session, account.id)
    desk_drafts.drop_drafts_of(session, account.id)
    accounts.close(session, account.id, actor=actor)


def _email(account: Account, language: str) -> str:
    address = account.email_address
    return gsm0338.fold(emails.masked(address)) if address else translate(language, _("none"))
