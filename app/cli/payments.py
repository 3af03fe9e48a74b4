"""Reconciliation of payments, for staff: `flask --app wsgi payments ...`. Shows references and receipts, no person."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

import click

from app.cli.commands import LangoGroup, actor, container, refusals
from app.domain.applications import transitions
from app.domain.applications.mistaken_references import read_m_pesa_code
from app.domain.payments import requests
from app.domain.payments.payment_states import PAYMENT_TRANSITIONS, RECEIPT_TRANSITIONS
from app.domain.payments.receipts import reconciliation
from app.domain.payments.receipts.reconciliation import OpenItem
from app.domain.payments.refunding.refund_states import REFUND_TRANSITIONS
from app.platform.db import now
from app.platform.phone_numbers import read_kenyan_mobile

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)

payments = LangoGroup("payments", help="Money that was asked for, that came in, and that is to be given back.")


@payments.command("list")
def list_open() -> None:
    """Print what is to be looked at, the oldest first: why, name, reference, shillings, age, and more of why."""
    with container().database.reading() as session:
        items, moment = reconciliation.open_items(session), now(session)
    for each in items:
        click.echo(_line(each, moment - each.since))
    if not items:
        click.echo("nothing is to be looked at")


@payments.command("match")
@click.argument("receipt")
@click.argument("reference")
def match(receipt: str, reference: str) -> None:
    """Count money that is nobody's for an application: RECEIPT is the provider's code for it."""
    here = container()
    with refusals(), here.database.transaction() as session:
        meant = transitions.find_said(session, reference).reference
        code = read_m_pesa_code(receipt) or receipt.strip()
        state = reconciliation.match_receipt(session, code, meant, actor=actor(), contacts=here.contacts)
    click.echo(f"{code} is {state} for {meant}")


@payments.command("ask")
@click.argument("reference")
def ask(reference: str) -> None:
    """Have the worker ask the provider within seconds about an application's latest request that may be paid."""
    with refusals(), container().database.transaction() as session:
        meant = transitions.find_said(session, reference).reference
        is_asked = requests.ask_now(session, meant)
    if not is_asked:
        raise click.ClickException("there is no request to ask about: none was sent, or it is paid")
    click.echo(f"the provider is asked about {meant} within seconds")


@payments.command("register")
@click.option("--nominated-phone", help="A Safaricom number of the agency's: be allowed to ask for the list too.")
def register(nominated_phone: str | None) -> None:
    """Have Daraja tell us of payments to the paybill, at PUBLIC_URL. Once: what is registered already stays."""
    daraja = container().daraja()
    if daraja is None:
        raise click.ClickException("Daraja is not set up")
    phone = read_kenyan_mobile(nominated_phone) if nominated_phone is not None else ""
    if phone is None:
        raise click.ClickException("--nominated-phone: a Kenyan mobile number is wanted")
    done = {"payments to the paybill": daraja.register_urls()}
    if phone:
        done["the list of payments"] = daraja.register_pull(phone)
    for what, registration in done.items():
        click.echo(f"{what}: {'registered' if registration.is_done else 'refused'} ({registration.code})")
    if not all(each.is_done for each in done.values()):
        raise click.ClickException("not all is registered")


@payments.command("graph")
def graph() -> None:
    """Print what leads from one state to another, of a payment, a receipt and a refund, as Mermaid diagrams."""
    click.echo(draw_states("A payment", PAYMENT_TRANSITIONS))
    click.echo(draw_states("A receipt", RECEIPT_TRANSITIONS))
    click.echo(draw_states("A refund", REFUND_TRANSITIONS), nl=False)


def draw_states(title: str, table: Mapping[tuple[State, Event], State]) -> str:
    """A table of transitions as a Mermaid state diagram; the initial state is that of its first row."""
    first = next(iter(table))[0]
    lines = ["---", f"title: {title}", "---", "stateDiagram-v2", f"    [*] --> {first}"]
    lines += [f"    {state} --> {to}: {event}" for (state, event), to in table.items()]
    ends = dict.fromkeys(to for to in table.values() if to not in {state for state, _ in table})
    return "\n".join([*lines, *(f"    {state} --> [*]" for state in ends)]) + "\n"


def _line(item: OpenItem, age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    waited = f"{minutes // 1440} d" if minutes >= 2880 else f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"
    return f"{item.kind:<10} {item.name}  {item.reference or '-'}  KES {item.amount_kes:,.2f}  {waited}  {item.why}"
