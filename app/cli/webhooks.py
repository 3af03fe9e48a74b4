"""Webhook endpoints of agencies, for an operator: `flask --app wsgi webhooks ...`. A secret is shown once."""

import json
from datetime import datetime
from secrets import token_hex
from typing import Final

import click

from app.cli.commands import LangoGroup, actor, asked_for, container, refusals
from app.container import Container
from app.domain.audit import audit_log
from app.domain.webhooks import webhook_endpoints, webhook_replay
from app.domain.webhooks.event_kinds import EventKind
from app.domain.webhooks.webhook_endpoints import EndpointState
from app.domain.webhooks.webhook_replay import ReplayScope
from app.platform import normalize
from app.platform.db import now
from app.platform.i18n import NAIROBI
from app.providers.ports import Accepted, Refused

PING: Final = "ping"
"""The type of a test event without content: a receiver answers 2xx to it, as to any type that it does not know."""
BEFORE_ALL: Final = datetime(2000, 1, 1, tzinfo=NAIROBI)
TIMES: Final = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")

webhooks = LangoGroup("webhooks", help="Where agencies' own systems are told of their applications.")


@webhooks.command("add")
@click.argument("agency_code", metavar="AGENCY")
@click.argument("url")
@click.option("--event", "events", multiple=True, type=click.Choice([*map(str, EventKind)]), help="Repeatable; all.")
@click.option("--service", "services", multiple=True, help="Code of one of its services; repeatable; all.")
@click.option("--test", "is_test", is_flag=True, help="Of test applications, and of no others.")
def add(agency_code: str, url: str, *, events: tuple[str, ...], services: tuple[str, ...], is_test: bool) -> None:
    """Tell AGENCY's system at URL; print the endpoint's id and its secret, once. URL - is read from the input."""
    here = container()
    url = asked_for("URL") if url == "-" else url.strip()
    with refusals(), here.database.transaction() as session:
        endpoint_id, secret = webhook_endpoints.add_endpoint(
            session,
            normalize.word(agency_code),
            url,
            actor=actor(),
            events=[EventKind(each) for each in events],
            services=[normalize.word(each) for each in services],
            is_test=is_test,
            private_hosts=here.settings.private_webhook_hosts,
        )
    click.echo(f"{endpoint_id} {secret}")


@webhooks.command("list")
@click.argument("agency_code", metavar="AGENCY")
def list_endpoints(agency_code: str) -> None:
    """Print the endpoints of AGENCY: id, state, host, what it hears of, when it took something last, what failed."""
    here = container()
    with here.database.reading() as session:
        found = webhook_endpoints.endpoints_of(session, normalize.word(agency_code))
    for each in found:
        click.echo(_line(each))
    if not found:
        click.echo("there is none")


@webhooks.command("rotate")
@click.argument("endpoint_id", metavar="ID")
@click.option("--at-once", is_flag=True, help="The old secret signs no more: it is known to somebody else.")
def rotate(endpoint_id: str, *, at_once: bool) -> None:
    """Print a new secret for an endpoint, once; the old one signs along for 24 hours."""
    with refusals(), container().database.transaction() as session:
        secret = webhook_endpoints.rotate_secret(session, endpoint_id, actor=actor(), at_once=at_once)
    click.echo(secret)


@webhooks.command("disable")
@click.argument("endpoint_id", metavar="ID")
def disable(endpoint_id: str) -> None:
    """Post nothing to an endpoint any more."""
    with refusals(), container().database.transaction() as session:
        changed = webhook_endpoints.disable_endpoint(session, endpoint_id, actor=actor())
    click.echo(f"{endpoint_id} is disabled" if changed else f"{endpoint_id} was disabled before")


@webhooks.command("enable")
@click.argument("endpoint_id", metavar="ID")
def enable(endpoint_id: str) -> None:
    """Post to an endpoint again: what happens from now on, and what has waited for less than three days."""
    with refusals(), container().database.transaction() as session:
        changed = webhook_endpoints.enable_endpoint(session, endpoint_id, actor=actor())
    click.echo(f"{endpoint_id} is live" if changed else f"{endpoint_id} was live before")


