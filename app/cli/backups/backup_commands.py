"""The commands that copy the database into a file, and put such a copy back into an empty database: docs/backups.md."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.cli.commands import LangoCommand, actor, container, refusals
from app.container import Container
from app.domain.audit import audit_proof
from app.domain.restoring import after_restore
from app.domain.restoring.after_restore import HeldBack
from app.migrations import runner
from app.platform.database import backups
from app.platform.database.backup_manifest import BackupManifest, BackupRefused, manifest_file, read_manifest
from app.worker.audit_anchors import AnchorFile

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
PROGRAMS = click.option(
    "--programs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of pg_dump and pg_restore, where they are not on PATH.",
)
WITHOUT_KEYS = (
    "SECRET_KEYS are not in it. Without them nothing that is sealed in it can be read: keep them too, and elsewhere."
)


@click.command("backup", cls=LangoCommand)
@FILE
@PROGRAMS
def backup(file: Path, programs: Path | None) -> None:
    """Copy the database into a new FILE while everything goes on; what it is stands in FILE.json."""
    with _told():
        made = backups.write_backup(container().database, file, programs)
    click.echo(f"{file} has all that was committed by {made.made_at}: {made.size} bytes, SHA-256 {made.sha256}")
    click.echo(f"Keep {manifest_file(file).name} with it. {WITHOUT_KEYS}", err=True)


@click.command("restore", cls=LangoCommand)
@FILE
@PROGRAMS
@click.option(
    "--nothing-sent-since",
    is_flag=True,
    help="The worker was stopped before the copy was made, and has not run since: go on where it stopped.",
)
def restore(file: Path, programs: Path | None, *, nothing_sent_since: bool) -> None:
    """Put a copy back into an empty database, and hold what may have been sent since. No web and no worker runs yet."""
    here = container()
    with _told():
        manifest = read_manifest(file)
        if not runner.is_known(manifest.migration):
            raise BackupRefused(f"this copy is of a later release (migration {manifest.migration}): take that one")
        backups.put_back(here.database, file, manifest, programs)
    runner.migrate(here.database)
    held = _hold(here, manifest, nothing_sent_since=nothing_sent_since)
    click.echo(f"put back: all that was committed by {manifest.made_at}")
    click.echo(
        f"held: {held.messages} messages; asked about: {held.payments} payments; for people: {held.refunds} refunds"
    )
    _prove(here)
    click.echo("Before the worker runs: docs/backups.md, After a restore.", err=True)


def _hold(here: Container, manifest: BackupManifest, *, nothing_sent_since: bool) -> HeldBack:
    copied_at = manifest.moment
    with refusals(), here.database.transaction() as session:
        if nothing_sent_since:
            after_restore.record_restore(session, copied_at=copied_at, actor=actor())
            return HeldBack()
        return after_restore.hold_what_may_have_left(session, copied_at=copied_at, actor=actor())


def _prove(here: Container) -> None:
    """Verify the restored audit trail, and say how many later rows this machine's anchors show to be lost.

    Raises ClickException if the trail does not verify.
    """
    verdict = audit_proof.verify(here.database)
    if verdict.fault:
        raise click.ClickException(f"the database is put back, but its audit trail does not prove: {verdict.fault}")
    click.echo(f"the audit trail is proved up to {verdict.head}")
    newest = AnchorFile(here.settings.data_dir, here.keys).kept().newest
    if newest and (newest.epoch, newest.seq) > (verdict.epoch, verdict.head.seq):
        click.echo(
            f"This machine's anchors tell of {newest.seq - verdict.head.seq} rows more, which are lost. Until somebody"
            f" says `audit resume --head {verdict.head}` the worker links nothing, and alarms.",
            err=True,
        )


@contextmanager
def _told() -> Iterator[None]:
    """Turn BackupRefused into an error message of the command."""
    try:
        yield
    except BackupRefused as refusal:
        raise click.ClickException(str(refusal)) from None
