"""The commands of the data controller: rotate the keys, export or erase what is kept about one person."""

import json
import sys
from collections import Counter
from collections.abc import Callable

import click

from app.cli.commands import LangoGroup, actor, container, refusals
from app.domain.audit import audit_renewal
from app.domain.identity.id_documents import read_id_number
from app.domain.privacy import key_rotation, subject_rights
from app.domain.privacy.key_rotation import Count
from app.domain.privacy.subject_rights import Erased, Outline
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import normalize
from app.platform.db import Database
from app.platform.phone_numbers import read_typed

keys = LangoGroup("keys", help="The key ring, when a new key has come first in SECRET_KEYS.")
privacy_group = LangoGroup("privacy", help="The rights of the Data Protection Act, 2019, for one person.")
GROUPS = (keys, privacy_group)

EVERY = 2000
"""Rows between two progress lines of a long command."""
GIVEN_UP = "without the key it must be reset"
KEEP = (
    "Keep the older keys in SECRET_KEYS for {days} days more: counters, codes, repeated requests and texts of phones "
    "that are known from nowhere else are still named under them."
)
HOLDER = "Is this the holder of the phone, seen with it and their document?"
NOBODY = "nothing is kept that this document and this phone both lead to"
"""One message for a wrong document, another person's phone, a reassigned number and an unknown number."""
STAYS = (
    (
        "applications, with their history and ID number: the agencies' records, kept as their law says;"
        " what led from them to the phone and an e-mail address is erased"
    ),
    "the audit trail: it names accounts and references, no person and no phone",
    "counters and effects of hops: no name, no number, no account and no password, gone within days by themselves",
)


@keys.command("rotate")
def rotate() -> None:
    """Seal and index everything anew under the first key, while Lango runs. Cut off, it may be started again."""
    database = container().database
    found = key_rotation.rotate(database, _progress())
    renewed, fault = audit_renewal.renew(database)
    click.echo(f"audit: {renewed} rows vouched for anew")
    if fault:
        raise click.ClickException(f"the audit trail is not whole: {fault}; nothing after it was")
    _sum_up(database, found, "is still to do; run this again")


@keys.command("status")
def status() -> None:
    """Count what is under an older key, and change nothing. Status 1 while there is something to rotate."""
    database = container().database
    _sum_up(database, key_rotation.survey(database, _progress()), "is to do: run `keys rotate`")


@privacy_group.command("export")
@click.argument("phone", required=False)
def export(phone: str | None) -> None:
    """Print all that is kept about one person, as JSON: the holder of PHONE and of a document that is asked for."""
    asked = _asked(phone)
    with container().database.transaction() as session:
        subject = subject_rights.find_rights_holder(session, *asked, actor=actor())
        told = subject_rights.export(session, subject, actor=actor()) if subject else None
    if told is None:
        raise click.ClickException(NOBODY)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


@privacy_group.command("erase")
@click.argument("phone", required=False)
def erase(phone: str | None) -> None:
    """Erase what is kept about one person, the holder of PHONE and of a document that is asked for; account too."""
    asked, database = _asked(phone), container().database
    with database.transaction() as session:
        subject = subject_rights.find_rights_holder(session, *asked, actor=actor())
        seen = subject_rights.outline(session, subject, *asked[1:], actor=actor()) if subject else None
    if seen is None:
        raise click.ClickException(NOBODY)
    click.echo("\n".join(_outlined(seen)))
    click.confirm(HOLDER, abort=True)
    with refusals(), database.transaction() as session:
        subject = subject_rights.find_rights_holder(session, *asked, actor=actor())
        erased = subject_rights.erase(session, subject, actor=actor()) if subject else None
    if erased is None:
        raise click.ClickException(NOBODY)
    _leave_nothing_behind(database)
    click.echo("\n".join(_told(erased)))


def _asked(phone: str | None) -> tuple[AccountType, str, str]:
    """The document and phone of the person who asks, from standard input; the phone may also be an argument.

    The process list shows arguments to everybody, so the document never is one.
    """
    with refusals():
        number = _read(phone or _line("Phone, such as 0712345678"))
        kind = normalize.word(_line(f"Kind of person ({', '.join(AccountType)})"))
        if kind not in list(AccountType):
            raise Invalid(f"one of {', '.join(AccountType)} is wanted")
        return AccountType(kind), read_id_number(AccountType(kind), _line("Number of their document")), number


def _line(question: str) -> str:
    """A line of standard input. The question goes to standard error, so that what is printed stays JSON."""
    click.echo(f"{question}: ", nl=False, err=True)
    return sys.stdin.readline().strip()


def _outlined(seen: Outline) -> list[str]:
    return [
        *(f"{name:<8}{value}" for name, value in seen.facts.items()),
        "is theirs:",
        *_counts(seen.own),
        *_shared(seen.shared),
    ]


def _told(erased: Erased) -> list[str]:
    gone = _counts(erased.gone)
    gone += ["  1 account: number, name, birth, phone, e-mail and password"] * erased.closed
    warned = f"  {erased.live} applications are not over: nobody is told of them any more"
    return [
        f"{erased.request}",
        "erased:",
        *(gone or ["  nothing but what led from the applications to a phone"]),
        f"stays ({erased.unlinked} applications):",
        *(f"  {each}" for each in STAYS),
        *([warned] if erased.live else []),
        *_shared(erased.shared),
    ]


def _counts(found: Counter[str]) -> list[str]:
    return [f"  {count} of {table}" for table, count in sorted(found.items()) if count]


def _shared(found: Counter[str]) -> list[str]:
    return [f"{subject_rights.SHARED}:", *_counts(found)] if found else []


def _leave_nothing_behind(database: Database) -> None:
    """SQLite: remove erased data from the write-ahead log too, unless another connection is reading."""
    if database.engine.dialect.name == "sqlite":
        connection = database.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _sum_up(database: Database, found: dict[str, Count], what_now: str) -> None:
    with database.reading() as session:
        leaning = key_rotation.leaning(session)
    stale = sum(count.stale for count in found.values()) + leaning.audit
    unopened = sum(count.unopened for count in found.values())
    click.echo(f"passwords on an older key: {leaning.passwords} (each changes at the next sign-in; {GIVEN_UP})")
    if leaning.api_keys or leaning.phones:
        click.echo(f"from before this release: {leaning.api_keys} API keys, to be issued anew; {leaning.phones} phones")
    if unopened:
        click.echo(f"{unopened} values open under no key of the ring", err=True)
    if stale or unopened:
        raise click.ClickException(f"{stale} values: this {what_now}" if stale else "a key is missing from the ring")
    click.echo("Everything else is under the first key.")
    click.echo(KEEP.format(days=container().settings.keep_inbound_days))


def _progress() -> Callable[[str, Count], None]:
    """A callback that prints the progress: every `EVERY` rows, and at the end of each table."""

    def tell(table: str, count: Count) -> None:
        if count.rows % EVERY == 0 or count.rows >= count.total:
            old = f"{count.sealed} values and {count.indexes} indexes of an older key"
            click.echo(f"{table}: {count.rows} of {count.total} rows, {old}", err=True)

    return tell


def _read(typed: str) -> str:
    number = read_typed(typed)
    if number is None:
        raise Invalid("a phone number is wanted, such as 0712345678")
    return number
