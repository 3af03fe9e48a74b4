"""Every blueprint of the console, for the composition root."""

from typing import Final

from app.web.console.pages import approvals, home, visitors
from app.web.console.pages.applying import filing_pages, form_pages, services

BLUEPRINTS: Final = (
    visitors.blueprint,
    home.blueprint,
    approvals.blueprint,
    services.blueprint,
    form_pages.blueprint,
    filing_pages.blueprint,
)
