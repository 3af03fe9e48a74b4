"""Every blueprint of the console, for the composition root."""

from typing import Final

from app.web.console.pages import approvals, home, visitors
from app.web.console.pages.desk import accounts, filed, find, photos, two_persons

BLUEPRINTS: Final = (
    visitors.blueprint,
    home.blueprint,
    approvals.blueprint,
    find.blueprint,
    accounts.blueprint,
    photos.blueprint,
    filed.blueprint,
    two_persons.blueprint,
)
