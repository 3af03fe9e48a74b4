"""The exceptions of the domain.

RuleViolation           a rule forbids it; the message says which
├── NotFound            there is no such thing, or not for this caller
├── NotAllowed          the transition, or the action, is not allowed
├── Conflict            another row has that name already
├── VersionConflict     another request changed it first
├── Invalid             a value has the wrong form
├── Revoked             the sign-in or code was revoked since
├── sms_budget.BudgetSpent  an agency's key has caused as many SMS as it may for now
├── filing.OpenApplication, filing.SlotTaken, filing.TooManyApplications  an application cannot be filed now
├── citizen_replies.TooManyReplies  a step was answered as often as it may be
├── requests.PaymentRefused  no request for money is made
├── tickets.TooManyTickets  a phone has asked as often as it may
├── api_requests.InProgress, api_requests.IdempotencyKeyReused  a request was sent again too early, or changed
└── passwords.Busy      too many at once: this one was not processed
"""


class RuleViolation(Exception):
    """A rule forbids it. The message is for the caller: it names what is wanted, never a citizen's data."""


class NotFound(RuleViolation):
    """There is no such thing, or it is another's: the two must look the same."""


class NotAllowed(RuleViolation):
    """The transition, or the action, is not allowed."""


class Conflict(RuleViolation):
    """Another row has that name already, or the row was changed meanwhile."""


class VersionConflict(RuleViolation):
    """The caller's version of the row is outdated."""


class Invalid(RuleViolation):
    """A value has the wrong form; the message says what is wanted."""


class Revoked(RuleViolation):
    """A sign-in or a code was revoked since: by a new password, a desk, the end of the account, or a timeout."""
