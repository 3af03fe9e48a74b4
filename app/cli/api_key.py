"""The `agency-key` command: an operator issues, rotates, lists and revokes the API keys of an agency."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import click
from click.core import ParameterSource

from app.cli.commands import LangoCommand, actor, container, refusals
from app.container import Container
from app.domain.shared.errors import Invalid
from app.domain.staff import api_keys
from app.domain.staff.api_keys import LIFE_DAYS, OVERLAP_DAYS, REQUESTS_PER_MINUTE, SMS_PER_HOUR, Key, Scope, Terms
from app.platform import normalize
from app.platform.db import now
from app.platform.phone_numbers import masked, read_kenyan_mobile

OF_A_NEW_ONE: Final = ("scopes", "services", "test_phone", "name", "requests_per_minute", "sms_per_hour")
"""Options that set the terms of a new key. They exclude --rotate, which copies the terms of the old key."""


@click.command("agency-key", cls=LangoCommand)
@click.argument("code")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([*map(str, Scope)]),
    help="Repeatable; without it all but accounts:write and calls:write.",
)
@click.option("--days", type=int, help=f"How long it lives.  [{LIFE_DAYS}, or as its model]")
@click.option("--name", default="", help="What it is for, such as the system that holds it.")
@click.option("--requests-per-minute", type=int, default=REQUESTS_PER_MINUTE, show_default=True)
@click.option("--sms-per-hour", type=int, default=SMS_PER_HOUR, show_default=True)
@click.option("--service", "services", multiple=True, help="Repeatable; without it all of the agency's.")
@click.option("--test-phone", metavar="PHONE", help="Makes it a test key: all that it records is told to this phone.")
@click.option("--rotate", metavar="ID", help="Make it on the terms of this key, which ends some days later.")
@click.option("--overlap", type=int, metavar="DAYS", help=f"With --rotate: until the old key ends.  [{OVERLAP_DAYS}]")
@click.option("--list", "listed", is_flag=True, help="List the agency's keys instead, by their ids.")
@click.option("--revoke", metavar="ID", help="End one key instead.")
@click.option("--revoke-all", is_flag=True, help="End all keys of the agency instead.")
def agency_key(
    code: str,
    *,
    rotate: str | None,
    overlap: int | None,
    days: int | None,
    listed: bool,
    revoke: str | None,
    revoke_all: bool,
    **terms: Any,
) -> None:
    """Print a new API key for the agency CODE, once, and nothing else."""
    if sum((listed, revoke is not None, revoke_all, rotate is not None)) > 1:
        raise click.UsageError("one of --rotate, --list, --revoke and --revoke-all is wanted")
    _check_options(rotate, overlap)
    here, code = container(), normalize.word(code)
    with refusals():
        if listed:
            _list(here, code)
        elif revoke is not None or revoke_all:
            _end(here, code, revoke)
        elif rotate is not None:
            _rotate(here, code, rotate, days, OVERLAP_DAYS if overlap is None else overlap)
        else:
            _issue(here, code, _terms(days, **terms))


def _check_options(rotate: str | None, overlap: int | None) -> None:
    """Raises UsageError for options that do not go together."""
    if rotate is None and overlap is not None:
        raise click.UsageError("--overlap goes with --rotate")
    source = click.get_current_context().get_parameter_source
    if rotate is not None and any(source(each) is ParameterSource.COMMANDLINE for each in OF_A_NEW_ONE):
        raise click.UsageError("with --rotate the new key is as the old one: only --days and --overlap go with it")


def _terms(
    days: int | None, *, scopes: Sequence[str], services: Sequence[str], test_phone: str | None, **terms: Any
) -> Terms:
    """The terms of a new key. Raises Invalid."""
    phone = None if test_phone is None else read_kenyan_mobile(test_phone)
    if test_phone is not None and phone is None:
        raise Invalid("test phone: a Kenyan mobile number is wanted, such as +254712345678")
    wanted = frozenset(map(Scope, scopes)) or api_keys.DEFAULT_SCOPES
    held_to, life = frozenset(map(normalize.word, services)), LIFE_DAYS if days is None else days
    return Terms(scopes=wanted, days=life, services=held_to, test_phone=phone, **terms)


def _issue(here: Container, code: str, terms: Terms) -> None:
    with here.database.transaction() as session:
        key = api_keys.issue_key(session, code, actor=actor(), terms=terms)
    click.echo(key)


def _rotate(here: Container, code: str, key_id: str, days: int | None, overlap: int) -> None:
    """Print the new key, alone, on standard output; the expiry dates of both keys go to standard error."""
    with here.database.transaction() as session:
        made = api_keys.rotate(session, code, key_id, actor=actor(), days=days, overlap_days=overlap)
        new = api_keys.find_key(session, made)
        [old] = [each for each in api_keys.of_agency(session, code) if each.id == key_id]
    assert new is not None, "it was made above"  # noqa: S101
    click.echo(made)
    click.echo(
        f"key {old.id} of {code} ends {_day(old.expires_at)}, the new one {new.id} {_day(new.expires_at)}", err=True
    )


def _end(here: Container, code: str, key_id: str | None) -> None:
    with here.database.transaction() as session:
        if key_id is None:
            ended = f"{api_keys.revoke_all(session, code, actor=actor())} keys"
        else:
            api_keys.revoke(session, code, key_id, actor=actor())
            ended = f"key {key_id}"
    click.echo(f"{ended} of {code} ended", err=True)


def _list(here: Container, code: str) -> None:
    with here.database.reading() as session:
        for key in api_keys.of_agency(session, code):
            click.echo(_line(key, _state(key, expired=key.expires_at <= now(session))))


def _line(key: Key, state: str) -> str:
    used = f"{key.used_at:%Y-%m-%d %H}h" if key.used_at else "never"
    dates = f"made {_day(key.created_at)}  ends {_day(key.expires_at)}  used {used}"
    budgets = f"{key.requests_per_minute}/min  {key.sms_per_hour} SMS/h"
    kind = f"test {masked(key.test_phone)}" if key.test_phone else "real"
    services = f"of {' '.join(sorted(key.services)) or 'all services'}"
    return "  ".join(
        each
        for each in (key.id, f"{state:<8}{dates}", budgets, kind, services, " ".join(sorted(key.scopes)), key.name)
        if each
    )


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _state(key: Key, *, expired: bool) -> str:
    return "revoked" if key.revoked_at else "expired" if expired else "live"
