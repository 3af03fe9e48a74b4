"""Roles and permissions of staff: a role is a set of permissions, and each page of the console requires one.

A new permission is one line in `Permission` and one in each role that has it. The tests try every role on every route,
so a route without a permission, or a permission given by mistake, fails.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The job of a member of staff."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    AGENCY_ADMIN = "agency_admin"
    HUDUMA_DESK = "huduma_desk"
    OPERATOR = "operator"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """What a page or a button requires. Which agency's data it reaches is decided by `Staff.reach`."""

    VIEW_APPLICATIONS = "view applications"
    MOVE_APPLICATIONS = "move applications"
    RESEND_MESSAGES = "resend messages"
    RELEASE_WORDS = "release words"
    """Decide, as the second person, on notes that the policy of notes holds back, and on bulk moves."""
    ANSWER_TICKETS = "answer tickets"
    CALL_CITIZENS = "call citizens"
    """See the whole phone numbers of call requests, which belong to no agency."""
    FIND_ACCOUNTS = "find accounts"
    CHANGE_ACCOUNTS = "change accounts"
    DECIDE_ACCOUNTS = "decide accounts"
    """Decide, as the second person, on a change of phone, a closing and a correction."""
    APPLY_FOR_CITIZENS = "apply for citizens"
    VIEW_MONEY = "view money"
    ACT_ON_MONEY = "act on money"
    DECIDE_MONEY = "decide money"
    EXPORT_MONEY = "export money"
    VIEW_KEYS = "view keys"
    REVOKE_KEYS = "revoke keys"
    DECIDE_KEYS = "decide keys"
    MANAGE_STAFF = "manage staff"
    VIEW_CATALOGUE = "view the catalogue"
    EDIT_CATALOGUE = "edit the catalogue"
    DECIDE_CATALOGUE = "decide on the catalogue"
    """Decide, as the second person, on a fee and on the closing of a service."""
    POST_NOTICE = "post the notice"
    """The notice on the first screen of every phone."""
    VIEW_AUDIT = "view audit"
    VIEW_OVERVIEW = "view overview"
    """Figures: of one's own agency; in a national role of all agencies."""


_P = Permission
_OF_A_CLERK: Final = frozenset({_P.VIEW_APPLICATIONS, _P.MOVE_APPLICATIONS, _P.RESEND_MESSAGES, _P.ANSWER_TICKETS})
_OF_MONEY: Final = frozenset({_P.VIEW_MONEY, _P.ACT_ON_MONEY, _P.DECIDE_MONEY, _P.EXPORT_MONEY})
_OF_KEYS: Final = frozenset({_P.VIEW_KEYS, _P.REVOKE_KEYS, _P.DECIDE_KEYS})

PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.CLERK: _OF_A_CLERK,
    Role.SUPERVISOR: _OF_A_CLERK
    | _OF_MONEY
    | {_P.RELEASE_WORDS, _P.VIEW_CATALOGUE, _P.DECIDE_CATALOGUE, _P.VIEW_OVERVIEW},
    Role.AGENCY_ADMIN: _OF_KEYS
    | {_P.VIEW_CATALOGUE, _P.EDIT_CATALOGUE, _P.DECIDE_CATALOGUE}
    | {_P.VIEW_APPLICATIONS, _P.VIEW_MONEY, _P.EXPORT_MONEY, _P.MANAGE_STAFF, _P.VIEW_OVERVIEW},
    Role.HUDUMA_DESK: frozenset(
        {_P.FIND_ACCOUNTS, _P.CHANGE_ACCOUNTS, _P.DECIDE_ACCOUNTS, _P.APPLY_FOR_CITIZENS, _P.CALL_CITIZENS}
    )
    | {_P.ANSWER_TICKETS},
    Role.OPERATOR: _OF_MONEY
    | _OF_KEYS
    | {_P.POST_NOTICE, _P.VIEW_OVERVIEW}
    | {_P.CALL_CITIZENS, _P.ANSWER_TICKETS, _P.MANAGE_STAFF, _P.VIEW_AUDIT},
    Role.AUDITOR: frozenset({_P.VIEW_MONEY, _P.VIEW_KEYS, _P.VIEW_AUDIT, _P.VIEW_OVERVIEW}),
}
"""The permissions of each role. An operator and an auditor see no answers of a form and no document."""
NATIONAL: Final = frozenset({Role.OPERATOR, Role.AUDITOR})
"""Roles that belong to no agency, and reach the money, keys and staff of all."""
