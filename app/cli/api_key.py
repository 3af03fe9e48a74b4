"""The agencies' keys, as an operator makes, lists and ends them."""

from typing import Final

import click

from app.cli.commands import actor, container, refusals
from app.container import Container
from app.domain.staff import api_keys
from app.domain.staff.api_keys import LIFE_DAYS, REQUESTS_PER_MINUTE, SMS_PER_HOUR, Key, Scope, Terms
from app.platform import normalize
from app.platform.db import now

SCOPES: Final = [*map(str, Scope)]


@click.command("agency-key")
@click.argument("code")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice([*map(str, Scope)]), help="Repeatable; all but accounts."
)
@click.option("--days", type=int, default=LIFE_DAYS, show_default=True, help="How long it lives.")
@click.option("--name", default="", help="What it is for, such as the system that holds it.")
@click.option("--requests-per-minute", type=int, default=REQUESTS_PER_MINUTE, show_default=True)
@click.option("--sms-per-hour", type=int, default=SMS_PER_HOUR, show_default=True)
@click.option("--list", "listed", is_flag=True, help="List the agency's keys instead, by their ids.")
@click.option("--revoke", metavar="ID", help="End one key instead.")
@click.option("--revoke-all", is_flag=True, help="End all keys of the agency instead.")
def agency_key(
    code: str, *, scopes: tuple[str, ...], listed: bool, revoke: str | None, revoke_all: bool, **terms: int | str
) -> None:
    """Print a new API key for the agency CODE, once, and nothing else."""
    if sum((listed, revoke is not None, revoke_all)) > 1:
        raise click.UsageError("one of --list, --revoke and --revoke-all is wanted")
    here, code = container(), normalize.word(code)
    with refusals():
        if listed:
            _list(here, code)
        elif revoke is not None or revoke_all:
            _end(here, code, revoke)
        else:
            wanted = frozenset(map(Scope, scopes)) or api_keys.DEFAULT_SCOPES
            _issue(here, code, Terms(scopes=wanted, **terms))  # type: ignore[arg-type]


def _issue(here: Container, code: str, terms: Terms) -> None:
    with here.database.transaction() as session:
        key = api_keys.issue_key(session, code, actor=actor(), terms=terms)
    click.echo(key)


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
    dates = f"made {key.created_at:%Y-%m-%d}  ends {key.expires_at:%Y-%m-%d}  used {used}"
    budgets = f"{key.requests_per_minute}/min  {key.sms_per_hour} SMS/h"
    return f"{key.id}  {state:<8}{dates}  {budgets}  {' '.join(sorted(key.scopes))}  {key.name}".rstrip()


def _state(key: Key, *, expired: bool) -> str:
    return "revoked" if key.revoked_at else "expired" if expired else "live"
