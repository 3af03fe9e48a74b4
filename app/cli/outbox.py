"""The commands with which an operator inspects the outbox and the spool, requeues messages and drains the spool."""

import click
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.callbacks.intake import CallbackProcessor
from app.cli.commands import LangoGroup, actor, container, refusals
from app.container import Container
from app.domain.messaging import dead_letters, outbox
from app.domain.messaging.messages import Message
from app.domain.webhooks import webhook_figures
from app.platform.db import now

SHOWN = 20
"""Messages that are listed, at most."""


@click.group("outbox", cls=LangoGroup, invoke_without_command=True)
@click.pass_context
def outbox_group(context: click.Context) -> None:
    """What waits, what failed, since when. Names no recipient."""
    if context.invoked_subcommand is None:
        here = container()
        try:
            _show_outbox(here)
        except SQLAlchemyError:
            raise click.ClickException("the database is out of reach") from None
        finally:
            _show_spool(here)


@outbox_group.command("retry")
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("--held", is_flag=True, help="All that is held since the database was put back: it was not sent.")
def retry(keys: tuple[str, ...], *, held: bool) -> None:
    """Send messages that failed or expired again, by their keys: all of them, or none."""
    if bool(keys) == held:
        raise click.UsageError("keys of messages are wanted, or --held")
    with refusals(), container().database.transaction() as session:
        for key in keys:
            dead_letters.requeue(session, key, actor=actor())
        sent = dead_letters.requeue_held(session, actor=actor()) if held else len(keys)
    click.echo(f"{sent} in the queue again")


@outbox_group.command("drain")
@click.option("--aside", is_flag=True, help="Also what could not be applied and was set aside.")
def drain(*, aside: bool) -> None:
    """Apply what this machine's spool holds, now."""
    here = container()
    if aside:
        here.spool.again()
    click.echo(f"{CallbackProcessor(here).drain()} applied")
    _show_spool(here)


def _show_spool(here: Container) -> None:
    spool = here.spool.read_state()
    age = f", the oldest {(here.database.clock() - spool.oldest).total_seconds():.0f} s" if spool.oldest else ""
    click.echo(f"spool: {spool.waiting} wait{age}; {spool.aside} set aside")


def _show_outbox(here: Container) -> None:
    with here.database.reading() as session:
        summary = outbox.summary(session, quiet=here.is_quiet())
        for state, count in summary.counts.items():
            click.echo(f"{state:<11} {count}")
        click.echo(f"oldest waiting: {summary.oldest_seconds:.0f} s")
        for channel, still in summary.open_breakers.items():
            click.echo(f"{channel} stands still: {still.reason}, for {still.seconds:.0f} s")
        for row in dead_letters.worth_a_look(session, SHOWN):
            _show_row(session, row)
        _show_webhooks(session)


def _show_row(session: Session, row: Message) -> None:
    age = (now(session) - (row.final_at or row.created_at)).total_seconds()
    click.echo(f"{row.key}  {row.state}  {age:.0f} s  attempt {row.attempt}  {row.last_error or ''}")


def _show_webhooks(session: Session) -> None:
    figures = webhook_figures.summary(session)
    click.echo(f"webhooks: {figures.waiting} wait, {figures.failed} failed, oldest due {figures.oldest_seconds:.0f} s")
    for still in figures.standing:
        click.echo(f"endpoint {still.endpoint_id} stands still: {still.reason}, for {still.seconds:.0f} s")
    for row in dead_letters.webhooks_worth_a_look(session, SHOWN):
        _show_row(session, row)
