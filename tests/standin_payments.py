"""Pesaflow and Daraja over real HTTP, for a test: the simulator's own gateways, whose faults the test controls.

    with payment_standin(clock=clock) as standin:
        standin.simulator.faults.lose_answer = 1
        ...                                                   # ask at standin.daraja_url or standin.pesaflow_url
        [prompt] = standin.simulator.prompts("+254700000001")
        standin.simulator.answer_prompt(prompt.id, PromptAnswer.PIN_RIGHT)
        standin.simulator.deliver()                           # the callbacks, now
        assert standin.simulator.count("stk") == 1

Callbacks go out over HTTP to this machine; with `post` they go wherever that takes them, for example into the test
client of an application (`into`).
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.serving import WSGIRequestHandler, make_server

from app.simulator.payments import routes
from app.simulator.payments.courier import PostCallback, post_over_http
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import PaybillUrls
from app.web.guards import LARGEST_CALLBACK


@dataclass(frozen=True)
class ReceivedCall:
    """One request, as it came: its path below /phone, its query and its body."""

    verb: str
    path: str
    query: str
    body: str


@dataclass
class PaymentStandin:
    """The gateways at work. `calls`: all that came, oldest first."""

    simulator: PaymentSimulator
    url: str
    calls: list[ReceivedCall] = field(default_factory=list)

    @property
    def daraja_url(self) -> str:
        """The base URL of Daraja."""
        return f"{self.url}/phone/gateways/daraja"

    @property
    def pesaflow_url(self) -> str:
        """The base URL of Pesaflow."""
        return f"{self.url}/phone/gateways/pesaflow"

    def register(self, callback_base: str, *, version: int = 1, default: str = "Completed") -> None:
        """Register the callback URLs of the paybill and its pull of transactions, as the API calls for them do."""
        with self.simulator.store.change() as state:
            state.has_pull = True
            state.urls = PaybillUrls(
                confirmation=f"{callback_base}/c2b/confirmation",
                validation=f"{callback_base}/c2b/validation",
                default=default,
                version=version,
            )


@contextmanager
def payment_standin(
    post: PostCallback = post_over_http,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    delay: float | None = None,
    prompt_seconds: float = 0,
    state_file: Path | None = None,
) -> Iterator[PaymentStandin]:
    """The gateways, on a free port of this machine, until the block ends.

    Callbacks wait for `deliver` unless a `delay` is given; prompts for `expire` unless `prompt_seconds` are.
    """
    simulator = PaymentSimulator(state_file, post, clock=clock, delay=delay, prompt_seconds=prompt_seconds)
    app = standin_app(simulator)
    with serving(app) as url:
        standin = PaymentStandin(simulator, url)
        app.before_request(lambda: _record(standin.calls))
        yield standin
        simulator.courier.settle()


@contextmanager
def serving(app: Flask, *, port: int = 0) -> Iterator[str]:
    """Serve an application on a (free) port of this machine until the block ends; yields its address."""
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def standin_app(simulator: PaymentSimulator) -> Flask:
    """The gateways and the phones' M-PESA alone, without the rest of Lango."""
    app = Flask("payments", static_folder=None)
    app.extensions["lango"] = SimpleNamespace(settings=SimpleNamespace(simulator=True))
    app.extensions[routes.EXTENSION] = simulator
    app.register_blueprint(routes.blueprint)
    return app


def into(app: Flask) -> PostCallback:
    """Callbacks into an application of this process, whatever host they were addressed to."""

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        answer = app.test_client().post(urlsplit(url).path, data=body, headers=dict(headers))
        return answer.status_code, answer.data

    return post


class ToldCallbacks:
    """Records callbacks instead of sending them; `answer` is the answer to each."""

    def __init__(self) -> None:
        self.bodies: list[tuple[str, dict[str, Any]]] = []
        self.headers: list[Mapping[str, str]] = []
        self.answer = (200, b'{"ResultCode": 0, "ResultDesc": "Accepted"}')

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Record a callback, and answer it."""
        self.bodies.append((url, json.loads(body)))
        self.headers.append(headers)
        return self.answer


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Log nothing: tests read the recorded calls."""


def _record(calls: list[ReceivedCall]) -> None:
    request.max_content_length = LARGEST_CALLBACK
    body = request.get_data(as_text=True)
    calls.append(ReceivedCall(request.method, request.path, request.query_string.decode(), body))
