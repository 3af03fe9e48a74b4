"""The commands with which a desk verifies whose account it is: `flask --app wsgi account prove`, `take-over` and after.

The numbers of documents and phones are read from a prompt or from standard input, as in the other commands of a clerk.
"""

import secrets
from collections.abc import Iterable

import click

from app.cli.commands import WordChoice, actor, asked_for, container, refusals
from app.domain.applications import transitions
from app.domain.applications.applications import Application
from app.domain.identity import accounts, passwords
from app.domain.identity.accounts import Account
from app.domain.identity.id_documents import read_id_number
from app.domain.self_service import desk_takeover, identity_proof
from app.domain.shared.errors import Invalid, NotFound
from app.domain.shared.persons import AccountType
from app.platform.i18n import ENGLISH, day
from app.platform.phone_numbers import is_mobile, masked, read_typed

SEEN = "Have you seen this person and their document yourself?"
KIND = click.argument("kind", metavar="TYPE", type=WordChoice([*map(str, AccountType)]))
Said = tuple[AccountType, str, str]


@click.command("prove")
@KIND
def prove(kind: str) -> None:
    """Write down that an account is the person's who was seen; they must know the phone that it is on."""
    with refusals():
        asked = _asked(kind, "The phone of the account, as the person says it")
    click.confirm(SEEN, abort=True, err=True)
    here = container()
    with refusals(), here.database.transaction() as session:
        account = _account(accounts.by_document(session, *asked[:2]))
        identity_proof.prove_at_desk(session, account, asked[2], actor=actor(), contacts=here.contacts)
    click.echo("the account is proven")


@click.command("take-over")
@KIND
def take_over(kind: str) -> None:
    """Give an account that somebody else opened to its person, on their phone. Both phones are told.

    What was filed through it is printed and withheld: `account adopt` or `account cancel` each.
    """
    here = container()
    with refusals():
        asked = _asked(kind, "The person's own phone")
        if not is_mobile(asked[2]):
            raise Invalid("a Kenyan mobile number is wanted, such as 0712345678")
        with here.database.reading() as session:
            account = _account(accounts.by_document(session, *asked[:2]))
            account_id, phone = account.id, masked(account.phone_number)
            shown, since = account.shown_number, day(ENGLISH, account.created_at)
    click.echo(f"account {shown}, opened {since} on {phone}, goes to {masked(asked[2])}", err=True)
    click.confirm(SEEN, abort=True, err=True)
    unusable = passwords.hashed(here.keys, account_id, secrets.token_hex(16))
    with refusals(), here.database.transaction() as session:
        account = accounts.get(session, account_id, lock=True)
        filed = desk_takeover.take_over(
            session, account, asked[2], password_hash=unusable, actor=actor(), contacts=here.contacts
        )
        lines = _lines(filed)
    click.echo("the account is the person's; a new password is set from their phone: Sign in, I forgot my password")
    click.echo("\n".join(lines))


@click.command("filed")
@KIND
def filed(kind: str) -> None:
    """Print what somebody else filed through an account that was taken over, as long as nobody has decided on it."""
    with refusals():
        asked = AccountType(kind), _number(kind)
        with container().database.reading() as session:
            account = _account(accounts.by_document(session, *asked))
            lines = _lines(desk_takeover.undecided(session, account))
    click.echo("\n".join(lines))


@click.command("adopt")
@click.argument("reference")
def adopt(reference: str) -> None:
    """Leave an application that was filed through a taken account to its person: their phone hears of it now."""
    with refusals(), container().database.transaction() as session:
        meant = transitions.find_said(session, reference).reference
        adopted = desk_takeover.adopt(session, meant, actor=actor())
        click.echo(f"{adopted.reference} is the person's")


@click.command("cancel")
@click.argument("reference")
def cancel(reference: str) -> None:
    """Cancel an application that was filed through a taken account, where it has not gone too far for that."""
    here = container()
    with refusals(), here.database.transaction() as session:
        meant = transitions.find_said(session, reference).reference
        ended = desk_takeover.cancel(session, meant, actor=actor(), contacts=here.contacts)
        click.echo(f"{ended.reference} is {ended.status}")


COMMANDS = (prove, take_over, filed, adopt, cancel)


def said_phone(kind: str, number: str) -> str | None:
    """Ask which phone the account has, as the person at the desk says; None, without asking, if it is proven already.

    Raises NotFound and Invalid.
    """
    asked = AccountType(kind), read_id_number(AccountType(kind), number)
    with container().database.reading() as session:
        proven = _account(accounts.by_document(session, *asked)).is_proven
    return None if proven else _phone("The phone that the account has now, as the person says it")


def _asked(kind: str, whose_phone: str) -> Said:
    return AccountType(kind), _number(kind), _phone(whose_phone)


def _number(kind: str) -> str:
    return read_id_number(AccountType(kind), asked_for("Number of the document"))


def _phone(whose: str) -> str:
    number = read_typed(asked_for(whose))
    if number is None:
        raise Invalid("a phone number is wanted, such as 0712345678")
    return number


def _account(found: Account | None) -> Account:
    if found is None:
        raise NotFound("there is no such account")
    return found


def _lines(applications: Iterable[Application]) -> list[str]:
    told = [
        f"{each.reference}  {each.service.label}  {each.status}  {day(ENGLISH, each.since)}" for each in applications
    ]
    return told or ["nothing waits to be adopted or cancelled"]
