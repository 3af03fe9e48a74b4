"""My applications: open ones first, each with its status, its history, and an SMS of it."""

from collections.abc import Iterator

from app.domain.self_service import application_queries, identity_proof
from app.platform.i18n import _
from menus.context import Context
from menus.flows.applications import applications, own_steps, status_sms
from menus.flows.applications.drafts import ApplicationDraft
from menus.flows.identity import proof
from menus.flows.payments import pay
from menus.notation import Fields, Option, menu


@menu(_("My applications"))
def mine(c: Context) -> Iterator[Option]:
    """Open applications first, the newest first among them, on as many pages as it takes.

    An account that is not proven is always offered the way to see more, in the same words: maybe there is no more.
    """
    c.refuse_ended()
    with c.reading() as session:
        found = application_queries.applications_of(session, c.login, c.language, phone=c.phone)
        unproven = identity_proof.needs_proof(session, c.login)
    for reference, label in found:
        yield Option(label, one, does=lambda c, reference=reference: choose(c, reference))  # type: ignore[misc]
    if not found:
        yield Option(_("None yet: what can I do?"), none_yet)
    if unproven:
        yield Option(_("An application is missing"), proof.missing)


def choose(c: Context, reference: str) -> None:
    """Keep in the draft which application was chosen."""
    c.draft(ApplicationDraft).reference = reference


@menu(
    _(
        "Applications recorded under your ID and phone show here by themselves. "
        "To see any other, use its reference number."
    )
)
def none_yet(c: Context) -> Iterator[Option]:
    """What to do without an application."""
    yield Option(_("Track by reference number"), applications.reference)


@menu(applications.STANDING, fields=applications.facts, longest=applications.LONGEST)
def one(c: Context) -> Iterator[Option]:
    """The status of one application."""
    yield from pay.options(c)
    yield from own_steps.options(c)
    yield Option(_("SMS me this"), applications.sent, does=status_sms.send)
    yield Option(_("Past steps"), history)


def list_steps(c: Context) -> Fields:
    """The steps of the application, the latest first."""
    draft = c.draft(ApplicationDraft)
    with c.reading() as session:
        told = application_queries.history(session, draft.reference, c.language, login=c.login, phone=c.phone)
    return {"steps": "\n".join(told)}


@menu(_("{steps}"), fields=list_steps, longest={"steps": "\n".join(["30 Sep 2026 " + "W" * 34] * 12)})
def history(c: Context) -> tuple[Option, ...]:
    """The history of one application."""
    return ()
