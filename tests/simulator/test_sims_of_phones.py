"""The SMS after a request for a new password follows from what the simulator knows about the SIM of the phone."""

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from app.bootstrap.web import furnish
from app.platform.config.simulated_credentials import SIMULATED_AT_KEY, SIMULATED_AT_USERNAME
from app.simulator.africastalking import account
from app.simulator.numbers import NUMBERS, FixedBehaviour
from app.worker.main import Worker
from tests.database.holder import opened
from tests.simulator.phones import PROVIDER, SAFARICOM, PhonesWorld, new_session


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send at once the callbacks that the simulator sends later."""
    monkeypatch.setattr(account, "TOLD_SECONDS", 0.0)
    monkeypatch.setattr(account, "REPORT_SECONDS", 0.0)


def asked_for_a_password(world: PhonesWorld, phone: str) -> list[str]:
    """Request a new password for the account of a phone; the SMS that come to it within some minutes."""
    world.clock.time = datetime.now(UTC)  # the simulator's yesterday is that of this machine
    base = f"{world.container.settings.own_url}{PROVIDER}"
    container = world.with_settings(
        at_username=SIMULATED_AT_USERNAME, at_api_key=SecretStr(SIMULATED_AT_KEY), at_base_url=base, at_sim_swap=True
    )
    furnish(world.app, container)
    opened(container, phone=phone)
    session = new_session()
    for text in ("", "1", "1*29000001", "1*29000001*1990"):
        shown = world.hop(session, text, phone=phone, network=SAFARICOM, code="*222*3*1#")["shown"]
    assert shown["text"].startswith("If that is right and this is the phone of the account, a code comes here by SMS.")
    worker = Worker(container)
    for _ in range(4):
        for future in worker.turn():
            future.result()
        world.account.callbacks.settle()
        worker.sweep()
        world.clock.move(seconds=40)
    found = world.client.get("/phone/messages", query_string={"phone": phone}).get_json()
    return [each["text"] for each in found]


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (None, "eCitizen: "),
        (FixedBehaviour.SIM_CHANGED, "eCitizen: for your safety no code is sent to a SIM that was changed lately."),
        (FixedBehaviour.SIM_UNTOLD, "eCitizen: a new password was asked for ****0001. We cannot check the SIM: "),
    ],
)
def test_what_comes_follows_from_what_is_known_of_the_sim(
    world: PhonesWorld, kind: FixedBehaviour | None, begins: str
) -> None:
    phone = next((each.phone for each in NUMBERS if each.kind is kind), "+254712000001")
    [sms] = asked_for_a_password(world, phone)
    assert sms.startswith(begins)
    assert (" is the code for a new password" in sms) == (kind is None)
