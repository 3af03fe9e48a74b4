"""Who may sign in to the console: `flask --app wsgi staff ...`. A setup code is printed once, on standard output."""

from datetime import datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cli.commands import LangoGroup, WordChoice, actor, container, refusals
from app.dev import demo_staff
from app.domain.shared.errors import NotAllowed
from app.domain.staff import approvals, staff_members
from app.domain.staff.roles import Role
from app.domain.staff.staff_members import Post, StaffMember
from app.platform import normalize
from app.platform.i18n import ENGLISH, languages

staff = LangoGroup("staff", help="Who may sign in to the console.")
USERNAME = click.argument("username")


@staff.command("add")
@USERNAME
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--role", required=True, type=WordChoice([*map(str, Role)]))
@click.option("--agency", metavar="CODE", help="Whose staff they are; of an operator and an auditor none.")
@click.option(
    "--service", "services", multiple=True, metavar="CODE", help="Repeatable; without it all of the agency's."
)
@click.option("--language", type=WordChoice([*languages()]), default=ENGLISH, show_default=True)
def add(username: str, name: str, role: str, agency: str | None, services: tuple[str, ...], language: str) -> None:
    """Print a setup code for a new member of staff, once, and nothing else on standard output."""
    held_to = frozenset(map(normalize.word, services))
    code = normalize.word(agency) if agency else None
    post = Post(username, name, Role(role), code, held_to, language)
    with refusals(), container().database.transaction() as session:
        row, setup = staff_members.add_staff(session, post, actor=actor())
    click.echo(setup)
    click.echo(f"{row.username} sets up the sign-in at /console/enrol within 72 hours", err=True)


@staff.command("list")
def list_all() -> None:
    """Print who there is: username, role, agency, whether they can sign in, and when they did last."""
    with container().database.reading() as session:
        rows = session.scalars(select(StaffMember).order_by(StaffMember.agency_code, StaffMember.username)).all()
        for row in rows:
            click.echo(_line(row))
    if not rows:
        click.echo("nobody: flask --app wsgi staff add", err=True)


@staff.command("reset")
@USERNAME
def reset(username: str) -> None:
    """End somebody's password, authenticator and sessions, and print a new setup code."""
    with refusals(), container().database.transaction() as session:
        setup = staff_members.reset_access(session, username, actor=actor())
        _end_requests(session, username)
    click.echo(setup)


@staff.command("sign-out")
@click.argument("username", required=False)
@click.option("--everybody", is_flag=True, help="All members of staff, instead of one.")
def sign_out(username: str | None, *, everybody: bool) -> None:
    """End every session of somebody, or of everybody, and withdraw what they asked of a second person.

    They may sign in again, and ask again.
    """
    if (username is None) != everybody:
        raise click.UsageError("a USERNAME or --everybody is wanted")
    with refusals(), container().database.transaction() as session:
        if username is None:
            ended = staff_members.sign_everybody_out(session, actor=actor())
            withdrawn = approvals.end_every_request(session, actor=actor())
            click.echo(f"{ended} sessions have ended, and {withdrawn} requests are withdrawn", err=True)
        else:
            staff_members.sign_out(session, username, actor=actor())
            withdrawn = _end_requests(session, username)
            click.echo(f"{username} is signed out everywhere, and {withdrawn} requests are withdrawn", err=True)


@staff.command("suspend")
@USERNAME
def suspend(username: str) -> None:
    """End somebody's access at once."""
    with refusals(), container().database.transaction() as session:
        staff_members.suspend(session, username, actor=actor())
        _end_requests(session, username)
    click.echo(f"{username} cannot sign in any more", err=True)


@staff.command("reinstate")
@USERNAME
def reinstate(username: str) -> None:
    """Give somebody access again, and print a new setup code."""
    with refusals(), container().database.transaction() as session:
        setup = staff_members.reinstate(session, username, actor=actor())
    click.echo(setup)


@staff.command("code")
@USERNAME
def code(username: str) -> None:
    """Print the present code of a demo member's authenticator: on a development machine only."""
    here = container()
    with refusals():
        if here.settings.environment != "development":
            raise NotAllowed("codes are printed on a development machine only")
        with here.database.reading() as session:
            digits, left = demo_staff.present_code(session, username)
    click.echo(digits)
    click.echo(f"for {left} seconds, once", err=True)


def _end_requests(session: Session, username: str) -> int:
    return approvals.end_requests_of(session, staff_members.hold_staff(session, username).id, actor=actor())


def _line(row: StaffMember) -> str:
    state = "suspended" if row.suspended_at else "enrolled" if row.enrolled_at else "to enrol"
    last = f"last {_day(row.signed_in_at)}" if row.signed_in_at else "never signed in"
    services = f"of {row.services}" if row.services else "of all services"
    return f"{row.username}  {row.role}  {row.agency_code or '-'}  {services}  {state}  {last}  {row.name}"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
