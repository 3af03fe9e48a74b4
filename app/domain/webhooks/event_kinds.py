"""The kinds of webhook events."""

from enum import StrEnum


class EventKind(StrEnum):
    """A change of an application that its agency did not make itself. The value is the `type` in the posted JSON."""

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
