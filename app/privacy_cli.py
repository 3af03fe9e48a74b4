"""The commands of whoever answers for the data: keys changed, a person's rights exercised."""

import json
from collections.abc import Callable

import click
from flask.cli import AppGroup

from app.commands import actor, house, refusals
from app.db import Database
from app.domain import audit_renewal, privacy, rotation
from app.domain.errors import Invalid
from app.domain.privacy import Erased
from app.domain.rotation import Count
from app.msisdn import read_msisdn

keys = AppGroup("keys", help="The key ring, when a new key has come first in SECRET_KEYS.")
privacy_group = AppGroup("privacy", help="The rights of the Data Protection Act, 2019, for the holder of a phone.")
GROUPS = (keys, privacy_group)

EVERY = 2000
"""Rows after which a command that takes long says how far it is."""
GIVEN_UP = "without the key it must be reset"
KEEP = (
    "Keep the older keys in SECRET_KEYS for {days} days more: counters, codes, repeated requests and texts of phones "
    "that are known from nowhere else are still named under them."
)
PHONE = "Is this the holder of the phone, seen with it and their document?"
STAYS = (
    "applications, with their history and ID number: the agencies' records, kept as their law says;"
    " what led from them to the phone and an e-mail address is erased",
    "the audit trail: it names accounts and references, no person and no phone",
    "counters and effects of hops: digests without a name, gone within days by themselves",
)


@keys.command("rotate")
def rotate() -> None:
    """Seal and index everything anew under the first key, while Lango runs. Cut off, it may be started again."""
    database = house().database
    found = rotation.rotate(database, _progress())
    renewed, fault = audit_renewal.renew(database)
    click.echo(f"audit: {renewed} rows vouched for anew")
    if fault:
        raise click.ClickException(f"the audit trail is not whole: {fault}; nothing after it was")
    _sum_up(database, found, "is still to do; run this again")


@keys.command("status")
def status() -> None:
    """Count what is under an older key, and change nothing. Status 1 while there is something to rotate."""
    database = house().database
    _sum_up(database, rotation.survey(database, _progress()), "is to do: run `keys rotate`")


@privacy_group.command("export")
@click.argument("phone")
def export(phone: str) -> None:
    """Print all that is kept about the holder of PHONE, as JSON."""
    with refusals(), house().database.transaction() as session:
        told = privacy.export(session, _read(phone), actor=actor())
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


@privacy_group.command("erase")
@click.argument("phone")
@click.confirmation_option(prompt=PHONE)
def erase(phone: str) -> None:
    """Erase what is kept about the holder of PHONE, and close the accounts of that phone."""
    database = house().database
    with refusals(), database.transaction() as session:
        erased = privacy.erase(session, _read(phone), actor=actor())
    _leave_nothing_behind(database)
    click.echo("\n".join(_told(erased)))


def _told(erased: Erased) -> list[str]:
    gone = [f"  {count} of {table}" for table, count in sorted(erased.gone.items()) if count]
    gone += [f"  {erased.closed} accounts: number, name, birth, phone, e-mail and password"] * bool(erased.closed)
    warned = f"  {erased.live} applications are not over: nobody is told of them any more"
    return [
        f"{erased.request}",
        "erased:",
        *(gone or ["  nothing was kept"]),
        f"stays ({erased.unlinked} applications):",
        *(f"  {each}" for each in STAYS),
        *([warned] if erased.live else []),
    ]


def _leave_nothing_behind(database: Database) -> None:
    """SQLite: take what was erased out of the write-ahead log too, unless somebody reads just now."""
    if database.engine.dialect.name == "sqlite":
        connection = database.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _sum_up(database: Database, found: dict[str, Count], what_now: str) -> None:
    with database.reading() as session:
        leaning = rotation.leaning(session)
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
    click.echo(KEEP.format(days=house().settings.keep_inbound_days))


def _progress() -> Callable[[str, Count], None]:
    """Says how far it is: for each table at its end, and each time so many rows are done."""

    def tell(table: str, count: Count) -> None:
        if count.rows % EVERY == 0 or count.rows >= count.total:
            old = f"{count.sealed} values and {count.indexes} indexes of an older key"
            click.echo(f"{table}: {count.rows} of {count.total} rows, {old}", err=True)

    return tell


def _read(typed: str) -> str:
    number = read_msisdn(typed)
    if number is None:
        raise Invalid("a phone number is wanted, such as 0712345678")
    return number
