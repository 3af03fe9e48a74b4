"""Enrolling: the check by the identity registry, a password typed twice, the new account; a screen for each refusal."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.identity import account_registration, accounts
from app.domain.identity.account_registration import IdentityOutcome
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.shared.persons import AccountType
from app.platform.i18n import _
from menus.context import Context
from menus.flows.account import account_email
from menus.flows.applying.drafts import ApplyingDraft
from menus.flows.identity import new_password
from menus.flows.identity.drafts import PersonDraft, RegistrationDraft
from menus.flows.identity.new_password import NewPasswordDraft
from menus.notation import Fields, Option, Screen, ask, end, link, menu


def check_identity(c: Context) -> Screen:
    """Ask the identity registry, and return the screen for its answer. Whoever does not match is told nothing else."""
    kind, number = AccountType(c.draft(PersonDraft).account_type), c.draft(RegistrationDraft).number
    outcome = c.outside(
        "registry",
        lambda: account_registration.check_identity(
            c.database, c.registry, kind, number, read_details(c), c.phone, c.hop
        ),
    )
    if outcome == IdentityOutcome.YES:
        return choose_password
    if outcome == IdentityOutcome.TAKEN:
        return has_account
    if outcome == IdentityOutcome.NO:
        return different
    if outcome == IdentityOutcome.MINOR:
        return minor
    if outcome == IdentityOutcome.UNAVAILABLE:
        return unavailable
    return too_often if outcome == IdentityOutcome.TOO_OFTEN else not_by_phone


def read_details(c: Context) -> DeclaredDetails:
    """What the citizen has said of themselves."""
    draft = c.draft(RegistrationDraft)
    return DeclaredDetails(draft.first_name, c.draft(PersonDraft).birth, draft.other_names, draft.surname, draft.gender)


@ask(new_password.PROMPT, parse=new_password.six_digits, secret=True)
def choose_password(c: Context, given: str) -> Screen:
    """The new password is hashed in the hop that brings it: no draft ever holds it."""
    number, birth = c.draft(RegistrationDraft).number, c.draft(PersonDraft).birth
    new_password.refuse_weak(given, number=number, phone=c.phone, birth=birth)
    new_password.keep(c, accounts.new_id(), given)
    return repeat_password


@ask(new_password.AGAIN, acts=True, parse=new_password.six_digits, secret=True)
def repeat_password(c: Context, given: str) -> Screen:
    """Opens the account if both entries are the same."""
    if not new_password.is_same(c, given):
        c.say(new_password.NOT_THE_SAME)
        return choose_password
    if not c.once("register", lambda session: open_account(c, session)):
        return has_account
    c.sign_in(c.draft(NewPasswordDraft).account_id, accounts.FIRST_EPOCH, read_details(c).called, by="register")
    return registered


def open_account(c: Context, session: Session) -> bool:
    """Open the account that the drafts describe. Returns False where another hop has opened one meanwhile."""
    chosen = c.draft(NewPasswordDraft)
    return account_registration.enrol(
        session,
        chosen.account_id,
        AccountType(c.draft(PersonDraft).account_type),
        c.draft(RegistrationDraft).number,
        said=read_details(c),
        phone=c.phone,
        password_hash=chosen.password_hash,
        language=c.language,
        contacts=c.contacts,
    )


@menu(_("Your account is open. We sent you an SMS with the next step."))
def registered(c: Context) -> Iterator[Option]:
    """The new account is signed in at once: its password was just typed. An application that led here can go on."""
    if c.draft(ApplyingDraft).applies_for:
        yield Option(_("Go on applying"), link("apply.beginning"))
    yield Option(_("My applications"), link("my_applications.mine"))
    yield Option(_("Add my e-mail"), account_email.new_email)


@end(_("We saved nothing. Dial again if you change your mind. You can still check any reference number."))
def not_agreed(c: Context) -> Fields:
    """Not agreed to: nothing is kept."""
    return {}


@menu(
    _(
        "These details do not match the official records. Check the number, the FIRST name and the year, "
        "or ask at a Huduma Centre."
    )
)
def different(c: Context) -> Iterator[Option]:
    """The same words whichever detail is wrong. The kind of account need not be chosen again."""
    yield Option(_("Try again"), link("registration.number"))


@end(_("You must be 18 or older to open an account. A parent or guardian can apply for you."))
def minor(c: Context) -> Fields:
    """Too young; said only to a person whose details match."""
    return {}


@end(_("We cannot open this account by phone. Please take your document to a Huduma Centre, or call {phone}."))
def not_by_phone(c: Context) -> Fields:
    """Neutral words for a person who cannot be registered."""
    return {"phone": c.contacts.phone}


@menu(_("We cannot reach the register of persons now. Nothing was saved. Please try again later."))
def unavailable(c: Context) -> Iterator[Option]:
    """The registry is down; that says nothing about the person."""
    yield Option(_("Try again now"), link("registration.agreement"))


@end(_("This phone has asked the register too often today. Nothing was saved. Please try again tomorrow."))
def too_often(c: Context) -> Fields:
    """The limit of look-ups is reached: each of them costs money."""
    return {}


@menu(_("You already have an account."))
def has_account(c: Context) -> Iterator[Option]:
    """Leads to sign-in and reset; said only to a person who knows what is on the document."""
    yield Option(_("Sign in"), link("sign_in.password"), does=name_typed_number)
    yield Option(_("I forgot my password"), link("password_reset.account_type"))
    yield Option(_("Not opened by you?"), anothers)


@menu(
    _(
        "Take your document to a Huduma Centre. The desk gives the account to you, on your phone, "
        "and cancels what others applied for with it."
    )
)
def anothers(c: Context) -> tuple[Option, ...]:
    """For a person whose account was opened by somebody who knows their document: only a desk sees who is who."""
    return ()


def name_typed_number(c: Context) -> None:
    """Use the number that was just typed for the sign-in."""
    c.draft(PersonDraft).name = c.draft(RegistrationDraft).number
