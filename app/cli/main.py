"""The commands: `flask --app wsgi ...`. Each works while Lango runs, on the same data."""

from datetime import timedelta
from pathlib import Path

import click
from flask import Flask

from app.cli import account_proof
from app.cli.account import account
from app.cli.api_key import agency_key
from app.cli.audit import audit_group
from app.cli.backups.backup_commands import backup, restore
from app.cli.calls import calls
from app.cli.commands import LangoCommand, LangoGroup, WordChoice, actor, container, refusals
from app.cli.form_screens import find_form_misfits
from app.cli.forms import forms
from app.cli.outbox import outbox_group
from app.cli.payments import payments
from app.cli.privacy import GROUPS as PRIVACY
from app.cli.staff import staff
from app.cli.webhooks import webhooks
from app.dev import demo_data, demo_staff
from app.domain.applications import transitions
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status
from app.domain.catalogue.search.finder import Finder
from app.domain.catalogue_import import loader
from app.domain.forms_import import form_loader
from app.domain.ussd_state import notices
from app.migrations import runner
from app.platform import normalize
from app.platform.db import Base, Database, now
from app.platform.i18n import languages
from app.simulator.command import phone_command
from app.web.console import text_checks
from app.worker import main
from menus import checks, translations
from menus.context import Context
from menus.context import SessionState as SessionState
from menus.flows import BOOK

db = LangoGroup("db", help="The database's tables.")
menus = LangoGroup("menus", help="The menu book: checked, drawn.")
catalogue = LangoGroup("catalogue", help="Services and all that is known of them.")
application = LangoGroup("application", help="Applications, as an operator moves them.")
notice = LangoGroup("notice", help="What stands on the first screen while something is out of order.")


LONGEST_NOTICE = 31 * 24
"""Hours that a notice may stand."""


def register(app: Flask) -> None:
    """Give an application its commands."""
    for clerks in account_proof.COMMANDS:
        account.add_command(clerks)
    for group in (
        db,
        menus,
        catalogue,
        forms,
        application,
        account,
        notice,
        calls,
        outbox_group,
        payments,
        staff,
        webhooks,
        audit_group,
        *PRIVACY,
    ):
        app.cli.add_command(group)
    for command in (agency_key, phone_command, seed, worker_command, backup, restore):
        app.cli.add_command(command)


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest migration."""
    runner.migrate(container().database)


@db.command("revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration from what the models have become (for developers)."""
    runner.revision(container().database.engine, message)


@menus.command("check")
def check() -> None:
    """Prove that every screen can be reached, leads on, and fits a phone in every language; that all is translated."""
    found = [*checks.find_faults(BOOK, _blank_context()), *translations.find_text_faults(), *text_checks.find_faults()]
    for fault in sorted(found, key=lambda fault: fault.place):
        click.echo(fault, err=True)
    if found:
        raise click.ClickException(f"{len(found)} faults in the menu book")


@menus.command("graph")
def graph() -> None:
    """Print the graph of all screens as a Mermaid flowchart."""
    click.echo(checks.draw_graph(BOOK), nl=False)


def _blank_context() -> Context:
    """A context without a citizen's data, on an empty database in memory: the menus are checked without any data."""
    here = container()
    empty = Database("sqlite://", here.keys)
    Base.metadata.create_all(empty.engine)
    return Context(
        phone="+254700000000",
        hop="",
        state=SessionState(),
        database=empty,
        contacts=here.contacts,
        registry=here.registry,
        finder=Finder(empty),
    )


@catalogue.command("load")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(files: tuple[Path, ...]) -> None:
    """Load files of the catalogue, named after their tables (services.csv): all rows, or none and every mistake."""
    with refusals(), container().database.transaction() as session:
        counts = loader.load(session, files)
    click.echo(", ".join(f"{name}: {count} rows" for name, count in counts.items()))


@application.command("status")
@click.argument("reference")
@click.argument("status", type=WordChoice([*map(str, Status)]))
@click.option("--stage", help="The agency's own stage; of the status's own name unless given.")
@click.option("--note", help="Shown to the citizen.")
@click.option("--note-sw", help="The same in Kiswahili, for phones that read it.")
@click.option("--place", help="Where to collect, or to come to.")
def move(
    reference: str, status: str, stage: str | None, note: str | None, note_sw: str | None, place: str | None
) -> None:
    """Move an application and tell the citizen."""
    here = container()
    step = Transition(Status(status), stage=stage, note=note, place=place, note_sw=note_sw)
    with refusals(), here.database.transaction() as session:
        meant = transitions.find_said(session, reference).reference
        moved = transitions.apply_transition(session, meant, step, actor=actor(), contacts=here.contacts)
        click.echo(f"{moved.reference} is {moved.status}, version {moved.version}")


@click.command("seed", cls=LangoCommand)
def seed() -> None:
    """Load the project's own forms and catalogue, and in development sample applications and dates. Nothing twice."""
    here = container()
    with refusals(), here.database.transaction() as session:
        form_loader.load_forms(session, form_loader.our_forms(), find_form_misfits, new_only=True)
        loader.load(session, loader.our_files(), new_only=True)
        if here.settings.environment == "development":
            demo_data.load(session, here.contacts)
            demo_staff.load(session)


@notice.command("put-up")
@click.option("--hours", type=float, default=4.0, show_default=True)
@click.argument("texts", nargs=-1, required=True, metavar="LANGUAGE=TEXT ...")
def put_up(texts: tuple[str, ...], hours: float) -> None:
    """Say something on the first screen, in every language: en="..." sw="..."."""
    pairs = (each.split("=", 1) for each in texts if "=" in each)
    said = {normalize.word(language): " ".join(text.split()) for language, text in pairs}
    if set(said) != set(languages()):
        raise click.ClickException(f"a text is wanted for each of {', '.join(languages())}")
    if not 0 < hours <= LONGEST_NOTICE:
        raise click.ClickException(f"--hours: more than 0 and at most {LONGEST_NOTICE} are wanted")
    with refusals(), container().database.transaction() as session:
        notices.put_up(session, said, until=now(session) + timedelta(hours=hours), actor=actor())


@notice.command("take-down")
def take_down() -> None:
    """Say it no more."""
    with container().database.transaction() as session:
        notices.take_down(session, actor=actor())


@click.command("worker", cls=LangoCommand)
def worker_command() -> None:
    """Send what the outbox holds, until SIGTERM."""
    main.Worker(container()).run()
