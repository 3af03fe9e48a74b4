"""The drafts of browsing that several of these flows share."""

from typing import Literal

from app.domain.catalogue.search.index import Kind
from menus.draft import Draft


class BrowsingDraft(Draft):
    """The current list, and what it is narrowed by."""

    kind: Kind | Literal[""] = ""
    """Which groups of services are browsed."""
    group: str = ""
    """The code of the current group; also of the county whose Huduma Centres are shown."""
    begins: str = ""
    """What the list of groups is narrowed by, as it was typed."""
    narrow: str = ""
    """What the list of a group's services is narrowed by, as it was typed."""


class ServiceDraft(Draft):
    """The code of the current service."""

    service: str = ""
