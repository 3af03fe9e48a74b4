"""Forms that are filled in with canaries: filed, left half done, read by their agencies, and answered to."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from tests.faults.canaries import Canary
from tests.stories.telling import Teller

HOLDER, PHONE, PASSWORD = "29000137", "0712000077", "482915"
"""Who applies: an account that no story has."""
CHILD: Final = ("Zawadinah", "Kiprotichson", "12042019")
PARTNER: Final = ("Barasatu Wekhulimo", "27418936", "30111990")
TITLE, KRA_PIN, NOTIFICATION = "Kwale/Diani/77419", "A774193658Z", "BN-4471936"
REPLY: Final = "Nimelipa benki ya Kilindinini"
ANSWERS: Final = frozenset(
    Canary("answer", value)
    for value in (*CHILD[:2], "2019-04-12", *PARTNER[:2], "1990-11-30", TITLE, KRA_PIN, NOTIFICATION, REPLY)
)
"""What must be found nowhere: a child, a partner, a title, a KRA PIN, and what was answered to an office."""
AGENCIES: Final = ("sd-state-department-for-lands-and-physical-planni", "crs", "rom")
"""The agencies of the three services, in the order in which these are filed."""

SUBMIT: Final = "submit"
"""Read the answers to their last page, and submit."""


def fill_forms(teller: Teller) -> None:
    """File three applications, leave a fourth half done, answer an office, and let the agencies read all of it."""
    teller.tell(f"account of citizen {HOLDER} on {PHONE} with password {PASSWORD}")
    teller.tell(f"phone {PHONE}")
    known = {*teller.filed().values()}
    for typed in walks(teller):
        shown = call(teller, typed)
    assert shown[0].startswith("| Saved so far."), shown
    filed = [each for each in teller.filed().values() if each not in known]
    assert len(filed) == len(AGENCIES), filed
    land = filed[0]
    for status in ("submitted", "needs_action, note Bring the receipt"):
        teller.tell(f"agency {AGENCIES[0]} moves {land} to {status}")
    said = call(teller, ("2", "3", PASSWORD, "2", "1", "1", "1", REPLY))
    assert said[0].startswith("| The office gets your answer."), said
    for agency, reference in zip(AGENCIES, filed, strict=True):
        headers = {"Authorization": f"Bearer {teller.agency_key(agency)}"}
        told = teller.client.get(f"/api/v1/applications/{reference}", headers=headers)
        assert told.status_code == 200, told.data
        assert any(canary.value.encode() in told.data for canary in ANSWERS), "the agency reads what was filled in"


def walks(teller: Teller) -> Iterator[tuple[str, ...]]:
    """What is typed in each session; the last one breaks off."""
    wedding = f"{teller.clock() + timedelta(days=40):%d%m%Y}"
    yield ("4", "official land search", "1", "1", PASSWORD, "1", TITLE, "kwale", KRA_PIN, "1", SUBMIT)
    birth = ("birth certificate", "1", "1", PASSWORD, "1", "2", "1", *CHILD, NOTIFICATION, "Kwale", "GPO")
    yield ("4", *birth, SUBMIT)
    yield ("4", "notice of intended marriage", "1", PASSWORD, "1", *PARTNER, "1", "1", "1", wedding, SUBMIT)
    yield ("4", "passport renewal 34 pages", "1", "1", PASSWORD, "1", "2", *CHILD[:2])


def call(teller: Teller, typed: tuple[str, ...]) -> list[str]:
    """One session, five minutes after the one before; the last screen."""
    teller.tell("wait 5 minutes")
    shown = teller.tell("dial *222#")
    for each in typed:
        while each == SUBMIT and "| 1. Submit" not in shown:
            shown = teller.tell("> 98")
        shown = teller.tell(f"> {'1' if each == SUBMIT else each}")
    return shown
