"""The commands of an auditor: verify the audit trail, print an anchor, and resume linking after a fault."""

import json
from pathlib import Path

import click

from app.cli.commands import LangoGroup, actor, container, refusals
from app.domain.audit import audit_mark, audit_proof, audit_start
from app.domain.audit.audit_links import Head
from app.domain.audit.audit_mark import Anchor, Broken
from app.domain.audit.audit_proof import ProofResult
from app.platform.db import now
from app.worker.audit_anchors import AnchorFile, KeptAnchors, read_anchors

audit_group = LangoGroup("audit", help="The audit trail, a chain in which no row can be changed unseen.")
ANCHORS = click.option(
    "--anchors",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with anchors that were shipped off the machine: of `audit anchor`, or a log. May be repeated.",
)


@audit_group.command("verify")
@click.option("--head", metavar="SEQ:HASH", help="A head that was printed before and kept elsewhere.")
@ANCHORS
def verify(head: str | None, files: tuple[Path, ...]) -> None:
    """Prove the trail, by its mark and by this machine's anchors, and print its head."""
    kept, anchors = _read_head(head) if head else None, _anchors(files)
    verdict = audit_proof.verify(container().database, kept, anchors.anchors)
    if verdict.fault:
        raise click.ClickException(str(verdict.fault))
    if anchors.forged:
        raise click.ClickException(f"{anchors.forged} anchors were not made by us")
    click.echo(str(verdict.head))
    click.echo("\n".join(_told(verdict, anchors)), err=True)


@audit_group.command("anchor")
def anchor() -> None:
    """Print where the trail's mark stands, as a line of JSON. Keep it elsewhere, for `audit verify --anchors`."""
    here = container()
    try:
        with here.database.reading() as session:
            mark = audit_mark.require_mark(session)
            made = Anchor.of(here.keys, mark, now(session))
    except Broken as broken:
        raise click.ClickException(str(broken)) from None
    click.echo(json.dumps(made.shown()))


@audit_group.command("resume")
@click.option("--head", required=True, metavar="SEQ:HASH", help="The newest link, from which the trail is to go on.")
@ANCHORS
@click.confirmation_option(prompt="Has somebody found out why the trail is broken, and kept a copy of it?")
def resume(head: str, files: tuple[Path, ...]) -> None:
    """Let the worker link again, after a fault. Written to the trail, with the fault."""
    here, wanted, kept = container(), _read_head(head), _anchors(files)
    with refusals(), here.database.transaction() as session:
        resumed = audit_start.resume(session, wanted, actor=actor(), anchors=kept.anchors)
        made = Anchor.of(here.keys, resumed.mark, now(session))
    AnchorFile(here.settings.data_dir, here.keys).put(made)
    click.echo(json.dumps(made.shown()))
    click.echo(f"the fault was: {resumed.fault}; {resumed.unproven} rows are linked without proof", err=True)


def _anchors(files: tuple[Path, ...]) -> KeptAnchors:
    """The anchors of this machine and of some files. Raises ClickException if one cannot be read or has no anchor."""
    here = container()
    try:
        every = [AnchorFile(here.settings.data_dir, here.keys).kept()]
        for file in files:
            every.append(read_anchors(file, here.keys))
            if not every[-1].anchors and not every[-1].forged:
                raise click.ClickException(f"{file}: no anchor is in it")
    except OSError as error:
        raise click.ClickException(f"anchors cannot be read: {error.strerror}") from None
    found = tuple(anchor for each in every for anchor in each.anchors)
    return KeptAnchors(found, sum(each.forged for each in every), every[0].unread)


def _read_head(text: str) -> Head:
    try:
        return Head.read(text)
    except ValueError:
        raise click.ClickException("--head: SEQ:HASH is wanted, as `audit verify` prints it") from None


def _told(verdict: ProofResult, kept: KeptAnchors) -> list[str]:
    notes = {
        "rows were written by an earlier release: they have no MAC of their own": verdict.earlier,
        "rows are linked without proof: no key vouches for what they said when they were written": verdict.unproven,
        "times an operator let a broken trail go on: see `audit.resumed` in it": verdict.epoch,
        "anchors tell of links that were given up then": verdict.given_up,
        "lines of this machine's anchors cannot be read": kept.unread,
    }
    whole = f"{verdict.head.seq} rows stand as they were written, {verdict.unlinked} are not linked yet"
    return [f"{whole}; {len(kept.anchors)} anchors agree", *(f"{n} {what}" for what, n in notes.items() if n)]
