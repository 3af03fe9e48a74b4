"""The composition root: a container becomes a web application."""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Response

from app.callbacks.intake import CallbackProcessor
from app.container import Container
from app.platform.observability import configure_logs
from app.simulator import web
from app.simulator.africastalking import routes as africastalking
from app.simulator.africastalking.account import SimulatedAccount
from app.simulator.browser import page as phone_page
from app.simulator.browser import routes as phones
from app.simulator.browser.callback_relay import CallbackRelay
from app.simulator.browser.event_streams import EventStreams
from app.simulator.browser.phone_events import PhoneEvents
from app.simulator.browser.phone_lines import PhoneLines
from app.simulator.browser.stream_slots import StreamSlots
from app.simulator.payments import routes
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.posting import CallbackQueue
from app.simulator.wire_log import WireLog
from app.web import errors, guards, paths, staff_access
from app.web.api import blueprints, openapi
from app.web.api.routes import accounts
from app.web.asgi import Allowance, Asgi, Environ
from app.web.callbacks import payments, sim_swaps, sms, sms_gateway, ussd
from app.web.console import blueprints as console
from app.web.console import cookies
from app.web.console.pages.desk import photos
from app.web.console.pages.importing import import_pages
from app.web.ops import health, status_page
from app.web.shedding import Shedding

BLUEPRINTS = (
    ussd.blueprint,
    sms.blueprint,
    sms_gateway.blueprint,
    sim_swaps.blueprint,
    payments.daraja,
    payments.pesaflow,
    health.blueprint,
    health.counters,
    status_page.blueprint,
    *blueprints.BLUEPRINTS,
    openapi.blueprint,
    *console.BLUEPRINTS,
    web.blueprint,
    routes.blueprint,
    phones.blueprint,
    phone_page.blueprint,
    africastalking.blueprint,
)
PHONE_THREADS: Final = {"/phone": 8, "/phone/gateways": 8}
"""Threads that only the simulator uses. A simulated phone occupies one until its hop is answered, and the hop itself
needs one of the ordinary threads; the worker's requests to the simulated providers must not queue behind hops."""
NOTHING: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The Content-Security-Policy of every answer that is no page of the console: nothing is allowed, in case a browser
renders it as a page."""


class SynchronousFlask(Flask):
    """Flask without its check for asynchronous views, which costs time in each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """See Flask: every view and guard here is a plain function."""
        return func


def create_app(container: Container) -> Flask:
    """The web application of a container: its routes, their guards and its error handlers."""
    configure_logs()
    app = SynchronousFlask("app", static_folder=None)
    furnish(app, container)
    app.url_map.merge_slashes = False  # a redirect would show a callback key to whoever asked for it
    app.config["MAX_CONTENT_LENGTH"] = 4 * 1024 * 1024
    staff_access.CSRF.init_app(app)
    app.before_request(paths.refuse_other_spellings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.register(app)
    app.after_request(_private)
    if container.settings.environment == "production":
        app.after_request(_over_tls_alone)
    return app


def furnish(app: Flask, container: Container) -> None:
    """Replace the services of an application by those of a container; its routes stay the same."""
    app.extensions["lango"] = container
    app.extensions["intake"] = CallbackProcessor(container)
    _add_simulator(app, container)
    cookies.set_up(app, container.keys, is_production=container.settings.environment == "production")


def _add_simulator(app: Flask, container: Container) -> None:
    """Add the simulated providers and phones. Creating them opens no connection and starts no thread."""
    settings, clock = container.settings, container.database.clock

    def callback_key() -> str:
        return settings.callback_keys[0]

    lines = PhoneLines(settings.data_dir / "simulated-lines.json", clock, container.keys.digest)
    wire = WireLog(settings.data_dir / "simulated-wire.json")
    app.extensions[phones.RELAY] = CallbackRelay(settings.own_url, callback_key, lines)
    app.extensions[africastalking.ACCOUNT] = SimulatedAccount(
        CallbackQueue(settings.own_url, callback_key, wire, clock)
    )
    money = settings.data_dir / "simulated-payments.json"
    payments = PaymentSimulator(money, clock=clock, is_in_session=lines.is_in_session, wire=wire)
    app.extensions[routes.EXTENSION], app.extensions[phones.WIRE] = payments, wire


def serve(app: Flask) -> Asgi:
    """The application for an ASGI server, which reads each request whole before the request takes a thread."""
    container: Container = app.extensions["lango"]

    def is_open(environ: Environ) -> bool:
        """Whether the body of a request is read: not where the answer is a 404 whatever the body says."""
        return not guards.is_hidden(environ["PATH_INFO"], environ["REMOTE_ADDR"], container.settings)

    def allowed(environ: Environ) -> Allowance | None:
        """The limits for a photo, sent by API or at the console, and for an imported file; None for others."""
        found = accounts.photo_allowance(environ) or photos.upload_allowance(environ)
        return found or import_pages.upload_allowance(environ)

    if not container.settings.simulator:
        return Asgi(app, is_open, allowed, Shedding())
    events = PhoneEvents(container.database, app.extensions[routes.EXTENSION], app.extensions[phones.WIRE])
    streams = EventStreams(events, StreamSlots(container.settings.data_dir / "simulated-streams"))
    return Asgi(app, is_open, allowed, Shedding(), own_threads=PHONE_THREADS, streams={"/phone/events": streams})


def _private(response: Response) -> Response:
    """Set the headers against caching, against use as a page, and against MIME sniffing."""
    headers = response.headers
    if "Cache-Control" not in headers:
        headers.add("Cache-Control", "no-store")
    if "Content-Security-Policy" not in headers:
        headers.add("Content-Security-Policy", NOTHING)
    headers["X-Content-Type-Options"] = "nosniff"
    return response


def _over_tls_alone(response: Response) -> Response:
    """Set HSTS (RFC 6797) for two years: a browser that has been here before uses TLS only."""
    response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response