@webhooks.command("ping")
@click.argument("endpoint_id", metavar="ID")
def ping(endpoint_id: str) -> None:
    """Post a `ping` to an endpoint, live or disabled, and say what came of it; status 1 unless it was taken."""
    here = container()
    with refusals(), here.database.transaction() as session:
        endpoint, at = webhook_endpoints.read_endpoint(session, endpoint_id), now(session)
        audit_log.record(session, actor=actor(), action="webhook.pinged", subject=endpoint_id)
    body = json.dumps({"type": PING, "timestamp": at.isoformat(), "data": {"endpoint": endpoint_id}})
    key = f"ping-{token_hex(8)}"
    outcome = here.webhook_gateway().post(endpoint.url, endpoint.secrets, body, key=key, at=at)
    if not isinstance(outcome, Accepted):
        code = f"{outcome.code}: " if isinstance(outcome, Refused) else "no answer that can be read: "
        raise click.ClickException(f"it was not taken ({code}{outcome.reason})")
    click.echo("it was taken")


@webhooks.command("replay")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--endpoint", "endpoint_id", metavar="ID", help="All that it did not take, in place of single events.")
@click.option("--since", type=click.DateTime(TIMES), help="What happened from then on (Nairobi).")
@click.option("--until", type=click.DateTime(TIMES), help="What happened before then (Nairobi); now.")
@click.option("--taken", is_flag=True, help="Also what it took since then and has lost.")
def replay(
    keys: tuple[str, ...], endpoint_id: str | None, since: datetime | None, until: datetime | None, *, taken: bool
) -> None:
    """Post events again that were given up: by their KEYs (the `webhook-id`), all or none, or those of an endpoint."""
    here = container()
    if bool(keys) == bool(endpoint_id):
        raise click.UsageError("KEYs are wanted, or --endpoint")
    if taken and not since:
        raise click.UsageError("--taken: --since is wanted with it")
    if endpoint_id:
        first = since.replace(tzinfo=NAIROBI) if since else BEFORE_ALL
        last = until.replace(tzinfo=NAIROBI) if until else here.database.clock()
        count = _replay_all(here, ReplayScope(endpoint_id, first, last, taken=taken))
    else:
        with refusals(), here.database.transaction() as session:
            for key in keys:
                webhook_replay.replay_event(session, key, actor=actor())
        count = len(keys)
    click.echo(f"{count} in the queue again")


def _replay_all(here: Container, wanted: ReplayScope) -> int:
    """Replay page by page, each in its own transaction: other endpoints go on meanwhile. Returns the event count."""
    count = last = 0
    while True:
        with refusals(), here.database.transaction() as session:
            found, last = webhook_replay.replay_page(session, wanted, after=last, actor=actor())
        if not found:
            return count
        count += found


def _line(state: EndpointState) -> str:
    """An endpoint on one line. Of its URL only the host is shown: the rest may hold a token of the agency's."""
    standing = "disabled" if state.disabled_at else "live"
    whose = "test" if state.is_test else "real"
    took = f"took {state.succeeded_at:%Y-%m-%d %H:%M}" if state.succeeded_at else "took nothing yet"
    heard = f"{' '.join(sorted(state.events)) or 'all events'}  {' '.join(sorted(state.services)) or 'all services'}"
    line = f"{state.id}  {standing:<8}  {whose}  {_host(state.url)}  {heard}  {took}"
    if state.failures and state.failed_at:
        line += f"  failed {state.failures} in a row, last {state.failed_at:%Y-%m-%d %H:%M} ({state.failure})"
    if state.disabled_at:
        line += f"  since {state.disabled_at:%Y-%m-%d %H:%M}: {state.disabled_for}"
    return line


def _host(url: str) -> str:
    return url.split("/")[2]
