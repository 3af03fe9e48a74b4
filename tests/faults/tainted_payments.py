"""Payments full of canaries: prompts on another phone, a mistyped account, a code that is typed; with both providers.

They go the real ways: the adapters' calls, the providers' callbacks, the worker's turns.
"""

import json
from typing import Final

from sqlalchemy import text

from app.platform.config import simulated_credentials as simulated
from tests.faults.canaries import Canary
from tests.faults.tainted_forms import HOLDER, PASSWORD, PHONE
from tests.stories.telling import Teller

PAYER: Final = "0712000078"
"""Whose M-PESA pays: a phone that no story has."""
ACCOUNT: Final = "Shamba la Kibichiku"
"""What somebody types as the account of a paybill."""
SECRETS: Final = frozenset(
    Canary("provider secret", secret)
    for secret in (
        simulated.SIMULATED_PESAFLOW_KEY,
        simulated.SIMULATED_PESAFLOW_SECRET,
        simulated.SIMULATED_DARAJA_KEY,
        simulated.SIMULATED_DARAJA_SECRET,
        simulated.SIMULATED_DARAJA_PASSKEY,
    )
)
PAYING: Final = SECRETS | {
    Canary("phone", PAYER[1:]),
    Canary("phone", PHONE[1:]),
    Canary("ID number", HOLDER),
    Canary("account", ACCOUNT),
}
"""What must be found nowhere; the tokens of one run are added to it (`learned`)."""
LICENCE: Final = ("4", "driving licence renewal {years}", "1", "1", PASSWORD, "1", "DL-774193", "1", "1")
"""From the first screen to the ways to pay."""
MAC: Final = 24
"""How many letters of a token are its MAC; the rest is a row's id."""


def pay(teller: Teller) -> list[tuple[str, str]]:
    """Pay through Pesaflow and then through Daraja; the tokens that were made on the way."""
    pay_by_pesaflow(teller)
    made = learned(teller)
    teller.tell("paid by Daraja")
    pay_by_daraja(teller)
    return made + learned(teller)


def learned(teller: Teller) -> list[tuple[str, str]]:
    """The MACs of the tokens in this provider's callback URLs, and its access token."""
    simulator = teller.money.standin.simulator
    tokens = {told.url.rpartition("/")[2] for told in simulator.delivered} - {"confirmation", "validation"}
    with simulator.store.change() as state:
        access = [("access token", state.token)] if state.token else []
    return [*(("callback token", token[-MAC:]) for token in sorted(tokens)), *access]


def pay_by_pesaflow(teller: Teller) -> None:
    """A prompt on another phone: a wrong PIN, and then the right one."""
    call(teller, *(each.format(years="3 years") for each in LICENCE), "2", PAYER, "1")
    reference = next(reversed(teller.filed().values()))
    teller.tell(f"M-PESA asks {PAYER}")
    teller.tell(f"{PAYER} enters a wrong PIN")
    for _ in range(2):
        teller.tell("payments are settled")
    call(teller, "1", reference, "1", "2", PAYER, "1")
    teller.tell(f"M-PESA asks {PAYER}")
    said = teller.tell(f"{PAYER} enters the PIN")
    assert any("paid, receipt" in each for each in said), said


def pay_by_daraja(teller: Teller) -> None:
    """A prompt on the own phone is cancelled; the paybill is paid with a mistyped account, and its code typed."""
    call(teller, *(each.format(years="1 year") for each in LICENCE), "1")
    reference = next(reversed(teller.filed().values()))
    teller.tell(f"M-PESA asks {PHONE}")
    teller.tell(f"{PHONE} cancels")
    pays = f"{PAYER} pays 650 to paybill {simulated.SIMULATED_DARAJA_SHORTCODE} account"
    teller.tell(f"{pays} {ACCOUNT}")
    code = teller.money.standin.simulator.money()[-1].receipt
    shown = call(teller, "1", reference)
    call(teller, "1", reference, next(line[2] for line in shown if "I have paid" in line), code)
    teller.tell(f"{pays} {reference}")
    said = teller.tell("payments are settled")
    assert any("paid, receipt" in each for each in said), said


def call(teller: Teller, *typed: str) -> list[str]:
    """One session, five minutes after the one before; the last screen."""
    teller.tell(f"phone {PHONE}")
    teller.tell("wait 5 minutes")
    shown = teller.tell("dial *222#")
    for each in typed:
        shown = teller.tell(f"> {each}")
    return shown


# Mishaps


def mishaps_of_paying(teller: Teller) -> None:
    """Callbacks that are broken, forged and misdirected; and a database without its tables of payments."""
    settings = teller.container.settings
    daraja, pesaflow = settings.daraja_keys[0], settings.given_pesaflow_keys[0]
    token = teller.money.standin.simulator.delivered[0].url.rpartition("/")[2]
    phone = f"+254{PAYER[1:]}"
    bodies = [
        json.dumps({"BillRefNumber": ACCOUNT, "MSISDN": phone, "BusinessShortCode": ACCOUNT}).encode(),
        f'{{"Body": "{phone} {ACCOUNT} {HOLDER}"'.encode(),
        f'{{"Body": {{"stkCallback": {{"ResultCode": "{phone}", "ResultDesc": "{ACCOUNT}"}}}}}}'.encode(),
    ]
    paths = (
        f"/daraja/{daraja}/stk/{token}",
        f"/daraja/{daraja}/stk/{token[:-1]}x",
        f"/daraja/{daraja}/stk/{phone}",
        f"/daraja/{daraja}/c2b/confirmation",
        f"/daraja/{daraja}/c2b/validation?account={ACCOUNT}",
        f"/daraja/{daraja}/results/{token}",
        f"/pesaflow/{pesaflow}/notify/{token}",
    )
    for path in paths:
        for body in bodies:
            teller.client.post(path, data=body, content_type="application/json")
            teller.client.post(path, data=body, content_type=ACCOUNT)
    with teller.container.database.transaction() as session:
        for table in ("payments", "payment_receipts", "payment_sweeps"):
            session.execute(text(f"ALTER TABLE {table} RENAME TO {table}_gone"))
    teller.money.pay_bill(phone, "100", simulated.SIMULATED_DARAJA_SHORTCODE, ACCOUNT)
    teller.worker._turn_or_tell()
