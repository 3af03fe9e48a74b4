"""What is told to browse, by those of these flows that need each other's answers."""

from typing import Literal

from app.domain.catalogue.search.index import Kind
from menus.draft import Draft


class BrowsingDraft(Draft):
    """Which list is looked at, and by what it is narrowed."""

    kind: Kind | Literal[""] = ""
    """Which groups of services are browsed."""
    group: str = ""
    """The code of one of them: of a county, where its Huduma Centres are looked at."""
    begins: str = ""
    """What the list of groups is narrowed by, as it was typed."""
    narrow: str = ""
    """And the list of the services of a group."""


class ServiceDraft(Draft):
    """The code of the service that is looked at."""

    service: str = ""
