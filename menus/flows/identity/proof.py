"""Proving that an account is its person's: a code goes to another phone that an agency recorded, and is entered here.

The words are the same whether or not there is such a phone, or an application that is not shown.
"""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.self_service import identity_proof
from app.platform.i18n import _
from menus.context import Context
from menus.flows import answers
from menus.flows.identity import sign_in
from menus.flows.identity.drafts import PersonDraft
from menus.flows.identity.sign_in import SignInDraft
from menus.notation import Option, Rejected, Screen, ask, link, menu

TOO_OFTEN = _("Too many codes were asked for. Please try again later.")


@menu(
    _("Applications made with another phone show after a code to that phone, or at a Huduma Centre with your ID."),
    acts=True,
)
def missing(c: Context) -> Iterator[Option]:
    """For an account that is not proven. To request or enter a code, the password must be given in this session."""
    yield Option(_("Send a code"), code, does=send) if c.is_authenticated else password_first(_("Send a code"))
    with c.reading() as session:
        waits = identity_proof.code_waits(session, c.login, c.phone)
    if waits:
        yield Option(_("Enter the code"), code) if c.is_authenticated else password_first(_("Enter the code"))


def password_first(label: str) -> Option:
    """The same line where the phone merely stays signed in: it leads to the password first."""
    return Option(label, sign_in.password, does=to_missing)


def to_missing(c: Context) -> None:
    """Ask for the password of the account that stays signed in, and lead back to `missing`."""
    c.draft(PersonDraft).name, c.draft(SignInDraft).after = c.state.account, missing.name


def send(c: Context) -> None:
    """Send a code, if there is another phone. Raises Rejected where too many were requested."""
    if not c.once(
        "proof", lambda session: identity_proof.request_proof_code(session, c.login, c.phone, c.language, c.contacts)
    ):
        raise Rejected(TOO_OFTEN)


@ask(
    _("If an agency has another phone of yours, a code went to it. Enter it here."),
    acts=True,
    parse=answers.code,
    secret=True,
)
def code(c: Context, given: str) -> Screen:
    """Takes the code: three tries. Both phones are told."""
    tried = c.once("proof code", lambda session: enter(c, session, given))
    if tried["proven"]:
        return proven
    if tried["left"]:
        raise Rejected(_("That code is not right. Tries left: {left}."), left=str(tried["left"]))
    return void


def enter(c: Context, session: Session, given: str) -> dict[str, object]:
    """Prove the account by a code."""
    return vars(identity_proof.prove(session, c.login, c.phone, given, c.language, c.contacts))


@menu(_("That code has expired. Ask for a new one."))
def void(c: Context) -> Iterator[Option]:
    """The code has expired, or its tries are used up."""
    yield Option(_("Ask for a new code"), missing)


@menu(_("Done: all your applications show now, on any phone after your password."))
def proven(c: Context) -> Iterator[Option]:
    """The account is proven now."""
    yield Option(_("My applications"), link("my_applications.mine"))
