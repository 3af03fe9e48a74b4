"""What a browser is told that a page of ours may do."""

from collections.abc import Callable, Mapping

from flask import Response


def page_headers(csp: str, *, referrer: str) -> dict[str, str]:
    """The headers of a page: this policy of contents, this one of referrers, and what holds for all of ours."""
    return {
        "Content-Security-Policy": csp,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": referrer,
        "X-Frame-Options": "DENY",
    }


def make_header_adder(headers: Mapping[str, str]) -> Callable[[Response], Response]:
    """A function that adds these headers to an answer that does not have them."""

    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return add_headers
