"""The phones of the page, driven as the page drives them, against a gateway that listens for their callbacks."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.container import Container
from app.simulator.africastalking import routes as provider
from app.simulator.africastalking.account import SimulatedAccount
from app.simulator.browser import routes as phones
from app.simulator.browser.callback_relay import CallbackRelay
from app.simulator.payments import routes as money
from app.simulator.payments.simulator import PaymentSimulator
from tests.conftest import CALLBACK_KEY, Clock, application_of
from tests.servers import free_port
from tests.standin_payments import serving

PHONE: Final = "+254700000001"
SAFARICOM, AIRTEL = "63902", "63903"


def new_session() -> str:
    """A name for a session, as the page makes it."""
    return f"ATUid_{secrets.token_hex(16)}"


@dataclass
class PhonesWorld:
    """One installation with its web listening. `callbacks`: the paths of all that was called back, oldest first."""

    container: Container
    app: Flask
    clock: Clock
    callbacks: list[str]

    @property
    def client(self) -> FlaskClient:
        """An HTTP client, in the place of the page."""
        return self.app.test_client()

    @property
    def account(self) -> SimulatedAccount:
        """The simulated account with Africa's Talking."""
        found: SimulatedAccount = self.app.extensions[provider.ACCOUNT]
        return found

    @property
    def relay(self) -> CallbackRelay:
        """The relay through which the phones of the page reach the gateway."""
        found: CallbackRelay = self.app.extensions[phones.RELAY]
        return found

    @property
    def payments(self) -> PaymentSimulator:
        """The simulated payment providers."""
        found: PaymentSimulator = self.app.extensions[money.EXTENSION]
        return found

    def with_settings(self, **other: Any) -> Container:
        """The same installation with other settings, for its worker."""
        return replace(self.container, settings=self.container.settings.model_copy(update=other))

    def ask_hop(self, session: str, text: Any = "", **other: Any) -> TestResponse:
        """Request one hop of a phone."""
        hop = {"phone": PHONE, "network": SAFARICOM, "session": session, "code": "*222#", "text": text}
        return self.client.post("/phone/hops", json=hop | other)

    def hop(self, session: str, text: str = "", **other: Any) -> dict[str, Any]:
        """One hop, which must be sent."""
        answer = self.ask_hop(session, text, **other)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    def refused(self, session: str, text: Any = "", **other: Any) -> str:
        """Request a hop that must be refused, so that nothing reaches the gateway; the reason."""
        before = len(self.callbacks)
        answer = self.ask_hop(session, text, **other)
        assert answer.status_code == 422, answer.text
        assert len(self.callbacks) == before
        return answer.text

    def send_sms(self, phone: str, message: str = "hali") -> dict[str, Any]:
        """Give the simulated provider an SMS, as the gateway's adapter does; its answer about the recipient."""
        form = {"username": "simulator", "to": phone, "message": message, "bulkSMSMode": "1"}
        answer = self.client.post(f"{PROVIDER}/version1/messaging", data=form, headers=KEYED)
        assert answer.status_code == 201
        [recipient] = answer.get_json()["SMSMessageData"]["Recipients"]
        found: dict[str, Any] = recipient
        return found


PROVIDER: Final = "/phone/gateways/africastalking"
KEYED: Final = {"apiKey": "simulated-at-key"}


@contextmanager
def phones_world(container: Container, clock: Clock) -> Iterator[PhonesWorld]:
    """The web of an installation, listening on a port of its own."""
    port = free_port()
    here = replace(container, settings=container.settings.model_copy(update={"port": port}))
    app = application_of(here)
    world = PhonesWorld(here, app, clock, [])

    def wsgi(environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        if path.startswith("/at/"):
            world.callbacks.append(path.removeprefix(f"/at/{CALLBACK_KEY}/"))
        return app.wsgi_app(environ, start_response)

    listening = Flask("listening", static_folder=None)
    listening.wsgi_app = wsgi  # type: ignore[method-assign]
    with serving(listening, port=port):
        yield world
        world.account.callbacks.settle()
