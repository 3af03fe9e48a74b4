"""The tables of docs/console.md, made from the roles, the two-person approval rules and the routes that are served.

`python -m tests.architecture.console_tables` writes them anew into the page.
"""

from typing import Final

from flask import Flask

from app.bootstrap.web import create_app
from app.domain.staff.approvals import RULES
from app.domain.staff.roles import PERMISSIONS, Permission, Role
from app.web.console.approval_texts import NAMES
from app.web.console.rendering import ROLES
from app.web.staff_access import AnyStaff
from tests.architecture.made_parts import put_in, table
from tests.architecture.prose import DOCS
from tests.architecture.test_routes import GAP, nowhere

PAGE: Final = DOCS / "console.md"


def role_table() -> str:
    """What each role may do: a row for each permission."""
    head = ["permission", *(ROLES[role] for role in Role)]
    rows = [[each, *("yes" if each in PERMISSIONS[role] else "" for role in Role)] for each in Permission]
    return table(head, rows)


def approval_table() -> str:
    """What takes two persons, and the permissions of who asks for it and of who decides."""
    rows = [[NAMES[kind], rule.asks, rule.decides] for kind, rule in RULES.items()]
    return table(["what", "who asks may", "who decides may"], rows)


def route_table(app: Flask) -> str:
    """Each route of the console, and the permission that it requires."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/console/"):
            verb = "POST" if "POST" in (rule.methods or ()) else "GET"
            needed = getattr(app.view_functions[rule.endpoint], "permission", None)
            who = "whoever comes" if rule.endpoint.startswith("console_visitors.") else "every member of staff"
            path = GAP.sub(r"<\1>", rule.rule)
            found.append([f"`{verb} {path}`", who if needed is None or isinstance(needed, AnyStaff) else str(needed)])
    found.sort(key=lambda row: (row[0].split()[1], row[0]))
    return table(["route", "permission"], found)


def made(page: str) -> str:
    """The page with its tables as they are now."""
    app = create_app(nowhere())
    tables = {"roles": role_table(), "two persons": approval_table(), "routes": route_table(app)}
    return put_in(page, __file__, tables)


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text()))
