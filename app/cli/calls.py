"""Requests to be called, for the staff who call: `flask --app wsgi calls ...`. Each number shown is audited."""

import click

from app.cli.commands import LangoGroup, actor, container, refusals
from app.domain.subscribers import call_requests
from app.platform.i18n import ENGLISH, clock_time, day

calls = LangoGroup("calls", help="Requests of citizens to be called.")


@calls.command("list")
@click.option("--many", type=click.IntRange(1, 200), default=20, show_default=True)
def list_open(many: int) -> None:
    """Print the open requests, oldest first: id, whole number, language, topic, when (Nairobi)."""
    with container().database.transaction() as session:
        waiting = call_requests.waiting(session, many, actor=actor())
    for each in waiting:
        asked = f"{day(ENGLISH, each.asked_at)} {clock_time(each.asked_at)}"
        click.echo(f"{each.id}  {each.number or 'cannot be read'}  {each.language}  {each.topic}  {asked}")
    if not waiting:
        click.echo("nobody waits to be called")


@calls.command("done")
@click.argument("request_id", metavar="ID")
def done(request_id: str) -> None:
    """Say that somebody was called: their phone may ask again."""
    with refusals(), container().database.transaction() as session:
        call_requests.finish(session, request_id, actor=actor())
    click.echo(f"{request_id} is done")
