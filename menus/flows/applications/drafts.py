"""Which application is looked at, for all flows that do something with it."""

from menus.draft import Draft


class ApplicationDraft(Draft):
    """The reference of the application that is looked at."""

    reference: str = ""
