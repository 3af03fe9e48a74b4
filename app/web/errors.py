"""Error handlers: plain text to a provider, problem+json to an agency, a page to staff, a traceback to nobody."""

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, NotFound

from app.callbacks.intake import StorageUnavailable
from app.platform.observability import REFUSED, failed
from app.providers.ports import Malformed
from app.web import container, guards
from app.web.api import problems
from app.web.console import rendering
from app.web.console.console_blueprint import add_headers


def register(app: Flask) -> None:
    """Register the error handlers with an application."""
    app.register_error_handler(Malformed, malformed)
    app.register_error_handler(StorageUnavailable, not_taken)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unforeseen)


def malformed(error: Exception) -> Response:
    """The response to a callback's body that the provider never sends: the reason says what is wanted."""
    assert isinstance(error, Malformed)  # noqa: S101
    REFUSED.labels(str(error.status)).inc()
    return _plain(error.status, error.reason)


def not_taken(error: Exception) -> Response:
    """The response where a callback could not be stored anywhere: the provider is asked to repeat it."""
    return _plain(503, "cannot be kept now, please repeat")


def http_error(error: Exception) -> Response:
    """The response to an HTTP error. A wrong verb at a hidden path is answered like any wrong path."""
    assert isinstance(error, HTTPException)  # noqa: S101
    if isinstance(error, MethodNotAllowed) and _is_hidden():
        error = NotFound()
    if _is_api():
        return problems.of_http_error(error).response()
    if _is_console():
        return add_headers(rendering.error_page(error))
    answer = _plain(error.code or 500, error.description or error.name)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(error.valid_methods)
    return answer


def unforeseen(error: Exception) -> Response:
    """The response to an unexpected exception: a 500. The log has the kind of error."""
    failed("request", error)
    if _is_api():
        return problems.of_http_error(InternalServerError()).response()
    if _is_console():
        return add_headers(rendering.error_page(InternalServerError()))
    return _plain(500, InternalServerError.description)


def _is_hidden() -> bool:
    return guards.is_hidden(request.path, request.remote_addr or "", container().settings)


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _is_console() -> bool:
    return request.path.startswith("/console/")


def _plain(status: int, reason: str) -> Response:
    return Response(reason + "\n", status, content_type="text/plain; charset=utf-8")
