"""The security headers of our pages."""

from collections.abc import Callable, Mapping

from flask import Response


def page_headers(csp: str, *, referrer: str) -> dict[str, str]:
    """The headers of a page: this Content-Security-Policy, this Referrer-Policy, and those that all our pages have."""
    return {
        "Content-Security-Policy": csp,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": referrer,
        "X-Frame-Options": "DENY",
    }


def make_header_adder(headers: Mapping[str, str]) -> Callable[[Response], Response]:
    """A function that adds these headers to a response where they are missing."""

    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return add_headers
