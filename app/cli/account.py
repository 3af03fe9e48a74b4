"""The commands of a Huduma clerk: `flask --app wsgi account ...`. Each is recorded in the audit trail.

The output masks numbers and addresses, so that nobody who reads it can pass for the holder. The numbers of documents
and phones are read from a prompt or from standard input: arguments are in the process list and the shell's history.
"""

import click
from sqlalchemy.orm import Session

from app.cli import account_proof
from app.cli.commands import LangoGroup, WordChoice, actor, asked_for, container, refusals
from app.domain.identity import accounts
from app.domain.identity.accounts import Account, Photo
from app.domain.identity.id_documents import read_id_number
from app.domain.self_service import account_care, contact_changes, desk_accounts, identity_proof
from app.domain.shared.errors import Invalid, NotAllowed, NotFound
from app.domain.shared.persons import AccountType
from app.platform.i18n import ENGLISH, day
from app.platform.phone_numbers import is_mobile, read_typed

account = LangoGroup("account", help="Accounts, as a clerk at a desk helps their holders.")
KINDS = WordChoice([*map(str, AccountType)])
DOCUMENT = "Number of the document"
YES = click.option("--yes", is_flag=True, help="Do it without asking whether it is the right person.")


@account.command("find")
@click.option("--type", "kind", type=KINDS, help="The kind of account; the number of the document is asked for.")
@click.option("--phone", is_flag=True, help="By the phone, which is asked for; a household may have several accounts.")
@click.option("--reference", help="The reference of an application.")
def find(kind: str | None, reference: str | None, *, phone: bool) -> None:
    """Print what is known of an account, masked, and whether a phone is locked out of it."""
    if [bool(kind), phone, bool(reference)].count(True) != 1:
        raise click.ClickException("say whose: --type, or --phone, or --reference")
    typed = asked_for(DOCUMENT) if kind else asked_for("Number of the phone") if phone else ""
    with refusals(), container().database.transaction() as session:
        found = _found(session, kind, typed, reference)
        for each in found:
            click.echo(_described(session, each))
    if not found:
        nobody = "that application's owner has no account" if reference else "there is no such account"
        raise click.ClickException(nobody)


@account.command("photo")
@click.argument("kind", metavar="TYPE", type=KINDS)
@YES
def photo(kind: str, *, yes: bool) -> None:
    """Write down that the photo of a person has been taken."""
    number = asked_for(DOCUMENT)
    with refusals():
        account_id, whom = _whom(kind, number, photo=True)
        said = account_proof.said_phone(kind, number)
    _confirm(whom, yes=yes)
    with refusals(), container().database.transaction() as session:
        owner = accounts.get(session, account_id, lock=True)
        _check_photo(owner)
        identity_proof.check_phone_said(owner, said)
        accounts.take_photo(session, owner, actor=actor())
    click.echo(f"{whom}: the photo is taken")


@account.command("unlock")
@click.argument("kind", metavar="TYPE", type=KINDS)
@YES
def unlock(kind: str, *, yes: bool) -> None:
    """Let every phone that gave wrong passwords try again, and an address or number be changed by phone again."""
    number = asked_for(DOCUMENT)
    with refusals():
        account_id, whom = _whom(kind, number)
    _confirm(whom, yes=yes)
    with refusals(), container().database.transaction() as session:
        owner = accounts.get(session, account_id, lock=True)
        contact_changes.unlock(session, owner, actor=actor())
    click.echo(f"{whom}: every phone may try again; the address and the number may be changed by phone again")


@account.command("sign-out")
@click.argument("kind", metavar="TYPE", type=KINDS)
@YES
def sign_out(kind: str, *, yes: bool) -> None:
    """End every session and sign-in of an account, its codes, a number that waits and an address under 72 hours old."""
    here, number = container(), asked_for(DOCUMENT)
    with refusals():
        account_id, whom = _whom(kind, number)
    _confirm(whom, yes=yes)
    with refusals(), here.database.transaction() as session:
        owner = accounts.get(session, account_id, lock=True)
        contact_changes.sign_everybody_out(session, owner, here.contacts, actor=actor())
    click.echo(f"{whom}: everybody is signed out; a new address or number is taken back, and the owner is told")


