"""What the domain refuses, and why.

RuleViolation           a rule says no; the words say which
├── NotFound            there is no such thing, or not for this caller
├── NotAllowed          the move is not in the table of moves
├── Conflict            somebody else has that name already
├── VersionConflict     somebody else changed it first
├── Invalid             a value is not of the kind that is wanted
├── Revoked             what a sign-in opened has been ended since
├── sms_budget.BudgetSpent  an agency's key has caused as many SMS as it may for now
├── filing.OpenApplication, filing.SlotTaken, filing.TooManyApplications  an application that is not filed now
├── citizen_replies.TooManyReplies  a step was answered as often as it may be
└── passwords.Busy      so many come at once that this one was not looked at
"""


class RuleViolation(Exception):
    """A rule says no. The message is for the caller's eyes: it names what is wanted, never a citizen's data."""


class NotFound(RuleViolation):
    """There is no such thing, or it is another's, which must look the same."""


class NotAllowed(RuleViolation):
    """The status cannot move that way."""


class Conflict(RuleViolation):
    """Somebody else has that name already."""


class VersionConflict(RuleViolation):
    """The version that the caller knew is no longer the version there is."""


class Invalid(RuleViolation):
    """A value is not of the kind that is wanted; the message says what is."""


class Revoked(RuleViolation):
    """What a sign-in or a code opened has been ended since: by a new password, a desk, the end of the account, time."""
