"""Every blueprint of the console, for the composition root."""

from typing import Final

from app.web.console.pages import approvals, audit, calls, home, keys, moves, queue, staff, tickets, visitors
from app.web.console.pages.applying import filing_pages, form_pages, services
from app.web.console.pages.cases import case_pages, fee_pages
from app.web.console.pages.catalogue import edit_pages, notice_pages, service_pages, stage_pages
from app.web.console.pages.desk import accounts, filed, find, photos, two_persons
from app.web.console.pages.importing import import_pages
from app.web.console.pages.money import claim_pages, export_pages, money_pages, receipt_pages
from app.web.console.pages.overview import overview_pages

BLUEPRINTS: Final = (
    visitors.blueprint,
    home.blueprint,
    queue.blueprint,
    moves.blueprint,
    import_pages.blueprint,
    case_pages.blueprint,
    fee_pages.blueprint,
    services.blueprint,
    form_pages.blueprint,
    filing_pages.blueprint,
    tickets.blueprint,
    calls.blueprint,
    approvals.blueprint,
    staff.blueprint,
    keys.blueprint,
    audit.blueprint,
    money_pages.blueprint,
    receipt_pages.blueprint,
    claim_pages.blueprint,
    export_pages.blueprint,
    service_pages.blueprint,
    edit_pages.blueprint,
    stage_pages.blueprint,
    notice_pages.blueprint,
    overview_pages.blueprint,
    find.blueprint,
    accounts.blueprint,
    photos.blueprint,
    filed.blueprint,
    two_persons.blueprint,
)