@account.command("phone")
@click.argument("kind", metavar="TYPE", type=KINDS)
@click.confirmation_option(prompt="Have you seen this person and their document yourself?")
def phone(kind: str) -> None:
    """Change the phone of an account at once. The old and the new one are told by SMS."""
    here, number, new_phone = container(), asked_for(DOCUMENT), asked_for("Number of the new phone")
    with refusals():
        wanted = _read_phone(new_phone)
        if not is_mobile(wanted):
            raise Invalid("a Kenyan mobile number is wanted, such as 0712345678")
        said = account_proof.said_phone(kind, number)
    with refusals(), here.database.transaction() as session:
        owner = _find_owner(session, kind, number)
        identity_proof.check_phone_said(owner, said)
        contact_changes.move_phone(session, owner, wanted, actor=actor(), contacts=here.contacts)
        whom = _shown(owner)
    click.echo(f"{whom}: the phone is changed; the old and the new one are told")


def _found(session: Session, kind: str | None, typed: str, reference: str | None) -> list[Account]:
    """The accounts that a document, a phone or an application leads to."""
    if kind:
        held = desk_accounts.find_account(session, AccountType(kind), typed, actor=actor())
        return [held] if held else []
    if reference is None:
        return desk_accounts.find_by_phone(session, _read_phone(typed), actor=actor())
    held = desk_accounts.find_by_reference(session, reference, actor=actor())
    return [held] if held else []


def _find_owner(session: Session, kind: str, number: str, *, lock: bool = True) -> Account:
    """The account of a document; with `lock`, its row is locked. Raises NotFound and Invalid."""
    held = accounts.by_document(session, AccountType(kind), read_id_number(AccountType(kind), number))
    if held is None:
        raise NotFound("there is no such account")
    return accounts.get(session, held.id, lock=lock)


def _whom(kind: str, number: str, *, photo: bool = False) -> tuple[str, str]:
    """The id of a document's account, and its holder as the clerk is shown them: `account of Wanjiku (****0001)`.

    `photo`: the account must not have a photo yet. Raises NotFound, Invalid and NotAllowed.
    """
    with container().database.reading() as session:
        held = _find_owner(session, kind, number, lock=False)
        if photo:
            _check_photo(held)
        return held.id, _shown(held)


def _shown(held: Account) -> str:
    return f"account of {held.said.first_name} ({held.shown_number})"


def _check_photo(owner: Account) -> None:
    if owner.photo == Photo.TAKEN:
        raise NotAllowed(desk_accounts.PHOTO_TAKEN)


def _confirm(whom: str, *, yes: bool) -> None:
    """Show whose account is about to be changed, and abort unless the clerk confirms it."""
    if not yes:
        click.echo(whom, err=True)
        click.confirm(account_proof.SEEN, abort=True, err=True)


def _read_phone(typed: str) -> str:
    number = read_typed(typed)
    if number is None:
        raise Invalid("a phone number is wanted, such as 0712345678")
    return number


def _described(session: Session, held: Account) -> str:
    seen = desk_accounts.facts_of(session, held)
    rows = {
        "type": seen.account_type,
        "name": seen.name,
        "number": seen.number,
        "birth": account_care.shown_birth(seen.birth),
        "phone": seen.phone,
        "email": seen.email or "none",
        "since": day(ENGLISH, seen.created_at),
        "proven": day(ENGLISH, seen.proven_at) if seen.proven_at else "no",
        "photo": seen.photo,
        "locked": "a phone is locked out" if seen.is_locked else "no",
        "new phone": f"from {day(ENGLISH, seen.new_phone_from)}" if seen.new_phone_from else "none planned",
    }
    return "\n".join(f"{name:<10}{value}" for name, value in rows.items())
