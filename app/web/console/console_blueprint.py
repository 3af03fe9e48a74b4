"""Pages and actions of the console, each declared once, at its view: its path, its verb and its permission.

A page (GET) changes nothing but the audit trail. An action (POST) takes a form of ours and answers with a redirect, so
that going back or loading again repeats nothing; a refused form is shown again, with what was typed.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint

from app.web import guards
from app.web.page_headers import make_header_adder, page_headers
from app.web.staff_access import Needed

View = TypeVar("View", bound=Callable[..., Any])
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""No script at all, no frame, nothing from elsewhere (CSP level 3)."""
HEADERS = page_headers(CSP, referrer="same-origin")
add_headers = make_header_adder(HEADERS)
"""Adds the security headers of the console's pages to a response."""


class ConsoleBlueprint(Blueprint):
    """Pages and actions behind one guard, below `/console`."""

    def __init__(
        self, name: str, import_name: str, *, behind: Callable[[], Any] = guards.staff_only, **more: Any
    ) -> None:
        super().__init__(name, import_name, url_prefix="/console", **more)
        self.before_request(behind)
        self.after_request(add_headers)

    def page(self, path: str, needed: Needed) -> Callable[[View], View]:
        """Declares what is shown at a path, and the permission that it needs."""
        return self._declare(path, needed, "GET")

    def action(self, path: str, needed: Needed, *, largest_body: int | None = None) -> Callable[[View], View]:
        """Declares what a form sent to a path does. `largest_body`: bytes, where it has a file."""
        return self._declare(path, needed, "POST", largest_body)

    def _declare(self, path: str, needed: Needed, verb: str, largest: int | None = None) -> Callable[[View], View]:
        def declare(view: View) -> View:
            view.permission = needed  # type: ignore[attr-defined]
            if largest is not None:
                view.largest_body = largest  # type: ignore[attr-defined]
            self.add_url_rule(path, view_func=view, methods=[verb])
            return view

        return declare
