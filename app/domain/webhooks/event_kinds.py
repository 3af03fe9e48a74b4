"""Of what an agency's system hears."""

from enum import StrEnum


class EventKind(StrEnum):
    """What happened to an application that its agency did not do itself. The words are the `type` of what is posted."""

    CREATED = "application.created"
    """Filed on a phone."""
    PAID = "application.paid"
    PAYMENT = "payment.received"
    """A part of what is due."""
    REPLIED = "application.replied"
    """The applicant answered what was asked for."""
    WITHDRAWN = "application.withdrawn"
    EXPIRED = "application.expired"
    """Not paid by the deadline."""
