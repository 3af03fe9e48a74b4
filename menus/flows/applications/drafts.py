"""The draft that names the current application, shared by all flows that do something with it."""

from menus.draft import Draft


class ApplicationDraft(Draft):
    """The reference of the current application."""

    reference: str = ""
